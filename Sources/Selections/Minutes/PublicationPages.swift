import Consultations
import HTML
import Localization
import Platform

/// On the page of the administrator: publishing at once, or at an instant.
struct PublicationSection: Component {
  var consultation: Consultation
  var state: PublicationState
  var refusal: (any FieldRefusal)?

  private var action: String { SelectionPublicationAddress(consultation).path }
  private var selection: String { SelectionAddress(consultation).path }
  private var planned: Phrase? {
    state.publishesAt.map { t("Elle se publiera le \($0, .dateAndTime) (heure de Paris).") }
  }
  private var typed: String { state.publishesAt.map { ParisTime($0).typed } ?? "" }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section"), .id("publication")) {
      h2 { t("Publication") }
      if state.publishedAt != nil {
        p { t("La sélection est publiée.") }
        p { a(.href(selection)) { t("La page publique de la sélection") } }
      } else if !state.isSigned {
        p(.class("help")) { t("Une fois le relevé signé par le président du comité.") }
      } else {
        p {
          t(
            "Publier inscrit les décisions et l’empreinte du relevé au journal public, et écrit aux organismes concernés."
          )
        }
        if let planned { p(.class("notice")) { planned } }
        postForm(.action(action)) {
          button(.class("button button-primary"), .type("submit"), .name("quand"), .value("maintenant")) {
            t("Publier maintenant")
          }
        }
        postForm(.action(action), .named("novalidate", "")) {
          TextField(
            "publie-le", t("Ou à ce moment (heure de Paris)"), kind: .moment, value: typed, longest: 25,
            refusal: sentence("publie-le"))
          div(.class("actions")) {
            button(.class("button button-secondary"), .type("submit"), .name("quand"), .value("plus-tard")) {
              t("Fixer ce moment")
            }
            if state.publishesAt != nil {
              button(.class("button button-quiet"), .type("submit"), .name("quand"), .value("jamais")) {
                t("Ne plus publier à ce moment")
              }
            }
          }
        }
      }
    }
  }
}
