import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Each kind of token: how long it lives, how often it serves, for what, and where (SECURITY 12, 13, 14).
@Suite("Tokens", .serialized)
struct TokenLifeTests {
  enum Kind: String, CaseIterable, Sendable {
    case session, rolesSession, link, code, invitation, mandateCode, formToken, keptForm, preparation, follow

    var lifeSeconds: Int64 {
      switch self {
      case .session, .formToken: 30 * 86_400
      case .rolesSession: 12 * 3600
      case .link, .code, .mandateCode, .keptForm: 3600
      case .invitation: 7 * 86_400
      case .follow: 3 * 86_400
      // To the end of the day that its operator chose.
      case .preparation: 200 * 86_400
      }
    }
    /// Served once, it opens nothing again.
    var servesOnce: Bool { [.link, .code, .invitation, .mandateCode, .preparation, .follow].contains(self) }
  }

  /// A token in the hands of its owner: what using it gives, in its house or in another.
  struct Held {
    /// Whether it opens what it is for, in a house.
    var use: (Towns) async throws -> Bool
    /// The secret itself, where it is one.
    var secret = ""
    /// Its end, where it is no length of time.
    var end: Instant?
  }

  @Test(
    "One second before its end it serves; at its end it does not", arguments: Kind.allCases, Engine.available)
  func life(kind: Kind, engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let (early, late) = (try await hold(kind, towns), try await hold(kind, towns, number: 1))
    let end = early.end ?? towns.asking.time.clock.now().adding(seconds: kind.lifeSeconds)
    towns.asking.time.move(to: end.adding(seconds: -1))
    #expect(try await early.use(towns), "\(kind) one second before")
    towns.asking.time.advance(seconds: 1)
    #expect(try await !late.use(towns), "\(kind) at its end")
    await towns.asking.house.database.close()
  }

  @Test("What serves once serves once", arguments: Kind.allCases.filter(\.servesOnce), Engine.available)
  func once(kind: Kind, engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let held = try await hold(kind, towns)
    #expect(try await held.use(towns), "\(kind)")
    #expect(try await !held.use(towns), "\(kind) a second time")
    await towns.asking.house.database.close()
  }

  @Test("A token of one installation is worth nothing in another", arguments: Kind.allCases)
  func elsewhere(kind: Kind) async throws {
    let (here, there) = (try await Towns.make(.sqlite), try await Towns.make(.sqlite))
    // The other installation has the same rows: only what is secret differs.
    for towns in [here, there] { try await towns.openConsultation() }
    let held = try await hold(kind, here)
    _ = try await hold(kind, there)
    #expect(try await !held.use(there), "\(kind)")
    #expect(try await held.use(here), "\(kind) at home")
    for towns in [here, there] { await towns.asking.house.database.close() }
  }

  @Test("A secret of one kind is worth nothing as another", arguments: Engine.available)
  func purposes(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let session = camille.cookies["coporter-session"] ?? ""
    let browser = camille.cookies["coporter-browser"] ?? ""
    let link = try await hold(.link, towns).secret
    let invitation = try await hold(.invitation, towns).secret
    for secret in [session, browser, String(repeating: "0", count: 52)] {
      #expect(try await Browser(towns.asking).get("/connexion/lien/\(secret)").status == 422)
    }
    let preparation = try await hold(.preparation, towns, number: 1).secret
    let follow = try await hold(.follow, towns).secret
    try await towns.openConsultation()
    let contribution = try await towns.deposit(
      try await towns.agent("agent@wanadoo.fr", for: towns.dax), title: "Un besoin")
    let addressee = String(try await towns.redirect(contribution).suffix(52))
    // Each opens its own page and none of the others.
    let doors = [
      ("/connexion/lien/", [link, invitation]), ("/autorisation/", [preparation]), ("/suivi/", [follow]),
      ("/guichet/", [addressee]),
    ]
    let secrets = [link, invitation, preparation, follow, addressee, session]
    #expect(Set(secrets).count == secrets.count && secrets.allSatisfy { $0.count == 52 })
    for (door, own) in doors {
      for secret in secrets {
        let status = try await Browser(towns.asking).get(door + secret).status
        #expect((status == 200) == own.contains(secret), "\(door) \(status)")
      }
    }
    for secret in [link, invitation, browser, preparation, follow, addressee] {
      let other = Browser(towns.asking)
      other.cookies["coporter-session"] = secret
      #expect(try await other.get("/compte").status == 303)
    }
    // A code of the town hall's box opens no session, one of a sign-in gives no mandate.
    let (path, mandateCode) = try await towns.askForCode(camille, towns.dax)
    let other = Browser(towns.asking)
    try await other.askForCode("autre@wanadoo.fr")
    let code = try await towns.asking.newestMail().code
    if code != mandateCode {
      #expect(try await other.post("/connexion/code", ["code": mandateCode]).status == 422)
      #expect(try await camille.post(path, ["code": code]).status == 422)
    }
    await towns.asking.house.database.close()
  }

  @Test("A million tokens are distinct, each of its alphabet")
  func distinct() {
    var numbers = SeededNumbers(12)
    var seen: Set<String> = []
    let count = Soak.rounds(100_000, whole: 1_000_000)
    seen.reserveCapacity(count)
    for _ in 0..<count { seen.insert(Token(using: &numbers).text) }
    #expect(seen.count == count)
    #expect(seen.allSatisfy { Token(prefixOf: $0)?.text == $0 })
  }

  /// Something that is held for the first time; `number` tells two apart.
  private func hold(_ kind: Kind, _ towns: Towns, number: Int = 0) async throws -> Held {
    let mail = "camille\(number)@wanadoo.fr"
    switch kind {
    case .session, .rolesSession:
      let browser =
        kind == .session
        ? try await towns.person(mail, "Camille") : try await towns.invited(.administrator, mail)
      return Held { try await carry(browser, to: $0).get("/compte").status == 200 }
    case .link:
      try await Browser(towns.asking).askForCode(mail)
      let link = try await towns.asking.newestMail().link
      return Held(use: { try await enters(Browser($0.asking), link) }, secret: String(link.suffix(52)))
    case .code:
      let browser = Browser(towns.asking)
      try await browser.askForCode(mail)
      let code = try await towns.asking.newestMail().code
      return Held { towns in
        let carried = carry(browser, to: towns)
        guard try await carried.post("/connexion/code", ["code": code]).status == 303 else { return false }
        return try await carried.post("/connexion/qui", ["nom": "Camille"]).status == 303
      }
    case .invitation:
      let address = try #require(MailAddress(mail))
      let secret = try await Invitation.write(
        to: address, named: "Camille", role: .instructor, at: towns.asking.time.clock.now(),
        in: towns.asking.house.database)
      let link = SignInLinkAddress(secret: secret).path
      return Held(use: { try await enters(Browser($0.asking), link) }, secret: secret.text)
    case .mandateCode:
      let browser = try await towns.person(mail, "Camille")
      let (path, code) = try await towns.askForCode(browser, towns.dax)
      return Held {
        let answered = try await carry(browser, to: $0).post(path, ["code": code])
        return answered.fields[.location] == "/habilitation?fait=agir"
      }
    case .formToken:
      let browser = try await towns.person(mail, "Camille")
      let token = try await browser.token(at: "/compte")
      return Held { towns in
        let answered = try await carry(browser, to: towns).post("/organismes/demande", [:], token: token)
        return answered.status == 422
      }
    case .keptForm: return try await holdKeptForm(towns, mail)
    case .preparation: return try await holdPreparation(towns, of: number == 0 ? towns.dax : towns.pau, mail)
    case .follow: return try await holdFollow(towns, mail)
    }
  }

  /// What an official mailbox is sent when an operator asks to prepare; to use it is to accept.
  private func holdPreparation(_ towns: Towns, of member: Organisation, _ mail: String) async throws -> Held {
    try await towns.asking.house.database.write { db in
      try OrganisationMember.tie(member.id, to: towns.guild.id, source: "test", dated: "2021-01-01", db)
    }
    let asking = try await towns.agent(mail, for: towns.guild)
    let day = towns.dayToCome
    _ = try await asking.post("/adherents", ["adherent": member.token, "jusque": day])
    let boxes = try await towns.asking.house.database.read { db in try OrganisationMailbox.all(of: member.id, db) }
    let link = try await towns.preparationLink(boxes.first?.mail ?? "")
    let use: (Towns) async throws -> Bool = { towns in
      let reader = Browser(towns.asking)
      guard try await reader.get(link).status == 200 else { return false }
      let fields = ["reponse": "accepter", "portee": "brouillons", "jusque": day]
      return try await reader.post(link, fields).status == 303
    }
    return Held(use: use, secret: String(link.suffix(52)), end: ParisTime.endOfDay(day))
  }

  /// What a citizen is sent who asks to follow; to use it is to confirm.
  private func holdFollow(_ towns: Towns, _ mail: String) async throws -> Held {
    _ = try await Browser(towns.asking).post("/organismes/\(towns.dax.token)-dax/suivi", ["adresse": mail])
    let body = try await towns.asking.house.database.read { db in
      try db.value("SELECT body FROM outgoing_mail WHERE recipient = \(mail) ORDER BY id DESC LIMIT 1", as: String.self)
    }
    let link = (body ?? "").firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) } ?? ""
    let use: (Towns) async throws -> Bool = { towns in
      let reader = Browser(towns.asking)
      guard try await reader.get(link).status == 200 else { return false }
      return try await reader.post(link, [:]).status == 200
    }
    return Held(use: use, secret: String(link.suffix(52)))
  }

  @Test("The link of a letter to whoever holds a mandate dies with the mandate", arguments: Engine.available)
  func linkOfMandate(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let asking = try await towns.pool()
    _ = try await asking.post("/adherents", ["adherent": towns.dax.token, "jusque": towns.dayToCome])
    let hers = try await towns.preparationLink("camille@wanadoo.fr")
    let townHalls = try await towns.preparationLink("mairie.dax@wanadoo.fr")
    let reader = Browser(towns.asking)
    for link in [hers, townHalls] { #expect(try await reader.get(link).status == 200) }
    let page = try await camille.get("/habilitation").text
    let mandate = page.firstMatch(of: /name="mandat" value="([0-9]+)"/).map { String($0.1) } ?? ""
    #expect(try await camille.post("/habilitation/fin", ["mandat": mandate]).status == 303)
    #expect(try await reader.get(hers).status == 410)
    let refusal = ["reponse": "refuser"]
    #expect(try await reader.post(hers, refusal).status == 410)
    #expect(try await towns.count("SELECT count(*) FROM preparation WHERE answer IS NOT NULL") == 0)
    #expect(try await reader.post(townHalls, refusal).status == 303)
    await towns.asking.house.database.close()
  }

  /// Kept for somebody who was not signed in, and who is when it is offered.
  private func holdKeptForm(_ towns: Towns, _ mail: String) async throws -> Held {
    let browser = Browser(towns.asking)
    let answered = try await browser.post("/organismes/demande", ["nom": "Syndicat"])
    let target = answered.fields[.location]?.removingPercentEncoding ?? ""
    let path = String(target.dropFirst("/connexion?retour=".count))
    #expect(path.hasPrefix("/reprise/"))
    try await browser.enter(mail, as: "Camille")
    return Held { towns in
      let carried = carry(browser, to: towns)
      if carried.asking.house.database !== browser.asking.house.database {
        carried.cookies["coporter-session"] = nil
        try await carried.enter("autre@wanadoo.fr", as: "Autre")
      }
      return try await carried.get(path).text.contains("Syndicat")
    }
  }

  /// The same browser, with the same cookies, in a house.
  private func carry(_ browser: Browser, to towns: Towns) -> Browser {
    let carried = Browser(towns.asking)
    carried.cookies = browser.cookies
    return carried
  }

  private func enters(_ browser: Browser, _ link: String) async throws -> Bool {
    guard try await browser.get(link).status == 200, try await browser.post(link, [:]).status == 303 else {
      return false
    }
    if try await browser.get("/compte").status == 200 { return true }
    return try await browser.post("/connexion/qui", ["nom": "Camille"]).status == 303
  }
}
