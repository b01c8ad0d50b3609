import Consultations
import Deposits
import Storage

extension Outcomes {
  /// The order of kinds by which a contribution counts once.
  static let rank: SQL = """
    CASE decision.kind WHEN 'grouped' THEN 0 WHEN 'kept' THEN 1 WHEN 'redirected' THEN 2 ELSE 3 END
    """
  static let published: SQL = """
    decision JOIN decision_publication ON decision_publication.decision_id = decision.id
    """

  init(of consultation: Int64, _ db: Snapshot) throws {
    let stands: SQL = "contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)"
    deposited = try db.value("SELECT count(*) FROM contribution WHERE \(stands)", as: Int.self) ?? 0
    counts = [:]
    let found = try db.rows(
      """
      SELECT ranked.first, count(*) FROM (
        SELECT decision.contribution_id, min(\(Self.rank)) AS first FROM \(Self.published)
        JOIN contribution ON contribution.id = decision.contribution_id
        WHERE \(stands) AND decision.ended_event_id IS NULL GROUP BY decision.contribution_id) AS ranked
      GROUP BY ranked.first
      """
    ) { row in (rank: try row.next(Int.self), count: try row.next(Int.self)) }
    for line in found { counts[Decision.Kind.allCases[line.rank]] = line.count }
    propositionsMade = [:]
    let made = try db.rows(
      "SELECT ranked.first, count(*) FROM (\(Self.made(in: consultation))) AS ranked GROUP BY ranked.first"
    ) { row in (rank: try row.next(Int.self), count: try row.next(Int.self)) }
    for line in made { propositionsMade[Decision.Kind.allCases[line.rank]] = line.count }
    divided =
      try db.value("SELECT count(*) FROM contribution WHERE \(stands) AND \(Self.isDivided)", as: Int.self) ?? 0
    propositions = made.reduce(0) { $0 + $1.count }
  }

  /// The propositions that everyone may read, each with the first kind of what feeds it.
  static func made(in consultation: Int64) -> SQL {
    """
    SELECT grouping.proposition_id, min(\(rank)) AS first FROM \(published)
    JOIN grouping ON grouping.decision_id = decision.id
    JOIN contribution ON contribution.id = decision.contribution_id
    WHERE contribution.consultation_id = \(consultation) AND \(Withdrawal.stands) AND decision.ended_event_id IS NULL
    GROUP BY grouping.proposition_id
    """
  }

  /// The propositions that count under a kind.
  static func propositions(_ kind: Decision.Kind, in consultation: Int64, _ db: Snapshot) throws -> Set<Int64> {
    let place = Decision.Kind.allCases.firstIndex(of: kind) ?? 0
    return Set(
      try db.values(
        "SELECT ranked.proposition_id FROM (\(made(in: consultation))) AS ranked WHERE ranked.first = \(place)"))
  }

  /// Lets through those of which a decision on a part is published.
  static let isDivided: SQL = """
    EXISTS (SELECT 1 FROM part JOIN decision ON decision.part_id = part.id AND decision.ended_event_id IS NULL
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      WHERE part.contribution_id = contribution.id AND part.ended_event_id IS NULL)
    """

  /// Lets through the contributions that count under a kind, or of which nothing is published.
  static func condition(_ kind: Decision.Kind?) -> SQL {
    let its: SQL = """
      SELECT min(\(rank)) FROM \(published)
      WHERE decision.contribution_id = contribution.id AND decision.ended_event_id IS NULL
      """
    guard let kind, let place = Decision.Kind.allCases.firstIndex(of: kind) else { return "(\(its)) IS NULL" }
    return "(\(its)) = \(place)"
  }
}
