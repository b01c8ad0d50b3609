import Foundation
import HTTPTypes
import Localization
import MerkleLog
import Proof
import Storage
import Testing

@testable import Consultations
@testable import Directory
@testable import Instruction
@testable import Platform
@testable import Votes
@testable import coporter

/// Four propositions before two communes, the morning on which their vote opens; the log has its key.
struct VoteScene {
  static let vote = Towns.home + "/vote"
  static let ballot = vote + "/bulletin"
  static let preparation = "/administration" + Towns.home + "/vote"

  let scene: DecisionScene
  let administrator: Browser
  /// Elected in Dax; has proved nothing yet.
  let mayor: Browser
  let closes: Instant
  /// The names of the propositions, in the order of their bytes; each costs 100,000 euros more than the one before.
  let names: [String]

  /// - Parameter setting: what the server is told besides.
  static func make(_ engine: Engine, _ setting: (inout Settings) -> Void = { _ in }) async throws -> VoteScene {
    var settings = Settings.demonstration
    settings.logKey = Scratch.place("key").path
    try KeyFile(path: settings.logKey).write(try SigningKey(name: "vote.exemple.fr"))
    setting(&settings)
    let scene = try await DecisionScene.make(engine, settings)
    for place in 0..<4 { try await scene.decide(place, "gardee") }
    // Over long before the vote.
    let consultation = scene.consultation
    let now = scene.towns.asking.time.clock.now()
    try await scene.towns.asking.house.database.write { db in
      try Remedies(days: 5).establish(in: consultation, by: .command, at: now, db)
    }
    scene.openInstruction()
    #expect(try await scene.publish().status == 303)
    let (towns, time) = (scene.towns, scene.towns.asking.time)
    let names = try await towns.asking.house.database.write { db in
      let names: [String] = try db.values("SELECT token FROM proposition ORDER BY token")
      for (place, name) in names.enumerated() {
        try db.execute(
          """
          UPDATE wording SET retained_cost = \((place + 1) * 100_000)
          WHERE proposition_id IN (SELECT id FROM proposition WHERE token = \(name))
          """)
      }
      return names
    }
    time.advance(seconds: 11 * 86_400)
    // Those who hold a role enter anew each half day.
    try await scene.reader.enter("instruction@agence.example", as: nil)
    try await scene.second.enter("relecture@agence.example", as: nil)
    let mayor = try await towns.person("maire@dax.example", "Claude Sorel")
    try await towns.give("maire@dax.example", for: towns.dax, as: .elected)
    let closes = try await towns.asking.house.database.read { db in
      try Phase.all(of: consultation, db).first { $0.kind == .vote }?.closesAt
    }
    return VoteScene(
      scene: scene, administrator: try await towns.invited(.administrator, "admin@agence.example"), mayor: mayor,
      closes: try #require(closes), names: names)
  }

  var towns: Towns { scene.towns }
  var asking: Asking { towns.asking }
  var database: Database { asking.house.database }
  func close() async { await database.close() }

  /// Saves the form of the vote and opens it.
  func open(_ form: [String: String] = [:]) async throws {
    try await prepare(form)
    let opened = try await administrator.post(Self.preparation + "/ouverture", [:])
    #expect(opened.fields[.location] == Self.preparation + "?fait=ouvert", Comment(rawValue: opened.text))
  }

  func prepare(_ form: [String: String] = [:]) async throws {
    var sent = [
      "forme": "approval", "plafond": "2", "enveloppe": "500 000", "regle": "greedy", "utilite": "cost",
      "minimum": "1",
    ]
    sent.merge(form) { $1 }
    #expect(try await administrator.post(Self.preparation, sent).status == 303)
  }

  /// The mayor of Dax proves herself by the town hall's box.
  func proveMayor() async throws {
    let box = try await towns.mailbox(of: towns.dax)
    #expect(try await mayor.post(Self.vote + "/droit", ["preuve": box]).status == 303)
    _ = try await asking.house.outbox.deliverWaiting()
    let code = try await asking.newestMail().code
    let proved = try await mayor.post(Self.vote + "/droit/code", ["code": code])
    #expect(proved.fields[.location] == Self.vote + "/droit?fait=droit", Comment(rawValue: proved.text))
  }

  /// Saves choices as the form without script does.
  func choose(_ names: [String], by browser: Browser? = nil) async throws -> Answered {
    let browser = browser ?? mayor
    let token = try await browser.token()
    return try await browser.post(
      Self.ballot, raw: (names.map { "choix=\($0)" } + ["_form=\(token)"]).joined(separator: "&"))
  }

  /// Runs what the house does by itself, once.
  func work() async throws {
    for name in ["votes.closing", "votes.sealing"] { try await work(name) }
  }

  func work(_ name: String) async throws {
    let job = try #require(asking.house.jobs.jobs.first { $0.name == name })
    try await asking.house.jobs.runIfDue(job)
  }

  /// Exports the log, and has it checked by the first verifier.
  @discardableResult
  func verified(_ receipt: [UInt8]? = nil) async throws -> Examination.Finding {
    let folder = ExportFolder(path: Scratch.place("export").path)
    try folder.make()
    let consultation = scene.consultation
    try await database.read { db in
      let vote = try #require(try Vote.of(consultation, db))
      try ProofExport.write(vote, to: folder, db)
    }
    var examination = Examination(folder)
    examination.receipt = receipt
    return try examination.run()
  }
}

extension VoteScene {
  /// Opens the ballot of each of these towns by its head, with these choices, now.
  func cast(_ towns: [Int64], _ choices: [String] = []) async throws {
    let (consultation, clock) = (scene.consultation, asking.time.clock)
    try await database.write { db in
      let vote = try #require(try Vote.of(consultation, db))
      for town in towns {
        var generator = SystemRandomNumberGenerator()
        let person = try Person.create(
          name: "Maire", mail: "maire-\(town)@exemple.example", token: Token(using: &generator), through: .command,
          at: clock.now(), db)
        try vote.entitle(person, asHeadOf: town, by: .officialMailbox, on: clock, db)
        let head = Actor(person: person, organisation: town, through: .session)
        try Ballot.open(in: vote.id, for: town, by: head, on: clock, db)
        if !choices.isEmpty { try Ballot.choose(choices, in: vote.id, for: town, by: head, on: clock, db) }
      }
    }
  }
}
