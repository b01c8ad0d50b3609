import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform
@testable import Storage
@testable import coporter

@Suite("Export and erasure", .serialized)
struct ErasureTests {
  private static let page = "/compte/effacement"

  @Test(
    "A word in each personal column is in its owner's export and, once she is erased, nowhere: rows, files, pages, backup",
    arguments: Engine.available)
  func canary(engine: Engine) async throws {
    let made = try await PersonEverywhere.make(engine)
    let database = made.database
    let planted = try await made.plant()
    #expect(planted.count > 40)
    let export = try await made.browser.get("/compte/donnees")
    #expect(export.fields[.contentDisposition]?.contains("mes-donnees.json") == true)
    #expect(export.fields[.cacheControl]?.contains("no-store") == true)
    let parsed = try JSONSerialization.jsonObject(with: Data(export.text.utf8)) as? [String: Any]
    #expect((parsed?["kinds"] as? [Any])?.isEmpty == false)
    for word in planted {
      let isThere = export.text.contains(word.word)
      #expect(isThere, "\(word.table).\(word.column) is not in the export")
    }
    #expect(export.text.contains(PersonEverywhere.mail))
    #expect(try await !database.places(of: PersonEverywhere.word).isEmpty)

    let erased = try await made.browser.post(Self.page, ["confirmation": "oui"])
    #expect(erased.status == 303 && erased.fields[.location] == "/compte-efface")
    #expect(try await database.places(of: PersonEverywhere.word) == [])
    for word in planted where word.stays {
      #expect(try await database.places(of: word.word) == ["\(word.table).\(word.column)"])
    }
    // In the night that follows.
    try await Self.runJob("destructions.rewriting", made.cast.towns.asking, hours: 24)
    try await isInNoFile(PersonEverywhere.word, database)
    for page in try await Crawl(browser: made.cast[.administrator]).pages() {
      let isShown = page.answered.text.lowercased().contains(PersonEverywhere.word)
      #expect(!isShown, "\(page.path)")
    }
    await database.close()
  }

  /// Neither in those of the database nor in the next backup.
  private func isInNoFile(_ text: String, _ database: Database) async throws {
    let word = Data(text.utf8)
    let isInFiles = database.fileBytes.range(of: word) != nil
    #expect(!isInFiles)
    let backup = Scratch.place("backup", ending: ".sqlite").path
    try await database.backup(to: backup, migrations: Platform.migrations(of: modules(database)))
    let isInBackup = try Data(contentsOf: URL(filePath: backup)).range(of: word) != nil
    #expect(!isInBackup)
    try FileManager.default.removeItem(atPath: backup)
  }

  @Test(
    "Before erasure one reads what goes of what one has, and the export tells what one did, for whom and about what",
    arguments: Engine.available)
  func told(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq")
    let token = String(path.split(separator: "/").last?.prefix(Token.length) ?? "")
    #expect(try await camille.post(path + "/commentaires", ["texte": "Chez nous aussi."]).status == 303)
    let parts = try await camille.get(Self.page).text.components(separatedBy: "<h2>")
    let (going, staying) = (try #require(parts.dropFirst().first), try #require(parts.dropFirst(2).first))
    #expect(going.contains("Votre adresse et votre nom"))
    #expect(going.contains("Vos commentaires\u{A0}: seul votre lien") && !going.contains("<li>Vos commentaires</li>"))
    #expect(staying.contains("vos commentaires, publiés au nom d’un organisme"))
    #expect(staying.contains("vos contributions, publiées au nom d’un organisme"))
    // Of what she never did, nothing is said.
    #expect(!going.contains("Vos signalements") && !going.contains("Ce que vous faites comme instructeur"))
    #expect(!(try await paul.get(Self.page).text.contains("Vos commentaires")))
    let export = try await camille.get("/compte/donnees").text
    let mine = try #require(JSONSerialization.jsonObject(with: Data(export.utf8)) as? [String: Any])
    let kinds = try #require(mine["kinds"] as? [[String: Any]])
    let records = kinds.flatMap { $0["records"] as? [[String: Any]] ?? [] }
    let published = records.filter { $0["table"] as? String == "contribution" }
    #expect(published.count == 1 && published.first?["title"] as? String == "Un agenda zwq")
    #expect(published.first?["organisation"] as? String == "Dax" && published.first?["token"] as? String == token)
    let acts = records.filter { $0["table"] as? String == "journal" }
    for kind in ["contribution.published", "comment.posted"] {
      let act = acts.first { $0["kind"] as? String == kind }
      #expect(act?["organisation"] as? String == "Dax" && act?["contribution"] as? String == token, "\(kind)")
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "Whoever acts for her town no more takes away what she typed in its draft, and not what colleagues wrote since",
    arguments: Engine.available)
  func formerAgent(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let jean = try await towns.agent("jean@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    let hers = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "De Camille.", "revision": "0"]
    #expect(try await camille.post(draft, hers).status == 303)
    func taken() async throws -> String { try await camille.get("/compte/donnees").text }
    try await towns.end("camille@wanadoo.fr", for: towns.dax)
    #expect(try await taken().contains("De Camille."))
    let his = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "De Jean.", "revision": "1"]
    #expect(try await jean.post(draft, his).status == 303)
    // That she began it, when, in which consultation and for whom, stays hers to read.
    let after = try await taken()
    #expect(!after.contains("De Jean.") && after.contains("begun_at") && after.contains("\"table\":\"draft\""))
    #expect(after.contains("\"today\":null"))
    try await towns.asking.house.database.write { db in
      let person = try Person.all(with: "camille@wanadoo.fr", db).first?.id ?? 0
      try Mandate.give(
        to: person, for: towns.dax.id, as: .agent, by: .demonstration, actor: .command,
        at: towns.asking.time.clock.now(), db)
    }
    #expect(try await taken().contains("De Jean."))
    await towns.asking.house.database.close()
  }

  @Test("Nothing goes without the box; then the session is over, and the same address is somebody new")
  func confirmation() async throws {
    let towns = try await Towns.make(.sqlite)
    let person = try await towns.person("camille@wanadoo.fr", "Camille")
    let page = try await person.get(Self.page).text
    #expect(page.contains("Ce qui est effacé") && !page.contains("Vos brouillons"), "she has none")
    let refused = try await person.post(Self.page, [:])
    #expect(refused.status == 422 && refused.text.contains("rien n’a été effacé"))
    #expect(try await person.get("/compte").status == 200)
    _ = try await person.post(Self.page, ["confirmation": "oui"])
    #expect(try await person.get("/compte").status == 303)
    #expect(try await person.get("/compte-efface").text.contains("Votre compte est effacé"))
    try await Browser(towns.asking).enter("camille@wanadoo.fr", as: "Camille")
    #expect(try await towns.count("SELECT count(*) FROM person") == 2)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE person_id = 1") == 0)
    await towns.asking.house.database.close()
  }

  @Test(
    "The last administrator stays; a box that another shares keeps what is not hers alone", arguments: Engine.available)
  func shared(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let last = try await towns.invited(.administrator, "seule@agence.example")
    let refused = try await last.post(Self.page, ["confirmation": "oui"])
    #expect(refused.status == 409 && refused.text.contains("dernier administrateur"))
    let first = try await towns.person("mairie@dax.example", "Camille")
    let second = Browser(towns.asking)
    try await second.askForCode("mairie@dax.example")
    _ = try await second.post("/connexion/code", ["code": try await towns.asking.newestMail().code, "partagee": "oui"])
    _ = try await second.post("/connexion/qui", ["nom": "Dominique"])
    let together = try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'mairie@dax.example'")
    _ = try await first.post(Self.page, ["confirmation": "oui"])
    #expect(
      try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'mairie@dax.example'") == together - 1)
    #expect(try await towns.count("SELECT count(*) FROM sign_in WHERE mail = 'mairie@dax.example'") > 0)
    await towns.asking.house.database.close()
  }

  @Test(
    "An account that sleeps is warned a month before it goes; whoever comes back keeps hers",
    arguments: Engine.available)
  func dormancy(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    _ = try await towns.person("dort@wanadoo.fr", "Dort")
    let back = try await towns.person("revient@wanadoo.fr", "Revient")
    _ = back
    _ = try await towns.invited(.administrator, "veille@agence.example")
    let warned: SQL = "SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'dormancy/%'"
    try await Self.runJob("accounts.dormant", towns.asking, hours: 24 * 699)
    #expect(try await towns.count(warned) == 0)
    try await Self.runJob("accounts.dormant", towns.asking, hours: 24 * 2)
    try await Self.runJob("accounts.dormant", towns.asking, hours: 1)
    #expect(try await towns.count(warned) == 2)
    try await Browser(towns.asking).enter("revient@wanadoo.fr", as: nil)
    try await Self.runJob("accounts.dormant", towns.asking, hours: 24 * 28)
    #expect(try await towns.count("SELECT count(*) FROM person WHERE name = ''") == 0)
    try await Self.runJob("accounts.dormant", towns.asking, hours: 24 * 3)
    #expect(try await towns.count("SELECT count(*) FROM person WHERE name = ''") == 1)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'dort@wanadoo.fr'") == 0)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'revient@wanadoo.fr'") == 1)
    await towns.asking.house.database.close()
  }

  @Test("Whatever a kind that time ends has kept, its job clears", arguments: Engine.available)
  func retention(engine: Engine) async throws {
    let made = try await PersonEverywhere.make(engine)
    let asking = made.cast.towns.asking
    _ = try await asking.house.outbox.deliverWaiting()
    let tables = asking.house.declarations.compactMap(\.table)
    var hours: Int64 = 24 * 3660
    for kind in tables.flatMap(\.personal).map(\.kind) {
      guard case .limited(_, let job) = kind.period, kind.name != "account" else { continue }
      try await Self.runJob(job, asking, hours: hours)
      hours = 0
    }
    for table in tables {
      for columns in table.personal {
        guard case .limited = columns.kind.period, columns.kind.name != "account" else { continue }
        let rows = try await made.cast.towns.count(
          "SELECT count(*) FROM \(SQL(stringLiteral: table.name)) WHERE \(columns.owner(made.id))")
        #expect(rows == 0, "\(table.name): \(columns.kind.name) has had its time")
      }
    }
    await made.database.close()
  }

  /// Lets time go by, then does one job as the house would.
  static func runJob(_ name: String, _ asking: Asking, hours: Int64) async throws {
    asking.time.advance(seconds: hours * 3600)
    let job = try #require(asking.house.jobs.jobs.first { $0.name == name }, "no job \(name)")
    try await job.body(asking.house.database, asking.time.clock)
  }
}
