import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Saying more with a support", .serialized)
struct SupportTests {
  @Test(
    "A support says what one would do with it; what is said anew takes its place, and ends with the support",
    arguments: Engine.available)
  func statement(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let path = try await towns.deposit(try await towns.agent("dax@wanadoo.fr", for: towns.dax), title: "Un agenda")
    let pau = try await towns.agent("pau@wanadoo.fr", for: towns.pau)
    let said = ["organisme": "\(towns.pau.id)", "usage": "Pour nos <écoles>.", "pret": "experimenter"]
    #expect(try await pau.post(path + "/soutien", said).fields[.location] == path + "?fait=soutien")
    #expect(try await pau.post(path + "/soutien", said).fields[.location] == path + "?fait=deja-soutenu")
    var page = try await Browser(towns.asking).get(path + "/soutiens?page=1").text
    #expect(page.contains("Pour nos &lt;écoles&gt;.") && page.contains("prêt à expérimenter"))
    #expect(!page.contains("prêt à co-porter") && !page.contains("pau@"))
    #expect(try await pau.get(path + "/soutien").text.contains(">Pour nos &lt;écoles&gt;.</textarea>"))
    let anew = ["organisme": "\(towns.pau.id)", "usage": "Pour la mairie.", "pret": "co-porter"]
    for done in ["precision", "rien-a-preciser"] {
      #expect(try await pau.post(path + "/soutien/precision", anew).fields[.location] == path + "?fait=" + done)
    }
    page = try await Browser(towns.asking).get(path + "/soutiens?page=1").text
    #expect(page.contains("Pour la mairie.") && !page.contains("écoles") && page.contains("prêt à co-porter"))
    #expect(try await towns.count("SELECT count(*) FROM support_statement") == 2)
    _ = try await pau.post(path + "/soutien/retrait", ["organisme": "\(towns.pau.id)"])
    page = try await Browser(towns.asking).get(path + "/soutiens?page=1").text
    #expect(!page.contains("Pour la mairie.") && page.contains("Personne ne soutient encore"))
    let late = try await pau.post(path + "/soutien/precision", anew)
    #expect(late.status == 422 && late.text.contains("ne soutient pas, ou plus"))
    // A support given again says nothing yet.
    _ = try await pau.post(path + "/soutien", ["organisme": "\(towns.pau.id)"])
    #expect(try await !pau.get(path + "/soutien").text.contains("Pour la mairie."))
    let kinds = try await towns.asking.house.database.read { db -> [String] in
      try db.values("SELECT kind FROM journal WHERE kind LIKE 'support.%' ORDER BY id")
    }
    #expect(kinds == ["support.given", "support.stated", "support.stated", "support.ended", "support.given"])
    await towns.asking.house.database.close()
  }

  @Test("What is too long is refused beside its field, with what was typed, and nothing is given")
  func refusal() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let path = try await towns.deposit(try await towns.agent("dax@wanadoo.fr", for: towns.dax), title: "Un agenda")
    let pau = try await towns.agent("pau@wanadoo.fr", for: towns.pau)
    let long = String(repeating: "é", count: SupportStatement.longestPurpose + 1)
    let answered = try await pau.post(path + "/soutien", ["organisme": "\(towns.pau.id)", "usage": long])
    #expect(answered.status == 422 && answered.text.contains(long) && answered.text.contains("usage-erreur"))
    #expect(try await towns.count("SELECT count(*) FROM support") == 0)
    await towns.asking.house.database.close()
  }

  @Test("Supporters are counted by kind, size and place, in words as on the map", arguments: Engine.available)
  func supporters(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let path = try await towns.deposit(try await towns.agent("dax@wanadoo.fr", for: towns.dax), title: "Un agenda")
    let both = try await towns.agent("pau@wanadoo.fr", for: towns.pau, towns.guild)
    let token = try await both.token()
    let body = "organisme=\(towns.pau.id)&organisme=\(towns.guild.id)&pret=experimenter&_form=\(token)"
    _ = try await both.post(path + "/soutien", raw: body)
    let (supporters, contribution) = try await towns.asking.house.database.read { db in
      let id = try db.value("SELECT id FROM contribution", as: Int64.self) ?? 0
      let contribution = try #require(try Contribution.with(ids: [id], db).first)
      let page = ListPage(asked: 1, of: contribution.supports, size: Supporters.pageSize)
      return (try Supporters(of: contribution, page: page, db), contribution)
    }
    #expect(supporters.kinds.map(\.count).reduce(0, +) == 2 && contribution.supports == 2)
    #expect(supporters.kinds.contains { $0.kind == .commune && $0.count == 1 })
    #expect(supporters.experimenting == 2 && supporters.coCarrying == 0)
    #expect(supporters.departments.values.reduce(supporters.nationwide, +) == 2)
    let page = try await towns.asking.get(path + "/soutiens").text
    #expect(page.contains("2 soutiens") && page.contains(towns.pau.name))
    for number in ["0", "2", "99999999999999999999", "x"] {
      #expect(try await towns.asking.get(path + "/soutiens?page=" + number).status == 200)
    }
    await towns.asking.house.database.close()
  }
}
