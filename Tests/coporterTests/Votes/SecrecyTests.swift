import Foundation
import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

/// While a vote is open nobody but those who cast a ballot learns what it holds, by whatever door.
@Suite("Secrecy of an open vote", .serialized)
struct SecrecyTests {
  /// A vote that is open, in which the town has cast a ballot and everything that follows from it was done.
  private static func voted(
    _ scene: VoteScene, _ choices: [Int]
  ) async throws {
    _ = try await scene.choose(choices.map { scene.names[$0] })
    scene.asking.time.advance(seconds: 1_000)
    try await scene.work()
    try await scene.work("votes.letters")
    try await scene.work()
  }

  @Test(
    "Another choice moves no page, file or answer that others read, nor a line of the journal",
    arguments: Engine.available)
  func doors(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    let pau = try await scene.towns.person("maire@pau.example", "Dominique Vial")
    try await scene.towns.give("maire@pau.example", for: scene.towns.pau, as: .elected)
    let readers: [(String, Browser)] = [
      ("a stranger", Browser(scene.asking)), ("another town", pau), ("an agent of this town", scene.scene.camille),
      ("an instructor", scene.scene.reader), ("an administrator", scene.administrator),
    ]
    // The same instants in both: only the choice differs.
    try await Self.voted(scene, [0])
    let before = try await read(readers, scene)
    try await Self.voted(scene, [1, 2])
    let after = try await read(readers, scene)
    #expect(before.count > 200)
    #expect(Set(after.keys).symmetricDifference(before.keys).sorted() == [])
    let titles = try await scene.database.read { db in
      try db.values("SELECT title FROM vote_text ORDER BY title", as: String.self)
    }
    #expect(titles.count == 4)
    // Other words grow with time, whatever was chosen.
    for (place, text) in after where before[place] != text {
      #expect(Self.told(before[place] ?? "", scene, titles) == Self.told(text, scene, titles), "\(place)")
    }
    // To the mayor it is told: the choices are really there.
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("2 choix comptent"))
    let details = try await scene.database.read { db in
      try db.values("SELECT details FROM journal WHERE kind LIKE 'ballot.%'", as: String.self)
    }
    #expect(details.allSatisfy { $0 == "{}" })
    await scene.close()
  }

  /// How often a page names each proposition, by its name and by its title, and each amount that a choice costs, alone
  /// or with another; what is ticked; and which numbers of choices it tells.
  private static func told(_ text: String, _ scene: VoteScene, _ titles: [String]) -> [String] {
    let figures = text.replacing(/([0-9])[\u{A0}\u{202F} ](?=[0-9]{3})/) { "\($0.1)" }
    let amounts = figures.matches(of: /(?:^|[^0-9])([1-9]00000)(?![0-9])/).map { String($0.1) }
    let numbers = text.matches(of: /[0-9]+[\u{A0} ]choix|[0-9]+[\u{A0} ]choices?/).map { String($0.output) }
    let counts = (scene.names + titles + ["checked"]).map { "\($0): \(text.components(separatedBy: $0).count)" }
    return counts + amounts.sorted() + numbers.sorted()
  }

  private func read(_ readers: [(String, Browser)], _ scene: VoteScene) async throws -> [String: String] {
    var texts: [String: String] = [:]
    let starts = [
      "/", "/en", VoteScene.vote, "/en" + VoteScene.vote, VoteScene.ballot, VoteScene.vote + "/emargement?page=1",
      VoteScene.vote + "/resultats", VoteScene.vote + "/journal/lignes", VoteScene.vote + "/journal/tete",
      VoteScene.vote + "/bulletin/recepisse", VoteScene.vote + "/bulletin/papier", VoteScene.preparation,
      VoteScene.vote + "/recepisses/" + scene.towns.dax.token,
      VoteScene.vote + "/resultats/votes.pb", VoteScene.vote + "/resultats/ballots.jsonl",
      VoteScene.vote + "/bulletins",
      "/api/v1" + Towns.home + "/propositions",
    ]
    for (who, browser) in readers {
      for page in try await Crawl(browser: browser, eachShape: 3, starts: starts).pages()
      // How far back the journal goes grows with time; what each line says is looked at above.
      where !page.path.contains("/demonstration/courriels") && !page.path.contains("?avant=") {
        texts["\(page.path) as \(who)"] = page.answered.text
      }
    }
    return texts
  }

  @Test(
    "The exported log of an open vote holds no choice, and no receipt is given to others", arguments: Engine.available)
  func export(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    try await Self.voted(scene, [1, 2])
    let finding = try await scene.verified()
    #expect(finding.ledger.organisations.allSatisfy { $0.choices == nil } && finding.ledger.ballotLeaves == 2)
    for browser in [scene.scene.camille, scene.scene.paul, scene.administrator, Browser(scene.asking)] {
      let answered = try await browser.get(VoteScene.ballot + "/recepisse")
      #expect(answered.status != 200 && !answered.text.contains(scene.names[1]))
    }
    // Letters about it go to the mailbox of the town and to those who cast for it.
    let told = try await scene.database.read { db in
      try db.values(
        "SELECT recipient FROM outgoing_mail WHERE fact LIKE 'ballot/%' ORDER BY recipient", as: String.self)
    }
    #expect(told == ["maire@dax.example", "mairie.dax@wanadoo.fr"])
    await scene.close()
  }

  @Test(
    "Whoever prepared two ballots does not learn from log, journal or pages which was taken up and which is blank",
    arguments: Engine.available)
  func takenUp(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let (towns, now) = (scene.towns, scene.asking.time.clock.now())
    let members = [towns.dax, towns.pau]
    try await scene.database.write { db in
      var generator = SystemRandomNumberGenerator()
      for member in members {
        try OrganisationMember.tie(member.id, to: towns.guild.id, source: "test", dated: "2021-01-01", db)
        let asked = try Preparation.ask(
          member.id, for: towns.guild.id, until: now.adding(seconds: 90 * 86_400), token: Token(using: &generator),
          by: .command, at: now, db)
        try asked?.accept(until: now.adding(seconds: 80 * 86_400), ballots: true, by: .link, at: now, db)
      }
    }
    try await scene.open()
    let agent = try await towns.agent("syndicat@guilde.example", for: towns.guild)
    let pairs =
      members.map { "organisme=\($0.token)" } + ["choix=\(scene.names[1])", "_form=\(try await agent.token())"]
    #expect(try await agent.post(VoteScene.vote + "/preparation", raw: pairs.joined(separator: "&")).status == 303)
    try await scene.proveMayor()
    let prepared = try await scene.scene.value(
      "SELECT CAST(id AS TEXT) FROM prepared_ballot WHERE organisation_id = \(towns.dax.id)")
    let taken = try await scene.mayor.post(VoteScene.ballot + "/ouverture", ["prepare": prepared])
    #expect(taken.fields[.location] == VoteScene.ballot + "?fait=repris")
    // To those of Dax it is told: it really is taken up, by whom and with what.
    let own = try await scene.mayor.get(VoteScene.ballot).text
    #expect(own.contains("1 choix compte") && own.contains("Ajouté\u{A0}: "))
    try await scene.cast([towns.pau.id])
    try await scene.work()
    let log = try await agent.get(VoteScene.vote + "/journal/lignes").text.split(separator: "\n")
    var told: [[String]] = []
    for member in members {
      let identifier = try await scene.scene.value(
        "SELECT identifier FROM roll_entry WHERE organisation_id = \(member.id)")
      let lines = log.filter { $0.contains("\"organisation\":\"\(identifier)\"") }.map { line in
        line.matches(of: /"(?:kind|number|from_preparer)":[^,}]+/).map { String($0.output) }.joined(separator: " ")
      }
      let acts = try await scene.database.read { db in
        try db.values(
          """
          SELECT kind FROM journal WHERE subject_type = 'organisation' AND subject_id = \(member.id)
            AND kind LIKE 'ballot.%' ORDER BY id
          """, as: String.self)
      }
      told.append(lines + acts)
    }
    #expect(told[0].count { $0.contains("\"ballot\"") } == 1 && told[0] == told[1])
    let page = try await agent.get(VoteScene.vote + "/preparation").text
    #expect(page.components(separatedBy: "Ouvert par la collectivité").count == 3)
    await scene.close()
  }
}
