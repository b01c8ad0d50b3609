import Foundation
import HTTPTypes
import PublicCode
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("The services of an operator, from its folder", .serialized)
struct ServiceFolderTests {
  private static let whole = """
    name: Guichet
    url: https://forge.example/guichet
    usedBy: [Dax, Pau]
    description: {fr: {shortDescription: Un guichet, longDescription: Il sert.}}
    legal: {license: EUPL-1.2, repoOwner: La ville}
    """
  private static let partial = "name: Agenda\nurl: https://forge.example/agenda\n"

  private func run(
    _ files: [(String, String)], _ towns: Towns, for organisation: String? = nil,
    by mail: String = "camille@wanadoo.fr",
    publishes: Bool = false, isDry: Bool = false
  ) async throws -> [ServiceFolder.Outcome] {
    let folder = ServiceFolder(
      files.map { ServiceFolder.File(name: $0.0, text: $0.1) }, in: "essai", for: organisation ?? towns.dax.token,
      by: mail)
    return try await folder.run(
      into: towns.asking.house.database, publishes: publishes, at: towns.asking.time.clock.now(), isDry: isDry
    ).map(\.outcome)
  }

  @Test(
    "Files become drafts, those that lack nothing are published, and nothing is done twice", arguments: Engine.available
  )
  func deposited(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let files = [
      ("a/publiccode.yml", Self.whole), ("b/publiccode.yml", Self.partial), ("c/publiccode.yml", "a: [b"),
      ("d/publiccode.yml", "name: Sans adresse"),
    ]
    let tried = try await run(files, towns, isDry: true)
    #expect(tried[0] == .ready && tried[1] == .lacking(.noToday) && tried[3] == .noAddress)
    guard case .unreadable = tried[2] else { return #expect(Bool(false), "read") }
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    #expect(try await run(files, towns)[0] == .ready)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 2)
    let mine = try await camille.get(Towns.home + "/brouillons").text
    #expect(mine.contains("Guichet\u{A0}: Un guichet") && mine.contains(">Agenda</a>"))
    // What she writes stays.
    let address = try #require(mine.firstMatch(of: /href="([^"]+)">Agenda</)).1
    let said = ["rubrique": "service", "titre": "Agenda partagé", "action": "enregistrer", "revision": "1"]
    #expect(try await camille.post(String(address), said).status == 303)
    // Those who deposit it with the lead stay, and all of them follow.
    let guichet = try #require(mine.firstMatch(of: /href="([^"?]+)[^"]*">Guichet/)).1
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    try await towns.deposit(String(guichet), of: camille, with: paul, towns.pau)
    let published = try await run(files, towns, publishes: true)
    #expect(published[0] == .published && published[1] == .lacking(.noToday))
    #expect(try await towns.count("SELECT count(*) FROM codeposit WHERE contribution_id IS NOT NULL") == 1)
    #expect(try await towns.count("SELECT count(*) FROM follow WHERE contribution_id IS NOT NULL") == 2)
    #expect(try await camille.get(String(address)).text.contains(">Agenda partagé</textarea>"))
    #expect(try await run(files, towns, publishes: true)[0] == .alreadyPublished)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 1)
    #expect(
      try await towns.count(
        "SELECT count(*) FROM journal WHERE through = 'command' AND kind = 'contribution.published'") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A draft that a stranger has begun where a service would go is left to her", arguments: Engine.available)
  func squatted(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    _ = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let files = [("publiccode.yml", Self.whole)]
    _ = try await run(files, towns)
    let database = towns.asking.house.database
    let token = try await database.read { db in try db.value("SELECT token FROM draft", as: String.self) ?? "" }
    try await database.write { db in try Draft.with(token: token, db)?.delete(db) }
    let said = ["rubrique": "service", "titre": "À Pau", "aujourdhui": "Rien.", "action": "enregistrer"]
    #expect(try await paul.post("\(Towns.home)/brouillons/\(token)", said).status == 303)
    #expect(try await run(files, towns, publishes: true) == [.published])
    #expect(try await run(files, towns, publishes: true) == [.alreadyPublished])
    let kept = try await database.read { db in try Draft.with(token: token, db) }
    #expect(kept?.text.title == "À Pau" && kept?.organisation == towns.pau.id)
    #expect(
      try await towns.count("SELECT count(*) FROM contribution WHERE organisation_id = \(towns.dax.id)") == 1)
    await database.close()
  }

  @Test("Only for somebody who acts for the organisation, in a consultation that lets it")
  func refused() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    _ = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let files = [("publiccode.yml", Self.whole)]
    await #expect(throws: ServiceFolder.Refusal.noMandate) { try await run(files, towns, for: towns.pau.token) }
    await #expect(throws: ServiceFolder.Refusal.noMandate) { try await run(files, towns, by: "autre@wanadoo.fr") }
    await #expect(throws: ServiceFolder.Refusal.noOrganisation) { try await run(files, towns, for: "zzzzzzzzzz") }
    towns.asking.time.advance(seconds: 2 * 86_400)
    await #expect(throws: ParticipationRefusal.self) { try await run(files, towns, publishes: true) }
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    await towns.asking.house.database.close()
  }

  @Test("A published service gives the file that fills the same sheet", arguments: Engine.available)
  func exported(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    _ = try await run([("publiccode.yml", Self.whole)], towns, publishes: true)
    let token = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM contribution", as: String.self) ?? ""
    }
    let path = "\(Towns.home)/contributions/\(token)"
    let kept = try await towns.asking.house.database.read { db in try Contribution.with(token: token, db)?.text }
    let text = try #require(kept)
    let file = try await Browser(towns.asking).get(path + "/publiccode.yml")
    #expect(file.status == 200 && file.fields[.contentType] == "application/yaml; charset=utf-8")
    let software = try #require(PublicSoftware.read(file.text).software)
    var filled = ContributionText()
    _ = filled.fill(from: software)
    #expect(filled == text)
    #expect(try await camille.get(try #require(camille.get(path).fields[.location])).text.contains("/publiccode.yml\""))
    // A need has none, nor what was taken back.
    let need = try await towns.deposit(camille, title: "Un besoin")
    #expect(try await camille.get(need + "/publiccode.yml").status == 404)
    #expect(try await camille.post(path + "/retrait", ["raison": "Fini"]).status == 303)
    #expect(try await camille.get(path + "/publiccode.yml").status == 404)
    await towns.asking.house.database.close()
  }

  @Test("Files are found by their names, in the folder and below")
  func found() throws {
    let folder = Scratch.place("services")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["publiccode.yml", "b/publiccode.yaml", "a/c/publiccode.yml", "a/autre.yml"] {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(name.utf8).write(to: file)
    }
    let files = try ServiceFolder.files(in: folder)
    #expect(files.map(\.name) == ["a/c/publiccode.yml", "b/publiccode.yaml", "publiccode.yml"])
    #expect(files.first?.text == "a/c/publiccode.yml")
  }
}
