import Localization
package import Storage

/// A file of the national register of elected members, as the ministry publishes it: the mayors, or the members of the
/// councils of intercommunalities, departments or regions, of which the presidents are taken. It holds all the heads of
/// its kind: those that it no longer names are forgotten.
package enum HeadImport {
  package static let separator: Character = ";"

  /// Brings the heads to those of the file; a second run changes nothing.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func run(_ table: CSV, _ db: Transaction) throws -> FileImport {
    let columns = try HeadColumns(table)
    let organisations = try Self.organisations(columns.kind, db)
    var result = FileImport()
    var found: [Int64: RegisteredHead] = [:]
    for row in 0..<table.count {
      guard let line = try columns.head(row, in: table) else { continue }
      guard let organisation = organisations[line.code] else {
        result.unknown.append(table.line(of: row))
        continue
      }
      var head = line.head
      head.organisation = organisation
      // Where one succeeds another, both may be in the file: the newest holds.
      if let other = found[organisation], other.isLater(than: head) { continue }
      found[organisation] = head
    }
    guard !found.isEmpty || !result.unknown.isEmpty else {
      throw RegisterError(file: table.file, line: 1, reason: .empty)
    }
    try bring(found, columns.kind, &result, db)
    return result
  }

  private static func bring(
    _ found: [Int64: RegisteredHead], _ kind: OrganisationKind, _ result: inout FileImport, _ db: Transaction
  ) throws {
    let known = try RegisteredHead.all(of: kind, db)
    let before = Dictionary(known.map { ($0.organisation, $0) }, uniquingKeysWith: { $1 })
    for (organisation, head) in found.sorted(by: { $0.key < $1.key }) {
      switch before[organisation] {
      case nil: result.created += 1
      case head: result.unchanged += 1
      default: result.updated += 1
      }
      if before[organisation] != head { try head.keep(db) }
    }
    for gone in known where found[gone.organisation] == nil {
      try db.execute("DELETE FROM registered_head WHERE organisation_id = \(gone.organisation)")
      result.removed += 1
    }
  }

  /// By the code that the files of this kind name them with.
  private static func organisations(_ kind: OrganisationKind, _ db: Snapshot) throws -> [String: Int64] {
    let code: SQL = kind == .intercommunality ? "siren" : "insee_code"
    let pairs = try db.rows(
      "SELECT \(code), id FROM organisation WHERE kind = \(kind.rawValue) AND \(code) IS NOT NULL"
    ) { row in (try row.next(String.self), try row.next(Int64.self)) }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }
}

extension RegisteredHead {
  fileprivate func isLater(than other: RegisteredHead) -> Bool {
    guard let since else { return false }
    return other.since.map { $0 < since } ?? true
  }
}

/// The columns of one of the files, found by their names.
private struct HeadColumns {
  var kind: OrganisationKind
  private var code: Int
  /// Absent from the file of mayors, who all have the same.
  private var function: Int?
  private var familyName: Int
  private var givenName: Int
  private var since: Int

  init(_ table: CSV) throws(RegisterError) {
    let names: (OrganisationKind, String) =
      if table.header.contains("N° SIREN") {
        (.intercommunality, "N° SIREN")
      } else if table.header.contains("Code du canton") {
        (.department, "Code du département")
      } else if table.header.contains("Code de la région") {
        (.region, "Code de la région")
      } else {
        (.commune, "Code de la commune")
      }
    kind = names.0
    code = try table.column(names.1)
    let title = "Libellé de la fonction"
    function = kind == .commune && !table.header.contains(title) ? nil : try table.column(title)
    familyName = try table.column("Nom de l'élu")
    givenName = try table.column("Prénom de l'élu")
    since = try table.column("Date de début de la fonction")
  }

  /// The head that a row names, and the code of what it heads; nil for another elected member.
  func head(_ row: Int, in table: CSV) throws(RegisterError) -> (code: String, head: RegisteredHead)? {
    if let function {
      let text = table.text(row, function)
      guard kind == .commune ? text == "Maire" : text.hasPrefix("Président") else { return nil }
    }
    let head = RegisteredHead(
      organisation: 0, familyName: try name(row, familyName, in: table), givenName: try name(row, givenName, in: table),
      since: try day(row, in: table))
    return (try place(row, in: table), head)
  }

  private func place(_ row: Int, in table: CSV) throws(RegisterError) -> String {
    let found: String? =
      switch kind {
      case .commune: try table.communeCode(row, code)
      case .intercommunality: try table.siren(row, code)
      default: table.optionalText(row, code)
      }
    guard let found else { throw table.refusal(row, code) }
    return found
  }

  private func name(_ row: Int, _ column: Int, in table: CSV) throws(RegisterError) -> String {
    guard let name = table.prose(row, column), name.count <= RegisteredHead.longestName else {
      throw table.refusal(row, column)
    }
    return name
  }

  /// `2020-07-09`, or `09/07/2020` as earlier editions write it; nothing where the register does not know.
  private func day(_ row: Int, in table: CSV) throws(RegisterError) -> Instant? {
    guard let text = table.optionalText(row, since) else { return nil }
    let iso = /([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/
    let french = /(0[1-9]|[12][0-9]|3[01])\/(0[1-9]|1[0-2])\/([12][0-9]{3})/
    let parts: (Substring, Substring, Substring)
    if let match = text.wholeMatch(of: iso) {
      parts = (match.1, match.2, match.3)
    } else if let match = text.wholeMatch(of: french) {
      parts = (match.3, match.2, match.1)
    } else {
      throw table.refusal(row, since)
    }
    guard let year = Int(parts.0), let month = Int(parts.1), let day = Int(parts.2) else {
      throw table.refusal(row, since)
    }
    return ParisTime.instant(year: year, month: month, day: day)
  }
}
