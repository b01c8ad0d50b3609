import Consultations
import Deposits
import HTML
import Localization
import Platform
import Storage

/// What was decided, or read again, of the contribution before, where one has gone on to the next under a tab: it can
/// be looked at, and undone, from there.
struct JustDecided: Sendable {
  var decision: Decision
  var contribution: ContributionSummary
  /// Whether it was read again, and not made.
  var isReading: Bool
  /// The line of the journal by which it was.
  var event: Int64

  /// - Parameter token: of the decision; nil is returned where it, or its reading, holds no more.
  init?(_ token: String, isReading: Bool, in consultation: Consultation, _ db: Snapshot) throws {
    guard let decision = try Decision.with(token: token, in: consultation.id, db),
      let contribution = try ContributionSummary.with(ids: [decision.contribution], db).first,
      let event = isReading ? try SecondReading.event(of: decision.id, db) : decision.event
    else { return nil }
    self.decision = decision
    self.contribution = contribution
    self.isReading = isReading
    self.event = event
  }
}

struct JustDecidedNotice: Component {
  var made: JustDecided
  var consultation: Consultation
  /// The tab and the filters under which one goes on.
  var queue: String

  private var sentence: Phrase {
    if made.isReading { return t("La relecture de la contribution n° \(made.contribution.number) est notée.") }
    return t(
      "La contribution n° \(made.contribution.number) est décidée : \(made.decision.kind.title). Seuls les instructeurs le voient jusqu’à sa publication."
    )
  }
  private var item: String { DecidingAddress(consultation, token: made.contribution.token).path + queue }
  private var undo: String { ActAddress(consultation, event: made.event).path + queue }
  private var undoing: Phrase { made.isReading ? t("Annuler cette relecture…") : t("Annuler cette décision…") }
  private var again: Phrase { t("Revoir la contribution n° \(made.contribution.number)") }

  var body: some Markup {
    div(.class("notice notice-ok"), .role("status")) {
      p { sentence }
      p {
        a(.href(item)) { again }
        " · "
        a(.href(undo), .key(.undo)) { undoing }
      }
    }
  }
}
