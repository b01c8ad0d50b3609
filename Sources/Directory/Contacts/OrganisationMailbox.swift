import Localization
package import Storage

/// An official mailbox of an organisation, with where it was found and when; from the file of contacts alone.
package struct OrganisationMailbox: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var mail: String

  package init(from row: inout Row) throws {
    id = try row.next()
    mail = try row.next()
  }

  /// Those of an organisation, in the order of their arrival.
  package static func all(of organisation: Int64, _ db: Snapshot) throws -> [OrganisationMailbox] {
    try db.rows("SELECT id, mail FROM organisation_mailbox WHERE organisation_id = \(organisation) ORDER BY id")
  }

  /// Whether an organisation has this very domain as its own; sub-domains and look-alikes are others (SECURITY 17).
  static func owns(_ organisation: Int64, domain: String, _ db: Snapshot) throws -> Bool {
    try db.value(
      "SELECT id FROM organisation_domain WHERE organisation_id = \(organisation) AND domain = \(domain)",
      as: Int64.self) != nil
  }
}

extension OrganisationMailbox {
  /// The organisations that addresses are known for: as their official mailboxes, and by those who act for them.
  static func owners(of mails: [String], at now: Instant, _ db: Snapshot) throws -> [String: [String]] {
    let those = SQL.list(mails)
    let pairs = try db.rows(
      """
      SELECT organisation_mailbox.mail, organisation.name FROM organisation_mailbox
      JOIN organisation ON organisation.id = organisation_mailbox.organisation_id
      WHERE organisation_mailbox.mail IN (\(those))
      UNION
      SELECT person_address.mail, organisation.name FROM person_address
      JOIN mandate ON mandate.person_id = person_address.person_id
      JOIN organisation ON organisation.id = mandate.organisation_id
      WHERE person_address.mail IN (\(those)) AND mandate.ended_event_id IS NULL
        AND (mandate.ends_at IS NULL OR mandate.ends_at > \(now))
      ORDER BY 1, 2
      """
    ) { row in (mail: try row.next(String.self), name: try row.next(String.self)) }
    return Dictionary(grouping: pairs, by: \.mail).mapValues { $0.map(\.name) }
  }
}
