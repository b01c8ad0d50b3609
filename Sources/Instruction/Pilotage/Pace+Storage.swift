import Deposits
import Localization
import Storage

extension Pace {
  init(of consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    deposited = try DepositFigures.of(consultation, db).contributions
    done = try db.value("SELECT \(Queue.done(in: consultation))", as: Int.self) ?? 0
    lately =
      try db.value(
        """
        SELECT count(DISTINCT contribution_id) FROM decision
        WHERE consultation_id = \(consultation) AND ended_event_id IS NULL AND decided_at > \(Self.since(now))
        """, as: Int.self) ?? 0
  }

  /// From when on something counts as done in the last days.
  static func since(_ now: Instant) -> Instant { now.adding(seconds: -Int64(days) * 86_400) }
}
