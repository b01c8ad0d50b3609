import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Taking a contribution back, and what its versions changed", .serialized)
struct WithdrawalTests {
  @Test(
    "A contribution that is taken back leaves its number and the reason, and no count, no list, no search",
    arguments: Engine.available)
  func tombstone(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq", today: "Rien.", theme: "accueil")
    _ = try await paul.post(path + "/soutien", ["organisme": String(towns.pau.id)])
    #expect(try await paul.get("\(Towns.home)/contributions?q=zwq").unmarked.contains("Un agenda zwq"))
    // Another's is not taken back; without a reason neither.
    #expect(try await paul.get(path + "/retrait").status == 404)
    #expect(try await paul.post(path + "/retrait", ["raison": "Non"]).status == 404)
    #expect(try await camille.get(path + "/retrait").text.contains("1 soutien ne comptera plus"))
    let refused = try await camille.post(path + "/retrait", ["raison": " "])
    #expect(refused.status == 422 && refused.text.contains("raison-erreur"))
    #expect(try await camille.post(path + "/retrait", ["raison": String(repeating: "x", count: 501)]).status == 422)
    let correction = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    let answered = try await camille.post(path + "/retrait", ["raison": "Déposé <deux> fois"])
    let bare = try #require(answered.fields[.location])
    #expect(answered.status == 303 && bare.hasSuffix("?fait=retiree"))
    let stone = try await paul.get(bare).text
    #expect(stone.contains("Contribution n° 1, retirée") && stone.contains("Déposé &lt;deux&gt; fois"))
    #expect(!stone.contains("zwq"))
    #expect(try await paul.get(path).fields[.location] == String(bare.split(separator: "?")[0]))
    for gone in ["/soutien", "/versions/1", "/retrait"] { #expect(try await camille.get(path + gone).status == 404) }
    #expect(try await paul.post(path + "/soutien/retrait", ["organisme": String(towns.pau.id)]).status == 404)
    #expect(try await camille.get(correction).status == 404)
    #expect(try await camille.post(path + "/retrait", ["raison": "Encore"]).status == 404)
    for list in ["/contributions", "/contributions?q=zwq", "/contributions?theme=accueil", "/brouillons"] {
      #expect(!(try await camille.get(Towns.home + list).unmarked.contains("Un agenda zwq")), "\(list)")
      #expect(!(try await paul.get(Towns.home + list).unmarked.contains("Un agenda zwq")), "\(list)")
    }
    // Supporting follows: what a follower is told has no word of it left.
    let followed = try await paul.get("/mes-suivis").text
    #expect(followed.contains("Contribution n° 1, retirée") && !followed.contains("zwq"))
    let figures = try await towns.asking.house.database.read { db in try DepositFigures.of(1, db) }
    #expect(figures == DepositFigures())
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'contribution.withdrawn'") == 1)
    // The next one has the next number, and the organisation is counted again.
    let next = try await towns.deposit(camille, title: "Un autre")
    #expect(try await camille.get(next).text.contains("n° 2, publiée"))
    let territories = try await towns.asking.house.database.read { db in try DepositTerritories.of(1, db) }
    #expect(territories.organisations == 1)
    await towns.asking.house.database.close()
  }

  @Test("Once decisions are near, nothing is taken back")
  func closed() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un agenda")
    #expect(try await camille.get(path).text.contains("/retrait\""))
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      try Phase(kind: .instruction, opensAt: now.adding(seconds: -60), closesAt: now).insert(into: 1, db)
    }
    #expect(!(try await camille.get(path).text.contains("/retrait\"")))
    #expect(try await camille.post(path + "/retrait", ["raison": "Trop tard"]).status == 422)
    #expect(try await towns.count("SELECT count(*) FROM withdrawal") == 0)
    await towns.asking.house.database.close()
  }

  @Test("A version tells what it changed, in words too", arguments: Engine.available)
  func changes(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un agenda", today: "Le guichet ferme à midi. Il pleut.")
    #expect(!(try await camille.get(path).text.contains("/versions/1")))
    let draft = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    _ = try await camille.post(
      draft,
      [
        "rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Le guichet ouvre <b> à midi. Il pleut.",
        "action": "relire", "revision": "1",
      ])
    #expect(try await camille.post(draft + "/publication", [:]).status == 303)
    let second = try await camille.get(path + "/versions/2").text
    #expect(second.contains("<del><span class=\"visually-hidden\">[retiré\u{A0}: </span>ferme<span"))
    #expect(second.contains("</span>ouvre &lt;b&gt;<span") && second.contains("Il pleut."))
    #expect(!(try await camille.get(path + "/versions/1").text.contains("<del>")))
    await towns.asking.house.database.close()
  }
}
