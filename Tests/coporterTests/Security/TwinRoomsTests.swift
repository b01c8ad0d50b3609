import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

/// What each sees of another’s things, room by room: A goes through each with what is hers, and B tries the same at
/// each step (SECURITY 8).
@Suite("Twin authorities, room by room", .serialized)
struct TwinRoomsTests {
  /// A room of the house: what A does there with what is hers.
  enum Room: String, CaseIterable {
    case invitations, codeposits, attachments, memberDrafts, conflicts, follows, redactions, withdrawals, addresses
    case holders, export, instruction, refusals, reexaminations
  }

  private static let acts = [
    "/annulation", "/reponse", "/depart", "/publication", "/correction", "/retrait", "/suppression", "/maintien",
    "/conflit", "/adherents", "/adherents/fin", "/relecture", "/suivi", "/fin", "/rythme", "/lu", "/caviardage",
    "/lien/", "/code", "/separations", "/confirmation", "/refus",
    "/reexamen",
  ]

  @Test("What A has in each room, B neither sees nor changes", arguments: Room.allCases, Engine.available)
  func rooms(room: Room, engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    let towns = try await made.reopened()
    let a = try await towns.agent("a@wanadoo.fr", for: towns.dax)
    let b = try await towns.agent("b@wanadoo.fr", for: towns.pau)
    let third = try await towns.agent("tiers@wanadoo.fr", for: towns.guild)
    let journey = Journey(towns: towns, a: a, third: third)
    try await journey.prepare(room)
    let twins = Twins(
      towns: towns, a: a, b: b, mail: "b@wanadoo.fr", organisation: towns.pau, first: a.sent.count)
    twins.precede(Self.acts)
    try await journey.go(room)
    try await twins.expectNothing()
    #expect(a.sent.count - twins.first >= 4)
    #expect(journey.isSeen, "A does not see what is hers: nothing was shown")
    await towns.asking.house.database.close()
  }

  @Test("Erasure takes what is of whoever asks, and nothing of the other", arguments: Engine.available)
  func erasure(engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    let towns = try await made.reopened()
    let a = try await towns.agent("a@wanadoo.fr", for: towns.dax)
    let b = try await towns.agent("b@wanadoo.fr", for: towns.pau)
    let (hers, _) = (try await towns.write(a, title: TwinTests.secret), try await towns.write(b, title: "Autre"))
    let twins = Twins(
      towns: towns, a: a, b: b, mail: "b@wanadoo.fr", organisation: towns.pau, first: a.sent.count)
    // B is no more after it, so that what was his is looked for by its words.
    let before = try await towns.count("SELECT count(*) FROM mandate WHERE ended_event_id IS NULL")
    #expect(try await b.post("/compte/effacement", ["confirmation": "oui"]).status == 303)
    #expect(try await towns.count("SELECT count(*) FROM mandate WHERE ended_event_id IS NULL") == before - 1)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'b@wanadoo.fr'") == 0)
    #expect(try await towns.count("SELECT count(*) FROM person_address WHERE mail = 'a@wanadoo.fr'") == 1)
    #expect(try await a.get(hers).text.contains(TwinTests.secret))
    #expect(try await twins.b.get(hers).status != 200)
    await towns.asking.house.database.close()
  }
}

/// A’s way through a room.
private final class Journey {
  let towns: Towns
  let a: Browser
  let third: Browser
  /// Whether some page has shown A what is hers.
  var isSeen = false
  private var place = ""
  private var secret: String { TwinTests.secret }
  private var text: [String: String] { ["rubrique": "besoin", "titre": secret, "aujourdhui": "Rien."] }

  init(towns: Towns, a: Browser, third: Browser) {
    self.towns = towns
    self.a = a
    self.third = third
  }

  private func see(_ path: String) async throws {
    let answered = try await a.get(path)
    #expect(answered.status < 400, "A does not see \(path)")
    isSeen = isSeen || answered.text.contains(secret)
  }

  private func token(_ sql: SQL) async throws -> String {
    try await towns.asking.house.database.read { db in try db.value(sql, as: String.self) ?? "" }
  }

  /// What is there before A comes, and what of it the twin is not asked to try.
  func prepare(_ room: TwinRoomsTests.Room) async throws {
    switch room {
    case .codeposits:
      let draft = try await towns.write(third, title: secret)
      _ = try await third.post(draft + "/co-deposants", ["organisme": towns.dax.token])
      place = draft
    case .memberDrafts:
      try await towns.asking.house.database.write { [towns] db in
        let union = try Towns.add("operator", "Union", "dddddddddd", db)
        try OrganisationMember.tie(towns.guild.id, to: union, source: "test", dated: "2021-01-01", db)
        let person = try Person.all(with: "a@wanadoo.fr", db).first?.id ?? 0
        try Mandate.give(
          to: person, for: union, as: .agent, by: .demonstration, actor: .command, at: towns.asking.time.clock.now(),
          db)
      }
    case .redactions, .withdrawals, .instruction: place = try await towns.deposit(a, title: "Un agenda")
    case .refusals, .reexaminations:
      place = try await towns.deposit(a, title: "Un agenda")
      _ = try await towns.redirect(place)
    case .follows: place = try await towns.deposit(third, title: secret)
    case .holders: _ = try await towns.agent("collegue@wanadoo.fr", for: towns.dax)
    case .invitations, .attachments, .conflicts, .addresses, .export: break
    }
  }

  func go(_ room: TwinRoomsTests.Room) async throws {
    switch room {
    case .invitations: try await invite()
    case .codeposits: try await codeposit()
    case .attachments: try await attach()
    case .memberDrafts: try await prepareForMember()
    case .conflicts: try await disagree()
    case .follows: try await follow()
    case .redactions: try await redact()
    case .withdrawals: try await withdraw()
    case .addresses: try await addAddress()
    case .holders: try await endHolder()
    case .export: try await takeAway()
    case .instruction: try await instruct()
    case .refusals: try await reportRefusal()
    case .reexaminations: try await reexamine()
    }
  }
}

extension Journey {
  private func invite() async throws {
    let draft = try await towns.write(a, title: secret)
    try await see(draft + "/co-deposants")
    #expect(try await a.post(draft + "/co-deposants", ["organisme": towns.guild.token]).status == 303)
    let invitation = try await towns.newestInvitation()
    try await see(invitation)
    try await see(draft + "/apercu")
    #expect(try await a.post(invitation + "/annulation", [:]).status == 303)
  }

  /// Another’s draft, to which A is invited: read, accepted, written, left.
  private func codeposit() async throws {
    let invitation = try await towns.newestInvitation()
    try await see(Towns.home + "/brouillons")
    try await see(invitation)
    #expect(try await a.post(invitation + "/reponse", ["reponse": "accepter"]).status == 303)
    try await see(place)
    let written = text.merging(["aujourdhui": "Écrit à deux.", "revision": "1", "action": "relire"]) { $1 }
    #expect(try await a.post(place, written).status == 303)
    try await see(place + "/apercu")
    #expect(try await a.post(invitation + "/depart", [:]).status == 303)
  }

  /// A file for the instructors alone, on a draft, then beside what is published, and in its correction.
  private func attach() async throws {
    let draft = try await towns.write(a, title: "Un agenda")
    let file = SampleFiles.pdf(secret)
    let fields = ["description": secret, "public": "instructeurs"]
    #expect(try await a.post(draft + "/pieces-jointes", fields, file: file).status == 303)
    try await see(draft + "/pieces-jointes")
    let piece = try await token("SELECT token FROM attachment ORDER BY id DESC LIMIT 1")
    try await see(draft + "/pieces-jointes/" + piece)
    let published = try await a.post(draft + "/publication", [:]).fields[.location] ?? ""
    let contribution = String(published.split(separator: "?").first ?? "")
    try await see(contribution)
    try await see(contribution + "/pieces-jointes/" + piece)
    let correction = try await a.post(contribution + "/correction", [:]).fields[.location] ?? ""
    #expect(try await a.post(correction, text.merging(["revision": "1"]) { $1 }).status == 303)
    try await see(correction)
    try await see(correction + "/pieces-jointes")
    #expect(try await a.post(correction + "/pieces-jointes/\(piece)/suppression", [:]).status == 303)
    #expect(try await a.post(correction + "/pieces-jointes/\(piece)/maintien", [:]).status == 303)
  }

  /// A draft of a member, which A’s operator may prepare.
  private func prepareForMember() async throws {
    try await see("/adherents")
    #expect(try await a.post("/adherents", ["tous": "1", "jusque": towns.dayToCome]).status == 303)
    try await see("/adherents/export")
    let preparation = try await token("SELECT token FROM preparation")
    let accepted = ["reponse": "accepter", "portee": "brouillons", "jusque": towns.dayToCome]
    #expect(try await third.post("/autorisations/" + preparation, accepted).status == 303)
    let begun = try await a.get(Towns.home + "/adherents/\(towns.guild.token)/besoin").fields[.location] ?? ""
    let draft = String(begun.split(separator: "?").first ?? "")
    let typed = text.merging(["pour": towns.guild.token, "action": "relire"]) { $1 }
    #expect(try await a.post(draft, typed).status == 303)
    try await see(draft)
    try await see(draft + "/apercu")
    try await see(Towns.home + "/adherents")
    #expect(try await a.post(draft + "/relecture", [:]).status == 303)
    // What the member answers is the member’s.
    #expect(try await a.get("/autorisations/" + preparation).status == 404)
    #expect(try await a.post("/adherents/fin", ["autorisation": preparation, "confirmation": "oui"]).status == 303)
  }

  /// Two windows on one draft: what the second typed is kept for her to choose.
  private func disagree() async throws {
    let draft = try await towns.write(a, title: "À deux fenêtres")
    let seen = try await a.seen(draft)
    _ = try await a.type(draft, seen, ["titre": "À deux fenêtres", "aujourdhui": "Trois cahiers."])
    var other = seen
    other["fenetre"] = "0000000000"
    let refused = try await a.type(draft, other, ["titre": "À deux fenêtres", "aujourdhui": secret])
    #expect(refused.status == 409)
    try await see(draft + "/conflit")
    let chosen = ["choix-aujourdhui": "mien", "revision": "2", "action": "choisir"]
    #expect(try await a.post(draft + "/conflit", chosen).status == 303)
    try await see(draft)
  }

  private func follow() async throws {
    let body = "/organismes/\(towns.guild.token)-guilde"
    #expect(try await a.post(body + "/suivi", [:]).status == 303)
    #expect(try await a.post(place + "/suivi", [:]).status == 303)
    try await see("/mes-suivis")
    #expect(try await a.post("/mes-suivis/rythme", ["rythme": "weekly"]).status == 303)
    #expect(try await a.post("/mes-suivis/lu", [:]).status == 303)
    #expect(try await a.post(body + "/suivi/fin", [:]).status == 303)
    #expect(try await a.post(place + "/suivi/fin", [:]).status == 303)
  }

  private func redact() async throws {
    let page = place + "/caviardage"
    try await see(page)
    #expect(try await a.post(page, ["passage": "Rien", "motif": ""]).status == 422)
    #expect(try await a.post(page, ["passage": "Rien ne marche", "motif": secret]).status == 303)
    try await see(page)
    isSeen = try await towns.count("SELECT count(*) FROM redaction") == 1
  }

  /// The addressee of what A deposits refuses, and A says so.
  private func reportRefusal() async throws {
    let path = Towns.home + "/decisions/" + (try await token("SELECT token FROM decision")) + "/refus"
    _ = try await a.get(place)
    #expect(try await a.post(path, ["refus": ""]).status == 422)
    #expect(try await a.post(path, ["refus": "Il a dit non."]).status == 303)
    #expect(try await a.post(path, ["refus": "Encore."]).status == 409)
    isSeen = try await towns.count("SELECT count(*) FROM reported_refusal") == 1
  }

  /// A asks that what was decided of hers be looked at again.
  private func reexamine() async throws {
    let path = Towns.home + "/decisions/" + (try await token("SELECT token FROM decision")) + "/reexamen"
    _ = try await a.get(path)
    #expect(try await a.post(path, ["demande": ""]).status == 422)
    #expect(try await a.post(path, ["demande": secret]).status == 303)
    try await see(path)
    #expect(try await a.post(path, ["demande": "Encore."]).status == 409)
  }

  private func withdraw() async throws {
    _ = try await a.get(place + "/retrait")
    #expect(try await a.post(place + "/correction", [:]).status == 303)
    #expect(try await a.post(place + "/retrait", ["raison": ""]).status == 422)
    #expect(try await a.post(place + "/retrait", ["raison": "Déposé deux fois."]).status == 303)
    isSeen = try await towns.count("SELECT count(*) FROM withdrawal") == 1
  }

  private func addAddress() async throws {
    let page = "/compte/adresses"
    let mail = "\(secret.lowercased())@dax.example"
    #expect(try await a.post(page, ["adresse": mail]).status == 303)
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let sent = try await towns.asking.newestMail()
    let link = sent.body.firstMatch(of: /(\/compte\/adresses\/lien\/[0-9a-z]{52})/).map { String($0.1) } ?? ""
    try await see(link)
    #expect(try await a.post(page + "/code", ["code": sent.code == "000000" ? "000001" : "000000"]).status == 422)
    #expect(try await a.post(link, [:]).status == 303)
    let row = try await towns.count("SELECT id FROM person_address WHERE mail = \(mail)")
    let shown = try await a.get(page).text
    isSeen = shown.contains(mail)
    #expect(try await a.post(page + "/retrait", ["adresse": "\(row)"]).status == 303)
  }

  /// Somebody who acts for the same organisation, whom A sees and ends.
  private func endHolder() async throws {
    let page = "/habilitation/\(towns.dax.token)-dax/titulaires"
    let shown = try await a.get(page)
    isSeen = shown.text.contains("collegue@wanadoo.fr")
    let mandate = try await towns.count("SELECT max(id) FROM mandate")
    #expect(try await a.post(page + "/fin", ["mandat": "\(mandate)"]).status == 303)
    _ = try await a.get(page)
  }

  /// What A takes away of hers.
  private func takeAway() async throws {
    // Hers alone, before she says for whom.
    _ = try await towns.write(a, title: secret)
    _ = try await a.post(
      "/organismes/demande", ["nom": secret, "sorte": "syndicate", "siren": "120027016", "site": ""])
    try await see("/compte/donnees")
    try await see("/compte")
    try await see("/compte/effacement")
  }

  private func instruct() async throws {
    try await towns.asking.house.database.write { [towns] db in
      let person = try Person.all(with: "a@wanadoo.fr", db).first?.id ?? 0
      try Role.give(.instructor, to: person, by: .command, at: towns.asking.time.clock.now(), db)
    }
    let other = try await towns.deposit(third, title: secret)
    let desk = Towns.home + "/instruction"
    for path in ["/instruction", desk, desk + "/groupes", desk + "/separations"] { try await see(path) }
    let pair = ["contribution": token(in: place), "autre": token(in: other)]
    #expect(try await a.post(desk + "/separations", pair).status == 303)
    try await see(desk + "/separations")
    #expect(try await a.post(desk + "/separations/fin", pair).status == 303)
    #expect(try await a.post(other + "/caviardage", ["passage": "Rien ne marche", "motif": secret]).status == 303)
    for path in ["/instruction/caviardages", "/instruction/commentaires", "/instruction/habilitations"] {
      try await see(path)
    }
    let redaction = try await token("SELECT token FROM redaction")
    #expect(try await a.post("/instruction/caviardages/\(redaction)/refus", [:]).status == 303)
  }

  private func token(in path: String) -> String { String((path.split(separator: "/").last ?? "").prefix(10)) }
}
