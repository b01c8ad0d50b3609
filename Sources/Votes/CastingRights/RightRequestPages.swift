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
    /// Who casts as the head today: her right ends before another has it.
    var head: String?
    var confirmers: [String]
    var mayConfirm: Bool
  }

  var consultation: Consultation
  var entries: [Entry]
  var heads: CastingHeads
  var done: String?

  private var back: String { VoteAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "confirmee": t("Votre confirmation est notée. Un second instructeur doit confirmer aussi.")
    case "donnee": t("Deux instructeurs ont confirmé : cette personne peut voter.")
    case "fin": t("Deux instructeurs ont signé : cette personne ne vote plus.")
    case "fin-signee": t("Votre signature est notée. Un second instructeur doit signer la même.")
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
    heads
  }
}

private struct RightRequestEntry: Component {
  var consultation: Consultation
  var entry: RightRequestsPage.Entry

  private var action: String { RightRequestsAddress(consultation).path }
  private var asked: Phrase { t("\(entry.name), le \(entry.request.askedAt, .dateAndTime)") }
  private var known: Phrase? {
    entry.head.map { t("\($0) vote aujourd’hui comme maire ou président : mettez d’abord fin à ce droit, plus bas.") }
  }
  private var confirmed: Phrase? {
    entry.confirmers.first.map { t("Une première confirmation : \($0).") }
  }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { entry.organisation }
      p { asked }
      if let head = entry.registered { ComparedHead(head: head, name: entry.name) }
      if let known { p { known } }
      if let confirmed { p { confirmed } }
      postForm(.action(action)) {
        input(.type("hidden"), .name("demande"), .value(entry.request.token))
        div(.class("actions")) {
          if entry.mayConfirm, entry.head == nil {
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
