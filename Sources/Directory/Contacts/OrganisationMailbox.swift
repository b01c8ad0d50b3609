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
