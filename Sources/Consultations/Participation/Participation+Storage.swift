import Directory
package import Localization
package import Platform
package import Storage

extension Participation {
  /// The table of a consultation.
  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> Participation {
    var found = Participation()
    try db.forEach(
      "SELECT act, opens_with, ends_with FROM participation WHERE consultation_id = \(consultation)"
    ) { row in
      let act: ConsultationAct = try row.next()
      let opens: CalendarMoment = try row.next()
      found[act] = Rule([], from: opens, until: try row.next())
    }
    try db.forEach(
      """
      SELECT participation.act, participation_kind.kind FROM participation_kind
      JOIN participation ON participation.id = participation_kind.participation_id
      WHERE participation.consultation_id = \(consultation)
      """
    ) { row in
      let act: ConsultationAct = try row.next()
      found[act].kinds.insert(try row.next())
    }
    return found
  }

  /// Puts it in the place of the table of a consultation.
  /// - Returns: whether anything changed.
  @discardableResult
  package func establish(in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    let earlier = try Self.of(consultation, db)
    let changed = ConsultationAct.allCases.filter { earlier[$0] != self[$0] }
    guard !changed.isEmpty else { return false }
    try Event(
      "participation.changed", on: .init("consultation", consultation), by: actor, at: now,
      consultation: consultation, details: [("acts", .number(Int64(changed.count)))]
    ).record(db)
    try db.execute(
      """
      DELETE FROM participation_kind
      WHERE participation_id IN (SELECT id FROM participation WHERE consultation_id = \(consultation))
      """)
    try db.execute("DELETE FROM participation WHERE consultation_id = \(consultation)")
    for act in ConsultationAct.allCases {
      let rule = self[act]
      let id = try db.insert(
        """
        INSERT INTO participation (consultation_id, act, opens_with, ends_with)
        VALUES (\(consultation), \(act), \(rule.opens), \(rule.ends)) RETURNING id
        """)
      for kind in OrganisationKind.allCases where rule.kinds.contains(kind) {
        try db.execute(
          "INSERT INTO participation_kind (participation_id, kind) VALUES (\(id), \(kind.rawValue))")
      }
    }
    return true
  }
}
