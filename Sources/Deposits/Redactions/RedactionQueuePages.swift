import Consultations
import HTML
import Localization
import Platform

/// The files whose end is confirmed with that of a passage, as they were shown.
struct RedactionConfirmed: Input {
  static let fields: Set<String> = ["piece"]
  var files: Set<String>
  init(_ visit: Visit) { files = Set(visit.form.pairs.filter { $0.0 == "piece" }.map(\.1)) }
}

/// What waits for an instructor; in French alone, as all of instruction.
struct RedactionQueuePage: Component {
  struct Entry: Sendable {
    var redaction: Redaction
    var contribution: ContributionMention
    var place: ContributionAddress
    /// Nil for a file, or for a text that has changed; then nothing is known of its reach either.
    var extract: Redaction.Extract?
    var reach: RedactionReach?
    /// The one that goes whole.
    var file: Attachment?
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
  private var isMoved: Bool { entry.extract == nil && redaction.spot.place != .attachment }
  private var waits: Bool { entry.reach?.waits ?? false }
  private var moved: Phrase { RedactionRefusal.moved.sentence }
  private var unread: Phrase { RedactionRefusal.unreadFile.sentence }
  private var files: [Attachment] { entry.reach?.files ?? [] }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3"), .lang(entry.contribution.written)) { a(.href(link)) { entry.contribution.title } }
      if let extract = entry.extract { ExtractShown(extract: extract) }
      if isMoved { div(.class("notice notice-wait")) { p { moved } } }
      if let file = entry.file { FileLinks(title: t("La pièce jointe :"), files: [file], place: entry.place) }
      if let reach = entry.reach { ReachShown(reach: reach, place: entry.place) }
      if waits { div(.class("notice notice-wait")) { p { unread } } }
      p { reason }
      div(.class("meta")) {
        span { since }
        span { origin }
      }
      div(.class("actions")) {
        if entry.isConfirmable, !isMoved, !waits {
          postForm(.action(confirm)) {
            for file in files { input(.type("hidden"), .name("piece"), .value(file.token)) }
            button(.class("button button-danger"), .type("submit")) { t("Retirer pour de bon") }
          }
        } else if !entry.isConfirmable {
          p(.class("help")) { t("C’est vous qui l’avez proposé : un autre instructeur doit confirmer.") }
        }
        postForm(.action(refuse)) {
          button(.class("button button-secondary"), .type("submit")) { t("Refuser") }
        }
      }
    }
  }
}

/// A passage, and what stands around it.
private struct ExtractShown: Component {
  var extract: Redaction.Extract
  var body: some Markup {
    div(.class("card quoted")) {
      p {
        extract.before
        mark { extract.passage }
        extract.after
      }
    }
  }
}

/// How many times a passage goes, and with which files.
private struct ReachShown: Component {
  var reach: RedactionReach
  var place: ContributionAddress

  private var places: [Phrase] {
    Redaction.Place.allCases.compactMap { place in reach.counts[place].map { place.told($0) } }
  }

  var body: some Markup {
    p { t("Il sera retiré de :") }
    ul { for place in places { li { place } } }
    FileLinks(
      title: t("Ces pièces jointes le contiennent, et seront détruites entières :"), files: reach.files, place: place)
    FileLinks(
      title: t("Celles-ci ne se lisent pas ici : ouvrez-les, et demandez le retrait de celles qui le contiennent."),
      files: reach.unsearched, place: place)
  }
}

extension Redaction.Place {
  /// How many times a passage stands in the words of a place.
  fileprivate func told(_ count: Int) -> Phrase {
    switch self {
    case .version:
      t(count, one: "1 endroit du texte et de ses versions", other: "\(count) endroits du texte et de ses versions")
    case .comment: t(count, one: "1 endroit des commentaires", other: "\(count) endroits des commentaires")
    case .statement: t(count, one: "1 endroit des soutiens", other: "\(count) endroits des soutiens")
    case .withdrawal:
      t(count, one: "1 endroit de la raison du retrait", other: "\(count) endroits de la raison du retrait")
    case .hiding:
      t(count, one: "1 endroit du motif d’un masquage", other: "\(count) endroits de motifs de masquage")
    case .description, .attachment:
      t(
        count, one: "1 endroit de la description d’une pièce jointe",
        other: "\(count) endroits de descriptions de pièces jointes")
    case .later:
      t(
        count, one: "1 endroit de ce que l’instruction en a écrit",
        other: "\(count) endroits de ce que l’instruction en a écrit")
    }
  }
}

/// Files to be opened.
private struct FileLinks: Component {
  var title: Phrase
  var files: [Attachment]
  var place: ContributionAddress

  var body: some Markup {
    if !files.isEmpty {
      p { title }
      ul {
        for file in files { li { a(.href(AttachmentAddress(file, of: place).path)) { file.description } } }
      }
    }
  }
}
