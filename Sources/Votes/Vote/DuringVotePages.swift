import Consultations
import HTML
import Localization
import Platform
import Proof

/// What administrators may do from the opening to the count.
struct DuringVote: Component {
  var consultation: Consultation
  var vote: Vote?
  var contested: Int

  private var contests: String { ContestsAddress(consultation).path }
  private var incidents: String { IncidentsAddress(consultation).path }
  private var draw: String { DrawAddress(consultation).path }
  static func waiting(_ contested: Int) -> Phrase {
    t(contested, one: "\(contested) bulletin contesté attend.", other: "\(contested) bulletins contestés attendent.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Pendant le vote") }
      if contested > 0 { div(.class("notice notice-wait")) { p { Self.waiting(contested) } } }
      ul {
        li { a(.href(contests)) { t("Bulletins contestés") } }
        li { a(.href(incidents)) { t("Incidents du vote") } }
        if vote?.form.ties == .lots { li { a(.href(draw)) { t("Tirage qui tranche les égalités") } } }
      }
    }
  }
}

/// When the vote will be counted by itself.
struct CountOrderForm: Component {
  var consultation: Consultation
  var order: CountOrder?
  var refusal: VoteRefusal?

  private var action: String { CountOrderAddress(consultation).path }
  private var draw: String { DrawAddress(consultation).path }
  private var end: String { CountOrderEndAddress(consultation).path }
  private var due: Phrase? {
    order.map { t("Le vote sera dépouillé et le résultat publié le \($0.due, .full) (heure de Paris).") }
  }
  private var sentence: Phrase? { refusal?.field == "quand" ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Programmer le dépouillement") }
      if let due { p { due } }
      if let order, order.leavesLittleToContest {
        div(.class("notice notice-wait")) {
          p {
            t(
              "Un bulletin se conteste jusqu’au dépouillement : cette heure laisse moins d’un jour après la clôture pour le faire."
            )
          }
        }
      }
      if let order, order.lackedDraw {
        div(.class("notice notice-bad")) {
          p { t("Le dépouillement n’a pas pu être fait à l’heure fixée.") }
          p { VoteRefusal.drawNeeded.sentence }
          p { a(.href(draw)) { t("Tirage qui tranche les égalités") } }
          p { t("Une fois le tirage publié, dépouillez à la main, ou fixez une autre heure.") }
        }
      } else if let order, order.failure != nil {
        div(.class("notice notice-bad")) {
          p { t("Le dépouillement n’a pas pu être fait à l’heure fixée : dépouillez à la main.") }
        }
      }
      if order != nil {
        postForm(.action(end)) {
          button(.class("button button-secondary"), .type("submit")) { t("Retirer cette heure") }
        }
      }
      postForm(.action(action), .named("novalidate", "")) {
        TextField(
          "quand", t("Dépouiller et publier le (heure de Paris)"), kind: .moment, value: "", longest: 20,
          refusal: sentence)
        div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Fixer l’heure") } }
      }
    }
  }
}
