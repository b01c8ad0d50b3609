import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What an organisation says that the addressee refused.
struct ReportedRefusalText: Component {
  var reported: ReportedRefusal

  private var who: Phrase { t("\(reported.organisation) signale que le guichet a refusé") }
  private var when: Phrase { t("le \(reported.at, .date)") }
  private var lines: [String] { reported.text.split(separator: "\n").map(String.init) }

  var body: some Markup {
    p {
      strong { who }
      " "
      span(.class("help")) { when }
    }
    for line in lines { p(.lang(reported.language.rawValue)) { line } }
  }
}

/// In the banner of a contribution, for whoever acts for one of those who deposit it.
struct ReportedRefusalOffer: Component {
  var address: ReportedRefusalAddress
  var language: Language

  var body: some Markup {
    details {
      summary { t("Ce guichet a refusé ? Le dire publiquement") }
      ReportedRefusalForm(address: address, text: "", language: language)
    }
  }
}

private struct ReportedRefusalForm: Component {
  var address: ReportedRefusalAddress
  var text: String
  var refusal: ReportedRefusalRefusal?
  var language: Language

  private var action: String { language.address(address.path) }
  private var help: Phrase { t("Une seule fois, à lire par tous, au nom de votre organisme ; 500 caractères au plus.") }
  // A contribution that is divided has a form for each part: what tells them apart is the decision.
  private var field: String { "refus-" + address.token }
  private var helpField: String { field + "-aide" }
  private var wrongField: String { field + "-erreur" }
  private var described: String { refusal == nil ? helpField : helpField + " " + wrongField }

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      div(.class("field")) {
        label(.for(field)) { t("Ce que le guichet a répondu") }
        p(.class("help"), .id(helpField)) { help }
        if let refusal { p(.class("error"), .id(wrongField)) { refusal.sentence } }
        textarea(.id(field), .name("refus"), .rows(3), .describedBy(described), .invalid(refusal != nil)) { text }
      }
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Signaler ce refus") }
      }
    }
  }
}

/// What was typed and not taken, with the reason.
struct ReportedRefusalPage: Component {
  var address: ReportedRefusalAddress
  var contribution: Contribution
  var consultation: Consultation
  var text: String
  var refusal: ReportedRefusalRefusal
  var language: Language

  private var back: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var field: String { "refus-" + address.token }
  private var isTypedAgain: Bool { refusal == .empty || refusal == .long }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La contribution") }
    if isTypedAgain {
      ErrorSummary(field: field, sentence: refusal.sentence)
    } else {
      div(.class("notice notice-wait"), .role("alert")) { p { refusal.sentence } }
    }
    h1 { t("Signaler un refus du guichet") }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    if isTypedAgain {
      ReportedRefusalForm(address: address, text: text, refusal: refusal, language: language)
    } else {
      TypedText([text])
    }
  }
}
