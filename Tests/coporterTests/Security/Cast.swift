import Forms
import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Demonstration
@testable import Deposits
@testable import Directory
@testable import Platform
@testable import coporter

/// A house in which something of every sort exists, and somebody of every role at the door.
struct Cast {
  enum Role: String, CaseIterable { case anonymous, person, agent, elected, neighbour, instructor, administrator }

  var towns: Towns
  var browsers: [Role: Browser] = [:]
  /// The address of the contribution of Dax, which its agent is about to correct.
  var contribution = ""
  /// Where the addressee of a redirection answers, by the link of its letter.
  var addresseePage = ""
  /// Where the person finds what she had posted before she entered.
  var kept = ""

  static func make(_ engine: Engine) async throws -> Cast {
    var cast = Cast(towns: try await Towns.make(engine))
    try await cast.furnish()
    return cast
  }

  subscript(_ role: Role) -> Browser { browsers[role] ?? Browser(towns.asking) }

  private mutating func furnish() async throws {
    let consultation = try await towns.openConsultation()
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { [towns] db in
      try Rules.publish(
        version: 2, title: "Règlement", articles: [.init(number: 1, key: "objet", title: "Objet", text: "Un *objet*.")],
        in: consultation, by: .command, at: now, db)
      try db.execute("UPDATE organisation SET website = 'https://dax.example/' WHERE id = \(towns.dax.id)")
    }
    browsers[.anonymous] = Browser(towns.asking)
    let person = Browser(towns.asking)
    let typed = try await person.post("/organismes/demande", ["nom": HostileText.markup, "retour": "/"])
    kept = String((typed.fields[.location]?.removingPercentEncoding ?? "").dropFirst("/connexion?retour=".count))
    try await person.enter("personne@wanadoo.fr", as: "Personne")
    browsers[.person] = person
    browsers[.agent] = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    browsers[.elected] = try await towns.elected("maire@wanadoo.fr", of: towns.dax)
    browsers[.neighbour] = try await towns.agent("voisine@wanadoo.fr", for: towns.pau, towns.guild)
    browsers[.instructor] = try await towns.instructor()
    browsers[.administrator] = try await towns.invited(.administrator, "administration@agence.example")
    contribution = try await towns.deposit(self[.agent], title: "Un agenda", theme: "accueil")
    try await share()
    let redirected = try await act()
    try await organise(consultation)
    try await holdVote(in: consultation)
    try await holdCommittee(in: consultation)
    addresseePage = try await redirect(redirected)
    _ = try await self[.person].post("/compte/adresses", ["adresse": "personne@dax.example"])
    _ = try await towns.asking.house.outbox.deliverWaiting()
    try await refuse()
  }

  /// The sheet of a service that its organisation keeps, and says that it uses.
  private func share() async throws {
    let made = try await self[.agent].post("/services/import", ["publiccode": SampleSheet.text()])
    let sheet = String((made.fields[.location] ?? "").split(separator: "?").first ?? "")
    _ = try await self[.agent].post(
      sheet + "/declaration", ["sorte": "utilise", "depuis": "2019", "contact": "accueil"])
    let other = SampleSheet.text(name: "Autre chose", code: "https://forge.example/autre")
    let removed = try await self[.agent].post("/services/import", ["publiccode": other])
    let place = String((removed.fields[.location] ?? "").split(separator: "?").first ?? "")
    #expect(try await self[.instructor].post(place + "/retrait", ["raison": "Ce n’est pas un service."]).status == 303)
  }

  /// An address that refuses our mails, and a task that has run.
  private func refuse() async throws {
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      let mail = try db.value("SELECT max(id) FROM outgoing_mail", as: Int64.self) ?? 0
      try RefusingAddress.note(
        "voisine@wanadoo.fr", in: mail, said: .dialogue, answer: "550 no such box", at: now, db)
    }
    let jobs = towns.asking.house.jobs
    if let job = jobs.jobs.first(where: { $0.name == "drafts.clearing" }) { _ = try await jobs.runIfDue(job) }
  }

  /// Two who have changed one answer of one draft: one of them has yet to choose.
  private func disagree() async throws {
    let (agent, elected) = (self[.agent], self[.elected])
    let draft = try await towns.write(agent, title: "À quatre mains")
    let (hers, his) = (try await agent.seen(draft), try await elected.seen(draft))
    _ = try await agent.type(draft, hers, ["titre": "À quatre mains", "aujourdhui": "Trois cahiers."])
    let refused = try await elected.type(draft, his, ["titre": "À quatre mains", "aujourdhui": "Un tableur."])
    #expect(refused.status == 409)
  }

  /// A service in use, with its sheet.
  private func serve(_ browser: Browser) async throws {
    let draft = try await towns.begin(browser, "service")
    let fields = [
      "rubrique": "service", "titre": "Des cartes", "aujourdhui": "Elles servent.", "mainteneur": "Nous",
      "utilisateurs": "Nous", "action": "relire",
    ]
    _ = try await browser.post(draft, fields)
    #expect(try await browser.post(draft + "/publication", [:]).status == 303)
  }

  /// Each leaves something behind: supports, drafts, requests, a form kept for after a sign-in.
  /// - Returns: the contribution of the neighbour.
  private func act() async throws -> String {
    let (agent, neighbour, person) = (self[.agent], self[.neighbour], self[.person])
    let both = "organisme=\(towns.pau.id)&organisme=\(towns.guild.id)&_form=\(try await neighbour.token())"
    _ = try await neighbour.post(contribution + "/soutien", raw: both)
    // The second ends the first.
    for purpose in ["Peut-être.", "Pour nous."] {
      let said = ["organisme": "\(towns.pau.id)", "usage": purpose, "pret": "experimenter"]
      _ = try await neighbour.post(contribution + "/soutien/precision", said)
    }
    _ = try await neighbour.post(contribution + "/soutien/retrait", ["organisme": "\(towns.guild.id)"])
    try await talk()
    _ = try await self[.anonymous].post(contribution + "/suivi", ["adresse": "voisin@orange.fr"])
    _ = try await person.post("/organismes/\(towns.dax.token)-dax/suivi", [:])
    let maps = try await towns.deposit(neighbour, title: "Un service de cartes")
    try await serve(neighbour)
    let correction = try await agent.post(contribution + "/correction", [:]).fields[.location] ?? ""
    try await join(files: correction + "/pieces-jointes")
    let fields = [
      "rubrique": "besoin", "titre": "Brouillon", "aujourdhui": "Rien.", "pour-qui": "Nous.", "existant": "Peu.",
      "attendu": "Mieux.", "action": "enregistrer",
    ]
    for browser in [agent, person] { _ = try await browser.post(try await towns.begin(browser), fields) }
    _ = try await person.post(
      towns.address(towns.dax), ["fonction": "agent", "preuve": "personne", "message": "Bonjour"])
    _ = try await towns.askForCode(person, towns.pau)
    try await together()
    let missing = ["nom": "Syndicat", "sorte": "syndicate", "siren": "120027016", "site": "https://syndicat.example"]
    _ = try await person.post("/organismes/demande", missing)
    try await disagree()
    try await decide()
    return maps
  }

  /// What was deposited is decided, noted, read again, and published.
  private func decide() async throws {
    let (instructor, now) = (self[.instructor], towns.asking.time.clock.now())
    let token = String(contribution.split(separator: "/").last?.prefix(10) ?? "")
    let desk = Towns.home + "/instruction"
    _ = try await instructor.post(
      desk + "/guichets", ["nom": "Guichet", "courriel": "guichet@etat.example", "page": ""])
    _ = try await instructor.post(
      desk + "/raisons", ["decision": "gardee", "titre": "Seule", "texte": "Elle devient {choix}."])
    _ = try await instructor.post(desk + "/vues", ["nom": "Ma vue", "suite": "?onglet=a-faire"])
    _ = try await instructor.post(desk + "/selection", ["ligne": token, "choisie": token])
    _ = try await instructor.post(desk + "/contributions/\(token)/note", ["note": "À relire."])
    let decided = try await instructor.post(
      desk + "/contributions/\(token)/decision",
      ["decision": "regroupee", "version": "1", "nouvelle": "Un agenda commun", "raison": "Beaucoup le disent."])
    #expect(decided.status == 303)
    let dax = towns.dax.id
    try await towns.asking.house.database.write { db in
      let found = try db.first("SELECT id, event_id, contribution_id FROM decision") { row in
        (id: try row.next(Int64.self), event: try row.next(Int64.self), contribution: try row.next(Int64.self))
      }
      guard let found else { return }
      try db.execute(
        """
        INSERT INTO decision_publication (decision_id, event_id, published_at)
        VALUES (\(found.id), \(found.event), \(now))
        """)
      try db.execute(
        """
        INSERT INTO wording_publication (wording_id, event_id, published_at)
        SELECT max(id), \(found.event), \(now) FROM wording
        """)
      try db.execute(
        """
        INSERT INTO picked_sentence (wording_id, contribution_id, version, field, first_character, end_character)
        SELECT max(id), \(found.contribution), 1, 'today', 0, 2000 FROM wording
        """)
      try db.execute(
        """
        INSERT INTO unkept_reason (wording_id, contribution_id, reason)
        SELECT max(id), \(found.contribution), 'Trop long.' FROM wording
        """)
      try db.execute(
        """
        INSERT INTO unkept_sentence (wording_id, contribution_id, version, field, first_character, end_character,
          reason)
        SELECT max(id), \(found.contribution), 1, 'today', 0, 1, 'Dit ailleurs.' FROM wording
        """)
      try Self.reread(found.event, for: dax, at: now, db)
      let consultation = try db.value("SELECT id FROM consultation WHERE slug = 'essai'", as: Int64.self) ?? 0
      try Remedies(days: 10, mention: "Le tribunal.", mentionEnglish: "The court.").establish(
        in: consultation, by: .command, at: now, db)
      let words = RubricInvitation(.need, title: "Dire", titleEnglish: "Say", lead: "Ici.", leadEnglish: "Here.")
      try RubricInvitations([words]).establish(in: consultation, by: .command, at: now, db)
    }
  }

  /// Its draft was sent; its author says what is missing, and is answered.
  private static func reread(
    _ event: Int64, for organisation: Int64, at now: Instant, _ db: Transaction
  ) throws {
    let reading = try db.insert(
      """
      INSERT INTO author_reading (proposition_id, wording_id, due_at, event_id, sent_at)
      SELECT proposition_id, id, \(now.adding(seconds: 86_400)), \(event), \(now) FROM wording
      ORDER BY id DESC LIMIT 1 RETURNING id
      """)
    let remark = try db.insert(
      """
      INSERT INTO author_remark (author_reading_id, organisation_id, person_id, kind, text, language, event_id,
        answered_at)
      SELECT \(reading), \(organisation), min(person_id), 'missing', 'Et le soir ?', 'fr', \(event), \(now)
      FROM mandate WHERE organisation_id = \(organisation) RETURNING id
      """)
    try db.execute(
      """
      INSERT INTO remark_reply (author_remark_id, kind, text, wording_id, event_id, replied_at)
      VALUES (\(remark), 'answered', 'Le soir aussi.', (SELECT max(id) FROM wording), \(event), \(now))
      """)
    try db.execute(
      """
      INSERT INTO blind_reading (decision_id, kind, event_id, read_at)
      SELECT min(id), 'kept', \(event), \(now) FROM decision
      """)
    try db.execute(
      """
      INSERT INTO author_reading_rule (consultation_id, days, event_id, set_at)
      SELECT consultation_id, 3, \(event), \(now) FROM proposition
      """)
  }

  /// One is redirected; its addressee answers, and its author says that it refused.
  private func redirect(_ contribution: String) async throws -> String {
    let page = try await towns.redirect(contribution)
    let needs = ["reponse": "besoin", "texte": "Il nous faut un plan."]
    #expect(try await self[.anonymous].post(page, needs).status == 303)
    let decision = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM decision ORDER BY id DESC LIMIT 1", as: String.self) ?? ""
    }
    let said = try await self[.neighbour].post(Towns.home + "/decisions/\(decision)/refus", ["refus": "Il a dit non."])
    #expect(said.status == 303)
    try await reexamine(decision)
    return page
  }

  /// Asked of two decisions; of the first, it is upheld.
  private func reexamine(_ waiting: String) async throws {
    let first = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM decision ORDER BY id LIMIT 1", as: String.self) ?? ""
    }
    for (role, decision) in [(Role.agent, first), (.neighbour, waiting)] {
      let asked = try await self[role].post(
        Towns.home + "/decisions/\(decision)/reexamen", ["demande": "Relisez."])
      #expect(asked.status == 303)
    }
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      let event = try Event("reexamination.answered", on: .init("person", 1), by: .command, at: now).record(db)
      try db.execute(
        """
        INSERT INTO reexamination_answer (reexamination_id, kind, reason, event_id, answered_at)
        SELECT min(id), 'upheld', 'Non.', \(event), \(now) FROM reexamination
        """)
    }
  }

  /// An invitation to deposit with the town, and an operator that asks to prepare for it.
  private func together() async throws {
    _ = try await self[.agent].post(contribution + "/co-deposants", ["organisme": towns.guild.token])
    try await towns.asking.house.database.write { [towns] db in
      try OrganisationMember.tie(towns.dax.id, to: towns.guild.id, source: "test", dated: "2021-01-01", db)
    }
    _ = try await self[.neighbour].post("/adherents", ["tous": "1", "jusque": towns.dayToCome])
  }

  /// A contribution that was taken back and one that is deposited together; a calendar that has changed, questions, a
  /// consultation that nobody but administrators sees yet.
  private func organise(_ consultation: Int64) async throws {
    let gone = try await towns.deposit(self[.agent], title: "Déposé deux fois")
    _ = try await self[.agent].post(gone + "/retrait", ["raison": "Déposé deux fois."])
    let shared = try await towns.deposit(self[.agent], title: "À deux")
    try await towns.deposit(shared, of: self[.agent], with: self[.neighbour], towns.guild)
    let now = towns.asking.time.clock.now()
    let questions = Questionnaire(sections: [
      Section(
        title: Wording("Votre commune"),
        questions: [Question("nom", Wording("Lequel ?"), .text(longest: 20, isLong: false))])
    ])
    let phases = try await towns.asking.house.database.write { db in
      try RubricQuestionnaire.publish(questions, of: .need, in: consultation, by: .command, at: now, db)
      return try Phase.all(of: consultation, db)
    }
    var typed = CalendarTyped(phases).typed
    typed["depot-cloture"] = ParisTime(now.adding(seconds: 2 * 86_400)).typed
    _ = try await self[.administrator].post("/administration/consultations/essai/calendrier", typed)
    let words = ["titre": "Pas encore", "organisateur": "Agence", "presentation": "Un *besoin*."]
    _ = try await self[.administrator].post("/administration/preparer", words)
  }

  /// Files of the contribution, for everyone and for instructors; one of its correction, and one that is half there.
  private func join(files: String) async throws {
    let agent = self[.agent]
    let now = towns.asking.time.clock.now()
    let token = String(contribution.split(separator: "/").last?.prefix(10) ?? "")
    try await towns.asking.house.database.write { db in
      guard let contribution = try Contribution.with(token: token, db) else { return }
      for (place, audience) in Attachment.Audience.allCases.enumerated() {
        let token = "ppppppppp\(place)"
        try Attachment.add(
          SampleFiles.png, description: "Photo", audience: audience, token: token, to: contribution, by: .command,
          at: now, db)
        try Attachment.with(token: token, db)?.keep(AttachmentText("Texte".utf8), at: now, db)
      }
    }
    _ = try await agent.post(files, ["description": "Plan"], file: SampleFiles.pdf("Plan"))
    _ = try await agent.post(files, ["description": "Devis", "taille": "900000", "marque": "9-9-a"])
  }

  /// A comment, its answer, one that is hidden, and reports on each.
  private func talk() async throws {
    let (agent, neighbour, person) = (self[.agent], self[.neighbour], self[.person])
    let comments = contribution + "/commentaires"
    var tokens: [String] = []
    for text in ["Nous aussi.", "À *masquer*."] {
      let path = try await neighbour.post(comments, ["texte": text, "organisme": "\(towns.pau.id)"])
      tokens.append(String((path.fields[.location] ?? "").suffix(10)))
    }
    _ = try await agent.post(comments, ["texte": "Merci.", "reponse": tokens[0]])
    _ = try await neighbour.post(comments + "/" + tokens[0], ["texte": "Nous aussi, depuis un an."])
    for token in tokens {
      _ = try await person.post(comments + "/\(token)/signalement", ["motif": "other", "message": "À lire."])
    }
    _ = try await self[.instructor].post("/instruction/commentaires/\(tokens[1])/masquage", ["motif": "Injure."])
    _ = try await agent.post(contribution + "/caviardage", ["passage": "Rien ne marche", "motif": "Un nom."])
  }

  /// The same database in a house that has just started, with nothing in memory and no limit on writes.
  func reopened() async throws -> Cast {
    var copy = self
    copy.towns = try await towns.reopened()
    for (role, browser) in browsers {
      let again = Browser(copy.towns.asking)
      again.cookies = browser.cookies
      copy.browsers[role] = again
    }
    return copy
  }

  func close() async { await towns.asking.house.database.close() }
}

extension Towns {
  /// Another house over the same database, or over another connection to it: what several servers are.
  func reopened(over other: Database? = nil) async throws -> Towns {
    let database = other ?? asking.house.database
    var settings = Settings.demonstration
    settings.hasLimits = false
    let mails = Scratch.place("mails")
    let rooms: [any Module] = try modules(database) + [DemonstrationModule(database: database)]
    let house = try await Asking.opened(
      rooms, over: database, settings, asking.time.clock, mail: MailFolder(mails))
    return Towns(asking: Asking(house: house, time: asking.time), dax: dax, pau: pau, guild: guild)
  }

  func elected(_ mail: String, of organisation: Organisation) async throws -> Browser {
    let browser = try await person(mail, "Élue \(mail)")
    try await asking.house.database.write { db in
      let person = try Person.all(with: mail, db).first
      try Mandate.give(
        to: person?.id ?? 0, for: organisation.id, as: .elected, by: .demonstration, actor: .command,
        at: asking.time.clock.now(), db)
    }
    return browser
  }
}
