import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Consultations
@testable import Platform
@testable import Votes

@Suite("Contested ballots, incidents, letters", .serialized)
struct ContestTests {
  private static let contests = VoteScene.preparation + "/contestations"
  private static let incidents = VoteScene.preparation + "/incidents"

  /// A ballot of Dax with a choice, and the link that its mailbox received about it.
  private func told(_ engine: Engine) async throws -> (VoteScene, link: String) {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    _ = try await scene.choose([scene.names[0]])
    try await scene.work("votes.letters")
    #expect(try await scene.scene.mails("ballot/").isEmpty, "fifteen minutes have not passed")
    scene.asking.time.advance(seconds: 901)
    try await scene.work()
    try await scene.work("votes.letters")
    let letters = try await scene.scene.mails("ballot/")
    // To the mayor without the link, to the official mailbox with it; each once.
    #expect(letters.count == 2 && letters.allSatisfy { $0.contains("Voici ce qui compte") })
    try await scene.work("votes.letters")
    #expect(try await scene.scene.mails("ballot/").count == 2)
    let links = letters.compactMap { $0.firstMatch(of: /(\/consultations\/essai\/vote\/contestation\/[0-9a-z]+)/)?.1 }
    return (scene, String(try #require(links.first)))
  }

  @Test(
    "From its mailbox a town contests its ballot: it counts no more and nobody changes it, until two restore it",
    arguments: Engine.available)
  func contest(engine: Engine) async throws {
    let (scene, link) = try await told(engine)
    let stranger = Browser(scene.asking)
    #expect(try await stranger.get(link).text.contains("Contester ce bulletin"))
    #expect(try await stranger.post(link, [:]).fields[.location] == link + "?fait=conteste")
    #expect(try await stranger.post(link, [:]).status == 409)
    let frozen = try await scene.choose([scene.names[1]])
    #expect(frozen.status == 422 && frozen.text.contains("est contesté"))
    #expect(try await scene.scene.read(VoteScene.vote + "/emargement").contains("bulletin contesté"))
    #expect(try await scene.scene.mails("contest/").count == 2)
    // Those who decide hear of it, with the way there.
    let desk = try await scene.scene.mails("contest-desk/")
    #expect(desk.count >= 3 && desk.allSatisfy { $0.contains(Self.contests) && $0.contains("/instruction/votes") })
    let token = try await scene.scene.value("SELECT token FROM contest")
    let restore = ["contestation": token, "decision": "restored"]
    let (one, two) = (scene.scene.reader, scene.administrator)
    #expect(try await scene.mayor.post(Self.contests, restore).status == 404)
    // Nobody judges the ballot of the town for which she acts.
    try await scene.towns.give("relecture@agence.example", for: scene.towns.dax)
    let own = try await scene.scene.second.post(Self.contests, restore)
    #expect(own.status == 422 && own.text.contains("Vous agissez ou votez pour cette collectivité"))
    // One person who signs twice is one.
    for _ in 0..<2 {
      #expect(try await one.post(Self.contests, restore).fields[.location] == Self.contests + "?fait=signe")
    }
    let other = ["contestation": token, "decision": "set-aside"]
    #expect(try await two.post(Self.contests, other).fields[.location] == Self.contests + "?fait=signe")
    #expect(try await two.get(Self.contests).text.contains("Bulletin écarté"))
    #expect(try await two.post(Self.contests, restore).fields[.location] == Self.contests + "?fait=decide")
    #expect(try await one.post(Self.contests, restore).status == 409)
    #expect(try await scene.choose([scene.names[1]]).status == 303)
    try await scene.work()
    let finding = try await scene.verified()
    #expect(finding.ledger.organisations.contains { $0.contest == .restored && $0.counts })
    // Once restored it may be contested again; she who acts for that town now is not asked to decide.
    let again = try await stranger.get(link).text
    #expect(again.contains("Bulletin rétabli") && again.contains("Contester ce bulletin"))
    #expect(try await stranger.post(link, [:]).status == 303)
    #expect(try await !stranger.get(link).text.contains("Contester ce bulletin"))
    #expect(try await scene.scene.mails("contest-desk/").count == 2 * desk.count - 1)
    await scene.close()
  }

  @Test(
    "A contest that nobody settles leaves the ballot out of the count, and the log says so", arguments: Engine.available
  )
  func unsettled(engine: Engine) async throws {
    let (scene, link) = try await told(engine)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    // Told again at the closing; and still to be contested until the count.
    try await scene.work("votes.letters")
    #expect(try await scene.scene.mails("ballot/").filter { $0.contains("Le vote est clos") }.count == 2)
    #expect(try await Browser(scene.asking).post(link, [:]).status == 303)
    try await scene.administrator.enter("admin@agence.example", as: nil)
    // Whoever counts reads it beside the button.
    let steps = try await scene.administrator.get(VoteScene.preparation).text
    let button = try #require(steps.firstRange(of: "action=\"\(VoteScene.preparation)/depouillement\""))
    let before = String(steps[..<button.lowerBound])
    #expect(before.contains("1 bulletin contesté attend.") && before.contains("il est définitif"))
    #expect(steps.matches(of: /1 bulletin contesté attend/).count == 1)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let tally = try #require(try await scene.verified().ledger.tally)
    #expect(tally.voters == 0 && tally.contested == 1 && tally.selected.isEmpty)
    #expect(try await Browser(scene.asking).post(link, [:]).status == 409)
    await scene.close()
  }

  @Test(
    "An incident is published once a second person signs it; it alone moves the closing, and later only",
    arguments: Engine.available)
  func incident(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (one, two) = (scene.scene.reader, scene.administrator)
    func write(_ closes: String) async throws -> Answered {
      try await one.post(
        Self.incidents, ["titre": "Panne du courrier", "texte": "Rien ne partait jeudi.", "cloture": closes])
    }
    let typed = ParisTime(scene.closes.adding(seconds: -60)).typed
    let early = try await write(typed)
    #expect(early.status == 422 && early.text.contains("ne peut être que repoussée"))
    let later = scene.closes.adding(seconds: 86_400)
    #expect(try await write(ParisTime(later.adding(seconds: -60)).typed).status == 303)
    let sign = ["incident": try await scene.scene.value("SELECT token FROM incident"), "decision": "oui"]
    let alone = try await one.post(Self.incidents + "/signature", sign)
    #expect(alone.status == 422 && alone.text.contains("Une autre personne doit signer"))
    #expect(try await !scene.scene.read(VoteScene.vote).contains("Panne du courrier"))
    #expect(try await two.post(Self.incidents + "/signature", sign).status == 303)
    #expect(try await two.post(Self.incidents + "/signature", sign).status == 409)
    #expect(try await scene.scene.read(VoteScene.vote).contains("Panne du courrier"))
    // The calendar follows it, and nobody moves it otherwise.
    let consultation = scene.scene.consultation
    let phases = try await scene.database.read { db in try Phase.all(of: consultation, db) }
    #expect(phases.first { $0.kind == .vote }?.closesAt == later)
    var calendar = CalendarTyped(phases).typed
    calendar["vote-cloture"] = ParisTime(later.adding(seconds: 86_400)).typed
    let moved = try await two.post("/administration/consultations/essai/calendrier", calendar)
    #expect(moved.status == 422 && moved.text.contains("ses dates ne bougent plus"))
    // Open a day more.
    scene.asking.time.move(to: scene.closes)
    try await scene.proveMayor()
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    scene.asking.time.move(to: later)
    try await scene.work()
    #expect(try await scene.verified().ledger.incidents == 1)
    await scene.close()
  }

  @Test(
    "A vote that an accident held over its closing takes ballots again where its incident gives a later one",
    arguments: Engine.available)
  func heldOver(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    let (one, two) = (scene.scene.reader, scene.administrator)
    func enter() async throws {
      try await one.enter("instruction@agence.example", as: nil)
      try await two.enter("admin@agence.example", as: nil)
    }
    func write(_ closes: Instant) async throws -> Answered {
      let typed = ParisTime(closes.adding(seconds: -60)).typed
      return try await one.post(Self.incidents, ["titre": "Panne", "texte": "Hier soir.", "cloture": typed])
    }
    try await scene.database.write { db in
      try db.execute("UPDATE vote SET suspended_event_id = (SELECT max(id) FROM journal)")
    }
    scene.asking.time.move(to: scene.closes.adding(seconds: 3_600))
    try await scene.work()
    try await enter()
    #expect(try await one.get(Self.incidents).text.contains("le vote se clôt dès la seconde signature"))
    let past = try await write(scene.closes.adding(seconds: 1_800))
    #expect(past.status == 422 && past.text.contains("choisissez un instant à venir"))
    let later = scene.closes.adding(seconds: 86_400)
    #expect(try await write(later).status == 303)
    let sign = ["incident": try await scene.scene.value("SELECT token FROM incident"), "decision": "oui"]
    #expect(try await two.post(Self.incidents + "/signature", sign).status == 303)
    try await scene.proveMayor()
    #expect(try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .open)
    scene.asking.time.move(to: later)
    try await scene.work()
    #expect(try await scene.verified().ledger.moment == .closed)
    try await enter()
    let closed = try await write(later.adding(seconds: 86_400))
    #expect(
      closed.status == 422 && closed.text.contains("Le vote est clos\u{A0}: sa clôture ne peut plus être repoussée."))
    await scene.close()
  }

  @Test(
    "All who are called are written to at the opening, those that have not opened again, each once",
    arguments: Engine.available)
  func mailings(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    scene.asking.time.advance(seconds: 60)
    // Nobody is called to a vote that takes no ballot.
    try await scene.database.write { db in
      try db.execute("UPDATE vote SET suspended_event_id = (SELECT max(id) FROM journal)")
    }
    try await scene.work("votes.mailings")
    #expect(try await scene.scene.mails("vote/").isEmpty)
    try await scene.database.write { db in try db.execute("UPDATE vote SET suspended_event_id = NULL") }
    for _ in 0..<2 { try await scene.work("votes.mailings") }
    // Dax and Pau have a mailbox each; nobody may cast yet.
    #expect(try await scene.scene.mails("vote/").count == 2)
    try await scene.proveMayor()
    scene.asking.time.move(to: scene.closes.adding(seconds: -2 * 86_400))
    try await scene.work("votes.mailings")
    let reminders = try await scene.scene.mails("vote/").dropFirst(2)
    // The mayor who may cast, the mailbox of the town where nobody may; the week before was missed, and is not written.
    #expect(reminders.count == 2 && reminders.allSatisfy { $0.contains("il n’est pas encore ouvert") })
    _ = try await scene.mayor.enter("maire@dax.example", as: nil)
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    scene.asking.time.move(to: scene.closes.adding(seconds: -3 * 3_600))
    for _ in 0..<2 { try await scene.work("votes.mailings") }
    #expect(try await scene.scene.mails("vote/").count == 5)
    await scene.close()
  }
}
