import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Following", .serialized)
struct FollowTests {
  private struct Scene {
    var towns: Towns
    var camille: Browser
    var paul: Browser
    var path: String

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
      let path = try await towns.deposit(camille, title: "Un agenda")
      // Whoever deposits follows: she alone is not who is watched here.
      _ = try await camille.post(path + "/suivi/fin", [:])
      return Scene(towns: towns, camille: camille, paul: paul, path: path)
    }

    /// Runs the job of letters; the mails that told something new since.
    func letters() async throws -> [ReadMail] {
      let house = towns.asking.house
      let before = try await towns.count("SELECT coalesce(max(id), 0) FROM outgoing_mail")
      let job = try #require(house.jobs.jobs.first { $0.name == "follows.letters" })
      while try await house.jobs.runIfDue(job) {}
      _ = try await house.outbox.deliverWaiting()
      return try await house.database.read { db in
        try db.rows(
          "SELECT recipient, body FROM outgoing_mail WHERE id > \(before) AND fact LIKE 'follow/%' ORDER BY id"
        ) { row in ReadMail(recipient: try row.next(), body: try row.next()) }
      }
    }

    func comment(_ browser: Browser, _ text: String) async throws -> String {
      let answered = try await browser.post(path + "/commentaires", ["texte": text])
      return String((answered.fields[.location] ?? "").suffix(Token.length))
    }

    /// Until half past seven, in Paris.
    func awaitMorning(less seconds: Int64 = 0) {
      let now = towns.asking.time.clock.now().adding(seconds: 1)
      let wait = DigestMorning(from: now).leavesAt.seconds(since: now) + 1
      towns.asking.time.advance(seconds: wait - seconds)
    }

    func rhythm(_ browser: Browser, _ rhythm: Follower.Rhythm) async throws {
      _ = try await browser.post("/mes-suivis/rythme", ["rythme": rhythm.rawValue])
    }
  }

  @Test(
    "Supporting follows; what is new is on the site and in one mail that groups it, at one’s rhythm",
    arguments: Engine.available)
  func supporter(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    _ = try await scene.paul.post(scene.path + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    #expect(try await scene.letters().isEmpty)
    #expect(try await scene.paul.get(scene.path).text.contains("Ne plus suivre"))
    try await scene.rhythm(scene.paul, .daily)
    for text in ["Un mot.", "Un autre."] { _ = try await scene.comment(scene.camille, text) }
    _ = try await scene.comment(scene.paul, "Le mien, que je connais.")
    // Nothing in the evening, nor a second before the hour.
    #expect(try await scene.letters().isEmpty)
    scene.awaitMorning(less: 1)
    #expect(try await scene.letters().isEmpty)
    scene.awaitMorning()
    let mails = try await scene.letters()
    #expect(mails.map(\.recipient) == ["paul@wanadoo.fr"])
    #expect(mails.first?.body.contains("Un agenda\n2 nouveaux commentaires.") == true)
    #expect(mails.first?.body.contains("Ne plus recevoir ces messages") == true)
    #expect(try await scene.letters().isEmpty)
    // Within the day nothing more leaves; then all at once, as it stands.
    let third = try await scene.comment(scene.camille, "Encore un.")
    #expect(try await scene.letters().isEmpty)
    _ = try await scene.camille.post(scene.path + "/commentaires/\(third)/retrait", [:])
    let draft = try await scene.camille.post(scene.path + "/correction", [:]).fields[.location] ?? ""
    let text = [
      "rubrique": "besoin", "titre": "Un agenda partagé", "aujourdhui": "Rien.", "action": "relire", "revision": "1",
    ]
    _ = try await scene.camille.post(draft, text)
    _ = try await scene.camille.post(draft + "/publication", [:])
    scene.awaitMorning()
    let later = try await scene.letters()
    #expect(later.count == 1 && later[0].body.contains("Un agenda partagé\nLe texte a changé"))
    #expect(later.first?.body.contains("commentaire") == false)
    // The site keeps what was not read yet, whatever the mails told.
    let page = try await scene.paul.get("/mes-suivis").text
    #expect(page.contains("2 nouveaux commentaires.") && page.contains("Le texte a changé"))
    _ = try await scene.paul.post("/mes-suivis/lu", [:])
    #expect(try await scene.paul.get("/mes-suivis").text.contains("Rien de nouveau."))
    await scene.towns.asking.house.database.close()
  }

  @Test("One follows and stops at will, and is told when nothing has changed", arguments: Engine.available)
  func atWill(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let (page, end) = (scene.path + "/suivi", scene.path + "/suivi/fin")
    for done in ["suivi", "deja-suivi"] {
      #expect(try await scene.paul.post(page, [:]).fields[.location] == page + "?fait=" + done)
    }
    #expect(try await scene.paul.get("/mes-suivis").text.contains("Un agenda"))
    try await scene.rhythm(scene.paul, .never)
    _ = try await scene.comment(scene.camille, "Un mot.")
    #expect(try await scene.letters().isEmpty)
    #expect(try await scene.paul.get("/mes-suivis").text.contains("1 nouveau commentaire."))
    // What she chose to read on the site is not sent once she wants mails.
    try await scene.rhythm(scene.paul, .atOnce)
    #expect(try await scene.letters().isEmpty)
    _ = try await scene.comment(scene.camille, "Un mot de plus.")
    #expect(try await scene.letters().first?.body.contains("1 nouveau commentaire.") == true)
    for done in ["suivi-fini", "pas-suivi"] {
      #expect(try await scene.paul.post(end, [:]).fields[.location] == page + "?fait=" + done)
    }
    _ = try await scene.comment(scene.camille, "Un autre mot.")
    #expect(try await scene.letters().isEmpty)
    #expect(try await !scene.paul.get("/mes-suivis").text.contains("Un agenda"))
    await scene.towns.asking.house.database.close()
  }

  @Test(
    "A citizen confirms by a button, is told, and leaves by one click, after which the address is forgotten",
    arguments: Engine.available)
  func citizen(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let towns = scene.towns
    let reader = Browser(towns.asking)
    let commune = "/organismes/\(towns.dax.token)-dax/suivi"
    let asked = try await reader.post(commune, ["adresse": "Voisin@orange.fr"])
    #expect(asked.fields[.location] == commune + "?fait=envoye")
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let mail = try await towns.asking.newestMail()
    let link = try #require(mail.body.firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) })
    #expect(mail.recipient == "voisin@orange.fr")
    // Opening it does nothing.
    #expect(try await reader.get(link).text.contains("Encore un clic"))
    #expect(try await towns.count("SELECT count(*) FROM follower WHERE mail IS NOT NULL") == 0)
    #expect(try await reader.post(link, [:]).text.contains("C’est confirmé"))
    #expect(try await reader.post(link, [:]).status == 410)
    let second = try await towns.deposit(scene.camille, title: "Une carte")
    #expect(try await scene.letters().isEmpty)
    scene.awaitMorning()
    let told = try await scene.letters()
    #expect(told.map(\.recipient) == ["voisin@orange.fr"])
    #expect(told.first?.body.contains("Une carte\nDax l’a déposée.") == true && told[0].body.contains(second))
    #expect(told.first?.body.contains("/mes-suivis") == false)
    let leave = try #require(told.first?.body.firstMatch(of: /(\/desinscription\/[0-9a-f]+)/).map { String($0.1) })
    #expect(try await reader.post(leave, [:]).status == 200)
    towns.asking.time.advance(seconds: 8 * 86_400)
    #expect(try await scene.letters().isEmpty)
    let clearing = try #require(towns.asking.house.jobs.jobs.first { $0.name == "follows.clearing" })
    _ = try await towns.asking.house.jobs.runIfDue(clearing)
    #expect(try await towns.count("SELECT count(*) FROM follower WHERE mail IS NOT NULL") == 0)
    #expect(try await towns.count("SELECT count(*) FROM follow_request") == 0)
    await towns.asking.house.database.close()
  }

  @Test("A known address is answered like an unknown one; a sixth mail within the hour is refused")
  func limits() async throws {
    let scene = try await Scene.make(.sqlite)
    let reader = Browser(scene.towns.asking)
    let page = scene.path + "/suivi"
    let known = try await reader.post(page, ["adresse": "paul@wanadoo.fr"])
    let unknown = try await reader.post(page, ["adresse": "inconnu@wanadoo.fr"])
    #expect(known.status == unknown.status && known.fields[.location] == unknown.fields[.location])
    let wrong = try await reader.post(page, ["adresse": "pas une adresse"])
    #expect(wrong.status == 422 && wrong.text.contains("value=\"pas une adresse\""))
    for _ in 2...FollowRequest.mailsPerHour {
      #expect(try await reader.post(page, ["adresse": "paul@wanadoo.fr"]).status == 303)
    }
    let sixth = try await reader.post(page, ["adresse": "paul@wanadoo.fr"])
    #expect(sixth.status == 429 && sixth.text.contains("Attendez une heure"))
    scene.towns.asking.time.advance(seconds: 3601)
    #expect(try await reader.post(page, ["adresse": "paul@wanadoo.fr"]).status == 303)
    #expect(try await reader.get("/suivi/" + String(repeating: "z", count: 52)).status == 410)
    await scene.towns.asking.house.database.close()
  }

  @Test("A link is good for three days, to the second", arguments: [true, false])
  func expiry(isInTime: Bool) async throws {
    let scene = try await Scene.make(.sqlite)
    let reader = Browser(scene.towns.asking)
    _ = try await reader.post(scene.path + "/suivi", ["adresse": "voisin@orange.fr"])
    _ = try await scene.towns.asking.house.outbox.deliverWaiting()
    let body = try await scene.towns.asking.newestMail().body
    let link = try #require(body.firstMatch(of: /(\/suivi\/[0-9a-z]{52})/).map { String($0.1) })
    scene.towns.asking.time.advance(seconds: FollowRequest.lifetimeSeconds - (isInTime ? 1 : 0))
    #expect(try await reader.post(link, [:]).status == (isInTime ? 200 : 410))
    await scene.towns.asking.house.database.close()
  }

  @Test("A number of supports that is passed is told once, with the number", arguments: Engine.available)
  func milestone(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    _ = try await scene.paul.post(scene.path + "/suivi", [:])
    try await scene.rhythm(scene.paul, .atOnce)
    let database = scene.towns.asking.house.database
    let now = scene.towns.asking.time.clock.now()
    try await database.write { db in
      let id = try db.value("SELECT id FROM contribution", as: Int64.self) ?? 0
      let contribution = try #require(try Contribution.with(ids: [id], db).first)
      for number in 10...19 {
        let body = try db.insert(
          """
          INSERT INTO organisation (token, kind, name, genitive, source, created_at)
          VALUES (\("supports\(number)"), 'association', 'A', 'de A', 'request', \(now))
          RETURNING id
          """)
        try Support.give(
          to: contribution, for: body, isAuthority: false,
          by: Actor(person: nil, organisation: body, through: .command),
          at: now, db)
      }
    }
    let told = try await scene.letters()
    #expect(told.count == 1 && told[0].body.contains("10 soutiens"))
    #expect(try await scene.letters().isEmpty)
    await database.close()
  }
}
