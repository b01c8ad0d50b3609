import Consultations
import Deposits
package import Localization
import Platform
package import Storage

/// Why the vote of a consultation does not open, whatever its calendar says: a decision may still change.
package enum VoteObstacle: Sendable, Equatable {
  /// So many re-examinations wait for their answer.
  case pending(Int)
  /// So many contributions wait for another decision, theirs having been changed.
  case undecided(Int)
  /// A re-examination of so many decisions may still be asked, the last of them until this instant.
  case delays(Int, until: Instant)

  package var sentence: Phrase {
    switch self {
    case .pending(let count):
      t(
        count, one: "\(count) demande de réexamen attend sa réponse.",
        other: "\(count) demandes de réexamen attendent leur réponse.")
    case .undecided(let count):
      t(
        count, one: "\(count) contribution attend sa nouvelle décision, après un réexamen.",
        other: "\(count) contributions attendent leur nouvelle décision, après un réexamen.")
    case .delays(let count, let end):
      t(
        count,
        one: "Le réexamen d’une décision peut être demandé jusqu’au \(end.adding(seconds: -60), .dateAndTime).",
        other:
          "Le réexamen de \(count) décisions peut être demandé, jusqu’au \(end.adding(seconds: -60), .dateAndTime)."
      )
    }
  }

  /// Those of a consultation now; the vote opens when there are none.
  package static func all(in consultation: Int64, at now: Instant, _ db: Snapshot) throws -> [VoteObstacle] {
    var found: [VoteObstacle] = []
    let pending = try pending(in: consultation, db)
    if pending > 0 { found.append(.pending(pending)) }
    let undecided = try undecided(in: consultation, db)
    if undecided > 0 { found.append(.undecided(undecided)) }
    if let delays = try delays(in: consultation, at: now, db) { found.append(delays) }
    return found
  }

  /// Whether a re-examination waits for its answer, or what one changed for its new decision.
  static func isHeld(in consultation: Int64, _ db: Snapshot) throws -> Bool {
    try pending(in: consultation, db) > 0 || undecided(in: consultation, db) > 0
  }

  static func pending(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(*) FROM reexamination JOIN decision ON decision.id = reexamination.decision_id
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation) AND \(Reexamination.waits) AND \(Withdrawal.stands)
      """, as: Int.self) ?? 0
  }

  /// What was changed, and is not decided and published whole.
  static func undecided(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value(
      """
      SELECT count(*) FROM contribution
      WHERE contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)
        AND EXISTS (SELECT 1 FROM reexamination JOIN decision ON decision.id = reexamination.decision_id
          WHERE decision.contribution_id = contribution.id AND \(Reexamination.changed))
        AND (NOT \(Queue.isDecided) OR EXISTS (SELECT 1 FROM decision
          LEFT JOIN decision_publication ON decision_publication.decision_id = decision.id
          WHERE decision.contribution_id = contribution.id AND decision.ended_event_id IS NULL
            AND decision_publication.id IS NULL))
      """, as: Int.self) ?? 0
  }

  private static func delays(in consultation: Int64, at now: Instant, _ db: Snapshot) throws -> VoteObstacle? {
    // The longest delay there can be, weekends and holidays with it.
    let oldest = now.adding(seconds: -Int64(Remedies.mostDays) * 2 * 86_400)
    let published = try db.rows(
      """
      SELECT decision_publication.published_at, count(*) FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE decision.consultation_id = \(consultation) AND decision.ended_event_id IS NULL
        AND decision_publication.published_at > \(oldest) AND \(Withdrawal.stands)
        AND NOT EXISTS (SELECT 1 FROM reexamination WHERE reexamination.decision_id = decision.id)
      GROUP BY decision_publication.published_at
      """
    ) { row in (at: try row.next(Instant.self), count: try row.next(Int.self)) }
    guard !published.isEmpty else { return nil }
    let remedies = try Remedies.history(of: consultation, db)
    var (count, last) = (0, now)
    for one in published {
      let end = remedies.at(one.at).end(after: one.at)
      guard end > now else { continue }
      count += one.count
      last = max(last, end)
    }
    return count == 0 ? nil : .delays(count, until: last)
  }
}

/// What the desk and administrators are told of the opening of the vote.
struct VoteProspect: Sendable {
  /// When the calendar opens it; nil where it has none.
  var opensAt: Instant?
  var isAhead: Bool
  var obstacles: [VoteObstacle]
  /// The first instant at which a re-examination of what is published now is too late.
  var endIfNow: Instant
  private var remedies: RemediesHistory

  init(of consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    let vote = try Phase.all(of: consultation, db).first { $0.kind == .vote }
    opensAt = vote?.opensAt
    isAhead = vote.map { $0.state(at: now) == .ahead } ?? false
    obstacles = try VoteObstacle.all(in: consultation, at: now, db)
    remedies = try Remedies.history(of: consultation, db)
    endIfNow = remedies.current.end(after: now)
  }

  /// The first instant at which a re-examination of what is published at an hour is too late.
  func end(publishingAt hour: Instant) -> Instant { remedies.current.end(after: hour) }

  /// Whether what is published then holds up the vote.
  func isLate(publishingAt hour: Instant) -> Bool { opensAt.map { end(publishingAt: hour) > $0 } ?? false }
  var isLateNow: Bool { opensAt.map { endIfNow > $0 } ?? false }
  /// What stands in the way on the day of the vote, as it is known today.
  var blocking: [VoteObstacle] {
    obstacles.filter { obstacle in
      guard isAhead, let opensAt, case .delays(_, let end) = obstacle else { return true }
      return end > opensAt
    }
  }
}
