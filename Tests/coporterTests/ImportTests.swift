import Forms
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

extension Towns {
  /// An organisation deposits the last contribution with the one that leads.
  func join(_ organisation: Organisation) async throws {
    let now = asking.time.clock.now()
    try await asking.house.database.write { db in
      let last = try db.value("SELECT max(id) FROM contribution", as: Int64.self) ?? 0
      let contribution = try #require(try Contribution.with(ids: [last], db).first)
      var generator = SystemRandomNumberGenerator()
      let invited = try Codeposit.invite(
        organisation.id, toContribution: contribution, token: Token(using: &generator), by: .command, at: now, db)
      try invited.accept(by: .command, at: now, db)
    }
  }
}

@Suite("Bringing contributions from files", .serialized)
struct ImportTests {
  private static let api = Towns.home + "/donnees/"

  private func bring(
    _ text: String, _ towns: Towns, into consultation: String = "essai", for organisation: String? = nil,
    isDry: Bool = false
  ) async throws -> ContributionImport.Result {
    let file = try ImportFile(Array(text.utf8), named: "essai")
    return try await ContributionImport(file, into: consultation, for: organisation).run(
      into: towns.asking.house.database, by: .command, at: towns.asking.time.clock.now(), isDry: isDry)
  }

  private func files(_ towns: Towns) async throws -> [String] {
    var files: [String] = []
    for name in ["contributions.csv", "soutiens.csv", "contributions.json", "soutiens.json"] {
      files.append(try await Browser(towns.asking).get(Self.api + name).text)
    }
    return files
  }

  /// Needs and a service, corrected, supported with words, taken back; texts that are hard to carry.
  private func filled(_ engine: Engine) async throws -> Towns {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await ask(towns)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let hard = "=1+1\n« Midi ; \"ou\", plus »\n\nÉté\u{A0}?"
    let first = try await towns.deposit(camille, title: "=Formule", today: hard, theme: "accueil")
    let second = try await towns.deposit(camille, title: "Retirée", today: "Rien.")
    towns.asking.time.advance(seconds: 61)
    let draft = try #require(try await camille.post(first + "/correction", [:]).fields[.location])
    let fields = ["rubrique": "besoin", "titre": "=Formule", "aujourdhui": hard + "\nDe plus.", "revision": "1"]
    _ = try await camille.post(draft, fields.merging(["question-jour": "Lundi", "question-avec": "Pau"]) { $1 })
    #expect(try await camille.post(draft + "/publication", [:]).status == 303)
    let service = try await towns.begin(paul, "service")
    _ = try await paul.post(
      service,
      [
        "rubrique": "service", "titre": "Un service", "aujourdhui": "Il sert.", "mainteneur": "La ville",
        "utilisateurs": "Pau", "licence": "EUPL-1.2", "action": "relire",
      ])
    #expect(try await paul.post(service + "/publication", [:]).status == 303)
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    try await towns.join(towns.guild)
    for (browser, organisation) in [(guild, towns.guild), (paul, towns.pau)] {
      let said = ["organisme": String(organisation.id), "usage": "Nous l’essaierons.", "pret": "experimenter"]
      #expect(try await browser.post(first + "/soutien", said).status == 303)
    }
    #expect(try await paul.post(second + "/soutien", ["organisme": String(towns.pau.id)]).status == 303)
    #expect(try await camille.post(second + "/retrait", ["raison": "Déposée deux fois"]).status == 303)
    return towns
  }

  private func ask(_ towns: Towns) async throws {
    let questions = [
      Question("jour", Wording("Quel jour ?"), .text(longest: 100, isLong: false)),
      Question("avec", Wording("Avec qui ?"), .authority),
    ]
    _ = try await towns.asking.house.database.write { db in
      try RubricQuestionnaire.publish(
        Questionnaire(sections: [Section(title: Wording("Plus"), questions: questions)]), of: .need, in: 1,
        by: .command,
        at: towns.asking.time.clock.now(), db)
    }
  }

  /// The same directory, the same consultation, and nothing in it.
  private func empty(_ engine: Engine) async throws -> Towns {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await ask(towns)
    towns.asking.time.advance(seconds: 3600)
    return towns
  }

  @Test("What is exported, imported and exported again is the same, byte for byte", arguments: Engine.available)
  func roundTrip(engine: Engine) async throws {
    let from = try await filled(engine)
    let exported = try await files(from)
    #expect(exported[0].split(separator: "\r\n").count == 4 && exported[0].contains("retiree"))
    #expect(exported[0].contains(",\"Guilde\",\"cccccccccc\","))
    #expect(exported[0].contains("[\"\"bbbbbbbbbb\"\"]"))
    for (contributions, supports) in [(exported[0], exported[1]), (exported[2], exported[3])] {
      let into = try await empty(engine)
      #expect(try await bring(contributions, into).created == 3)
      #expect(try await bring(supports, into).created == 2)
      #expect(try await files(into) == exported)
      // Once more, both files bring nothing.
      for (text, count) in [(contributions, 3), (supports, 2)] {
        #expect(try await bring(text, into) == .init(unchanged: count))
      }
      #expect(try await files(into) == exported)
      let figures = try await into.asking.house.database.read { db in try DepositFigures.of(1, db) }
      #expect(figures == .init(needs: 1, services: 1, authoritySupports: 1, otherSupports: 1))
      #expect(try await Browser(into.asking).get(Towns.home + "/contributions?q=midi").text.contains("=Formule"))
      await into.asking.house.database.close()
    }
    // Where it was deposited, the same file brings nothing either.
    #expect(try await bring(exported[0], from) == .init(unchanged: 3))
    await from.asking.house.database.close()
  }

  private static let header = "numero,identifiant,etat,rubrique,siren,titre,aujourdhui,publiee_le,themes"

  @Test("One line that is refused stops all, with its number and its reason", arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let towns = try await empty(engine)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET siren = '214000887' WHERE id = \(towns.dax.id)")
    }
    let at = "2021-03-01T10:00:00Z"
    let lines = [
      "1,aaaaaaaaaa,publiee,besoin,214000887,Bonne,Rien.,\(at),",
      "2,court,publiee,besoin,214000887,T,Rien.,\(at),",
      "3,aaaaaaaaac,publiee,besoin,999999999,T,Rien.,\(at),",
      "4,aaaaaaaaad,publiee,autre,214000887,T,Rien.,\(at),",
      "5,aaaaaaaaae,publiee,besoin,214000887,,Rien.,\(at),",
      "6,aaaaaaaaaf,publiee,besoin,214000887,T,Rien.,hier,",
      "7,aaaaaaaaag,publiee,besoin,214000887,T,Rien.,2999-01-01T00:00:00Z,",
      "8,aaaaaaaaah,publiee,besoin,214000887,T,Rien.,\(at),inconnu",
      "9,aaaaaaaaaa,publiee,besoin,214000887,T,Rien.,\(at),", "x,aaaaaaaaaj,publiee,besoin,214000887,T,Rien.,\(at),",
      "11,aaaaaaaaak,publiee,besoin,,T,Rien.,\(at),",
    ]
    let result = try await bring(([Self.header] + lines).joined(separator: "\n"), towns)
    let expected: [ImportRefusal] = [
      .noSource, .unknownOrganisation, .unknownRubric, .text(.noTitle), .unreadableDate("hier"), .future,
      .text(.unknownTheme), .repeatedSource, .badNumber, .noOrganisation,
    ]
    #expect(result.refused.map(\.refusal) == expected)
    #expect(result.refused.map(\.place) == Array(3...12))
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0)
    let told = ImportSummary(result).sentences.map { $0.text(in: .french, Catalogue()) }
    #expect(told[0] == "10 lignes sont refusées\u{A0}: rien n’est importé.")
    #expect(told[1] == "Ligne 3\u{A0}: l’identifiant manque.")
    // Without them, a trial tells and changes nothing.
    let good = Self.header + "\n" + lines[0]
    #expect(try await bring(good, towns, isDry: true).created == 1)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0)
    #expect(try await bring(good, towns).created == 1)
    // What an answer names is in the directory, or the line is refused.
    for (name, refusal) in [("Pau", nil), ("Zwq", ImportRefusal.text(.answer("avec", .unknownAuthority)))] {
      let answered = Self.header + ",reponses\n" + lines[0] + ",\"{\"\"avec\"\":[\"\"\(name)\"\"]}\""
      #expect(try await bring(answered, towns, isDry: true).refused.first?.refusal == refusal)
    }
    // Another text is another version; another organisation is refused; what is taken back is.
    #expect(try await bring(good.replacing("Rien.", with: "Peu."), towns).corrected == 1)
    #expect(try await bring(good.replacing("214000887", with: ""), towns, for: towns.pau.token).refused.count == 1)
    let withdrawn = Self.header + ",motif_retrait,retiree_le\n" + lines[0] + ",Fini,\(at)"
    #expect(try await bring(withdrawn.replacing(",publiee,", with: ",retiree,"), towns).withdrawn == 1)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'contribution.imported'") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A second file changes nothing of what people did here since", arguments: Engine.available)
  func keptHere(engine: Engine) async throws {
    let towns = try await empty(engine)
    let file = Self.header + "\n1,aaaaaaaaaa,publiee,besoin,,Une rampe,Rien.,2021-03-01T10:00:00Z,"
    #expect(try await bring(file, towns, for: towns.dax.token).created == 1)
    let supports = """
      contribution_identifiant,organisme_identifiant,soutenue_le,usage
      aaaaaaaaaa,\(towns.pau.token),2021-03-02T10:00:00Z,Pour essayer.
      """
    #expect(try await bring(supports, towns).created == 1)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = Towns.home + "/contributions/aaaaaaaaaa-une-rampe"
    let draft = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    let fields = ["titre": "Une rampe", "aujourdhui": "Mieux dit.", "action": "relire", "revision": "1"]
    _ = try await camille.post(draft, fields)
    #expect(try await camille.post(draft + "/publication", [:]).status == 303)
    let pau = ["organisme": String(towns.pau.id)]
    #expect(try await paul.post(path + "/soutien/precision", pau.merging(["usage": "Dit ici."]) { $1 }).status == 303)
    #expect(try await bring(supports, towns).unchanged == 1)
    #expect(try await towns.asking.get(path + "/soutiens").text.contains("Dit ici."))
    #expect(try await paul.post(path + "/soutien/retrait", pau).status == 303)
    let changed = file.replacing("Rien.", with: "Dit ailleurs.")
    #expect(try await bring(changed, towns, for: towns.dax.token).keptHere == 1)
    #expect(try await bring(supports, towns).keptHere == 1)
    #expect(try await towns.count("SELECT supports FROM contribution") == 0)
    #expect(try await towns.count("SELECT version FROM contribution") == 2)
    #expect(try await camille.post(path + "/retrait", ["raison": "Une erreur"]).status == 303)
    #expect(try await bring(supports, towns).keptHere == 1)
    await towns.asking.house.database.close()
  }

  @Test("What was blotted out since is not brought back by a file made before", arguments: Engine.available)
  func blotted(engine: Engine) async throws {
    let towns = try await empty(engine)
    let file = Self.header + "\n1,aaaaaaaaaa,publiee,besoin,,Une rampe,Appelez zwq.,2021-03-01T10:00:00Z,"
    let changed = file.replacing("zwq", with: "la mairie")
    #expect(try await bring(file, towns, for: towns.dax.token).created == 1)
    #expect(try await bring(changed, towns, for: towns.dax.token).corrected == 1)
    try await towns.asking.house.database.write { db in
      let event = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? 0
      try db.execute(
        """
        INSERT INTO redaction (token, contribution_id, place, place_id, field, first_character, characters, reason,
          reason_language, origin, proposed_event_id, proposed_at, outcome, settled_event_id, settled_at)
        VALUES ('aaaaaaaaaa', (SELECT id FROM contribution), 'version', 1, 'today', 0, 3, 'Une personne', 'fr',
          'instructor', \(event), 0, 'done', \(event), 0)
        """)
    }
    #expect(try await bring(file, towns, for: towns.dax.token) == .init(unchanged: 1))
    #expect(!(try await Browser(towns.asking).get(Self.api + "contributions.csv").text.contains("zwq")))
    // Nor into another consultation, by the proposal of a Decidim that was blotted out here.
    let proposal = """
      id;title/fr;body/fr;published_at;url
      12;Une rampe;Appelez zwq.;2020-05-04 10:00:00 UTC;https://d.example/p/12
      """
    #expect(try await bring(proposal, towns, for: towns.dax.token).created == 1)
    let now = towns.asking.time.clock.now()
    _ = try await towns.asking.house.database.write { db in
      try Consultation.create(
        slug: "autre", .init(title: "Autre", lead: "", organiser: "Agence"),
        phases: [Phase(kind: .deposit, opensAt: now, closesAt: now.adding(seconds: 86_400))], by: .command, at: now, db)
    }
    let untouched = proposal.replacing("/12", with: "/13")
    #expect(try await bring(untouched, towns, into: "autre", for: towns.dax.token).created == 1)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE redaction SET contribution_id = (SELECT max(id) - 1 FROM contribution)")
    }
    let refused = try await bring(proposal, towns, into: "autre", for: towns.dax.token)
    #expect(refused.refused.map(\.refusal) == [.blotted] && refused.created == 0)
    #expect(
      try await bring(file, towns, into: "autre", for: towns.dax.token).refused.map(\.refusal) == [
        .otherConsultation
      ])
    await towns.asking.house.database.close()
  }

  @Test("The proposals of a Decidim are brought, in its table and in its list", arguments: Engine.available)
  func decidim(engine: Engine) async throws {
    let towns = try await empty(engine)
    let table = """
      id;author/name;title/fr;title/en;body/fr;body/en;state;published_at;url;is_amend;withdrawn;withdrawn_at
      12;Ana;Une rampe;A ramp;"<p>Devant la <b>mairie</b>&nbsp;&amp; l'école.</p><ul><li>un</li><li>deux</li></ul>";;;\
      2020-05-04 10:00:00 UTC;https://d.example/p/12;false;false;
      13;Ana;;Lights;;At night.;accepted;2020-05-05 10:00:00 +0200;https://d.example/p/13;false;false;
      14;Ana;Amende;;Rien.;;;2020-05-06 10:00:00 UTC;https://d.example/p/14;true;false;
      15;Ana;Partie;;Rien.;;;2020-05-07 10:00:00 UTC;https://d.example/p/15;false;true;2020-05-08 10:00:00 UTC
      """
    #expect(
      try await bring(table, towns).refused.map(\.refusal) == [.noOrganisation, .noOrganisation, .noOrganisation])
    let result = try await bring(table, towns, for: towns.dax.token)
    #expect(result.created == 3 && result.leftOut == [4] && result.refused.isEmpty)
    let page = try await Browser(towns.asking).get(Self.api + "contributions.csv").text
    #expect(page.contains("\"Devant la mairie\u{A0}& l'école.\n\n- un\n- deux\""))
    #expect(page.contains("\"Lights\",\"At night.\"") && page.contains("\"en\""))
    #expect(page.contains("\"2020-05-05T08:00:00Z\"") && page.contains("\"2020-05-08T10:00:00Z\""))
    #expect(try await bring(table, towns, for: towns.dax.token).unchanged == 3)
    let list = """
      [{"id": 12, "title": {"fr": "Une rampe", "machine_translations": {"en": "x"}}, "body": {"fr": "Autrement."},
        "published_at": "2020-05-04T10:00:00.000Z", "url": "https://d.example/p/12", "is_amend": false,
        "author": {"id": [3], "name": ["Ana"]}, "withdrawn": false},
       {"id": 16, "title": "Ancienne", "body": "Un seul texte.", "published_at": null,
        "url": "https://d.example/p/16", "state": ""}]
      """
    let changed = try await bring(list, towns, for: towns.dax.token)
    #expect(changed.refused.map(\.refusal) == [.unpublished] && changed.refused.map(\.place) == [2])
    let published = list.replacing("null", with: "\"2020-05-09T10:00:00+02:00\"")
    #expect(try await bring(published, towns, for: towns.dax.token) == .init(created: 1, corrected: 1))
    await towns.asking.house.database.close()
  }

  @Test(
    "What is no such file is refused whole",
    arguments: [
      ("{", ImportFileRefusal.notJSON), ("{\"a\": 1}", .unknown), ("a,b\n1,2\n", .unknown), ("a,b\n", .empty),
      ("{\"contributions\": [{\"identifiant\": \"x\"}], \"lignes\": 2}", .cut),
    ])
  func files(text: String, refusal: ImportFileRefusal) {
    #expect(throws: refusal) { try ImportFile(Array(text.utf8), named: "essai") }
  }

  @Test("A number that is taken is told, with the one that is given; no consultation, no import")
  func taken() async throws {
    let towns = try await empty(.sqlite)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    try await towns.deposit(camille, title: "La première")
    let line = Self.header + "\n1,aaaaaaaaaa,publiee,besoin,,T,Rien.,2021-03-01T10:00:00Z,"
    let result = try await bring(line, towns, for: towns.pau.token)
    #expect(result.renumbered == [.init(asked: 1, given: 2)])
    let file = try ImportFile(Array(line.utf8), named: "essai")
    for (slug, organisation, refusal) in [
      ("autre", nil, ContributionImport.Refusal.noConsultation), ("essai", "zzzzzzzzzz", .noOrganisation),
    ] as [(String, String?, ContributionImport.Refusal)] {
      await #expect(throws: refusal) {
        try await ContributionImport(file, into: slug, for: organisation).run(
          into: towns.asking.house.database, by: .command, at: towns.asking.time.clock.now())
      }
    }
    await towns.asking.house.database.close()
  }

  @Test(
    "Instants are read as RFC 3339 and Ruby write them",
    arguments: [
      ("2021-03-15T17:12:04Z", "2021-03-15T17:12:04Z"), ("2021-03-15 17:12:04 UTC", "2021-03-15T17:12:04Z"),
      ("2021-03-15T19:12:04.123+02:00", "2021-03-15T17:12:04Z"), ("2020-02-29 23:30:00 -0100", "2020-03-01T00:30:00Z"),
      ("2021-02-29T10:00:00Z", nil), ("2021-13-01T10:00:00Z", nil), ("2021-03-15", nil), ("hier", nil),
    ])
  func instants(text: String, read: String?) { #expect(Instant(universal: text)?.universal == read) }
}
