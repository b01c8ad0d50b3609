import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

/// A word in each thing that is decided or prepared, looked for at every address of the house until that is published.
@Suite("What is decided and not published yet", .serialized)
struct PendingCanaryTests {
  /// What everyone reads once it is published: the reasons, the proposition with its cost, the addressee.
  private static let pending = [
    "zwqmotifun", "zwqmotifdeux", "zwqmotiftrois", "zwqtitre", "zwqtexte", "zwqguichet", "zwqboite", cost,
  ]
  /// What the desk keeps, with those to whom it is said.
  private static let kept = ["zwqnote", "zwqremarque", "zwqreponse"]
  private static let cost = "987654321"

  @Test(
    "Until it is published, what is decided is at no address of anybody but the draft’s authors, in no search and no mail",
    arguments: Engine.available)
  func nowhere(engine: Engine) async throws {
    var settings = Settings.demonstration
    settings.hasLimits = false
    let scene = try await DecisionScene.make(engine, settings)
    let guild = try await scene.towns.agent("guilde@asso.example", for: scene.towns.guild)
    _ = try await scene.towns.deposit(guild, title: "Prêter des livres")
    #expect(try await guild.post(scene.paths[0] + "/suivi", [:]).status == 303)
    let proposition = try await prepare(scene)
    scene.openInstruction()

    let house = try await scene.towns.asking.restarted()
    let people: [(name: String, browser: Browser?)] = [
      ("a stranger", nil), ("its author", scene.camille), ("another depositor", guild),
    ]
    for (name, person) in people {
      var pages = try await pages(scene, house, as: person)
      if name == "its author" {
        let door = scene.reread(proposition)
        let draft = pages.filter { Self.bare($0.path) == door }
        #expect(places(of: Self.pending + Self.kept, in: draft).keys.sorted() == [Self.cost, "zwqtexte", "zwqtitre"])
        // The letter that brought it is hers too; it tells its title.
        let own = pages.filter { Self.bare($0.path) == "/compte/donnees" }
        #expect(places(of: Self.pending + Self.kept, in: own).keys.sorted() == ["zwqtitre"])
        pages.removeAll { [door, "/compte/donnees"].contains(Self.bare($0.path)) }
      }
      #expect(pages.count > 300)
      let told = places(of: Self.pending + Self.kept, in: pages)
      for (word, places) in told { Issue.record("\(name) finds \(word) at \(places)") }
    }
    try await expectNotFound(house)
    try await expectNoMail(scene)

    // Published, each of these words is where everyone looks: this test would have found them.
    #expect(try await scene.publish().status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM decision_publication") == 4)
    let open = try await pages(scene, try await scene.towns.asking.restarted(), as: nil)
    #expect(places(of: Self.pending + Self.kept, in: open).keys.sorted() == Self.pending.sorted())
    let mails = try await scene.mails("decision/").joined().lowercased()
    for word in ["zwqmotifun", "zwqmotifdeux", "zwqmotiftrois"] { #expect(mails.contains(word), "\(word)") }
    await scene.close()
  }

  /// Two contributions in one proposition, of which the draft is with its authors; one is redirected, one rejected.
  /// - Returns: the token of the proposition.
  private func prepare(_ scene: DecisionScene) async throws -> String {
    let desk = DecisionScene.desk
    try await scene.askAuthors()
    let fields = ["nom": "Zwqguichet", "courriel": "zwqboite@etat.example", "page": ""]
    #expect(try await scene.reader.post(desk + "/guichets", fields).status == 303)
    let addressee = try await scene.value("SELECT token FROM addressee")
    #expect(try await scene.reader.post(scene.item(0) + "/note", ["note": "Zwqnote."]).status == 303)
    #expect(try await scene.decide(0, "regroupee", ["nouvelle": "Zwqtitre"], reason: "Zwqmotifun.").status == 303)
    let token = try await scene.value("SELECT token FROM proposition")
    #expect(try await scene.decide(1, "regroupee", ["proposition": token], reason: "Zwqmotifun.").status == 303)
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee], reason: "Zwqmotifdeux.").status == 303)
    #expect(try await scene.decide(3, "ineligible", ["article": "objet"], reason: "Zwqmotiftrois.").status == 303)
    for place in [2, 3] {
      let path = desk + "/decisions/\(try await scene.decision(place))/relecture"
      #expect(try await scene.second.post(path, [:]).status == 303)
    }
    let edited = desk + "/propositions/" + token
    let read = try await scene.reader.get(edited).text.firstMatch(of: /name="lu" value="([^"]+)"/)?.1 ?? ""
    let wording = [
      "titre": "Zwqtitre", "texte": "Zwqtexte.", "genre": "develop", "langue": "fr", "cout-retenu": Self.cost,
      "lu": String(read),
    ]
    #expect(try await scene.reader.post(edited, wording).status == 303)
    #expect(try await scene.reader.post(scene.draft(token), [:]).status == 303)
    #expect(try await scene.camille.post(scene.reread(token), ["avis": "convient"]).status == 303)
    let missing = ["avis": "manque", "manque": "Zwqremarque."]
    #expect(try await scene.paul.post(scene.reread(token), missing).status == 303)
    let remark = try await scene.value("SELECT CAST(max(id) AS TEXT) FROM author_remark")
    let reply = ["remarque": remark, "reponse": "Zwqreponse.", "genre": "reponse"]
    #expect(try await scene.reader.post(scene.draft(token) + "/reponse", reply).status == 303)
    return token
  }

  /// All that somebody finds: along every link from every page, then at every address that the house declares.
  private func pages(_ scene: DecisionScene, _ house: Asking, as person: Browser?) async throws -> [Crawl.Seen] {
    let browser = Browser(house)
    browser.cookies = person?.cookies ?? [:]
    var seen = try await Crawl(browser: browser, eachShape: 3).pages()
    for path in try await addresses(scene, house) {
      let answered = try await browser.get(path)
      seen.append(Crawl.Seen(path: path, answered: answered))
      guard let next = answered.fields[.location], next.hasPrefix("/"), !next.hasPrefix("/connexion") else { continue }
      seen.append(Crawl.Seen(path: next, answered: try await browser.get(next)))
    }
    return seen
  }

  /// Every declared address that is read, its segments those of what is decided.
  private func addresses(_ scene: DecisionScene, _ house: Asking) async throws -> [String] {
    let (decisions, propositions) = try await house.house.database.read { db in
      (
        try db.values("SELECT token FROM decision ORDER BY id", as: String.self),
        try db.values("SELECT token FROM proposition ORDER BY id", as: String.self)
      )
    }
    let files = ["contributions", "decisions", "propositions", "soutiens"].flatMap { table in
      ["csv", "json", "atom"].map { table + "." + $0 }
    }
    let segments: [String: [String]] = [
      "{consultation}": ["essai"], "{contribution}": scene.paths.indices.map { scene.token($0) },
      "{decision}": decisions, "{proposition}": propositions, "{fichier}": files,
      "{organisation}": [scene.towns.dax.token, scene.towns.pau.token], "{version}": ["1"], "{rubrique}": ["besoin"],
    ]
    var paths = house.house.routes.routes.filter { $0.method == .get }.map(\.pattern)
    for (name, values) in segments {
      paths = paths.flatMap { path in
        path.contains(name) ? values.map { path.replacing(name, with: $0) } : [path]
      }
    }
    return paths.map { $0.replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz") }
  }

  /// How a word is written: numbers by thousands too.
  private static func forms(_ word: String) -> [Data] {
    guard word == cost else { return [Data(word.utf8)] }
    return ["", "\u{A0}", "\u{202F}", ","].map { Data(["987", "654", "321"].joined(separator: $0).utf8) }
  }

  /// Where each of some words stands; nothing of those that stand nowhere.
  private func places(of words: [String], in pages: [Crawl.Seen]) -> [String: [String]] {
    let marks = Self.forms("zwq") + Self.forms(Self.cost)
    let texts = pages.map { page in
      let whole = [page.answered.text] + page.answered.fields.map(\.value)
      return (path: page.path, bytes: Data(whole.joined(separator: "\n").lowercased().utf8))
    }.filter { text in marks.contains { text.bytes.range(of: $0) != nil } }
    var found: [String: [String]] = [:]
    for word in words {
      let forms = Self.forms(word)
      let places = texts.filter { text in forms.contains { text.bytes.range(of: $0) != nil } }
      if !places.isEmpty { found[word] = places.map(\.path).sorted() }
    }
    return found
  }

  /// Without the language and the query.
  private static func bare(_ path: String) -> String {
    let bare = String(path.prefix { $0 != "?" })
    return bare.hasPrefix("/en/") ? String(bare.dropFirst(3)) : bare
  }

  /// A search for a word answers as one for a word that nobody has ever written.
  private func expectNotFound(_ house: Asking) async throws {
    let reader = Browser(house)
    let control = "zwqtemoin"
    for path in [
      Towns.home + "/contributions", Towns.home + "/suites", Towns.home + "/propositions", "/contributions",
      "/api/v1" + Towns.home + "/contributions",
    ] {
      for word in Self.pending + Self.kept where word != Self.cost {
        let found = try await reader.get(path + "?q=" + word).text.replacing(word, with: control)
        #expect(found == (try await reader.get(path + "?q=" + control).text), "\(path) for \(word)")
      }
    }
  }

  /// Neither those who follow nor anybody else is written to of it, nor does the journal tell it; those whose texts a
  /// draft unites are sent its title.
  private func expectNoMail(_ scene: DecisionScene) async throws {
    let house = scene.towns.asking.house
    let letters = try #require(house.jobs.jobs.first { $0.name == "follows.letters" })
    while try await house.jobs.runIfDue(letters) {}
    let (mails, details) = try await house.database.read { db in
      (
        try db.rows("SELECT fact, recipient, subject || ' ' || body FROM outgoing_mail ORDER BY id") { row in
          (fact: try row.next(String.self), to: try row.next(String.self), text: try row.next(String.self))
        }, try db.values("SELECT details FROM journal WHERE details IS NOT NULL", as: String.self)
      )
    }
    #expect(mails.contains { $0.fact.hasPrefix("draft/") })
    for mail in mails {
      let isDraft = mail.fact.hasPrefix("draft/") && ["camille@wanadoo.fr", "paul@wanadoo.fr"].contains(mail.to)
      let isReply = isDraft && mail.fact.contains("/reply/") && mail.to == "paul@wanadoo.fr"
      let own = (isDraft ? ["zwqtitre"] : []) + (isReply ? ["zwqreponse"] : [])
      for word in Self.pending + Self.kept where !own.contains(word) {
        #expect(!mail.text.lowercased().contains(word), "\(word) in \(mail.fact) to \(mail.to)")
      }
    }
    let journal = details.joined(separator: " ").lowercased()
    for word in Self.pending + Self.kept { #expect(!journal.contains(word), "\(word) in the journal") }
  }
}
