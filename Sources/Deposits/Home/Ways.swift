import Consultations
import HTML
import Localization
import Platform

/// The two ways in, of equal rank; those alone that are open to whom one acts for.
struct Ways: Component {
  var consultation: Consultation
  var words: RubricInvitations
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
            h2(.class("h3")) { words[.need].title(in: language) }
            p { words[.need].lead(in: language) }
            a(.class("button button-primary"), .href(need)) { t("Dire ce qui manque") }
          }
        }
        if isOpen(.service) {
          div(.class("way")) {
            h2(.class("h3")) { words[.service].title(in: language) }
            p { words[.service].lead(in: language) }
            a(.class("button button-primary"), .href(service)) { t("Décrire un service") }
          }
        }
      }
    }
  }
}
