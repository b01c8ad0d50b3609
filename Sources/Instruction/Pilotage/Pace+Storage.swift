import Deposits
import Localization
import Storage

extension Pace {
  init(of consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    deposited = try DepositFigures.of(consultation, db).contributions
    done = try db.value("SELECT \(Queue.done(in: consultation))", as: Int.self) ?? 0
    // What a regrouping makes again was decided before.
    let recent: SQL = """
      decision.consultation_id = \(consultation) AND decision.decided_at > \(Self.since(now)) AND \(Regrouping.isFirst)
      """
    lately =
      try db.value(
        """
        SELECT count(*) FROM (
          SELECT decision.contribution_id FROM decision WHERE \(recent) AND decision.ended_event_id IS NULL
          UNION SELECT decision.contribution_id FROM decision WHERE \(recent)
            AND decision.ended_event_id IN (\(Regrouping.live)) AND EXISTS (SELECT 1 FROM decision AS held
              WHERE held.contribution_id = decision.contribution_id AND held.ended_event_id IS NULL)
        ) AS lately
        """, as: Int.self) ?? 0
  }

  /// From when on something counts as done in the last days.
  static func since(_ now: Instant) -> Instant { now.adding(seconds: -Int64(days) * 86_400) }
}
