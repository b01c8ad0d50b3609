import Consultations
import Deposits
import HTML
import Localization
import Platform

/// The draft of a proposition, for one of the organisations whose texts it unites: it agrees, or says once what is
/// missing.
struct AuthorReadingPage: Component {
  var consultation: Consultation
  var proposition: Proposition
  var reading: AuthorReading
  /// The text has changed since it was sent.
  var isReworded: Bool
  /// The name of the organisation for which the reader speaks.
  var organisation: String
  var contributions: [ContributionSummary]
  var text: SourcedText
  var sources: [NamedSource]
  /// How many contributions it unites.
  var united: Int
  var remark: AuthorRemark?
  /// Why nothing more is said of it; nil where it may be.
  var closed: AuthorReadingRefusal?
  var typed: AuthorRemarkTyped
  var refusal: AuthorReadingRefusal?
  var done: String?
  var language: Language

  private var action: String { language.address(AuthorReadingAddress(consultation, token: proposition.token).path) }
  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var wording: Proposition.Wording { proposition.wording }
  private var unites: Phrase {
    t(united, one: "Il réunit \(united) contribution.", other: "Il réunit \(united) contributions.")
  }
  private var until: Phrase {
    t(
      "\(organisation) peut répondre une fois, jusqu’au \(reading.last, .full) (heure de Paris). Sans réponse, le projet est réputé convenir."
    )
  }
  private var range: Phrase? {
    wording.cost.map { t("De \($0.lowerBound) à \($0.upperBound) euros, d’après \(wording.costSource).") }
  }
  private var retained: Phrase {
    wording.retainedCost.map { t("Coût retenu pour le vote : \($0) euros.") }
      ?? t("Le coût retenu pour le vote n’est pas encore fixé.")
  }
  private var isAlone: Bool { refusal == .late || refusal == .answered || refusal == .published }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    if done == "repondu" {
      div(.class("notice notice-ok"), .role("status")) { p { t("Votre réponse est enregistrée. Merci.") } }
    }
    if let refusal {
      if isAlone {
        div(.class("notice notice-wait"), .role("alert")) { p { refusal.sentence } }
      } else {
        ErrorSummary(field: refusal.field, sentence: refusal.sentence)
      }
    }
    h1 { t("Relire un projet de proposition") }
    p(.class("lead"), .lang(wording.language.rawValue)) { wording.title }
    div(.class("meta")) {
      span(.class("tag")) { wording.kind.title }
      span { unites }
    }
    if isReworded {
      div(.class("notice")) { p { t("Le texte a été modifié depuis son envoi : voici le plus récent.") } }
    }
    SourcedProse(text: text, sources: sources, written: wording.language) { [consultation, language] one, _ in
      language.address(ContributionAddress(one, in: consultation).path)
    }
    if let range { p { range } }
    p { strong { retained } }
    OwnContributions(consultation: consultation, contributions: contributions, language: language)
    if let remark {
      GivenRemark(remark: remark)
    } else if closed == nil {
      AuthorRemarkForm(action: action, until: until, typed: typed, refusal: refusal)
    } else if let closed, refusal == nil {
      div(.class("notice")) { p { closed.sentence } }
    }
    if isAlone { TypedText([typed.missing]) }
  }
}

/// For whoever was answering on a draft that is no longer before her: what she had typed, and the one that goes on in
/// its place.
struct EndedDraftPage: Component {
  struct Heir: Sendable {
    var title: PropositionTitle
    var path: String
  }

  var consultation: Consultation
  /// Nil where none goes on, or where she does not read it yet.
  var heir: Heir?
  var typed: TypedText
  var language: Language

  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("Ce projet n’est plus à relire") }
    div(.class("notice notice-wait"), .role("alert")) { p { AuthorReadingRefusal.ended.sentence } }
    if let heir {
      p { t("La proposition qui le remplace :") }
      p { a(.lang(heir.title.language.rawValue), .href(language.address(heir.path))) { heir.title.title } }
    }
    typed
  }
}

private struct OwnContributions: Component {
  var consultation: Consultation
  var contributions: [ContributionSummary]
  var language: Language

  var body: some Markup {
    h2(.class("h3")) { t("Ce que vous aviez déposé") }
    ul { for one in contributions { Line(consultation: consultation, contribution: one, language: language) } }
  }

  private struct Line: Component {
    var consultation: Consultation
    var contribution: ContributionSummary
    var language: Language
    private var address: String { language.address(ContributionAddress(contribution, in: consultation).path) }
    private var number: Phrase { t("n° \(contribution.number)") }
    var body: some Markup {
      li {
        a(.lang(contribution.language.rawValue), .href(address)) { contribution.title }
        " "
        span(.class("help")) { number }
      }
    }
  }
}

private struct AuthorRemarkForm: Component {
  var action: String
  var until: Phrase
  var typed: AuthorRemarkTyped
  var refusal: AuthorReadingRefusal?

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section"), .id("relecture")) {
      h2 { t("Votre réponse") }
      p { until }
      postForm(.action(action), .named("novalidate", "")) {
        fieldset(.class("field")) {
          legend { t("Ce projet convient-il ?") }
          if let refused = sentence("avis-convient") { p(.class("error")) { refused } }
          Choice(.radio, "avis", "convient", t("Il convient"), isChosen: typed.accepts == true)
          Choice(.radio, "avis", "manque", t("Il y manque quelque chose"), isChosen: typed.accepts == false)
        }
        TextArea(
          "manque", t("Ce qui manque"), value: typed.missing, longest: AuthorReading.longest,
          help: t("Seuls les instructeurs le liront. Vous aurez leur réponse."), refusal: sentence("manque"),
          isOptional: true)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Envoyer cette réponse") }
        }
      }
    }
  }
}

/// What the organisation has answered, and what was replied.
private struct GivenRemark: Component {
  var remark: AuthorRemark

  private var when: Phrase {
    remark.kind == .accepted
      ? t("Votre organisme a dit le \(remark.at, .dateAndTime) que le projet convient.")
      : t("Votre organisme a dit le \(remark.at, .dateAndTime) ce qui manque :")
  }
  private var lines: [String] { remark.text.split(separator: "\n").map(String.init) }

  var body: some Markup {
    HTML.section(.class("section"), .id("relecture")) {
      h2 { t("Votre réponse") }
      p { when }
      for line in lines { p(.class("passage"), .lang(remark.language.rawValue)) { line } }
      if remark.kind == .missing { RemarkReplyLines(reply: remark.reply) }
    }
  }
}

/// What was replied to a remark.
struct RemarkReplyLines: Component {
  var reply: AuthorRemark.Reply?

  private var state: Phrase {
    switch reply?.kind {
    case .taken: t("C’est pris en compte dans le texte.")
    case .answered: t("La réponse de l’instruction :")
    case nil: t("La réponse de l’instruction est attendue.")
    }
  }
  private var lines: [String] { reply.map { $0.text.split(separator: "\n").map(String.init) } ?? [] }

  var body: some Markup {
    p { strong { state } }
    for line in lines { p(.lang("fr")) { line } }
  }
}

/// On the page of a contribution, for those who deposit it: a draft is theirs to re-read.
struct DraftToReread: Component {
  var consultation: Consultation
  var proposition: Proposition
  var reading: AuthorReading
  var language: Language

  private var address: String {
    language.address(AuthorReadingAddress(consultation, token: proposition.token).path)
  }
  private var sentence: Phrase {
    t(
      "Un projet de proposition reprend cette contribution. Vous pouvez le relire jusqu’au \(reading.last, .dateAndTime)."
    )
  }

  var body: some Markup {
    div(.class("notice")) {
      p { sentence }
      p { a(.href(address)) { t("Relire le projet") } }
    }
  }
}
