import Localization
import Platform
import Proof
import Storage

extension Ballot: RowDecodable {
  static let columns: SQL = """
    ballot.id, ballot.organisation_id, ballot.number, ballot.right_id, ballot.choices, ballot.nonce, ballot.leaf,
    ballot.cast_at
    """

  init(from row: inout Row) throws { try self.init(id: try row.next(), rest: &row) }

  /// Of a join that may find none: nil then.
  static func ifAny(_ row: inout Row) throws -> Ballot? {
    guard let id = try row.next(Int64?.self) else { return nil }
    return try Ballot(id: id, rest: &row)
  }

  private init(id: Int64, rest row: inout Row) throws {
    self.id = id
    organisation = try row.next()
    number = try row.next()
    right = try row.next()
    choices = (try row.next() as String).split(separator: " ").map(String.init)
    nonce = try row.next()
    leaf = try row.next()
    castAt = try row.next()
  }

  static func standing(of organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> Ballot? {
    try db.first(
      """
      SELECT \(columns) FROM ballot WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND replaced_event_id IS NULL
      """)
  }

  /// That which a person may read: the one that stands as long as she casts it, then the last that she cast herself.
  static func readable(
    by person: Int64, for organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Ballot? {
    guard try CastingRight.live(of: person, for: organisation, in: vote, at: now, db) == nil else {
      return try standing(of: organisation, in: vote, db)
    }
    return try db.first(
      """
      SELECT \(columns) FROM ballot JOIN casting_right ON casting_right.id = ballot.right_id
      WHERE ballot.vote_id = \(vote) AND ballot.organisation_id = \(organisation)
        AND casting_right.person_id = \(person) ORDER BY ballot.number DESC LIMIT 1
      """)
  }

  /// All that an organisation cast, the newest first.
  static func history(of organisation: Int64, in vote: Int64, limit: Int, _ db: Snapshot) throws -> [Ballot] {
    try db.rows(
      """
      SELECT \(columns) FROM ballot WHERE vote_id = \(vote) AND organisation_id = \(organisation)
      ORDER BY number DESC LIMIT \(limit)
      """)
  }

  /// Opens it: the organisation has come, and what counts is blank until it chooses, or what was prepared.
  /// - Parameter taken: that which is taken up as it was prepared; refused where it was replaced meanwhile.
  /// Where she asks twice for the same, it stands as she opened it.
  /// - Throws: `Ballot.Refusal`.
  static func open(
    in vote: Int64, for organisation: Int64, taking taken: Int64? = nil, by actor: Actor, on clock: Clock,
    _ db: Transaction
  ) throws {
    let caster = try Caster(in: vote, for: organisation, actor, at: clock.now(in: db), db)
    let prepared = try PreparedBallot.standing(of: organisation, in: vote, db)
    if let standing = caster.standing {
      let asked = taken == nil ? [] : prepared?.choices ?? []
      guard standing.right == caster.right.id, standing.choices == asked else { throw Refusal.openedMeanwhile }
      return
    }
    if let taken, prepared?.id != taken { throw Refusal.preparedAnew }
    let isFromPreparer = try prepared?.isByMailbox(of: caster.right, db) ?? false
    let event = try caster.event("ballot.opened").record(db)
    let came = try VoteLog.append(to: vote, at: caster.now, db) { at, _ in
      .attendance(
        AttendanceLeaf(
          at: at, organisation: caster.entry.identifier, right: caster.place, method: caster.right.method,
          fromPreparer: isFromPreparer))
    }
    try db.execute(
      """
      INSERT INTO attendance (vote_id, organisation_id, method, from_preparer, leaf, came_at, event_id)
      VALUES (\(vote), \(organisation), \(caster.right.method.rawValue), \(isFromPreparer), \(came.place),
        \(came.at), \(event))
      """)
    // In one line of the log either way: whoever prepared it, and reads that log, does not learn which.
    let choices = prepared?.id == taken ? prepared?.choices ?? [] : []
    try caster.cast(choices, number: 1, event: event, db)
  }

  /// Puts these choices in the place of those that count.
  /// - Parameter seen: the number of the ballot that whoever chooses had before her; refused where another stands.
  /// - Returns: the number of the ballot that stands; the same where nothing changed.
  /// - Throws: `Ballot.Refusal`.
  @discardableResult
  static func choose(
    _ choices: [String], seen: Int64? = nil, in vote: Int64, for organisation: Int64, by actor: Actor,
    on clock: Clock, _ db: Transaction
  ) throws -> Int64 {
    let chosen = Set(choices).sorted()
    let caster = try Caster(in: vote, for: organisation, choosing: chosen, actor, at: clock.now(in: db), db)
    guard let standing = caster.standing else { throw Refusal.notOpened }
    if let refusal = caster.vote.form.refusal(of: chosen, known: caster.known, costing: caster.cost) { throw refusal }
    guard chosen != standing.choices else { return standing.number }
    guard seen == nil || seen == standing.number else { throw Refusal.changed }
    let event = try caster.event("ballot.replaced").record(db)
    try db.post("UPDATE ballot SET replaced_event_id = \(event) WHERE id = \(standing.id)")
    try caster.cast(chosen, number: standing.number + 1, event: event, db)
    return standing.number + 1
  }
}

/// Somebody who may cast the ballot of an organisation at this instant.
struct Caster {
  let vote: Vote
  let entry: RollEntry
  let right: CastingRight
  /// Of the right, in the log.
  let place: Int64
  /// The ballot of the organisation, once it is open.
  let standing: Ballot?
  /// Of what she chooses: how many are voted on, and what these cost together in euros.
  let known: Int
  let cost: Int64
  let actor: Actor
  let now: Instant

  /// - Parameter now: read inside the write, after the writer's lock.
  /// - Throws: `Ballot.Refusal`.
  init(
    in vote: Int64, for organisation: Int64, choosing choices: [String] = [], _ actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    let reading = try actor.person.flatMap { person in
      try Reading.of(person, for: organisation, choosing: choices, in: vote, at: now, db)
    }
    guard let found = try reading?.vote ?? Vote.with(id: vote, db), found.openedAt != nil,
      let closes = found.closesAt
    else { throw Ballot.Refusal.notOpen }
    guard !found.isSuspended else { throw Ballot.Refusal.suspended }
    let now = found.instant(at: now)
    guard found.closedAt == nil, now < closes else { throw Ballot.Refusal.closed(closes) }
    guard let reading else {
      throw try RollEntry.of(organisation, in: vote, db) == nil ? Ballot.Refusal.notCalled : .noRight
    }
    guard let place = reading.right.leaf else { throw Ballot.Refusal.noRight }
    guard !reading.isContested else { throw Ballot.Refusal.contested }
    self.vote = found
    self.entry = reading.entry
    self.right = reading.right
    self.place = place
    self.standing = reading.standing
    (known, cost) = (reading.known, reading.cost)
    self.actor = actor
    self.now = now
  }

  /// All that a ballot goes by, read at once: each waits for it while the others wait for their turn.
  private struct Reading: RowDecodable {
    var vote: Vote
    var entry: RollEntry
    var right: CastingRight
    var isContested: Bool
    var known: Int
    var cost: Int64
    var standing: Ballot?

    init(from row: inout Row) throws {
      vote = try Vote(from: &row)
      entry = try RollEntry(from: &row)
      right = try CastingRight(from: &row)
      isContested = try row.next(Int64.self) == 1
      known = try row.next()
      cost = try row.next()
      standing = try Ballot.ifAny(&row)
    }

    /// Nil where the organisation is not called, or the person has no right that lives.
    static func of(
      _ person: Int64, for organisation: Int64, choosing choices: [String], in vote: Int64, at now: Instant,
      _ db: Snapshot
    ) throws -> Reading? {
      // As `Vote.instant(at:)` says.
      let instant: SQL = "CASE WHEN vote.last_at > \(now) THEN vote.last_at ELSE \(now) END"
      return try db.first(
        """
        SELECT \(Vote.columns), \(RollEntry.columns), \(CastingRight.columns), CASE WHEN EXISTS (
          SELECT 1 FROM contest WHERE contest.vote_id = roll_entry.vote_id
            AND contest.organisation_id = roll_entry.organisation_id AND \(Contest.isLive)) THEN 1 ELSE 0 END,
          chosen.*, \(Ballot.columns)
        FROM \(RollEntry.source) JOIN vote ON vote.id = roll_entry.vote_id
        JOIN casting_right ON casting_right.vote_id = roll_entry.vote_id
          AND casting_right.organisation_id = roll_entry.organisation_id
        CROSS JOIN \(VotedProposition.sum(of: choices, in: vote)) AS chosen
        LEFT JOIN ballot ON ballot.vote_id = roll_entry.vote_id
          AND ballot.organisation_id = roll_entry.organisation_id AND ballot.replaced_event_id IS NULL
        WHERE roll_entry.vote_id = \(vote) AND roll_entry.organisation_id = \(organisation)
          AND casting_right.person_id = \(person) AND \(CastingRight.isLive(at: instant))
        """)
    }
  }

  func event(_ kind: StaticString) -> Event {
    Event(
      kind, on: .init("organisation", entry.organisation), by: actor, at: now, consultation: vote.consultation)
  }

  /// Writes the ballot that stands from now on, sealed in the log.
  func cast(_ choices: [String], number: Int64, event: Int64, _ db: Transaction) throws {
    let nonce = Octets.random()
    let sealed = Octets(of: Choices(organisation: entry.identifier, propositions: choices), under: nonce)
    let line = try VoteLog.append(to: vote.id, at: now, db) { at, _ in
      .ballot(
        BallotLeaf(at: at, organisation: entry.identifier, right: place, number: number, choices: sealed))
    }
    try db.post(
      """
      INSERT INTO ballot (vote_id, organisation_id, number, right_id, choices, nonce, leaf, cast_at, event_id)
      VALUES (\(vote.id), \(entry.organisation), \(number), \(right.id), \(choices.joined(separator: " ")),
        \(nonce.bytes), \(line.place), \(line.at), \(event))
      """)
  }
}

extension BallotStep {
  private static let most = 50

  /// The newest first.
  static func all(of organisation: Int64, in vote: Int64, _ db: Snapshot) throws -> [BallotStep] {
    let cast = try db.rows(
      """
      SELECT ballot.choices, earlier.choices, ballot.cast_at, person.name, casting_right.function FROM ballot
      JOIN casting_right ON casting_right.id = ballot.right_id
      JOIN person ON person.id = casting_right.person_id
      LEFT JOIN ballot AS earlier ON earlier.vote_id = ballot.vote_id
        AND earlier.organisation_id = ballot.organisation_id AND earlier.number = ballot.number - 1
      WHERE ballot.vote_id = \(vote) AND ballot.organisation_id = \(organisation)
      ORDER BY ballot.number DESC LIMIT \(most)
      """
    ) { row in
      let now = (try row.next() as String).split(separator: " ").map(String.init)
      let before = (try row.next() as String? ?? "").split(separator: " ").map(String.init)
      return try BallotStep(
        .cast(
          choices: now.count, added: now.filter { !before.contains($0) }, removed: before.filter { !now.contains($0) }),
        from: &row)
    }
    let told = try db.rows(
      """
      SELECT \(BallotDecision.columns), ballot_decision.told_at, person.name, casting_right.function
      FROM ballot_decision JOIN casting_right ON casting_right.id = ballot_decision.right_id
      JOIN person ON person.id = casting_right.person_id
      WHERE ballot_decision.vote_id = \(vote) AND ballot_decision.organisation_id = \(organisation)
      ORDER BY ballot_decision.id DESC LIMIT \(most)
      """
    ) { row in
      let decision = try BallotDecision(from: &row)
      return try BallotStep(.told(decision), from: &row)
    }
    // The sort is stable where two came at one instant: what was told comes before the ballot that it is about.
    return Array((told + cast).sorted { $0.at > $1.at }.prefix(most))
  }

  private init(_ act: Act, from row: inout Row) throws {
    self.init(
      act: act, at: try row.next(), name: try row.next(),
      function: HolderFunction(rawValue: try row.next()) ?? .agent)
  }
}
