import Deposits
package import Localization
import Platform
package import Storage

/// A part as it reads: its words, as the version that was divided holds them.
package struct PartWords: Sendable, Equatable {
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
      SELECT part.id, part.number, part.ranges, contribution_version.language, contribution_version.today,
        contribution_version.for_whom, contribution_version.existing, contribution_version.expected
      FROM part JOIN contribution ON contribution.id = part.contribution_id AND \(Withdrawal.stands)
      JOIN contribution_version ON contribution_version.contribution_id = part.contribution_id
        AND contribution_version.number = part.version
      WHERE part.id IN (\(SQL.list(Set(parts))))
      """
    ) { row in
      let id: Int64 = try row.next()
      let number: Int = try row.next()
      let ranges = Part.Ranges(written: try row.next())
      let language = Language(rawValue: try row.next()) ?? .french
      var texts: [String: String] = [:]
      for field in ContributionText.longFields { texts[field] = try row.next(String.self) }
      found[id] = PartWords(number: number, language: language, passages: ranges.passages(in: texts))
    }
    return found
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

  /// Where they stand once words were written over; what nothing is left of goes.
  func moved(by moves: [String: TextMoves]) -> Part.Ranges {
    Part.Ranges(
      all.compactMap { range in
        let characters = moves[range.field]?.moved(range.characters) ?? range.characters
        return characters.isEmpty ? nil : Range(field: range.field, characters: characters)
      })
  }
}
