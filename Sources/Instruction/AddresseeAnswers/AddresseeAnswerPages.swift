import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// What an addressee reads and answers, by the link of a letter, without account.
struct AddresseePage: Component {
  var asked: AskedAddressee
  var text: ContributionReading
  var exchange: Exchange?
  /// Where the answer is sent: the page itself.
  var action: String
  var typed: AddresseeAnswerTyped?
  var refusal: AddresseeAnswerRefusal?
  var done: String?
  var language: Language

  private var contribution: Contribution { asked.contribution }
  private var overline: Phrase { t("Contribution n° \(contribution.number), adressée à \(asked.addressee.name)") }
  private var names: String { text.organisations.map(\.name).joined(separator: ", ") }
  private var lead: Phrase { t("Déposée par \(names) dans la consultation « \(asked.consultation.title) ».") }
  private var page: String {
    language.address(ContributionAddress(contribution, in: asked.consultation).path)
  }
  /// What was said so far: whoever reads this knows that nothing was.
  private var said: Exchange? {
    var said = exchange
    said?.silentDays = nil
    return said
  }
  private var reason: [String] { asked.decision.reason.split(separator: "\n").map(String.init) }

  var body: some Markup {
    p(.class("overline")) { overline }
    if done == "repondu" {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("Votre réponse est enregistrée : elle est publique, et l’auteur en est prévenu.") }
      }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1(.lang(contribution.text.language.rawValue)) { contribution.text.title }
    p(.class("lead")) { lead }
    p { a(.href(page)) { t("Voir la page publique, avec ses soutiens et ses commentaires") } }
    HTML.section(.class("section")) {
      h2 { t("Pourquoi elle vous est adressée") }
      for line in reason { p(.lang("fr")) { line } }
    }
    HTML.section(.class("section")) { text }
    HTML.section(.class("section")) {
      h2 { t("Votre réponse") }
      if let said { ExchangeLines(exchange: said) }
      AddresseeAnswerForm(action: action, answer: exchange?.answer, typed: typed, refusal: refusal)
    }
  }
}

private struct AddresseeAnswerForm: Component {
  var action: String
  /// The one that counts until now.
  var answer: AddresseeAnswer?
  var typed: AddresseeAnswerTyped?
  var refusal: AddresseeAnswerRefusal?

  private var chosen: AddresseeAnswer.Kind? { typed == nil ? answer?.kind : typed?.kind }
  private var text: String { typed?.text ?? answer?.text ?? "" }
  private var button: Phrase { answer == nil ? t("Publier cette réponse") : t("Changer ma réponse") }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var wrong: Phrase? { sentence("reponse") }

  var body: some Markup {
    p { t("Elle sera publique. Vous pourrez la changer avec ce même lien.") }
    postForm(.action(action), .named("novalidate", "")) {
      fieldset(.class("field"), .id("reponse")) {
        legend { t("Vous en chargez-vous ?") }
        if let wrong { p(.class("error"), .id("reponse-erreur")) { wrong } }
        for kind in AddresseeAnswer.Kind.allCases {
          Choice(.radio, "reponse", kind.slug, kind.choice, isChosen: kind == chosen)
        }
      }
      TextArea(
        "texte", t("Pourquoi, comment, ou ce qu’il vous faut"), value: text, longest: AddresseeAnswer.longest,
        help: t("À remplir si vous ne vous en chargez pas, ou s’il vous faut quelque chose."),
        refusal: sentence("texte"))
      div(.class("actions")) {
        HTML.button(.class("button button-primary"), .type("submit")) { button }
      }
    }
  }
}

/// What the addressee answered, or for how long it has not; and what a depositor says that it refused.
struct ExchangeLines: Component {
  var exchange: Exchange

  private var silence: Phrase? {
    exchange.silentDays.map { days in
      days == 0
        ? t("pas encore de réponse du guichet")
        : t(
          days, one: "sans réponse du guichet depuis \(days) jour",
          other: "sans réponse du guichet depuis \(days) jours"
        )
    }
  }

  var body: some Markup {
    if let answer = exchange.answer { AnswerOfAddressee(answer: answer) }
    if let silence { p { span(.class("tag tag-wait")) { silence } } }
    if let reported = exchange.reported { ReportedRefusalText(reported: reported) }
  }
}

/// What it answered, when, and its words.
struct AnswerOfAddressee: Component {
  var answer: AddresseeAnswer

  private var style: String {
    switch answer.kind {
    case .takes: "tag tag-ok"
    case .declines: "tag tag-bad"
    case .needs: "tag tag-wait"
    }
  }
  private var when: Phrase { t("réponse du \(answer.at, .date)") }
  private var lines: [String] { answer.text.split(separator: "\n").map(String.init) }

  var body: some Markup {
    p {
      span(.class(style)) { answer.kind.title }
      " "
      span(.class("help")) { when }
    }
    for line in lines { p(.lang(answer.language.rawValue)) { line } }
  }
}
