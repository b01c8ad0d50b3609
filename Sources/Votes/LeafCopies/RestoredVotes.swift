import Consultations
package import Localization
import Platform
package import Storage

/// What the return of a backup means for the votes that are open in it: what was told to voters after it may be lost,
/// so that each waits for an incident, but for one of which all that was published is there.
extension Vote {
  /// Suspends those that are open.
  /// - Parameter conform: the consultation whose log holds all that was published; nil where none is known to.
  /// - Returns: the titles of the consultations whose vote waits for its incident.
  package static func suspendRestored(
    but conform: Int64?, at now: Instant, _ db: Transaction
  ) throws -> [String] {
    let waiting: [Vote] = try db.rows(
      """
      SELECT \(columns) FROM vote WHERE opened_at IS NOT NULL AND counted_at IS NULL
        AND (closed_at IS NULL OR suspended_event_id IS NOT NULL) AND consultation_id <> \(conform ?? 0) ORDER BY id
      """)
    for vote in waiting where !vote.isSuspended {
      let event = try Event(
        "vote.suspended", on: .init("consultation", vote.consultation), by: .command, at: now,
        consultation: vote.consultation
      ).record(db)
      try vote.suspend(by: event, after: .none, db)
    }
    return try waiting.compactMap { try Consultation.with(id: $0.consultation, db)?.title }
  }

  /// It takes no ballot and does not close before its incident, of which what happened is written here.
  func suspend(by event: Int64, after comparison: LeafReplay.Comparison, _ db: Transaction) throws {
    let lines = comparison.told.joined(separator: "\n")
    try db.execute("UPDATE vote SET suspended_event_id = \(event), lost_leaves = \(lines) WHERE id = \(id)")
  }
}

extension LeafReplay.Comparison {
  /// The beginning of the incident that two persons will sign, ready to be read again.
  fileprivate var told: [String] {
    let accident = "Le serveur a subi un accident. La sauvegarde est remise en place"
    switch self {
    case .none, .same:
      return ["\(accident), sans que son journal ait été comparé à la dernière tête publiée."]
    case .differs: return ["\(accident), mais son journal n’est pas celui qui avait été publié."]
    case .missing(let count, let authorities, let evidence):
      var lines = ["\(accident), mais \(count) lignes publiées du journal manquent."]
      if !authorities.isEmpty { lines.append("Collectivités concernées : \(authorities.joined(separator: ", ")).") }
      // Not what they choose: the incident is public while the vote goes on.
      return lines + evidence.map { "Récépissé vérifié : \($0.authority), ligne \($0.line)." }
    }
  }
}

extension Incident {
  /// What an accident that suspended the vote lost, written for its incident; nil where none did. Once the closing is
  /// past no ballot is opened again, unless the incident moves it.
  static func prepared(for vote: Vote, at now: Instant, _ db: Snapshot) throws -> IncidentTyped? {
    guard vote.isSuspended else { return nil }
    let lost = try db.value("SELECT lost_leaves FROM vote WHERE id = \(vote.id)", as: String.self)
    let next =
      vote.state(at: now) == .open
      ? "Chaque collectivité concernée est invitée à rouvrir ou à relire son bulletin, et à garder son récépissé."
      : """
      La clôture est passée : si elle n’est pas repoussée ici, aucun bulletin ne s’ouvre ni ne change plus, et ce qui \
      manque au journal n’est pas compté ; un récépissé gardé prouve ce qui avait été publié.
      """
    return lost.map { IncidentTyped(title: "Accident du serveur", text: "\($0)\n\(next)") }
  }
}
