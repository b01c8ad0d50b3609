import Foundation
import HTTPTypes
import Localization
import Proof
import Testing

@testable import Directory
@testable import Platform
@testable import Selections
@testable import Storage
@testable import Votes

@Suite("The rules of a committee", .serialized)
struct SelectionRuleTests {
  private static let room = SelectionScene.room

  @Test(
    "Of two decisions that come together and would exceed the envelope, one alone passes", arguments: Engine.available)
  func race(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let form = "liste=developper&montant=300000&motif=Pour+voir&_form=\(try await scene.chair.token())"
    let voices = try await scene.seats().map { "&voix-\($0)=for" }.joined()
    for round in 0..<5 {
      let bodies = [1, 3].map { "point=\(scene.names[$0])&" + form + voices }
      let statuses = try await together(bodies, as: scene.chair)
      #expect(statuses == [303, 422], "round \(round)")
      let committee = try await scene.committee()
      #expect(committee.spent == 300_000)
      for ruling in try await scene.database.read({ db in try Ruling.all(in: committee.id, db) }) {
        let undone = try await scene.chair.post(Self.room + "/decisions/\(ruling.token)/annulation", [:])
        #expect(undone.status == 303)
      }
      #expect(try await scene.committee().spent == 0)
    }
    await scene.close()
  }

  private func together(_ bodies: [String], as browser: Browser) async throws -> [Int] {
    let (asking, cookies) = (browser.asking, browser.cookies)
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for body in bodies {
        group.addTask {
          let browser = Browser(asking)
          browser.cookies = cookies
          return try await browser.post(SelectionScene.room + "/seance/decision", raw: body).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted()
    }
  }

  @Test(
    "Whatever is decided, decided otherwise and undone, the envelope is never exceeded", arguments: Engine.available)
  func envelope(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = Seeded(seed)
    let committee = try await scene.committee()
    let vote = committee.vote
    let lines = try await scene.database.read { db in
      let vote = try #require(try Vote.with(id: vote, db))
      return try #require(try CountedVote(of: vote, db)).lines
    }
    let seats = try await scene.database.read { db in try Seat.accepted(in: committee.id, db).map(\.id) }
    let voices = Dictionary(uniqueKeysWithValues: seats.map { ($0, Ruling.Voice.for) })
    var refused = 0
    for _ in 0..<120 {
      let line = lines[Int.random(in: 0..<lines.count, using: &dice)]
      let amount = Int64.random(in: 1...400_000, using: &dice)
      let list = SelectionList.allCases[Int.random(in: 0..<3, using: &dice)]
      let isUndone = Int.random(in: 0..<4, using: &dice) == 0
      let token = Token(using: &dice)
      let now = scene.asking.time.clock.now()
      do {
        try await scene.database.write { db in
          if isUndone, let ruling = try Ruling.live(on: line.proposition.proposition, in: committee.id, db) {
            return try ruling.undo(in: committee, by: .command, at: now, db)
          }
          try Ruling.make(
            .init(list: list, amount: list == .none ? 0 : amount, reason: "Pour voir.", voices: voices), of: line,
            token: token, in: committee, by: .command, at: now, db)
        }
      } catch Ruling.Refusal.beyond { refused += 1 }
      let (spent, sum) = try await scene.database.read { db in
        let sum = try Ruling.all(in: committee.id, db).reduce(0) { $0 + $1.amount }
        return (try Committee.with(committee.id, db)?.spent ?? -1, sum)
      }
      #expect(spent == sum && sum <= committee.envelope, "seed \(seed)")
    }
    #expect(refused > 0, "seed \(seed)")
    await scene.close()
  }

  @Test(
    "What finds no majority is in the minutes, and is taken back where it was mistyped", arguments: Engine.available)
  func rejected(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let none = ["against", "against", "against"]
    for (place, amount) in [(0, 100_000), (0, 50_000), (1, 200_000)] {
      let refused = try await scene.decide(scene.names[place], "developper", amount, reason: "Oui.", voices: none)
      #expect(refused.status == 422 && refused.text.contains("Le relevé le dira"), Comment(rawValue: refused.text))
    }
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    let minutes = Self.room + "/releve"
    let told = try await scene.dax.get(minutes).text
    let lines = told.components(separatedBy: "Proposé et non adopté\u{A0}: À développer, ").dropFirst()
      .map { $0.components(separatedBy: "\u{A0}euros (0 pour, 2 contre")[0] }
    #expect(lines == ["200\u{202F}000", "100\u{202F}000", "50\u{202F}000"], Comment(rawValue: told))
    let token = try await scene.database.read { db in
      try db.value("SELECT token FROM rejected_ruling WHERE amount = 50000", as: String.self) ?? ""
    }
    let undoing = Self.room + "/decisions/\(token)/annulation"
    #expect(try await scene.dax.post(undoing, [:]).status == 404)
    let screen = Self.room + "/seance"
    #expect(try await scene.chair.post(screen + "/point", ["vers": scene.names[0]]).status == 303)
    #expect(try await scene.chair.get(screen).text.contains("Retirer cette ligne du relevé"))
    let read = try await scene.dax.get(screen).text
    #expect(read.contains("Proposé, et non adopté") && !read.contains("Retirer cette ligne"))
    #expect(try await scene.chair.post(undoing, [:]).status == 303)
    #expect(try await scene.chair.post(undoing, [:]).status == 404)
    #expect(try await !scene.dax.get(minutes).text.contains("À développer, 50\u{202F}000"))
    #expect(try await scene.committee().spent == 200_000)
    await scene.close()
  }

  @Test("Quorum, voices and conflicts decide of an item; the chair settles a tie", arguments: Engine.available)
  func voices(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let name = scene.names[1]
    let before = try await scene.decide(name, "developper", 1)
    #expect(before.status == 409)
    #expect(try await scene.chair.post(Self.room + "/seance/ouverture", ["lieu": ""]).status == 422)
    try await scene.sit("excused")
    let quorum = try await scene.decide(name, "developper", 1)
    #expect(quorum.status == 422 && quorum.text.contains("quorum n’est pas atteint"))
    var presences: [String: String] = [:]
    for token in try await scene.seats() { presences["presence-\(token)"] = "present" }
    #expect(try await scene.chair.post(Self.room + "/seance/presences", presences).status == 303)
    // One of the two towns deposited it: two voices are left, that of the chair and the other town's.
    let (dax, pau) = (scene.vote.towns.dax, scene.vote.towns.pau)
    let depositor = try await scene.deposited(by: dax).contains(name) ? dax.id : pau.id
    let tie = try await scene.decide(name, "developper", 1, voices: ["against", "for", "for"])
    #expect(tie.status == 422 && tie.text.contains("1 pour, 1 contre"))
    let casting = try await scene.decide(name, "developper", 1, voices: ["for", "against", "against"])
    #expect(casting.status == 303)
    let screen = try await scene.dax.get(Self.room + "/seance").text
    #expect(!screen.contains("name=\"montant\""))
    #expect(try await scene.decide(name, "developper", 1, by: scene.dax).status == 404)
    let (isCasting, aside) = try await scene.database.read { db in
      (
        try db.value("SELECT is_casting FROM ruling WHERE ended_event_id IS NULL", as: Int.self),
        try db.values(
          """
          SELECT committee_seat.organisation_id FROM ruling_voice
          JOIN committee_seat ON committee_seat.id = ruling_voice.seat_id WHERE ruling_voice.voice = 'aside'
          """, as: Int64.self)
      )
    }
    #expect(isCasting == 1 && aside == [depositor])
    await scene.close()
  }

  @Test("A screen that is cut comes back to the item at which the sitting is", arguments: Engine.available)
  func cut(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let last = scene.names[0]
    #expect(try await scene.chair.post(Self.room + "/seance/point", ["vers": last]).status == 303)
    let title = try await title(of: last, scene)
    let again = try await scene.asking.restarted()
    let browser = Browser(again)
    try await browser.enter("presidence@agence.example", as: nil)
    let page = try await browser.get(Self.room + "/seance").text
    #expect(page.contains("<h1>\(title)</h1>"))
    await scene.close()
  }

  private func title(of name: String, _ scene: SelectionScene) async throws -> String {
    try await scene.database.read { db in
      try VotedProposition.all(of: try db.value("SELECT id FROM vote", as: Int64.self) ?? 0, db)
        .first { $0.name == name }?.title ?? ""
    }
  }

  @Test("Who has no seat finds nothing; an invitation is taken by its address alone", arguments: Engine.available)
  func doors(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let stranger = try await scene.vote.towns.agent("autre@wanadoo.fr", for: scene.vote.towns.pau)
    for path in ["", "/livret", "/releve", "/seance", "/simulation", "/propositions/\(scene.names[0])"] {
      #expect(try await stranger.get(Self.room + path).status == 404, Comment(rawValue: path))
      #expect(
        try await scene.dax.get(Self.room + path).status == (path == "/seance" ? 404 : 200), Comment(rawValue: path))
    }
    let invited = try await scene.vote.administrator.post(
      SelectionScene.setup + "/invitation/autre", ["adresse": "nouvelle@wanadoo.fr", "qualite": "Personne qualifiée"])
    #expect(invited.status == 303)
    let token = try #require(try await scene.seats().last)
    let link = "/comites/invitations/\(token)"
    #expect(try await stranger.get(link).text.contains("à une autre adresse"))
    #expect(try await stranger.post(link, ["reponse": "accepte"]).status == 422)
    let twice = try await scene.vote.administrator.post(
      SelectionScene.setup + "/invitation/autre", ["adresse": "Nouvelle@wanadoo.fr", "qualite": "Personne"])
    #expect(twice.status == 409)
    #expect(
      try await scene.vote.administrator.post(SelectionScene.setup + "/membres/\(token)/fin", [:]).status == 303)
    #expect(try await scene.seats().count == 3)
    await scene.close()
  }

  /// What each member does there.
  private static let ofMembers: Set<String> = [
    "GET ", "GET /livret", "GET /propositions/{proposition}", "POST /propositions/{proposition}",
    "POST /propositions/{proposition}/deport", "POST /envoi", "GET /releve", "GET /seance", "GET /simulation",
  ]

  @Test(
    "At no address of the room does a stranger find anything, nor a member do what is for whoever leads",
    arguments: Engine.available)
  func everyDoor(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let stranger = try await scene.vote.towns.agent("autre@wanadoo.fr", for: scene.vote.towns.pau)
    try await scene.sit()
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    var sent = [
      "point": scene.names[2], "vers": scene.names[2], "liste": "developper", "montant": "1", "motif": "Pour voir.",
      "lieu": "Dax", "titre": "Démarches", "proposition": scene.names[0], "ouverture": "Bonjour.", "note-1": "1",
      "note-2": "1", "deport": "oui",
    ]
    #expect(try await scene.chair.post(Self.room + "/groupes-de-travail", sent).status == 303)
    for seat in try await scene.seats() {
      sent["voix-" + seat] = "for"
      sent["presence-" + seat] = "excused"
    }
    let things = [
      "{consultation}": "essai", "{proposition}": scene.names[0],
      "{ruling}": try await scene.vote.scene.value("SELECT token FROM ruling"),
      "{groupe}": try await scene.vote.scene.value("SELECT token FROM working_group"),
    ]
    let room = "/consultations/{consultation}/comite"
    let doors = scene.asking.house.routes.routes.filter { $0.pattern.hasPrefix(room) }
    #expect(doors.count > 20)
    for moment in ["in the sitting", "after it"] {
      let before = try await rows(scene)
      for route in doors {
        let door = "\(route.method.rawValue) \(route.pattern.dropFirst(room.count))"
        let path = things.reduce(route.pattern) { path, thing in path.replacing(thing.key, with: thing.value) }
        func ask(_ browser: Browser) async throws -> Int {
          try await route.method == .get ? browser.get(path).status : browser.post(path, sent).status
        }
        #expect(try await ask(stranger) == 404, "\(door), by a stranger \(moment)")
        guard !Self.ofMembers.contains(door) else { continue }
        // A member knows the minutes that the chair alone signs.
        let refused = door == "POST /releve/signature" ? 422 : 404
        #expect(try await ask(scene.dax) == refused, "\(door), by a member \(moment)")
      }
      #expect(try await rows(scene) == before, "\(moment)")
      if moment == "in the sitting" {
        #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
      }
    }
    await scene.close()
  }

  /// All that a committee keeps, and the journal.
  private func rows(_ scene: SelectionScene) async throws -> Set<String> {
    let kept = SelectionsColumns.declarations.compactMap { $0.table.map { table in "\(table.name)" } } + ["journal"]
    return try await scene.database.read { db in
      var rows: Set<String> = []
      for table in try Catalogue.tables(of: db) where kept.contains(table.name) {
        try db.forEach(table.selection) { row in rows.insert("\(table.name): \(try row.all())") }
      }
      return rows
    }
  }

  @Test("A member stands aside by itself, and comes back until the item is decided", arguments: Engine.available)
  func recusal(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let path = Self.room + "/propositions/\(scene.names[1])"
    #expect(try await scene.chair.post(path + "/deport", ["deport": "oui"]).status == 303)
    #expect(try await scene.chair.post(path, ["note-1": "1"]).status == 422)
    #expect(try await scene.chair.post(path + "/deport", ["deport": "non"]).status == 303)
    #expect(try await scene.chair.post(path, ["note-1": "1", "note-2": "6"]).status == 422)
    #expect(try await scene.chair.post(path, ["note-1": "1"]).status == 303)
    let incomplete = try await scene.chair.post(Self.room + "/envoi", [:])
    #expect(incomplete.status == 422 && incomplete.text.contains("Il manque une note"))
    await scene.close()
  }

  @Test("A simulation says what remains, and decides nothing", arguments: Engine.available)
  func simulation(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let path = Self.room + "/simulation"
    let begun = try await scene.pau.get(path).text
    #expect(begun.contains("il reste 0 euro."))
    let beyond = try await scene.pau.get(path + "?choix=\(scene.names[3])&choix=\(scene.names[2])").text
    #expect(beyond.contains("dépasse l’enveloppe de 200\u{202F}000 euros"))
    #expect(try await scene.committee().spent == 0)
    await scene.close()
  }

  @Test(
    "A passage that is blotted out goes from reasons, comments and minutes; the hash stays that of what was signed",
    arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let (word, name) = ("Zwqpersonne", scene.names[2])
    let sheet = Self.room + "/propositions/\(name)"
    #expect(
      try await scene.chair.post(sheet, ["note-1": "1", "note-2": "2", "commentaire": "Comme \(word)."]).status == 303)
    try await scene.sit()
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    #expect(try await scene.decide(name, "non-retenue", 0, reason: "\(word) s’en va.").status == 303)
    #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
    #expect(
      try await scene.chair.post(Self.room + "/releve", ["ouverture": "Merci à \(word).", "fin": ""]).status == 303)
    #expect(try await scene.chair.post(Self.room + "/releve/signature", [:]).status == 303)
    let before = try await scene.minutes()
    try await redact(word, in: name, scene)
    for path in [sheet, Self.room + "/releve", Self.room + "/seance", Self.room + "/livret"] {
      #expect(try await !scene.chair.get(path).text.contains(word), Comment(rawValue: path))
    }
    let after = try await scene.minutes()
    #expect(after.hash == before.hash && after.isBlotted && !before.isBlotted)
    await scene.close()
  }

  private func redact(_ word: String, in name: String, _ scene: SelectionScene) async throws {
    let path = try await scene.database.read { db in
      try db.value(
        """
        SELECT contribution.token FROM contribution JOIN decision ON decision.contribution_id = contribution.id
        JOIN grouping ON grouping.decision_id = decision.id
        JOIN proposition ON proposition.id = grouping.proposition_id WHERE proposition.token = \(name)
        """, as: String.self) ?? ""
    }
    // Instructors are signed in for twelve hours.
    try await scene.vote.scene.reader.enter("instruction@agence.example", as: nil)
    try await scene.vote.scene.second.enter("relecture@agence.example", as: nil)
    try await scene.vote.scene.blot(word, in: Towns.home + "/contributions/" + path)
  }
}

/// SplitMix64: the same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
