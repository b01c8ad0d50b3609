package import Localization
package import Platform
package import Storage

extension RubricInvitations {
  package static func of(_ consultation: Int64, _ db: Snapshot) throws -> RubricInvitations {
    RubricInvitations(
      try db.rows(
        """
        SELECT rubric, title, title_english, lead, lead_english FROM rubric_invitation
        WHERE id IN (SELECT max(id) FROM rubric_invitation WHERE consultation_id = \(consultation) GROUP BY rubric)
        """
      ) { row in
        RubricInvitation(
          try row.next(), title: try row.next(), titleEnglish: try row.next(), lead: try row.next(),
          leadEnglish: try row.next())
      })
  }

  /// Puts these words in the place of those that are there.
  /// - Returns: whether anything changed.
  @discardableResult
  package func establish(in consultation: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws -> Bool {
    let standing = try Self.of(consultation, db)
    let changed = Rubric.allCases.map { self[$0] }.filter { $0 != standing[$0.rubric] }
    guard !changed.isEmpty else { return false }
    let event = try Event(
      "rubrics.worded", on: .init("consultation", consultation), by: actor, at: now, consultation: consultation
    ).record(db)
    for one in changed {
      try db.execute(
        """
        INSERT INTO rubric_invitation (consultation_id, rubric, title, title_english, lead, lead_english, event_id,
          established_at)
        VALUES (\(consultation), \(one.rubric), \(one.title), \(one.titleEnglish), \(one.lead), \(one.leadEnglish),
          \(event), \(now))
        """)
    }
    return true
  }
}
