import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

extension DecisionScene {
  /// Two canteens in one proposition; its token.
  func canteen() async throws -> String {
    #expect(try await decide(0, "regroupee", ["nouvelle": "La cantine"]).status == 303)
    let token = try await value("SELECT token FROM proposition ORDER BY id DESC LIMIT 1")
    #expect(try await decide(1, "regroupee", ["proposition": token]).status == 303)
    return token
  }

  func composing(_ proposition: String) -> String { Self.desk + "/propositions/\(proposition)/composition" }

  /// Picks sentences as the page side by side sends them: of each contribution shown, those whose words are given.
  /// - Parameter more: other fields, encoded.
  func compose(
    _ proposition: String, of places: [Int], picking words: [String], reasons: [Int: String] = [:],
    more: [String] = [], read: String? = nil, by browser: Browser? = nil
  ) async throws -> Answered {
    let path = composing(proposition)
    let query = places.map { "contribution=" + token($0) }.joined(separator: "&")
    let page = try await (browser ?? reader).get(path + "?" + query).text
    let whole = try await (browser ?? reader).get(path).text
    var fields = ["_form=\(try await (browser ?? reader).token())"]
    fields.append("lu=" + (read ?? whole.firstMatch(of: /name="lu" value="([^"]+)"/).map { String($0.1) } ?? ""))
    fields += places.map { "contribution=" + token($0) }
    for place in places { fields.append("raison-\(token(place))=" + percentEncoded(reasons[place] ?? "")) }
    fields += more
    for match in page.matches(of: /name="phrase" value="([^"]+)"[^>]*>\s*<div><label[^>]*>(.*?)<\/label>/) {
      let told = String(match.2).replacing("<mark>", with: "").replacing("</mark>", with: "")
      if words.contains(told) { fields.append("phrase=\(match.1)") }
    }
    return try await (browser ?? reader).post(path, raw: fields.joined(separator: "&"))
  }

  /// How the page side by side names a sentence.
  func place(of words: String, in proposition: String) async throws -> String {
    let page = try await reader.get(composing(proposition)).text
    let found = page.matches(of: /name="phrase" value="([^"]+)"[^>]*>\s*<div><label[^>]*>(.*?)<\/label>/)
    let one = found.first {
      String($0.2).replacing("<mark>", with: "").replacing("</mark>", with: "") == words
    }
    return String(try #require(one).1)
  }

  func text(_ proposition: String) async throws -> String {
    try await value(
      """
      SELECT wording.text FROM wording JOIN proposition ON proposition.id = wording.proposition_id
      WHERE proposition.token = \(proposition) AND wording.ended_event_id IS NULL ORDER BY wording.id DESC LIMIT 1
      """)
  }

  func title(
    _ proposition: String, _ text: String, cost: String = "120000", by browser: Browser? = nil
  ) async throws -> Answered {
    let path = Self.desk + "/propositions/" + proposition
    let page = try await (browser ?? reader).get(path).text
    let read = page.firstMatch(of: /name="lu" value="([^"]+)"/)?.1 ?? ""
    return try await (browser ?? reader).post(
      path,
      [
        "titre": "La cantine", "texte": text, "genre": "develop", "langue": "fr", "cout-retenu": cost,
        "lu": String(read),
      ])
  }
}

@Suite("Composing the text of a proposition side by side", .serialized)
struct CompositionTests {
  @Test(
    "Sentences are picked into the text and keep their source; it is told at the desk, then to all with the decision",
    arguments: Engine.available)
  func whole(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let before = try await scene.publicTexts().map(\.text)
    let token = try await scene.canteen()
    let page = try await scene.reader.get(scene.composing(token)).text
    #expect(page.contains("Les familles viennent avec un chèque.") && page.contains("Les familles paient par chèque."))
    #expect(page.ranges(of: "sans reprise de texte").count >= 2)
    let picked = try await scene.compose(
      token, of: [0, 1], picking: ["Les familles viennent avec un chèque."], reasons: [1: "Dit deux fois."])
    #expect(picked.status == 303 && picked.fields[.location]?.contains("fait=reprises") == true)
    #expect(try await scene.text(token) == "Les familles viennent avec un chèque.")
    let desk = try await scene.reader.get(scene.composing(token)).text
    #expect(desk.contains("[1]") && desk.contains(">Dit deux fois.<"))
    let edited = try await scene.reader.get(DecisionScene.desk + "/propositions/" + token).text
    #expect(edited.contains("Une contribution est regroupée sans reprise de texte."))
    // Nothing of it before the decision is published.
    #expect(try await scene.publicTexts().map(\.text) == before)

    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let read = try await scene.read(Towns.home + "/propositions/" + token)
    #expect(read.contains(#"<span class="sourced">Les familles viennent avec un chèque.</span>"#))
    #expect(read.contains(##"href="#source-1""##) && read.contains(#"id="source-1""#))
    #expect(read.contains("n° 1, Dax, version 1"))
    #expect(read.contains("Regroupée sans reprise de texte.") && read.contains("Dit deux fois."))
    let dax = try await scene.read(Towns.home + "/suites/" + scene.towns.dax.token + "-dax")
    #expect(dax.contains("Une phrase en est reprise") && dax.contains("Les familles viennent avec un chèque."))
    let pau = try await scene.read(scene.paths[1])
    #expect(pau.contains("Regroupée sans reprise de texte.") && pau.contains("Dit deux fois."))
    await scene.close()
  }

  @Test(
    "A sentence goes on from wording to wording as long as it stands there, and undoing gives it back",
    arguments: Engine.available)
  func lasting(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let both = ["Les familles viennent avec un chèque.", "Les familles paient par chèque."]
    #expect(try await scene.compose(token, of: [0, 1], picking: both).status == 303)
    #expect(try await scene.text(token) == both.joined(separator: "\n\n"))
    let kept = try await scene.title(token, "D’abord : " + both[0] + " Et " + both[1])
    #expect(kept.fields[.location]?.hasSuffix("?fait=redigee") == true)
    let changed = try await scene.title(token, "Les familles viennent. Et " + both[1])
    #expect(changed.fields[.location]?.hasSuffix("?fait=sources-perdues") == true)
    let live: SQL = """
      SELECT count(*) FROM picked_sentence JOIN wording ON wording.id = picked_sentence.wording_id
      WHERE wording.ended_event_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM wording AS newer WHERE newer.previous_id = wording.id AND newer.ended_event_id IS NULL)
      """
    #expect(try await scene.towns.count(live) == 1)
    // Unpicked, it leaves the text; what was written around it stays.
    #expect(try await scene.compose(token, of: [0, 1], picking: []).status == 303)
    #expect(try await scene.text(token) == "Les familles viennent. Et")
    #expect(try await scene.towns.count(live) == 0)
    #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
    #expect(try await scene.towns.count(live) == 1)
    let first = try await scene.value("SELECT CAST(min(id) AS TEXT) FROM journal WHERE kind = 'proposition.reworded'")
    #expect(try await scene.undo(try #require(Int64(first))).status == 303)
    #expect(try await scene.text(token) == "")
    #expect(try await scene.towns.count(live) == 0)
    await scene.close()
  }

  @Test(
    "A proposition that is merged into another adds its text and its sources to it, and undoing takes them back",
    arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let (first, second) = try await scene.propose()
    let words = ["Les familles viennent avec un chèque.", "Par téléphone."]
    #expect(try await scene.compose(first, of: [0, 1], picking: words).status == 303)
    #expect(try await scene.compose(second, of: [2, 3], picking: words).status == 303)
    #expect(try await scene.recompose(first, "fusionner", to: second).status == 303)
    #expect(try await scene.text(second) == "Par téléphone.\n\nLes familles viennent avec un chèque.")
    let page = try await scene.reader.get(DecisionScene.desk + "/propositions/\(second)/composition").text
    #expect(page.contains("[1]") && page.contains("[2]"))
    #expect(try await scene.undo(try await scene.lastAct("propositions.merged")).status == 303)
    #expect(try await scene.text(second) == "Par téléphone.")
    #expect(try await scene.text(first) == "Les familles viennent avec un chèque.")
    let long = String(repeating: "a", count: 19_990)
    #expect(try await scene.title(second, long).status == 303)
    let refused = try await scene.recompose(first, "fusionner", to: second)
    #expect(refused.status == 422 && refused.text.contains("raccourcissez l’un d’eux"))
    await scene.close()
  }

  @Test(
    "What was taken of a version that was corrected since is told with that version, and can be taken out",
    arguments: Engine.available)
  func earlier(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let (comes, paid) = ("Les familles viennent avec un chèque.", "Les familles paient par chèque.")
    let (first, second) = (try await scene.place(of: comes, in: token), try await scene.place(of: paid, in: token))
    let why = "pourquoi-" + second
    let taken = try await scene.compose(token, of: [0, 1], picking: [comes], more: [why + "=Dit+ailleurs."])
    #expect(taken.status == 303)
    let legend = "Phrases reprises d’une autre version ou d’une autre partie"
    #expect(!(try await scene.reader.get(scene.composing(token)).text.contains(legend)))
    try await scene.correct(0, "Payer la cantine et la garderie", by: scene.camille)
    try await scene.correct(1, "Payer la cantine par internet", by: scene.paul)

    let page = try await scene.reader.get(scene.composing(token)).text
    #expect(page.ranges(of: legend).count == 1)
    let line = try #require(page.firstRange(of: "value=\"\(first)\""))
    let told = page[line.upperBound...].prefix(400)
    #expect(told.prefix { $0 != ">" }.contains(" checked"))
    #expect(told.contains(comes) && told.contains(">version 1</span>"))
    #expect(page.contains("name=\"\(why)\""))
    // As long as it stays ticked it stays in the text, beside what is picked of the version of today.
    let both = try await scene.compose(
      token, of: [0, 1], picking: [comes, "Par chèque."], more: [why + "=Dit+ailleurs."])
    #expect(both.status == 303)
    #expect(try await scene.text(token) == comes + "\n\nPar chèque.")
    #expect(try await scene.compose(token, of: [0, 1], picking: ["Par chèque."], more: [why + "="]).status == 303)
    #expect(try await scene.text(token) == "Par chèque.")
    let after = try await scene.reader.get(scene.composing(token)).text
    #expect(!after.contains(legend) && !after.contains(why))
    // It is not there to be picked any more, until that is undone.
    let gone = try await scene.compose(token, of: [0, 1], picking: [], more: ["phrase=" + first])
    #expect(gone.status == 409 && gone.text.contains("n’est plus là"))
    #expect(try await scene.undo(try await scene.lastAct("proposition.reworded")).status == 303)
    #expect(try await scene.text(token) == comes + "\n\nPar chèque.")
    #expect(try await scene.place(of: comes, in: token) == first)
    await scene.close()
  }

  @Test("What cannot be composed is refused with its sentence, and changes nothing", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let one = ["Les familles viennent avec un chèque."]
    let alone = try await scene.compose(token, of: [0], picking: one)
    #expect(alone.status == 422 && alone.text.contains("au moins deux contributions"))
    let read = try await scene.reader.get(scene.composing(token)).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1
    #expect(try await scene.compose(token, of: [0, 1], picking: one).status == 303)
    let late = try await scene.compose(token, of: [0, 1], picking: [], read: String(read ?? ""))
    #expect(late.status == 409 && late.text.contains("modifiée entre-temps"))
    let path = scene.composing(token)
    let (first, second) = (scene.token(0), scene.token(1))
    let now = try await scene.reader.get(path).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1 ?? ""
    let gone = try await scene.reader.post(
      path,
      raw: "contribution=\(first)&contribution=\(second)&phrase=\(first).1.today.0-3&lu=\(now)&_form="
        + (try await scene.reader.token()))
    #expect(gone.status == 409 && gone.text.contains("n’est plus là"))
    let long = try await scene.compose(
      token, of: [0, 1], picking: one, reasons: [0: String(repeating: "a", count: 5_001)])
    #expect(long.status == 422 && long.text.contains("5 000 caractères"))
    var many = (0..<4).map { "contribution=" + scene.token($0) }
    for number in 1...5 {
      let other = try await scene.towns.deposit(scene.camille, title: "Une autre, la \(number)")
      many.append("contribution=\(other.split(separator: "/").last?.prefix(Token.length) ?? "")")
    }
    let nine = try await scene.reader.get(path + "?" + many.joined(separator: "&"))
    #expect(nine.status == 422 && nine.text.contains("Huit contributions se lisent"))
    #expect(try await scene.reader.get(path + "?" + many.prefix(8).joined(separator: "&")).status == 200)
    #expect(try await scene.second.post(scene.item(0) + "/deport", [:]).status == 303)
    let recused = try await scene.compose(token, of: [0, 1], picking: [], by: scene.second)
    #expect(recused.status == 422 && recused.text.contains("Votre déport"))
    let reworded = try await scene.title(token, "Tout.", by: scene.second)
    #expect(
      reworded.status == 422 && reworded.text.contains("Votre déport") && reworded.text.contains(">Tout.</textarea>"))
    try await scene.openVote()
    let closed = try await scene.compose(token, of: [0, 1], picking: [])
    #expect(closed.status == 422 && closed.text.contains("Le vote est ouvert"))
    #expect(try await scene.towns.count("SELECT count(*) FROM wording") == 2)
    await scene.close()
  }

  @Test(
    "A passage that is blotted out goes from the text, even where it began in a sentence that was not picked",
    arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let token = try await scene.canteen()
    let wider = try await scene.grouping(
      "La cantine encore", today: "Écrire à Zwqnom. Zwqprenom répond le soir.", into: token)
    let picked = try await wider.compose(
      token, of: [0, 4], picking: ["Zwqprenom répond le soir.", "Les familles viennent avec un chèque."],
      reasons: [0: "Comme Zwqnom. Zwqprenom le dit."])
    #expect(picked.status == 303)
    #expect(try await wider.text(token).contains("Zwqprenom répond le soir."))
    try await wider.blot("Zwqnom. Zwqprenom", in: wider.paths[4])
    #expect(try await scene.towns.asking.house.database.places(of: "zwqprenom").isEmpty)
    #expect(try await wider.text(token).contains("[passage retiré] répond le soir."))
    // It still stands where it came from.
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let read = try await scene.read(Towns.home + "/propositions/" + token)
    #expect(read.contains(#"<span class="sourced">[passage retiré] répond le soir.</span>"#))
    await scene.close()
  }
}
