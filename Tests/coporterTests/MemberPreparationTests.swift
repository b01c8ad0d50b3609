import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

extension Towns {
  /// The association pools the services of both towns, and somebody acts for it.
  func pool() async throws -> Browser {
    try await asking.house.database.write { db in
      for member in [dax, pau] {
        try OrganisationMember.tie(member.id, to: guild.id, source: "test", dated: "2021-01-01", db)
      }
    }
    return try await agent("membre@wanadoo.fr", for: guild)
  }

  /// Somebody of an operator that a member lets prepare its drafts.
  func preparer(of member: Organisation) async throws -> Browser {
    let now = asking.time.clock.now()
    let union = try await asking.house.database.write { db in
      let row = try Self.add("operator", "Union", "dddddddddd", db)
      try OrganisationMember.tie(member.id, to: row, source: "test", dated: "2021-01-01", db)
      var generator = SystemRandomNumberGenerator()
      let until = now.adding(seconds: 200 * Preparation.day)
      let asked = try Preparation.ask(
        member.id, for: row, until: until, token: Token(using: &generator), by: .command, at: now, db)
      try asked?.accept(until: until, by: .command, at: now, db)
      return try Organisation.with(ids: [row], db)
    }
    return try await agent("union@wanadoo.fr", for: union[0])
  }

  /// A day of the year to come, as a browser types it.
  var dayToCome: String {
    String(ParisTime(asking.time.clock.now().adding(seconds: 200 * 86_400)).typed.prefix(10))
  }

  /// The link of the newest letter to an address.
  func preparationLink(_ recipient: String) async throws -> String {
    let body = try await asking.house.database.read { db in
      try db.value(
        """
        SELECT body FROM outgoing_mail WHERE recipient = \(recipient) AND fact LIKE 'preparation/%'
        ORDER BY id DESC LIMIT 1
        """, as: String.self)
    }
    return (body ?? "").firstMatch(of: /(\/autorisation\/[0-9a-z]{52})/).map { String($0.1) } ?? ""
  }

  /// A member accepts by the link of its mailbox.
  func accept(_ mailbox: String) async throws {
    let link = try await preparationLink(mailbox)
    let fields = ["reponse": "accepter", "portee": "brouillons", "jusque": dayToCome]
    #expect(try await Browser(asking).post(link, fields).status == 303)
  }
}

@Suite("An operator that prepares for its members", .serialized)
struct MemberPreparationTests {
  @Test(
    "An operator asks its members in one act; each answers by link, without account, and ends it by one click",
    arguments: Engine.available)
  func asking(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let member = try await towns.pool()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    #expect(try await camille.get("/adherents").status == 404)
    #expect(try await member.get("/adherents").text.contains("Pas encore demandée"))
    let day = towns.dayToCome
    for fields in [["jusque": day], ["jusque": "2021-01-01", "tous": "1"], ["jusque": "2999-01-01", "tous": "1"]] {
      #expect(try await member.post("/adherents", fields).status == 422, "\(fields)")
    }
    // She follows in English: her letter is in English, that to the mailbox of the town hall in French.
    _ = try await camille.post("/en/organismes/\(towns.dax.token)-dax/suivi", [:])
    let asked = try await member.post("/adherents", ["tous": "1", "jusque": day])
    #expect(asked.fields[.location] == "/adherents?fait=demande&nombre=2")
    // To each mailbox, and to whoever holds the mandate; once.
    #expect(try await towns.mails("propose de préparer") == ["mairie.dax@wanadoo.fr", "mairie@pau.example"])
    #expect(try await towns.mails("proposes to prepare") == ["camille@wanadoo.fr"])
    #expect(try await member.post("/adherents", ["tous": "1", "jusque": day]).status == 422)
    let reader = Browser(towns.asking)
    let link = try await towns.preparationLink("mairie@pau.example")
    #expect(try await reader.get(link).text.contains("Guilde propose de préparer les dépôts de Pau"))
    #expect(try await reader.get("/autorisation/" + String(repeating: "0", count: 52)).status == 410)
    let yes = ["reponse": "accepter", "portee": "brouillons", "jusque": day]
    #expect(try await reader.post(link, ["reponse": "accepter", "jusque": day]).status == 422)
    #expect(try await reader.post(link, yes.merging(["jusque": "2020-01-01"]) { $1 }).status == 422)
    #expect(try await reader.post(link, yes).status == 303)
    #expect(try await reader.post(link, yes).status == 409)
    // Whoever holds the mandate answers by her own link, or signed in.
    let hers = try await towns.preparationLink("camille@wanadoo.fr")
    #expect(try await reader.post(hers, ["reponse": "refuser"]).status == 303)
    let token = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM preparation WHERE member_id = \(towns.dax.id)", as: String.self) ?? ""
    }
    #expect(try await member.get("/autorisations/" + token).status == 404)
    #expect(try await camille.get("/autorisations").text.contains(token))
    #expect(try await camille.post("/autorisations/" + token, yes).status == 303)
    let table = try await member.get("/adherents/export").text
    #expect(table.contains("\"Pau\"") && table.ranges(of: "\"Acceptée\"").count == 2)
    #expect(
      try await towns.count("SELECT count(*) FROM journal WHERE kind LIKE 'preparation.%' AND through = 'link'") == 2)
    // Ended by the member, by one click; not asked again before a month.
    #expect(try await reader.post(link, ["reponse": "fin"]).status == 303)
    #expect(try await reader.get(link).text.contains("C’est terminé"))
    #expect(try await member.post("/adherents", ["tous": "1", "jusque": day]).status == 422)
    // Ended by the operator.
    #expect(try await camille.post("/adherents/fin", ["autorisation": token]).status == 404)
    try await endByOperator(token, member, camille, towns)
    // A month later they may be asked anew.
    towns.asking.time.advance(seconds: 31 * 86_400)
    let now = towns.asking.time.clock.now()
    let again = try await towns.asking.house.database.write { db in
      var numbers = SeededNumbers(1)
      return try Preparation.ask(
        towns.pau.id, for: towns.guild.id, until: now.adding(seconds: 86_400), token: Token(using: &numbers),
        by: .command, at: now, db)
    }
    #expect(again != nil)
    await towns.asking.house.database.close()
  }

  /// What the operator ends, it confirms first; it may ask that again at once, and not what a member has ended.
  private func endByOperator(_ token: String, _ member: Browser, _ camille: Browser, _ towns: Towns) async throws {
    let day = towns.dayToCome
    let confirmation = try await member.post("/adherents/fin", ["autorisation": token])
    #expect(confirmation.status == 200 && confirmation.text.contains("Vous ne verrez plus ses brouillons"))
    #expect(!(try await camille.get("/autorisations/" + token).text.contains("C’est terminé")))
    let confirmed = ["autorisation": token, "confirmation": "oui"]
    #expect(try await member.post("/adherents/fin", confirmed).status == 303)
    #expect(try await camille.get("/autorisations/" + token).text.contains("ne voit plus vos brouillons"))
    let anew = try await member.post("/adherents", ["tous": "1", "jusque": day])
    #expect(anew.fields[.location] == "/adherents?fait=demande&nombre=1")
    let other = try await towns.asking.house.database.read { db in
      try db.value("SELECT token FROM preparation ORDER BY id DESC LIMIT 1", as: String.self) ?? ""
    }
    // One that was silent saw no draft, and is not written to again before a week.
    let ended = ["autorisation": other, "confirmation": "oui"]
    #expect(try await member.post("/adherents/fin", ended).status == 303)
    #expect(try await camille.get("/autorisations/" + other).text.contains("La demande a pris fin"))
    #expect(try await member.post("/adherents", ["tous": "1", "jusque": day]).status == 422)
  }

  @Test("Silence is reminded once a week at most, by a click or by itself", arguments: Engine.available)
  func reminders(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let member = try await towns.pool()
    _ = try await member.post("/adherents", ["adherent": towns.pau.token, "jusque": towns.dayToCome])
    #expect(try await towns.mails("propose de préparer") == ["mairie@pau.example"])
    let first = try await towns.preparationLink("mairie@pau.example")
    #expect(try await member.post("/adherents/rappel", [:]).status == 422)
    try await towns.runJob("preparations.reminders")
    #expect(try await towns.mails("Rappel").isEmpty)
    towns.asking.time.advance(seconds: 7 * 86_400)
    #expect(try await member.get("/adherents").text.contains("Relancer 1 adhérent"))
    #expect(try await member.post("/adherents/rappel", [:]).fields[.location] == "/adherents?fait=rappel&nombre=1")
    try await towns.runJob("preparations.reminders")
    #expect(try await towns.mails("Rappel").count == 1)
    for week in 2...6 {
      towns.asking.time.advance(seconds: 7 * 86_400)
      try await towns.runJob("preparations.reminders")
      #expect(try await towns.mails("Rappel").count == min(week, Preparation.mostLetters - 1))
    }
    // An earlier link answers as well; whoever has answered is reminded no more.
    let fields = ["reponse": "accepter", "portee": "brouillons", "jusque": towns.dayToCome]
    #expect(try await Browser(towns.asking).post(first, fields).status == 303)
    // By its date it ends by itself, and a month later its links are forgotten.
    towns.asking.time.advance(seconds: 400 * 86_400)
    let live = try await towns.asking.house.database.read { db in
      try Preparation.members(of: towns.guild.id, at: towns.asking.time.clock.now(), db)
    }
    #expect(live.isEmpty)
    try await towns.runJob("preparations.clearing")
    #expect(try await towns.count("SELECT count(*) FROM preparation_link") == 0)
    await towns.asking.house.database.close()
  }

  @Test(
    "An operator that is allowed to completes its member’s drafts, which the member alone publishes",
    arguments: Engine.available)
  func drafts(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let operating = try await towns.pool()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.write(camille, title: "Un agenda zwq")
    let list = Towns.home + "/adherents"
    #expect(try await operating.get(draft).status == 404)
    #expect(try await operating.get(list).status == 404)
    _ = try await operating.post("/adherents", ["tous": "1", "jusque": towns.dayToCome])
    #expect(try await operating.get(draft).status == 404)
    try await towns.accept("mairie.dax@wanadoo.fr")
    #expect(try await operating.get(list).text.contains("Un agenda zwq"))
    #expect(try await operating.get(draft).text.contains("Vous préparez pour"))
    let text = ["rubrique": "besoin", "titre": "Un agenda zwq", "aujourdhui": "Complété.", "revision": "1"]
    #expect(try await operating.post(draft, text).status == 303)
    #expect(try await camille.get(draft).text.contains("Guilde y a écrit"))
    let prepared: SQL = """
      SELECT count(*) FROM journal WHERE kind = 'draft.prepared' AND organisation_id = \(towns.guild.id)
      """
    #expect(try await towns.count(prepared) == 1)
    for act in ["/publication", "/suppression", "/co-deposants"] {
      let fields = act == "/co-deposants" ? ["organisme": towns.pau.token] : ["des-que": "1"]
      let sent = act == "/suppression" ? [:] : fields
      #expect(try await operating.post(draft + act, sent).status == 422, "\(act)")
    }
    _ = try await camille.post("/en/organismes/\(towns.dax.token)-dax/suivi", [:])
    #expect(try await operating.post(draft + "/relecture", [:]).status == 303)
    #expect(try await towns.mails("A draft waits for you") == ["camille@wanadoo.fr"])
    let told = try await towns.asking.house.database.read { db in
      try db.value("SELECT body FROM outgoing_mail WHERE fact LIKE 'draft/%/ready/%'", as: String.self) ?? ""
    }
    #expect(told.contains("/en" + draft))
    #expect(try await camille.post(draft + "/relecture", [:]).status == 404)
    // One that the operator begins is the member's from its first save.
    let begun = try await operating.get("\(list)/\(towns.dax.token)-dax/service").fields[.location] ?? ""
    let second = String(begun.split(separator: "?")[0])
    #expect(try await operating.get(begun).text.contains("name=\"pour\" value=\"\(towns.dax.token)\""))
    let fields = ["rubrique": "service", "titre": "Un guichet zwq", "pour": towns.dax.token]
    #expect(try await operating.post(second, fields).status == 303)
    #expect(try await camille.get(second).text.contains("Un guichet zwq"))
    // Not for a member that has not accepted.
    let other = try await operating.get("\(list)/\(towns.pau.token)-pau/besoin").fields[.location] ?? ""
    let third = String(other.split(separator: "?")[0])
    #expect(try await operating.post(third, fields.merging(["pour": towns.pau.token]) { $1 }).status == 404)
    try await notWithoutMembership(draft, operating, towns)
    // Once the member ends it, nothing is seen any more, not even what the operator began.
    let link = try await towns.preparationLink("mairie.dax@wanadoo.fr")
    #expect(try await Browser(towns.asking).post(link, ["reponse": "fin"]).status == 303)
    for gone in [draft, second, list] { #expect(try await operating.get(gone).status == 404, "\(gone)") }
    #expect(try await operating.post(draft, text.merging(["revision": "2"]) { $1 }).status == 404)
    // Nor is whoever began it told of the closing.
    towns.asking.time.advance(seconds: 86_400 - 2 * 3600)
    try await towns.runJob("drafts.reminders")
    #expect(try await towns.mails("n’est pas publié") == ["camille@wanadoo.fr", "camille@wanadoo.fr"])
    #expect(try await camille.post(draft + "/publication", [:]).fields[.location]?.hasSuffix("publiee") == true)
    await towns.asking.house.database.close()
  }

  /// A body that the operator's next file no longer lists lets nothing be prepared, until it is a member again.
  private func notWithoutMembership(_ draft: String, _ operating: Browser, _ towns: Towns) async throws {
    let database = towns.asking.house.database
    _ = try await database.write { db in
      try db.execute("DELETE FROM organisation_member WHERE member_id = \(towns.dax.id)")
    }
    #expect(try await operating.get(draft).status == 404)
    try await database.write { db in
      try OrganisationMember.tie(towns.dax.id, to: towns.guild.id, source: "test", dated: "2021-01-02", db)
    }
    #expect(try await operating.get(draft).status == 200)
  }
}
