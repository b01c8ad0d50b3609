import HTML
import Localization
import Platform

/// Those who act for an organisation, each with the way to end it.
struct MandateHoldersPage: Component {
  var organisation: Organisation
  var holders: [MandateHolder]
  /// Whose own mandate is ended from her own list.
  var reader: Int64
  var isInstructor: Bool
  var done: String?
  var places: Places
  var language: Language

  private var back: String {
    language.address(isInstructor ? MandateQueueAddress().path : GettingInAddress().path)
  }
  private var title: Phrase { t("Qui agit pour \(places.fullName(of: organisation))") }

  var body: some Markup {
    a(.class("back"), .href(back)) { isInstructor ? t("← Demandes d’habilitation") : t("← Vos organismes") }
    h1 { title }
    p(.class("lead")) { t("Quelqu’un est parti, ou ne devrait pas être là ? Mettez fin à son habilitation.") }
    if done == "fin" {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("C’est fait : cette personne n’agit plus. Un courriel le lui dit.") }
      }
    }
    if holders.isEmpty {
      div(.class("empty")) { p { t("Personne n’agit pour cet organisme.") } }
    } else {
      ul(.class("list plain")) {
        for holder in holders {
          MandateHolderEntry(
            holder: holder, organisation: organisation, isReader: holder.mandate.person == reader, language: language)
        }
      }
    }
  }
}

private struct MandateHolderEntry: Component {
  var holder: MandateHolder
  var organisation: Organisation
  var isReader: Bool
  var language: Language
  private var action: String { language.address(MandateHolderEndAddress(organisation).path) }
  private var since: Phrase { t("depuis le \(holder.mandate.givenAt, .date)") }
  private var question: Phrase { t("\(holder.name) n’agira plus pour \(organisation.name), dès maintenant.") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { holder.name }
      div(.class("meta")) {
        if isReader { span { t("vous") } }
        span { holder.mandate.kind.title }
        span { since }
        span { holder.mandate.method.title }
        if let last = holder.mandate.endsAt { MandateEndNote(last: last) }
      }
      if !isReader {
        details {
          summary { t("Mettre fin à cette habilitation") }
          postForm(.action(action)) {
            input(.type("hidden"), .name("mandat"), .value(String(holder.mandate.id)))
            p { question }
            div(.class("actions")) {
              button(.class("button button-danger"), .type("submit")) { t("Mettre fin") }
            }
          }
        }
      }
    }
  }
}
