import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

/// Four contributions before two instructors, in a phase of instruction that is open until the vote.
struct DecisionScene {
  static let desk = Towns.home + "/instruction"

  let towns: Towns
  let consultation: Int64
  let camille: Browser
  let paul: Browser
  let reader: Browser
  let second: Browser
  /// Their addresses, in the order of their numbers: canteen (Dax), canteen (Pau), pothole (Pau), dog (Dax).
  let paths: [String]

  static func make(_ engine: Engine, _ settings: Settings = .demonstration) async throws -> DecisionScene {
    let towns = try await Towns.make(engine, settings)
    let consultation = try await towns.openConsultation()
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO phase (consultation_id, kind, opens_at, closes_at) VALUES (\(consultation), 'instruction',
          \(now.adding(seconds: 3_600)), \(now.adding(seconds: 10 * 86_400)))
        """)
      // Drafts go to their authors where a test is about it.
      try AuthorReading.setDays(0, in: consultation, by: .command, at: now, db)
    }
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let paths = [
      try await towns.deposit(
        camille, title: "Payer la cantine en ligne", today: "Les familles viennent avec un chèque."),
      try await towns.deposit(
        paul, title: "Paiement de la cantine par internet", today: "Les familles paient par chèque."),
      try await towns.deposit(paul, title: "Signaler un nid-de-poule", today: "Par téléphone."),
      try await towns.deposit(camille, title: "Retrouver un chien perdu", today: "Par affiches."),
    ]
    return DecisionScene(
      towns: towns, consultation: consultation, camille: camille, paul: paul,
      reader: try await towns.instructor(),
      second: try await towns.invited(.instructor, "relecture@agence.example"), paths: paths)
  }

  func close() async { await towns.asking.house.database.close() }

  /// The token of a proposition of another consultation.
  func elsewhere() async throws -> String {
    let now = towns.asking.time.clock.now()
    return try await towns.asking.house.database.write { db in
      let id = try Consultation.create(
        slug: "ailleurs", .init(title: "Ailleurs", lead: "", organiser: "Agence"), phases: [], by: .command, at: now, db
      )
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      var numbers = SeededNumbers(7)
      let token = Token(using: &numbers)
      _ = try Proposition.make(.init(title: "Là-bas", text: ""), token: token, in: id, event: event, at: now, db)
      return token.text
    }
  }

  /// On to where decisions may be published.
  func openInstruction() { towns.asking.time.advance(seconds: 2 * 3_600) }

  func token(_ place: Int) -> String {
    String(paths[place].split(separator: "/").last?.prefix(Token.length) ?? "")
  }
  func item(_ place: Int) -> String { Self.desk + "/contributions/" + token(place) }

  /// Decides as the desk sends it; the answer.
  @discardableResult
  func decide(
    _ place: Int, _ kind: String, _ fields: [String: String] = [:], reason: String = "Voilà pourquoi.",
    by browser: Browser? = nil
  ) async throws -> Answered {
    var sent = ["decision": kind, "version": "1", "raison": reason]
    sent.merge(fields) { $1 }
    return try await (browser ?? reader).post(item(place) + "/decision", sent)
  }

  func addressee() async throws -> String {
    let fields = ["nom": "Guichet des routes", "courriel": "routes@etat.example", "page": ""]
    #expect(try await reader.post(Self.desk + "/guichets", fields).status == 303)
    return try await value("SELECT token FROM addressee ORDER BY id DESC LIMIT 1")
  }

  func value(_ sql: SQL) async throws -> String {
    try await towns.asking.house.database.read { db in try db.value(sql, as: String.self) ?? "" }
  }

  /// The token of the decision in force of a contribution.
  func decision(_ place: Int) async throws -> String {
    try await value(
      """
      SELECT decision.token FROM decision JOIN contribution ON contribution.id = decision.contribution_id
      WHERE contribution.token = \(token(place)) AND decision.ended_event_id IS NULL
      """)
  }

  /// The line of the journal of the last act that lives.
  func lastAct(_ kind: String) async throws -> Int64 {
    let event = try await value("SELECT CAST(max(id) AS TEXT) FROM journal WHERE kind = \(kind)")
    return try #require(Int64(event))
  }

  /// The same with one more contribution of Dax, which is grouped into a proposition.
  func grouping(_ title: String, today: String, into proposition: String) async throws -> DecisionScene {
    let wider = DecisionScene(
      towns: towns, consultation: consultation, camille: camille, paul: paul, reader: reader, second: second,
      paths: paths + [try await towns.deposit(camille, title: title, today: today)])
    let decided = try await wider.decide(paths.count, "regroupee", ["proposition": proposition], reason: "Pareil.")
    #expect(decided.status == 303)
    return wider
  }

  /// One instructor asks that a passage of a contribution be blotted out, the other confirms.
  func blot(_ passage: String, in path: String) async throws {
    let asked = try await reader.post(path + "/caviardage", ["passage": passage, "motif": "Un nom."])
    #expect(asked.status == 303, "\(passage)")
    let redaction = try await value("SELECT token FROM redaction ORDER BY id DESC LIMIT 1")
    let confirmed = try await second.post("/instruction/caviardages/\(redaction)/confirmation", [:])
    #expect(confirmed.status == 303, "\(passage)")
  }

  /// Undoes an act as the page that was read says.
  @discardableResult
  func undo(_ event: Int64, by browser: Browser? = nil) async throws -> Answered {
    let path = Self.desk + "/actes/\(event)"
    let page = try await (browser ?? reader).get(path).text
    let seen = page.firstMatch(of: /name="vu" value="([^"]+)"/).map { ["vu": String($0.1)] }
    return try await (browser ?? reader).post(path, seen ?? [:])
  }

  /// Writes the texts of the propositions that have none: those are not published.
  func writeTexts() async throws {
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE wording SET text = 'Un texte commun.' WHERE text = ''")
    }
  }

  /// Publishes what is ready as the page that was read says, once each proposition has a text.
  func publish(by browser: Browser? = nil) async throws -> Answered {
    try await writeTexts()
    let path = Self.desk + "/publication"
    let page = try await (browser ?? reader).get(path).text
    let seen = page.firstMatch(of: /name="vu" value="([^"]+)"/)?.1 ?? ""
    let last = page.firstMatch(of: /name="derniere" value="([0-9]+)"/)?.1 ?? "0"
    return try await (browser ?? reader).post(path, ["vu": String(seen), "derniere": String(last)])
  }

  /// A page as a stranger reads it, drawn anew: an address with a query is kept for nobody.
  func read(_ path: String) async throws -> String {
    try await Browser(towns.asking).get(path + (path.contains("?") ? "&lu" : "?lu")).text
  }

  /// Everything that anyone may read of the consultation.
  func publicTexts() async throws -> [(path: String, text: String)] {
    let stranger = Browser(towns.asking)
    let api = "/api/v1" + Towns.home
    var paths = [
      Towns.home, Towns.home + "/contributions", Towns.home + "/propositions",
      Towns.home + "/donnees/contributions.csv",
      Towns.home + "/donnees/contributions.json", Towns.home + "/donnees/contributions.atom",
      api + "/contributions", "/organismes/" + towns.dax.token, "/organismes/" + towns.pau.token,
      Towns.home + "/suites", Towns.home + "/donnees/soutiens.json",
    ]
    for table in ["decisions", "propositions"] {
      paths += ["csv", "json", "atom"].map { Towns.home + "/donnees/\(table).\($0)" } + [api + "/" + table]
    }
    paths += self.paths + self.paths.map { "/en" + $0 }
    paths += (0..<self.paths.count).map { api + "/contributions/" + token($0) }
    var texts: [(String, String)] = []
    for path in paths {
      let isPage = !path.hasPrefix("/api") && !path.contains("/donnees/")
      texts.append((path, try await (isPage ? read(path) : stranger.get(path).text)))
    }
    return texts
  }

  /// Its author takes it back where nothing forbids it any more: as an import brings it.
  func bringWithdrawal(_ place: Int) async throws {
    let (now, token) = (towns.asking.time.clock.now(), token(place))
    try await towns.asking.house.database.write { db in
      try Contribution.with(token: token, db)?.withdraw(
        because: "Doublon.", in: .french, by: .command, at: now, db)
    }
  }

  /// Its author corrects it, as the form does.
  func correct(_ place: Int, _ title: String, by browser: Browser) async throws {
    let location = try await browser.post(paths[place] + "/correction", [:]).fields[.location] ?? ""
    let draft = String(location.split(separator: "?").first ?? "")
    let fields = [
      "rubrique": "besoin", "titre": title, "aujourdhui": "Par chèque.", "action": "relire", "revision": "1",
    ]
    #expect(try await browser.post(draft, fields).status == 303)
    #expect(try await browser.post(draft + "/publication", [:]).status == 303)
  }

  /// All that waits in the outbox leaves.
  func deliver() async throws { _ = try await towns.asking.house.outbox.deliverWaiting() }

  func mails(_ fact: String) async throws -> [String] {
    try await towns.asking.house.database.read { db in
      try db.values(
        "SELECT subject || ' ' || body FROM outgoing_mail WHERE fact LIKE \(fact + "%") ORDER BY id", as: String.self)
    }
  }
}

extension DecisionScene {
  /// So many contributions more, of Pau, as an import brings them; their tokens, in the order of their numbers.
  func many(_ count: Int) async throws -> [String] {
    let (id, pau, now) = (consultation, towns.pau.id, towns.asking.time.clock.now())
    return try await towns.asking.house.database.write { db in
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      let last = try db.value("SELECT max(number) FROM contribution", as: Int64.self) ?? 0
      var numbers = SeededNumbers(13)
      return try (1...Int64(count)).map { place in
        let (token, title) = (Token(using: &numbers).text, "Zwq \(place)")
        let row = try db.insert(
          """
          INSERT INTO contribution (token, consultation_id, number, organisation_id, rubric, published_event_id,
            published_at, version, authority_supports, other_supports, supports)
          VALUES (\(token), \(id), \(last + place), \(pau), 'need', \(event), \(now), 1, 0, 0, 0) RETURNING id
          """)
        try db.execute(
          """
          INSERT INTO contribution_version (contribution_id, number, title, today, for_whom, existing, expected,
            language, themes, event_id, at)
          VALUES (\(row), 1, \(title), 'Rien.', '', '', '', 'fr', '', \(event), \(now))
          """)
        return token
      }
    }
  }
}

extension Towns {
  /// An organisation deposits a contribution with the one that leads it.
  func join(_ token: String, _ organisation: Organisation) async throws {
    let now = asking.time.clock.now()
    try await asking.house.database.write { db in
      let contribution = try Contribution.with(token: token, db)?.id
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      try db.execute(
        """
        INSERT INTO codeposit (token, contribution_id, organisation_id, invited_event_id, invited_at,
          accepted_event_id, accepted_at)
        VALUES (\("zz" + token.dropFirst(2)), \(contribution), \(organisation.id), \(event), \(now), \(event), \(now))
        """)
    }
  }

  /// A mandate for somebody who is known already.
  func give(_ mail: String, for organisation: Organisation, as kind: Mandate.Kind = .agent) async throws {
    try await asking.house.database.write { db in
      let person = try Person.all(with: mail, db).first
      try Mandate.give(
        to: person?.id ?? 0, for: organisation.id, as: kind, by: .demonstration, actor: .command,
        at: asking.time.clock.now(), db)
    }
  }
}
