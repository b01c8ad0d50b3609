import Deposits
package import Localization
import Platform
package import Storage

/// A part as it reads: its words, as the version that was divided holds them; or what is in no part.
package struct PartWords: Sendable, Equatable {
  /// From 1; 0 for what is in none.
  package var number: Int
  package var language: Language
  /// One for each range, without the spaces around it.
  package var passages: [String]

  /// The words of a few lines, cut between two words.
  func excerpt(_ longest: Int) -> String {
    let whole = passages.joined(separator: " […] ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard whole.count > longest else { return whole }
    let cut = whole.prefix(longest)
    return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
  }

  /// Those of some parts, by their rows; none of a contribution that was taken back.
  package static func of(_ parts: [Int64], _ db: Snapshot) throws -> [Int64: PartWords] {
    guard !parts.isEmpty else { return [:] }
    var found: [Int64: PartWords] = [:]
    try db.forEach(
      """
      SELECT part.id, part.number, \(columns) FROM \(source) WHERE part.id IN (\(SQL.list(Set(parts))))
      """
    ) { row in
      let id: Int64 = try row.next()
      let number: Int = try row.next()
      let ranges = Part.Ranges(written: try row.next())
      let (language, texts) = try divided(&row)
      found[id] = PartWords(number: number, language: language, passages: ranges.passages(in: texts))
    }
    return found
  }

  /// What is in no part, by contribution: of those that are divided and hold some.
  static func left(of contributions: some Collection<Int64>, _ db: Snapshot) throws -> [Int64: PartWords] {
    guard !contributions.isEmpty else { return [:] }
    var taken: [Int64: Part.Ranges] = [:]
    var whole: [Int64: (language: Language, texts: [String: String])] = [:]
    try db.forEach(
      """
      SELECT part.contribution_id, \(columns) FROM \(source)
      WHERE part.contribution_id IN (\(SQL.list(contributions))) AND part.ended_event_id IS NULL
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let ranges = Part.Ranges(written: try row.next())
      taken[contribution, default: Part.Ranges([])].all += ranges.all
      whole[contribution] = try divided(&row)
    }
    var found: [Int64: PartWords] = [:]
    for (contribution, (language, texts)) in whole {
      found[contribution] = left(by: taken[contribution] ?? Part.Ranges([]), of: texts, in: language)
    }
    return found
  }

  /// What some parts leave of a text; nil where that is nothing.
  static func left(by ranges: Part.Ranges, of texts: [String: String], in language: Language) -> PartWords? {
    let rest = ranges.rest(in: texts)
    return rest.isEmpty ? nil : PartWords(number: 0, language: language, passages: rest)
  }

  private static let columns: SQL = """
    part.ranges, contribution_version.language, contribution_version.today, contribution_version.for_whom,
    contribution_version.existing, contribution_version.expected
    """
  private static let source: SQL = """
    part JOIN contribution ON contribution.id = part.contribution_id AND \(Withdrawal.stands)
    JOIN contribution_version ON contribution_version.contribution_id = part.contribution_id
      AND contribution_version.number = part.version
    """

  /// The text that was divided, by field.
  private static func divided(_ row: inout Row) throws -> (language: Language, texts: [String: String]) {
    let language = Language(rawValue: try row.next()) ?? .french
    var texts: [String: String] = [:]
    for field in ContributionText.longFields { texts[field] = try row.next(String.self) }
    return (language, texts)
  }
}

extension Part.Ranges {
  /// What they hold of texts, by field; a range that leaves its text holds what is left of it.
  func passages(in texts: [String: String]) -> [String] {
    all.compactMap { range in
      let passage = (texts[range.field] ?? "").dropFirst(range.characters.lowerBound).prefix(range.characters.count)
      let bare = String(passage).trimmed
      return bare.isEmpty ? nil : bare
    }
  }

  /// What none of them holds of texts, by field, in the order of the page.
  func rest(in texts: [String: String]) -> [String] {
    ContributionText.longFields.flatMap { field -> [String] in
      let text = texts[field] ?? ""
      let taken = all.filter { $0.field == field }.map(\.characters).sorted { $0.lowerBound < $1.lowerBound }
      let starts = [0] + taken.map(\.upperBound)
      let ends = taken.map(\.lowerBound) + [text.count]
      return zip(starts, ends).map { start, end in String(text.dropFirst(start).prefix(max(0, end - start))).trimmed }
    }.filter { !$0.isEmpty }
  }

  /// Where they stand once words were written over; what nothing is left of goes.
  func moved(by moves: [String: TextMoves]) -> Part.Ranges {
    Part.Ranges(
      all.compactMap { range in
        let characters = moves[range.field]?.moved(range.characters) ?? range.characters
        return characters.isEmpty ? nil : Range(field: range.field, characters: characters)
      })
  }
}
