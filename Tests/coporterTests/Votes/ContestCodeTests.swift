import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes
@testable import coporter

@Suite("A ballot contested by the second code of a letter", .serialized)
struct ContestCodeTests {
  private static let page = "/contestation"
  private static let letters = VoteScene.preparation + "/lettres"
  private static let contests = VoteScene.preparation + "/contestations"

  private struct Codes {
    var casting: String
    var contesting: String
  }

  /// An open vote that calls Uza too, which no mail reaches, and what its letter holds.
  private func made(_ engine: Engine) async throws -> (VoteScene, Codes) {
    let scene = try await VoteScene.make(engine)
    try await scene.database.write { db in
      let uza = try Towns.add("commune", "Uza", "uuuuuuuuuu", db)
      try db.execute("UPDATE organisation SET siren = '214003220' WHERE id = \(uza)")
    }
    try await scene.open()
    return (scene, try await printed("sans-adresse", scene))
  }

  private func printed(_ reach: String, _ scene: VoteScene) async throws -> Codes {
    let text = try await scene.administrator.post(Self.letters, ["pourquoi": reach, "departement": ""]).text
    #expect(text.contains("/contestation</strong>"))
    let casting = try #require(text.firstMatch(of: /letter-code">([^<]*)</)).1
    let contesting = try #require(text.firstMatch(of: /contest-code">([^<]*)</)).1
    return Codes(casting: String(casting), contesting: String(contesting))
  }

  /// Somebody uses the first code and casts.
  private func cast(_ scene: VoteScene, _ codes: Codes) async throws -> Browser {
    let head = try await scene.towns.person("maire.uza@wanadoo.fr", "Dominique Vial")
    #expect(try await head.post("/lettre", ["code": codes.casting, "maire": "oui"]).status == 303)
    #expect(try await head.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    #expect(try await scene.choose([scene.names[0]], by: head).status == 303)
    return head
  }

  private func contest(_ code: String, as name: String = "Uza", _ scene: VoteScene) async throws -> Answered {
    try await Browser(scene.asking).post(Self.page, ["collectivite": name, "code": code])
  }

  @Test(
    "Whoever kept the letter contests without account: suspended and shown as by letter, until two restore it, and again",
    arguments: Engine.available)
  func contested(engine: Engine) async throws {
    let (scene, codes) = try await made(engine)
    #expect(codes.casting != codes.contesting)
    let early = try await contest(codes.contesting, scene)
    #expect(early.status == 422 && early.text.contains("n’a pas de bulletin"))
    let head = try await cast(scene, codes)
    #expect(try await scene.scene.read(VoteScene.vote + "/emargement").contains("href=\"/contestation\""))
    let done = try await contest(codes.contesting.lowercased().replacing(" ", with: ""), as: "mairie de UZA", scene)
    #expect(done.fields[.location] == Self.page + "?fait=conteste", Comment(rawValue: done.text))
    #expect(try await scene.scene.read(Self.page + "?fait=conteste").contains("il n’est plus compté"))
    #expect(try await contest(codes.contesting, as: "214 003 220 00017", scene).status == 409)
    let frozen = try await scene.choose([scene.names[1]], by: head)
    #expect(frozen.status == 422 && frozen.text.contains("est contesté"))
    #expect(try await scene.scene.read(VoteScene.vote + "/emargement").contains("bulletin contesté par lettre"))
    let told = try await scene.scene.mails("contest-desk/") + scene.scene.mails("contest/")
    #expect(told.count >= 3 && told.allSatisfy { $0.contains("Par le second code d’une lettre") })
    #expect(try await scene.administrator.get(Self.contests).text.contains("Contesté par lettre le"))
    // The second copy tells what the log does not.
    let copied = try await scene.database.read { db -> [String] in
      let vote = try db.first("SELECT id, leaves FROM vote") { row in
        (id: try row.next(Int64.self), leaves: try row.next(Int64.self))
      }
      return try CopiedLeaf.from(0, of: vote?.id ?? 0, limit: Int(vote?.leaves ?? 0), db).compactMap(\.contest)
    }
    #expect(copied == ["letter"])
    let restore = ["contestation": try await scene.scene.value("SELECT token FROM contest"), "decision": "restored"]
    for person in [scene.scene.reader, scene.administrator] {
      #expect(try await person.post(Self.contests, restore).status == 303)
    }
    #expect(try await scene.choose([scene.names[1]], by: head).status == 303)
    try await scene.work()
    let finding = try await scene.verified()
    #expect(finding.ledger.organisations.contains { $0.contest == .restored && $0.counts })
    #expect(try await contest(codes.contesting, scene).status == 303)
    await scene.close()
  }

  @Test("It stays good from the closing to the count, and not beyond", arguments: Engine.available)
  func counted(engine: Engine) async throws {
    let (scene, codes) = try await made(engine)
    _ = try await cast(scene, codes)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    #expect(try await scene.scene.read(VoteScene.vote + "/bulletins").contains("href=\"/contestation\""))
    #expect(try await contest(codes.contesting, scene).status == 303)
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let tally = try #require(try await scene.verified().ledger.tally)
    #expect(tally.voters == 0 && tally.contested == 1)
    let late = try await contest(codes.contesting, scene)
    #expect(late.status == 409 && late.text.contains("ne se conteste plus"))
    #expect(try await !scene.scene.read(VoteScene.vote + "/bulletins").contains("href=\"/contestation\""))
    await scene.close()
  }

  @Test(
    "Another authority’s name, the other code, or a letter that was printed anew contest nothing",
    arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let (scene, before) = try await made(engine)
    let codes = try await printed("imprimee", scene)
    _ = try await cast(scene, codes)
    for (code, name) in [
      (codes.contesting, "Dax"), (codes.casting, "Uza"), (before.contesting, "Uza"), ("0000", "Uza"),
      (codes.contesting, "214"),
    ] {
      let refused = try await contest(code, as: name, scene)
      #expect(refused.status == 422 && refused.text.contains("vérifiez le code et le nom"), "\(name)")
    }
    let unnamed = try await contest(codes.contesting, as: "", scene)
    #expect(unnamed.status == 422 && unnamed.text.contains("Écrivez le nom, le SIREN"))
    // Nor does the second code open what the first does.
    let stranger = try await scene.towns.person("autre@wanadoo.fr", "Une autre")
    let second = try await stranger.post("/lettre", ["code": codes.contesting, "maire": "oui"])
    #expect(second.status == 422 && second.text.contains("Tapez ici le premier"))
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM contest") == "0")
    #expect(try await contest(codes.contesting, scene).status == 303)
    await scene.close()
  }

  @Test("Fifty wrong codes from one address are all that it may try")
  func guesses() async throws {
    let (scene, codes) = try await made(.sqlite)
    let browser = Browser(scene.asking)
    let token = try await browser.token()
    func guess(_ code: String) async throws -> Int {
      var head = HTTPRequest(method: .post, scheme: "http", authority: "test.example", path: Self.page)
      head.headerFields[.contentType] = "application/x-www-form-urlencoded"
      head.headerFields[.cookie] = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
      if let site = HTTPField.Name("Sec-Fetch-Site") { head.headerFields[site] = "same-origin" }
      let body = "collectivite=Uza&code=\(code.replacing(" ", with: "+"))&_form=\(token)"
      let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
      return try await scene.asking.answer(request, from: "203.0.113.5").status
    }
    for _ in 0..<Guesses.allowed { #expect(try await guess("0000 0000 0000 0000") == 422) }
    #expect(try await guess(codes.contesting) == 429)
    await scene.close()
  }
}
