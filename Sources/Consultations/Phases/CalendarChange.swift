package import Localization
package import Platform
package import Storage

/// What became of a phase once its consultation was announced. Written with the change; told once to those who deposit,
/// by the room that knows them; shown under the calendar.
package struct CalendarChange: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var consultation: Int64
  package var kind: PhaseKind
  /// Nil when there was no such phase.
  package var earlierOpening: Instant?
  package var earlierClosing: Instant?
  /// Nil when there is no such phase any more.
  package var opening: Instant?
  package var closing: Instant?
  package var at: Instant

  private static let columns: SQL = """
    id, consultation_id, kind, earlier_opens_at, earlier_closes_at, opens_at, closes_at, at
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    consultation = try row.next()
    kind = try row.next()
    earlierOpening = try row.next()
    earlierClosing = try row.next()
    opening = try row.next()
    closing = try row.next()
    at = try row.next()
  }

  /// Those of a consultation, the newest first.
  static func all(of consultation: Int64, limit: Int, _ db: Snapshot) throws -> [CalendarChange] {
    try db.rows(
      """
      SELECT \(columns) FROM calendar_change WHERE consultation_id = \(consultation) ORDER BY id DESC LIMIT \(limit)
      """)
  }

  /// When the calendar of a consultation last changed, where that is after an instant.
  static func last(after instant: Instant, of consultation: Int64, _ db: Snapshot) throws -> Instant? {
    try db.value("SELECT max(at) FROM calendar_change WHERE consultation_id = \(consultation) AND at > \(instant)")
  }

  /// Those that nobody was told of yet, the oldest first.
  package static func untold(_ db: Snapshot) throws -> [CalendarChange] {
    try db.rows("SELECT \(columns) FROM calendar_change WHERE told_at IS NULL ORDER BY id LIMIT 100")
  }

  package static func isAnyUntold(_ db: Snapshot) throws -> Bool {
    try db.value("SELECT id FROM calendar_change WHERE told_at IS NULL LIMIT 1", as: Int64.self) != nil
  }

  package func markTold(at now: Instant, _ db: Transaction) throws {
    try db.execute("UPDATE calendar_change SET told_at = \(now) WHERE id = \(id)")
  }

  /// « Dépôt : la clôture passe du 15 mars 2021 à 23 h 59 au 22 mars 2021 à 17 h. » All that moved is told.
  package var sentence: Phrase {
    guard let opening else { return t("\(kind.title) : cette phase n’a plus lieu.") }
    let last = closing?.adding(seconds: -60)
    guard let earlierOpening else {
      guard let last else { return t("\(kind.title) : cette phase s’ajoute, dès le \(opening, .dateAndTime).") }
      return t("\(kind.title) : cette phase s’ajoute, du \(opening, .dateAndTime) au \(last, .dateAndTime).")
    }
    let openings = t("l’ouverture passe du \(earlierOpening, .dateAndTime) au \(opening, .dateAndTime)")
    if earlierClosing == closing { return t("\(kind.title) : \(openings).") }
    let closings =
      switch (earlierClosing?.adding(seconds: -60), last) {
      case (let earlier?, let last?): t("la clôture passe du \(earlier, .dateAndTime) au \(last, .dateAndTime)")
      case (nil, let last?): t("la clôture est fixée au \(last, .dateAndTime)")
      case (_, nil): t("sa fin n’est plus fixée")
      }
    if earlierOpening == opening { return t("\(kind.title) : \(closings).") }
    return t("\(kind.title) : \(openings) ; \(closings).")
  }

  /// The same instants on another clock than that of Paris, for whoever lives by it.
  package func localTimes(on clock: WallClock) -> [Phrase] {
    var times: [Phrase] = []
    if let opening, opening != earlierOpening {
      times.append(t("\(kind.title), chez vous : ouverture le \(opening, .full, on: clock)."))
    }
    if let last = closing?.adding(seconds: -60), closing != earlierClosing {
      times.append(t("\(kind.title), chez vous : clôture le \(last, .full, on: clock)."))
    }
    return times
  }
}

extension Consultation {
  /// Moves the closing of a phase, as a later room decided it.
  package static func extend(
    _ kind: PhaseKind, of id: Int64, to closing: Instant, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let consultation = try with(id: id, db) else { return }
    var phases = try Phase.all(of: id, db)
    guard let place = phases.firstIndex(where: { $0.kind == kind }) else { return }
    phases[place].closesAt = closing
    _ = try consultation.reschedule(phases, by: actor, at: now, db)
  }

  /// Changes its calendar; once it is announced, each phase that moves is written down to be shown and told, and the
  /// deposit does not open before the Rules were known.
  /// - Returns: whether anything moved.
  func reschedule(_ phases: [Phase], by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    let earlier = try Phase.all(of: id, db)
    let moved = PhaseKind.allCases.filter { kind in
      earlier.first { $0.kind == kind } != phases.first { $0.kind == kind }
    }
    guard !moved.isEmpty else { return false }
    if let announcedAt, let opening = phases.first(where: { $0.kind == .deposit })?.opensAt, opening < announcedAt,
      earlier.first(where: { $0.kind == .deposit })?.opensAt != opening
    {
      throw CalendarRefusal.beforeAnnouncement
    }
    let event = try Event(
      "calendar.changed", on: .init("consultation", id), by: actor, at: now, consultation: id,
      details: [("phases", .number(Int64(moved.count)))]
    ).record(db)
    try db.execute("DELETE FROM phase WHERE consultation_id = \(id)")
    for phase in phases { try phase.insert(into: id, db) }
    guard announcedAt != nil else { return true }
    for kind in moved {
      let (was, new) = (earlier.first { $0.kind == kind }, phases.first { $0.kind == kind })
      try db.execute(
        """
        INSERT INTO calendar_change (consultation_id, kind, earlier_opens_at, earlier_closes_at, opens_at, closes_at,
          event_id, at)
        VALUES (\(id), \(kind), \(was?.opensAt), \(was?.closesAt), \(new?.opensAt), \(new?.closesAt), \(event), \(now))
        """)
    }
    return true
  }
}
