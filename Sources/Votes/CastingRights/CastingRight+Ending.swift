import Directory
import Localization
import Platform
import Proof
import Storage

/// How a right ends against the will of whoever holds it: two instructors say so, or its holder acts for the
/// organisation no longer.
extension CastingRight {
  /// One of the two instructors who end a right, and why.
  struct EndSignature: Sendable, Equatable {
    var person: Int64
    var reason: EndReason
  }

  /// What two instructors may give as the reason.
  static let reasonsOfInstructors: [EndReason] = [.officeEnded, .contested]

  /// Lets through those whose holder acted for the organisation, and does so no longer.
  /// - Parameter right: `casting_right`, or the name that a query gives it.
  static func isLapsed(_ right: SQL, at now: Instant) -> SQL { isLapsed(right, at: "\(now)") }

  static func isLapsed(_ right: SQL, at now: SQL) -> SQL {
    """
    NOT EXISTS (SELECT 1 FROM mandate WHERE mandate.person_id = \(right).person_id
        AND mandate.organisation_id = \(right).organisation_id AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now)))
      AND EXISTS (SELECT 1 FROM mandate WHERE mandate.person_id = \(right).person_id
        AND mandate.organisation_id = \(right).organisation_id)
    """
  }

  /// Writes the end of those that lapsed with a mandate, the head's before those that it gave.
  /// - Parameter organisation: nil for some hundred of all, in votes that are not closed; those that an accident
  ///   suspended are left out then, since mandates given after the backup are asked for again.
  /// - Returns: whether there may be more.
  @discardableResult
  static func endLapsed(of organisation: Int64? = nil, at now: Instant, _ db: Transaction) throws -> Bool {
    let most = 100
    let which: SQL = organisation.map { "casting_right.organisation_id = \($0)" } ?? "vote.suspended_event_id IS NULL"
    let lapsed: [CastingRight] = try db.rows(
      """
      SELECT \(columns) FROM casting_right JOIN vote ON vote.id = casting_right.vote_id
      WHERE casting_right.ended_event_id IS NULL AND vote.closed_at IS NULL AND \(which)
        AND \(isLapsed("casting_right", at: now))
      ORDER BY CASE WHEN casting_right.function = 'head' THEN 0 ELSE 1 END, casting_right.id LIMIT \(most)
      """)
    for right in lapsed {
      guard let vote = try Vote.with(id: right.vote, db) else { continue }
      try right.end(.officeEnded, in: vote, by: .job, at: now, db)
    }
    return lapsed.count == most
  }

  /// Whether a person acts for an organisation or has held the right to cast its ballot: she decides of nothing there.
  static func isParty(
    _ person: Int64, to organisation: Int64, in vote: Int64, at now: Instant, _ db: Snapshot
  ) throws -> Bool {
    if try Mandate.live(of: person, for: organisation, at: now, db) != nil { return true }
    return try db.value(
      """
      SELECT id FROM casting_right WHERE vote_id = \(vote) AND organisation_id = \(organisation)
        AND person_id = \(person) LIMIT 1
      """, as: Int64.self) != nil
  }

  static func live(_ id: Int64, in vote: Int64, at now: Instant, _ db: Snapshot) throws -> CastingRight? {
    try db.first(
      """
      SELECT \(columns) FROM casting_right WHERE casting_right.id = \(id) AND casting_right.vote_id = \(vote)
        AND \(isLive(at: now))
      """)
  }

  func endSignatures(_ db: Snapshot) throws -> [EndSignature] {
    try db.rows("SELECT person_id, reason FROM right_end_signature WHERE right_id = \(id) ORDER BY id") { row in
      EndSignature(person: try row.next(), reason: EndReason(rawValue: try row.next()) ?? .contested)
    }
  }

  /// Those of heads that one instructor has signed the end of.
  static func ending(in vote: Int64, _ db: Snapshot) throws -> Set<Int64> {
    Set(
      try db.values(
        """
        SELECT DISTINCT casting_right.id FROM casting_right
        JOIN right_end_signature ON right_end_signature.right_id = casting_right.id
        WHERE casting_right.vote_id = \(vote) AND casting_right.ended_event_id IS NULL
        """))
  }

  /// One instructor says that it should end; the second who gives the same reason ends it.
  /// - Returns: whether it has ended.
  func signEnd(
    _ reason: EndReason, by instructor: Int64, in vote: Vote, actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard vote.countedAt == nil else { throw Refusal.notOpen }
    guard try !Self.isParty(instructor, to: organisation, in: vote.id, at: now, db) else { throw Refusal.ownTown }
    let event = try Event(
      "casting-right.end-signed", on: .init("organisation", organisation), by: actor, at: now,
      consultation: vote.consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO right_end_signature (right_id, person_id, reason, event_id)
      VALUES (\(id), \(instructor), \(reason.rawValue), \(event))
      ON CONFLICT (right_id, person_id) DO UPDATE SET reason = excluded.reason, event_id = excluded.event_id
      """)
    guard try endSignatures(db).count(where: { $0.reason == reason }) >= 2 else { return false }
    try end(reason, in: vote, by: actor, at: now, db)
    return true
  }
}

extension EndReason {
  var title: Phrase {
    switch self {
    case .withdrawn: t("Retiré par qui l’avait donné ou le tenait")
    case .officeEnded: t("Le mandat a pris fin")
    case .contested: t("Cette personne n’est pas le maire ou le président")
    }
  }

  /// As a letter says it, to whoever cast or of her.
  var sentence: Phrase {
    switch self {
    case .withdrawn: t("La personne qui avait ce droit, ou celle qui l’avait donné, y a mis fin.")
    case .officeEnded: t("Le mandat qui le donnait est terminé.")
    case .contested:
      t("Deux instructeurs ont constaté que la personne qui avait ce droit n’est pas le maire ou le président.")
    }
  }
}
