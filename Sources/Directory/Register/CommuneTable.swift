/// The communes' table, its columns found once.
struct CommuneTable {
  private let table: CSV
  private let insee, name, article, department, departmentName, region, regionName: Int
  private let siren, population, intercommunality, longitude, latitude: Int

  init(_ table: CSV) throws(RegisterError) {
    self.table = table
    insee = try table.column("insee")
    name = try table.column("name")
    article = try table.column("article_code")
    department = try table.column("department")
    departmentName = try table.column("department_name")
    region = try table.column("region")
    regionName = try table.column("region_name")
    siren = try table.column("siren")
    population = try table.column("population_municipal")
    intercommunality = try table.column("epci_siren")
    longitude = try table.column("longitude")
    latitude = try table.column("latitude")
  }

  /// The communes in the table's order; their territories are summed on the way.
  func entries(gathering territories: inout Territories) throws(RegisterError) -> [RegisterEntry] {
    var entries: [RegisterEntry] = []
    entries.reserveCapacity(table.count)
    var known = Set<String>(minimumCapacity: table.count * 2)
    for row in 0..<table.count {
      let entry = try commune(row)
      for code in [entry.inseeCode, entry.siren] {
        if let code, !known.insert(code).inserted {
          throw RegisterError(file: table.file, line: table.line(of: row), reason: .repeatedEntry(code))
        }
      }
      try territories.add(
        entry, row: row, department: required(row, departmentName), region: required(row, regionName))
      entries.append(entry)
    }
    return entries
  }

  private func commune(_ row: Int) throws(RegisterError) -> RegisterEntry {
    guard let code = try table.natural(row, article),
      let forms = FrenchName(commune: try required(row, name), articleCode: code)
    else { throw table.refusal(row, article) }
    var entry = RegisterEntry(kind: .commune, name: forms, source: RegisterFile.geographySource)
    entry.inseeCode = table.text(row, insee)
    guard entry.inseeCode?.utf8.count == 5 else { throw table.refusal(row, insee) }
    entry.siren = try table.siren(row, siren)
    guard let inhabitants = try table.natural(row, population) else { throw table.refusal(row, population) }
    entry.population = inhabitants
    entry.department = try required(row, department)
    entry.region = try required(row, region)
    entry.intercommunalitySiren = try table.siren(row, intercommunality)
    entry.longitude = try table.decimal(row, longitude, within: -180...180)
    entry.latitude = try table.decimal(row, latitude, within: -90...90)
    return entry
  }

  private func required(_ row: Int, _ column: Int) throws(RegisterError) -> String {
    guard let text = table.prose(row, column) else { throw table.refusal(row, column) }
    return text
  }
}

extension CSV {
  /// A cell's SIREN, or nil when it is empty.
  /// - Throws: `RegisterError` when its key is wrong.
  func siren(_ row: Int, _ column: Int) throws(RegisterError) -> String? {
    guard let siren = optionalText(row, column) else { return nil }
    guard SIREN.isValid(siren) else { throw refusal(row, column) }
    return siren
  }
}
