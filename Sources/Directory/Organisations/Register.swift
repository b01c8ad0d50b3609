import Localization
package import Platform
import Retrieval
package import Storage
import Synchronization

/// The bodies of the directory held in memory to be found by name; read again after an import.
package final class Register: Sendable {
  package let database: Database
  private let state = Mutex(State())

  private struct State {
    /// Being built, or built.
    var index = Task { NameIndex([NameIndex.Entry]()) }
    var places = Places()
    var census = Census()
  }

  package init(database: Database) { self.database = database }

  package var places: Places { state.withLock { $0.places } }
  package var census: Census { state.withLock { $0.census } }

  /// Waits for the index where it is being built.
  package func find(_ query: String, limit: Int) async -> [Int64] {
    await state.withLock { $0.index }.value.find(query, limit: limit)
  }

  /// Reads every name anew, 36,000 rows; the index of them is built behind.
  package func refresh() async throws {
    let (entries, places, census) = try await database.read { db in
      var entries: [NameIndex.Entry] = []
      var places = Places()
      var census = Census()
      let postcodes = try PostcodeImport.known(db)
      let merged = Set(try Merger.all(db).map(\.organisation))
      try db.forEach(
        """
        SELECT id, kind, name, siren, insee_code, population, region, department FROM organisation ORDER BY id
        """
      ) { row in
        let id: Int64 = try row.next()
        let kind: OrganisationKind = try row.next()
        let name: String = try row.next()
        let siren: String? = try row.next()
        let code: String? = try row.next()
        let population: Int? = try row.next()
        let region: String? = try row.next()
        let department: String? = try row.next()
        if !merged.contains(id) {
          census.add(.init(department: department, region: region, kind: kind, population: population))
        }
        entries.append(
          NameIndex.Entry(
            id: id, kind: kind.named, names: [name], codes: [siren, code].compactMap(\.self) + (postcodes[id] ?? []),
            // A commune that is no more comes after those that are.
            weight: merged.contains(id) ? 0 : population ?? 0))
        if let code { places.add(kind, code: code, name: name, region: region) }
      }
      places.order()
      return (entries, places, census)
    }
    let index = Task { NameIndex(entries) }
    state.withLock { $0 = State(index: index, places: places, census: census) }
  }
}

extension OrganisationKind {
  /// What people say before its name.
  fileprivate var named: NameIndex.Kind {
    switch self {
    case .commune: .commune
    case .intercommunality: .intercommunality
    case .department: .department
    case .region: .region
    case .syndicate: .syndicate
    case .association: .association
    case .operator, .state: .other
    }
  }
}

/// The names of departments and regions by their codes.
package struct Places: Sendable {
  private var departments: [String: String] = [:]
  private var regions: [String: String] = [:]
  private var departmentsByRegion: [String: Set<String>] = [:]

  mutating func add(_ kind: OrganisationKind, code: String, name: String, region: String?) {
    switch kind {
    case .department:
      departments[code] = name
      if let region { departmentsByRegion[region, default: []].insert(code) }
    case .region: regions[code] = name
    default: return
    }
  }

  /// By code.
  package private(set) var allDepartments: [(code: String, name: String)] = []
  package private(set) var allRegions: [(code: String, name: String)] = []
  /// Every region and every department, drawn once for the lists that ask for one: `region-75`, `departement-40`.
  package private(set) var territoryChoices: [Choices.Group] = []

  /// Called once all were added.
  mutating func order() {
    allDepartments = departments.map { ($0.key, $0.value) }.sorted { $0.code < $1.code }
    allRegions = regions.map { ($0.key, $0.value) }.sorted { $0.code < $1.code }
    territoryChoices = [
      Choices.Group(t("Régions"), Choices.Drawn(allRegions.map { ("region-" + $0.code, $0.name) })),
      Choices.Group(
        t("Départements"), Choices.Drawn(allDepartments.map { ("departement-" + $0.code, "\($0.name) (\($0.code))") })),
    ]
  }

  package func hasDepartment(_ code: String) -> Bool { departments[code] != nil }
  package func hasRegion(_ code: String) -> Bool { regions[code] != nil }
  /// The name of a department, or its code where none bears it.
  package func departmentName(_ code: String) -> String { departments[code] ?? code }
  package func regionName(_ code: String) -> String { regions[code] ?? code }

  package func departmentName(of organisation: Organisation) -> String? {
    organisation.department.map(departmentName)
  }

  /// « Dax (Landes) »: many communes share their name.
  package func fullName(of organisation: Organisation) -> String {
    guard organisation.kind != .department, let department = departmentName(of: organisation) else {
      return organisation.name
    }
    return "\(organisation.name) (\(department))"
  }

  /// « du Havre (Seine-Maritime) », after « les dépôts »: for French sentences alone.
  package func fullGenitive(of organisation: Organisation) -> String {
    guard organisation.kind != .department, let department = departmentName(of: organisation) else {
      return organisation.genitive
    }
    return "\(organisation.genitive) (\(department))"
  }

  /// The codes of the departments of a region.
  package func departments(ofRegion code: String) -> Set<String> { departmentsByRegion[code] ?? [] }

  package func regionName(of organisation: Organisation) -> String? {
    organisation.region.map { regions[$0] ?? $0 }
  }
}
