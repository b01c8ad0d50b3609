import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Consultations
@testable import Directory
@testable import Platform
@testable import Selections
@testable import Votes
@testable import coporter

/// The vote of `VoteScene` once it is counted, before a committee of three: who presides for no organisation of the
/// register, Dax and Pau, each of which deposited two of the four propositions. 500,000 euros; they cost 100,000 to
/// 400,000, and the count took the second and the third.
struct SelectionScene {
  static let room = Towns.home + "/comite"
  static let setup = "/administration" + Towns.home + "/comite"
  static let selection = Towns.home + "/selection"

  let vote: VoteScene
  let chair: Browser
  let dax: Browser
  let pau: Browser

  static func make(_ engine: Engine) async throws -> SelectionScene {
    let vote = try await VoteScene.make(engine)
    let (consultation, now) = (vote.scene.consultation, vote.asking.time.clock.now())
    try await vote.database.write { db in
      try Rules.publish(
        version: 9, title: "Règlement",
        articles: [
          .init(
            number: 1, key: "criteres", title: "Critères",
            text: "1. l’utilité : 60 ;\n2. la possibilité d’essayer : 40.")
        ], in: consultation, by: .command, at: now, db)
    }
    try await count(vote)
    let quorum = try await vote.administrator.post(setup, ["quorum": "2"])
    #expect(quorum.fields[.location] == setup + "?fait=enregistre", Comment(rawValue: quorum.text))
    let chair = try await seat(
      vote, "presidence@agence.example", "Agence nationale", nil, fields: ["preside": "oui"])
    let dax = try await seat(vote, "siege.dax@wanadoo.fr", "Ville de Dax", vote.towns.dax)
    let pau = try await seat(vote, "siege.pau@wanadoo.fr", "Ville de Pau", vote.towns.pau)
    return SelectionScene(vote: vote, chair: chair, dax: dax, pau: pau)
  }

  private static func count(_ vote: VoteScene) async throws {
    try await vote.open()
    try await vote.proveMayor()
    #expect(try await vote.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    #expect(try await vote.choose([vote.names[1], vote.names[2]]).status == 303)
    vote.asking.time.move(to: vote.closes)
    try await vote.work()
    try await vote.administrator.enter("admin@agence.example", as: nil)
    #expect(try await vote.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
  }

  /// Invites somebody, who enters by the address and accepts.
  static func seat(
    _ vote: VoteScene, _ mail: String, _ body: String, _ organisation: Organisation?, fields: [String: String] = [:]
  ) async throws -> Browser {
    let path = setup + "/invitation/" + (organisation?.token ?? "autre")
    let invited = try await vote.administrator.post(
      path, ["adresse": mail, "qualite": body].merging(fields) { $1 })
    #expect(invited.fields[.location] == setup + "?fait=invite", Comment(rawValue: invited.text))
    _ = try await vote.asking.house.outbox.deliverWaiting()
    let letter = try await vote.asking.newestMail()
    #expect(letter.recipient == mail)
    let link = try #require(letter.body.firstMatch(of: /\/comites\/invitations\/[0-9a-z]+/)).0
    let browser = try await vote.towns.person(mail, body)
    #expect(try await browser.get(String(link)).text.contains("Accepter de siéger"))
    #expect(try await browser.post(String(link), ["reponse": "accepte"]).status == 303)
    return browser
  }

  var names: [String] { vote.names }
  var database: Database { vote.database }
  var asking: Asking { vote.asking }
  func close() async { await vote.close() }

  /// Opens a sitting with everybody there.
  func sit(_ state: String = "present") async throws {
    let opened = try await chair.post(Self.room + "/seance/ouverture", ["lieu": "Paris"])
    #expect(opened.fields[.location] == Self.room + "/seance?fait=ouverte", Comment(rawValue: opened.text))
    var presences: [String: String] = [:]
    for token in try await seats() { presences["presence-\(token)"] = state }
    #expect(try await chair.post(Self.room + "/seance/presences", presences).status == 303)
  }

  func seats() async throws -> [String] {
    try await database.read { db in
      try db.values("SELECT token FROM committee_seat WHERE ended_event_id IS NULL ORDER BY id", as: String.self)
    }
  }

  /// By token of the seat.
  func presences() async throws -> [String: String] {
    try await database.read { db in
      var found: [String: String] = [:]
      try db.forEach(
        """
        SELECT committee_seat.token, presence.state FROM presence
        JOIN committee_seat ON committee_seat.id = presence.seat_id ORDER BY presence.id
        """
      ) { row in found[try row.next()] = try row.next() }
      return found
    }
  }

  /// What the committee decides, with the voices of all seats in their order.
  func decide(
    _ name: String, _ list: String, _ amount: Int, reason: String = "", voices: [String] = ["for", "for", "for"],
    by browser: Browser? = nil
  ) async throws -> Answered {
    var sent = ["point": name, "liste": list, "montant": "\(amount)", "motif": reason]
    for (token, voice) in zip(try await seats(), voices) { sent["voix-\(token)"] = voice }
    return try await (browser ?? chair).post(Self.room + "/seance/decision", sent)
  }

  func committee() async throws -> Committee {
    let consultation = vote.scene.consultation
    return try #require(try await database.read { db in try Committee.of(consultation, db) })
  }

  func minutes() async throws -> Minutes {
    let committee = try await committee()
    return try #require(try await database.read { db in try Minutes.of(committee.id, db) })
  }

  /// Names of the propositions that an organisation deposited.
  func deposited(by organisation: Organisation) async throws -> [String] {
    try await database.read { db in
      try db.values(
        """
        SELECT DISTINCT proposition.token FROM proposition
        JOIN grouping ON grouping.proposition_id = proposition.id
        JOIN decision ON decision.id = grouping.decision_id
        JOIN contribution ON contribution.id = decision.contribution_id
        WHERE contribution.organisation_id = \(organisation.id) ORDER BY proposition.token
        """, as: String.self)
    }
  }

  func work(_ job: String) async throws {
    let found = try #require(asking.house.jobs.jobs.first { $0.name == job })
    try await asking.house.jobs.runIfDue(found)
  }
}
