import Consultations
import HTML
import Localization
import Platform

/// Where somebody who is invited accepts or declines.
struct SeatPage: Component {
  var consultation: Consultation
  var seat: Seat
  var criteria: [Criterion]
  /// Whether she entered with the address that was invited.
  var isHers: Bool
  var refusal: CommitteeRefusal?
  var done: String?

  private var action: String { SeatAddress(token: seat.token).path }
  private var room: String { CommitteeAddress(consultation).path }
  private var asked: Phrase { t("Vous êtes invité à siéger : \(seat.title).") }

  var body: some Markup {
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    p(.class("overline")) { consultation.title }
    h1 { t("Comité de sélection") }
    if !isHers {
      div(.class("notice notice-wait")) { p { CommitteeRefusal.otherAddress.sentence } }
    } else if done == "decline" || seat.isEnded {
      div(.class("notice"), .role("status")) { p { t("Vous ne siégez pas dans ce comité.") } }
    } else if seat.isAccepted {
      div(.class("notice notice-ok"), .role("status")) { p { t("Vous siégez dans ce comité.") } }
      div(.class("actions")) { a(.class("button button-primary"), .href(room)) { t("La page du comité") } }
    } else {
      p(.class("lead")) { asked }
      CriteriaList(criteria: criteria)
      p {
        t(
          "Vous noterez les propositions avant la séance, sans voir les notes des autres avant d’envoyer les vôtres. Vous ne noterez pas celles que votre organisme a déposées."
        )
      }
      if seat.isChair { p { t("Vous présidez : vous menez les séances et signez le relevé de décisions.") } }
      p(.class("help")) { t("Le relevé public nomme les organismes, jamais les personnes.") }
      postForm(.action(action), .id("reponse")) {
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .name("reponse"), .value("accepte")) {
            t("Accepter de siéger")
          }
          button(.class("button button-secondary"), .type("submit"), .name("reponse"), .value("decline")) {
            t("Décliner")
          }
        }
      }
    }
  }
}
