package import Consultations
import Directory
package import Localization
import Platform
package import Storage

/// A contribution as lists show it: its first words and who deposits it, read without the rest of its text.
package struct ContributionSummary: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var token: String
  /// Its place in the order of publication.
  package var number: Int
  /// Whether it was taken back: its words are empty then.
  package var isWithdrawn: Bool
  package var consultation: Int64
  package var rubric: Rubric
  package var supports: Int
  /// Its comments that are shown.
  package var comments: Int
  package var title: String
  /// The first words of what happens today, cut at a space.
  package var excerpt: String
  package var language: Language
  /// Slugs of themes, parted by spaces: a list turns each such line into themes once.
  package var themes: String
  package var organisation: Int64
  package var organisationName: String
  /// The code of the department of that organisation.
  package var department: String?

  package static let excerptLength = 240

  static let columns: SQL = """
    contribution.id, contribution.token, contribution.number, CASE WHEN \(Withdrawal.stands) THEN 0 ELSE 1 END,
    contribution.consultation_id, contribution.rubric, contribution.supports,
    contribution.comments, contribution_version.title, substr(contribution_version.today, 1, 241),
    contribution_version.language,
    contribution_version.themes, contribution.organisation_id, organisation.name, organisation.department
    """
  static let source: SQL = """
    contribution JOIN contribution_version
    ON contribution_version.contribution_id = contribution.id AND contribution_version.number = contribution.version
    JOIN organisation ON organisation.id = contribution.organisation_id
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    number = try row.next()
    isWithdrawn = try row.next()
    consultation = try row.next()
    rubric = try row.next()
    supports = try row.next()
    comments = try row.next()
    title = try row.next()
    excerpt = Self.excerpt(of: try row.next())
    language = Language(rawValue: try row.next()) ?? .french
    themes = try row.next()
    organisation = try row.next()
    organisationName = try row.next()
    department = try row.next()
    if isWithdrawn { (title, excerpt, themes, supports, comments) = ("", "", "", 0, 0) }
  }

  /// The first line of a text, and no more than `excerptLength` characters of it, cut at a space. By bytes
  /// (RFC 3629 §3): a list has twenty of them.
  static func excerpt(of text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var end = 0
      var left = -excerptLength
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
        if isFirst(bytes[end]) { left += 1 }
        end += 1
      }
      guard left > 0 else { return String(decoding: bytes[..<end], as: UTF8.self) }
      while left > 0 {
        end -= 1
        if isFirst(bytes[end]) { left -= 1 }
      }
      // The space may be the very character that follows.
      let space = bytes[...end].lastIndex(of: UInt8(ascii: " "))
      return String(decoding: cut(bytes[..<(space ?? end)]), as: UTF8.self) + "…"
    }
  }

  /// Whether a byte begins a character.
  private static func isFirst(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  /// Without what does not stand before an ellipsis: a comma, the no-break space of a mark that was cut away.
  private static func cut(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var kept = bytes
    while let mark = leftOut.first(where: { kept.suffix($0.count).elementsEqual($0) }) {
      kept = kept.dropLast(mark.count)
    }
    return kept
  }
  private static let leftOut: [[UInt8]] = [" ", ",", ";", ":", "\u{A0}", "\u{202F}"].map { (mark: String) in
    Array(mark.utf8)
  }

  /// In the order of `ids`; one that is gone is left out.
  package static func with(ids: [Int64], evenWithdrawn: Bool = false, _ db: Snapshot) throws -> [ContributionSummary] {
    guard !ids.isEmpty else { return [] }
    let all: [ContributionSummary] = try db.rows(
      "SELECT \(columns) FROM \(source) WHERE contribution.id IN (\(SQL.list(ids)))")
    let found = evenWithdrawn ? all : all.filter { !$0.isWithdrawn }
    let byIdentifier = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    return ids.compactMap { byIdentifier[$0] }
  }

  /// Those of an organisation in a consultation, the newest first.
  package static func all(of organisation: Int64, in consultation: Int64, limit: Int, _ db: Snapshot) throws
    -> [ContributionSummary]
  {
    try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE (contribution.organisation_id = \(organisation) OR contribution.id IN (
          SELECT contribution_id FROM codeposit WHERE codeposit.organisation_id = \(organisation)
            AND codeposit.contribution_id IS NOT NULL AND \(Codeposit.stands)))
        AND contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)
      ORDER BY contribution.id DESC LIMIT \(limit)
      """)
  }

  /// What an organisation supports in a consultation, the newest support first.
  package static func supported(by organisation: Int64, in consultation: Int64, limit: Int, _ db: Snapshot) throws
    -> [ContributionSummary]
  {
    try db.rows(
      """
      SELECT \(columns) FROM \(source)
      JOIN support ON support.contribution_id = contribution.id AND support.ended_event_id IS NULL
      WHERE support.organisation_id = \(organisation) AND contribution.consultation_id = \(consultation)
        AND \(Withdrawal.stands)
      ORDER BY support.id DESC LIMIT \(limit)
      """)
  }
}
