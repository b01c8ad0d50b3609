import Localization
import Platform
import Storage

/// A moment, a place or a presence of a sitting that was mistyped is written right, until the minutes are signed: by
/// whoever leads, as often as needed, told in the journal. Decisions and their voices stay: whoever voted was there.
struct SittingCorrection: Sendable {
  var place: String
  /// When it was opened and closed, as a form sends it; nil for what stays.
  var opened: String?
  var closed: String?
  /// By number of the line that says who came or went: what is right, or nil where nothing of the kind happened.
  var lines: [Int64: Presence?]
  /// Seats of which nothing was noted, as they were from the beginning.
  var forgotten: [Int64: Presence]

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case unknownSitting, noPlace, longPlace, badOpening, badClosing, hasVoted, signed

    var status: Int {
      switch self {
      case .unknownSitting, .signed: 409
      default: 422
      }
    }
    var field: String {
      switch self {
      case .noPlace, .longPlace: "lieu"
      case .badOpening: "ouverte"
      case .badClosing: "close"
      case .unknownSitting, .hasVoted, .signed: Self.whole
      }
    }
    /// Of what is refused of the whole.
    static let whole = "corrections"
    var sentence: Phrase {
      switch self {
      case .unknownSitting: t("Cette séance n’est pas de ce comité.")
      case .noPlace: Sitting.Refusal.noPlace.sentence
      case .longPlace: Sitting.Refusal.longPlace.sentence
      case .badOpening, .badClosing:
        t(
          "Écrivez quand la séance a été ouverte, puis close : l’ouverture vient avant la clôture, et ni l’une ni l’autre n’est à venir."
        )
      case .hasVoted: t("Un siège qui a donné sa voix dans cette séance y était : corrigez d’abord la décision.")
      case .signed: Sitting.Refusal.signed.sentence
      }
    }
  }

  /// - Throws: `Refusal`.
  func make(
    in token: String, of committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let sitting = try Sitting.all(of: committee.id, db).first(where: { $0.token == token }) else {
      throw Refusal.unknownSitting
    }
    guard try Minutes.of(committee.id, db)?.signedAt == nil else { throw Refusal.signed }
    let place = place.trimmed
    guard !place.isEmpty else { throw Refusal.noPlace }
    guard place.unicodeScalars.count <= Sitting.longestPlace else { throw Refusal.longPlace }
    let openedAt = try Self.moment(opened, or: sitting.openedAt, else: .badOpening)
    let closedAt = try sitting.closedAt.map { try Self.moment(closed, or: $0, else: .badClosing) }
    guard closedAt ?? now <= now else { throw Refusal.badClosing }
    guard openedAt <= closedAt ?? now else { throw Refusal.badOpening }
    let changes = try PresenceChange.all(in: sitting.id, db)
    let wrong = changes.filter { change in lines[change.id].map { $0 != change.presence } ?? false }
    let known = Set(changes.map(\.seat))
    let added = forgotten.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    let isMoved = openedAt != sitting.openedAt || closedAt != sitting.closedAt
    guard place != sitting.place || isMoved || !wrong.isEmpty || !added.isEmpty else { return }
    let event = try committee.event("sitting.corrected", by: actor, at: now).record(db)
    try db.execute(
      """
      UPDATE sitting SET place = \(place), opened_at = \(openedAt), closed_at = \(closedAt) WHERE id = \(sitting.id)
      """)
    for change in wrong {
      if let right = lines[change.id] ?? nil {
        try db.execute("UPDATE presence SET state = \(right), event_id = \(event) WHERE id = \(change.id)")
      } else {
        try db.execute("DELETE FROM presence WHERE id = \(change.id)")
      }
    }
    for (seat, presence) in added {
      try db.execute(
        """
        INSERT INTO presence (sitting_id, seat_id, state, event_id, said_at)
        VALUES (\(sitting.id), \(seat), \(presence), \(event), \(now))
        """)
    }
    let present = Set(try PresenceChange.all(in: sitting.id, db).filter(\.presence.isThere).map(\.seat))
    guard try Self.voters(in: sitting.id, db).isSubset(of: present) else { throw Refusal.hasVoted }
  }

  /// What was typed, to the minute; the known instant where that is what it says.
  private static func moment(_ typed: String?, or known: Instant, else refusal: Refusal) throws -> Instant {
    guard let typed, typed != ParisTime(known).typed else { return known }
    guard let moment = ParisTime.instant(typed) else { throw refusal }
    return moment
  }

  /// Seats whose voice stands in a decision of a sitting.
  private static func voters(in sitting: Int64, _ db: Snapshot) throws -> Set<Int64> {
    Set(
      try db.values(
        """
        SELECT ruling_voice.seat_id FROM ruling_voice JOIN ruling ON ruling.id = ruling_voice.ruling_id
        WHERE ruling.sitting_id = \(sitting) AND ruling.ended_event_id IS NULL AND ruling_voice.voice <> 'aside'
        """))
  }
}

/// A sitting as it can be corrected.
struct CorrectableSitting: Sendable {
  var sitting: Sitting
  var changes: [PresenceChange]
  /// By proposition.
  var items: [Int64: String]

  static func all(of committee: Int64, _ titles: [Int64: String], _ db: Snapshot) throws -> [CorrectableSitting] {
    try Sitting.all(of: committee, db).map { sitting in
      CorrectableSitting(sitting: sitting, changes: try PresenceChange.all(in: sitting.id, db), items: titles)
    }
  }
}
