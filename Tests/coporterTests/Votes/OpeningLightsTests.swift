import Foundation
import HTTPTypes
import Localization
import Testing

@testable import Consultations
@testable import Instruction
@testable import Platform
@testable import Storage
@testable import Votes
@testable import coporter

@Suite("What must be in order before a vote opens")
struct OpeningLightsTests {
  private static let lights = VoteScene.preparation + "/voyants"
  private let noon = Instant(milliseconds: 1_800_000_000_000)

  private func word(_ light: OpeningLight) -> String { light.sentence.text(in: .french, Catalogue()) }

  @Test("Each light has its three colours, with what was seen")
  func colours() {
    let old = noon.adding(seconds: -86_401)
    #expect(OpeningLights.mails(MailFlow(lastLeft: noon, late: 0), at: noon).colour == .green)
    #expect(OpeningLights.mails(MailFlow(lastLeft: old, late: 0), at: noon).colour == .amber)
    #expect(OpeningLights.mails(MailFlow(lastLeft: nil, late: 0), at: noon).colour == .amber)
    let late = OpeningLights.mails(MailFlow(lastLeft: noon, late: 2), at: noon)
    #expect(late.colour == .red && word(late).hasPrefix("2 courriels attendent"))
    #expect(OpeningLights.clock(isSet: true, lastEvent: noon, at: noon).colour == .green)
    #expect(OpeningLights.clock(isSet: true, lastEvent: noon.adding(seconds: 90), at: noon).colour == .red)
    #expect(OpeningLights.clock(isSet: false, lastEvent: nil, at: noon).colour == .red)
    #expect(OpeningLights.clock(isSet: nil, lastEvent: nil, at: noon).colour == .amber)
    let spaces: [(Int64, OpeningLight.Colour)] = [(50, .red), (500, .amber), (5_000, .green)]
    for (megabytes, colour) in spaces {
      let space = FreeSpace(free: megabytes * 1_000_000, databaseSize: 1, in: "/srv")
      #expect(OpeningLights.space(space).colour == colour)
    }
    let backups: [(newest: Instant?, opened: Int64?, colour: OpeningLight.Colour)] = [
      (noon.adding(seconds: -86_399), nil, .green), (old, nil, .red), (nil, nil, .red),
      // Once the vote is open, a backup that does not hold the opening gives no ballot back.
      (nil, -60, .red), (noon.adding(seconds: -61), -60, .red), (noon.adding(seconds: -60), -60, .red),
      (noon.adding(seconds: -59), -60, .green), (old, -90_000, .red),
    ]
    for (newest, opened, colour) in backups {
      let light = OpeningLights.backup(newest, openedAt: opened.map { noon.adding(seconds: $0) }, at: noon)
      #expect(light.colour == colour, Comment(rawValue: word(light)))
    }
  }

  @Test("The newest backup is the newest file that holds something")
  func backups() throws {
    let folder = Scratch.place("backups")
    #expect(Backups.newest(in: folder.path) == nil)
    let files = FileManager.default
    try files.createDirectory(at: folder.appending(path: "deeper"), withIntermediateDirectories: true)
    #expect(Backups.newest(in: folder.path) == nil)
    for (name, bytes, seconds) in [("old.db", 1, 100.0), ("new.db", 1, 200), ("empty.db", 0, 300)] {
      let file = folder.appending(path: name)
      try Data(count: bytes).write(to: file)
      try files.setAttributes([.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file.path)
    }
    #expect(Backups.newest(in: folder.path) == Instant(milliseconds: 200_000))
  }

  @Test("Administrators see them, and send themselves a mail", arguments: Engine.available)
  func page(engine: Engine) async throws {
    let vote = try await VoteScene.make(engine)
    try await vote.prepare([:])
    let page = try await vote.administrator.get(Self.lights)
    #expect(page.status == 200)
    for subject in ["Vote", "Réexamens", "Clé", "Courriels", "Horloge", "Place", "Seconde copie", "Sauvegarde"] {
      #expect(page.text.contains(">\(subject)</th>"), "\(subject)")
    }
    #expect(page.text.contains("La clé qui signe le journal public se lit."))
    #expect(page.text.contains("personne ne reçoit rien"))
    // Those that are not in order stand beside the button too.
    let steps = try await vote.administrator.get(VoteScene.preparation).text
    let button = try #require(steps.firstRange(of: "action=\"\(VoteScene.preparation)/ouverture\""))
    let before = String(steps[..<button.lowerBound])
    #expect(before.contains("Tout n’est pas en ordre") && before.contains("personne ne reçoit rien"))
    #expect(before.contains("elle est définitive") && !steps.contains("La clé qui signe le journal public se lit."))
    let tried = try await vote.administrator.post(Self.lights + "/courriel", [:])
    #expect(tried.fields[.location] == Self.lights + "?fait=essai")
    _ = try await vote.asking.house.outbox.deliverWaiting()
    let mail = try await vote.asking.newestMail()
    #expect(mail.recipient == "admin@agence.example")
    #expect(try await vote.mayor.get(Self.lights).status == 404)
    await vote.close()
  }

  @Test(
    "Once the vote is open, its page and its lights ask for a backup until one holds the opening",
    arguments: Engine.available)
  func backupOfOpening(engine: Engine) async throws {
    let folder = Scratch.place("backups")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let vote = try await VoteScene.make(engine) { $0.backups = folder.path }
    try await vote.open()
    let consultation = vote.scene.consultation
    let found = try await vote.database.read { db in try Vote.of(consultation, db)?.openedAt }
    let opened = try #require(found)
    let file = folder.appending(path: "newest.db")
    func keep(_ seconds: Int64) throws {
      try Data(count: 1).write(to: file)
      let at = Date(timeIntervalSince1970: Double(opened.adding(seconds: seconds).milliseconds) / 1_000)
      try FileManager.default.setAttributes([.modificationDate: at], ofItemAtPath: file.path)
    }
    let missing = "Aucune n’est postérieure à l’ouverture du vote"
    #expect(
      try await vote.administrator.get(VoteScene.preparation + "?fait=ouvert").text.contains(
        "Faites maintenant une sauvegarde"))
    try keep(-60)
    for page in [VoteScene.preparation, Self.lights] {
      #expect(try await vote.administrator.get(page).text.contains(missing), "\(page)")
    }
    #expect(try await vote.administrator.get(Self.lights).text.contains("<h1>Pendant le vote</h1>"))
    try keep(60)
    for page in [VoteScene.preparation, Self.lights] {
      #expect(try await !vote.administrator.get(page).text.contains(missing), "\(page)")
    }
    #expect(try await vote.administrator.get(Self.lights).text.contains("La dernière est du"))
    await vote.close()
  }

  @Test("A delay that runs holds the opening back, and its light is red", arguments: Engine.available)
  func delay(engine: Engine) async throws {
    let vote = try await VoteScene.make(engine)
    try await vote.prepare([:])
    let (consultation, database) = (vote.scene.consultation, vote.database)
    let (now, settings) = (vote.asking.time.clock.now(), vote.asking.house.settings)
    try await database.write { db in
      // As long as what was published may be contested: decisions of this morning.
      try db.execute("UPDATE decision_publication SET published_at = \(now)")
    }
    let refused = try await vote.administrator.post(VoteScene.preparation + "/ouverture", [:])
    #expect(refused.status == 422 && refused.text.contains("peut être demandé"))
    let lights = try await database.read { db in
      let found = try #require(try Consultation.newest(db))
      return try OpeningLights(of: found, settings, at: now, db).all
    }
    #expect(lights.count { $0.colour == .red && word($0).contains("peut être demandé") } == 2)
    #expect(try await database.read { db in try Vote.of(consultation, db)?.openedAt } == nil)
    await vote.close()
  }

  @Test("Before its day, what is missing is told first, with the way to the lights", arguments: Engine.available)
  func early(engine: Engine) async throws {
    let vote = try await VoteScene.make(engine)
    try await vote.prepare()
    let (consultation, name) = (vote.scene.consultation, vote.names[0])
    let phases = try await vote.database.read { db in try Phase.all(of: consultation, db) }
    let opens = try #require(phases.first { $0.kind == .vote }?.opensAt)
    func obstacle() async throws -> VoteRefusal? {
      try await vote.database.read { db in try Vote.obstacle(in: consultation, at: opens.adding(seconds: -60), db) }
    }
    #expect(try await obstacle() == .early(opens))
    try await vote.database.write { db in try db.execute("UPDATE vote SET departments = '99'") }
    #expect(try await obstacle() == .noRoll)
    let title = try await vote.database.write { db in
      try db.execute(
        """
        UPDATE wording SET retained_cost = NULL
        WHERE proposition_id IN (SELECT id FROM proposition WHERE token = \(name))
        """)
      return try Proposition.published(in: consultation, db).first { $0.token == name }?.wording.title
    }
    #expect(try await obstacle() == .noCost(title ?? ""))
    let page = try await vote.administrator.get(VoteScene.preparation).text
    #expect(page.contains("n’a pas de coût retenu") && page.contains("href=\"\(Self.lights)\""))
    await vote.close()
  }

  @Test(
    "The second copy is live where a trial file is written and no line has waited for long", arguments: Engine.available
  )
  func copy(engine: Engine) async throws {
    let folder = Scratch.place("copies").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let vote = try await VoteScene.make(engine) { settings in
      settings.copyLeaves = folder
      settings.copyWaits = false
    }
    try await vote.open()
    var settings = vote.asking.house.settings
    // A place that exists beside the copy: the same disk.
    settings.database = folder
    func light(_ settings: Settings, after seconds: Int64) async throws -> OpeningLight {
      let now = vote.asking.time.clock.now().adding(seconds: seconds)
      let lights = try await vote.database.read { db in
        try OpeningLights(of: #require(try Consultation.newest(db)), settings, at: now, db).all
      }
      return try #require(lights.first { $0.subject.text(in: .french, Catalogue()) == "Seconde copie" })
    }
    let late = try await light(settings, after: 11)
    #expect(late.colour == .red && word(late).contains("attendent leur copie"))
    // They have just come.
    #expect(try await light(settings, after: 9).colour != .red)
    try await vote.work("votes.copy")
    #expect(try await light(settings, after: 11).colour != .red)
    // The trial leaves nothing behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("essai-") }.isEmpty)
    var nowhere = settings
    nowhere.copyLeaves = folder + "/nowhere"
    let unwritable = try await light(nowhere, after: 0)
    #expect(unwritable.colour == .red && word(unwritable).contains("fichier d’essai"))
    await vote.close()
  }

  @Test("The command takes its own words, and leaves the settings")
  func command() throws {
    var arguments = ["--before-opening", "--consultation", "essai", "--database", "a.db"]
    #expect(try OpeningFindings.asked(&arguments)?.consultation == "essai")
    #expect(arguments == ["--database", "a.db"])
    var none = ["--database", "a.db"]
    #expect(try OpeningFindings.asked(&none) == nil && none.count == 2)
    var cut = ["--before-opening", "--consultation"]
    #expect(throws: (any Error).self) { try OpeningFindings.asked(&cut) }
  }
}
