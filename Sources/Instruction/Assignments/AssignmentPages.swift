import Consultations
import HTML
import Localization
import Platform

/// Giving many contributions at once, all those that the filters of the queue hold: who, then what will happen, then
/// done.
struct AssignmentPage: Component {
  struct Share: Sendable {
    var name: String
    var count: Int
  }

  var consultation: Consultation
  /// The filters and the tab, as the queue has them in its address.
  var queue: String
  var total: Int
  var instructors: [Assignee]
  /// The word of who was chosen: a token, or `toutes` for all evenly.
  var chosen: String
  /// What will happen, once somebody is chosen.
  var shares: [Share]
  /// How many of those that correspond go to nobody.
  var left: Int
  /// What goes to whom.
  var seen: SeenRows
  var refusal: AssignmentRefusal?

  static let everybody = "toutes"

  private var back: String { QueueAddress(consultation).path + queue }
  private var action: String { AssignmentsAddress(consultation).path }
  private var leftOut: Phrase {
    t(
      left, one: "Une contribution ne va à personne : qui est choisi s’en est déporté, ou agit pour qui la dépose.",
      other:
        "\(left) contributions ne vont à personne : qui est choisi s’en est déporté, ou agit pour qui les dépose.")
  }
  private var count: Phrase {
    total == 0
      ? t("Aucune contribution ne correspond aux filtres de la file.")
      : t(
        total, one: "Une contribution correspond aux filtres de la file.",
        other: "\(total) contributions correspondent aux filtres de la file.")
  }
  private var options: [Choices.Option] {
    [Choices.Option("", t("Choisir…")), Choices.Option(Self.everybody, t("Tous, à parts égales"))]
      + instructors.map { Choices.Option($0.token, .verbatim($0.name)) }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Instruction des contributions") }
    if let refusal { ErrorSummary(field: "instructeur", sentence: refusal.sentence) }
    h1 { t("Confier des contributions") }
    p(.class("lead")) { count }
    if !shares.isEmpty {
      div(.class("notice")) {
        h2(.class("h3")) { t("Voici ce qui sera fait") }
        ul { for share in shares { ShareLine(share: share) } }
        if left > 0 { p { leftOut } }
        postForm(.action(action)) {
          input(.type("hidden"), .name("suite"), .value(queue))
          input(.type("hidden"), .name("instructeur"), .value(chosen))
          input(.type("hidden"), .name("vu"), .value(seen.text))
          div(.class("actions")) {
            button(.class("button button-primary"), .type("submit")) { t("Confier") }
            a(.class("button button-secondary"), .href(back)) { t("Ne rien changer") }
          }
        }
      }
    }
    postForm(.action(action), .named("novalidate", "")) {
      input(.type("hidden"), .name("suite"), .value(queue))
      Choices(
        "instructeur", t("À qui ?"), options, chosen: chosen,
        help: t(
          "Qui s’est déporté d’une contribution ne la reçoit pas. Les parts égales comptent ce que chacun a déjà à décider."
        ),
        refusal: refusal?.sentence)
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Voir ce qui sera fait") }
      }
    }
  }
}

private struct ShareLine: Component {
  var share: AssignmentPage.Share
  private var sentence: Phrase {
    t(
      share.count, one: "\(share.count) contribution à \(share.name)",
      other: "\(share.count) contributions à \(share.name)")
  }
  var body: some Markup { li { sentence } }
}
