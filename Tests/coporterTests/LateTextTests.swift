import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("What is typed too late", .serialized)
struct LateTextTests {
  @Test(
    "A comment, or what one would do with a contribution, typed while it is taken back, is shown again to its author",
    arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda zwq")
    _ = try await paul.post(path + "/soutien", ["organisme": "\(towns.pau.id)"])
    _ = try await camille.post(path + "/retrait", ["raison": "Deux fois"])
    let comment = ["texte": "Chez nous <aussi>, zwv"]
    let statement = ["organisme": "\(towns.pau.id)", "usage": "Chez nous <aussi>, zwv"]
    for (act, fields) in [
      ("/commentaires", comment), ("/soutien", statement), ("/soutien/precision", statement),
    ] {
      let refused = try await paul.post(path + act, fields)
      #expect(refused.status == 410 && refused.text.contains("Chez nous &lt;aussi&gt;, zwv"), "\(act)")
      #expect(refused.text.contains("votre texte n’est pas publié") && !refused.text.contains("agenda zwq"), "\(act)")
    }
    #expect(try await paul.post("/en" + path + "/commentaires", comment).text.contains("your text is not published"))
    #expect(try await towns.count("SELECT count(*) FROM comment") == 0)
    // Nobody learns of what never was.
    let none = Towns.home + "/contributions/zzzzzzzzzz"
    #expect(try await paul.post(none + "/commentaires", comment).status == 404)
    await towns.asking.house.database.close()
  }

  @Test("What is sent after a mandate has ended is kept, shown, and sent with another", arguments: Engine.available)
  func withoutMandate(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda")
    try await towns.end("paul@wanadoo.fr", for: towns.pau)
    let answered = try await paul.post(path + "/commentaires", ["texte": "Chez nous <aussi> zwv"])
    let kept = try #require(answered.fields[.location])
    #expect(answered.status == 303 && kept.hasPrefix("/reprise/"))
    let page = try await paul.get(kept).text
    #expect(page.contains("Chez nous &lt;aussi&gt; zwv") && page.contains("href=\"/habilitation\""))
    #expect(page.contains("Vous n’agissez plus pour un organisme"))
    #expect(try await camille.get(kept).status == 404)
    // With nothing typed, one goes straight to where a mandate is given.
    #expect(try await paul.get(path + "/commentaires").fields[.location] == "/habilitation")
    let again = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    #expect(try await again.post(path + "/commentaires", ["texte": "Chez nous <aussi> zwv"]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM comment") == 1)
    await towns.asking.house.database.close()
  }
}
