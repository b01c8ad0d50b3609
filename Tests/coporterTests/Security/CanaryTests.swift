import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

/// A word in all that is unpublished, taken back or private, looked for wherever the public can look (SECURITY 9).
@Suite("Canary", .serialized)
struct CanaryTests {
  private static let canary = "Zwqcanari"
  private let word = canary

  @Test(
    "What is not published is on no public page, in no search, no suggestion, no feed, no error, and moves no tag",
    arguments: Engine.available)
  func nowhere(engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    var towns = try await made.reopened()
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    let published = try await towns.deposit(agent, title: "Un agenda", theme: "accueil")
    let before = try await surfaces(towns, published)
    try await keepSecret(towns, agent, published)
    towns = try await towns.reopened()
    let after = try await surfaces(towns, published)
    #expect(after.keys.sorted() == before.keys.sorted())
    for (path, answered) in after {
      #expect(!told(answered), "\(path)")
      #expect(answered.fields[.eTag] == before[path]?.fields[.eTag], "\(path): the tag tells that something happened")
    }
    let neighbour = try await towns.agent("voisine@wanadoo.fr", for: towns.pau)
    for page in try await Crawl(browser: neighbour).pages() where !page.path.contains("/demonstration/courriels") {
      #expect(!told(page.answered), "\(page.path)")
    }
    // To the agent, they are shown: the word is really there.
    let reader = Browser(towns.asking)
    reader.cookies = agent.cookies
    #expect(try await reader.get("/consultations/essai/brouillons").text.contains(word))
    await towns.asking.house.database.close()
  }

  @Test(
    "A support that was taken back, and a correction that replaced a word, leave the pages at once",
    arguments: Engine.available)
  func takenBack(engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    try await made.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET name = \(Self.canary) WHERE id = \(made.guild.id)")
    }
    let towns = try await made.reopened()
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    let path = try await towns.deposit(agent, title: "Un agenda", today: "Le mot Xyloretire.")
    _ = try await guild.post(path + "/soutien", ["organisme": "\(towns.guild.id)"])
    #expect(try await towns.reopened().asking.get(path).text.contains(word))
    _ = try await guild.post(path + "/soutien/retrait", ["organisme": "\(towns.guild.id)"])
    #expect(try await !towns.reopened().asking.get(path).text.contains(word))
    // Found before the correction, by nobody after it: nor in the list, nor by the search.
    let search = Towns.home + "/contributions?q=xyloretire"
    #expect(try await towns.asking.get(search).text.contains("1 contribution trouvée"))
    let draft = try #require(try await agent.post(path + "/correction", [:]).fields[.location])
    let corrected = ["titre": "Un agenda", "aujourdhui": "Autre chose.", "action": "relire", "revision": "1"]
    _ = try await agent.post(draft, corrected)
    #expect(try await towns.asking.get(search).text.contains("1 contribution trouvée"))
    let ahead = Towns.home + "/contributions?q=chose"
    #expect(try await !towns.asking.get(ahead).text.contains("1 contribution trouvée"))
    _ = try await agent.post(draft + "/publication", [:])
    for house in [towns, try await towns.reopened()] {
      #expect(try await !house.asking.get(search).text.contains("1 contribution trouvée"))
      #expect(try await !house.asking.get(path).text.contains("Xyloretire"))
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "A word in every personal column that the schema has is on no public page, in no file, search or answer to a program",
    arguments: Engine.available)
  func personal(engine: Engine) async throws {
    var made = try await PersonEverywhere.make(engine)
    let planted = try await made.plant()
    let words = Dictionary(uniqueKeysWithValues: planted.map { ("\($0.table).\($0.column)", $0.word) })
    let unplanted = Set(try await made.personalTexts()).subtracting(words.keys)
    #expect(unplanted == Self.unplanted, "a personal column without its word, or one that has it now")
    made.cast.towns = try await made.cast.towns.reopened()
    let towns = made.cast.towns
    let surfaces = try await surfaces(towns, made.cast.contribution)
    // All of them as one text, which is looked at place by place only where a word is in it.
    let everything = Data(surfaces.values.map(whole).joined(separator: "\n").utf8)
    let isSomewhere = { (word: String) in everything.range(of: Data(word.lowercased().utf8)) != nil }
    for (column, word) in words where isSomewhere(word) != Self.published.contains(column) {
      let places = surfaces.filter { told($0.value, word) }.map(\.key)
      Issue.record("\(column) is on \(places.sorted())")
    }
    if isSomewhere(Self.canary) { #expect(surfaces.filter { told($0.value) }.map(\.key) == []) }
    // To herself they are shown: the words are really there.
    let reader = Browser(towns.asking)
    reader.cookies = made.browser.cookies
    #expect(told(try await reader.get("/compte")))
    await towns.asking.house.database.close()
  }

  /// What a person says for everyone to read.
  private static let published: Set<String> = [
    "comment_version.text", "support_statement.purpose", "withdrawal.reason",
  ]

  /// Personal columns without a word of their own: those that hold her address, where the word is already, and those of
  /// a closed list or a key.
  private static let unplanted: Set<String> = [
    "address_request.mail", "follow_request.mail", "follower.mail", "mandate_request.mail", "mandate_request.sent_to",
    "organisation_request.mail", "outgoing_mail.fact", "outgoing_mail.recipient", "person_address.mail",
    "refusing_address.mail", "session.mail", "sign_in.mail", "unsubscription.mail", "comment_report.ground",
    "author_remark.kind", "blind_reading.kind", "committee_seat.mail", "committee_seat.rank",
    "casting_right.function",
    "casting_right.method", "decision.kind", "draft.language", "draft.rubric",
    "draft_conflict.language", "draft_conflict.rubric",
    "follow_request.language", "follower.language", "follower.rhythm", "journal.through", "mandate.kind",
    "mandate.method",
    "mandate_request.kind", "mandate_request.language", "mandate_request.outcome", "organisation_request.kind",
    "organisation_request.language", "organisation_request.outcome", "organisation_request.siren",
    "contest_signature.outcome", "reexamination_answer.kind", "remark_reply.kind", "right_end_signature.reason",
    "right_request.outcome", "role.kind",
  ]

  private func told(_ answered: Answered, _ word: String = canary) -> Bool {
    whole(answered).contains(word.lowercased())
  }

  /// What is told, fields of the header included, in small letters.
  private func whole(_ answered: Answered) -> String {
    ([answered.text] + answered.fields.map(\.value)).joined(separator: "\n").lowercased()
  }

  /// In drafts, in a correction that is under way, in requests and their messages, in names, addresses and browsers.
  private func keepSecret(_ towns: Towns, _ agent: Browser, _ published: String) async throws {
    let text = [
      "rubrique": "besoin", "titre": word, "aujourdhui": word, "pour-qui": word, "existant": word, "attendu": word,
      "action": "relire",
    ]
    _ = try await agent.post(try await towns.begin(agent), text)
    let correction = try #require(try await agent.post(published + "/correction", [:]).fields[.location])
    _ = try await agent.post(correction, text.merging(["revision": "1"]) { $1 })
    let person = try await towns.person("\(word)@wanadoo.fr", word)
    _ = try await person.post(towns.address(towns.dax), ["fonction": "agent", "preuve": "personne", "message": word])
    let site = "https://\(word.lowercased()).example"
    let missing = ["nom": word, "sorte": "syndicate", "siren": "120027016", "site": site]
    _ = try await person.post("/organismes/demande", missing)
    _ = try await person.post(try await towns.begin(person), text)
    _ = try await Browser(towns.asking).post("/organismes/demande", ["nom": word])
    try await joinSecret(towns, published)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE session SET browser = \(Self.canary)")
    }
  }

  /// A file for the instructors alone, and its text.
  private func joinSecret(_ towns: Towns, _ published: String) async throws {
    let now = towns.asking.time.clock.now()
    let token = String(published.split(separator: "/").last?.prefix(10) ?? "")
    try await towns.asking.house.database.write { db in
      guard let contribution = try Contribution.with(token: token, db) else { return }
      try Attachment.add(
        SampleFiles.pdf(Self.canary), description: Self.canary, audience: .instructors, token: "pppppppppp",
        to: contribution, by: .command, at: now, db)
      try Attachment.with(token: "pppppppppp", db)?.keep(AttachmentText(Self.canary.utf8), at: now, db)
    }
    #expect(try await towns.count("SELECT count(*) FROM attachment_text WHERE text = \(Self.canary)") == 1)
  }

  /// Every public page and door, as somebody sees it who is not signed in, at the same instant and anew.
  private func surfaces(_ towns: Towns, _ published: String) async throws -> [String: Answered] {
    let house = try await towns.reopened()
    var surfaces: [String: Answered] = [:]
    let crawl = Crawl(
      browser: Browser(house.asking), eachShape: 8, starts: ["/", "/en", published, "/organismes?q=dax"])
    for page in try await crawl.pages() where !page.path.contains("/demonstration/courriels") {
      surfaces[page.path] = page.answered
    }
    let program = "/api/v1" + Towns.home
    let token = (published.split(separator: "/").last ?? "").prefix(10)
    let one = "\(program)/contributions/\(token)"
    for path in [
      "/api/v1/consultations", program, program + "/reglement", program + "/chiffres", program + "/contributions",
      program + "/contributions?q=agenda", one, one + "/versions", one + "/soutiens", one + "/commentaires",
      "/api/v1/organismes?q=dax", "/api/v1/organismes/\(towns.dax.token)",
    ] { surfaces[path] = try await house.asking.get(path) }
    for path in [published + "/versions/2", "/health", "/organismes/suggestions?q=dax", "/organismes?q=wanadoo"] {
      surfaces[path] = try await house.asking.get(path)
    }
    try await expectNotFound(house)
    return surfaces
  }

  /// A search for the word answers as one for a word that nobody has ever written.
  private func expectNotFound(_ towns: Towns) async throws {
    let reader = Browser(towns.asking)
    let control = "Zwqtemoin"
    for path in [
      "\(Towns.home)/contributions?q=", "/en\(Towns.home)/contributions?q=", "/organismes?q=",
      "/organismes/suggestions?q=", "/contributions?q=", "\(Towns.home)/contributions?tri=soutenues&q=",
      "\(Towns.home)/contributions?theme=accueil&q=", "/api/v1\(Towns.home)/contributions?q=",
      "/api/v1/organismes?q=",
    ] {
      let found = try await reader.get(path + word).text.replacing(word, with: control)
      #expect(found == (try await reader.get(path + control).text), "\(path)")
      let program = try await towns.asking.get(path + word, fields: [.accept: "application/json"]).text
      let none = try await towns.asking.get(path + control, fields: [.accept: "application/json"]).text
      #expect(program.replacing(word, with: control) == none, "\(path) for a program")
    }
  }
}
