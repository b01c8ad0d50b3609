import Foundation
import Localization
import Platform
import Storage
import Testing

@testable import Directory

@Suite("Bringing an edition and files to the directory", .serialized)
struct DirectoryImportTests {
  private let now = ParisTime.instant(year: 2026, month: 11, day: 24)

  /// A directory with the kernel's tables, and nobody in it.
  private func open(_ engine: Engine) async throws -> Database {
    let database = try await TemporaryDatabase.make(engine)
    let room = try DirectoryModule(register: Register(database: database))
    _ = try await database.migrate(migrations(of: [room]))
    return database
  }

  private func commune(_ code: String, _ name: String, siren: String? = nil, population: Int = 100) throws
    -> RegisterEntry
  {
    let forms = try #require(FrenchName(commune: name, articleCode: 0))
    var entry = RegisterEntry(kind: .commune, name: forms, source: "essai")
    entry.inseeCode = code
    entry.siren = siren
    entry.population = population
    entry.department = String(code.prefix(2))
    return entry
  }

  private func body(_ name: String, siren: String? = nil) -> RegisterEntry {
    var entry = RegisterEntry(kind: .operator, name: FrenchName(body: name, article: name), source: "essai")
    entry.siren = siren
    return entry
  }

  private func table(_ text: String) throws -> CSV { try CSV(bytes: Array(text.utf8), file: "essai.csv") }

  private func bring(
    _ entries: [RegisterEntry], movements: CSV? = nil, into database: Database, isDry: Bool = false
  ) async throws -> RegisterImport {
    var sources = DirectoryImport(entries: entries)
    sources.movements = movements
    return try #require(try await sources.run(into: database, by: .command, at: now, isDry: isDry).register)
  }

  private func count(_ sql: SQL, _ database: Database) async throws -> Int {
    try await database.read { db in try db.value(sql, as: Int.self) ?? 0 }
  }

  @Test("The difference is told line by line; a trial tells the same and changes nothing", arguments: Engine.available)
  func difference(engine: Engine) async throws {
    let database = try await open(engine)
    let first = [try commune("40088", "Dax"), try commune("40001", "Aire"), try commune("40002", "Amou")]
    #expect(try await bring(first, into: database, isDry: true).count(.created) == 3)
    #expect(try await count("SELECT count(*) FROM organisation", database) == 0)
    #expect(try await bring(first, into: database).changes.allSatisfy { $0.kind == .created })
    let second = [
      try commune("40088", "Dax", population: 101), try commune("40001", "Aire-sur-l’Adour"),
      try commune("40003", "Angoumé"),
    ]
    let expected: [RegisterChange] = [
      .updated("Dax (40)"), .renamed("Aire (40)", to: "Aire-sur-l’Adour (40)"), .created("Angoumé (40)"),
      .vanished("Amou (40)"),
    ]
    #expect(try await bring(second, into: database, isDry: true).changes == expected)
    #expect(try await count("SELECT count(*) FROM organisation WHERE name = 'Aire'", database) == 1)
    #expect(try await bring(second, into: database).changes == expected)
    let again = try await bring(second, into: database)
    #expect(again.isEmpty && again.unchanged == 3 && again.changes == [.vanished("Amou (40)")])
    #expect(try await count("SELECT count(*) FROM journal WHERE kind = 'directory.imported'", database) == 2)
    await database.close()
  }

  @Test(
    "A number that passes from one body to another, or that was asked for, is no obstacle", arguments: Engine.available)
  func numbers(engine: Engine) async throws {
    let database = try await open(engine)
    _ = try await bring(
      [try commune("40088", "Dax", siren: "214000887"), try commune("40001", "Aire", siren: "210100012")],
      into: database)
    _ = try await database.write { [now] db in
      try db.execute(
        """
        INSERT INTO organisation (token, kind, name, genitive, siren, source, created_at)
        VALUES ('aaaaaaaaaa', 'operator', 'Alpi', 'de l’Alpi', '254003304', 'request', \(now))
        """)
    }
    let next = [
      try commune("40088", "Dax", siren: "210100012"), try commune("40001", "Aire", siren: "214000887"),
      body("Agence landaise", siren: "254003304"),
    ]
    #expect(
      try await bring(next, into: database).changes == [
        .updated("Dax (40)"), .updated("Aire (40)"), .renamed("Alpi", to: "Agence landaise"),
      ])
    #expect(try await bring(next, into: database).changes.isEmpty)
    #expect(try await count("SELECT count(*) FROM organisation WHERE token = 'aaaaaaaaaa'", database) == 1)
    await database.close()
  }

  @Test(
    "A commune that merged keeps its row and says who took it over; an older edition does not undo it",
    arguments: Engine.available)
  func mergers(engine: Engine) async throws {
    let database = try await open(engine)
    let old = [
      try commune("01033", "Bellegarde-sur-Valserine"), try commune("01091", "Châtillon-en-Michaille"),
      try commune("49011", "Freigné", siren: "210100012"),
    ]
    _ = try await bring(old, into: database)
    let file = try movements(
      "32,2019-01-01,COM,01033,Bellegarde-sur-Valserine,COM,01033,0,Valserhône",
      "32,2019-01-01,COM,01091,Châtillon-en-Michaille,COM,01033,0,Valserhône",
      "41,2018-01-01,COM,49011,Freigné,COM,44225,0,Freigné")
    let merged: [RegisterChange] = [
      .renamed("Bellegarde-sur-Valserine (01)", to: "Valserhône (01)"),
      .merged("Châtillon-en-Michaille (01)", into: "Valserhône (01)"),
    ]
    #expect(try await bring(old, movements: file, into: database).changes == merged)
    #expect(try await bring(old, movements: file, into: database).changes.isEmpty)
    #expect(try await bring(old, into: database).changes.isEmpty)
    // The newer edition names neither the commune that is no more, nor the old code.
    let new = [try commune("01033", "Valserhône"), try commune("44225", "Freigné", siren: "210100012")]
    #expect(try await bring(new, into: database).changes == [.updated("Freigné (44)")])
    #expect(try await count("SELECT count(*) FROM organisation", database) == 3)
    #expect(try await count("SELECT count(*) FROM journal WHERE kind = 'organisation.merged'", database) == 1)
    let restoring = try movements("21,2025-01-01,COM,01033,Valserhône,COM,01091,0,Châtillon-en-Michaille")
    #expect(
      try await bring(new, movements: restoring, into: database).changes == [
        .restored("Châtillon-en-Michaille (01)"), .vanished("Châtillon-en-Michaille (01)"),
      ])
    await database.close()
  }

  @Test("A file of members replaces the list of each operator that it names", arguments: Engine.available)
  func members(engine: Engine) async throws {
    let database = try await open(engine)
    let entries = [
      try commune("40088", "Dax", siren: "214000887"), try commune("40001", "Aire"),
      body("Agence landaise", siren: "254003304"), body("Sitiv"),
    ]
    _ = try await bring(entries, into: database)
    let header = "operator_siren,operator_name,member_insee_code,member_siren,source,date\n"
    func run(_ lines: String) async throws -> FileImport {
      var sources = DirectoryImport()
      sources.members = try table(header + lines)
      return try #require(try await sources.run(into: database, by: .command, at: now).members)
    }
    var expected = FileImport()
    (expected.created, expected.unknown) = (3, [5, 6, 7])
    let lines = """
      254003304,,40088,,liste,2026-01-01
      254003304,,40001,,liste,2026-01-01
      ,Sitiv,,214000887,liste,2026-01-01
      254003304,,99999,,liste,2026-01-01
      ,Inconnu,40088,,liste,2026-01-01
      ,Dax,40001,,liste,2026-01-01
      """
    #expect(try await run(lines) == expected)
    (expected.created, expected.unchanged) = (0, 3)
    #expect(try await run(lines) == expected)
    // Aire has left the agency; the list of the other operator is not named, and stays.
    var next = FileImport()
    (next.updated, next.removed) = (1, 1)
    #expect(try await run("254003304,,40088,,liste,2026-02-01") == next)
    #expect(try await count("SELECT count(*) FROM organisation_member", database) == 2)
    let wrong = [
      "254003305,,40088,,liste,2026-01-01", ",,40088,,liste,2026-01-01", "254003304,,,,liste,2026-01-01",
      "254003304,,4008,,liste,2026-01-01", "254003304,,,123456789,liste,2026-01-01", "254003304,,40088,,,2026-01-01",
      "254003304,,40088,,liste,hier",
    ]
    for line in wrong {
      let text = lines + "\n" + line
      await #expect(throws: RegisterError.self, "\(line)") { try await run(text) }
    }
    let twice = lines + "\n254003304,,40088,,liste,2026-01-01"
    await #expect(throws: RegisterError(file: "essai.csv", line: 8, reason: .repeatedEntry("40088"))) {
      try await run(twice)
    }
    #expect(try await count("SELECT count(*) FROM organisation_member", database) == 2)
    await database.close()
  }

  @Test("Postal codes are found, those of an arrondissement with its city", arguments: Engine.available)
  func postcodes(engine: Engine) async throws {
    let database = try await open(engine)
    _ = try await bring([try commune("40088", "Dax"), try commune("75056", "Paris")], into: database)
    func run(_ lines: String) async throws -> FileImport {
      var sources = DirectoryImport()
      sources.postcodes = try table("insee_code,postal_code\n" + lines)
      return try #require(try await sources.run(into: database, by: .command, at: now).postcodes)
    }
    var expected = FileImport()
    (expected.created, expected.unknown) = (3, [5])
    #expect(try await run("40088,40100\n75056,75001\n75112,75012\n99999,99999") == expected)
    let register = Register(database: database)
    try await register.refresh()
    let byPostcode = await register.find("40100", limit: 5)
    let found = try await database.read { db in try Organisation.with(ids: byPostcode, db) }
    #expect(found.map(\.name) == ["Dax"])
    let byDistrict = await register.find("75012", limit: 5)
    let city = try await database.read { db in try Organisation.with(ids: byDistrict, db) }
    #expect(city.map(\.name) == ["Paris"])
    var next = FileImport()
    (next.created, next.removed) = (1, 1)
    #expect(try await run("40088,40180") == next)
    for wrong in ["40088,4010", "40088,4010é", ",40100", "40088,"] {
      await #expect(throws: RegisterError.self, "\(wrong)") { try await run(wrong) }
    }
    await database.close()
  }

  @Test("A file that cannot be read leaves all the others undone")
  func whole() async throws {
    let database = try await open(.sqlite)
    var sources = DirectoryImport(entries: [try commune("40088", "Dax")])
    sources.postcodes = try table("insee_code,postal_code\n40088,x")
    let wrong = sources
    await #expect(throws: RegisterError.self) { try await wrong.run(into: database, by: .command, at: now) }
    #expect(try await count("SELECT count(*) FROM organisation", database) == 0)
    await database.close()
  }
}
