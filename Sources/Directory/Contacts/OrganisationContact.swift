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
  /// How many organisations are read together: the persons behind them fit in one statement of either engine.
  private static let atOnce = 1_000

  /// Those who act for an organisation; where nobody does, its official mailboxes.
  package static func nearest(to organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    try nearest(to: [organisation], at: now, db)[organisation] ?? []
  }

  /// The same for several; one that has neither is left out.
  package static func nearest(
    to organisations: [Int64], at now: Instant, _ db: Snapshot
  ) throws -> [Int64: [OrganisationContact]] {
    var found: [Int64: [OrganisationContact]] = [:]
    for start in stride(from: 0, to: organisations.count, by: atOnce) {
      let some = organisations[start..<min(start + atOnce, organisations.count)]
      let holders = try holders(of: Array(some), at: now, db)
      let mailboxes = try mailboxes(of: some.filter { holders[$0] == nil }, db)
      for organisation in some { found[organisation] = holders[organisation] ?? mailboxes[organisation] }
    }
    return found
  }

  package static func holders(of organisation: Int64, at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    try holders(of: [organisation], at: now, db)[organisation] ?? []
  }

  private static func holders(
    of organisations: [Int64], at now: Instant, _ db: Snapshot
  ) throws -> [Int64: [OrganisationContact]] {
    let mandates = try db.rows(
      """
      SELECT organisation_id, person_id FROM mandate WHERE organisation_id IN (\(SQL.list(organisations)))
        AND ended_event_id IS NULL AND (ends_at IS NULL OR ends_at > \(now)) ORDER BY id
      """
    ) { row in (organisation: try row.next(Int64.self), person: try row.next(Int64.self)) }
    let persons = Dictionary(grouping: mandates, by: \.organisation).mapValues { $0.prefix(most).map(\.person) }
    let mails = try Person.mails(of: Array(Set(persons.values.joined())), db)
    return persons.mapValues { its in
      its.compactMap { person in mails[person].map { OrganisationContact(mail: $0, person: person) } }
    }.filter { !$0.value.isEmpty }
  }

  package static func mailboxes(of organisation: Int64, _ db: Snapshot) throws -> [OrganisationContact] {
    try mailboxes(of: [organisation], db)[organisation] ?? []
  }

  private static func mailboxes(
    of organisations: [Int64], _ db: Snapshot
  ) throws -> [Int64: [OrganisationContact]] {
    guard !organisations.isEmpty else { return [:] }
    let boxes = try db.rows(
      """
      SELECT organisation_id, mail FROM organisation_mailbox WHERE organisation_id IN (\(SQL.list(organisations)))
      ORDER BY id
      """
    ) { row in (organisation: try row.next(Int64.self), mail: try row.next(String.self)) }
    return Dictionary(grouping: boxes, by: \.organisation).mapValues { its in
      its.map { OrganisationContact(mail: $0.mail, person: nil) }
    }
  }
}

extension OrganisationContact {
  /// Somebody at her own address; nil where she has none any more.
  package init?(person: Int64, _ db: Snapshot) throws {
    guard let mail = try Person.mail(of: person, db) else { return nil }
    self.init(mail: mail, person: person)
  }
}
