import Foundation
import HTTPTypes
import Localization
import MerkleLog
import Proof
import Testing

@testable import Consultations
@testable import Directory
@testable import Platform
@testable import Storage
@testable import Votes
@testable import coporter

/// A server breaks in mid-vote: its backup comes back, then what the second copy has beyond it.
@Suite("Restoring in mid-vote", .serialized)
struct LeafReplayTests {
  /// A vote in which more was done after the backup: a right by the mailbox, two ballots, somebody who came since.
  private struct Broken {
    var vote: VoteScene
    var folder: String
    var backup: String
    var deputy: Browser

    static func make() async throws -> Broken {
      let folder = Scratch.place("leaves")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let vote = try await VoteScene.make(.sqlite) { $0.copyLeaves = folder.path }
      try await vote.open()
      let backup = Scratch.place("backup", ending: ".db").path
      try await vote.database.backup(to: backup)
      try await vote.proveMayor()
      let deputy = try await vote.towns.person("adjointe@dax.example", "Lou Marsan")
      try await vote.towns.give("adjointe@dax.example", for: vote.towns.dax, as: .elected)
      let person = try await vote.database.read { db in try Person.all(with: "adjointe@dax.example", db).first?.id }
      let named = ["personne": String(try #require(person)), "jusque": "2021-12-31"]
      let answered = try await vote.mayor.post(VoteScene.vote + "/droit/representants", named)
      #expect(answered.fields[.location] == VoteScene.vote + "/droit?fait=nomme", Comment(rawValue: answered.text))
      #expect(try await vote.mayor.post(VoteScene.ballot + "/ouverture", [:]).status == 303)
      #expect(try await vote.choose([vote.names[0]]).status == 303)
      #expect(try await vote.choose([vote.names[1], vote.names[2]], by: deputy).status == 303)
      try await trouble(vote)
      try await vote.work()
      return Broken(vote: vote, folder: folder.path, backup: backup, deputy: deputy)
    }

    /// An incident that two signed; then the town hall contests its ballot, and two restore it.
    private static func trouble(_ vote: VoteScene) async throws {
      let (one, two) = (vote.scene.reader, vote.administrator)
      let (incidents, contests) = (VoteScene.preparation + "/incidents", VoteScene.preparation + "/contestations")
      _ = try await one.post(incidents, ["titre": "Panne", "texte": "Rien ne partait jeudi.", "cloture": ""])
      let sign = ["incident": try await vote.scene.value("SELECT token FROM incident"), "decision": "oui"]
      #expect(try await two.post(incidents + "/signature", sign).status == 303)
      vote.asking.time.advance(seconds: 901)
      try await vote.work()
      try await vote.work("votes.letters")
      let letters = try await vote.scene.mails("ballot/")
      let links = letters.compactMap { $0.firstMatch(of: /(\/consultations\/essai\/vote\/contestation\/[0-9a-z]+)/)?.1 }
      #expect(try await Browser(vote.asking).post(String(try #require(links.first)), [:]).status == 303)
      let restore = ["contestation": try await vote.scene.value("SELECT token FROM contest"), "decision": "restored"]
      for person in [one, two] { #expect(try await person.post(contests, restore).status == 303) }
    }

    /// What the server published last: its head, and the lines that it covers.
    func published() async throws -> LeafReplay.Published {
      let consultation = vote.scene.consultation
      return try await vote.database.read { db in
        let vote = try #require(try Vote.of(consultation, db))
        let head = try #require(try VoteLog.head(of: vote.id, db))
        var lines: [[UInt8]] = []
        try VoteLog.forEachLeaf(of: vote.id, below: vote.leaves, db) { lines.append($0) }
        return LeafReplay.Published(head: head, lines: lines)
      }
    }

    /// The backup, restored.
    func restored() async throws -> Database {
      let file = Scratch.place("restored", ending: ".db").path
      try await Database.restore(backup, to: file)
      return try Database.open(file, logger: Asking.quiet)
    }

    /// - Parameter behind: of the clock of the machine on which it is restored, in seconds.
    func replay(
      in database: Database, from folder: String? = nil, behind: Int64 = 0, _ published: LeafReplay.Published?
    ) async throws -> LeafReplay.Outcome {
      let (now, place) = (vote.asking.time.clock.now().adding(seconds: -behind), folder ?? self.folder)
      return try await database.write { db in
        let consultation = try #require(try Consultation.newest(db))
        return try LeafReplay.run(consultation, from: place, published: published, at: now, db)
      }
    }
  }

  private static let state: SQL = """
    SELECT vote_id || ' ' || organisation_id || ' ' || number || ' ' || choices || ' ' || leaf || ' ' || cast_at || ' '
      || CASE WHEN replaced_event_id IS NULL THEN 'stands' ELSE 'replaced' END
    FROM ballot ORDER BY number
    """

  @Test("All that was acknowledged is back, conforms to what was published, and the vote goes on from there")
  func whole() async throws {
    let broken = try await Broken.make()
    let database = try await broken.restored()
    let before = try await database.read { db in try db.values("SELECT id FROM ballot", as: Int64.self) }
    #expect(before.isEmpty)
    let published = try await broken.published()
    let size = Int64(published.lines.count)
    let outcome = try await broken.replay(in: database, published)
    #expect(outcome == .init(replayed: 9, leaves: size, comparison: .same(size: size)))
    let kept = try await broken.vote.database.read { db in try db.values(Self.state, as: String.self) }
    let back = try await database.read { db in try db.values(Self.state, as: String.self) }
    #expect(kept.count == 3 && back == kept)
    // The very server goes on with it: the deputy came after the backup, and her right is hers again.
    let house = try await Asking.empty(over: database, broken.vote.asking.house.settings)
    try await house.house.jobs.runIfDue(try #require(house.house.jobs.jobs.first { $0.name == "votes.sealing" }))
    let heads = try await database.read { db in
      try db.values("SELECT note FROM vote_head ORDER BY size", as: String.self)
    }
    #expect(heads.last == String(decoding: published.head.bytes, as: UTF8.self))
    let holders = try await database.read { db in
      try db.values(
        "SELECT person.name FROM casting_right JOIN person ON person.id = person_id ORDER BY leaf", as: String.self)
    }
    #expect(holders == ["Claude Sorel", "Lou Marsan"])
    let told = try await database.read { db in
      try db.values(
        "SELECT title FROM incident UNION ALL SELECT outcome FROM contest UNION ALL SELECT title FROM vote_text ORDER BY 1",
        as: String.self)
    }
    #expect(told.filter { $0 == "Panne" }.count == 2 && told.contains("restored"))
    #expect(try await broken.replay(in: database, published).replayed == 0, "a second time changes nothing")
    await database.close()
    await broken.vote.close()
  }

  @Test("On a machine whose clock is behind, the log goes on from the instant of its last line")
  func clockBehind() async throws {
    let broken = try await Broken.make()
    let database = try await broken.restored()
    _ = try await broken.replay(in: database, behind: 86_400, nil)
    let consultation = broken.vote.scene.consultation
    try await database.read { db in
      let line = try db.value("SELECT line FROM vote_leaf ORDER BY number DESC LIMIT 1", as: String.self) ?? ""
      let last = try #require(Leaf(bytes: Array(line.utf8)))
      #expect(try Vote.of(consultation, db)?.lastAt.milliseconds == last.at)
    }
    await database.close()
    await broken.vote.close()
  }

  @Test("A text that was withdrawn after the backup is withdrawn whole, since the copy does not say which words went")
  func withdrawn() async throws {
    let broken = try await Broken.make()
    let scene = broken.vote.scene
    try await scene.blot("Rien ne partait jeudi", in: scene.paths[0])
    for job in ["votes.sealing", "votes.copy"] { try await broken.vote.work(job) }
    let database = try await broken.restored()
    let published = try await broken.published()
    let size = Int64(published.lines.count)
    #expect(try await broken.replay(in: database, published).comparison == .same(size: size))
    #expect(try await database.places(of: "partait").isEmpty)
    let told = try await database.read { db in
      try db.values("SELECT text FROM vote_text WHERE withdrawn_leaf IS NOT NULL", as: String.self)
    }
    #expect(told == ["[texte retiré]"])
    #expect(try await database.read { db in try db.value("SELECT text FROM incident", as: String.self) } == told.first)
    await database.close()
    await broken.vote.close()
  }

  @Test(
    "Lines that are published and lost are told with their authorities and what receipts prove; the vote is suspended"
  )
  func missing() async throws {
    let broken = try await Broken.make()
    var (published, short) = (try await broken.published(), Scratch.place("short"))
    try FileManager.default.createDirectory(at: short, withIntermediateDirectories: true)
    let file = URL(filePath: broken.folder).appending(path: "essai.leaves")
    let lines = try Data(contentsOf: file).split(separator: 0x0A)
    // The last ballot, the incident, the contest and its outcome.
    let cut = lines.dropLast(4).reduce(into: Data()) { $0 += $1 + [0x0A] }
    try cut.write(to: short.appending(path: "essai.leaves"))
    let receipt = try await broken.deputy.get(VoteScene.ballot + "/recepisse")
    let database = try await broken.restored()
    published.receipts = [Array("{}".utf8), receipt.bytes]
    let outcome = try await broken.replay(in: database, from: short.path, published)
    guard case .missing(4, authorities: ["Dax"], let evidence) = outcome.comparison else {
      return #expect(Bool(false), "\(outcome)")
    }
    #expect(evidence.map(\.authority) == ["Dax"] && evidence.map(\.line) == [Int64(published.lines.count) - 3])
    #expect(evidence.map(\.choices.count) == [2])
    let (consultation, person) = (broken.vote.scene.consultation, try await mayor(database))
    let (dax, clock) = (broken.vote.towns.dax.id, broken.vote.asking.time.clock)
    await #expect(throws: Ballot.Refusal.suspended) {
      try await database.write { db in
        let vote = try #require(try Vote.of(consultation, db))
        let actor = Actor(person: person, organisation: dax, through: .session)
        try Ballot.choose([], in: vote.id, for: dax, by: actor, on: clock, db)
      }
    }
    // It is said to all, waits for its incident even past its hour, and that incident is ready to be read again.
    let house = try await Asking.empty(over: database, broken.vote.asking.house.settings)
    #expect(try await Browser(house).get(VoteScene.vote).text.contains("Le vote est suspendu"))
    let closes = broken.vote.closes
    try await database.read { db in
      #expect(try !Vote.isAnyToClose(at: closes, db))
      let vote = try #require(try Vote.of(consultation, db))
      let before = try Incident.prepared(for: vote, at: closes.adding(seconds: -1), db)?.text ?? ""
      #expect(before.contains("Récépissé vérifié\u{A0}: Dax") && before.contains("rouvrir ou à relire son bulletin"))
      // The incident may be read again after the hour at which no ballot is opened any more.
      let after = try Incident.prepared(for: vote, at: closes, db)?.text ?? ""
      #expect(
        after.contains("Récépissé vérifié\u{A0}: Dax") && after.contains("aucun bulletin ne s’ouvre ni ne change plus"))
      #expect(!after.contains("rouvrir"))
      // It will be public while the vote is open: what a receipt chooses is no part of it.
      for title in evidence.flatMap(\.choices) { #expect(!before.contains(title) && !after.contains(title)) }
    }
    await database.close()
    await broken.vote.close()
  }

  private func mayor(_ database: Database) async throws -> Int64 {
    try await database.read { db in try #require(try Person.all(with: "maire@dax.example", db).first?.id) }
  }

  @Test("An open vote that comes back without the proof that all is there is suspended, and the command says so")
  func unproved() async throws {
    let broken = try await Broken.make()
    let head = try await broken.published().head
    // A head signed by the same key over other lines.
    let key = try broken.vote.asking.house.settings.signingKey()
    let title = try await broken.vote.scene.value("SELECT title FROM consultation")
    let origin = try await broken.vote.scene.value("SELECT origin FROM vote")
    let forged = try Checkpoint(origin: origin, size: 3, root: .empty).signed(by: key)
    let cases: [(leaves: String?, checkpoint: SignedNote?, said: String, isWhole: Bool)] = [
      (nil, nil, "est suspendu", false), (broken.folder, nil, "Aucune tête publiée", false),
      (broken.folder, forged, "d’autres lignes", false), (broken.folder + "-lost", nil, "rien n’y est repris", false),
      (broken.folder, head, "Conforme à la tête publiée", true),
    ]
    for (leaves, checkpoint, said, isWhole) in cases {
      let file = Scratch.place("restored", ending: ".db").path
      try await Database.restore(broken.backup, to: file)
      let restoration = try LeafRestoration(
        folder: leaves, consultation: nil, checkpoint: checkpoint.map { Array($0.bytes) }, lines: nil, receipts: [])
      let report = try await restoration.run(into: file, on: broken.vote.asking.time.clock)
      let told = report.lines.joined(separator: "\n")
      #expect(report.isWhole == isWhole && told.contains(said), Comment(rawValue: told))
      #expect(told.contains("Le vote «\u{A0}\(title)\u{A0}», ouvert, est suspendu") == !isWhole)
      let database = try Database.open(file, logger: Asking.quiet)
      let (consultation, now) = (broken.vote.scene.consultation, broken.vote.asking.time.clock.now())
      try await database.read { db in
        let vote = try #require(try Vote.of(consultation, db))
        #expect(vote.isSuspended != isWhole)
        let prepared = try Incident.prepared(for: vote, at: now, db)
        #expect((prepared == nil) == isWhole)
      }
      await database.close()
    }
    await broken.vote.close()
  }

  @Test("A closing that an incident moved after the backup is moved in the calendar too")
  func moved() async throws {
    let broken = try await Broken.make()
    let (one, two) = (broken.vote.scene.reader, broken.vote.administrator)
    let incidents = VoteScene.preparation + "/incidents"
    let later = broken.vote.closes.adding(seconds: 86_400)
    let typed = ParisTime(later.adding(seconds: -60)).typed
    _ = try await one.post(incidents, ["titre": "Coupure", "texte": "Plus rien.", "cloture": typed])
    let sign = [
      "incident": try await broken.vote.scene.value("SELECT token FROM incident WHERE leaf IS NULL"),
      "decision": "oui",
    ]
    #expect(try await two.post(incidents + "/signature", sign).status == 303)
    for job in ["votes.sealing", "votes.copy"] { try await broken.vote.work(job) }
    let database = try await broken.restored()
    _ = try await broken.replay(in: database, try await broken.published())
    let consultation = broken.vote.scene.consultation
    try await database.read { db in
      let vote = try Vote.of(consultation, db)
      let phases = try Phase.all(of: consultation, db)
      #expect(vote?.closesAt == later)
      #expect(phases.first { $0.kind == .vote }?.closesAt == later)
    }
    await database.close()
    await broken.vote.close()
  }

  @Test("After the selection the log comes back whole, and the command names the lines whose decisions do not")
  func selected() async throws {
    let broken = try await Broken.make()
    let (vote, reason) = (broken.vote, "Une autre est déjà financée.")
    vote.asking.time.move(to: vote.closes)
    try await vote.work()
    try await vote.administrator.enter("admin@agence.example", as: nil)
    #expect(try await vote.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let (consultation, clock) = (vote.scene.consultation, vote.asking.time.clock)
    let key = try vote.asking.house.settings.signingKey()
    try await vote.database.write { db in
      let found = try #require(try Vote.of(consultation, db))
      let lines = try #require(try CountedVote(of: found, db)).lines
      // One that the count left is taken too, for a reason.
      let against = try #require(lines.first { $0.place == nil }).proposition.name
      let decided = lines.map { line in
        let name = line.proposition.name
        let isTaken = line.place != nil || name == against
        return RecordedSelection(
          proposition: name, list: isTaken ? .develop : .none, amount: isTaken ? 1_000 : 0,
          reason: name == against ? reason : nil)
      }
      try found.record(decided, minutes: Octets.random(), with: key, at: clock.now(), db)
    }
    for job in ["votes.sealing", "votes.copy"] { try await vote.work(job) }
    let published = try await broken.published()
    let file = Scratch.place("restored", ending: ".db").path
    try await Database.restore(broken.backup, to: file)
    let restoration = try LeafRestoration(
      folder: broken.folder, consultation: nil, checkpoint: Array(published.head.bytes), lines: nil, receipts: [])
    let report = try await restoration.run(into: file, on: clock)
    let (told, size) = (report.lines.joined(separator: "\n"), published.lines.count)
    #expect(report.isWhole && told.contains("Conforme à la tête publiée"), Comment(rawValue: told))
    #expect(told.contains("Lignes n° \(size - vote.names.count) à \(size)"), Comment(rawValue: told))
    let database = try Database.open(file, logger: Asking.quiet)
    let (texts, counted) = try await database.read { db in
      (try db.values("SELECT text FROM vote_text", as: String.self), try Vote.of(consultation, db)?.countedAt)
    }
    #expect(texts.contains(reason) && counted != nil)
    await database.close()
    await vote.close()
  }

  @Test("A copy that was tampered with, or is another log’s, is refused by its line, and nothing changes")
  func refused() async throws {
    let broken = try await Broken.make()
    let file = URL(filePath: broken.folder).appending(path: "essai.leaves")
    let whole = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let database = try await broken.restored()
    let lines = whole.split(separator: "\n")
    let last = Int64(lines.count - 1)
    let chosen = "\"choices\":[\"\(broken.vote.names[0])\"]"
    let place = Int64(try #require(lines.firstIndex { $0.contains(chosen) }))
    let cases: [(String, LeafReplay.Refusal)] = [
      (whole.replacing(chosen, with: "\"choices\":[]"), .unopened(place)),
      ((lines.dropLast(2) + lines.suffix(1)).joined(separator: "\n") + "\n", .otherLog(last - 1)),
      (lines.dropFirst().joined(separator: "\n") + "\n", .otherLog(0)),
      ("", .otherLog(0)),
    ]
    for (text, refusal) in cases {
      try Data(text.utf8).write(to: file)
      await #expect(throws: refusal) { try await broken.replay(in: database, nil) }
    }
    let ballots = try await database.read { db in try db.value("SELECT count(*) FROM ballot", as: Int.self) }
    #expect(ballots == 0)
    await database.close()
    await broken.vote.close()
  }
}
