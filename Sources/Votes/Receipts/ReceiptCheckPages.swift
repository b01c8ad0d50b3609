import Consultations
import HTML
import Localization
import Platform
import Proof
import MerkleLog

/// A receipt is checked by whoever holds it, without signing in; the page says what that proves, and what not. With a
/// script, `receipt.js` checks the chosen file on the device itself, before anything is sent.
struct ReceiptCheckPage: Component {
  var logs: [ReceiptLog]
  var check: ReceiptCheck?
  /// What was pasted.
  var text: String
  var refusal: ReceiptCheck.Refusal?
  var language: Language

  private var action: String { language.address(ReceiptCheckAddress().path) }
  static let longest = 131_072

  var body: some Markup {
    h1 { t("Vérifier un récépissé de vote") }
    p(.class("lead")) {
      t("Le récépissé est le fichier que prend qui a voté. Sans compte, chacun vérifie ici ce qu’il vaut.")
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if let check { CheckedReceipt(check: check) }
    postForm(.action(action), .named("enctype", "multipart/form-data"), .named("novalidate", "")) {
      FileField(
        "fichier", t("Le fichier du récépissé"), accepts: ".json,application/json", help: t("Un fichier .json."))
      CheckedHere()
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Vérifier ce fichier") }
      }
    }
    postForm(.class("section"), .action(action), .named("novalidate", "")) {
      TextArea("recepisse", t("Ou ce qu’il contient"), value: text, longest: Self.longest, rows: 6, isOptional: true)
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Vérifier ce texte") }
      }
    }
    WhatItProves()
    if !logs.isEmpty { KeysOfLogs(logs: logs, language: language) }
  }
}

/// Filled by `receipt.js`: what it has checked on this device, step by step, and what it has not. A step has one of the
/// sentences that it bears; none says of a step that it was checked when it was not.
private struct CheckedHere: Component {
  var body: some Markup {
    p(.class("help"), .named("data-receipt-offer", ""), .flag("hidden")) {
      t("Dès qu’il est choisi, votre appareil le vérifie lui-même, sans l’envoyer.")
    }
    div(
      .role("status"), .named("data-receipt", "fichier"),
      .named("data-whole", phrase: t("Ce récépissé est juste : votre appareil l’a vérifié, et rien n’a été envoyé.")),
      .named("data-part", phrase: t("Votre appareil n’a pu vérifier ce récépissé qu’en partie ; rien n’a été envoyé.")),
      .named("data-refused", phrase: t("Ce récépissé n’est pas juste. Rien n’a été envoyé."))
    ) {
      div(.class("notice"), .flag("hidden")) {
        p { strong(.named("data-receipt-verdict", "")) { Nothing() } }
        ul {
          FormStep()
          HeadStep()
          ProofStep()
          ChoicesStep()
        }
        WhatItSealsHere()
        p(.named("data-receipt-next", ""), .flag("hidden")) {
          t(
            "S’il compte encore, ou s’il a été remplacé ou contesté, votre appareil ne le sait pas : envoyez-le au site."
          )
        }
      }
    }
  }
}

private struct FormStep: Component {
  var body: some Markup {
    li(
      .named("data-step", "form"), .named("data-bad", phrase: ReceiptCheck.Refusal.notAReceipt.sentence),
      .named("data-ok", phrase: t("Le fichier a la forme d’un récépissé de vote."))
    ) { Nothing() }
  }
}

private struct HeadStep: Component {
  private var unable: Phrase {
    t(
      "La signature de la tête du journal n’est pas vérifiée ici : ce navigateur ne sait pas le faire. Envoyez le fichier."
    )
  }

  var body: some Markup {
    li(
      .named("data-step", "head"), .named("data-bad", phrase: ReceiptCheck.Refusal.wrongSignature.sentence),
      .named("data-other", phrase: ReceiptCheck.Refusal.otherLog.sentence), .named("data-unable", phrase: unable),
      .named("data-ok", phrase: t("La tête de journal qu’il porte est signée par la clé de ce vote, donnée plus bas."))
    ) { Nothing() }
  }
}

private struct ProofStep: Component {
  var body: some Markup {
    li(
      .named("data-step", "proof"), .named("data-bad", phrase: ReceiptCheck.Refusal.wrongProof.sentence),
      .named("data-ok", phrase: t("Sa ligne est dans le journal de cette tête, à la place qu’il dit."))
    ) { Nothing() }
  }
}

private struct ChoicesStep: Component {
  var body: some Markup {
    li(
      .named("data-step", "choices"), .named("data-bad", phrase: ReceiptCheck.Refusal.wrongChoices.sentence),
      .named("data-ok", phrase: t("Les choix qu’il dit sont bien ceux que sa ligne scelle."))
    ) { Nothing() }
  }
}

/// Shown once no step is refused.
private struct WhatItSealsHere: Component {
  private var what: Phrase {
    t("Bulletin n° \("{number}") de l’organisme \("{organisation}"), ligne \("{line}") du journal public.")
  }

  var body: some Markup {
    div(.named("data-receipt-sealed", ""), .flag("hidden")) {
      p(.named("data-text", phrase: what)) { Nothing() }
      p(.named("data-blank", ""), .flag("hidden")) { t("Ce bulletin est blanc.") }
      ul(.named("data-choices", "")) { Nothing() }
    }
  }
}

/// Whoever noted a key elsewhere compares it here; a script reads them here too.
private struct KeysOfLogs: Component {
  var logs: [ReceiptLog]
  var language: Language

  var body: some Markup {
    details(.class("section")) {
      summary { t("Les clés qui signent les journaux des votes de ce site") }
      ul {
        for log in logs { KeysOfLog(log: log, language: language) }
      }
    }
  }
}

private struct KeysOfLog: Component {
  var log: ReceiptLog
  var language: Language

  private var vote: String { language.address(VoteAddress(log.consultation).path) }
  private var wording: (words: Consultation.Wording, language: Language) { log.consultation.wording(in: language) }
  private func above(_ key: ReceiptLog.Key) -> Phrase? {
    key.above == 0 ? .none : t("pour les têtes de plus de \(Int(clamping: key.above)) lignes")
  }

  var body: some Markup {
    li(.named("data-log", log.origin)) {
      a(.href(vote), .lang(wording.language.rawValue)) { wording.words.title }
      for key in log.keys {
        p(.class("key")) {
          code(.named("data-above", String(key.above))) { key.text }
          if let above = above(key) {
            " "
            above
          }
        }
      }
    }
  }
}

private struct CheckedReceipt: Component {
  var check: ReceiptCheck

  private var what: Phrase {
    t("Ce récépissé est juste : c’est le bulletin n° \(Int(check.receipt.leaf.number)) de \(check.organisation).")
  }
  private var place: Phrase {
    let line = Int(clamping: check.receipt.proof.index) + 1
    return t("Ligne \(line) du journal public, le \(check.castAt, .full) (heure de Paris).")
  }
  private var decision: Phrase? {
    check.decision.map { t("Ce que la collectivité dit de sa décision, qu’il ne scelle pas : \($0.sentence).") }
  }

  var body: some Markup {
    div(.class("notice notice-ok"), .role("status")) {
      p { strong { what } }
      p { place }
      p { check.state.sentence }
    }
    if check.choices.isEmpty {
      p { t("Ce bulletin est blanc.") }
    } else {
      h2 { t("Ce qu’il scelle") }
      ul { for choice in check.choices { li(.lang("fr")) { choice } } }
    }
    if let decision { p { decision } }
  }
}

private struct WhatItProves: Component {
  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce qu’un récépissé prouve") }
      ul {
        li {
          t("Ce bulletin, avec ces choix, est écrit à cette ligne d’un journal signé que nul ne récrit sans trace.")
        }
        li { t("À la clôture, si personne ne le remplace ni ne le conteste, il est compté tel quel.") }
        li { t("Il vaut sans ce site : « coporter verify » le confronte au journal exporté, sur une autre machine.") }
      }
      h2 { t("Ce qu’il ne prouve pas") }
      ul {
        li { t("Que personne n’a connu ces choix avant la clôture : qui lit le disque du serveur le pouvait.") }
        li {
          t(
            "Que la personne qui a voté était bien celle qu’elle disait : le journal dit seulement comment cela a été prouvé."
          )
        }
        li {
          t(
            "Que cette page vérifie bien : son programme vient de ce site. « coporter verify », ou le vôtre, s’en passe."
          )
        }
        li { t("Que ce site vous montre le même journal qu’aux autres : gardez ses têtes signées, et comparez-les.") }
      }
    }
  }
}
