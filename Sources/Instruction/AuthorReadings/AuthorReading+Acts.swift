package import Consultations
import Deposits
package import Localization
package import Platform
package import Storage

extension AuthorReading {
  /// Sends the draft of a proposition as it is now.
  /// - Parameter site: nil where nobody is to be written to.
  /// - Throws: `AuthorReadingRefusal`, `DecisionRefusal`.
  static func send(
    _ proposition: Proposition, in consultation: Consultation, by actor: Actor, site: Site?, at now: Instant,
    _ db: Transaction
  ) throws {
    try Decision.requireBeforeVote(consultation.id, at: now, db)
    try Recusal.require(actor, ofWhatFeeds: proposition, at: now, db)
    guard !proposition.wording.text.isEmpty else { throw AuthorReadingRefusal.noText }
    guard proposition.wording.retainedCost ?? 0 > 0 else { throw AuthorReadingRefusal.noCost }
    guard try AuthorRemark.waiting(on: [proposition.id], db).isEmpty else { throw AuthorReadingRefusal.unanswered }
    let authors = try authors(of: [proposition.id], db)[proposition.id] ?? [:]
    guard !authors.isEmpty, try isAwaited(proposition, db), let wording = try proposition.currentWording(db) else {
      throw AuthorReadingRefusal.nobody
    }
    let days = max(1, try days(in: consultation.id, db))
    let event = try Event(
      "draft.sent", on: .init("proposition", proposition.id), by: actor, at: now, consultation: consultation.id,
      details: [("organisations", .number(Int64(authors.count)))]
    ).record(db)
    let due = WorkingDays.end(of: days, after: now)
    let id = try db.insert(
      """
      INSERT INTO author_reading (proposition_id, wording_id, due_at, event_id, sent_at)
      VALUES (\(proposition.id), \(wording), \(due), \(event), \(now)) RETURNING id
      """)
    guard let site else { return }
    let reading = AuthorReading(id: id, proposition: proposition.id, wording: wording, due: due, at: now)
    try AuthorReadingLetters(consultation: consultation, site: site).ask(reading, of: proposition, authors, at: now, db)
  }

  /// Sends all that are written, without writing to anybody.
  package static func sendAll(
    in consultation: Consultation, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    for proposition in try unsent(in: consultation.id, for: actor, at: now, db) {
      try send(proposition, in: consultation, by: actor, site: nil, at: now, db)
    }
  }

  /// Those of which the draft is written and waits to be sent, by somebody who does not stand aside from what it
  /// unites.
  static func unsent(
    in consultation: Int64, for actor: Actor, at now: Instant, _ db: Snapshot
  ) throws -> [Proposition] {
    let waits = try waits(of: try Decision.pending(in: consultation, db), in: consultation, at: now, db)
    let asked = Set(waits.values.joined().filter(\.obstacle.isToSend).map(\.proposition))
    return try Proposition.all(of: consultation, db).filter { proposition in
      guard asked.contains(proposition.id) else { return false }
      do { try Recusal.require(actor, ofWhatFeeds: proposition, at: now, db) } catch is DecisionRefusal { return false }
      return true
    }
  }
}

extension AuthorRemark {
  /// An organisation agrees (nil), or says what is missing.
  /// - Throws: `AuthorReadingRefusal`.
  static func make(
    _ missing: String?, in language: Language, on reading: AuthorReading, of proposition: Proposition,
    for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard try AuthorReading.isAwaited(proposition, by: reading, db) else { throw AuthorReadingRefusal.published }
    guard now < reading.due else { throw AuthorReadingRefusal.late }
    let known = try AuthorRemark.of(readings: [reading.id], db)[reading.id] ?? []
    guard !known.contains(where: { $0.organisation == organisation }) else { throw AuthorReadingRefusal.answered }
    if let missing {
      guard !missing.isEmpty else { throw AuthorReadingRefusal.noRemark }
      guard missing.unicodeScalars.count <= AuthorReading.longest else { throw AuthorReadingRefusal.longRemark }
    }
    let kind: Kind = missing == nil ? .accepted : .missing
    let event = try Event(
      kind == .accepted ? "draft.accepted" : "draft.remarked", on: .init("proposition", proposition.id), by: actor,
      at: now, consultation: proposition.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO author_remark (author_reading_id, organisation_id, person_id, kind, text, language, event_id,
        answered_at)
      VALUES (\(reading.id), \(organisation), \(actor.person), \(kind), \(missing ?? ""), \(language.rawValue),
        \(event), \(now))
      """)
  }

  /// An instructor has taken it into the text (nil), or says why it is not.
  /// - Throws: `AuthorReadingRefusal`, `DecisionRefusal`.
  func reply(
    _ text: String?, in proposition: Proposition, of consultation: Consultation, by actor: Actor, site: Site,
    at now: Instant, _ db: Transaction
  ) throws {
    try Decision.requireBeforeVote(consultation.id, at: now, db)
    try Recusal.require(actor, ofWhatFeeds: proposition, at: now, db)
    guard kind == .missing else { throw AuthorReadingRefusal.gone }
    guard reply == nil else { throw AuthorReadingRefusal.replied }
    let wording = try proposition.currentWording(db)
    if let text {
      guard !text.isEmpty else { throw AuthorReadingRefusal.noReply }
      guard text.unicodeScalars.count <= AuthorReading.longest else { throw AuthorReadingRefusal.longRemark }
    } else {
      let written = try db.value(
        "SELECT written_at FROM wording WHERE id = \(wording)", as: Instant.self)
      guard let written, written >= at else { throw AuthorReadingRefusal.notReworded }
    }
    let replied: Reply.Kind = text == nil ? .taken : .answered
    let event = try Event(
      "draft.replied", on: .init("proposition", proposition.id), by: actor, at: now, consultation: consultation.id
    ).record(db)
    try db.execute(
      """
      INSERT INTO remark_reply (author_remark_id, kind, text, wording_id, person_id, event_id, replied_at)
      VALUES (\(id), \(replied), \(text ?? ""), \(text == nil ? wording : nil), \(actor.person), \(event), \(now))
      """)
    try AuthorReadingLetters(consultation: consultation, site: site).tell(
      replied, text ?? "", on: self, of: proposition, event: event, at: now, db)
  }
}
