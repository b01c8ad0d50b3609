import Consultations
import HTML
import Localization
import Platform

/// The addressees of a consultation, and the form that adds one.
struct AddresseesPage: Component {
  var consultation: Consultation
  var addressees: [Addressee]
  var typed: AddresseeTyped
  var refusal: (any FieldRefusal)?
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var action: String { AddresseesAddress(consultation).path }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    if done == "ajoute" {
      div(.class("notice notice-ok"), .role("status")) { p { t("Le guichet est ajouté : vous pouvez le choisir.") } }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Guichets destinataires") }
    p(.class("lead")) {
      t("Vers qui réorienter une contribution : un dispositif ou une administration qui existe déjà.")
    }
    if addressees.isEmpty {
      div(.class("empty")) { p { t("Aucun guichet pour l’instant.") } }
    } else {
      ul(.class("list plain")) {
        for addressee in addressees { AddresseeEntry(addressee: addressee, consultation: consultation) }
      }
    }
    HTML.section(.class("section")) {
      h2 { t("Ajouter un guichet") }
      postForm(.action(action), .named("novalidate", "")) {
        TextField(
          "nom", t("Nom"), value: typed.name, longest: Addressee.longestName, refusal: sentence("nom"))
        TextField(
          "courriel", t("Courriel"), kind: .email, value: typed.mail, longest: MailAddress.longest,
          help: t("Le guichet y recevra la contribution."), refusal: sentence("courriel"), isOptional: true)
        TextField(
          "page", t("Page sur le web"), kind: .address, value: typed.page, longest: Addressee.longestPage,
          refusal: sentence("page"), isOptional: true)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Ajouter") }
        }
      }
    }
  }
}

private struct AddresseeEntry: Component {
  var addressee: Addressee
  var consultation: Consultation
  private var undo: String { ActAddress(consultation, event: addressee.event).path }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { addressee.name }
      div(.class("meta")) {
        if !addressee.mail.isEmpty { span { addressee.mail } }
        if let page = addressee.webPage { a(.href(page)) { page } }
      }
      p { a(.href(undo)) { t("Retirer…") } }
    }
  }
}
