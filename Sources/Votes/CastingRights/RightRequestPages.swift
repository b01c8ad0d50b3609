import Consultations
import Directory
import HTML
import Localization
import Platform

/// Those who say that they are the head of an organisation and cannot be reached by its official mailbox: two
/// instructors confirm each, by telephone.
struct RightRequestsPage: Component {
  struct Entry: Sendable {
    var request: RightRequest
    var organisation: String
    var name: String
    /// Whom the national register of elected members names, where it was brought.
    var registered: RegisteredHead?
    var confirmers: [String]
    var mayConfirm: Bool
  }

  var consultation: Consultation
  var entries: [Entry]
  var done: String?

  private var back: String { VoteAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "confirmee": t("Votre confirmation est notée. Un second instructeur doit confirmer aussi.")
    case "donnee": t("Deux instructeurs ont confirmé : cette personne peut voter.")
    case "refusee": t("La demande est refusée.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    h1 { t("Demandes de droit de voter") }
    p(.class("lead")) {
      t(
        "Appelez la mairie au numéro que vous connaissez d’ailleurs, et demandez si cette personne est le maire ou le président."
      )
    }
    if entries.isEmpty {
      div(.class("empty")) { p { t("Aucune demande n’attend.") } }
    } else {
      ul(.class("list plain")) { for entry in entries { RightRequestEntry(consultation: consultation, entry: entry) } }
    }
  }
}

private struct RightRequestEntry: Component {
  var consultation: Consultation
  var entry: RightRequestsPage.Entry

  private var action: String { RightRequestsAddress(consultation).path }
  private var asked: Phrase { t("\(entry.name), le \(entry.request.askedAt, .dateAndTime)") }
  private var confirmed: Phrase? {
    entry.confirmers.first.map { t("Une première confirmation : \($0).") }
  }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { entry.organisation }
      p { asked }
      if let head = entry.registered { ComparedHead(head: head, name: entry.name) }
      if let confirmed { p { confirmed } }
      postForm(.action(action)) {
        input(.type("hidden"), .name("demande"), .value(entry.request.token))
        div(.class("actions")) {
          if entry.mayConfirm {
            button(.class("button button-primary"), .type("submit"), .name("decision"), .value("oui")) {
              t("Confirmer")
            }
          }
          button(.class("button button-secondary"), .type("submit"), .name("decision"), .value("non")) { t("Refuser") }
        }
      }
    }
  }
}

/// What the national register of elected members says, beside the name of whoever asks: it decides nothing.
private struct ComparedHead: Component {
  var head: RegisteredHead
  var name: String

  private var registered: Phrase {
    head.since.map { t("Le répertoire national des élus nomme \(head.name), depuis le \($0, .date).") }
      ?? t("Le répertoire national des élus nomme \(head.name).")
  }
  private var compared: Phrase {
    head.bears(name)
      ? t("C’est le nom de cette demande.")
      : t("Ce n’est pas le nom de cette demande : le répertoire a pu prendre du retard, demandez-le au téléphone.")
  }

  var body: some Markup {
    p {
      registered
      " "
      strong { compared }
    }
  }
}
