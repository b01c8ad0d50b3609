import Deposits
package import Instruction
import Localization
import Platform
package import Storage

/// A proposition as it was frozen by the opening: what one chooses.
package struct VotedProposition: Sendable, Equatable, RowDecodable {
  package var proposition: Int64
  /// Its token, by which ballots and the log name it.
  package var name: String
  package var kind: Proposition.Kind
  package var cost: Int64
  package var title: String
  package var text: String
  /// The line of the log that withdrew its text, of which a passage was blotted out.
  var withdrawnLine: Int64?

  package var isToScaleUp: Bool { kind == .scaleUp }

  /// In the place of a text of which nothing more is known.
  static let withdrawnText = "[texte retiré]"
  private static let shown = 240
  /// Some three lines.
  var beginning: String { text.count > Self.shown ? text.prefix(Self.shown) + "…" : text }

  package init(from row: inout Row) throws {
    proposition = try row.next()
    name = try row.next()
    kind = try row.next()
    cost = try row.next()
    title = try row.next()
    text = try row.next()
    withdrawnLine = try row.next(Int64?.self).map { $0 + 1 }
  }

  /// In the order of the log.
  package static func all(of vote: Int64, _ db: Snapshot) throws -> [VotedProposition] {
    try db.rows(
      """
      SELECT vote_proposition.proposition_id, vote_proposition.name, vote_proposition.kind, vote_proposition.cost,
        vote_text.title, vote_text.text, vote_text.withdrawn_leaf
      FROM vote_proposition
      JOIN vote_text ON vote_text.vote_id = vote_proposition.vote_id AND vote_text.leaf = vote_proposition.leaf
      WHERE vote_proposition.vote_id = \(vote) ORDER BY vote_proposition.leaf
      """)
  }

  /// A table of one line: how many of some names are voted on, and what these cost together in euros. Of no more names
  /// than the largest ballot holds.
  static func sum(of names: [String], in vote: Int64) -> SQL {
    guard !names.isEmpty else { return "(SELECT CAST(0 AS BIGINT), CAST(0 AS BIGINT))" }
    return """
      (SELECT count(*), CAST(coalesce(sum(cost), 0) AS BIGINT) FROM vote_proposition
        WHERE vote_id = \(vote) AND name IN (\(SQL.list(Array(names.prefix(1_000))))))
      """
  }

  /// Which of them an organisation supported: one of the contributions that feed each.
  static func supported(by organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Set<String> {
    Set(
      try db.values(
        """
        SELECT DISTINCT vote_proposition.name FROM vote_proposition
        JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
        JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
        JOIN support ON support.contribution_id = decision.contribution_id AND support.ended_event_id IS NULL
        WHERE vote_proposition.vote_id = \(vote) AND support.organisation_id = \(organisation)
        """))
  }

  /// Which of them an organisation asked for: its own contributions, or those that it deposited with others, feed them.
  static func asked(by organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Set<String> {
    Set(
      try db.values(
        """
        SELECT DISTINCT vote_proposition.name FROM vote_proposition
        JOIN grouping ON grouping.proposition_id = vote_proposition.proposition_id
        JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
        JOIN contribution ON contribution.id = decision.contribution_id
        WHERE vote_proposition.vote_id = \(vote) AND (contribution.organisation_id = \(organisation)
          OR EXISTS (SELECT 1 FROM codeposit WHERE codeposit.contribution_id = contribution.id
            AND codeposit.organisation_id = \(organisation) AND codeposit.accepted_event_id IS NOT NULL
              AND codeposit.ended_event_id IS NULL))
        """))
  }
}
