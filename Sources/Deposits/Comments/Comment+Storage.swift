import Directory
package import Localization
package import Platform
package import Storage

extension Comment: RowDecodable {
  static let columns: SQL = """
    comment.id, comment.token, comment.contribution_id, comment.parent_id, comment.organisation_id, comment.person_id,
    mandate.kind, comment.posted_at, comment.version, comment_version.at, comment_version.text,
    comment_version.language, comment.withdrawn_event_id, comment_hiding.reason
    """
  static let source: SQL = """
    comment JOIN comment_version
    ON comment_version.comment_id = comment.id AND comment_version.number = comment.version
    LEFT JOIN mandate ON mandate.id = comment.mandate_id
    LEFT JOIN comment_hiding ON comment_hiding.comment_id = comment.id AND comment_hiding.ended_event_id IS NULL
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    contribution = try row.next()
    parent = try row.next()
    organisation = try row.next()
    person = try row.next()
    function = try row.next()
    postedAt = try row.next()
    version = try row.next()
    wordedAt = try row.next()
    text = CommentText(try row.next(), language: Language(rawValue: try row.next()) ?? .french)
    isWithdrawn = try row.next(Int64?.self) != nil
    hidingReason = try row.next()
  }

  package static func with(token: String, _ db: Snapshot) throws -> Comment? {
    try db.first("SELECT \(columns) FROM \(source) WHERE comment.token = \(token)")
  }

  package static func with(id: Int64, _ db: Snapshot) throws -> Comment? {
    try db.first("SELECT \(columns) FROM \(source) WHERE comment.id = \(id)")
  }

  /// Says `text` for an organisation under a contribution, or in answer to one of its comments.
  /// - Parameters:
  ///   - mandate: what lets the person speak for the organisation; nil for a command.
  /// - Returns: the comment's row.
  @discardableResult
  package static func post(
    _ text: CommentText, token: String, on contribution: Contribution, under parent: Comment? = nil,
    for organisation: Int64, mandate: Int64? = nil, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    guard try !Merger.isDone(to: organisation, db) else { throw CommentRefusal.merged }
    if let parent { try parent.refuseReply(on: contribution, db) }
    if let refusal = text.refusal { throw refusal }
    let event = try Event(
      "comment.posted", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation, details: [("organisation", .number(organisation))]
    ).record(db)
    let id = try db.insert(
      """
      INSERT INTO comment (token, contribution_id, parent_id, organisation_id, person_id, mandate_id, posted_event_id,
        posted_at, version)
      VALUES (\(token), \(contribution.id), \(parent?.id), \(organisation), \(actor.person), \(mandate), \(event),
        \(now), 1) RETURNING id
      """)
    try add(text, number: 1, to: id, event: event, at: now, db)
    try count(1, on: contribution.id, db)
    return id
  }

  private func refuseReply(on contribution: Contribution, _ db: Snapshot) throws {
    guard self.contribution == contribution.id, isShown else { throw CommentRefusal.gone }
    guard parent == nil else { throw CommentRefusal.replyToReply }
    let replies = try db.value("SELECT count(*) FROM comment WHERE parent_id = \(id)", as: Int.self) ?? 0
    guard replies < Self.mostReplies else { throw CommentRefusal.tooManyReplies }
  }

  /// Another wording, within a quarter of an hour; the earlier one is kept. The same words change nothing.
  package func reword(as text: CommentText, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard isShown else { throw CommentRefusal.gone }
    guard isRewordable(at: now) else { throw CommentRefusal.tooLate }
    if let refusal = text.refusal { throw refusal }
    guard text != self.text else { return }
    let event = try Event(
      "comment.reworded", on: .init("comment", id), by: actor, at: now,
      details: [("version", .number(Int64(version + 1)))]
    ).record(db)
    try db.execute("UPDATE comment SET version = \(version + 1) WHERE id = \(id)")
    try Self.add(text, number: version + 1, to: id, event: event, at: now, db)
  }

  /// Takes it back: its place stays, its words are shown no more.
  package func withdraw(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard !isWithdrawn else { throw CommentRefusal.gone }
    let event = try Event("comment.withdrawn", on: .init("comment", id), by: actor, at: now).record(db)
    try db.execute("UPDATE comment SET withdrawn_event_id = \(event) WHERE id = \(id)")
    if !isHidden { try Self.count(-1, on: contribution, db) }
  }

  private static func add(
    _ text: CommentText, number: Int, to comment: Int64, event: Int64, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO comment_version (comment_id, number, text, language, event_id, at)
      VALUES (\(comment), \(number), \(text.text), \(text.language.rawValue), \(event), \(now))
      """)
  }

  /// The contribution's count of the comments that are shown.
  static func count(_ change: Int, on contribution: Int64, _ db: Transaction) throws {
    try db.execute("UPDATE contribution SET comments = comments + \(change) WHERE id = \(contribution)")
  }

  /// One of its wordings.
  struct Wording: Sendable, RowDecodable {
    var number: Int
    var at: Instant
    var text: CommentText

    init(from row: inout Row) throws {
      number = try row.next()
      at = try row.next()
      text = CommentText(try row.next(), language: Language(rawValue: try row.next()) ?? .french)
    }
  }

  /// Its wordings, the newest first.
  func wordings(_ db: Snapshot) throws -> [Wording] {
    try db.rows(
      "SELECT number, at, text, language FROM comment_version WHERE comment_id = \(id) ORDER BY number DESC")
  }
}
