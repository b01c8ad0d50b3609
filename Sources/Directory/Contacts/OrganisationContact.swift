package import Localization
import Platform
package import Storage

/// Where an organisation is written to.
package struct OrganisationContact: Sendable, Equatable {
  package var mail: String
  /// Who reads it; nobody in particular at an official mailbox.
  package var person: Int64?

  /// How many of those who act for an organisation are written to.
  private static let most = 20

  /// Those who act for an organisation; where nobody does, its official mailboxes.
  package static func nearest(to organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    let holders = try holders(of: organisation, at: now, db)
    return holders.isEmpty ? try mailboxes(of: organisation, db) : holders
  }

  package static func holders(of organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    let persons: [Int64] = try db.values(
      """
      SELECT person_id FROM mandate WHERE organisation_id = \(organisation) AND ended_event_id IS NULL
        AND (ends_at IS NULL OR ends_at > \(now)) ORDER BY id LIMIT \(most)
      """)
    return try persons.compactMap { person in try OrganisationContact(person: person, db) }
  }

  package static func mailboxes(of organisation: Int64, _ db: Snapshot) throws -> [OrganisationContact] {
    try OrganisationMailbox.all(of: organisation, db).map { OrganisationContact(mail: $0.mail, person: nil) }
  }
}

extension OrganisationContact {
  /// Somebody at her own address; nil where she has none any more.
  package init?(person: Int64, _ db: Snapshot) throws {
    guard let mail = try Person.mail(of: person, db) else { return nil }
    self.init(mail: mail, person: person)
  }
}
