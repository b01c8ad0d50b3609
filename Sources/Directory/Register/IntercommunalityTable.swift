/// The table of intercommunalities with their own taxation.
struct IntercommunalityTable {
  private let table: CSV
  private let siren, name, department, population: Int

  init(_ table: CSV) throws(RegisterError) {
    self.table = table
    siren = try table.column("siren")
    name = try table.column("name")
    department = try table.column("department")
    population = try table.column("population_municipal")
  }

  /// The intercommunalities in the table's order, placed where their communes are.
  func entries(_ territories: Territories) throws(RegisterError) -> [RegisterEntry] {
    var entries: [RegisterEntry] = []
    var known: Set<String> = []
    for row in 0..<table.count {
      guard let siren = try table.siren(row, self.siren) else { throw table.refusal(row, self.siren) }
      guard known.insert(siren).inserted else {
        throw RegisterError(file: table.file, line: table.line(of: row), reason: .repeatedEntry(siren))
      }
      guard let official = table.prose(row, name) else { throw table.refusal(row, name) }
      guard let seat = territories.departments[table.text(row, department)] else {
        throw table.refusal(row, department)
      }
      var entry = RegisterEntry(
        kind: .intercommunality, name: FrenchName(intercommunality: official), source: RegisterFile.geographySource)
      entry.siren = siren
      entry.population = try table.natural(row, population)
      entry.department = table.text(row, department)
      entry.region = seat.region
      entry.longitude = territories.intercommunalities[siren]?.longitude
      entry.latitude = territories.intercommunalities[siren]?.latitude
      entries.append(entry)
    }
    return entries
  }
}
