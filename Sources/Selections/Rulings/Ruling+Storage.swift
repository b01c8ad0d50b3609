package import Localization
package import Platform
import Proof
package import Storage
package import Votes

extension Ruling: RowDecodable {
  static let columns: SQL = """
    ruling.id, ruling.token, ruling.sitting_id, ruling.proposition_id, ruling.list, ruling.amount, ruling.reason,
    ruling.goes_against, ruling.is_casting, ruling.quorum, ruling.event_id, ruling.made_at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    sitting = try row.next()
    proposition = try row.next()
    list = SelectionList(rawValue: try row.next()) ?? SelectionList.none
    amount = try row.next()
    reason = try row.next()
    goesAgainst = try row.next()
    isCasting = try row.next()
    quorum = try row.next()
    event = try row.next()
    madeAt = try row.next()
  }

  /// Those that hold, in the order in which they were made.
  package static func all(in committee: Int64, _ db: Snapshot) throws -> [Ruling] {
    try db.rows(
      "SELECT \(columns) FROM ruling WHERE committee_id = \(committee) AND ended_event_id IS NULL ORDER BY id")
  }

  static func live(on proposition: Int64, in committee: Int64, _ db: Snapshot) throws -> Ruling? {
    try db.first(
      """
      SELECT \(columns) FROM ruling WHERE committee_id = \(committee) AND proposition_id = \(proposition)
        AND ended_event_id IS NULL
      """)
  }

  static func with(token: String, in committee: Int64, _ db: Snapshot) throws -> Ruling? {
    try db.first(
      """
      SELECT \(columns) FROM ruling WHERE token = \(token) AND committee_id = \(committee) AND ended_event_id IS NULL
      """)
  }

  /// Voices of some rulings: how many of each, and who stood aside.
  struct Voices: Sendable, Equatable {
    var pros = 0
    var cons = 0
    var abstained = 0
    var remote = 0
    var aside: [Int64] = []
  }

  static func voices(in committee: Int64, _ db: Snapshot) throws -> [Int64: Voices] {
    var found: [Int64: Voices] = [:]
    try db.forEach(
      """
      SELECT ruling_voice.ruling_id, ruling_voice.seat_id, ruling_voice.voice, ruling_voice.is_remote FROM ruling_voice
      JOIN ruling ON ruling.id = ruling_voice.ruling_id
      WHERE ruling.committee_id = \(committee) AND ruling.ended_event_id IS NULL ORDER BY ruling_voice.id
      """
    ) { row in
      let (ruling, seat): (Int64, Int64) = (try row.next(), try row.next())
      let voice: Voice = try row.next()
      let isRemote: Bool = try row.next()
      switch voice {
      case .for: found[ruling, default: Voices()].pros += 1
      case .against: found[ruling, default: Voices()].cons += 1
      case .abstained: found[ruling, default: Voices()].abstained += 1
      case .aside: found[ruling, default: Voices()].aside.append(seat)
      }
      if isRemote, voice != .aside { found[ruling, default: Voices()].remote += 1 }
    }
    return found
  }

  /// Decides of a proposition, in place of what was decided before. The envelope is read and spent in this write, whose
  /// turn the writer's lock gives: of two that come together, the second sees the first.
  /// - Throws: `Ruling.Refusal`.
  @discardableResult
  package static func make(
    _ proposed: Proposed, of line: CountedVote.Line, token: Token, in known: Committee, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws -> Ruling {
    guard let committee = try Committee.with(known.id, db), let vote = try Vote.with(id: committee.vote, db) else {
      throw Refusal.noSitting
    }
    guard vote.countedAt != nil else { throw Refusal.notCounted }
    guard try Minutes.of(committee.id, db)?.signedAt == nil else { throw Refusal.signed }
    guard let sitting = try Sitting.open(of: committee.id, db) else { throw Refusal.noSitting }
    let goesAgainst = try proposed.check(at: line.place)
    let proposition = line.proposition.proposition
    let electorate = try Electorate(of: sitting, on: proposition, in: committee, at: now, db)
    guard electorate.hasQuorum else {
      throw Refusal.quorum(present: electorate.voters.count, needed: committee.quorum)
    }
    let isCasting = try electorate.adopt(proposed.voices)
    let earlier = try live(on: proposition, in: committee.id, db)
    let freed = earlier?.amount ?? 0
    let left = committee.remains + freed
    guard proposed.amount <= left else { throw Refusal.beyond(remains: left) }
    let event = try committee.event("ruling.made", by: actor, at: now, undoes: earlier?.event).record(db)
    if let earlier { try db.execute("UPDATE ruling SET ended_event_id = \(event) WHERE id = \(earlier.id)") }
    try db.execute(
      "UPDATE committee SET spent = \(committee.spent - freed + proposed.amount) WHERE id = \(committee.id)")
    let id = try db.insert(
      """
      INSERT INTO ruling (token, committee_id, sitting_id, proposition_id, list, amount, reason, goes_against,
        is_casting, quorum, event_id, made_at)
      VALUES (\(token.text), \(committee.id), \(sitting.id), \(proposition), \(proposed.list.rawValue),
        \(proposed.amount), \(proposed.reason), \(goesAgainst), \(isCasting), \(committee.quorum), \(event), \(now))
      RETURNING id
      """)
    try electorate.record(proposed.voices, of: id, db)
    guard let made = try live(on: proposition, in: committee.id, db) else { throw Refusal.noSitting }
    return made
  }

  /// Takes it back: the proposition is to be decided again, and its amount is left.
  /// - Throws: `Ruling.Refusal`.
  package func undo(in known: Committee, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try Minutes.of(known.id, db)?.signedAt == nil else { throw Refusal.signed }
    guard let committee = try Committee.with(known.id, db),
      try Self.live(on: proposition, in: committee.id, db)?.id == id
    else { throw Refusal.noSitting }
    let event = try committee.event("ruling.undone", by: actor, at: now, undoes: self.event).record(db)
    try db.execute("UPDATE ruling SET ended_event_id = \(event) WHERE id = \(id)")
    try db.execute("UPDATE committee SET spent = spent - \(amount) WHERE id = \(committee.id)")
  }
}

extension Ruling.Proposed {
  /// - Returns: whether it goes against the count.
  fileprivate func check(at place: Int?) throws(Ruling.Refusal) -> Bool {
    guard list == .none ? amount == 0 : (1...1_000_000_000_000).contains(amount) else { throw .badAmount }
    let goesAgainst = Ruling.goesAgainst(list, place: place)
    guard !goesAgainst || !reason.isEmpty else { throw .noReason }
    guard reason.unicodeScalars.count <= Ruling.longestReason else { throw .longReason }
    return goesAgainst
  }
}

extension Electorate {
  init(of sitting: Sitting, on proposition: Int64, in committee: Committee, at now: Instant, _ db: Snapshot) throws {
    let seats = try Seat.accepted(in: committee.id, db)
    let presences = try Presence.current(in: sitting.id, db)
    let conflicts = try Conflicts(of: seats, in: committee.vote, at: now, db)
    let there = seats.filter { presences[$0.id]?.isThere ?? false }
    let deciding = there.filter { seat in
      seat.titular.map { titular in !there.contains { $0.id == titular } } ?? true
    }
    let all = deciding.map { Voter(seat: $0, isRemote: presences[$0.id] == .remote) }
    voters = all.filter { conflicts.of($0.seat.id, on: proposition) == nil }
    aside = all.filter { conflicts.of($0.seat.id, on: proposition) != nil }
    quorum = committee.quorum
  }

  fileprivate func record(_ voices: [Int64: Ruling.Voice], of ruling: Int64, _ db: Transaction) throws {
    let said = voters.map { ($0, voices[$0.seat.id] ?? .abstained) } + aside.map { ($0, Ruling.Voice.aside) }
    for (voter, voice) in said {
      try db.execute(
        """
        INSERT INTO ruling_voice (ruling_id, seat_id, voice, is_remote)
        VALUES (\(ruling), \(voter.seat.id), \(voice), \(voter.isRemote))
        """)
    }
  }
}
