import Crypto
import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("Ties settled by a public draw", .serialized)
struct DrawTests {
  private static let draw = VoteScene.preparation + "/tirage"
  private static let lots = [
    "departage": "lots", "tirage": "Le tirage du lendemain, publié sur tirages.example", "numeros": "3",
  ]

  /// Dax has chosen the two dearest propositions, of which the envelope holds one; the vote is closed.
  private func tied(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open(Self.lots)
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose(Array(scene.names.suffix(2))).status == 303)
    let early = try await scene.scene.reader.post(Self.draw, Self.typed(at: scene.asking.time.clock.now()))
    #expect(early.status == 422 && early.text.contains("après la clôture, et avant le dépouillement"))
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    for (browser, name) in [
      (scene.scene.reader, "instruction@agence.example"), (scene.administrator, "admin@agence.example"),
    ] {
      try await browser.enter(name, as: nil)
    }
    return scene
  }

  private static func typed(at held: Instant, numbers: String = "3, 14 015") -> [String: String] {
    ["quand": ParisTime(held).typed, "numeros": numbers, "source": "https://tirages.example/jeudi"]
  }

  @Test(
    "What two persons typed alike from its source enters the log, settles the tie, and is told on the result",
    arguments: Engine.available)
  func settled(engine: Engine) async throws {
    let scene = try await tied(engine)
    let (one, two) = (scene.scene.reader, scene.administrator)
    let count = try await two.post(VoteScene.preparation + "/depouillement", [:])
    #expect(count.status == 422 && count.text.contains("Une égalité demeure"))
    let held = scene.closes.adding(seconds: 86_400)
    scene.asking.time.move(to: held.adding(seconds: 3_600))
    try await one.enter("instruction@agence.example", as: nil)
    try await two.enter("admin@agence.example", as: nil)
    #expect(try await one.post(Self.draw, Self.typed(at: held)).fields[.location] == Self.draw + "?fait=saisi")
    #expect(try await one.post(Self.draw, Self.typed(at: held)).status == 409)
    let token = try await scene.scene.value("SELECT token FROM vote_draw")
    func confirm(_ browser: Browser, _ numbers: String) async throws -> Answered {
      try await browser.post(Self.draw + "/confirmation", ["saisie": token, "numeros": numbers])
    }
    let own = try await confirm(one, "3 14 15")
    #expect(own.status == 422 && own.text.contains("Une autre personne doit saisir"))
    // The second reads the source, not what the first typed.
    let seen = try await two.get(Self.draw).text
    #expect(seen.contains("tirages.example/jeudi") && !seen.contains("3 14 15"))
    let other = try await confirm(two, "3 15 14")
    #expect(other.status == 422 && other.text.contains("diffèrent") && other.text.contains("3 15 14"))
    #expect(try await !scene.scene.read(VoteScene.vote).contains("tirages.example/jeudi"))
    #expect(try await confirm(two, "03-14-15").fields[.location] == Self.draw + "?fait=confirme")
    #expect(try await confirm(two, "3 14 15").status == 409)
    #expect(try await scene.scene.read(VoteScene.vote).contains("Il tranchera les égalités"))
    #expect(try await two.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let ledger = try await scene.verified().ledger
    let seed = Ledger.seed(closing: Octets(try #require(ledger.closingRoot)), draw: "3 14 15")
    let lots = scene.names.suffix(2).map { name in (name, Array(SHA256.hash(data: Array("\(seed)\n\(name)".utf8)))) }
    let first = try #require(lots.min { $0.1.lexicographicallyPrecedes($1.1) })
    #expect(ledger.tally?.seed == seed && ledger.tally?.selected == [first.0])
    #expect(try await scene.scene.read(VoteScene.vote + "/resultats").contains("Il a tranché ce que les choix"))
    #expect(try await scene.scene.read(VoteScene.vote + "/rapport").contains("Il a tranché ce que les choix"))
    await scene.close()
  }

  @Test(
    "A draw held before the closing or to come, with numbers too few, is refused; one is taken back and typed again",
    arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let scene = try await tied(engine)
    let one = scene.scene.reader
    scene.asking.time.advance(seconds: 3_600)
    let now = scene.asking.time.clock.now()
    for (held, numbers, sentence) in [
      (scene.closes.adding(seconds: -60), "3 14 15", "doit avoir eu lieu après la clôture"),
      (now.adding(seconds: 120), "3 14 15", "doit avoir eu lieu après la clôture"),
      (now.adding(seconds: -60), "3 14", "3 numéros tirés"), (now.adding(seconds: -60), "3 14 x", "3 numéros tirés"),
      (now.adding(seconds: -60), "3 14 -15 9", "3 numéros tirés"),
    ] {
      let refused = try await one.post(Self.draw, Self.typed(at: held, numbers: numbers))
      // Nothing typed is lost.
      #expect(refused.status == 422 && refused.text.contains(sentence) && refused.text.contains(numbers))
      #expect(refused.text.contains("https://tirages.example/jeudi"))
    }
    let typed = Self.typed(at: now.adding(seconds: -60))
    #expect(try await one.post(Self.draw, typed).status == 303)
    let token = try await scene.scene.value("SELECT token FROM vote_draw")
    #expect(
      try await one.post(Self.draw + "/retrait", ["saisie": token]).fields[.location] == Self.draw + "?fait=retire")
    #expect(try await one.post(Self.draw + "/retrait", ["saisie": token]).status == 409)
    #expect(try await one.post(Self.draw, typed).status == 303)
    await scene.close()
  }

  @Test("A count at its hour that lacks the draw says so, with the way to it", arguments: Engine.available)
  func scheduled(engine: Engine) async throws {
    let scene = try await tied(engine)
    let due = scene.asking.time.clock.now().adding(seconds: 3_600)
    let typed = ["quand": ParisTime(due).typed]
    #expect(try await scene.administrator.post(VoteScene.preparation + "/programmation", typed).status == 303)
    scene.asking.time.move(to: due)
    try await scene.work("votes.counting")
    let page = try await scene.administrator.get(VoteScene.preparation).text
    #expect(page.contains("n’a pas pu être fait à l’heure fixée.") && page.contains("Une égalité demeure"))
    #expect(page.matches(of: try Regex("href=\"\(Self.draw)\"")).count == 2)
    await scene.close()
  }

  @Test("A vote whose ties go by identifier has no draw to type", arguments: [Engine.available[0]])
  func none(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    #expect(try await scene.scene.reader.get(Self.draw).text.contains("ne prévoit pas de tirage"))
    let typed = Self.typed(at: scene.asking.time.clock.now())
    #expect(try await scene.scene.reader.post(Self.draw, typed).text.contains("ne prévoit pas de tirage"))
    #expect(try await !scene.administrator.get(VoteScene.preparation).text.contains("/tirage"))
    await scene.close()
  }
}
