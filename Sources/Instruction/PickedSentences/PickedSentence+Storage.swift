package import Deposits
import Platform
package import Storage

extension PickedSentence {
  private static let columns: SQL = """
    picked_sentence.wording_id, picked_sentence.contribution_id, picked_sentence.version, picked_sentence.field,
    picked_sentence.first_character, picked_sentence.end_character, CASE picked_sentence.field
      WHEN 'today' THEN contribution_version.today WHEN 'for_whom' THEN contribution_version.for_whom
      WHEN 'existing' THEN contribution_version.existing ELSE contribution_version.expected END
    """
  private static let source: SQL = """
    picked_sentence JOIN contribution ON contribution.id = picked_sentence.contribution_id AND \(Withdrawal.stands)
    JOIN contribution_version ON contribution_version.contribution_id = picked_sentence.contribution_id
      AND contribution_version.number = picked_sentence.version
    """
  /// Lets through those of contributions of which a published decision feeds the proposition.
  private static let isPublic: SQL = """
    EXISTS (SELECT 1 FROM wording JOIN grouping ON grouping.proposition_id = wording.proposition_id
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      WHERE wording.id = picked_sentence.wording_id AND decision.contribution_id = picked_sentence.contribution_id)
    """

  /// Those of some wordings, in the order in which they were picked; none of a contribution that was taken back.
  /// - Parameter onlyPublished: of contributions of which everyone knows that they feed the proposition.
  static func of(wordings: [Int64], onlyPublished: Bool, _ db: Snapshot) throws -> [Int64: [PickedSentence]] {
    guard !wordings.isEmpty else { return [:] }
    let known: SQL = onlyPublished ? "AND \(isPublic)" : ""
    var found: [Int64: [PickedSentence]] = [:]
    var texts: [String: [Character]] = [:]
    try db.forEach(
      """
      SELECT \(columns) FROM \(source) WHERE picked_sentence.wording_id IN (\(SQL.list(wordings))) \(known)
      ORDER BY picked_sentence.id
      """
    ) { row in
      let wording: Int64 = try row.next()
      let contribution: Int64 = try row.next()
      let version: Int = try row.next()
      let field: String = try row.next()
      let (first, end) = (try row.next(Int.self), try row.next(Int.self))
      let text: String = try row.next()
      // Many sentences stand in one answer: it is cut in characters once.
      let key = "\(contribution) \(version) \(field)"
      let characters = texts[key] ?? Array(text)
      texts[key] = characters
      let words = Self.words(first..<max(first, end), in: characters)
      guard !words.isEmpty else { return }
      found[wording, default: []].append(
        PickedSentence(
          contribution: contribution, version: version, field: field, characters: first..<end, words: words))
    }
    return found
  }

  private static func words(_ range: Range<Int>, in characters: [Character]) -> String {
    String(characters[range.clamped(to: 0..<characters.count)]).trimmed
  }

  /// Writes those whose words stand in a text.
  static func keep(_ sentences: [PickedSentence], in text: String, wording: Int64, _ db: Transaction) throws {
    for sentence in sentences where text.contains(sentence.words) {
      try db.execute(
        """
        INSERT INTO picked_sentence (wording_id, contribution_id, version, field, first_character, end_character)
        VALUES (\(wording), \(sentence.contribution), \(sentence.version), \(sentence.field),
          \(sentence.characters.lowerBound), \(sentence.characters.upperBound)) ON CONFLICT DO NOTHING
        """)
    }
  }

  /// What is written over of one sentence: a passage that spans two of them stands in no text where one was picked
  /// alone.
  package struct Blotting: Sendable {
    var row: Int64
    package var wording: Int64
    /// The sentence, before and after.
    package var before: String
    package var after: String
    /// Where it stands since.
    var moved: Range<Int>

    package var changes: Bool { !before.isEmpty && before != after }
  }

  /// What is written over in a version, sentence by sentence, before it is.
  package static func blottings(
    in contribution: Int64, _ version: Int, _ moves: [String: TextMoves], _ db: Snapshot
  ) throws -> [Blotting] {
    let rows = try db.rows(
      """
      SELECT id, wording_id, field, first_character, end_character FROM picked_sentence
      WHERE contribution_id = \(contribution) AND version = \(version) ORDER BY id
      """
    ) { row in
      (
        id: try row.next(Int64.self), wording: try row.next(Int64.self), field: try row.next(String.self),
        first: try row.next(Int.self), end: try row.next(Int.self)
      )
    }
    guard !rows.isEmpty else { return [] }
    let before = try answers(of: contribution, version, db)
    return rows.compactMap { row in
      guard let move = moves[row.field], let text = before[row.field] else { return nil }
      let moved = move.moved(row.first..<row.end)
      return Blotting(
        row: row.id, wording: row.wording, before: words(row.first..<row.end, in: text),
        after: words(moved, in: Array(move.text)), moved: moved)
    }
  }

  /// The texts of propositions follow.
  static let following: LaterText.Following = { contribution, version, moves, _, db in
    for one in try blottings(in: contribution, version, moves, db) {
      if one.changes { try replace(one.before, with: one.after, in: one.wording, db) }
      guard !one.moved.isEmpty else {
        try db.execute("DELETE FROM picked_sentence WHERE id = \(one.row)")
        continue
      }
      try db.execute(
        """
        UPDATE picked_sentence SET first_character = \(one.moved.lowerBound), end_character = \(one.moved.upperBound)
        WHERE id = \(one.row)
        """)
    }
  }

  static func answers(of contribution: Int64, _ version: Int, _ db: Snapshot) throws -> [String: [Character]] {
    try db.first(
      """
      SELECT today, for_whom, existing, expected FROM contribution_version
      WHERE contribution_id = \(contribution) AND number = \(version)
      """
    ) { row in
      var found: [String: [Character]] = [:]
      for field in ContributionText.longFields { found[field] = Array(try row.next(String.self)) }
      return found
    } ?? [:]
  }

  private static func replace(_ old: String, with new: String, in wording: Int64, _ db: Transaction) throws {
    let text = try db.value("SELECT text FROM wording WHERE id = \(wording)", as: String.self) ?? ""
    let blotted = text.replacing(old, with: new)
    guard blotted != text else { return }
    let kept = String(String.UnicodeScalarView(blotted.unicodeScalars.prefix(Proposition.Wording.longestText)))
    try db.execute("UPDATE wording SET text = \(kept) WHERE id = \(wording)")
  }
}
