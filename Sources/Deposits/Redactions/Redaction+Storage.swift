import Crypto
import Forms
import Localization
import Platform
import Storage

extension Redaction: RowDecodable {
  private static let columns: SQL = """
    id, token, contribution_id, place, place_id, field, first_character, characters, passage_hash, reason,
    reason_language, origin, proposed_by, proposed_at, outcome, settled_at
    """

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    contribution = try row.next()
    spot = Spot(place: try row.next(), row: try row.next())
    spot.field = try row.next()
    spot.first = try row.next()
    spot.count = try row.next()
    hash = try row.next()
    reason = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    origin = try row.next()
    proposedBy = try row.next()
    proposedAt = try row.next()
    outcome = try row.next()
    settledAt = try row.next()
  }

  static func with(token: String, _ db: Snapshot) throws -> Redaction? {
    try db.first("SELECT \(columns) FROM redaction WHERE token = \(token)")
  }

  /// Those that wait, the oldest first.
  static func waiting(limit: Int, _ db: Snapshot) throws -> [Redaction] {
    try db.rows("SELECT \(columns) FROM redaction WHERE outcome IS NULL ORDER BY id LIMIT \(limit)")
  }

  /// Those that were done to a contribution, the oldest first.
  static func done(to contribution: Int64, _ db: Snapshot) throws -> [Redaction] {
    try db.rows(
      """
      SELECT \(columns) FROM redaction WHERE contribution_id = \(contribution) AND outcome = \(Outcome.done) ORDER BY id
      """)
  }

  /// Who proposes, for whom, and why.
  struct Asking: Sendable {
    var reason: String
    var language: Language
    var origin: Origin
    var token: Token

    func refusal(_ passage: Passage?) -> RedactionRefusal? {
      if reason.isEmpty { return .noReason }
      if reason.unicodeScalars.count > longestReason { return .longReason }
      if let passage, !passage.ranges(in: reason).isEmpty { return .reasonTellsIt }
      return nil
    }
  }

  /// Puts a passage or a file before the instructors; nothing of it is written but where it is.
  static func propose(
    _ spot: Spot, _ passage: String?, _ asking: Asking, in contribution: Contribution, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = asking.refusal(passage.map(Passage.init)) { throw refusal }
    let event = try Event(
      "redaction.proposed", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO redaction (token, contribution_id, place, place_id, field, first_character, characters, passage_hash,
        reason, reason_language, origin, proposed_by, proposed_event_id, proposed_at)
      VALUES (\(asking.token.text), \(contribution.id), \(spot.place), \(spot.row), \(spot.field), \(spot.first),
        \(spot.count), \(passage.map(hash)), \(asking.reason), \(asking.language.rawValue), \(asking.origin),
        \(actor.person), \(event), \(now))
      """)
  }

  private static func hash(_ passage: String) -> [UInt8] { Array(SHA256.hash(data: Array(passage.utf8))) }

  /// The passage itself, read where it stands; nil for a file.
  /// - Throws: `RedactionRefusal.moved` when the text is no longer what was meant.
  func passage(_ db: Snapshot) throws -> String? {
    guard spot.place != .attachment else { return nil }
    let text = try RedactedTexts(of: contribution, db).first { $0.row == spot.row && $0.place == spot.place }
    let field = text?.fields.first { $0.name == spot.field }?.text ?? ""
    let passage = String(field.dropFirst(spot.first).prefix(spot.count))
    guard Self.hash(passage) == hash else { throw RedactionRefusal.moved }
    return passage
  }

  /// Blots it out wherever this contribution holds it.
  func confirm(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw RedactionRefusal.settled }
    guard let person = actor.person, isConfirmable(by: person) else { throw RedactionRefusal.ownProposal }
    let passage = try self.passage(db)
    let consultation = try db.value(
      "SELECT consultation_id FROM contribution WHERE id = \(contribution)", as: Int64.self)
    let event = try Event(
      "redaction.confirmed", on: .init("contribution", contribution), by: actor, at: now, consultation: consultation
    ).record(db)
    if let passage {
      try Blotting(passage: Passage(passage), contribution: contribution).run(db)
    } else {
      try Attachment.blot(spot.row, event: event, db)
    }
    try settle(.done, event: event, at: now, db)
    try Destruction.note(event, at: now, db)
  }

  /// Leaves the text as it is.
  func refuse(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw RedactionRefusal.settled }
    let event = try Event("redaction.refused", on: .init("contribution", contribution), by: actor, at: now).record(db)
    try settle(.refused, event: event, at: now, db)
  }

  private func settle(_ outcome: Outcome, event: Int64, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE redaction SET outcome = \(outcome), settled_event_id = \(event), settled_at = \(now), passage_hash = NULL
      WHERE id = \(id)
      """)
  }
}

/// The texts of a contribution in which a passage is looked for, in the order in which it is: the newest version first,
/// then the words of comments and of supports.
struct RedactedTexts: Sequence {
  struct Text: Sendable {
    var place: Redaction.Place
    var row: Int64
    var organisation: Int64
    var fields: [(name: String, text: String)]
  }

  private var texts: [Text] = []

  init(of contribution: Int64, _ db: Snapshot) throws {
    texts = try db.rows(
      """
      SELECT contribution_version.id, contribution.organisation_id, \(ContributionText.columns)
      FROM contribution_version JOIN contribution ON contribution.id = contribution_version.contribution_id
      WHERE contribution_id = \(contribution) ORDER BY contribution_version.number DESC
      """
    ) { row in
      Text(
        place: .version, row: try row.next(), organisation: try row.next(),
        fields: try ContributionText(from: &row).redactable)
    }
    texts += try db.rows(
      """
      SELECT comment_version.id, comment.organisation_id, comment_version.text FROM comment_version
      JOIN comment ON comment.id = comment_version.comment_id
      WHERE comment.contribution_id = \(contribution) ORDER BY comment_version.id DESC
      """
    ) { row in
      Text(
        place: .comment, row: try row.next(), organisation: try row.next(), fields: [("text", try row.next())])
    }
    texts += try db.rows(
      """
      SELECT support_statement.id, support.organisation_id, support_statement.purpose FROM support_statement
      JOIN support ON support.id = support_statement.support_id
      WHERE support.contribution_id = \(contribution) ORDER BY support_statement.id DESC
      """
    ) { row in
      Text(
        place: .statement, row: try row.next(), organisation: try row.next(), fields: [("purpose", try row.next())])
    }
  }

  func makeIterator() -> IndexingIterator<[Text]> { texts.makeIterator() }

  /// Where a passage first stands, among the texts of `organisations`, or of all; with its words as they are there.
  func spot(of passage: Passage, among organisations: Set<Int64>?) -> (spot: Redaction.Spot, words: String)? {
    for text in texts where organisations?.contains(text.organisation) ?? true {
      for field in text.fields {
        guard let range = passage.ranges(in: field.text).first else { continue }
        let words = String(field.text.dropFirst(range.lowerBound).prefix(range.count))
        return (
          Redaction.Spot(
            place: text.place, row: text.row, field: field.name, first: range.lowerBound, count: range.count), words
        )
      }
    }
    return nil
  }
}

extension ContributionText {
  /// Its texts by the names of their columns; extra answers one below the other.
  fileprivate var redactable: [(name: String, text: String)] {
    let sheet = service
    return [
      ("title", title), ("today", today), ("for_whom", forWhom), ("existing", existing), ("expected", expected),
      ("code_address", sheet.codeAddress), ("licence", sheet.licence), ("maintainer", sheet.maintainer),
      ("users", sheet.users), ("documentation", sheet.documentation), ("cost", sheet.cost),
      ("answers", answers.typed.sorted { $0.key < $1.key }.flatMap(\.value).joined(separator: "\n")),
    ]
  }
}
