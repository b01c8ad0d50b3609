package import Localization
package import Platform
package import Storage

extension Follower: RowDecodable {
  static let columns: SQL = """
    follower.id, follower.person_id, follower.mail, follower.language, follower.rhythm, follower.told_event_id,
    follower.seen_event_id, follower.told_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    person = try row.next()
    mail = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    rhythm = try row.next()
    told = try row.next()
    seen = try row.next()
    toldAt = try row.next()
  }

  package static func of(person: Int64, _ db: Snapshot) throws -> Follower? {
    try db.first("SELECT \(columns) FROM follower WHERE person_id = \(person)")
  }

  /// In which language a person follows, and is written to; French for whoever follows nothing.
  package static func language(of person: Int64, _ db: Snapshot) throws -> Language {
    try of(person: person, db)?.language ?? .french
  }

  /// The same for several; those who follow nothing are left out.
  package static func languages(of persons: [Int64], _ db: Snapshot) throws -> [Int64: Language] {
    var found: [Int64: Language] = [:]
    for start in stride(from: 0, to: persons.count, by: personsAtOnce) {
      let some = persons[start..<min(start + personsAtOnce, persons.count)]
      let followers: [Follower] = try db.rows(
        "SELECT \(columns) FROM follower WHERE person_id IN (\(SQL.list(some)))")
      for follower in followers { if let person = follower.person { found[person] = follower.language } }
    }
    return found
  }
  private static let personsAtOnce = 10_000

  static func of(mail: String, _ db: Snapshot) throws -> Follower? {
    try db.first("SELECT \(columns) FROM follower WHERE mail = \(mail)")
  }

  /// The follower that a person is, from now on if she was none: told of what comes, not of what was.
  static func make(person: Int64?, mail: String?, _ language: Language, rhythm: Rhythm, _ db: Transaction) throws
    -> Int64
  {
    let known = try person.map { try of(person: $0, db) } ?? mail.map { try of(mail: $0, db) } ?? nil
    if let known { return known.id }
    return try db.insert(
      """
      INSERT INTO follower (person_id, mail, language, rhythm, told_event_id, seen_event_id)
      VALUES (\(person), \(mail), \(language.rawValue), \(rhythm), (SELECT coalesce(max(id), 0) FROM journal),
        (SELECT coalesce(max(id), 0) FROM journal)) RETURNING id
      """)
  }

  /// Chooses how often mails come; false when it was so. Whoever wants mails again no longer refuses them.
  package func choose(
    _ rhythm: Rhythm, mail: String?, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    if rhythm != .never, let mail { try Unsubscription.end(for: mail, at: now, db) }
    guard rhythm != self.rhythm else { return false }
    let event = try Event("follower.rhythm-chosen", on: .init("follower", id), by: actor, at: now).record(db)
    let due = rhythm.due(after: toldAt, at: now)
    try db.execute("UPDATE follower SET rhythm = \(rhythm) WHERE id = \(id)")
    try db.execute("UPDATE follower SET due_at = \(due) WHERE id = \(id) AND due_at IS NOT NULL")
    // What was only to be read on the site is not told afterwards.
    if self.rhythm == .never { try db.execute("UPDATE follower SET told_event_id = \(event) WHERE id = \(id)") }
    return true
  }

  /// All that there is was read on the site.
  package func markSeen(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let event = try Event("follower.read", on: .init("follower", id), by: actor, at: now).record(db)
    try db.execute("UPDATE follower SET seen_event_id = \(event) WHERE id = \(id)")
  }

  /// What it follows, the newest first.
  package func targets(limit: Int = 500, _ db: Snapshot) throws -> [Follow.Target] {
    try db.rows(
      """
      SELECT contribution_id, organisation_id FROM follow WHERE follower_id = \(id) AND ended_event_id IS NULL
      ORDER BY id DESC LIMIT \(limit)
      """
    ) { row in
      let contribution: Int64? = try row.next()
      let organisation: Int64? = try row.next()
      return contribution.map { .contribution($0) } ?? .organisation(organisation ?? 0)
    }
  }
}

extension Follow {
  /// How often a person is written to until she says otherwise.
  package static let firstRhythm = Follower.Rhythm.weekly

  /// A person follows; false when she did.
  @discardableResult
  package static func begin(
    _ target: Target, person: Int64, in language: Language, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    let follower = try Follower.make(person: person, mail: nil, language, rhythm: firstRhythm, db)
    return try begin(target, follower: follower, by: actor, at: now, db)
  }

  static func begin(
    _ target: Target, follower: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard try live(target, follower: follower, db) == nil else { return false }
    let event = try Event("follow.begun", on: target.subject, by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO follow (follower_id, contribution_id, organisation_id, started_event_id)
      VALUES (\(follower), \(target.contribution), \(target.organisation), \(event))
      """)
    return true
  }

  /// A person stops; false when she did not follow.
  @discardableResult
  package static func end(
    _ target: Target, person: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard let follower = try Follower.of(person: person, db) else { return false }
    return try end(target, follower: follower.id, by: actor, at: now, db)
  }

  @discardableResult
  static func end(
    _ target: Target, follower: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard let live = try live(target, follower: follower, db) else { return false }
    let event = try Event("follow.ended", on: target.subject, by: actor, at: now).record(db)
    try db.execute("UPDATE follow SET ended_event_id = \(event) WHERE id = \(live)")
    return true
  }

  package static func isLive(_ target: Target, person: Int64, _ db: Snapshot) throws -> Bool {
    guard let follower = try Follower.of(person: person, db) else { return false }
    return try live(target, follower: follower.id, db) != nil
  }

  private static func live(_ target: Target, follower: Int64, _ db: Snapshot) throws -> Int64? {
    switch target {
    case .contribution(let row):
      try db.value(
        """
        SELECT id FROM follow WHERE contribution_id = \(row) AND follower_id = \(follower) AND ended_event_id IS NULL
        """, as: Int64.self)
    case .organisation(let row):
      try db.value(
        """
        SELECT id FROM follow WHERE organisation_id = \(row) AND follower_id = \(follower) AND ended_event_id IS NULL
        """, as: Int64.self)
    }
  }
}
