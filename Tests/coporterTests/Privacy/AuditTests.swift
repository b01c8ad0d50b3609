import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Demonstration
@testable import Directory
@testable import Platform
@testable import coporter

@Suite("The journal as an audit trail", .serialized)
struct AuditTests {
  @Test("Each kind of event that the program writes has its sentence, and each sentence its kind")
  func sentences() async throws {
    let database = try await TemporaryDatabase.make(.sqlite)
    let rooms: [any Module] = try modules(database) + [DemonstrationModule(database: database)]
    let house = try await buildHouse(
      modules: rooms, database: database, settings: .demonstration, clock: HandClock(Demonstration.start).clock,
      logger: Asking.quiet)
    var written: Set<String> = []
    for file in SourceTree.files(ending: ".swift") where file.path.hasPrefix("Sources/") {
      // Its first argument names the kind, or chooses between two.
      for call in file.text.matches(of: /(?:Event|event|end|settle|close)\(\s*([^,]{1,160}?)(?:,|\)\.record)/) {
        for kind in call.1.matches(of: /"([a-z-]+\.[a-z-]+)"/) { written.insert(String(kind.1)) }
      }
    }
    #expect(written.count > 45)
    let told = Set(house.sentences.keys)
    #expect(written.subtracting(told).sorted() == [], "say it in the room’s …Events.swift")
    #expect(told.subtracting(written).sorted() == [], "nothing writes it")
    await database.close()
  }

  @Test(
    "Administrators filter it by person, organisation, act, consultation and day, page by page",
    arguments: Engine.available)
  func filters(engine: Engine) async throws {
    let cast = try await Cast.make(engine)
    let reader = cast[.administrator]
    let now = cast.towns.asking.time.clock.now()
    try await cast.towns.asking.house.database.write { db in
      for line in 0..<50 {
        try Event("follower.read", on: .init("follower", Int64(line)), by: .job, at: now).record(db)
      }
      try Event("comment.hidden", on: .init("comment", 1), by: .job, at: now).record(db)
    }
    let page = "/administration/journal"
    let all = try await reader.get(page).text
    #expect(all.contains("Un commentaire a été masqué</h2>") && all.contains("Plus anciens →"))
    let older = try #require(all.firstMatch(of: /href="(\/administration\/journal\?avant=[0-9]+)"/)).1
    #expect(try await reader.get(String(older)).text.contains("Les plus récents"))
    for (query, seen, unseen) in [
      ("personne=voisine@wanadoo.fr", "Un soutien a été donné</h2>", "Un commentaire a été masqué</h2>"),
      ("personne=Agent%20VOISINE", "Un soutien a été donné</h2>", "Un commentaire a été masqué</h2>"),
      ("organisme=pau", "Un soutien a été donné</h2>", "Un rôle a été donné</h2>"),
      ("evenement=support.given", "Un soutien a été donné</h2>", "Un rôle a été donné</h2>"),
      ("consultation=1", "Une contribution a été publiée</h2>", "Un rôle a été donné</h2>"),
      ("du=2999-01-01", "Aucun acte ne répond", "class=\"entry\""),
      ("au=2000-01-01", "Aucun acte ne répond", "class=\"entry\""),
      ("personne=%25", "Aucun acte ne répond", "class=\"entry\""),
    ] {
      let found = try await reader.get(page + "?" + query).text
      #expect(found.contains(seen) && !found.contains(unseen), "\(query)")
    }
    #expect(try await cast[.instructor].get(page).status == 404)
    await cast.close()
  }

  @Test("The file has every line of the filter, the newest first", arguments: Engine.available)
  func export(engine: Engine) async throws {
    let cast = try await Cast.make(engine)
    let answered = try await cast[.administrator].get("/administration/journal/export")
    #expect(answered.fields[.contentType] == "text/csv; charset=utf-8")
    #expect(answered.fields[.cacheControl]?.contains("no-store") == true)
    let lines = answered.text.split(separator: "\r\n")
    let count = try await cast.towns.count("SELECT count(*) FROM journal")
    #expect(lines.count == count + 1)
    let numbers = lines.dropFirst().compactMap { Int($0.dropFirst().prefix { $0 != "\"" }) }
    #expect(numbers == numbers.sorted(by: >))
    let given = try await cast[.administrator].get("/administration/journal/export?evenement=support.given").text
    let rows = given.split(separator: "\r\n").dropFirst()
    #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("\"support.given\";\"Un soutien a été donné\"") })
    await cast.close()
  }
}
