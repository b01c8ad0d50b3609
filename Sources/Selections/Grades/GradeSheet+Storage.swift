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

  /// When each seat sent its grades.
  static func sendings(in committee: Int64, _ db: Snapshot) throws -> [Int64: Instant] {
    var found: [Int64: Instant] = [:]
    try db.forEach(
      """
      SELECT grade_sending.seat_id, grade_sending.sent_at FROM grade_sending
      JOIN committee_seat ON committee_seat.id = grade_sending.seat_id WHERE committee_seat.committee_id = \(committee)
      """
    ) { row in
      let seat: Int64 = try row.next()
      found[seat] = try row.next()
    }
    return found
  }

  /// Keeps a draft in place of the one before.
  /// - Throws: `GradeRefusal`.
  package func save(
    for seat: Seat, on proposition: VotedProposition, in committee: Committee, at now: Instant, _ db: Transaction
  ) throws {
    try Self.requireOpen(seat, in: committee, db)
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

  /// Sends all that a seat has graded; those who have sent theirs read it from now on.
  /// - Throws: `GradeRefusal`.
  package static func send(
    by seat: Seat, in committee: Committee, actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    try requireOpen(seat, in: committee, db)
    let criteria = try committee.criteria(db)
    let sheets = try all(of: [seat.id], db)[seat.id] ?? [:]
    let conflicts = try Conflicts(of: [seat], in: committee.vote, at: now, db)
    let graded = sheets.filter { !$0.value.grades.isEmpty && conflicts.of(seat.id, on: $0.key) == nil }
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
    guard try Sitting.last(of: committee.id, db) == nil else { throw GradeRefusal.begun }
  }
}

/// All that was sent, as those who may read it do.
struct SentGrades: Sendable {
  var criteria: [Criterion]
  /// Seats that sent theirs and count: a deputy's do where her titular sent none.
  var seats: [Seat]
  private var sheets: [Int64: [Int64: GradeSheet]]
  private var conflicts: Conflicts

  init(of committee: Committee, at now: Instant, _ db: Snapshot) throws {
    criteria = try committee.criteria(db)
    let sent = try GradeSheet.sendings(in: committee.id, db)
    let senders = try Seat.accepted(in: committee.id, db).filter { sent[$0.id] != nil }
    seats = senders.filter { seat in seat.titular.map { sent[$0] == nil } ?? true }
    sheets = try GradeSheet.all(of: seats.map(\.id), db)
    conflicts = try Conflicts(of: seats, in: committee.vote, at: now, db)
  }

  /// What each said of a proposition; nothing of whoever stands aside of it.
  func of(_ proposition: Int64) -> [(seat: Int64, sheet: GradeSheet)] {
    seats.compactMap { seat in
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
        body: seats.first { $0.id == one.seat }?.title ?? "", sheet: one.sheet,
        score: one.sheet.points(criteria).map { Score(points: $0, criteria) })
    }
  }

  func summary(_ proposition: Int64) -> GradeSummary? { GradeSummary(of(proposition), criteria) }
}

extension Attendant {
  /// Whether she reads what others have graded: who grades does once she has sent hers, whoever only keeps the papers
  /// once a sitting has begun.
  func seesGrades(_ db: Snapshot) throws -> Bool {
    if try Sitting.last(of: committee.id, db) != nil { return true }
    guard let seat else { return false }
    return try GradeSheet.sendings(in: committee.id, db)[seat.id] != nil
  }
}
