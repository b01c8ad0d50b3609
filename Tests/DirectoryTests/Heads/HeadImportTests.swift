import Localization
import Platform
import Storage
import Testing

@testable import Directory

@Suite("Heads from the national register of elected members", .serialized)
struct HeadImportTests {
  private static let mayors = """
    Code du département;Libellé du département;Code de la commune;Libellé de la commune;Nom de l'élu;Prénom de l'élu;\
    Code sexe;Date de naissance;Date de début du mandat;Date de début de la fonction
    """
  private static let councillors = """
    Code du département;N° SIREN;Libellé de l'EPCI;Code de la commune de rattachement;Nom de l'élu;Prénom de l'élu;\
    Date de naissance;Date de début du mandat;Libellé de la fonction;Date de début de la fonction
    """
  private let now = ParisTime.instant(year: 2026, month: 11, day: 24)

  private func open(_ engine: Engine) async throws -> Database {
    let database = try await TemporaryDatabase.make(engine)
    let room = try DirectoryModule(register: Register(database: database))
    _ = try await database.migrate(migrations(of: [room]))
    try await database.write { db in
      let bodies: [(kind: String, name: String, insee: String?, siren: String?)] = [
        ("commune", "Dax", "40088", "214000887"), ("commune", "Pau", "64445", "216404459"),
        ("intercommunality", "Grand Dax", nil, "244000675"), ("department", "Landes", "40", nil),
        ("region", "Nouvelle-Aquitaine", "75", nil),
      ]
      for (place, body) in bodies.enumerated() {
        try db.execute(
          """
          INSERT INTO organisation (token, kind, name, genitive, siren, insee_code, source, created_at)
          VALUES (\("aaaaaaaaa\(place)"), \(body.kind), \(body.name), \("de " + body.name), \(body.siren),
            \(body.insee), 'essai', \(now))
          """)
      }
    }
    return database
  }

  @discardableResult
  private func bring(_ text: String, _ database: Database, isDry: Bool = false) async throws -> FileImport {
    var sources = DirectoryImport()
    sources.heads = try CSV(bytes: Array(text.utf8), file: "elus.csv", separator: HeadImport.separator)
    let result = try await sources.run(into: database, by: .command, at: now, isDry: isDry)
    #expect(!DirectoryImportSummary(result).sentences.isEmpty)
    return try #require(result.heads)
  }

  private func heads(_ database: Database) async throws -> [String] {
    try await database.read { db in
      try db.values(
        """
        SELECT organisation.name || ' ' || given_name || ' ' || family_name || ' '
          || CAST(coalesce(since_at, 0) AS TEXT)
        FROM registered_head JOIN organisation ON organisation.id = organisation_id ORDER BY organisation.id
        """)
    }
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    ParisTime.instant(year: year, month: month, day: day).milliseconds
  }

  @Test(
    "Mayors are brought by name and day; twice changes nothing, a newer file replaces them all",
    arguments: Engine.available)
  func mayors(engine: Engine) async throws {
    let database = try await open(engine)
    let dax = "40;Landes;40088;Dax;SOREL;Claude;F;1970-01-31;2020-06-28;2020-07-09\n"
    let pau = "64;Pyrénées-Atlantiques;64445;Pau;D'ARTOIS;Élie;M;1960-02-01;2020-06-28;09/07/2020\n"
    let unknown = "01;Ain;01001;L'Abergement;NEUF;Luc;M;1960-02-01;2020-06-28;\n"
    let file = Self.mayors + "\n" + dax + pau + unknown
    #expect(try await bring(file, database, isDry: true).created == 2)
    #expect(try await heads(database) == [])
    let first = try await bring(file, database)
    #expect(first.created == 2 && first.unknown == [4])
    let since = day(2020, 7, 9)
    #expect(try await heads(database) == ["Dax Claude SOREL \(since)", "Pau Élie D’ARTOIS \(since)"])
    let again = try await bring(file, database)
    #expect(again.changes == 0 && again.unchanged == 2)
    #expect(
      try await database.read { db in
        try db.value("SELECT count(*) FROM journal WHERE kind = 'directory.imported'", as: Int.self)
      } == 1)
    // Two in one file: the newest holds. What the file no longer names goes.
    let later = "40;Landes;40088;Dax;NOUVEL;Zoé;F;1980-01-31;2026-03-22;2026-03-28\n"
    let newer = try await bring(Self.mayors + "\n" + later + dax, database)
    #expect(newer.updated == 1 && newer.removed == 1 && newer.created == 0)
    #expect(try await heads(database) == ["Dax Zoé NOUVEL \(day(2026, 3, 28))"])
    await database.close()
  }

  @Test(
    "Of councillors the presidents alone are taken; the kinds stand beside one another", arguments: Engine.available)
  func presidents(engine: Engine) async throws {
    let database = try await open(engine)
    try await bring(Self.mayors + "\n40;Landes;40088;Dax;SOREL;Claude;F;1970-01-31;2020-06-28;2020-07-09\n", database)
    let group = """
      40;244000675;Grand Dax;40088;SOREL;Claude;1970-01-31;2020-06-28;Président du conseil communautaire;2020-07-16
      40;244000675;CA du Grand Dax;40088;AUTRE;Luc;1970-01-31;2020-06-28;1er Vice-président du conseil communautaire;
      40;244000675;CA du Grand Dax;40088;MEMBRE;Ana;1970-01-31;2020-06-28;;

      """
    #expect(try await bring(Self.councillors + "\n" + group, database).created == 1)
    let canton = "Code du département;Code du canton;Nom de l'élu;Prénom de l'élu;Libellé de la fonction;"
    let section = "Code de la région;Nom de l'élu;Prénom de l'élu;Libellé de la fonction;"
    let last = "Date de début de la fonction\n"
    #expect(
      try await bring(
        canton + last + "40;4002;LANDAIS;Xavier;Président du conseil départemental;2021-07-01\n", database
      ).created == 1)
    #expect(
      try await bring(section + last + "75;ROUS;Alain;Président du conseil régional;2021-07-02\n", database).created
        == 1)
    let names = try await heads(database).map { $0.split(separator: " ").dropLast().joined(separator: " ") }
    #expect(
      names == [
        "Dax Claude SOREL", "Grand Dax Claude SOREL", "Landes Xavier LANDAIS", "Nouvelle-Aquitaine Alain ROUS",
      ])
    await database.close()
  }

  @Test("A file that cannot be read says its line, and changes nothing", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let database = try await open(engine)
    let good = "40;Landes;40088;Dax;SOREL;Claude;F;1970-01-31;2020-06-28;2020-07-09\n"
    try await bring(Self.mayors + "\n" + good, database)
    let wrong: [(String, Int)] = [
      (Self.mayors + "\n", 1), ("Code de la commune;Nom\n40088;SOREL\n", 1),
      (Self.mayors + "\n" + good + "64;;64445;Pau;ARTOIS;;M;1960-02-01;2020-06-28;2020-07-09\n", 3),
      (Self.mayors + "\n" + good + "64;;644;Pau;ARTOIS;Élie;M;1960-02-01;2020-06-28;2020-07-09\n", 3),
      (Self.mayors + "\n" + good + "64;;64445;Pau;ARTOIS;Élie;M;1960-02-01;2020-06-28;juillet\n", 3),
      (Self.mayors + "\n64;64445\n", 2),
    ]
    for (text, line) in wrong {
      do {
        try await bring(text, database)
        Issue.record("taken: \(text)")
      } catch let error as RegisterError {
        #expect(error.line == line, "\(error)")
      }
    }
    #expect(try await heads(database).count == 1)
    await database.close()
  }

  @Test(
    "A name is that of the head whatever its accents, case, hyphens and order",
    arguments: [
      ("Claude Sorel", "SOREL", "Claude, Anne", true), ("sorel claude", "SOREL", "Claude", true),
      ("Élie d’Artois", "D'ARTOIS", "Elie", true), ("Anne Marie Le Goff", "LE GOFF", "Anne-Marie", true),
      ("Zoe Martin Durand", "MARTIN-DURAND", "Zoé", true), ("Anne Sorel", "SOREL", "Claude", false),
      ("Claude Sor", "SOREL", "Claude", false), ("Claude", "SOREL", "Claude", false),
    ])
  func names(typed: String, family: String, given: String, isSame: Bool) {
    let head = RegisteredHead(organisation: 1, familyName: family, givenName: given, since: nil)
    #expect(head.bears(typed) == isSame)
  }
}
