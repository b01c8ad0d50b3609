import Consultations
import Deposits
import HTML
import Localization
import Platform
import Storage

/// What was decided of the contribution before, where one has gone on to the next under a tab: it can be looked at, and
/// undone, from there.
struct JustDecided: Sendable {
  var decision: Decision
  var contribution: ContributionSummary

  /// - Parameter token: of the decision; nil is returned where it holds no more.
  init?(_ token: String, in consultation: Consultation, _ db: Snapshot) throws {
    guard let decision = try Decision.with(token: token, in: consultation.id, db),
      let contribution = try ContributionSummary.with(ids: [decision.contribution], db).first
    else { return nil }
    self.decision = decision
    self.contribution = contribution
  }
}

struct JustDecidedNotice: Component {
  var made: JustDecided
  var consultation: Consultation
  /// The tab and the filters under which one goes on.
  var queue: String

  private var sentence: Phrase {
    t(
      "La contribution n° \(made.contribution.number) est décidée : \(made.decision.kind.title). Seuls les instructeurs le voient jusqu’à sa publication."
    )
  }
  private var item: String { DecidingAddress(consultation, token: made.contribution.token).path + queue }
  private var undo: String { ActAddress(consultation, event: made.decision.event).path + queue }
  private var again: Phrase { t("Revoir la contribution n° \(made.contribution.number)") }

  var body: some Markup {
    div(.class("notice notice-ok"), .role("status")) {
      p { sentence }
      p {
        a(.href(item)) { again }
        " · "
        a(.href(undo), .key(.undo)) { t("Annuler cette décision…") }
      }
    }
  }
}
