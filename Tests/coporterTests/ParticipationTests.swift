import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Who may do what in a consultation, and two administrators on one page", .serialized)
struct ParticipationTests {
  private static let page = "/administration/consultations/essai/participation"

  /// All that the page holds, for a table.
  private static func fields(_ table: Participation) -> String {
    ConsultationAct.allCases.flatMap { act in
      let rule = table[act]
      let kinds = OrganisationKind.allCases.filter(rule.kinds.contains).map { "qui-\(act.slug)=\($0.slug)" }
      return kinds + ["de-\(act.slug)=\(rule.opens.slug)", "a-\(act.slug)=\(rule.ends.slug)"]
    }.joined(separator: "&")
  }

  private func save(_ browser: Browser, _ path: String, _ fields: String) async throws -> Answered {
    try await browser.post(path, raw: "\(fields)&_form=\(try await browser.token())")
  }

  private func revision(_ text: String) throws -> String {
    let found = try #require(text.firstMatch(of: /name="revision" value="([0-9a-f]+)"/))
    return String(found.1)
  }

  private struct Door: Sendable {
    var act: ConsultationAct
    /// What is sent to do it.
    var send: @Sendable (Towns, Browser, Organisation, String) async throws -> Answered
  }

  private static let doors: [Door] = [
    Door(act: .need) { towns, browser, _, _ in
      let draft = try await towns.begin(browser)
      _ = try await browser.post(
        draft, ["rubrique": "besoin", "titre": "Un", "aujourdhui": "Rien.", "action": "relire"])
      return try await browser.post(draft + "/publication", [:])
    },
    Door(act: .support) { _, browser, organisation, path in
      try await browser.post(path + "/soutien", ["organisme": String(organisation.id)])
    },
    Door(act: .comment) { _, browser, _, path in try await browser.post(path + "/commentaires", ["texte": "Oui."]) },
  ]

  @Test("Each act follows the table: of which kind, in which phase, with its sentence", arguments: Engine.available)
  func enforced(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let start = towns.asking.time.clock.now()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un agenda")
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    var table = Participation()
    for act in [ConsultationAct.need, .support, .comment] { table[act].kinds = [.commune] }
    table[.comment].opens = .closing(.deposit)
    #expect(try await save(administrator, Self.page, Self.fields(table)).status == 303)
    // In the deposit, once it is closed, once the vote is open.
    let moments: [(days: Int64, open: Set<ConsultationAct>)] = [
      (0, [.need, .support]), (5, [.support, .comment]), (15, []),
    ]
    for moment in moments {
      towns.asking.time.move(to: start.adding(seconds: moment.days * 86_400))
      for door in Self.doors {
        let may = moment.open.contains(door.act)
        let commune = try await door.send(towns, paul, towns.pau, path)
        #expect(commune.status == (may ? 303 : 422), "\(door.act), day \(moment.days)")
        if !may { #expect(commune.text.contains("c’était possible") || commune.text.contains("Il est trop tôt")) }
        let association = try await door.send(towns, guild, towns.guild, path)
        #expect(association.status == 422, "\(door.act), day \(moment.days)")
        #expect(association.text.contains("un organisme de ce type (Association) ne peut pas"), "\(door.act)")
      }
      if moment.open.contains(.support) {
        _ = try await paul.post(path + "/soutien/retrait", ["organisme": String(towns.pau.id)])
      }
    }
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 2)
    #expect(try await towns.count("SELECT count(*) FROM comment") == 1)
    await towns.asking.house.database.close()
  }

  @Test("What keeps one is seen before one acts, and everybody reads the table", arguments: Engine.available)
  func shown(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let path = try await towns.deposit(camille, title: "Un agenda")
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    #expect(try await guild.get(path).text.contains(">Soutenir</button>"))
    var table = Participation()
    for act in ConsultationAct.allCases { table[act].kinds.remove(.association) }
    #expect(try await save(administrator, Self.page, Self.fields(table)).status == 303)
    let seen = try await guild.get(path).text
    #expect(!seen.contains(">Soutenir</button>") && !seen.contains("name=\"texte\""))
    #expect(seen.contains("(Association) ne peut pas soutenir") && seen.contains("ne peut pas commenter"))
    #expect(!(try await guild.get("/").text.contains("Dire ce qui manque")))
    #expect(try await Browser(towns.asking).get("/").text.contains("Dire ce qui manque"))
    #expect(try await guild.get(path + "/soutien").text.contains("(Association) ne peut pas soutenir"))
    let draft = try await towns.begin(guild)
    #expect(
      try await guild.get(draft + "?rubrique=besoin").text.contains("(Association) ne peut pas déposer un besoin"))
    let open = try await Browser(towns.asking).get("/consultations/essai/participation")
    #expect(open.status == 200 && open.text.contains("Départements") && !open.text.contains("Tous les organismes"))
    #expect(try await Browser(towns.asking).get("/en/consultations/essai/participation").text.contains("Departments"))
    #expect(try await Browser(towns.asking).get("/consultations/rien/participation").status == 404)
    let told = try await Browser(towns.asking).get("/api/v1/consultations/essai").text
    #expect(told.contains("{\"acte\":\"vote\",\"organismes\":[\"commune\",\"intercommunalite\""))
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'participation.changed'") == 1)
    #expect(
      try await save(administrator, Self.page, Self.fields(table)).fields[.location]?.hasSuffix("inchange") == true)
    await towns.asking.house.database.close()
  }

  @Test(
    "A table that cannot be is refused with its reason",
    arguments: [
      ("de-vote=vote-ouverture", "de-vote=vote-cloture", "la fin précède le début"),
      ("a-soutien=vote-ouverture", "a-soutien=un-jour", "choisissez les deux moments"),
    ])
  func refused(from: String, to: String, sentence: String) async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let administrator = try await towns.invited(.administrator, "administration@agence.example")
    let body = Self.fields(Participation()).replacing(from, with: to)
    let answered = try await save(administrator, Self.page, body)
    #expect(answered.status == 422 && answered.text.contains(sentence))
    var nobody = Participation()
    nobody[.need].kinds = []
    nobody[.service].kinds = []
    #expect(try await save(administrator, Self.page, Self.fields(nobody)).text.contains("Cochez au moins un type"))
    #expect(try await towns.count("SELECT count(*) FROM participation") == 0)
    await towns.asking.house.database.close()
  }

  private static func rules(_ text: String) -> String {
    "action=publier&texte=" + percentEncoded("# T\n\n## A\n\n\(text)")
  }
  private static func calendar(closing: String) -> String {
    "depot-ouverture=2021-03-20T09:00&depot-cloture=\(closing)"
  }
  private static var fewerVoters: String { fields(Participation()).replacing("qui-vote=region&", with: "") }

  /// A page, what one sends, what the other has saved, and what the first reads of it.
  private static let pages: [(part: String, mine: String, theirs: String, shown: String)] = [
    ("presentation", "titre=Mien&organisateur=Agence", "titre=Sien&organisateur=Agence", "Sien"),
    (
      "calendrier", calendar(closing: "2021-04-05T12:00"), calendar(closing: "2021-04-06T12:00"), "<dd>2021-04-06T12:00"
    ),
    ("themes", "theme-1=Un&theme-anglais-1=One", "theme-1=Deux&theme-anglais-1=Two", "Deux · Two"),
    ("reglement", rules("Mien."), rules("Sien."), "Sien."),
    (
      "participation", fields(Participation()).replacing("qui-vote=departement&", with: ""), fewerVoters,
      "<dt>Voter</dt>"
    ),
  ]

  @Test(
    "Two administrators on one page: the second reads what the first has saved, and loses nothing", arguments: pages)
  func contested(part: String, mine: String, theirs: String, shown: String) async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let one = try await towns.invited(.administrator, "une@agence.example")
    let other = try await towns.invited(.administrator, "autre@agence.example")
    let page = "/administration/consultations/essai/" + part
    let seen = try revision(try await one.get(page).text)
    let alsoSeen = try revision(try await other.get(page).text)
    #expect(seen == alsoSeen)
    #expect(try await save(other, page, theirs + "&revision=" + alsoSeen).status == 303)
    let contested = try await save(one, page, mine + "&revision=" + seen)
    #expect(contested.status == 409 && contested.text.contains("Quelqu’un d’autre a enregistré cette page"))
    #expect(contested.text.contains(shown))
    // Knowing it, one saves.
    let knowing = try revision(contested.text)
    #expect(knowing != seen)
    #expect(try await save(one, page, mine + "&revision=" + knowing).status == 303)
    await towns.asking.house.database.close()
  }
}
