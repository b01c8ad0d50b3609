import Crypto
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Preparing a consultation", .serialized)
struct ConsultationTests {
  private static let home = "/administration/consultations/nouvelle-demarche"
  private static let rules = "# Règlement\n\n## Qui peut déposer {#qui verifier}\n\nLes communes.\n"
  private static let calendar = ["depot-ouverture": "2021-03-20T09:00", "depot-cloture": "2021-04-05T12:00"]

  private func administrator(_ towns: Towns) async throws -> Browser {
    try await towns.invited(.administrator, "administration@agence.example")
  }

  @Test(
    "A consultation is prepared part by part, seen by administrators alone, then announced once its Rules are known",
    arguments: Engine.available)
  func prepared(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let administrator = try await administrator(towns)
    let anyone = Browser(towns.asking)
    let nothing = try await administrator.post("/administration/preparer", ["titre": "", "organisateur": "Agence"])
    #expect(
      nothing.status == 422 && nothing.text.contains("Donnez un titre") && nothing.text.contains("value=\"Agence\""))
    let words = ["titre": "Nouvelle démarche", "organisateur": "Agence", "presentation": "Un **besoin** ?"]
    let created = try await administrator.post("/administration/preparer", words)
    #expect(created.fields[.location] == Self.home + "?fait=creation")
    #expect(try await anyone.get("/consultations/nouvelle-demarche").status == 404)
    for page in ["/", "/contributions", "/donnees"] {
      #expect(try await anyone.get(page).text.contains("Aucune consultation pour l’instant"), "\(page)")
    }
    let preview = try await administrator.get("/consultations/nouvelle-demarche")
    #expect(
      preview.status == 200 && preview.text.contains("<strong>besoin</strong>") && preview.text.contains("Aperçu"))

    let announce = Self.home + "/annonce"
    #expect(try await administrator.post(announce, [:]).text.contains("Fixez d’abord les dates du dépôt."))
    let backwards = ["depot-ouverture": "2021-03-20T09:00", "depot-cloture": "2021-03-19T09:00"]
    let refused = try await administrator.post(Self.home + "/calendrier", backwards)
    #expect(refused.status == 422 && refused.text.contains("précède l’ouverture"))
    #expect(refused.text.contains("value=\"2021-03-19T09:00\""))
    #expect(try await administrator.post(Self.home + "/calendrier", Self.calendar).status == 303)
    #expect(try await administrator.get(Self.home).text.contains("la clôture tombe un jour férié"))
    #expect(try await administrator.post(announce, [:]).text.contains("Publiez d’abord le règlement"))

    // The template is to be filled: as it is, or with one of its sentences left, it is read and not published.
    let template = try await administrator.get(Self.home + "/reglement").text
    let skeleton = try #require(template.firstMatch(of: /<textarea[^>]*>([^<]*)<\/textarea>/)).1
    let unwritten = try await administrator.post(
      Self.home + "/reglement", ["texte": String(skeleton), "action": "publier"])
    #expect(unwritten.status == 422 && unwritten.text.contains("Article 1\u{A0}: c’est encore la phrase de la trame"))
    #expect(
      try await administrator.post(
        Self.home + "/reglement", ["texte": String(skeleton), "action": "relire"]
      ).text.contains("Ce qui sera publié"))
    let read = try await administrator.post(Self.home + "/reglement", ["texte": Self.rules, "action": "relire"])
    #expect(read.text.contains("Ce qui sera publié") && read.text.contains("Article 1. Qui peut déposer"))
    #expect(try await towns.count("SELECT count(*) FROM rules") == 0)
    let published = try await administrator.post(Self.home + "/reglement", ["texte": Self.rules, "action": "publier"])
    #expect(published.status == 303)
    let again = try await administrator.post(Self.home + "/reglement", ["texte": Self.rules, "action": "publier"])
    #expect(again.status == 422 && again.text.contains("rien à publier"))

    let lines = ["theme-1": "Accueil", "theme-anglais-1": "Reception", "theme-2": "École", "theme-anglais-2": "School"]
    #expect(try await administrator.post(Self.home + "/themes", lines).status == 303)
    let questions = "/administration/questions/nouvelle-demarche/besoin"
    #expect(try await administrator.get(questions).status == 200)
    let begun = ["depot-ouverture": "2021-03-15T09:00", "depot-cloture": "2021-04-05T12:00"]
    #expect(try await administrator.post(Self.home + "/calendrier", begun).status == 303)
    #expect(try await administrator.post(announce, [:]).text.contains("avant que le règlement soit connu"))
    #expect(try await administrator.post(Self.home + "/calendrier", Self.calendar).status == 303)
    #expect(try await administrator.post(announce, [:]).fields[.location] == Self.home + "?fait=annonce")
    #expect(try await administrator.post(announce, [:]).status == 409)
    // A question is not kept in memory, as the page itself is for a second.
    let page = try await anyone.get("/?annonce").text
    #expect(page.contains("Nouvelle démarche") && !page.contains("Aperçu"))
    await towns.asking.house.database.close()
  }

  @Test("Anyone finds the printed hash again from the file, for each version of the Rules", arguments: Engine.available)
  func hashed(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let administrator = try await administrator(towns)
    let second = Self.rules.replacing("communes", with: "collectivités")
    for text in [Self.rules, second] {
      let path = "/administration/consultations/essai/reglement"
      #expect(try await administrator.post(path, ["texte": text, "action": "publier"]).status == 303)
    }
    let anyone = Browser(towns.asking)
    for version in 1...3 {
      let address = Towns.home + "/reglement/versions/\(version)"
      let file = try await anyone.get(address + "/texte")
      let hash = hexadecimal(SHA256.hash(data: Array(file.text.utf8)))
      #expect(try await anyone.get(address).text.contains(">\(hash)<"), "\(version)")
    }
    #expect(try await anyone.get(Towns.home + "/reglement").text.contains("Les collectivités."))
    #expect(try await anyone.get(Towns.home + "/reglement/versions/1").text.contains("Une version plus récente"))
    #expect(try await anyone.get(Towns.home + "/reglement/versions/9").status == 404)
    await towns.asking.house.database.close()
  }

  @Test(
    "A change of calendar is shown, and told once to each who has a draft or a contribution",
    arguments: Engine.available)
  func rescheduled(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    _ = try await towns.agent("lise@wanadoo.fr", for: towns.guild)
    try await towns.deposit(camille, title: "Un besoin")
    let draft = try await towns.begin(paul)
    _ = try await paul.post(draft, ["rubrique": "besoin", "titre": "Un autre", "aujourdhui": ""])
    try await towns.asking.house.database.write { db in
      _ = try db.execute("UPDATE organisation SET department = '974' WHERE id = \(towns.pau.id)")
    }
    let now = towns.asking.time.clock.now()
    let phases = try await towns.asking.house.database.read { db in try Phase.all(of: consultation, db) }
    var typed = CalendarTyped(phases).typed
    typed["depot-cloture"] = ParisTime(now.adding(seconds: 3 * 86_400)).typed
    let administrator = try await administrator(towns)
    let changed = try await administrator.post("/administration/consultations/essai/calendrier", typed)
    #expect(changed.status == 303)
    for _ in 1...2 { try await towns.runJob("calendar.notices") }
    let told = try await towns.mails(about: "calendar-change/")
    #expect(told.map(\.recipient).sorted() == ["camille@wanadoo.fr", "paul@wanadoo.fr"])
    #expect(told.allSatisfy { $0.body.contains("Dépôt\u{A0}: la clôture passe du") })
    // Pau is in Réunion for this test: the closing at 18:00 in Paris is at 21:00 there.
    #expect(told.map { $0.body.contains("chez vous") } == told.map { $0.recipient == "paul@wanadoo.fr" })
    #expect(try await Browser(towns.asking).get(Towns.home).text.contains("Le calendrier a changé"))
    // The same calendar again is no change, and said to be none; the deposit never opens before the announcement.
    let same = try await administrator.post("/administration/consultations/essai/calendrier", typed)
    #expect(same.fields[.location]?.hasSuffix("?fait=inchange") == true)
    typed["depot-ouverture"] = ParisTime(now.adding(seconds: -86_400)).typed
    let early = try await administrator.post("/administration/consultations/essai/calendrier", typed)
    #expect(early.status == 422 && early.text.contains("avant l’annonce"))
    #expect(try await towns.count("SELECT count(*) FROM calendar_change") == 1)
    await towns.asking.house.database.close()
  }

  @Test(
    "What is in preparation is deleted once that is confirmed, and nothing else is", arguments: Engine.available)
  func deleted(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let administrator = try await administrator(towns)
    let words = ["titre": "Nouvelle démarche", "organisateur": "Agence", "presentation": ""]
    #expect(try await administrator.post("/administration/preparer", words).status == 303)
    let first = try await towns.count("SELECT max(id) FROM consultation")
    _ = try await administrator.post(Self.home + "/calendrier", Self.calendar)
    _ = try await administrator.post(Self.home + "/reglement", ["texte": Self.rules, "action": "publier"])
    _ = try await administrator.post(Self.home + "/themes", ["theme-1": "Accueil", "theme-anglais-1": "Reception"])
    #expect(try await administrator.get(Self.home).text.contains("Supprimer cette consultation"))
    let unticked = try await administrator.post(Self.home + "/suppression", [:])
    #expect(unticked.status == 422 && unticked.text.contains("rien n’a été supprimé"))
    let gone = try await administrator.post(Self.home + "/suppression", ["suppression": "oui"])
    #expect(gone.fields[.location] == "/administration/consultations?fait=suppression")
    #expect(try await administrator.get(Self.home).status == 404)
    for table: SQL in ["consultation", "phase", "theme", "rules", "rules_article"] {
      #expect(try await towns.count("SELECT count(*) FROM \(table)") == 0)
    }
    // The next one is another: the journal does not take it for the first.
    #expect(try await administrator.post("/administration/preparer", words).status == 303)
    #expect(try await towns.count("SELECT max(id) FROM consultation") > first)
    _ = try await administrator.post(Self.home + "/calendrier", Self.calendar)
    _ = try await administrator.post(Self.home + "/reglement", ["texte": Self.rules, "action": "publier"])
    #expect(try await administrator.post(Self.home + "/annonce", [:]).status == 303)
    #expect(!(try await administrator.get(Self.home).text.contains("Supprimer cette consultation")))
    #expect(try await administrator.post(Self.home + "/suppression", ["suppression": "oui"]).status == 409)
    await towns.asking.house.database.close()
  }

  @Test(
    "Whoever has a draft is reminded 7 days, 2 days and 3 hours before the closing, once each",
    arguments: Engine.available)
  func reminded(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    let now = towns.asking.time.clock.now()
    let closing = now.adding(seconds: 10 * 86_400)
    try await towns.asking.house.database.write { db in
      try db.execute("UPDATE phase SET opens_at = \(closing.adding(seconds: 1)) WHERE kind = 'vote'")
      try db.execute(
        "UPDATE phase SET closes_at = \(closing) WHERE consultation_id = \(consultation) AND kind = 'deposit'")
    }
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    _ = try await camille.post(draft, ["rubrique": "besoin", "titre": "Un besoin", "aujourdhui": "Rien."])
    let published = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    try await towns.deposit(published, title: "Un autre besoin")
    var count = 0
    for (left, isTold) in [
      (7 * 86_400 + 1, false), (7 * 86_400, true), (2 * 86_400 + 1, false), (2 * 86_400, true), (3 * 3600 + 1, false),
      (3 * 3600, true), (0, false),
    ] as [(Int64, Bool)] {
      towns.asking.time.move(to: closing.adding(seconds: -left))
      for _ in 1...2 { try await towns.runJob("drafts.reminders") }
      count += isTold ? 1 : 0
      let told = try await towns.mails(about: "draft/")
      #expect(told.count == count && told.allSatisfy { $0.recipient == "camille@wanadoo.fr" }, "\(left)")
    }
    await towns.asking.house.database.close()
  }
}

extension Towns {
  /// Runs the body of a job, whether it is due or not.
  func runJob(_ name: String) async throws {
    let job = asking.house.jobs.jobs.first { $0.name == name }
    try await job?.body(asking.house.database, asking.time.clock)
  }

  /// The mails whose fact begins thus, the oldest first.
  func mails(about fact: String) async throws -> [(recipient: String, body: String)] {
    try await asking.house.database.read { db in
      try db.rows("SELECT recipient, body FROM outgoing_mail WHERE fact LIKE \(fact + "%") ORDER BY id") { row in
        (recipient: try row.next(String.self), body: try row.next(String.self))
      }
    }
  }
}
