import Crypto
import Forms
import Localization
import Platform
import Storage

extension Redaction: RowDecodable {
  private static let columns: SQL = """
    id, token, contribution_id, place, place_id, field, first_character, characters, passage_hash, reason,
    reason_language, origin, proposed_by, proposed_at, outcome, settled_at, files
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
    files = try row.next()
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

    func refusal(_ passage: String?) -> RedactionRefusal? {
      if reason.isEmpty { return .noReason }
      if reason.unicodeScalars.count > longestReason { return .longReason }
      if let passage, !Passage(passage).ranges(in: reason).isEmpty || NamesIn(passage).isAny(in: reason) {
        return .reasonTellsIt
      }
      return nil
    }
  }

  /// Puts a passage or a file before the instructors; nothing of it is written but where it is.
  static func propose(
    _ spot: Spot, _ passage: String?, _ asking: Asking, in contribution: Contribution, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = asking.refusal(passage) { throw refusal }
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

  /// A passage with the words around it.
  struct Extract: Sendable, Equatable {
    var before: String
    var passage: String
    var after: String

    private static let around = 100

    init?(_ text: String, _ spot: Spot) {
      let start = text.index(text.startIndex, offsetBy: spot.first, limitedBy: text.endIndex)
      guard let start, let end = text.index(start, offsetBy: spot.count, limitedBy: text.endIndex) else { return nil }
      let (before, after) = (text[..<start], text[end...])
      passage = String(text[start..<end])
      self.before = (before.count > Self.around ? "…" : "") + String(before.suffix(Self.around))
      self.after = String(after.prefix(Self.around)) + (after.count > Self.around ? "…" : "")
    }
  }

  /// The passage itself, read where it stands; nil for a file.
  /// - Throws: `RedactionRefusal.moved` when the text is no longer what was meant.
  func extract(later: [LaterText], _ db: Snapshot) throws -> Extract? {
    guard spot.place != .attachment else { return nil }
    let texts = try RedactedTexts(of: contribution, later: later, db)
    let fields = texts.filter { $0.row == spot.row && $0.place == spot.place }.flatMap(\.fields)
    let field = fields.first { $0.name == spot.field }?.text ?? ""
    guard let extract = Extract(field, spot), Self.hash(extract.passage) == hash else { throw RedactionRefusal.moved }
    return extract
  }

  /// Blots it out wherever this contribution holds it, with the files that hold it.
  /// - Parameter seen: the tokens of those files, as they were shown.
  @discardableResult
  func confirm(
    seeing seen: Set<String> = [], later: [LaterText] = [], by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> RedactionReach {
    guard outcome == nil else { throw RedactionRefusal.settled }
    guard let person = actor.person, isConfirmable(by: person) else { throw RedactionRefusal.ownProposal }
    let passage = try extract(later: later, db).map { Passage($0.passage) }
    let reach =
      try passage.map { try RedactionReach(of: $0, in: contribution, later: later, db) }
      ?? RedactionReach(ofFileIn: contribution, db)
    guard !reach.waits else { throw RedactionRefusal.unreadFile }
    guard Set(reach.files.map(\.token)) == seen else { throw RedactionRefusal.otherFiles }
    let consultation = try db.value(
      "SELECT consultation_id FROM contribution WHERE id = \(contribution)", as: Int64.self)
    let event = try Event(
      "redaction.confirmed", on: .init("contribution", contribution), by: actor, at: now, consultation: consultation
    ).record(db)
    if let passage {
      for file in reach.files { try Attachment.blot(file.id, event: event, db) }
      for file in reach.draftFiles { try file.delete(db) }
      let occasion = LaterText.Occasion(isAskedByAuthor: origin == .author, at: now)
      try Blotting(passage: passage, contribution: contribution, later: later, occasion: occasion).run(db)
      try SharedService.blot(passage, outOf: contribution, by: actor, at: now, db)
    } else {
      try Attachment.blot(spot.row, event: event, db)
    }
    try settle(.done, event: event, with: reach.files.count, at: now, db)
    try Destruction.note(event, at: now, db)
    return reach
  }

  /// Leaves the text as it is.
  func refuse(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard outcome == nil else { throw RedactionRefusal.settled }
    let event = try Event("redaction.refused", on: .init("contribution", contribution), by: actor, at: now).record(db)
    try settle(.refused, event: event, at: now, db)
  }

  private func settle(
    _ outcome: Outcome, event: Int64, with files: Int = 0, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      UPDATE redaction SET outcome = \(outcome), settled_event_id = \(event), settled_at = \(now), passage_hash = NULL,
        files = \(files)
      WHERE id = \(id)
      """)
  }
}
