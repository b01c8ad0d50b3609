import HTML
import Localization
import Platform
import Proof
import MerkleLog

/// A receipt is checked by whoever holds it, without signing in; the page says what that proves, and what not.
struct ReceiptCheckPage: Component {
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
            "Que la personne qui a voté était bien celle qu’elle disait : le journal dit seulement comment ce fut prouvé."
          )
        }
        li { t("Que ce site vous montre le même journal qu’aux autres : gardez ses têtes signées, et comparez-les.") }
      }
    }
  }
}
