import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

extension Towns {
  static let home = "/consultations/essai"
  static let themes = ["accueil", "mairie"]

  /// Opens a consultation: its deposit ends a day after the clock's start, its vote begins ten days later.
  @discardableResult
  func openConsultation() async throws -> Int64 {
    let now = asking.time.clock.now()
    return try await asking.house.database.write { db in
      let id = try Consultation.create(
        slug: "essai", .init(title: "Essai", lead: "", organiser: "Agence"),
        phases: [
          Phase(kind: .deposit, opensAt: now.adding(seconds: -3600), closesAt: now.adding(seconds: 86_400)),
          Phase(
            kind: .vote, opensAt: now.adding(seconds: 10 * 86_400), closesAt: now.adding(seconds: 20 * 86_400)),
        ], by: .command, at: now, db)
      try Rules.publish(
        version: 1, title: "Règlement", articles: [.init(number: 1, key: "objet", title: "Objet", text: "Essai.")],
        in: id, by: .command, at: now.adding(seconds: -3600), db)
      try Consultation.with(id: id, db)?.announce(by: .command, at: now.adding(seconds: -3600), db)
      for (position, slug) in Self.themes.enumerated() {
        try Theme.create(slug: slug, title: slug, titleEnglish: slug, position: position, in: id, db)
      }
      return id
    }
  }

  /// Somebody who acts for some organisations.
  func agent(_ mail: String, for organisations: Organisation...) async throws -> Browser {
    let browser = try await person(mail, "Agent \(mail)")
    try await asking.house.database.write { db in
      let person = try Person.all(with: mail, db).first
      for organisation in organisations {
        try Mandate.give(
          to: person?.id ?? 0, for: organisation.id, as: .agent, by: .demonstration, actor: .command,
          at: asking.time.clock.now(), db)
      }
    }
    return browser
  }

  /// Ends the mandate of somebody.
  func end(_ mail: String, for organisation: Organisation) async throws {
    try await asking.house.database.write { db in
      let (person, now) = (try Person.all(with: mail, db).first?.id ?? 0, asking.time.clock.now())
      try Mandate.live(of: person, for: organisation.id, at: now, db)?.end(by: .command, at: now, db)
    }
  }

  /// Begins a draft; its address.
  func begin(_ browser: Browser, _ rubric: String = "besoin") async throws -> String {
    let location = try await browser.get("\(Self.home)/deposer/\(rubric)").fields[.location] ?? ""
    return String(location.split(separator: "?")[0])
  }

  /// Deposits in one go; the address of what was published.
  @discardableResult
  func deposit(_ browser: Browser, title: String, today: String = "Rien ne marche.", theme: String = "") async throws
    -> String
  {
    let draft = try await begin(browser)
    var fields = ["rubrique": "besoin", "titre": title, "aujourdhui": today, "action": "relire"]
    if !theme.isEmpty { fields["theme"] = theme }
    #expect(try await browser.post(draft, fields).fields[.location] == draft + "/apercu")
    let answered = try await browser.post(draft + "/publication", [:])
    return String((answered.fields[.location] ?? "").split(separator: "?")[0])
  }

  func count(_ sql: SQL) async throws -> Int {
    try await asking.house.database.read { db in try db.value(sql, as: Int.self) ?? 0 }
  }
}

@Suite("Depositing and supporting", .serialized)
struct DepositTests {
  @Test("A draft is saved, read again, previewed, published once, and acknowledged", arguments: Engine.available)
  func deposit(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    // Looking writes nothing.
    #expect(try await camille.get(draft + "?rubrique=besoin").status == 200)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    let first = ["rubrique": "besoin", "titre": "Un agenda <b>", "action": "enregistrer", "revision": "0"]
    #expect(try await camille.post(draft, first).fields[.location] == draft + "?fait=enregistre")
    let kept = try await camille.get(draft + "?fait=enregistre").text
    #expect(kept.contains(">Un agenda &lt;b&gt;</textarea>") && kept.contains("✓ Enregistré à 18"))
    // Without what is required, it is saved all the same, and told beside its field.
    let second = ["rubrique": "besoin", "titre": "Un agenda", "action": "relire", "revision": "1"]
    #expect(try await camille.post(draft, second).fields[.location] == draft + "/apercu")
    let refused = try await camille.get(draft + "/apercu")
    #expect(refused.status == 200 && refused.text.contains("aujourdhui-erreur") && refused.text.contains("Un agenda"))
    #expect(try await camille.post(draft + "/publication", [:]).status == 422)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0)
    var third = second
    third["revision"] = "2"
    third["aujourdhui"] = "Ligne 1\r\n\r\nLigne 2"
    third["theme"] = "mairie"
    #expect(try await camille.post(draft, third).status == 303)
    #expect(try await camille.get(draft + "/apercu").text.contains("<p>Ligne 1</p><p>Ligne 2</p>"))
    let published = try await camille.post(draft + "/publication", [:])
    let path = try #require(published.fields[.location])
    #expect(path.hasSuffix("-un-agenda?fait=publiee"))
    // The second click of a double click finds what the first has done.
    #expect(try await camille.post(draft + "/publication", [:]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 1)
    let page = try await Browser(towns.asking).get(path).text
    #expect(page.contains("Un agenda") && page.contains("Dax") && page.contains("n° 1, publiée le 15\u{A0}mars 2021"))
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let mail = try await towns.asking.newestMail()
    #expect(mail.recipient == "camille@wanadoo.fr" && mail.body.contains("sous le n° 1"))
    // A late save of the script does not begin it again.
    #expect(try await camille.post(draft, third).status == 404)
    await towns.asking.house.database.close()
  }

  @Test("What cannot be kept is refused beside its field, with what was typed")
  func refusals() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    let long = String(repeating: "é", count: 151)
    for (name, value, sentence) in [
      ("titre", long, "150 caractères"), ("aujourdhui", String(repeating: "x", count: 20_001), "20 000"),
      ("theme", "inconnu", "dans la liste"),
    ] {
      let answered = try await camille.post(draft, ["rubrique": "besoin", name: value, "action": "enregistrer"])
      #expect(answered.status == 422 && answered.text.contains(sentence), "\(name)")
      if name != "theme" { #expect(answered.text.contains(value)) }
    }
    #expect(try await camille.get("\(Towns.home)/deposer/autre").status == 404)
    #expect(try await camille.get(draft).status == 404)
    #expect(try await camille.get("/consultations/ailleurs/brouillons/aaaaaaaaaa?rubrique=besoin").status == 404)
    await towns.asking.house.database.close()
  }

  @Test(
    "A draft is seen by its author and her colleagues alone; a colleague’s save is not overwritten unseen",
    arguments: Engine.available)
  func colleagues(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let colleague = try await towns.agent("jean@wanadoo.fr", for: towns.dax)
    let stranger = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "enregistrer"]
    _ = try await camille.post(draft, fields)
    for path in [draft, draft + "/apercu"] { #expect(try await stranger.get(path).status == 404) }
    for path in [draft, draft + "/publication", draft + "/suppression"] {
      #expect(try await stranger.post(path, fields).status == 404)
    }
    #expect(try await Browser(towns.asking).get(draft).fields[.location]?.hasPrefix("/connexion?retour=") == true)
    #expect(try await colleague.get("/consultations/essai/brouillons").text.contains("Un agenda"))
    var theirs = fields
    (theirs["titre"], theirs["revision"]) = ("Un agenda commun", "1")
    #expect(try await colleague.post(draft, theirs).status == 303)
    var mine = fields
    (mine["titre"], mine["revision"]) = ("Mon agenda", "1")
    let conflict = try await camille.post(draft, mine)
    #expect(conflict.status == 409 && conflict.text.contains("Mon agenda"))
    #expect(conflict.text.contains("Un agenda commun"))
    #expect(try await colleague.get(draft).text.contains("Un agenda commun"))
    #expect(try await colleague.post(draft + "/suppression", [:]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    await towns.asking.house.database.close()
  }

  @Test("One drafts before acting for anybody, and publishes once confirmed", arguments: Engine.available)
  func beforeMandate(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.person("mairie.dax@wanadoo.fr", "Camille")
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "relire"]
    #expect(try await camille.post(draft, fields).status == 303)
    #expect(try await camille.get(draft + "/apercu").text.contains("prouvez que vous agissez"))
    #expect(try await camille.post(draft + "/publication", [:]).fields[.location]?.hasPrefix("/habilitation") == true)
    _ = try await camille.post(towns.address(towns.dax), ["fonction": "agent", "preuve": "adresse"])
    #expect(try await camille.post(draft + "/publication", [:]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM contribution WHERE organisation_id = \(towns.dax.id)") == 1)
    await towns.asking.house.database.close()
  }

  @Test(
    "What was to be published as soon as she is confirmed leaves with her mandate, whoever gives it",
    arguments: Engine.available)
  func asSoonAsConfirmed(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "relire"]
    _ = try await camille.post(draft, fields)
    let answered = try await camille.post(draft + "/publication", ["des-que": "1"])
    #expect(answered.fields[.location] == "/habilitation?fait=attente")
    let request = try await towns.ask(camille, towns.dax)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0)
    #expect(try await towns.decide(try await towns.instructor(), request, "oui") == 303)
    #expect(try await towns.count("SELECT count(*) FROM contribution WHERE organisation_id = \(towns.dax.id)") == 1)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 0)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    #expect(
      try await towns.count(
        "SELECT count(*) FROM outgoing_mail WHERE recipient = 'camille@wanadoo.fr' AND fact LIKE 'contribution/%'") == 1
    )
    await towns.asking.house.database.close()
  }

  @Test(
    "Who acts for a town hall no more reads its drafts no more, nor is told of them; her colleagues are",
    arguments: Engine.available)
  func formerAgent(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.write(camille, title: "Un agenda zwq")
    let lise = try await towns.agent("lise@wanadoo.fr", for: towns.dax)
    // What she begins for nobody stays hers.
    let alone = try await towns.person("seule@wanadoo.fr", "Seule")
    let own = try await towns.write(alone, title: "Une idée seule")
    try await towns.end("camille@wanadoo.fr", for: towns.dax)
    let deletion = try await camille.post(draft + "/suppression", [:])
    #expect(deletion.status == 404)
    for page in ["", "/apercu", "/texte", "/pieces-jointes"] {
      #expect(try await camille.get(draft + page).status == 404, "\(page)")
    }
    let typed = ["rubrique": "besoin", "titre": "Un autre", "aujourdhui": "Rien.", "revision": "1"]
    #expect(try await camille.post(draft, typed).status == 404)
    let hers = try await camille.get(Towns.home + "/brouillons").text
    #expect(!hers.contains("agenda zwq"))
    #expect(try await lise.get(draft).text.contains("agenda zwq"))
    #expect(try await alone.get(own).text.contains("Une idée seule"))
    towns.asking.time.advance(seconds: 86_400 - 2 * 3600)
    try await towns.runJob("drafts.reminders")
    #expect(try await towns.mails("n’est pas publié") == ["lise@wanadoo.fr", "seule@wanadoo.fr"])
    await towns.asking.house.database.close()
  }

  @Test("Where nobody acts for a town hall any more, its mailbox is told of its draft, and leads to the proof")
  func draftOfNobody() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    _ = try await towns.write(camille, title: "Un agenda zwq")
    try await towns.end("camille@wanadoo.fr", for: towns.dax)
    towns.asking.time.advance(seconds: 86_400 - 2 * 3600)
    try await towns.runJob("drafts.reminders")
    let told = try await towns.mails(about: "draft/")
    #expect(told.map(\.recipient) == ["mairie.dax@wanadoo.fr"])
    #expect(told.allSatisfy { $0.body.contains("/habilitation\n") && !$0.body.contains("/brouillons/") })
    await towns.asking.house.database.close()
  }

  @Test("A draft that lacks something since it was ticked stays one, and does not hold back the mandate")
  func tickedThenEmptied() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let draft = try await towns.begin(camille)
    var fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "enregistrer"]
    _ = try await camille.post(draft, fields)
    _ = try await camille.post(draft + "/publication", ["des-que": "1"])
    fields["aujourdhui"] = ""
    fields["revision"] = "1"
    _ = try await camille.post(draft, fields)
    let request = try await towns.ask(camille, towns.dax)
    #expect(try await towns.decide(try await towns.instructor(), request, "oui") == 303)
    #expect(try await towns.count("SELECT count(*) FROM mandate WHERE ended_event_id IS NULL") == 1)
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 0)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A correction is a new version by the same organisation; the earlier one stays", arguments: Engine.available)
  func correction(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let stranger = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda", theme: "accueil")
    #expect(try await stranger.post(path + "/correction", [:]).status == 404)
    let draft = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    #expect(try await camille.post(path + "/correction", [:]).fields[.location] == draft)
    #expect(try await camille.get(draft).text.contains(">Un agenda</textarea>"))
    let unchanged = try await camille.post(draft + "/publication", [:])
    #expect(unchanged.status == 422 && unchanged.text.contains("Rien n’a changé"))
    #expect(try await towns.count("SELECT version FROM contribution") == 1)
    let fields = ["titre": "Un agenda partagé", "aujourdhui": "Mieux dit.", "action": "relire", "revision": "1"]
    _ = try await camille.post(draft, fields)
    let corrected = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    #expect(corrected.contains("-un-agenda-partage?fait=corrigee"))
    let page = try await stranger.get(corrected).text
    #expect(page.contains("Mieux dit.") && page.contains("/versions/1"))
    #expect(try await stranger.get(path).fields[.location]?.hasSuffix("-un-agenda-partage") == true)
    let old = try await stranger.get("\(path)/versions/1")
    #expect(old.status == 200 && old.text.contains("Rien ne marche.") && !old.text.contains("Mieux dit."))
    #expect(try await stranger.get("\(path)/versions/9").status == 404)
    #expect(try await stranger.get("\(path)/versions/99999999999999999999").status == 404)
    // The theme of the first version no longer finds it.
    #expect(try await stranger.get("\(Towns.home)/contributions?theme=accueil").text.contains("0 contribution"))
    await towns.asking.house.database.close()
  }

  @Test("Calendar: no deposit after its end, no correction nor support once the vote has begun")
  func calendar() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(camille, title: "Un agenda")
    let draft = try await towns.begin(camille)
    let fields = ["rubrique": "besoin", "titre": "Trop tard", "aujourdhui": "Rien.", "action": "relire"]
    _ = try await camille.post(draft, fields)
    towns.asking.time.advance(seconds: 86_400)
    let late = try await camille.post(draft + "/publication", [:])
    #expect(late.status == 422 && late.text.contains("Votre brouillon est gardé"))
    #expect(try await paul.post(path + "/soutien", ["organisme": "\(towns.pau.id)"]).status == 303)
    towns.asking.time.advance(seconds: 10 * 86_400)
    #expect(try await paul.post(path + "/soutien/retrait", ["organisme": "\(towns.pau.id)"]).status == 422)
    #expect(try await camille.post(path + "/correction", [:]).status == 422)
    #expect(try await towns.count("SELECT supports FROM contribution") == 1)
    await towns.asking.house.database.close()
  }

  @Test(
    "Supports: several organisations in one act, one each, never one’s own, counted apart, taken back",
    arguments: Engine.available)
  func supports(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let operatorAgent = try await towns.agent("ops@wanadoo.fr", for: towns.pau, towns.guild)
    let path = try await towns.deposit(camille, title: "Un agenda")
    #expect(try await camille.post(path + "/soutien", ["organisme": "\(towns.dax.id)"]).status == 422)
    #expect(try await camille.post(path + "/soutien", ["organisme": "\(towns.pau.id)"]).status == 404)
    #expect(try await operatorAgent.post(path + "/soutien", [:]).status == 422)
    let token = try await operatorAgent.token()
    let both = "organisme=\(towns.pau.id)&organisme=\(towns.guild.id)&_form=\(token)"
    for done in ["soutien", "deja-soutenu"] {
      #expect(try await operatorAgent.post(path + "/soutien", raw: both).fields[.location] == path + "?fait=" + done)
    }
    #expect(try await operatorAgent.get(path + "?fait=deja-soutenu").text.contains("soutenaient déjà"))
    #expect(try await towns.count("SELECT authority_supports FROM contribution") == 1)
    #expect(try await towns.count("SELECT other_supports FROM contribution") == 1)
    #expect(try await towns.count("SELECT other_supports FROM deposit_figures") == 1)
    #expect(try await operatorAgent.get("\(Towns.home)/contributions").text.contains("✓ Pau soutient"))
    for done in ["retrait", "rien-a-retirer"] {
      let answered = try await operatorAgent.post(path + "/soutien/retrait", ["organisme": "\(towns.guild.id)"])
      #expect(answered.fields[.location] == path + "?fait=" + done)
    }
    #expect(try await towns.count("SELECT other_supports FROM contribution") == 0)
    #expect(try await towns.count("SELECT count(*) FROM support") == 2)
    #expect(try await operatorAgent.post(path + "/soutien", raw: both).status == 303)
    #expect(try await towns.count("SELECT supports FROM contribution") == 2)
    let newcomer = try await towns.person("nouvelle@wanadoo.fr", "Nouvelle")
    #expect(try await newcomer.get(path + "/soutien").fields[.location]?.hasPrefix("/habilitation") == true)
    await towns.asking.house.database.close()
  }

  @Test("A commune that has joined another deposits and supports no more", arguments: Engine.available)
  func merged(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(paul, title: "Le besoin de Pau")
    try await towns.merge(towns.dax, into: towns.pau)
    let support = try await camille.post(path + "/soutien", ["organisme": "\(towns.dax.id)"])
    #expect(support.status == 422 && support.text.contains("en a rejoint une autre"))
    let draft = try await towns.begin(camille)
    let typed = ["rubrique": "besoin", "titre": "Le besoin de Dax", "aujourdhui": "Rien.", "action": "relire"]
    _ = try await camille.post(draft, typed)
    let published = try await camille.post(draft + "/publication", [:])
    #expect(published.status == 422 && published.text.contains("en a rejoint une autre"))
    #expect(try await towns.count("SELECT count(*) FROM contribution") == 1)
    #expect(try await towns.count("SELECT count(*) FROM support") == 0)
    #expect(try await towns.count("SELECT count(*) FROM draft") == 1)
    await towns.asking.house.database.close()
  }
}
