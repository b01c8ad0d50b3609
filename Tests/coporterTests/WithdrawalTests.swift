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
    #expect(!(try await paul.get(Towns.home + "/brouillons").text.contains("Un agenda zwq")))
    for list in ["/contributions", "/contributions?q=zwq", "/contributions?theme=accueil"] {
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

  @Test(
    "Who took a contribution back still reads it, and puts it back on line as it was", arguments: Engine.available)
  func putBack(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq", today: "Le guichet zwv ferme.")
    _ = try await paul.post(path + "/soutien", ["organisme": String(towns.pau.id)])
    let before = try await towns.asking.house.database.read { db in try DepositFigures.of(1, db) }
    #expect(try await camille.get(path + "/retrait").text.contains("pourra la remettre en ligne avec ses soutiens"))
    #expect(try await camille.post(path + "/retrait/fin", [:]).status == 409)
    let bare = try #require(try await camille.post(path + "/retrait", ["raison": "Deux fois"]).fields[.location])
    let mine = try await camille.get(bare).text
    #expect(mine.contains("Un agenda zwq") && mine.contains("guichet zwv") && mine.contains("/retrait/fin\""))
    #expect(!(try await paul.get(bare).text.contains("zwq")))
    let file = try await camille.get(path + "/retrait/texte")
    #expect(file.text.contains("# Un agenda zwq") && file.text.contains("Le guichet zwv ferme."))
    #expect(try await paul.get(path + "/retrait/texte").status == 404)
    #expect(try await camille.get(Towns.home + "/brouillons").text.contains("Un agenda zwq"))
    #expect(!(try await paul.get(Towns.home + "/contributions?q=zwq").unmarked.contains("Un agenda zwq")))
    #expect(try await paul.post(path + "/retrait/fin", [:]).status == 404)
    let answered = try await camille.post(path + "/retrait/fin", [:])
    #expect(answered.fields[.location] == path + "?fait=remise")
    #expect(try await camille.get(path + "?fait=remise").text.contains("de nouveau en ligne"))
    #expect(try await paul.get(Towns.home + "/contributions?q=zwq").unmarked.contains("Un agenda zwq"))
    let page = try await paul.get(path).text
    #expect(page.contains("Le guichet zwv ferme.") && page.contains("Pau"))
    let after = try await towns.asking.house.database.read { db in try DepositFigures.of(1, db) }
    #expect(after == before && after.authoritySupports == 1)
    let territories = try await towns.asking.house.database.read { db in try DepositTerritories.of(1, db) }
    #expect(territories.organisations == 1)
    #expect(try await paul.get("/mes-suivis").text.contains("La contribution est remise en ligne."))
    #expect(
      try await towns.count(
        """
        SELECT count(*) FROM journal AS ending JOIN journal AS beginning ON ending.undoes_id = beginning.id
        WHERE ending.kind = 'contribution.put-back' AND beginning.kind = 'contribution.withdrawn'
        """) == 1)
    // Once corrections are over, it stays readable, and where it is.
    _ = try await camille.post(path + "/retrait", ["raison": "Encore"])
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      try Phase(kind: .instruction, opensAt: now.adding(seconds: -60), closesAt: now).insert(into: 1, db)
    }
    let late = try await camille.get(bare).text
    #expect(late.contains("Le calendrier ne permet plus") && late.contains("zwv") && !late.contains("/retrait/fin"))
    #expect(try await camille.post(path + "/retrait/fin", [:]).status == 422)
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
