import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Two communes and an association in an empty house, each with its mailbox or its domain.
struct Towns {
  let asking: Asking
  let dax: Organisation
  let pau: Organisation
  let guild: Organisation

  static func make(
    _ engine: Engine, _ settings: Settings = .demonstration, mail: (any MailTransport)? = nil
  ) async throws -> Towns {
    try await make(over: try await Asking.bare.copy(engine), settings, mail: mail)
  }

  static func make(
    over database: Database, _ settings: Settings = .demonstration, mail: (any MailTransport)? = nil
  ) async throws -> Towns {
    let asking = try await Asking.empty(over: database, settings, mail: mail)
    let found = try await asking.house.database.write { db in
      let dax = try add("commune", "Dax", "aaaaaaaaaa", db)
      let pau = try add("commune", "Pau", "bbbbbbbbbb", db)
      let guild = try add("association", "Guilde", "cccccccccc", db)
      try db.execute(
        """
        INSERT INTO organisation_mailbox (organisation_id, mail, source, dated)
        VALUES (\(dax), 'mairie.dax@wanadoo.fr', 'test', '2021-01-01'),
          (\(pau), 'mairie@pau.example', 'test', '2021-01-01')
        """)
      try db.execute(
        """
        INSERT INTO organisation_domain (organisation_id, domain, source, dated)
        VALUES (\(pau), 'pau.example', 'test', '2021-01-01')
        """)
      return try Organisation.with(ids: [dax, pau, guild], db)
    }
    return Towns(asking: asking, dax: found[0], pau: found[1], guild: found[2])
  }

  static func add(_ kind: String, _ name: String, _ token: String, _ db: Transaction) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO organisation (token, kind, name, genitive, source, created_at)
      VALUES (\(token), \(kind), \(name), \("de " + name), 'test', \(Instant(milliseconds: 0))) RETURNING id
      """)
  }

  /// As the import of movements does: the first commune is no more.
  func merge(_ gone: Organisation, into successor: Organisation) async throws {
    try await asking.house.database.write { db in
      let event = try Event(
        "organisation.merged", on: .init("organisation", gone.id), by: .command, at: asking.time.clock.now()
      ).record(db)
      try db.execute(
        """
        INSERT INTO organisation_merger (organisation_id, into_id, effective_on, given_event_id)
        VALUES (\(gone.id), \(successor.id), '2021-01-01', \(event))
        """)
    }
  }

  func address(_ organisation: Organisation) -> String { MandateAskingAddress(organisation).path }

  func mailbox(of organisation: Organisation) async throws -> String {
    let boxes = try await asking.house.database.read { db in try OrganisationMailbox.all(of: organisation.id, db) }
    return String(boxes.first?.id ?? 0)
  }

  func person(_ mail: String, _ name: String) async throws -> Browser {
    let browser = Browser(asking)
    try await browser.enter(mail, as: name)
    return browser
  }

  /// Asks for a code through the official mailbox; where to type it, and what it is.
  func askForCode(_ browser: Browser, _ organisation: Organisation) async throws -> (path: String, code: String) {
    let answered = try await browser.post(
      address(organisation), ["fonction": "agent", "preuve": try await mailbox(of: organisation)])
    _ = try await asking.house.outbox.deliverWaiting()
    return (answered.fields[.location] ?? "", try await asking.newestMail().code)
  }

  func ask(_ browser: Browser, _ organisation: Organisation) async throws -> String {
    let answered = try await browser.post(address(organisation), ["fonction": "agent", "preuve": "personne"])
    #expect(answered.fields[.location] == "/habilitation?fait=demande")
    return try await asking.house.database.read { db in
      try db.value("SELECT token FROM mandate_request ORDER BY id DESC LIMIT 1", as: String.self) ?? ""
    }
  }

  func decide(_ browser: Browser, _ token: String, _ decision: String) async throws -> Int {
    try await browser.post(MandateDecisionAddress(token: token).path, ["decision": decision]).status
  }
}

@Suite("Getting in: acting for an organisation", .serialized)
struct MandateTests {
  @Test(
    "A secretary with an ordinary address proves her commune by the town hall’s box", arguments: Engine.available)
  func secretary(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let page = try await camille.get(towns.address(towns.dax)).text
    #expect(page.contains("m•••••@wanadoo.fr") && !page.contains("mairie.dax"))
    let (path, code) = try await towns.askForCode(camille, towns.dax)
    #expect(try await towns.asking.newestMail().recipient == "mairie.dax@wanadoo.fr")
    #expect(try await towns.asking.newestMail().body.contains("Camille (camille@wanadoo.fr)"))
    #expect(try await camille.get(path).text.contains("m•••••@wanadoo.fr"))
    #expect(try await camille.post(path, ["code": "12"]).status == 422)
    // Somebody else does not even see the request.
    let other = try await towns.person("autre@wanadoo.fr", "Autre")
    #expect(try await other.get(path).status == 404)
    #expect(try await other.post(path, ["code": code]).status == 404)
    #expect(try await camille.post(path, ["code": " \(code.prefix(3)) \(code.suffix(3))"]).status == 303)
    let mine = try await camille.get("/habilitation").text
    #expect(mine.contains("acting-name\">Dax</span>") && mine.contains("par la boîte officielle"))
    await towns.asking.house.database.close()
  }

  @Test("The town hall’s own address, or one in its exact domain, is enough at once", arguments: Engine.available)
  func ownAddress(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let answers: [(mail: String, organisation: Organisation, status: Int)] = [
      ("mairie.dax@wanadoo.fr", towns.dax, 303), ("jean@pau.example", towns.pau, 303),
      ("jean@wanadoo.fr", towns.dax, 422), ("jean@mail.pau.example", towns.pau, 422),
      ("jean@pau.example.evil.fr", towns.pau, 422), ("jean@xpau.example", towns.pau, 422),
      ("jean@pau.example", towns.dax, 422),
    ]
    for (index, (mail, organisation, status)) in answers.enumerated() {
      let name = index == answers.count - 1 ? nil : "Personne \(index)"
      let browser = Browser(towns.asking)
      try await browser.enter(mail, as: name)
      let answered = try await browser.post(
        towns.address(organisation), ["fonction": "elected", "preuve": "adresse"])
      #expect(answered.status == status, "\(mail) for \(organisation.name)")
    }
    await towns.asking.house.database.close()
  }

  @Test("Five wrong codes end all that are open, and none of another person’s", arguments: Engine.available)
  func guesses(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let other = try await towns.person("dominique@wanadoo.fr", "Dominique")
    let (first, firstCode) = try await towns.askForCode(camille, towns.dax)
    let (_, secondCode) = try await towns.askForCode(camille, towns.dax)
    let (others, othersCode) = try await towns.askForCode(other, towns.dax)
    let wrong = try #require((0..<9).map { "00000\($0)" }.first { ![firstCode, secondCode, othersCode].contains($0) })
    for _ in 0..<5 { #expect(try await camille.post(first, ["code": wrong]).status == 422) }
    for code in [firstCode, secondCode] {
      #expect(try await camille.post(first, ["code": code]).text.contains("Trop d’essais"))
    }
    #expect(try await other.post(others, ["code": othersCode]).status == 303)
    // An hour is the life of a code.
    let (third, thirdCode) = try await towns.askForCode(camille, towns.dax)
    towns.asking.time.advance(seconds: 3600)
    #expect(try await camille.post(third, ["code": thirdCode]).status == 422)
    await towns.asking.house.database.close()
  }

  @Test("A sixth mail within the hour does not leave for a mailbox, whoever asks")
  func flood() async throws {
    let towns = try await Towns.make(.sqlite)
    for number in 0..<5 {
      let browser = try await towns.person("agent\(number)@wanadoo.fr", "Agent")
      #expect(try await towns.askForCode(browser, towns.dax).path.hasPrefix("/habilitation/demandes/"))
    }
    let sixth = try await towns.person("agent5@wanadoo.fr", "Agent")
    let fields = ["fonction": "agent", "preuve": try await towns.mailbox(of: towns.dax)]
    #expect(try await sixth.post(towns.address(towns.dax), fields).status == 429)
    await towns.asking.house.database.close()
  }

  @Test(
    "What cannot be is refused beside its field, with what was typed",
    arguments: [
      (["preuve": "personne", "message": "Bonjour"], "agent ou élu"),
      (["fonction": "agent", "message": "Bonjour"], "comment le prouver"),
      (["fonction": "maire", "preuve": "personne", "message": "Bonjour"], "agent ou élu"),
      (["fonction": "agent", "preuve": "99999", "message": "Bonjour"], "boîtes officielles"),
      (["fonction": "agent", "preuve": "99999999999999999999", "message": "Bonjour"], "comment le prouver"),
    ])
  func refusals(fields: [String: String], sentence: String) async throws {
    let towns = try await Towns.make(.sqlite)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let answered = try await camille.post(towns.address(towns.dax), fields)
    #expect(answered.status == 422 && answered.text.contains(sentence) && answered.text.contains(">Bonjour<"))
    let long = ["fonction": "agent", "preuve": "personne", "message": String(repeating: "é", count: 1001)]
    #expect(try await camille.post(towns.address(towns.dax), long).text.contains(String(repeating: "é", count: 1001)))
    await towns.asking.house.database.close()
  }

  @Test(
    "A colleague answers for her own organisation, an instructor for all, nobody for herself",
    arguments: Engine.available)
  func decisions(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let colleague = try await towns.person("jean@pau.example", "Jean")
    _ = try await colleague.post(towns.address(towns.pau), ["fonction": "agent", "preuve": "adresse"])
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let forPau = try await towns.ask(camille, towns.pau)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    #expect(try await towns.asking.newestMail().recipient == "jean@pau.example")
    let forDax = try await towns.ask(camille, towns.dax)
    #expect(try await colleague.get("/habilitation").text.contains("Camille pour Pau"))
    #expect(try await towns.decide(colleague, forDax, "oui") == 404)
    #expect(try await towns.decide(camille, forPau, "oui") == 404)
    #expect(try await camille.get("/instruction/habilitations").status == 404)
    #expect(try await towns.decide(colleague, forPau, "oui") == 303)
    #expect(try await towns.decide(colleague, forPau, "non") == 409)
    let instructor = try await towns.instructor()
    #expect(try await instructor.get("/instruction/habilitations").text.contains("Camille pour Dax"))
    #expect(try await towns.decide(instructor, forDax, "non") == 303)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    #expect(try await towns.asking.newestMail().body.contains("n’a pas été acceptée"))
    // Refused, she may ask again; she now acts for Pau, and cannot answer for herself elsewhere.
    let again = try await towns.ask(camille, towns.dax)
    #expect(try await towns.decide(camille, again, "oui") == 404)
    #expect(try await towns.decide(instructor, again, "oui") == 303)
    let mine = try await camille.get("/habilitation").text
    #expect(mine.contains("par un collègue") && mine.contains("par un instructeur"))
    let own = try await towns.ask(instructor, towns.guild)
    #expect(try await towns.decide(instructor, own, "oui") == 422)
    await towns.asking.house.database.close()
  }

  @Test("A mandate ends by hand or on its last day, and opens nothing afterwards", arguments: Engine.available)
  func ends(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let jean = try await towns.person("jean@pau.example", "Jean")
    let fields = ["fonction": "agent", "preuve": "adresse"]
    _ = try await jean.post(towns.address(towns.pau), fields)
    #expect(try await jean.post(towns.address(towns.pau), fields).status == 409)
    let id = try #require(try await jean.get("/habilitation").text.firstMatch(of: /name="mandat" value="([0-9]+)"/)).1
    let stranger = try await towns.person("camille@wanadoo.fr", "Camille")
    #expect(try await stranger.post("/habilitation/fin", ["mandat": String(id)]).status == 404)
    for day in ["2021-03-14", "2021-13-01", "hier", "99999-01-01"] {
      #expect(try await jean.post("/habilitation/fin", ["mandat": String(id), "jusque": day]).status == 422)
    }
    #expect(try await jean.post("/habilitation/fin", ["mandat": String(id), "jusque": "2021-03-16"]).status == 303)
    #expect(try await jean.get("/habilitation").text.contains("jusqu’au 16\u{A0}mars 2021"))
    // The clock starts at 18:00 on the 15th: 30 hours lead to midnight after the 16th.
    towns.asking.time.advance(seconds: 30 * 3600 - 2)
    #expect(try await jean.get("/habilitation").text.contains("acting-name\">Pau</span>"))
    towns.asking.time.advance(seconds: 2)
    #expect(try await jean.get("/habilitation").text.contains("acting-name\">Jean</span>"))
    // Given anew, then ended by hand.
    #expect(try await jean.post(towns.address(towns.pau), fields).status == 303)
    let next = try #require(try await jean.get("/habilitation").text.firstMatch(of: /name="mandat" value="([0-9]+)"/)).1
    #expect(try await jean.post("/habilitation/fin", ["mandat": String(next)]).status == 303)
    #expect(try await jean.get("/habilitation").text.contains("acting-name\">Jean</span>"))
    let ends = try await towns.asking.house.database.read { db in
      try db.value("SELECT count(*) FROM journal WHERE kind = 'mandate.ended'", as: Int.self)
    }
    #expect(ends == 2)
    await towns.asking.house.database.close()
  }

  @Test("A file of contacts adds mailboxes and domains, twice the same changes nothing", arguments: Engine.available)
  func contacts(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let database = towns.asking.house.database
    _ = try await database.write { db in
      try db.execute("UPDATE organisation SET insee_code = '40088' WHERE id = \(towns.dax.id)")
    }
    let file = Scratch.place("contacts", ending: ".csv")
    let lines = [
      "insee_code,siren,mail,domain,source,date", "40088,,MAIRIE@dax.example,dax.example,annuaire,2021-01-02",
      "99999,,mairie@ailleurs.example,,annuaire,2021-01-02",
    ]
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    var sources = DirectoryImport()
    sources.contacts = try CSV(contentsOf: file)
    var first = FileImport()
    (first.created, first.unknown) = (2, [3])
    let now = towns.asking.time.clock.now()
    #expect(try await sources.run(into: database, by: .command, at: now).contacts == first)
    var second = FileImport()
    (second.unchanged, second.unknown) = (2, [3])
    #expect(try await sources.run(into: database, by: .command, at: now).contacts == second)
    let agent = try await towns.person("agent@dax.example", "Agent")
    let fields = ["fonction": "agent", "preuve": "adresse"]
    #expect(try await agent.post(towns.address(towns.dax), fields).status == 303)
    for bad in [
      "40088,,mairie,,annuaire,2021-01-02", "40088,,,wanadoo.fr,annuaire,2021-01-02", "40088,,a@b.fr,,,2021-01-02",
      "40088,,a@b.fr,,annuaire,hier", ",,a@b.fr,,annuaire,2021-01-02", "40088,,,,annuaire,2021-01-02",
      ",123456789,a@b.fr,,annuaire,2021-01-02",
    ] {
      try (lines.prefix(1) + [bad]).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      sources.contacts = try CSV(contentsOf: file)
      let wrong = sources
      await #expect(throws: RegisterError.self, "\(bad)") { try await wrong.run(into: database, by: .command, at: now) }
    }
    await database.close()
  }
}

extension Towns {
  func instructor() async throws -> Browser { try await invited(.instructor, "instruction@agence.example") }

  /// Somebody who holds a role of the installation, come in by her invitation.
  func invited(_ role: RoleKind, _ address: String) async throws -> Browser {
    let mail = try #require(MailAddress(address))
    let link = try await Invitation.write(
      to: mail, named: "Invitée", role: role, at: asking.time.clock.now(), in: asking.house.database)
    let browser = Browser(asking)
    let answered = try await browser.post(SignInLinkAddress(secret: link).path, [:])
    #expect(answered.status == 303)
    return browser
  }
}
