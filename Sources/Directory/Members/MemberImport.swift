package import Storage

/// The file of the members of operators: the whole list of each operator that it names.
package enum MemberImport {
  /// Those whose members a file may list.
  private static let kinds: [OrganisationKind] = [.operator, .syndicate, .intercommunality, .department, .association]

  /// Adds the new members and takes off those that are no longer in the list; a second run changes nothing.
  /// - Throws: `RegisterError` with the line of the first value that cannot be.
  package static func run(_ table: CSV, _ db: Transaction) throws -> FileImport {
    let lines = try MemberLine.all(in: table)
    var result = FileImport()
    let codes = try OrganisationCodes(db)
    var operators: [MemberLine.Operator: Int64?] = [:]
    var kept: [Int64: Set<Int64>] = [:]
    for line in lines {
      let named = try operators[line.operator] ?? find(line.operator, db)
      operators[line.operator] = .some(named)
      guard let named, let member = codes.find(inseeCode: line.inseeCode, siren: line.siren), member != named else {
        result.unknown.append(line.line)
        continue
      }
      guard kept[named, default: []].insert(member).inserted else { throw line.repeated }
      try keep(member, of: named, line, &result, db)
    }
    for (named, members) in kept { result.removed += try removeOthers(than: members, of: named, db) }
    return result
  }

  /// By SIREN, else by its name when one body alone bears it.
  private static func find(_ wanted: MemberLine.Operator, _ db: Snapshot) throws -> Int64? {
    let condition: SQL =
      switch wanted {
      case .siren(let siren): "siren = \(siren)"
      case .name(let name): "name = \(name)"
      }
    let found: [Int64] = try db.values(
      "SELECT id FROM organisation WHERE \(condition) AND kind IN (\(SQL.list(kinds.map(\.rawValue)))) LIMIT 2")
    return found.count == 1 ? found.first : nil
  }

  private static func keep(
    _ member: Int64, of named: Int64, _ line: MemberLine, _ result: inout FileImport, _ db: Transaction
  ) throws {
    let known = try db.value(
      "SELECT dated FROM organisation_member WHERE operator_id = \(named) AND member_id = \(member)", as: String.self)
    switch known {
    case nil: result.created += 1
    case line.dated: result.unchanged += 1
    default: result.updated += 1
    }
    try OrganisationMember.tie(member, to: named, source: line.source, dated: line.dated, db)
  }

  private static func removeOthers(than members: Set<Int64>, of named: Int64, _ db: Transaction) throws -> Int {
    let known: [Int64] = try db.values("SELECT member_id FROM organisation_member WHERE operator_id = \(named)")
    let gone = known.filter { !members.contains($0) }
    for member in gone {
      try db.execute("DELETE FROM organisation_member WHERE operator_id = \(named) AND member_id = \(member)")
    }
    return gone.count
  }
}

/// One line of the file of members.
private struct MemberLine {
  enum Operator: Hashable {
    case siren(String)
    case name(String)
  }

  var line: Int
  var `operator`: Operator
  var inseeCode: String?
  var siren: String?
  var source: String
  var dated: String
  /// Thrown when this member was already listed for this operator.
  var repeated: RegisterError

  static func all(in table: CSV) throws(RegisterError) -> [MemberLine] {
    let operatorSiren = try table.column("operator_siren")
    let operatorName = try table.column("operator_name")
    let insee = try table.column("member_insee_code")
    let siren = try table.column("member_siren")
    let source = try table.column("source")
    let date = try table.column("date")
    var lines: [MemberLine] = []
    for row in 0..<table.count {
      let named =
        try table.siren(row, operatorSiren).map(Operator.siren) ?? table.prose(row, operatorName).map(Operator.name)
      guard let named else { throw table.refusal(row, operatorSiren) }
      let code = try table.communeCode(row, insee)
      let number = try table.siren(row, siren)
      guard let key = code ?? number else { throw table.refusal(row, insee) }
      guard let found = table.prose(row, source) else { throw table.refusal(row, source) }
      let line = table.line(of: row)
      lines.append(
        MemberLine(
          line: line, operator: named, inseeCode: code, siren: number, source: found,
          dated: try table.day(row, date),
          repeated: RegisterError(file: table.file, line: line, reason: .repeatedEntry(key))))
    }
    return lines
  }
}
