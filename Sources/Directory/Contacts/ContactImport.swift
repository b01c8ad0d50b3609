package import Foundation
import Platform
package import Storage

/// What a file of contacts changed (its columns: docs/data-formats.md).
package struct ContactImport: Sendable, Equatable {
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  /// Lines whose organisation is not in the directory.
  package var unknown: [Int] = []

  /// Adds the mailboxes and domains of `file`, in one transaction; a second run changes nothing.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func run(file: URL, into database: Database) async throws -> ContactImport {
    let bytes: Data
    do { bytes = try Data(contentsOf: file) } catch {
      throw RegisterError(file: file.lastPathComponent, line: 1, reason: .unreadable)
    }
    let contacts = try Contact.all(in: CSV(bytes: Array(bytes), file: file.lastPathComponent))
    return try await database.write { db in
      var result = ContactImport()
      for contact in contacts { try result.add(contact, db) }
      return result
    }
  }

  private mutating func add(_ contact: Contact, _ db: Transaction) throws {
    let found =
      try contact.inseeCode.flatMap { code in
        try db.value(
          "SELECT id FROM organisation WHERE kind = 'commune' AND insee_code = \(code)", as: Int64.self)
      }
      ?? contact.siren.flatMap { siren in
        try db.value("SELECT id FROM organisation WHERE siren = \(siren)", as: Int64.self)
      }
    guard let organisation = found else {
      unknown.append(contact.line)
      return
    }
    if let mail = contact.mail {
      try keep(mail, in: "organisation_mailbox", as: "mail", of: organisation, contact, db)
    }
    if let domain = contact.domain {
      try keep(domain, in: "organisation_domain", as: "domain", of: organisation, contact, db)
    }
  }

  private mutating func keep(
    _ value: String, in table: SQL, as column: SQL, of organisation: Int64, _ contact: Contact, _ db: Transaction
  ) throws {
    let known = try db.value(
      "SELECT dated FROM \(table) WHERE organisation_id = \(organisation) AND \(column) = \(value)", as: String.self)
    switch known {
    case nil: created += 1
    case contact.dated: unchanged += 1
    default: updated += 1
    }
    try db.execute(
      """
      INSERT INTO \(table) (organisation_id, \(column), source, dated)
      VALUES (\(organisation), \(value), \(contact.source), \(contact.dated))
      ON CONFLICT (organisation_id, \(column)) DO UPDATE SET source = excluded.source, dated = excluded.dated
      """)
  }
}

/// One line of the file of contacts.
private struct Contact {
  var line: Int
  var inseeCode: String?
  var siren: String?
  var mail: String?
  var domain: String?
  var source: String
  var dated: String

  static func all(in table: CSV) throws(RegisterError) -> [Contact] {
    let insee = try table.column("insee_code")
    let siren = try table.column("siren")
    let mail = try table.column("mail")
    let domain = try table.column("domain")
    let source = try table.column("source")
    let date = try table.column("date")
    var contacts: [Contact] = []
    for row in 0..<table.count {
      var contact = Contact(line: table.line(of: row), source: table.text(row, source), dated: table.text(row, date))
      contact.inseeCode = table.optionalText(row, insee)
      contact.siren = try table.siren(row, siren)
      guard contact.inseeCode != nil || contact.siren != nil else { throw table.refusal(row, insee) }
      guard !contact.source.isEmpty else { throw table.refusal(row, source) }
      guard isDay(contact.dated) else { throw table.refusal(row, date) }
      if let text = table.optionalText(row, mail) {
        guard let address = MailAddress(text) else { throw table.refusal(row, mail) }
        contact.mail = address.text
      }
      if let text = table.optionalText(row, domain) {
        guard let address = MailAddress("x@" + text), !address.isAtSharedProvider else {
          throw table.refusal(row, domain)
        }
        contact.domain = address.domain
      }
      guard contact.mail != nil || contact.domain != nil else { throw table.refusal(row, mail) }
      contacts.append(contact)
    }
    return contacts
  }

  /// `2026-11-24` (ISO 8601).
  private static func isDay(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/) != nil
  }
}
