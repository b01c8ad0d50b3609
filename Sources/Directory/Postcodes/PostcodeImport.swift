package import Storage

/// The file of the postal codes of communes: all those of each commune that it names.
package enum PostcodeImport {
  /// Adds the new codes and takes off those that a commune no longer has; a second run changes nothing.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func run(_ table: CSV, _ db: Transaction) throws -> FileImport {
    let insee = try table.column("insee_code")
    let postcode = try table.column("postal_code")
    let codes = try OrganisationCodes(db)
    var result = FileImport()
    var listed: [Int64: Set<String>] = [:]
    for row in 0..<table.count {
      guard let code = try table.communeCode(row, insee) else { throw table.refusal(row, insee) }
      guard let postal = try table.digits(5, row, postcode) else { throw table.refusal(row, postcode) }
      if let commune = codes.commune(code) {
        listed[commune, default: []].insert(postal)
      } else {
        result.unknown.append(table.line(of: row))
      }
    }
    let known = try Self.known(db)
    for commune in listed.keys.sorted() {
      let (now, before) = (listed[commune] ?? [], known[commune] ?? [])
      result.unchanged += now.intersection(before).count
      for postal in now.subtracting(before).sorted() {
        try db.execute(
          "INSERT INTO organisation_postcode (organisation_id, postcode) VALUES (\(commune), \(postal))")
        result.created += 1
      }
      for postal in before.subtracting(now).sorted() {
        try db.execute(
          "DELETE FROM organisation_postcode WHERE organisation_id = \(commune) AND postcode = \(postal)")
        result.removed += 1
      }
    }
    return result
  }

  /// The codes of every commune that has some.
  static func known(_ db: Snapshot) throws -> [Int64: Set<String>] {
    var known: [Int64: Set<String>] = [:]
    try db.forEach("SELECT organisation_id, postcode FROM organisation_postcode") { row in
      let commune: Int64 = try row.next()
      known[commune, default: []].insert(try row.next())
    }
    return known
  }
}

extension Organisation {
  /// Its postal codes, in order.
  func postcodes(_ db: Snapshot) throws -> [String] {
    try db.values("SELECT postcode FROM organisation_postcode WHERE organisation_id = \(id) ORDER BY postcode LIMIT 40")
  }
}
