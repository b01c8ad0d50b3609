import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("What is kept of somebody who follows without account", .serialized)
struct CitizenTests {
  private static let mail = "voisin@orange.fr"

  /// She follows Dax by mail, and has been told of one deposit; the link that her mail carries.
  private func followed(_ towns: Towns) async throws -> (reader: Browser, link: String) {
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let reader = Browser(towns.asking)
    let house = towns.asking.house
    _ = try await reader.post("/organismes/\(towns.dax.token)-dax/suivi", ["adresse": Self.mail])
    _ = try await house.outbox.deliverWaiting()
    let asked = try await towns.asking.newestMail().body
    let confirmation = try #require(asked.firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) })
    #expect(!asked.contains("/suivis/"), "nothing is kept yet but the request")
    _ = try await reader.post(confirmation, [:])
    _ = try await towns.deposit(camille, title: "Une carte")
    let job = try #require(house.jobs.jobs.first { $0.name == "follows.letters" })
    while try await house.jobs.runIfDue(job) {}
    towns.asking.time.advance(seconds: 86_400)
    while try await house.jobs.runIfDue(job) {}
    let told = try await house.database.read { db in
      try db.value(
        "SELECT body FROM outgoing_mail WHERE recipient = \(Self.mail) AND fact LIKE 'follow/%'", as: String.self) ?? ""
    }
    return (reader, try #require(told.firstMatch(of: /(\/suivis\/[0-9a-f]+)/).map { String($0.1) }))
  }

  @Test("She takes all of it away as a file, without what would let in whoever reads it", arguments: Engine.available)
  func export(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let (reader, link) = try await followed(towns)
    let page = try await reader.get(link)
    #expect(page.status == 200 && page.text.contains("v•••••@orange.fr") && page.text.contains(">Dax"))
    #expect(!page.text.contains(Self.mail))
    // A code for the same address is no part of what she follows.
    try await Browser(towns.asking).askForCode(Self.mail)
    let file = try await reader.get(link + "/donnees")
    #expect(file.fields[.contentDisposition]?.contains("mes-donnees.json") == true)
    #expect(file.fields[.cacheControl]?.contains("no-store") == true)
    let read = try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any]
    #expect(read?["mail"] as? String == Self.mail && read?["rhythm"] as? String == "weekly")
    let things = read?["follows"] as? [[String: String]]
    #expect(things?.count == 1 && things?.first?["page"]?.contains("/organismes/\(towns.dax.token)") == true)
    #expect((read?["warning"] as? String)?.contains("inventé") == true)
    let letters = read?["letters"] as? [[String: Any]] ?? []
    #expect(letters.count == 2 && (letters.last?["text"] as? String)?.contains("Une carte") == true)
    #expect(letters.first?["text"] is NSNull && !file.text.contains("/connexion/lien/"))
    await towns.asking.house.database.close()
  }

  @Test("She leaves one of the things that she follows, and goes on with the others", arguments: Engine.available)
  func leaving(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let (reader, link) = try await followed(towns)
    _ = try await reader.post("/organismes/\(towns.pau.token)-pau/suivi", ["adresse": Self.mail])
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let asked = try await towns.asking.newestMail().body
    let confirmation = try #require(asked.firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) })
    _ = try await reader.post(confirmation, [:])
    let page = try await reader.get(link).text
    #expect(page.contains(">Dax") && page.contains(">Pau"))
    let pau = try #require(page.firstMatch(of: /name="suivi" value="([^"]*pau)"/).map { String($0.1) })
    #expect(try await reader.post(link + "/fin", ["suivi": "/organismes/zzzzzzzzzz-ailleurs"]).status == 303)
    let left = try await reader.post(link + "/fin", ["suivi": pau])
    #expect(left.fields[.location] == link + "?fait=suivi-fini")
    let after = try await reader.get(link + "?fait=suivi-fini").text
    #expect(after.contains(">Dax") && !after.contains(">Pau") && after.contains("Vous ne suivez plus."))
    #expect(try await towns.asking.events("follow.ended") == 1)
    #expect(try await reader.post("/suivis/00/fin", ["suivi": pau]).status == 404)
    await towns.asking.house.database.close()
  }

  @Test(
    "What was taken back since is named by its number: she sees that she follows it, takes it away, and leaves it",
    arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un cadastre zwq")
    let reader = Browser(towns.asking)
    _ = try await reader.post(path + "/suivi", ["adresse": Self.mail])
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let asked = try await towns.asking.newestMail().body
    let confirmation = try #require(asked.firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) })
    let confirmed = try await reader.post(confirmation, [:]).text
    let link = try #require(confirmed.firstMatch(of: /(\/suivis\/[0-9a-f]+)/).map { String($0.1) })
    let twice = try await reader.post(confirmation, [:])
    #expect(twice.status == 410 && twice.text.contains("a déjà servi"))
    _ = try await camille.post(path + "/retrait", ["raison": "Deux fois."])
    let page = try await reader.get(link).text
    #expect(page.contains("Contribution n° 1, retirée") && !page.contains("zwq"))
    let file = try await reader.get(link + "/donnees").text
    #expect(file.contains("Contribution n° 1, retirée") && file.contains(path.split(separator: "-")[0]))
    let kept = try #require(page.firstMatch(of: /name="suivi" value="(\/consultations[^"]*)"/).map { String($0.1) })
    #expect(try await reader.post(link + "/fin", ["suivi": kept]).status == 303)
    #expect(!(try await reader.get(link).text.contains("retirée")))
    // The same with an account.
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let other = try await towns.deposit(camille, title: "Un registre zwq")
    _ = try await paul.post(other + "/suivi", [:])
    _ = try await camille.post(other + "/retrait", ["raison": "Deux fois."])
    let mine = try await paul.get("/mes-suivis").text
    let end = try #require(mine.firstMatch(of: /action="(\/consultations[^"]*\/suivi\/fin)"/).map { String($0.1) })
    #expect(mine.contains("Contribution n° 2, retirée") && !mine.contains("zwq"))
    #expect(try await paul.post(end, [:]).fields[.location] == "/mes-suivis?fait=suivi-fini")
    #expect(!(try await paul.get("/mes-suivis").text.contains("retirée")))
    await towns.asking.house.database.close()
  }

  @Test(
    "She erases it once she has ticked, and is then unknown; her account, if she has one, stays",
    arguments: Engine.available)
  func erasure(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let (reader, link) = try await followed(towns)
    let unticked = try await reader.post(link + "/effacement", [:])
    #expect(unticked.status == 422 && unticked.text.contains("rien n’a été effacé"))
    #expect(try await towns.count("SELECT count(*) FROM follower WHERE mail IS NOT NULL") == 1)
    _ = try await towns.person(Self.mail, "Voisin")
    let done = try await reader.post(link + "/effacement", ["confirmation": "oui"])
    #expect(done.status == 200 && done.text.contains("C’est effacé"))
    let left: [SQL] = [
      "SELECT count(*) FROM follower WHERE mail IS NOT NULL", "SELECT count(*) FROM follow_request",
      "SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'follow%'",
    ]
    for sql in left { #expect(try await towns.count(sql) == 0, "\(sql)") }
    #expect(try await towns.asking.events("follower.erased") == 1)
    #expect(try await towns.count("SELECT count(*) FROM destruction WHERE rewritten_at IS NULL") == 1)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'voisin@orange.fr'") == 1)
    #expect(try await reader.get(link).text.contains("Rien\u{A0}: ni votre adresse"))
    // Twice is once.
    #expect(try await reader.post(link + "/effacement", ["confirmation": "oui"]).status == 200)
    #expect(try await towns.asking.events("follower.erased") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A link of another kind, of another house or altered opens nothing")
  func links() async throws {
    let towns = try await Towns.make(.sqlite)
    let reader = Browser(towns.asking)
    let seal = towns.asking.house.outbox.seal
    let mail = try #require(MailAddress(Self.mail))
    let good = try #require(seal.token(.citizen, for: mail))
    #expect(try await reader.get("/suivis/\(good)").text.contains("Rien"))
    let other = MailSeal(installation: Array("autre".utf8))
    let wrong = [
      seal.token(.unsubscription, for: mail), other.token(.citizen, for: mail), good + "00", "zz", "0",
    ]
    for token in wrong.compactMap(\.self) {
      #expect(try await reader.get("/suivis/\(token)").status == 404, "\(token)")
      #expect(try await reader.get("/suivis/\(token)/donnees").status == 404, "\(token)")
      #expect(try await reader.post("/suivis/\(token)/effacement", ["confirmation": "oui"]).status == 404, "\(token)")
    }
    await towns.asking.house.database.close()
  }
}
