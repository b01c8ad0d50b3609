import HTTPTypes
import Localization
import Storage
import Testing

@testable import Platform
@testable import Selections

@Suite("What was mistyped of a sitting", .serialized)
struct SittingCorrectionTests {
  private static let room = SelectionScene.room
  private static let correction = room + "/seance/correction"

  /// A sitting that took what the vote took, with all voices, then closed.
  private func held(_ engine: Engine) async throws -> (scene: SelectionScene, sitting: String, lines: [Int64]) {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    #expect(
      try await scene.decide(scene.names[2], "developper", 250_000).status == 303)
    #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
    let (sitting, lines) = try await scene.database.read { db in
      (
        try #require(try db.value("SELECT token FROM sitting", as: String.self)),
        try db.values("SELECT id FROM presence ORDER BY id", as: Int64.self)
      )
    }
    return (scene, sitting, lines)
  }

  @Test(
    "Its place and who was there are written right until the minutes are signed, and the journal tells it",
    arguments: Engine.available)
  func corrected(engine: Engine) async throws {
    let (scene, sitting, lines) = try await held(engine)
    let sent = ["seance": sitting, "lieu-\(sitting)": "Nantes", "ligne-\(lines[0])": "remote"]
    let page = try await scene.chair.get(Self.room + "/releve").text
    #expect(page.contains("Corriger une séance") && page.contains("ligne-\(lines[0])"))
    // Those who do not lead see nothing of it.
    #expect(try await !scene.pau.get(Self.room + "/releve").text.contains("Corriger une séance"))
    #expect(try await scene.pau.post(Self.correction, sent).status == 404)
    #expect(try await scene.chair.post(Self.correction, sent).fields[.location] == Self.room + "/releve?fait=corrige")
    let read = try await scene.chair.get(Self.room + "/releve").text
    #expect(read.contains("Lieu\u{A0}: Nantes") && read.contains("À distance"))
    let events = try await scene.database.read { db in
      try db.value("SELECT count(*) FROM journal WHERE kind = 'sitting.corrected'", as: Int.self)
    }
    #expect(events == 1)
    // Nothing to correct, nothing to tell.
    #expect(try await scene.chair.post(Self.correction, sent).status == 303)
    #expect(try await scene.chair.post(Self.room + "/releve/signature", [:]).status == 303)
    let late = try await scene.chair.post(Self.correction, ["seance": sitting, "lieu-\(sitting)": "Brest"])
    #expect(late.status == 409)
    #expect(try await scene.minutes().document?.contains("Lieu\u{A0}: Nantes") == true)
    await scene.close()
  }

  @Test(
    "When it opened and closed is written right too, and the minutes tell it; never one after the other, nor to come",
    arguments: Engine.available)
  func moments(engine: Engine) async throws {
    let (scene, sitting, _) = try await held(engine)
    func typed(_ days: Int64, _ time: String) -> String {
      let moment = scene.asking.time.clock.now().adding(seconds: days * 86_400)
      return String(ParisTime(moment).typed.prefix(10)) + "T" + time
    }
    func correct(_ opened: String, _ closed: String) async throws -> Answered {
      let fields = ["lieu": "Paris", "ouverte": opened, "close": closed]
      return try await scene.chair.post(
        Self.correction,
        ["seance": sitting].merging(fields.map { ("\($0.key)-\(sitting)", $0.value) }, uniquingKeysWith: { $1 }))
    }
    for (opened, closed) in [
      (typed(-2, "14:00"), typed(-3, "17:00")), (typed(-2, "14:00"), typed(1, "17:00")), ("hier", typed(-2, "17:00")),
    ] {
      let refused = try await correct(opened, closed)
      #expect(
        refused.status == 422 && refused.text.contains("ni l’une ni l’autre n’est à venir"), "\(opened) \(closed)")
    }
    #expect(try await correct(typed(-2, "14:05"), typed(-2, "17:40")).status == 303)
    let minutes = Self.room + "/releve"
    let read = try await scene.dax.get(minutes).text
    let day = MomentStyle.date.text(of: scene.asking.time.clock.now().adding(seconds: -2 * 86_400), in: .french)
    #expect(read.contains("Séance du \(day)"), Comment(rawValue: read))
    let (opened, closed) = try await scene.database.read { db in
      (
        try db.value("SELECT opened_at FROM sitting", as: Instant.self),
        try db.value("SELECT closed_at FROM sitting", as: Instant.self)
      )
    }
    #expect(opened.map { ParisTime($0).typed } == typed(-2, "14:05"))
    #expect(closed.map { ParisTime($0).typed } == typed(-2, "17:40"))
    #expect(try await scene.chair.get(minutes).text.contains("value=\"\(typed(-2, "14:05"))\""))
    await scene.close()
  }

  @Test(
    "What is refused of a correction comes back as it was typed, in the form of its sitting alone, beside its field",
    arguments: [Engine.available[0]])
  func refused(engine: Engine) async throws {
    let (scene, sitting, lines) = try await held(engine)
    #expect(try await scene.chair.post(Self.room + "/seance/ouverture", ["lieu": "Lyon"]).status == 303)
    let sent = [
      "seance": sitting, "lieu-\(sitting)": "Nantes", "ouverte-\(sitting)": "hier", "close-\(sitting)": "demain",
      "ligne-\(lines[0])": "remote", "ligne-\(lines[1])": "retirer",
    ]
    func refused(_ fields: [String: String], at field: String) async throws -> String {
      let answered = try await scene.chair.post(Self.correction, sent.merging(fields) { $1 })
      let page = answered.text
      #expect(answered.status == 422 && page.contains("href=\"#\(field)\""), Comment(rawValue: field))
      #expect(page.matches(of: /<details open/).count == 1 && page.matches(of: /id="corrections"/).count == 1)
      return page
    }
    let page = try await refused([:], at: "ouverte-\(sitting)")
    for typed in ["value=\"Nantes\"", "value=\"hier\"", "value=\"demain\""] { #expect(page.contains(typed)) }
    for (line, state) in [(lines[0], "remote"), (lines[1], "retirer")] {
      let field = try #require(page.firstRange(of: "id=\"ligne-\(line)\""))
      let rest = page[field.upperBound...]
      let end = try #require(rest.firstRange(of: "</select>")).lowerBound
      let options = rest[..<end]
      #expect(options.contains("value=\"\(state)\" selected"), Comment(rawValue: String(options)))
    }
    // The sentence stands beside the field too.
    #expect(page.matches(of: /Écrivez quand la séance a été ouverte/).count == 2)
    let read = try await scene.chair.get(Self.room + "/releve").text
    let known = ["ouverte-\(sitting)": String(try opened(read))]
    _ = try await refused(known, at: "close-\(sitting)")
    _ = try await refused(["lieu-\(sitting)": " "], at: "lieu-\(sitting)")
    await scene.close()
  }

  /// When the first sitting of a page opened, as its form shows it.
  private func opened(_ page: String) throws -> Substring {
    try #require(page.firstMatch(of: /id="ouverte-[^>]*value="([0-9T:-]+)"/)).1
  }

  @Test("Whoever voted was there, and a sitting has a place", arguments: [Engine.available[0]])
  func refusals(engine: Engine) async throws {
    let (scene, sitting, lines) = try await held(engine)
    for (fields, status, sentence) in [
      (["seance": sitting, "lieu-\(sitting)": "Paris", "ligne-\(lines[0])": "excused"], 422, "a donné sa voix"),
      (["seance": sitting, "lieu-\(sitting)": "Paris", "ligne-\(lines[0])": "retirer"], 422, "a donné sa voix"),
      (["seance": sitting, "lieu-\(sitting)": " "], 422, "Dites où se tient la séance."),
      (["seance": sitting, "lieu-\(sitting)": String(repeating: "a", count: 151)], 422, "Ce lieu est trop long"),
      (["seance": "zzzzzzzzzz", "lieu-zzzzzzzzzz": "Paris"], 409, "pas de ce comité"),
    ] {
      let refused = try await scene.chair.post(Self.correction, fields)
      #expect(refused.status == status && refused.text.contains(sentence), Comment(rawValue: sentence))
    }
    let states = try await scene.database.read { db in
      try db.values("SELECT DISTINCT state FROM presence", as: String.self)
    }
    #expect(states == ["present"])
    await scene.close()
  }

  @Test("A simulation also counts with the amounts that were decided", arguments: [Engine.available[0]])
  func simulation(engine: Engine) async throws {
    let (scene, _, _) = try await held(engine)
    let page = try await scene.pau.get(Self.room + "/simulation").text
    // Both are ticked: 500,000 euros of retained costs, 450,000 decided, in an envelope of 500,000.
    #expect(page.contains("il reste 0 euro."))
    #expect(page.contains("Avec les montants déjà décidés : 450\u{202F}000 euros, il reste 50\u{202F}000 euros."))
    #expect(page.contains("décidé : 250\u{202F}000 euros"))
    await scene.close()
  }
}
