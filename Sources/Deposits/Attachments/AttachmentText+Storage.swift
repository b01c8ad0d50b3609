import Localization
import Platform
import Storage

extension DepositsModule {
  /// Reads the text of what came, one file after the other.
  func registerAttachmentTexts(in registry: inout Registry) {
    let kinds = AttachmentKind.readable
    registry.run(
      Job(
        "attachments.texts", title: t("Lire le texte des pièces jointes"),
        .when { _, db in try Attachment.nextUnread(among: kinds, db) != nil }
      ) { database, clock in
        while let attachment = try await database.read({ db in try Attachment.nextUnread(among: kinds, db) }) {
          try Task.checkCancellation()
          let text = try await attachment.readText(database)
          try await database.write { db in try attachment.keep(text, at: clock.now(), db) }
        }
      })
  }
}

extension Attachment {
  /// The first whose text was not read, of the formats that can be read here.
  static func nextUnread(among kinds: [AttachmentKind], _ db: Snapshot) throws -> Attachment? {
    guard !kinds.isEmpty else { return nil }
    let id = try db.value(
      """
      SELECT attachment.id FROM attachment
      WHERE whole_at IS NOT NULL AND ended_event_id IS NULL AND kind IN (\(SQL.list(kinds)))
        AND NOT EXISTS (SELECT 1 FROM attachment_text WHERE attachment_text.attachment_id = attachment.id)
      ORDER BY attachment.id LIMIT 1
      """, as: Int64.self)
    return try id.flatMap { try with(id: $0, db) }
  }

  /// How much of the text of a file is shown beside a contribution, in characters: what is longer is downloaded.
  static let shownText = 20_000

  /// What was read in some files, cut where it is long.
  static func texts(of attachments: [Attachment], _ db: Snapshot) throws -> [Int64: String] {
    guard !attachments.isEmpty else { return [:] }
    var found: [Int64: String] = [:]
    try db.forEach(
      """
      SELECT attachment_id, substr(text, 1, 20001) FROM attachment_text
      WHERE attachment_id IN (\(SQL.list(attachments.map(\.id)))) AND text <> ''
      """
    ) { row in
      let id: Int64 = try row.next()
      let text: String = try row.next()
      found[id] = text.unicodeScalars.count > shownText ? text + "…" : text
    }
    return found
  }

  func readText(_ database: Database) async throws -> AttachmentText {
    var number = 0
    return try await (kind ?? .png).text {
      let (id, current) = (self.id, number)
      number += 1
      return try await database.read { db in try Attachment.piece(current, of: id, db) }
    }
  }

  /// Writes down what was read; nothing when the file was removed meanwhile.
  func keep(_ text: AttachmentText, at now: Instant, _ db: Transaction) throws {
    guard let attachment = try Self.with(token: token, db), attachment.reading == nil else { return }
    let event = try Event("attachment.read", on: .init("attachment", id), by: .job, at: now).record(db)
    try db.execute(
      """
      INSERT INTO attachment_text (attachment_id, event_id, reading, is_cut, text)
      VALUES (\(id), \(event), \(text.reading), \(text.isCut), \(text.text))
      """)
  }
}
