package import Deposits
import Platform
package import Storage

extension PickedSentence {
  /// Where the sentences of a wording stand: those that it takes, and those of which it says why it does not.
  enum Table: SQL, CaseIterable {
    case picked = "picked_sentence"
    case unkept = "unkept_sentence"

    fileprivate var columns: SQL {
      let reason: SQL = self == .unkept ? "\(rawValue).reason" : "''"
      return """
        \(rawValue).wording_id, \(rawValue).contribution_id, \(rawValue).version, \(rawValue).field,
        \(rawValue).first_character, \(rawValue).end_character, CASE \(rawValue).field
          WHEN 'today' THEN contribution_version.today WHEN 'for_whom' THEN contribution_version.for_whom
          WHEN 'existing' THEN contribution_version.existing ELSE contribution_version.expected END, \(reason)
        """
    }
    fileprivate var source: SQL {
      """
      \(rawValue) JOIN contribution ON contribution.id = \(rawValue).contribution_id AND \(Withdrawal.stands)
      JOIN contribution_version ON contribution_version.contribution_id = \(rawValue).contribution_id
        AND contribution_version.number = \(rawValue).version
      """
    }
    /// Lets through those of contributions of which a published decision feeds the proposition.
    fileprivate var isPublic: SQL {
      """
      EXISTS (SELECT 1 FROM wording JOIN grouping ON grouping.proposition_id = wording.proposition_id
        JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL
        JOIN decision_publication ON decision_publication.decision_id = decision.id
        WHERE wording.id = \(rawValue).wording_id AND decision.contribution_id = \(rawValue).contribution_id)
      """
    }
  }

  /// Those of some wordings, in the order in which they were picked; none of a contribution that was taken back.
  /// - Parameter onlyPublished: of contributions of which everyone knows that they feed the proposition.
  static func of(wordings: [Int64], onlyPublished: Bool, _ db: Snapshot) throws -> [Int64: [PickedSentence]] {
    try of(wordings: wordings, in: .picked, onlyPublished: onlyPublished, db).mapValues { $0.map(\.sentence) }
  }

  /// Those of a table, in the order in which they were written, each with its reason where the table has one.
  fileprivate static func of(
    wordings: [Int64], in table: Table, onlyPublished: Bool, _ db: Snapshot
  ) throws -> [Int64: [UnkeptSentence]] {
    guard !wordings.isEmpty else { return [:] }
    let known: SQL = onlyPublished ? "AND \(table.isPublic)" : ""
    var found: [Int64: [UnkeptSentence]] = [:]
    var texts: [String: [Character]] = [:]
    try db.forEach(
      """
      SELECT \(table.columns) FROM \(table.source)
      WHERE \(table.rawValue).wording_id IN (\(SQL.list(wordings))) \(known) ORDER BY \(table.rawValue).id
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
      let sentence = PickedSentence(
        contribution: contribution, version: version, field: field, characters: first..<end, words: words)
      found[wording, default: []].append(UnkeptSentence(sentence: sentence, reason: try row.next()))
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
    fileprivate var row: Int64
    package var wording: Int64
    fileprivate var field: String
    /// The sentence, before and after.
    package var before: String
    package var after: String
    /// Where it stands since.
    fileprivate var moved: Range<Int>

    package var changes: Bool { !before.isEmpty && before != after }
  }

  /// What is written over in a version, sentence by sentence, before it is.
  package static func blottings(
    in contribution: Int64, _ version: Int, _ moves: [String: TextMoves], _ db: Snapshot
  ) throws -> [Blotting] { try blottings(in: contribution, version, of: .picked, moves, db) }

  private static func blottings(
    in contribution: Int64, _ version: Int, of table: Table, _ moves: [String: TextMoves], _ db: Snapshot
  ) throws -> [Blotting] {
    let rows = try db.rows(
      """
      SELECT id, wording_id, field, first_character, end_character FROM \(table.rawValue)
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
        row: row.id, wording: row.wording, field: row.field, before: words(row.first..<row.end, in: text),
        after: words(moved, in: Array(move.text)), moved: moved)
    }
  }

  /// The texts of propositions follow.
  static let following: LaterText.Following = { contribution, version, moves, _, db in
    for table in Table.allCases {
      let all = try blottings(in: contribution, version, of: table, moves, db)
      if table == .picked {
        for one in all where one.changes { try replace(one.before, with: one.after, in: one.wording, db) }
      }
      try move(all, in: table, db)
    }
  }

  /// Puts sentences where they stand since. Those that a passage has joined are one.
  private static func move(_ all: [Blotting], in table: Table, _ db: Transaction) throws {
    guard !all.isEmpty else { return }
    // Out of the way first: where one goes, another may still stand.
    let away = 10 * ContributionText.longestText
    try db.execute(
      """
      UPDATE \(table.rawValue) SET first_character = first_character + \(away), end_character = end_character + \(away)
      WHERE id IN (\(SQL.list(all.map(\.row))))
      """)
    let joined = Dictionary(grouping: all) { "\($0.wording) \($0.field) \($0.moved.lowerBound)" }
    for same in joined.values {
      let end = same.map(\.moved.upperBound).max() ?? 0
      let kept = same.first { $0.moved.lowerBound < end }
      for one in same where one.row != kept?.row {
        try db.execute("DELETE FROM \(table.rawValue) WHERE id = \(one.row)")
      }
      guard let kept else { continue }
      try db.execute(
        """
        UPDATE \(table.rawValue) SET first_character = \(kept.moved.lowerBound), end_character = \(end)
        WHERE id = \(kept.row)
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

extension UnkeptSentence {
  /// Those of some wordings, in their order; none of a contribution that was taken back.
  /// - Parameter onlyPublished: of contributions of which everyone knows that they feed the proposition.
  static func of(wordings: [Int64], onlyPublished: Bool, _ db: Snapshot) throws -> [Int64: [UnkeptSentence]] {
    try PickedSentence.of(wordings: wordings, in: .unkept, onlyPublished: onlyPublished, db).mapValues(ordered)
  }

  static func keep(_ all: [UnkeptSentence], wording: Int64, _ db: Transaction) throws {
    for one in all {
      let sentence = one.sentence
      try db.execute(
        """
        INSERT INTO unkept_sentence (wording_id, contribution_id, version, field, first_character, end_character,
          reason)
        VALUES (\(wording), \(sentence.contribution), \(sentence.version), \(sentence.field),
          \(sentence.characters.lowerBound), \(sentence.characters.upperBound), \(one.reason))
        """)
    }
  }
}
