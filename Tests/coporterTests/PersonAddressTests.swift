import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("The addresses of an account", .serialized)
struct PersonAddressTests {
  private static let page = "/compte/adresses"
  private static let first = "camille@wanadoo.fr"
  private static let second = "camille@dax.example"

  /// Camille asks for a second address; what was sent there.
  private func asked(_ towns: Towns, _ camille: Browser, _ mail: String = second) async throws -> (
    code: String, link: String
  ) {
    let answered = try await camille.post(Self.page, ["adresse": mail])
    #expect(answered.fields[.location] == Self.page + "?fait=envoye")
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let sent = try await towns.asking.newestMail()
    #expect(sent.recipient == mail)
    let link = try #require(sent.body.firstMatch(of: /(\/compte\/adresses\/lien\/[0-9a-z]{52})/)).1
    return (sent.code, String(link))
  }

  private func mails(_ towns: Towns, _ subject: String) async throws -> [String] {
    try await towns.asking.house.database.read { db in
      try db.values("SELECT recipient FROM outgoing_mail WHERE subject = \(subject) ORDER BY recipient")
    }
  }

  @Test(
    "A second address is proved by its code, lets in, and the first one is told; the first can then be removed",
    arguments: Engine.available)
  func added(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person(Self.first, "Camille")
    let (code, _) = try await asked(towns, camille)
    let waiting = try await camille.get(Self.page).text
    #expect(waiting.contains("camille@dax.example attend son code"))
    #expect(try await towns.count("SELECT count(*) FROM person_address") == 1)
    let wrong = code == "000000" ? "000001" : "000000"
    #expect(try await camille.post(Self.page + "/code", ["code": wrong]).status == 422)
    #expect(
      try await camille.post(Self.page + "/code", ["code": code]).fields[.location] == Self.page + "?fait=ajoutee")
    #expect(try await mails(towns, "Une adresse est ajoutée à votre compte") == [Self.first])
    #expect(try await towns.asking.events("address.added") == 1)
    let told = try await towns.asking.house.database.read { db in
      try db.value("SELECT body FROM outgoing_mail WHERE fact LIKE 'address-added/%'", as: String.self) ?? ""
    }
    #expect(told.contains("c•••••@dax.example") && !told.contains(Self.second))
    // She enters with it as the same person, and takes the first one away.
    let elsewhere = Browser(towns.asking)
    try await elsewhere.enter(Self.second, as: nil)
    #expect(try await towns.count("SELECT count(*) FROM person WHERE name = 'Camille'") == 1)
    let list = try await elsewhere.get(Self.page).text
    #expect(list.contains(Self.first) && list.contains("celle de cette connexion"))
    let id = try await towns.count("SELECT id FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let removal = Self.page + "/retrait"
    #expect(try await elsewhere.post(removal, ["adresse": "\(id)"]).fields[.location] == Self.page + "?fait=retiree")
    #expect(try await mails(towns, "Une adresse est retirée de votre compte") == [Self.second, Self.first])
    // What it had opened is closed; the last one stays.
    #expect(try await camille.get(Self.page).fields[.location]?.hasPrefix("/connexion") == true)
    let last = try await towns.count("SELECT id FROM person_address")
    #expect(try await elsewhere.post(removal, ["adresse": "\(last)"]).status == 409)
    #expect(try await elsewhere.post(removal, ["adresse": "\(id)"]).status == 404)
    #expect(try await towns.asking.events("address.removed") == 1)
    await towns.asking.house.database.close()
  }

  @Test("The link serves her who asked, signed in, once and for an hour; nobody else", arguments: Engine.available)
  func link(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person(Self.first, "Camille")
    let paul = try await towns.person("paul@wanadoo.fr", "Paul")
    let (code, link) = try await asked(towns, camille)
    // He who reads the box, and is not her, does nothing with it.
    #expect(try await Browser(towns.asking).get(link).fields[.location]?.hasPrefix("/connexion") == true)
    for stranger in [try await paul.get(link), try await paul.post(link, [:])] { #expect(stranger.status == 422) }
    #expect(try await paul.post(Self.page + "/code", ["code": code]).status == 422)
    // Nor does the code in another browser of hers: the link is for that.
    let other = Browser(towns.asking)
    try await other.enter(Self.first, as: nil)
    #expect(try await other.post(Self.page + "/code", ["code": code]).status == 422)
    #expect(try await other.get(link).text.contains("permettra de se connecter au compte de Camille"))
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'camille@dax.example'") == 0)
    #expect(try await other.post(link, [:]).fields[.location] == Self.page + "?fait=ajoutee")
    #expect(try await other.post(link, [:]).status == 422)
    let (_, late) = try await asked(towns, camille, "camille@pau.example")
    towns.asking.time.advance(seconds: AddressRequest.lifetimeSeconds)
    #expect(try await camille.get(late).status == 422)
    await towns.asking.house.database.close()
  }

  @Test("Each refusal says why, and keeps what was typed")
  func refusals() async throws {
    let towns = try await Towns.make(.sqlite)
    let camille = try await towns.person(Self.first, "Camille")
    let wrong = try await camille.post(Self.page, ["adresse": "camille@"])
    #expect(wrong.status == 422 && wrong.text.contains("value=\"camille@\""))
    #expect(try await camille.post(Self.page, ["adresse": "Camille@Wanadoo.fr"]).text.contains("déjà une des vôtres"))
    #expect(try await camille.post(Self.page + "/code", ["code": "123456"]).text.contains("plus d’une heure"))
    let current = try await towns.count("SELECT id FROM person_address")
    #expect(try await camille.post(Self.page + "/retrait", ["adresse": "\(current)"]).text.contains("seule adresse"))
    let (code, _) = try await asked(towns, camille)
    let bad = code == "000000" ? "000001" : "000000"
    for _ in 1..<AddressRequest.wrongTriesAllowed {
      #expect(try await camille.post(Self.page + "/code", ["code": bad]).text.contains("pas le bon code"))
    }
    for typed in [bad, code] {
      #expect(try await camille.post(Self.page + "/code", ["code": typed]).text.contains("ne sert plus"))
    }
    // Others asked for within the hour make five; the sixth waits.
    for number in 2...AddressRequest.mailsPerHour {
      #expect(try await camille.post(Self.page, ["adresse": "a\(number)@b.example"]).status == 303)
    }
    #expect(try await camille.post(Self.page, ["adresse": "a6@b.example"]).status == 429)
    try await full(towns, camille)
    await towns.asking.house.database.close()
  }

  /// Five addresses are enough, and the one in use stays.
  private func full(_ towns: Towns, _ camille: Browser) async throws {
    towns.asking.time.advance(seconds: 3_601)
    for number in 2...PersonAddress.most {
      let (code, _) = try await asked(towns, camille, "c\(number)@d.example")
      #expect(try await camille.post(Self.page + "/code", ["code": code]).status == 303)
    }
    towns.asking.time.advance(seconds: 3_601)
    #expect(try await camille.post(Self.page, ["adresse": "c6@d.example"]).text.contains("cinq adresses au plus"))
    let current = try await towns.count("SELECT id FROM person_address WHERE mail = 'camille@wanadoo.fr'")
    let kept = try await camille.post(Self.page + "/retrait", ["adresse": "\(current)"])
    #expect(kept.status == 409 && kept.text.contains("connecté avec cette adresse"))
    #expect(try await towns.count("SELECT count(*) FROM address_request") > 0)
    towns.asking.time.advance(seconds: 2 * 86_400)
    let job = try #require(towns.asking.house.jobs.jobs.first { $0.name == "addresses.clearing" })
    _ = try await towns.asking.house.jobs.runIfDue(job)
    #expect(try await towns.count("SELECT count(*) FROM address_request") == 0)
  }
}
