import Consultations
import HTML
import Localization
import Platform

/// The two ways in, of equal rank; those alone that are open to whom one acts for.
struct Ways: Component {
  var consultation: Consultation
  var openings: Openings
  var standing: Standing?
  var language: Language
  private var need: String { language.address(DepositAddress(.need, in: consultation).path) }
  private var service: String { language.address(DepositAddress(.service, in: consultation).path) }

  private func isOpen(_ rubric: Rubric) -> Bool {
    openings.refusal(of: rubric.act, for: standing?.organisation) == nil
  }
  private var isAnyOpen: Bool { Rubric.allCases.contains(where: isOpen) }

  var body: some Markup {
    if isAnyOpen {
      div(.class("ways")) {
        if isOpen(.need) {
          div(.class("way way-need")) {
            h2(.class("h3")) { t("Exprimer un besoin") }
            p { t("Cinq minutes, un brouillon qui s’enregistre seul. Deux champs suffisent.") }
            a(.class("button button-primary"), .href(need)) { t("Dire ce qui manque") }
          }
        }
        if isOpen(.service) {
          div(.class("way")) {
            h2(.class("h3")) { t("Partager un service") }
            p { t("Un service fonctionne chez vous ? D’autres pourront le reprendre.") }
            a(.class("button button-primary"), .href(service)) { t("Décrire un service") }
          }
        }
      }
    }
  }
}
