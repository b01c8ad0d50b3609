import Consultations
import HTML
import Localization
import Platform

/// What was blotted out of a contribution: when and why, for everyone.
struct RedactionNotes: Component {
  var redactions: [Redaction]

  var body: some Markup {
    if !redactions.isEmpty {
      HTML.section(.class("section"), .labelledBy("caviardages")) {
        h2(.id("caviardages")) { t("Passages retirés") }
        ul(.class("list plain")) { for redaction in redactions { RedactionNote(redaction: redaction) } }
      }
    }
  }
}

private struct RedactionNote: Component {
  var redaction: Redaction
  private var what: Phrase {
    let count = redaction.files
    if redaction.spot.place == .attachment { return t("Une pièce jointe retirée") }
    guard count > 0 else { return t("Un passage retiré") }
    return t(
      count, one: "Un passage retiré, avec la pièce jointe qui le contenait",
      other: "Un passage retiré, avec \(count) pièces jointes qui le contenaient")
  }
  private var since: Phrase { t("le \(redaction.settledAt ?? redaction.proposedAt, .date)") }

  var body: some Markup {
    li(.class("entry brief")) {
      p {
        what
        " "
        since
      }
      p(.lang(redaction.language.rawValue)) { redaction.reason }
    }
  }
}

/// Where somebody who may leads to the form.
struct RedactionLink: Component {
  var address: ContributionAddress
  var language: Language
  private var path: String { language.address(RedactionAddress(address).path) }
  var body: some Markup { p { a(.href(path)) { t("Faire retirer un passage") } } }
}

/// What was typed to have a passage or a file blotted out.
struct RedactionTyped: Input {
  static let fields: Set<String> = ["passage", "piece", "motif"]
  var passage = ""
  var attachment = ""
  var reason = ""

  init() {}
  init(_ visit: Visit) {
    passage = ContributionText.text(visit.form["passage"])
    attachment = visit.form["piece"] ?? ""
    reason = ContributionText.text(visit.form["motif"])
  }
}

/// Asking that a passage or a file be blotted out.
struct RedactionPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  /// Then its title is shown to nobody.
  var isWithdrawn: Bool
  var attachments: [Attachment]
  var typed: RedactionTyped
  var refusal: RedactionRefusal?
  var isInstructor: Bool
  var isDone: Bool
  var language: Language

  private var address: ContributionAddress {
    isWithdrawn
      ? ContributionAddress(bare: contribution, in: consultation) : ContributionAddress(contribution, in: consultation)
  }
  private var title: Phrase {
    isWithdrawn ? TombstonePage.title(contribution) : .verbatim(contribution.text.title)
  }
  private var written: Language { isWithdrawn ? language : contribution.text.language }
  private var back: String { language.address(address.path) }
  private var action: String { language.address(RedactionAddress(address).path) }
  private var who: Phrase {
    isInstructor
      ? t("Un second instructeur devra confirmer.")
      : t("Un instructeur lira votre demande. Elle porte sur les textes de vos organismes.")
  }
  private var files: [Choices.Option] {
    [.init("", t("Aucune"))] + attachments.map { .init($0.token, .verbatim($0.description)) }
  }
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Contribution") }
    h1 { t("Faire retirer un passage") }
    p(.class("lead"), .lang(written.rawValue)) { title }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("La demande est faite. Rien n’a encore changé.") } }
    }
    p {
      t("Le passage sera détruit dans toutes les versions, les commentaires et les raisons données, sans retour.")
      " "
      t("Une pièce jointe où il se lit sera détruite entière.")
    }
    p { who }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    postForm(.action(action), .named("novalidate", "")) {
      TextArea(
        "passage", t("Le passage, copié tel quel"), value: typed.passage, longest: Redaction.longestPassage, rows: 3,
        help: t("Nom d’une personne, numéro de téléphone, secret…"), refusal: refused("passage"))
      if !attachments.isEmpty { Choices("piece", t("Ou une pièce jointe entière"), files, chosen: typed.attachment) }
      TextArea(
        "motif", t("Motif"), value: typed.reason, longest: Redaction.longestReason, rows: 2,
        help: t("Tout le monde lira ce motif. Ne répétez pas le passage."), refusal: refused("motif"))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Demander le retrait") }
        a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
      }
    }
  }
}
