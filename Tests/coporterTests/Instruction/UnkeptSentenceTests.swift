import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("Why single sentences are not taken into a text", .serialized)
struct UnkeptSentenceTests {
  private static let paid = "Les familles paient par chèque."
  private static let comes = "Les familles viennent avec un chèque."

  /// What the wording in force takes.
  private func composition(_ scene: DecisionScene, _ proposition: String) async throws -> Composition {
    let consultation = scene.consultation
    let found = try await scene.towns.asking.house.database.read { db in
      try Proposition.with(token: proposition, in: consultation, db)?.composed(db)?.composition
    }
    return try #require(found)
  }

  private func adding(_ scene: DecisionScene, _ place: Int, _ sentence: String, _ reason: String) -> [String] {
    let token = scene.token(place)
    return ["autre-phrase-\(token)=\(sentence)", "autre-raison-\(token)=\(percentEncoded(reason))"]
  }

  @Test(
    "A sentence says why it is not taken; its author and everyone read it once that is published",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let paid = try await scene.place(of: Self.paid, in: token)
    let before = try await scene.publicTexts().map(\.text)
    let given = try await scene.compose(
      token, of: [0, 1], picking: [Self.comes], more: adding(scene, 1, paid, "Dit ailleurs."))
    #expect(given.status == 303)
    let desk = try await scene.reader.get(scene.composing(token)).text
    #expect(desk.contains("name=\"pourquoi-\(paid)\"") && desk.contains(">Dit ailleurs.</textarea>"))
    // It is offered no second one, and goes on with the next wordings.
    #expect(!desk.contains("<option value=\"\(paid)\""))
    #expect(try await scene.title(token, Self.comes + " Toutes.").status == 303)
    #expect(try await scene.publicTexts().map(\.text) == before)

    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let suites = Towns.home + "/suites/" + scene.towns.pau.token + "-pau"
    for path in [Towns.home + "/propositions/" + token, scene.paths[1], suites] {
      let read = try await scene.read(path)
      #expect(
        read.contains("Pourquoi cette phrase n’est pas reprise\u{A0}:") && read.contains("Dit ailleurs."), "\(path)")
      #expect(read.contains(#"<p class="passage" lang="fr">\#(Self.paid)</p>"#), "\(path)")
    }
    #expect(!(try await scene.read(scene.paths[0])).contains("Dit ailleurs."))
    await scene.close()
  }

  @Test("A reason is changed, taken away, or ends where its sentence is picked; undoing gives it back")
  func changed() async throws {
    let scene = try await DecisionScene.make(.sqlite)
    let token = try await scene.canteen()
    let paid = try await scene.place(of: Self.paid, in: token)
    func reasons() async throws -> [String] {
      try await composition(scene, token).unkept.map(\.reason)
    }
    for reason in ["Un.", "Deux.", ""] {
      let sent = try await scene.compose(
        token, of: [0, 1], picking: [], more: ["pourquoi-\(paid)=\(percentEncoded(reason))"])
      #expect(sent.status == 303)
      #expect(try await reasons() == [reason].filter { !$0.isEmpty })
    }
    #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
    #expect(try await reasons() == ["Deux."])
    let picked = try await scene.compose(token, of: [0, 1], picking: [Self.paid], more: ["pourquoi-\(paid)=Deux."])
    #expect(picked.status == 303)
    #expect(try await reasons() == [])
    #expect(try await scene.text(token) == Self.paid)
    await scene.close()
  }

  @Test("What cannot be is refused, and what was typed stays")
  func refused() async throws {
    let scene = try await DecisionScene.make(.sqlite)
    let token = try await scene.canteen()
    let paid = try await scene.place(of: Self.paid, in: token)
    let long = String(repeating: "é", count: 501)
    for (picking, more, sentence) in [
      ([], adding(scene, 1, "", "Sans phrase."), "Choisissez la phrase et écrivez sa raison"),
      ([], adding(scene, 1, paid, ""), "Choisissez la phrase et écrivez sa raison"),
      ([], adding(scene, 1, paid, long), "500 caractères au plus"),
      ([Self.paid], adding(scene, 1, paid, "Dit ailleurs."), "Une phrase cochée est reprise"),
      ([], ["pourquoi-\(scene.token(1)).1.today.0-3=Rien."], "n’est plus là"),
    ] as [([String], [String], String)] {
      let sent = try await scene.compose(
        token, of: [0, 1], picking: picking, reasons: [0: "Cette raison-là."], more: more)
      #expect(sent.status == 422 || sent.status == 409, "\(sentence)")
      #expect(sent.text.contains(sentence) && sent.text.contains(">Cette raison-là.</textarea>"), "\(sentence)")
      for field in more where field.hasPrefix("autre-raison") && !field.hasSuffix("=") {
        let typed = field.contains("Sans") ? "Sans phrase." : field.contains("ailleurs") ? "Dit ailleurs." : long
        #expect(sent.text.contains(">\(typed)</textarea>"), "\(sentence)")
      }
    }
    #expect(try await scene.towns.count("SELECT count(*) FROM unkept_sentence") == 0)
    await scene.close()
  }

  @Test(
    "What is blotted out goes from the reasons too, and sentences find their place again where others stood",
    arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    // The mark is longer than the name by as much as the second sentence is long, which goes where the third stood.
    let wider = try await scene.grouping(
      "La cantine encore", today: "Zwq. Une seconde. Une troisième. Zwqun. Zwqdeux.", into: token)
    var places: [String: String] = [:]
    for words in ["Une seconde.", "Une troisième.", "Zwqun.", "Zwqdeux."] {
      places[words] = try await wider.place(of: words, in: token)
    }
    let sent = try await wider.compose(
      token, of: [0, 4], picking: ["Zwqun.", "Zwqdeux."],
      more: ["Une seconde.", "Une troisième."].map { "pourquoi-\(places[$0] ?? "")=Comme+Zwq+le+dit+en+\($0.count)" })
    #expect(sent.status == 303)
    for passage in ["Zwq", "Zwqun. Zwqdeux"] { try await wider.blot(passage, in: wider.paths[4]) }
    let composition = try await composition(scene, token)
    #expect(composition.unkept.map(\.sentence.words) == ["Une seconde.", "Une troisième."])
    #expect(composition.unkept.map(\.reason) == [12, 14].map { "Comme [passage retiré] le dit en \($0)" })
    // Two sentences that one passage joined are one.
    #expect(composition.sentences.map(\.words) == ["[passage retiré]."])
    #expect(try await scene.towns.asking.house.database.places(of: "zwq").isEmpty)
    await scene.close()
  }
}
