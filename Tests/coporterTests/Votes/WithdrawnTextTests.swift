import Foundation
import HTTPTypes
import Proof
import Storage
import Testing

@testable import Instruction
@testable import Platform
@testable import Votes
@testable import coporter

@Suite("What is blotted out goes from a vote too", .serialized)
struct WithdrawnTextTests {
  private static let word = "Zwqpersonne"
  private static let other = "Zwqautre"
  private static let incidents = VoteScene.preparation + "/incidents"
  private static let sentence = "Appelez \(word) ou \(other)."

  /// The words stand in the proposition that the first contribution feeds, frozen, and in an incident; Dax has voted.
  private func voted(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    let path = scene.scene.paths[0]
    let token = String(path.split(separator: "/").last?.prefix(Token.length) ?? "")
    try await scene.database.write { db in
      let wordings: SQL = """
        proposition_id IN (SELECT grouping.proposition_id FROM grouping
          JOIN decision ON decision.id = grouping.decision_id
          JOIN contribution ON contribution.id = decision.contribution_id WHERE contribution.token = \(token))
        """
      try db.execute("UPDATE wording SET text = \(Self.sentence), title = \("Avec " + Self.word) WHERE \(wordings)")
    }
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[0]]).status == 303)
    let (one, two) = (scene.scene.reader, scene.scene.second)
    #expect(
      try await one.post(Self.incidents, ["titre": "Panne", "texte": Self.sentence, "cloture": ""]).status == 303)
    let sign = ["incident": try await scene.scene.value("SELECT token FROM incident"), "decision": "oui"]
    #expect(try await two.post(Self.incidents + "/signature", sign).status == 303)
    return scene
  }

  private func blot(_ word: String, _ scene: VoteScene) async throws {
    try await scene.scene.reader.enter("instruction@agence.example", as: nil)
    try await scene.scene.second.enter("relecture@agence.example", as: nil)
    try await scene.scene.blot(word, in: scene.scene.paths[0])
  }

  private func count(_ scene: VoteScene) async throws {
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
  }

  private func lines(_ scene: VoteScene) async throws -> Int {
    try #require(Int(try await scene.scene.value("SELECT CAST(leaves AS TEXT) FROM vote")))
  }

  /// Every file of the export, end to end.
  private func exported(_ scene: VoteScene) async throws -> String {
    let folder = ExportFolder(path: Scratch.place("withdrawn").path)
    try folder.make()
    let consultation = scene.scene.consultation
    try await scene.database.read { db in
      try ProofExport.write(try #require(try Vote.of(consultation, db)), to: folder, db)
    }
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.compactMap { FileManager.default.contents(atPath: folder.path + "/" + $0) }
      .map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  @Test(
    "A passage goes from a frozen proposition and from an incident; the log says that each text is withdrawn, once",
    arguments: Engine.available)
  func whileOpen(engine: Engine) async throws {
    let scene = try await voted(engine)
    try await scene.work()
    #expect(try await exported(scene).contains(Self.word))
    let before = try await lines(scene)
    try await blot(Self.word, scene)
    // The line that withdraws it waits for a head: until then nothing is exported that would not verify.
    await #expect(throws: ProofExport.Refusal.unsealed) { try await exported(scene) }
    try await scene.work("votes.sealing")
    #expect(try await lines(scene) == before + 2)
    #expect(try await scene.database.places(of: Self.word.lowercased()).isEmpty)
    #expect(try await !exported(scene).contains(Self.word))
    let ledger = try await scene.verified().ledger
    #expect(ledger.texts.count(where: \.isWithdrawn) == 2)
    // Another passage of the same texts: they are withdrawn already.
    try await blot(Self.other, scene)
    #expect(try await lines(scene) == before + 2)
    #expect(try await scene.database.places(of: Self.other.lowercased()).isEmpty)
    for path in [VoteScene.vote, VoteScene.ballot] {
      let page = try await scene.mayor.get(path).text
      #expect(page.contains("[passage retiré]") && !page.contains(Self.word) && !page.contains(Self.other))
    }
    try await count(scene)
    #expect(try await scene.verified().ledger.tally?.voters == 1)
    await scene.close()
  }

  @Test(
    "After the count, the result and its export hold the word nowhere, and still verify", arguments: Engine.available)
  func onceCounted(engine: Engine) async throws {
    let scene = try await voted(engine)
    try await count(scene)
    // Both are held in memory.
    #expect(try await scene.scene.read(VoteScene.vote + "/resultats").contains(Self.word))
    #expect(try await scene.scene.read(VoteScene.vote + "/resultats/export.tar.gz").isEmpty == false)
    try await blot(Self.word, scene)
    #expect(try await !scene.scene.read(VoteScene.vote + "/resultats").contains(Self.word))
    #expect(try await Browser(scene.asking).get(VoteScene.vote + "/resultats/export.tar.gz").status == 503)
    try await scene.work("votes.sealing")
    #expect(try await Browser(scene.asking).get(VoteScene.vote + "/resultats/export.tar.gz").status == 200)
    #expect(try await !exported(scene).contains(Self.word))
    #expect(try await scene.verified().ledger.texts.count(where: \.isWithdrawn) == 2)
    let name = try await scene.scene.value(
      """
      SELECT vote_proposition.name FROM vote_proposition JOIN vote_text ON vote_text.vote_id = vote_proposition.vote_id
        AND vote_text.leaf = vote_proposition.leaf WHERE vote_text.withdrawn_leaf IS NOT NULL
      """)
    let page = try await scene.scene.read(VoteScene.vote + "/propositions/\(name)")
    #expect(page.contains("Avec [passage retiré]") && page.contains("Un passage de ce texte a été retiré"))
    await scene.close()
  }

  @Test(
    "A passage that spans two sentences goes from a frozen text that holds one of them", arguments: Engine.available)
  func sentences(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let path = scene.scene.paths[0]
    let token = String(path.split(separator: "/").last?.prefix(Token.length) ?? "")
    let today = "Écrire à Zwqnom. Zwqprenom répond le soir."
    let picked = "Zwqprenom répond le soir."
    try await scene.database.write { db in
      let contribution = try #require(
        try db.value("SELECT id FROM contribution WHERE token = \(token)", as: Int64.self))
      let wording = try #require(
        try db.value(
          """
          SELECT wording.id FROM wording JOIN grouping ON grouping.proposition_id = wording.proposition_id
          JOIN decision ON decision.id = grouping.decision_id WHERE decision.contribution_id = \(contribution)
          """, as: Int64.self))
      try db.execute("UPDATE contribution_version SET today = \(today) WHERE contribution_id = \(contribution)")
      try db.execute("UPDATE wording SET text = \("Voici. " + picked) WHERE id = \(wording)")
      try db.execute(
        """
        INSERT INTO picked_sentence (wording_id, contribution_id, version, field, first_character, end_character)
        VALUES (\(wording), \(contribution), 1, 'today', 17, \(today.count))
        """)
    }
    try await scene.open()
    try await blot("Zwqnom. Zwqprenom", scene)
    try await scene.work("votes.sealing")
    #expect(try await scene.database.places(of: "zwqprenom").isEmpty)
    #expect(try await scene.verified().ledger.texts.count(where: \.isWithdrawn) == 1)
    await scene.close()
  }
}
