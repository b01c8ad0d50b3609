package import Localization
package import Platform
package import Storage

extension Attachment {
  /// What became of a piece that was sent.
  enum Arrival: Sendable, Equatable {
    /// How much is there now.
    case part(Int)
    case whole
    /// It is none of what is taken, and nothing of it is kept.
    case refused(AttachmentRefusal)
  }

  /// Makes room for a file in a draft, or finds the one of the same mark whose sending was cut.
  /// - Parameter size: what it will be, or the most that it may be.
  /// - Throws: `AttachmentRefusal`.
  static func begin(
    _ typed: AttachmentTyped, size: Int, token: String, in draft: Draft, by person: Int64?, at now: Instant,
    _ db: Transaction
  ) throws -> Attachment {
    let all = try DraftAttachments(of: draft, db)
    if let begun = all.unfinished.first(where: { !$0.mark.isEmpty && $0.mark == typed.mark && $0.size == size }) {
      return try begun.described(by: typed, db)
    }
    if let refusal = refusal(ofDescription: typed.description) { throw refusal }
    if let refusal = refusal(toAdd: size, beside: all.kept + all.unfinished) { throw refusal }
    if let person {
      let kept: [Int] = try db.values(
        "SELECT size FROM attachment WHERE sent_by = \(person) AND draft_id IS NOT NULL LIMIT 10000")
      guard kept.reduce(size, +) <= largestUnpublishedBytes else { throw AttachmentRefusal.tooMuchUnpublished }
    }
    try db.execute(
      """
      INSERT INTO attachment (token, draft_id, audience, description, mark, size, received, sent_by, begun_at)
      VALUES (\(token), \(draft.id), \(typed.audience), \(typed.description), \(typed.mark), \(size), 0, \(person),
        \(now))
      """)
    guard let begun = try with(token: token, db) else { throw AttachmentRefusal.outOfPlace }
    return begun
  }

  private func described(by typed: AttachmentTyped, _ db: Transaction) throws -> Attachment {
    var copy = self
    if !typed.description.isEmpty {
      if let refusal = Self.refusal(ofDescription: typed.description) { throw refusal }
      copy.description = typed.description
    }
    copy.audience = typed.audience
    try db.execute(
      "UPDATE attachment SET description = \(copy.description), audience = \(copy.audience) WHERE id = \(id)")
    return copy
  }

  /// Adds a piece where the last one ended.
  /// - Parameter place: where the sender believes that it is; another is `outOfPlace`.
  func receive(
    _ piece: [UInt8], at place: Int, by actor: Actor, in draft: Draft, now: Instant, _ db: Transaction
  ) throws -> Arrival {
    guard !isWhole, place == received, received + piece.count <= size else { throw AttachmentRefusal.outOfPlace }
    // What could be none of them is not awaited to its end.
    guard received > 0 || AttachmentKind.mayBegin(with: piece) else {
      try delete(db)
      return .refused(.unknownKind)
    }
    let number = received / IncomingFile.pieceBytes
    try db.execute(
      "INSERT INTO attachment_piece (attachment_id, number, bytes) VALUES (\(id), \(number), \(piece))")
    var copy = self
    copy.received += piece.count
    try db.execute("UPDATE attachment SET received = \(copy.received) WHERE id = \(id)")
    return copy.received == size ? try copy.end(by: actor, in: draft, at: now, db) : .part(copy.received)
  }

  /// Looks at what came, which is the whole file, and keeps it or takes it away.
  func end(by actor: Actor, in draft: Draft, at now: Instant, _ db: Transaction) throws -> Arrival {
    let kind: AttachmentKind
    do { kind = try AttachmentKind.told(by: Self.bytes(of: id, count: received, db)) } catch {
      guard let refusal = error as? AttachmentRefusal else { throw error }
      try delete(db)
      return .refused(refusal)
    }
    try db.execute(
      "UPDATE attachment SET kind = \(kind), size = \(received), whole_at = \(now), mark = '' WHERE id = \(id)")
    var copy = self
    copy.size = received
    try copy.event("attachment.sent", by: actor, at: now, in: draft.consultation).record(db)
    return .whole
  }

  /// Puts a whole file beside a contribution at once; for what no browser sends.
  package static func add(
    _ bytes: [UInt8], description: String, audience: Audience, token: String, to contribution: Contribution,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = refusal(ofDescription: description) { throw refusal }
    if let refusal = refusal(toAdd: bytes.count, beside: try of(contribution: contribution.id, db)) { throw refusal }
    let kind = try AttachmentKind.told(by: FileBytes(bytes))
    let event = try Event(
      "attachment.published", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation
    ).record(db)
    let id = try db.insert(
      """
      INSERT INTO attachment (token, contribution_id, audience, kind, description, mark, size, received, begun_at,
        whole_at, published_event_id)
      VALUES (\(token), \(contribution.id), \(audience), \(kind), \(description), '', \(bytes.count), \(bytes.count),
        \(now), \(now), \(event)) RETURNING id
      """)
    for (number, start) in stride(from: 0, to: bytes.count, by: IncomingFile.pieceBytes).enumerated() {
      let piece = Array(bytes[start..<min(start + IncomingFile.pieceBytes, bytes.count)])
      try db.execute("INSERT INTO attachment_piece (attachment_id, number, bytes) VALUES (\(id), \(number), \(piece))")
    }
  }
}
