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
    redaction.spot.place == .attachment ? t("Une pièce jointe retirée") : t("Un passage retiré")
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
  var attachments: [Attachment]
  var typed: RedactionTyped
  var refusal: RedactionRefusal?
  var isInstructor: Bool
  var isDone: Bool
  var language: Language

  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
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
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("La demande est faite. Rien n’a encore changé.") } }
    }
    p {
      t("Le passage sera détruit dans toutes les versions, les commentaires et les fichiers publiés. Sans retour.")
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

/// What waits for an instructor; in French alone, as all of instruction.
struct RedactionQueuePage: Component {
  struct Entry: Sendable {
    var redaction: Redaction
    var contribution: ContributionMention
    /// Nil for a file, or for a text that has changed.
    var passage: String?
    /// Of a file.
    var description: String?
    var isConfirmable: Bool
  }

  var entries: [Entry]
  var refusal: RedactionRefusal?
  var done: String?

  private var confirmation: Phrase? {
    switch done {
    case "retire": t("C’est retiré, partout. Le motif est affiché.")
    case "refus": t("La demande est refusée : le texte reste.")
    default: nil
    }
  }

  var body: some Markup {
    h1 { t("Passages à retirer") }
    p(.class("lead")) { t("Ce que vous confirmez est détruit pour de bon, dans toutes les versions et les courriels.") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { div(.class("notice notice-bad"), .role("alert")) { p { refusal.sentence } } }
    if entries.isEmpty {
      div(.class("empty")) { p { t("Aucune demande n’attend.") } }
    } else {
      ul(.class("list plain")) { for entry in entries { RedactionEntry(entry: entry) } }
    }
  }
}

private struct RedactionEntry: Component {
  var entry: RedactionQueuePage.Entry

  private var redaction: Redaction { entry.redaction }
  private var link: String { entry.contribution.address.path }
  private var confirm: String { RedactionConfirmationAddress(token: redaction.token).path }
  private var refuse: String { RedactionRefusalAddress(token: redaction.token).path }
  private var since: Phrase { t("demandé le \(redaction.proposedAt, .dateAndTime)") }
  private var origin: Phrase {
    redaction.origin == .author ? t("par l’organisme auteur") : t("par un instructeur")
  }
  private var reason: Phrase { t("Motif : \(redaction.reason)") }
  private var file: Phrase? { entry.description.map { t("Pièce jointe : \($0)") } }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3"), .lang(entry.contribution.written)) { a(.href(link)) { entry.contribution.title } }
      if let passage = entry.passage { div(.class("card quoted")) { p { passage } } }
      if let file { p { file } }
      p { reason }
      div(.class("meta")) {
        span { since }
        span { origin }
      }
      div(.class("actions")) {
        if entry.isConfirmable {
          postForm(.action(confirm)) {
            button(.class("button button-danger"), .type("submit")) { t("Retirer pour de bon") }
          }
        } else {
          p(.class("help")) { t("C’est vous qui l’avez proposé : un autre instructeur doit confirmer.") }
        }
        postForm(.action(refuse)) {
          button(.class("button button-secondary"), .type("submit")) { t("Refuser") }
        }
      }
    }
  }
}
