import Foundation
import HTTPTypes
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Letters on paper with a one-time code", .serialized)
struct CastingLetterTests {
  private static let desk = VoteScene.preparation + "/lettres"

  /// A vote that calls Uza too, which has no mailbox and for which nobody acts.
  private func make(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.database.write { db in _ = try Towns.add("commune", "Uza", "uuuuuuuuuu", db) }
    return scene
  }

  /// Prints all that wait for this reason; the codes in the order of the pages.
  private func letters(_ reach: String, _ scene: VoteScene) async throws -> [(organisation: String, code: String)] {
    let printed = try await scene.administrator.post(Self.desk, ["pourquoi": reach, "departement": ""])
    #expect(printed.status == 200, Comment(rawValue: printed.text))
    let pages = printed.text.components(separatedBy: "<article class=\"letter\"").dropFirst()
    return pages.map { page in
      let house = page.firstMatch(of: /letter-address">([^<]*)</).map { String($0.1) } ?? ""
      let code = page.firstMatch(of: /letter-code">([^<]*)</).map { String($0.1) } ?? ""
      return (house, code)
    }
  }

  private func leaves(_ scene: VoteScene) async throws -> Int {
    Int(try await scene.scene.value("SELECT CAST(leaves AS TEXT) FROM vote")) ?? 0
  }

  private func use(_ code: String, _ browser: Browser, isHead: Bool = true) async throws -> Answered {
    try await browser.post("/lettre", isHead ? ["code": code, "maire": "oui"] : ["code": code])
  }

  @Test(
    "Each authority that mail does not reach has one page with its code; once typed by the head, it grants and is a leaf",
    arguments: Engine.available)
  func life(engine: Engine) async throws {
    let scene = try await make(engine)
    try await scene.open()
    #expect(try await scene.scene.reader.get(Self.desk).status == 404)
    #expect(try await scene.administrator.get(Self.desk).text.contains("Uza"))
    let first = try await letters("sans-adresse", scene)
    #expect(first.map(\.organisation) == ["Mairie de Uza"])
    let letter = try #require(first.first)
    // What the database keeps is not what opens.
    let codes = try await scene.database.read { db in
      try db.values("SELECT code_hash FROM casting_letter", as: [UInt8].self)
    }
    #expect(codes.count == 1 && codes.allSatisfy { $0.count == 32 })
    let head = try await scene.towns.person("maire.uza@wanadoo.fr", "Dominique Vial")
    #expect(try await head.get(VoteScene.ballot).status != 200)
    let before = try await leaves(scene)
    let used = try await use(letter.code.lowercased().replacing(" ", with: ""), head)
    #expect(used.fields[.location] == VoteScene.vote + "/droit?fait=droit", Comment(rawValue: used.text))
    #expect(try await leaves(scene) == before + 1)
    #expect(try await head.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    // Once.
    let other = try await scene.towns.person("autre@wanadoo.fr", "Une autre")
    #expect(try await use(letter.code, other).text.contains("a déjà servi"))
    try await scene.work()
    let attended = try await scene.verified().ledger.organisations.compactMap(\.attendance)
    #expect(attended.map(\.method) == [.letter])
    await scene.close()
  }

  @Test(
    "Printed anew, the code before is worth nothing; nor is one that is wrong, or typed by whoever is not the head",
    arguments: Engine.available)
  func anew(engine: Engine) async throws {
    let scene = try await make(engine)
    try await scene.open()
    let before = try #require(try await letters("sans-adresse", scene).first)
    let letter = try #require(try await letters("imprimee", scene).first)
    let head = try await scene.towns.person("maire.uza@wanadoo.fr", "Dominique Vial")
    #expect(try await use(before.code, head).text.contains("une autre lettre l’a remplacé"))
    #expect(try await use("0000 0000 0000 0000", head).text.contains("celui d’aucune lettre"))
    #expect(try await use("0000", head).text.contains("Écrivez les seize lettres"))
    #expect(try await use(letter.code, head, isHead: false).text.contains("dites que c’est vous"))
    #expect(try await use(letter.code, head).status == 303)
    await scene.close()
  }

  @Test(
    "What is typed before one enters is kept; an agent, a late hand and a second head get nothing by it",
    arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.prepare()
    // Before the opening too, since the post takes days; Dax is acted for, and silent.
    let dax = try #require(try await letters("silence", scene).first { $0.organisation == "Mairie de Dax" })
    let stranger = Browser(scene.asking)
    let kept = try await use(dax.code, stranger)
    #expect(kept.status == 303 && kept.fields[.location]?.hasPrefix("/connexion") == true)
    let agent = try await use(dax.code, scene.scene.camille)
    #expect(agent.status == 422 && agent.text.contains("celle d’un agent"))
    #expect(agent.text.contains("href=\"\(scene.towns.address(scene.towns.dax))\""))
    #expect(try await use(dax.code, scene.mayor).status == 303)
    #expect(try await scene.scene.value("SELECT method FROM casting_right") == "letter")
    // The opening writes what was granted before it.
    let opened = try await scene.administrator.post(VoteScene.preparation + "/ouverture", [:])
    #expect(opened.status == 303)
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    // Whoever heads needs no letter.
    let none = try await scene.administrator.post(Self.desk, ["pourquoi": "silence", "departement": ""])
    #expect(none.status == 422 && none.text.contains("Aucune collectivité n’est dans ce cas"))
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    await scene.close()
  }

  @Test("A letter ends with the vote", arguments: Engine.available)
  func end(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let dax = try #require(try await letters("silence", scene).first { $0.organisation == "Mairie de Dax" })
    scene.asking.time.move(to: scene.closes)
    let late = try await use(dax.code, scene.mayor)
    #expect(late.status == 422 && late.text.contains("sa date est passée"))
    try await scene.administrator.enter("admin@agence.example", as: nil)
    let printed = try await scene.administrator.post(Self.desk, ["pourquoi": "silence", "departement": ""])
    #expect(printed.status == 422 && !printed.text.contains("letter-code"))
    await scene.close()
  }

  @Test("A commune that merges during the vote votes to the end, by a letter if need be", arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let scene = try await make(engine)
    try await scene.open()
    try await scene.proveMayor()
    let letter = try #require(try await letters("sans-adresse", scene).first)
    let towns = scene.towns
    let uza = try await scene.database.read { db in try Organisation.with(token: "uuuuuuuuuu", db) }
    for town in [towns.dax, try #require(uza)] { try await towns.merge(town, into: towns.pau) }
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    let head = try await towns.person("maire.uza@wanadoo.fr", "Dominique Vial")
    #expect(try await use(letter.code, head).status == 303)
    #expect(try await head.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    let page = try await scene.scene.read(VoteScene.vote + "/liste")
    #expect(page.contains("a rejoint Pau, et vote jusqu’au bout"))
    let file = try await scene.scene.read(VoteScene.vote + "/liste/differences.csv")
    #expect(file.components(separatedBy: "fusion").count == 3 && !file.contains("ajout"))
    await scene.close()
  }
}
