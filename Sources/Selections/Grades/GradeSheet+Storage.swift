import Consultations
package import Localization
package import Platform
package import Storage
package import Votes

extension GradeSheet {
  /// Those of some seats, by seat and proposition.
  static func all(of seats: [Int64], _ db: Snapshot) throws -> [Int64: [Int64: GradeSheet]] {
    guard !seats.isEmpty else { return [:] }
    var found: [Int64: [Int64: GradeSheet]] = [:]
    try db.forEach(
      """
      SELECT seat_id, proposition_id, comment FROM grade_sheet WHERE seat_id IN (\(SQL.list(seats)))
      """
    ) { row in
      let (seat, proposition): (Int64, Int64) = (try row.next(), try row.next())
      found[seat, default: [:]][proposition] = GradeSheet(comment: try row.next())
    }
    try db.forEach(
      """
      SELECT grade_sheet.seat_id, grade_sheet.proposition_id, grade.criterion, grade.value FROM grade
      JOIN grade_sheet ON grade_sheet.id = grade.sheet_id WHERE grade_sheet.seat_id IN (\(SQL.list(seats)))
      """
    ) { row in
      let (seat, proposition): (Int64, Int64) = (try row.next(), try row.next())
      let criterion: Int = try row.next()
      found[seat]?[proposition]?.grades[criterion] = try row.next()
    }
    return found
  }

  /// The number of the event by which each seat sent its grades.
  static func sendings(in committee: Int64, _ db: Snapshot) throws -> [Int64: Int64] {
    var found: [Int64: Int64] = [:]
    try db.forEach(
      """
      SELECT grade_sending.seat_id, grade_sending.event_id FROM grade_sending
      JOIN committee_seat ON committee_seat.id = grade_sending.seat_id WHERE committee_seat.committee_id = \(committee)
      """
    ) { row in
      let seat: Int64 = try row.next()
      found[seat] = try row.next()
    }
    return found
  }

  /// Titulars who sent no grades, and whose deputies sent none either.
  static func unsent(in committee: Int64, _ db: Snapshot) throws -> [Seat] {
    let sent = try sendings(in: committee, db)
    let seats = try Seat.accepted(in: committee, db)
    let done = Set(seats.filter { sent[$0.id] != nil }.map { $0.titular ?? $0.id })
    return seats.filter { $0.rank == .titular && !done.contains($0.id) }
  }

  /// Keeps a draft in place of the one before.
  /// - Throws: `GradeRefusal`.
  package func save(
    for seat: Seat, on proposition: VotedProposition, in committee: Committee, at now: Instant, _ db: Transaction
  ) throws {
    try Self.requireOpen(seat, in: committee, db)
    guard try Ruling.live(on: proposition.proposition, in: committee.id, db) == nil else { throw GradeRefusal.decided }
    let conflicts = try Conflicts(of: [seat], in: committee.vote, at: now, db)
    guard conflicts.of(seat.id, on: proposition.proposition) == nil else { throw GradeRefusal.conflict }
    let known = Set(try committee.criteria(db).map(\.number))
    guard grades.allSatisfy({ known.contains($0.key) && (0...Self.greatest).contains($0.value) }) else {
      throw GradeRefusal.badGrade
    }
    guard comment.unicodeScalars.count <= Self.longestComment else { throw GradeRefusal.longComment }
    let sheet = try db.insert(
      """
      INSERT INTO grade_sheet (seat_id, proposition_id, comment, saved_at)
      VALUES (\(seat.id), \(proposition.proposition), \(comment), \(now))
      ON CONFLICT (seat_id, proposition_id) DO UPDATE SET comment = excluded.comment, saved_at = excluded.saved_at
      RETURNING id
      """)
    try db.execute("DELETE FROM grade WHERE sheet_id = \(sheet)")
    for (criterion, value) in grades.sorted(by: { $0.key < $1.key }) {
      try db.execute("INSERT INTO grade (sheet_id, criterion, value) VALUES (\(sheet), \(criterion), \(value))")
    }
  }

  /// Sends all that a seat has graded and that is not decided; those who have sent theirs read it from now on.
  /// - Throws: `GradeRefusal`.
  package static func send(
    by seat: Seat, in committee: Committee, actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    try requireOpen(seat, in: committee, db)
    let criteria = try committee.criteria(db)
    let sheets = try all(of: [seat.id], db)[seat.id] ?? [:]
    let conflicts = try Conflicts(of: [seat], in: committee.vote, at: now, db)
    let decided = Set(try Ruling.all(in: committee.id, db).map(\.proposition))
    let graded = sheets.filter {
      !$0.value.grades.isEmpty && conflicts.of(seat.id, on: $0.key) == nil && !decided.contains($0.key)
    }
    guard !graded.isEmpty else { throw GradeRefusal.nothing }
    let propositions = try VotedProposition.all(of: committee.vote, db)
    for proposition in propositions {
      if let sheet = graded[proposition.proposition], !sheet.isComplete(criteria) {
        throw GradeRefusal.incomplete(proposition.title)
      }
    }
    let event = try committee.event("grades.sent", by: actor, at: now).record(db)
    try db.execute("INSERT INTO grade_sending (seat_id, event_id, sent_at) VALUES (\(seat.id), \(event), \(now))")
  }

  private static func requireOpen(_ seat: Seat, in committee: Committee, _ db: Snapshot) throws {
    guard try Vote.with(id: committee.vote, db)?.countedAt != nil else { throw GradeRefusal.notCounted }
    guard try Minutes.of(committee.id, db)?.signedAt == nil else { throw GradeRefusal.signed }
    guard try sendings(in: committee.id, db)[seat.id] == nil else { throw GradeRefusal.sent }
  }
}

/// All that was sent, as those who may read it do.
struct SentGrades: Sendable {
  var criteria: [Criterion]
  /// Those that sent theirs, those that have ended since too.
  private var senders: [Seat]
  /// Of each seat that of its titular, or itself.
  private var places: [Int64: Seat]
  /// Numbers of events: when each seat sent, when each proposition was decided.
  private var sent: [Int64: Int64]
  private var decided: [Int64: Int64]
  private var sheets: [Int64: [Int64: GradeSheet]]
  private var conflicts: Conflicts

  init(of committee: Committee, at now: Instant, _ db: Snapshot) throws {
    criteria = try committee.criteria(db)
    let events = try GradeSheet.sendings(in: committee.id, db)
    sent = events
    let seats = Dictionary(uniqueKeysWithValues: try Seat.ever(in: committee.id, db).map { ($0.id, $0) })
    senders = seats.values.filter { events[$0.id] != nil }.sorted { $0.id < $1.id }
    places = seats.mapValues { seat in seat.titular.flatMap { seats[$0] } ?? seat }
    decided = Dictionary(
      uniqueKeysWithValues: try Ruling.all(in: committee.id, db).map { ($0.proposition, $0.event) })
    sheets = try GradeSheet.all(of: senders.map(\.id), db)
    conflicts = try Conflicts(of: senders, in: committee.vote, at: now, db)
  }

  /// Seats whose grades of a proposition count: sent before it was decided; a deputy's where her titular sent none, and
  /// those of a seat that had ended by then where none that came in its place sent any.
  private func seats(of proposition: Int64) -> [Seat] {
    let decision = decided[proposition] ?? .max
    let known = senders.filter { sent[$0.id].map { $0 < decision } ?? false }
    return known.filter { seat in
      !known.contains { $0.id == seat.titular || stands($0, inPlaceOf: seat, at: decision) }
    }
  }

  /// Whether a seat stands, at an event, in the place of one that had ended: for the same titular, for the same
  /// organisation, or under the same words where the register has none. Several may sit under those (« Personne
  /// qualifiée »): it was invited once the other had ended.
  private func stands(_ seat: Seat, inPlaceOf ended: Seat, at decision: Int64) -> Bool {
    guard let place = places[seat.id], let other = places[ended.id], seat.titular != ended.id,
      ended.hasEnded(at: decision)
    else { return false }
    if place.id == other.id { return seat.outlasts(ended, at: decision) }
    guard place.organisation == other.organisation, let end = other.endedEvent, end < decision else { return false }
    return place.organisation == nil
      ? place.body == other.body && place.invitedEvent > end : place.outlasts(other, at: decision)
  }

  /// What each said of a proposition; nothing of whoever stands aside of it.
  func of(_ proposition: Int64) -> [(seat: Int64, sheet: GradeSheet)] {
    seats(of: proposition).compactMap { seat in
      guard conflicts.of(seat.id, on: proposition) == nil, let sheet = sheets[seat.id]?[proposition] else {
        return nil
      }
      return (seat.id, sheet)
    }
  }

  /// The same, as it is shown.
  func told(of proposition: Int64) -> [OtherSheet] {
    of(proposition).map { one in
      OtherSheet(
        body: senders.first { $0.id == one.seat }?.title ?? "", sheet: one.sheet,
        score: one.sheet.points(criteria).map { Score(points: $0, criteria) })
    }
  }

  func summary(_ proposition: Int64) -> GradeSummary? { GradeSummary(of(proposition), criteria) }
}

extension Seat {
  fileprivate func hasEnded(at event: Int64) -> Bool { endedEvent.map { $0 < event } ?? false }

  /// Of one that had ended by then: it lasted, or was invited after it.
  fileprivate func outlasts(_ other: Seat, at event: Int64) -> Bool {
    !hasEnded(at: event) || invitedEvent > other.invitedEvent
  }
}

extension Attendant {
  /// Whether she reads what others have graded: who grades does once she has sent hers or the minutes are signed,
  /// whoever only keeps the papers once a sitting has begun.
  func seesGrades(_ db: Snapshot) throws -> Bool {
    guard let seat else { return try Sitting.last(of: committee.id, db) != nil }
    if try Minutes.of(committee.id, db)?.signedAt != nil { return true }
    return try GradeSheet.sendings(in: committee.id, db)[seat.id] != nil
  }
}
