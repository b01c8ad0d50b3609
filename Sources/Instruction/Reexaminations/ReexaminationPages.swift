import Consultations
import Deposits
import HTML
import Localization
import Platform

/// In the banner of a contribution: the re-examination that was asked, with its answer, or where to ask for one.
struct ReexaminationLines: Component {
  var standing: ReexaminationStanding
  /// Where the reader may ask; nil for whoever may not.
  var address: String?

  private var asked: Phrase? {
    standing.asked.map { asked in
      guard case .upheld(_, let at) = asked.outcome else {
        return t("réexamen demandé par \(asked.organisation) le \(asked.at, .date)")
      }
      return t("réexamen demandé par \(asked.organisation) le \(asked.at, .date), réponse du \(at, .date)")
    }
  }
  private var upheld: [String]? {
    guard case .upheld(let reason, _) = standing.asked?.outcome else { return nil }
    return reason.split(separator: "\n").map(String.init)
  }
  private var until: Phrase { t("jusqu’au \(standing.last, .dateAndTime), une seule fois") }

  var body: some Markup {
    if let asked {
      p {
        if standing.asked?.isPending == true { span(.class("tag tag-wait")) { t("Réexamen en cours") } }
        if upheld != nil { span(.class("tag tag-ok")) { t("Maintenue après réexamen") } }
        " "
        span(.class("help")) { asked }
      }
      if let upheld { for line in upheld { p(.lang("fr")) { line } } }
      if let address { p { a(.href(address)) { t("Lire la demande de réexamen") } } }
    } else if let address, standing.isOpen {
      p {
        a(.href(address)) { t("Demander le réexamen de cette décision") }
        " "
        span(.class("help")) { until }
      }
    }
  }
}

/// The re-examination of a decision that holds no more: it was changed, or upheld before a regrouping made it again.
struct EarlierReexaminationLine: Component {
  var asked: Reexamination

  private var changed: Phrase? {
    guard case .changed(let at) = asked.outcome else { return nil }
    return t(
      "\(asked.organisation) avait demandé, le \(asked.at, .date), le réexamen d’une décision précédente ; elle est annulée depuis le \(at, .date)."
    )
  }
  private var upheld: (sentence: Phrase, reason: [String])? {
    guard case .upheld(let reason, let at) = asked.outcome else { return nil }
    return (
      t(
        "\(asked.organisation) avait demandé, le \(asked.at, .date), le réexamen d’une décision précédente ; elle a été maintenue le \(at, .date)."
      ), reason.split(separator: "\n").map(String.init)
    )
  }

  var body: some Markup {
    if let changed {
      p {
        span(.class("tag tag-wait")) { t("Changée après réexamen") }
        " "
        span { changed }
      }
    }
    if let upheld {
      p {
        span(.class("tag tag-ok")) { t("Maintenue après réexamen") }
        " "
        span { upheld.sentence }
      }
      for line in upheld.reason { p(.lang("fr")) { line } }
    }
  }
}

/// Where a depositor asks: what it is, until when, and why she asks. Once it is asked, what became of it.
struct ReexaminationPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var answer: AnswerBanner.Answer
  var standing: ReexaminationStanding
  /// The name of the organisation for which she asks.
  var organisation: String
  var mention: (text: String, language: Language)
  var typed: String
  var refusal: ReexaminationRefusal?
  var language: Language

  private var back: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var isOpen: Bool { standing.isOpen && refusal != .gone }
  private var error: (field: String, sentence: Phrase)? {
    refusal.flatMap { isOpen ? ($0.field, $0.sentence) : nil }
  }
  /// What cannot be mended by typing.
  private var closed: Phrase? {
    if isOpen { return nil }
    if let refusal { return refusal.sentence }
    return standing.asked == nil ? ReexaminationRefusal.late(standing.end).sentence : nil
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La contribution") }
    if let error { ErrorSummary(field: error.field, sentence: error.sentence) }
    if let closed { div(.class("notice notice-wait"), .role("alert")) { p { closed } } }
    h1 { t("Demander un réexamen") }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    div(.class("about")) {
      AnswerText(consultation: consultation, answer: answer, isMine: false, language: language)
    }
    if isOpen {
      ReexaminationForm(
        action: language.address(ReexaminationAddress(consultation, token: answer.decision.token).path),
        standing: standing, organisation: organisation, typed: typed, refusal: error?.sentence)
    }
    if let asked = standing.asked { AskedText(asked: asked) }
    if !isOpen { TypedText([typed]) }
    if !mention.text.isEmpty { OtherRemedies(text: mention.text, language: mention.language) }
  }
}

private struct ReexaminationForm: Component {
  var action: String
  var standing: ReexaminationStanding
  var organisation: String
  var typed: String
  var refusal: Phrase?

  private var until: Phrase {
    t("Vous pouvez le demander une seule fois pour cette décision, jusqu’au \(standing.last, .full) (heure de Paris).")
  }
  private var name: Phrase { t("La demande est faite au nom de \(organisation).") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Ce qu’est un réexamen") }
      div(.class("prose")) {
        p {
          t(
            "Une autre personne que celle qui a décidé relit votre contribution et votre demande. Elle change la décision, ou la maintient en disant pourquoi."
          )
        }
        p { until }
        p {
          t(
            "Seuls les instructeurs et ceux qui ont déposé la contribution lisent votre demande ; la réponse est publique, et vous la recevez par courriel."
          )
        }
        p { name }
      }
      postForm(.action(action), .named("novalidate", "")) {
        TextArea(
          "demande", t("Ce qui, dans la décision, doit être réexaminé, et pourquoi"), value: typed,
          longest: Reexamination.longest, rows: 8, refusal: refusal)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Demander le réexamen") }
        }
      }
    }
  }
}

private struct AskedText: Component {
  var asked: Reexamination
  private var lines: [String] { asked.text.split(separator: "\n").map(String.init) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Votre demande") }
      p(.class("help")) { t("Seuls les instructeurs et ceux qui ont déposé la contribution la lisent.") }
      for line in lines { p(.lang(asked.language.rawValue)) { line } }
    }
  }
}

private struct OtherRemedies: Component {
  var text: String
  var language: Language
  private var lines: [String] { text.split(separator: "\n").map(String.init) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Voies et délais de recours") }
      for line in lines { p(.lang(language.rawValue)) { line } }
    }
  }
}
