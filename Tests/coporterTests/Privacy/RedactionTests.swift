import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform
@testable import Storage
@testable import coporter

@Suite("Redaction", .serialized)
struct RedactionTests {
  private static let word = "zwqcaviar"
  private static let passage = "Madame Zwqcaviar"
  private static let queue = "/instruction/caviardages"

  /// A contribution that holds the passage wherever it can.
  private struct Scene {
    var towns: Towns
    var agent: Browser
    var neighbour: Browser
    var path: String
    var token: String
    var database: Database { towns.asking.house.database }
    var program: String { "/api/v1" + Towns.home }
    /// Without the words of its title, which an address that is asked for gives back.
    var bare: String { Towns.home + "/contributions/" + token }

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
      let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
      let path = try await towns.deposit(
        agent, title: "Un agenda pour \(passage)", today: "Appelez madame  ZWQCAVIAR, au 05.", theme: "accueil")
      var scene = Scene(towns: towns, agent: agent, neighbour: neighbour, path: path, token: "")
      scene.token = String(path.split(separator: "/").last?.prefix(10) ?? "")
      try await scene.furnish()
      return scene
    }

    private func furnish() async throws {
      _ = try await neighbour.post(path + "/soutien", ["organisme": "\(towns.pau.id)"])
      let said = ["organisme": "\(towns.pau.id)", "usage": "Comme \(passage).", "pret": "experimenter"]
      _ = try await neighbour.post(path + "/soutien/precision", said)
      _ = try await neighbour.post(
        path + "/commentaires", ["texte": "Voyez \(passage) !", "organisme": "\(towns.pau.id)"])
      // A correction that is published, and one that is under way.
      let correction = try #require(try await agent.post(path + "/correction", [:]).fields[.location])
      let text = [
        "titre": "L’agenda de \(passage)", "aujourdhui": "Appelez \(passage).", "attendu": "Que \(passage) réponde.",
        "action": "relire", "revision": "1",
      ]
      _ = try await agent.post(correction, text)
      _ = try await agent.post(correction + "/publication", [:])
      // What was typed too late for both of its drafts is kept apart.
      for draft in [Towns.home + "/brouillons/" + token, correction] {
        let late = ["rubrique": "besoin", "titre": "Trop tard", "aujourdhui": "Voyez \(passage).", "revision": "1"]
        #expect(try await agent.post(draft, late).status == 409)
      }
      let next = try #require(try await agent.post(path + "/correction", [:]).fields[.location])
      _ = try await agent.post(next, text.merging(["action": "enregistrer"]) { $1 })
      try await join()
      _ = try await towns.asking.house.outbox.deliverWaiting()
      let now = towns.asking.time.clock.now()
      let (address, body) = (towns.asking.house.settings.baseAddress + path, "Bonjour \(passage)\n")
      try await database.write { db in
        try OutgoingMail(
          fact: "attend", to: "suit@wanadoo.fr", person: nil, subject: passage, body: "\(address)\n\n\(body)"
        ).queue(db, at: now)
      }
    }

    private func join() async throws {
      let (token, now) = (token, towns.asking.time.clock.now())
      try await database.write { db in
        guard let contribution = try Contribution.with(token: token, db) else { return }
        try Attachment.add(
          SampleFiles.pdf("Plan"), description: "Plan de \(passage)", audience: .everyone, token: "pppppppppp",
          to: contribution, by: .command, at: now, db)
        try Attachment.with(token: "pppppppppp", db)?.keep(AttachmentText("Dit \(passage).".utf8), at: now, db)
        // Another in the correction that is under way.
        try Attachment.add(
          SampleFiles.pdf("Autre"), description: "Autre plan", audience: .everyone, token: "qqqqqqqqqq",
          to: contribution, by: .command, at: now, db)
        try Attachment.with(token: "qqqqqqqqqq", db)?.keep(AttachmentText("Dit \(passage).".utf8), at: now, db)
        try db.execute(
          """
          UPDATE attachment SET contribution_id = NULL, draft_id = (SELECT id FROM draft) WHERE token = 'qqqqqqqqqq'
          """)
      }
    }

    func instructor(_ name: String) async throws -> Browser {
      try await towns.invited(.instructor, name + "@agence.example")
    }

    /// Every public page and door, of a house that has just started: what is drawn is shown for a second.
    func surfaces() async throws -> [String: Answered] {
      var surfaces: [String: Answered] = [:]
      let asking = try await towns.reopened().asking
      let crawl = Crawl(browser: Browser(asking), eachShape: 8, starts: ["/", "/en", path, "/organismes?q=dax"])
      for page in try await crawl.pages() { surfaces[page.path] = page.answered }
      let one = "\(program)/contributions/\(token)"
      for path in [
        program + "/contributions", program + "/contributions?q=agenda", one, one + "/versions", one + "/soutiens",
        one + "/commentaires", bare + "/versions/1", bare + "/versions/2", Towns.home + "/donnees/contributions.csv",
        Towns.home + "/donnees/contributions.json", Towns.home + "/donnees/soutiens.csv",
        Towns.home + "/donnees/contributions.atom", Towns.home + "/contributions?q=\(word)",
      ] { surfaces[path] = try await asking.get(path) }
      return surfaces
    }

    /// The places of a word that is not in what was asked.
    func telling(_ word: String) async throws -> [String] {
      try await surfaces().filter { path, answered in
        let asked = path.contains("q=\(word)")
        let shown = answered.text.lowercased().contains(word)
        let header = answered.fields.contains { $0.value.lowercased().contains(word) }
        return (shown && !asked) || header
      }.map(\.key).sorted()
    }
  }

  private func token(_ browser: Browser) async throws -> String {
    let page = try await browser.get(Self.queue).text
    return page.firstMatch(of: /caviardages\/([0-9a-z]{10})\/confirmation/).map { String($0.1) } ?? ""
  }

  @Test(
    "A passage that two instructors blot out is on no surface, in no row, in no file, in no backup",
    arguments: Engine.available)
  func canary(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    #expect(try await scene.telling(Self.word).count > 10)
    let (first, second) = (try await scene.instructor("une"), try await scene.instructor("deux"))
    let asked = try await first.post(
      scene.path + "/caviardage", ["passage": "madame zwqcaviar", "motif": "Le nom d’une personne."])
    #expect(asked.status == 303)
    #expect(try await !scene.telling(Self.word).isEmpty, "a proposal changes nothing")
    let token = try await token(second)
    let page = try await second.get(Self.queue).text
    #expect(page.contains("<mark>Madame Zwqcaviar</mark>"))
    #expect(page.contains("1 endroit des commentaires") && page.contains("1 endroit des soutiens"))
    // The file that holds it is destroyed with it, and confirmed with it.
    #expect(page.contains("seront détruites entières") && page.contains("value=\"pppppppppp\""))
    let confirmation = "\(Self.queue)/\(token)/confirmation"
    let unseen = try await second.post(confirmation, [:])
    #expect(unseen.status == 409 && unseen.text.contains("relisez leur liste"))
    let done = try await second.post(confirmation, ["piece": "pppppppppp"])
    #expect(done.fields[.location] == Self.queue + "?fait=retire")
    #expect(try await scene.towns.count("SELECT count(*) FROM attachment_piece") == 0)
    try await told(scene)
    #expect(try await scene.database.places(of: Self.word) == [])
    let left = try await scene.telling(Self.word)
    #expect(left == [])
    let right = try await scene.towns.asking.get(scene.bare).fields[.location] ?? scene.bare
    let text = try await scene.towns.asking.get(right).text
    #expect(text.contains("L’agenda de [passage retiré]") && text.contains("Le nom d’une personne."))
    #expect(text.contains("avec la pièce jointe qui le contenait"))
    #expect(try await scene.towns.asking.get(right + "/versions/1").text.contains("Appelez [passage retiré], au 05."))
    #expect(try await scene.agent.get(Towns.home + "/brouillons").text.contains("[passage retiré]"))
    let found = try await scene.towns.asking.get(Towns.home + "/contributions?q=\(Self.word)").text
    #expect(!found.contains("1 contribution trouvée"))
    try await forgets(scene)
    try await files(scene)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal WHERE kind = 'redaction.confirmed'") == 1)
    await scene.database.close()
  }

  /// The organisations whose words went, and who proposed it; not who confirmed.
  private func told(_ scene: Scene) async throws {
    let told = try await scene.towns.mails("un passage a été retiré")
    #expect(told.sorted() == ["agent@wanadoo.fr", "une@agence.example", "voisine@wanadoo.fr"])
    let bodies = try await scene.towns.mails(about: "redaction/").map(\.body)
    #expect(bodies.allSatisfy { $0.contains("Le nom d’une personne.") && $0.contains("détruites avec lui") })
  }

  /// A mistyped word is not told what may have been meant, once the index was built anew.
  private func forgets(_ scene: Scene) async throws {
    let mistyped = Towns.home + "/contributions?q=zwqcaviat"
    for _ in 0..<10_000 where try await scene.towns.asking.get(mistyped).text.lowercased().contains(Self.word) {
      await Task.yield()
    }
    #expect(try await !scene.towns.asking.get(mistyped).text.lowercased().contains(Self.word))
  }

  private func files(_ scene: Scene) async throws {
    try await ErasureTests.runJob("destructions.rewriting", scene.towns.asking, hours: 24)
    let words = [Self.word, Self.passage].map { Data($0.utf8) }
    for word in words {
      let isThere = scene.database.fileBytes.range(of: word) != nil
      #expect(!isThere)
    }
    let backup = Scratch.place("backup", ending: ".sqlite").path
    try await scene.database.backup(to: backup, migrations: Platform.migrations(of: modules(scene.database)))
    let bytes = try Data(contentsOf: URL(filePath: backup))
    for word in words {
      let isThere = bytes.range(of: word) != nil
      #expect(!isThere)
    }
    try FileManager.default.removeItem(atPath: backup)
  }

  @Test("The author asks and one instructor accepts; a file goes whole", arguments: Engine.available)
  func author(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let instructor = try await scene.instructor("une")
    let form = scene.path + "/caviardage"
    #expect(try await scene.agent.post(form, ["piece": "pppppppppp", "motif": "Un plan privé."]).status == 303)
    let page = try await instructor.get(Self.queue).text
    #expect(page.contains("Plan de Madame Zwqcaviar") && page.contains("par l’organisme auteur"))
    _ = try await instructor.post("\(Self.queue)/\(try await token(instructor))/confirmation", [:])
    let whole: SQL = "attachment_id = (SELECT id FROM attachment WHERE token = 'pppppppppp')"
    #expect(try await scene.towns.count("SELECT count(*) FROM attachment_piece WHERE \(whole)") == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM attachment_text WHERE \(whole)") == 0)
    #expect(try await scene.towns.mails("une pièce jointe a été retirée") == ["agent@wanadoo.fr"])
    let shown = try await scene.agent.get(scene.path)
    let text = try await scene.agent.get(shown.fields[.location] ?? scene.path).text
    #expect(text.contains("Une pièce jointe retirée") && !text.contains("Plan de"))
    // The neighbour may speak for her own comment alone.
    let hers = try await scene.neighbour.post(form, ["passage": "Voyez Madame", "motif": "Erreur."])
    #expect(hers.status == 303)
    let others = try await scene.neighbour.post(form, ["passage": "réponde", "motif": "Erreur."])
    #expect(others.status == 422 && others.text.contains("que vous pouvez faire retirer ici"))
    let refusal = try await token(instructor)
    _ = try await instructor.post("\(Self.queue)/\(refusal)/refus", [:])
    #expect(try await scene.towns.mails("le retrait est refusé") == ["voisine@wanadoo.fr"])
    #expect(
      try await scene.towns.asking.get(scene.program + "/contributions/\(scene.token)/commentaires").text.contains(
        "Voyez Madame"))
    #expect(try await instructor.post("\(Self.queue)/\(refusal)/confirmation", [:]).status == 409)
    await scene.database.close()
  }

  @Test(
    "What is missing, too short, not there or told again in the reason is refused",
    arguments: [
      (["motif": "Un nom."], "Copiez ici le passage"), (["passage": "05", "motif": "Un nom."], "trop court"),
      (["passage": "absent d’ici", "motif": "Un nom."], "dans aucun texte"),
      (["passage": "genda", "motif": "Un nom."], "dans aucun texte"),
      (["passage": "Appelez"], "Dites pourquoi"),
      (["passage": "Appelez", "motif": "appelez en trop"], "répète le passage"),
      (["passage": String(repeating: "a", count: 5001), "motif": "Un nom."], "5 000"),
      (["passage": "Appelez", "motif": String(repeating: "a", count: 501)], "500 caractères"),
      (["piece": "zzzzzzzzzz", "motif": "Un nom."], "dans aucun texte"),
    ])
  func refusals(fields: [String: String], sentence: String) async throws {
    let scene = try await Scene.make(.sqlite)
    let refused = try await scene.agent.post(scene.path + "/caviardage", fields)
    #expect(refused.status == 422 && refused.text.contains(sentence))
    #expect(try await scene.towns.count("SELECT count(*) FROM redaction") == 0)
    let stranger = try await scene.towns.person("passant@wanadoo.fr", "Passant")
    #expect(try await stranger.post(scene.path + "/caviardage", fields).status == 404)
    await scene.database.close()
  }

  @Test("Nobody confirms her own proposal, nor one whose text another redaction has moved")
  func twice() async throws {
    let scene = try await Scene.make(.sqlite)
    let (first, second) = (try await scene.instructor("une"), try await scene.instructor("deux"))
    let form = scene.path + "/caviardage"
    _ = try await first.post(form, ["passage": "Madame Zwqcaviar réponde", "motif": "Un nom."])
    let own = try await token(second)
    #expect(try await first.post("\(Self.queue)/\(own)/confirmation", [:]).status == 409)
    _ = try await first.post(form, ["passage": "Madame Zwqcaviar", "motif": "Un nom."])
    let page = try await second.get(Self.queue).text
    let both = page.matches(of: /caviardages\/([0-9a-z]{10})\/confirmation/).map { String($0.1) }
    #expect(both.count == 2)
    _ = try await second.post("\(Self.queue)/\(both[1])/confirmation", ["piece": "pppppppppp"])
    #expect(try await second.get(Self.queue).text.contains("a changé depuis cette demande"))
    let moved = try await second.post("\(Self.queue)/\(both[0])/confirmation", [:])
    #expect(moved.status == 409 && moved.text.contains("a changé depuis cette demande"))
    await scene.database.close()
  }

  @Test(
    "A file that is not read yet holds a passage back; one that cannot be read is shown", arguments: Engine.available)
  func unread(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let (token, now) = (scene.token, scene.towns.asking.time.clock.now())
    try await scene.database.write { db in
      guard let contribution = try Contribution.with(token: token, db) else { return }
      for file in ["rrrrrrrrrr", "ssssssssss"] {
        try Attachment.add(
          SampleFiles.pdf("Dit \(Self.passage)"), description: "Plan \(file)", audience: .everyone, token: file,
          to: contribution, by: .command, at: now, db)
      }
      try Attachment.with(token: "ssssssssss", db)?.keep(.unreadable, at: now, db)
    }
    let (first, second) = (try await scene.instructor("une"), try await scene.instructor("deux"))
    _ = try await first.post(scene.path + "/caviardage", ["passage": Self.passage, "motif": "Un nom."])
    let page = try await second.get(Self.queue).text
    #expect(page.contains("n’est pas encore lue") && page.contains("Celles-ci ne se lisent pas ici"))
    let asked = try await scene.database.read { db in try db.value("SELECT token FROM redaction", as: String.self) ?? ""
    }
    let confirmation = "\(Self.queue)/\(asked)/confirmation"
    let early = try await second.post(confirmation, ["piece": "pppppppppp"])
    #expect(early.status == 409 && early.text.contains("n’est pas encore lue"))
    try await scene.towns.runJob("attachments.texts")
    #expect(try await second.post(confirmation, ["piece": "pppppppppp"]).status == 409)
    let both = "piece=pppppppppp&piece=rrrrrrrrrr&_form=" + (try await second.token())
    #expect(try await second.post(confirmation, raw: both).status == 303)
    let ended = try await scene.towns.count("SELECT count(*) FROM attachment WHERE ended_event_id IS NOT NULL")
    #expect(ended == 2)
    await scene.database.close()
  }

  @Test(
    "Words of a description, of a moderator and of a withdrawal are named too, and those between marks of Markdown",
    arguments: Engine.available)
  func places(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let (neighbour, form) = (scene.neighbour, scene.path + "/caviardage")
    _ = try await neighbour.post(
      scene.path + "/commentaires",
      ["texte": "Voyez **Mme** [Unique](https://x.example).", "organisme": "\(scene.towns.pau.id)"])
    let now = scene.towns.asking.time.clock.now()
    try await scene.database.write { db in
      let first = try db.value("SELECT min(id) FROM comment", as: Int64.self) ?? 0
      guard let comment = try Comment.with(id: first, db) else { return }
      try CommentHiding.hide(comment, because: "Il nommait Zwqmasque.", by: .command, at: now, db)
    }
    let (first, second) = (try await scene.instructor("une"), try await scene.instructor("deux"))
    #expect(try await scene.agent.post(form, ["passage": "nommait Zwqmasque", "motif": "Un nom."]).status == 422)
    #expect(try await first.post(form, ["passage": "nommait Zwqmasque", "motif": "Un nom."]).status == 303)
    #expect(try await scene.agent.post(form, ["passage": "Plan de", "motif": "Un lieu."]).status == 303)
    #expect(try await neighbour.post(form, ["passage": "Mme Unique", "motif": "Un nom."]).status == 303)
    let withdrawn = try await scene.agent.post(scene.path + "/retrait", ["raison": "Zwqretrait est parti."])
    #expect(withdrawn.status == 303)
    let tombstone = try await scene.agent.get(scene.bare)
    #expect(tombstone.text.contains("Faire retirer un passage") && tombstone.text.contains("Zwqretrait"))
    #expect(try await !scene.towns.asking.get(scene.bare).text.contains("Faire retirer"))
    let asking = try await neighbour.get(scene.bare + "/caviardage").text
    #expect(asking.contains("retirée") && !asking.contains("Zwqcaviar"))
    #expect(try await scene.agent.post(form, ["passage": "Zwqretrait", "motif": "Un nom."]).status == 303)
    let page = try await second.get(Self.queue).text
    for token in page.matches(of: /caviardages\/([0-9a-z]{10})\/confirmation/).map({ String($0.1) }) {
      #expect(try await second.post("\(Self.queue)/\(token)/confirmation", [:]).status == 303)
    }
    for word in ["zwqmasque", "zwqretrait", "x.example", "plan de"] {
      #expect(try await scene.database.places(of: word) == [], "\(word)")
    }
    let kept = try await scene.database.read { db in
      try db.value("SELECT text FROM comment_version ORDER BY id DESC LIMIT 1", as: String.self)
    }
    #expect(kept == "Voyez [passage retiré].")
    #expect(try await scene.agent.get(scene.bare).text.contains("[passage retiré] est parti."))
    await scene.database.close()
  }

  @Test(
    "A passage is found whatever its case and spaces, at the edges of words",
    arguments: [
      ("Jean Martin", "jean  martin et JEAN\nMARTIN", "[x] et [x]"),
      ("Martin", "Martinique et martin.", "Martinique et [x]."),
      ("06 12", "Au 06 12, ou 06 123.", "Au [x], ou 06 123."), ("(été)", "un (été)!", "un [x]!"), ("aaa", "aaaa", nil),
      ("Mme X", "Voyez **Mme** X.", "Voyez [x]."), ("Mme X", "**Mme X** dit", "**[x]** dit"),
      ("Voyez Mme", "Voyez **Mme** X", "[x] X"), ("Mme\nX", "a\n\n> Mme\n> X", "a\n\n> [x]"),
      ("Mme X", "[Mme](https://x.example/mme) X", "[x]"), ("voyez Mme", "Voyez [Mme](https://x.example) X", "[x] X"),
      ("ab", "a**b**a**b", "[x][x]**"), ("Mme** X", "Mme X et Mme X1", "[x] et Mme X1"),
      ("jean_m@x.fr", "Jean_M@x.fr.", "[x]."),
      ("- Mme X", "a\n- Mme X", "a\n- [x]"), ("X", "![X](y) [X", "![[x]](y) [[x]"),
    ] as [(String, String, String?)])
  func passages(passage: String, text: String, expected: String?) {
    #expect(Passage(passage).blotted(from: text, mark: "[x]", longest: 100) == expected)
  }

  @Test("Where there is no room for the mark, a short one stands")
  func room() {
    let passage = Passage("abcde")
    #expect(passage.blotted(from: "abcde f", mark: "[passage retiré]", longest: 7) == "[…] f")
  }
}
