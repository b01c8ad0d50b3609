import Platform
package import Storage

/// The file of official mailboxes and own domains.
package enum ContactImport {
  /// Adds what `table` holds; a second run changes nothing.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func run(_ table: CSV, _ db: Transaction) throws -> FileImport {
    var result = FileImport()
    let codes = try OrganisationCodes(db)
    for contact in try Contact.all(in: table) { try add(contact, codes, &result, db) }
    return result
  }

  private static func add(
    _ contact: Contact, _ codes: OrganisationCodes, _ result: inout FileImport, _ db: Transaction
  ) throws {
    guard let organisation = codes.find(inseeCode: contact.inseeCode, siren: contact.siren) else {
      result.unknown.append(contact.line)
      return
    }
    if let mail = contact.mail {
      try keep(mail, in: "organisation_mailbox", as: "mail", of: organisation, contact, &result, db)
    }
    if let domain = contact.domain {
      try keep(domain, in: "organisation_domain", as: "domain", of: organisation, contact, &result, db)
    }
  }

  private static func keep(
    _ value: String, in table: SQL, as column: SQL, of organisation: Int64, _ contact: Contact,
    _ result: inout FileImport, _ db: Transaction
  ) throws {
    let known = try db.value(
      "SELECT dated FROM \(table) WHERE organisation_id = \(organisation) AND \(column) = \(value)", as: String.self)
    switch known {
    case nil: result.created += 1
    case contact.dated: result.unchanged += 1
    default: result.updated += 1
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
      var contact = Contact(
        line: table.line(of: row), source: table.text(row, source), dated: try table.day(row, date))
      contact.inseeCode = table.optionalText(row, insee)
      contact.siren = try table.siren(row, siren)
      guard contact.inseeCode != nil || contact.siren != nil else { throw table.refusal(row, insee) }
      guard !contact.source.isEmpty else { throw table.refusal(row, source) }
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
}
