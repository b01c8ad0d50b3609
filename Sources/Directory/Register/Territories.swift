/// What the communes tell of the territories that hold them: names, sums, mean positions.
struct Territories {
  /// Sums over the communes of one territory.
  struct Tally {
    /// The row (from 0) of the first commune.
    var firstRow: Int
    var name: String
    var region: String
    var population = 0
    var longitudes = 0.0
    var latitudes = 0.0
    var positions = 0

    mutating func add(population: Int, longitude: Double?, latitude: Double?) {
      self.population += population
      guard let longitude, let latitude else { return }
      longitudes += longitude
      latitudes += latitude
      positions += 1
    }

    /// Degrees, to 4 decimals like the communes.
    var longitude: Double? { positions > 0 ? (longitudes / Double(positions) * 10_000).rounded() / 10_000 : nil }
    var latitude: Double? { positions > 0 ? (latitudes / Double(positions) * 10_000).rounded() / 10_000 : nil }
  }

  /// By code.
  var departments: [String: Tally] = [:]
  var regions: [String: Tally] = [:]
  /// By SIREN.
  var intercommunalities: [String: Tally] = [:]

  mutating func add(_ commune: RegisterEntry, row: Int, department: String, region: String) {
    let departmentCode = commune.department ?? ""
    let regionCode = commune.region ?? ""
    let population = commune.population ?? 0
    departments[departmentCode, default: Tally(firstRow: row, name: department, region: regionCode)]
      .add(population: population, longitude: commune.longitude, latitude: commune.latitude)
    regions[regionCode, default: Tally(firstRow: row, name: region, region: regionCode)]
      .add(population: population, longitude: commune.longitude, latitude: commune.latitude)
    guard let siren = commune.intercommunalitySiren else { return }
    intercommunalities[siren, default: Tally(firstRow: row, name: "", region: regionCode)]
      .add(population: population, longitude: commune.longitude, latitude: commune.latitude)
  }

  /// By code: « 01 »… « 976 ».
  var departmentEntries: [RegisterEntry] {
    departments.sorted { $0.key < $1.key }.map { code, tally in
      var entry = entry(.department, FrenchName(department: code, name: tally.name), code, tally)
      entry.department = code
      return entry
    }
  }

  /// By code: « 01 »… « 94 ».
  var regionEntries: [RegisterEntry] {
    regions.sorted { $0.key < $1.key }.map { code, tally in
      entry(.region, FrenchName(region: code, name: tally.name), code, tally)
    }
  }

  private func entry(_ kind: RegisterEntry.Kind, _ name: FrenchName, _ code: String, _ tally: Tally) -> RegisterEntry {
    var entry = RegisterEntry(kind: kind, name: name, source: RegisterFile.geographySource)
    entry.inseeCode = code
    entry.population = tally.population
    entry.region = tally.region
    entry.longitude = tally.longitude
    entry.latitude = tally.latitude
    return entry
  }
}
