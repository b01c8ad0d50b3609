import Localization
import Platform
package import Storage

extension Attachment: RowDecodable {
  private static let columns: SQL = """
    attachment.id, attachment.token, attachment.draft_id, attachment.contribution_id, attachment.audience,
    attachment.kind, attachment.description, attachment.mark, attachment.size, attachment.received,
    CASE WHEN attachment.whole_at IS NULL THEN 0 ELSE 1 END, attachment_text.reading
    """
  private static let source: SQL = """
    attachment LEFT JOIN attachment_text ON attachment_text.attachment_id = attachment.id
    """
  private static let stands: SQL = "attachment.ended_event_id IS NULL"

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    draft = try row.next()
    contribution = try row.next()
    audience = try row.next()
    kind = try row.next()
    description = try row.next()
    mark = try row.next()
    size = try row.next()
    received = try row.next()
    isWhole = try row.next()
    reading = try row.next()
  }

  static func with(token: String, _ db: Snapshot) throws -> Attachment? {
    try db.first("SELECT \(columns) FROM \(source) WHERE attachment.token = \(token) AND \(stands)")
  }

  static func with(id: Int64, _ db: Snapshot) throws -> Attachment? {
    try db.first("SELECT \(columns) FROM \(source) WHERE attachment.id = \(id) AND \(stands)")
  }

  /// Those of a contribution, in the order in which they came.
  package static func of(contribution: Int64, _ db: Snapshot) throws -> [Attachment] {
    try db.rows(
      "SELECT \(columns) FROM \(source) WHERE attachment.contribution_id = \(contribution) AND \(stands) ORDER BY attachment.id"
    )
  }

  fileprivate static func of(draft: Int64, _ db: Snapshot) throws -> [Attachment] {
    try db.rows("SELECT \(columns) FROM \(source) WHERE attachment.draft_id = \(draft) ORDER BY attachment.id")
  }

  /// The tokens of the public ones of some contributions.
  static func published(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [String]] {
    guard !contributions.isEmpty else { return [:] }
    var tokens: [Int64: [String]] = [:]
    try db.forEach(
      """
      SELECT contribution_id, token FROM attachment
      WHERE contribution_id IN (\(SQL.list(contributions))) AND audience = \(Audience.everyone) AND \(stands)
      ORDER BY id
      """
    ) { row in tokens[try row.next(), default: []].append(try row.next()) }
    return tokens
  }

  /// The public ones of some contributions, with what is searched in them.
  static func searched(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [String]] {
    try readable(of: contributions, db).mapValues { files in files.flatMap { [$0.description, $0.text] } }
  }

  /// What a public file says of itself, and what was read in it.
  struct Readable: Sendable {
    var description: String
    var text: String

    private static let longestPiece = 10_000

    /// Its text, some at a time, cut between lines: what is looked for is often at the beginning.
    var pieces: some Sequence<String> {
      sequence(state: text[...]) { rest -> String? in
        guard !rest.isEmpty else { return nil }
        let limit = rest.utf8.index(rest.startIndex, offsetBy: Self.longestPiece, limitedBy: rest.endIndex)
        let end = limit.flatMap { rest[$0...].firstIndex(of: "\n") } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(rest[..<end])
      }
    }
  }

  /// The public ones of some contributions, to be read.
  static func readable(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [Readable]] {
    guard !contributions.isEmpty else { return [:] }
    var files: [Int64: [Readable]] = [:]
    try db.forEach(
      """
      SELECT attachment.contribution_id, attachment.description, coalesce(attachment_text.text, '') FROM \(source)
      WHERE attachment.contribution_id IN (\(SQL.list(contributions))) AND attachment.audience = \(Audience.everyone)
        AND \(stands) ORDER BY attachment.id
      """
    ) { row in
      files[try row.next(), default: []].append(Readable(description: try row.next(), text: try row.next()))
    }
    return files
  }

  /// One piece of its bytes; nil after the last, or once it is removed.
  static func piece(_ number: Int, of id: Int64, _ db: Snapshot) throws -> [UInt8]? {
    try db.first("SELECT bytes FROM attachment_piece WHERE attachment_id = \(id) AND number = \(number)") { row in
      try row.next([UInt8].self)
    }
  }

  /// Its bytes, read piece by piece.
  static func bytes(of id: Int64, count: Int, _ db: Snapshot) -> FileBytes {
    FileBytes(count: count) { range in
      var bytes: [UInt8] = []
      var place = range.lowerBound
      while place < range.upperBound {
        let start = place % IncomingFile.pieceBytes
        let piece = try Self.piece(place / IncomingFile.pieceBytes, of: id, db) ?? []
        let part = piece.dropFirst(start).prefix(range.upperBound - place)
        guard !part.isEmpty else { throw AttachmentRefusal.outOfPlace }
        bytes += part
        place += part.count
      }
      return bytes
    }
  }

  /// Takes it away with all that was read of it; for one that was never published.
  func delete(_ db: Transaction) throws { try Self.delete("id = \(id)", db) }

  private static func delete(_ condition: SQL, _ db: Transaction) throws {
    let which: SQL = "(SELECT id FROM attachment WHERE \(condition))"
    try db.execute("DELETE FROM attachment_piece WHERE attachment_id IN \(which)")
    try db.execute("DELETE FROM attachment_text WHERE attachment_id IN \(which)")
    try db.execute("DELETE FROM attachment WHERE \(condition)")
  }

  /// Takes away what a draft has of its own, which ends with it.
  static func deleteAll(in draft: Int64, _ db: Transaction) throws {
    try delete("draft_id = \(draft)", db)
    try db.execute("DELETE FROM attachment_removal WHERE draft_id = \(draft)")
  }

  /// Takes away those that did not come whole in their time; how many.
  static func clearUnfinished(begunBefore instant: Instant, most: Int, _ db: Transaction) throws -> Int {
    let ids: [Int64] = try db.values(
      """
      SELECT id FROM attachment WHERE whole_at IS NULL AND begun_at < \(instant) ORDER BY begun_at, id LIMIT \(most)
      """)
    guard !ids.isEmpty else { return 0 }
    try delete("id IN (\(SQL.list(ids)))", db)
    return ids.count
  }

  /// Writes down that a correction will remove it, or that it will not.
  func setRemoved(_ isRemoved: Bool, by draft: Draft, _ db: Transaction) throws {
    try db.execute("DELETE FROM attachment_removal WHERE draft_id = \(draft.id) AND attachment_id = \(id)")
    guard isRemoved else { return }
    try db.execute("INSERT INTO attachment_removal (draft_id, attachment_id) VALUES (\(draft.id), \(id))")
  }

  /// Makes those of a draft the contribution's own, and removes what the draft removes.
  static func publish(_ draft: Draft, with contribution: Int64, by actor: Actor, at now: Instant, _ db: Transaction)
    throws
  {
    let all = try DraftAttachments(of: draft, db)
    for attachment in all.standing where all.removed.contains(attachment.id) {
      try attachment.remove(by: actor, at: now, in: draft.consultation, db)
    }
    for attachment in all.own {
      let event = try attachment.event("attachment.published", by: actor, at: now, in: draft.consultation).record(db)
      try db.execute(
        """
        UPDATE attachment SET draft_id = NULL, contribution_id = \(contribution), published_event_id = \(event)
        WHERE id = \(attachment.id)
        """)
    }
  }

  /// Its line stays, with its description; its bytes and its text do not.
  private func remove(by actor: Actor, at now: Instant, in consultation: Int64, _ db: Transaction) throws {
    let event = try event("attachment.removed", by: actor, at: now, in: consultation).record(db)
    try db.execute("UPDATE attachment SET ended_event_id = \(event) WHERE id = \(id)")
    try db.execute("DELETE FROM attachment_piece WHERE attachment_id = \(id)")
    try db.execute("DELETE FROM attachment_text WHERE attachment_id = \(id)")
  }

  func event(_ kind: StaticString, by actor: Actor, at now: Instant, in consultation: Int64) -> Event {
    Event(
      kind, on: .init("attachment", id), by: actor, at: now, consultation: consultation,
      details: [
        ("audience", audience == .everyone ? .word("public") : .word("instructors")), ("size", .number(Int64(size))),
      ])
  }
}

extension DraftAttachments {
  init(of draft: Draft, _ db: Snapshot) throws {
    let all = try Attachment.of(draft: draft.id, db)
    own = all.filter(\.isWhole)
    unfinished = all.filter { !$0.isWhole }
    guard let contribution = draft.contribution else { return }
    standing = try Attachment.of(contribution: contribution, db)
    removed = Set(try db.values("SELECT attachment_id FROM attachment_removal WHERE draft_id = \(draft.id)"))
  }
}
