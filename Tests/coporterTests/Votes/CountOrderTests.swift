import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("A count at its hour", .serialized)
struct CountOrderTests {
  private static let order = VoteScene.preparation + "/programmation"
  private static let draw = VoteScene.preparation + "/tirage"
  private static let results = VoteScene.vote + "/resultats"

  /// Dax has chosen these of the four; the vote is open.
  private func voted(_ engine: Engine, _ places: [Int], _ form: [String: String] = [:]) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    try await scene.open(form)
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose(places.map { scene.names[$0] }).status == 303)
    return scene
  }

  private func ask(_ scene: VoteScene, at instant: Instant) async throws -> Answered {
    try await scene.administrator.post(Self.order, ["quand": ParisTime(instant).typed])
  }

  private func isCounted(_ scene: VoteScene) async throws -> Bool {
    try await scene.work("votes.counting")
    return try await Browser(scene.asking).get(Self.results).status == 200
  }

  private func failure(_ scene: VoteScene) async throws -> String {
    try await scene.scene.value(
      "SELECT coalesce(failure, '') FROM vote_count_order WHERE done_event_id IS NULL AND ended_event_id IS NULL")
  }

  @Test(
    "The house counts and publishes at the hour that was set last, once, and not before", arguments: Engine.available)
  func counted(engine: Engine) async throws {
    let scene = try await voted(engine, [1, 2])
    let early = try await ask(scene, at: scene.closes.adding(seconds: -60))
    #expect(early.status == 422 && early.text.contains("Choisissez un instant à venir, après la clôture."))
    for hours: Int64 in [1, 2] {
      let set = try await ask(scene, at: scene.closes.adding(seconds: hours * 3_600))
      #expect(set.fields[.location] == VoteScene.preparation + "?fait=programme", Comment(rawValue: set.text))
    }
    scene.asking.time.move(to: scene.closes)
    #expect(try await !isCounted(scene))
    try await scene.work()
    // The first hour was replaced.
    scene.asking.time.move(to: scene.closes.adding(seconds: 3_600))
    #expect(try await !isCounted(scene))
    scene.asking.time.move(to: scene.closes.adding(seconds: 7_199))
    #expect(try await !isCounted(scene))
    scene.asking.time.move(to: scene.closes.adding(seconds: 7_200))
    #expect(try await isCounted(scene))
    let tally = try #require(try await scene.verified().ledger.tally)
    let late = tally.at - scene.closes.adding(seconds: 7_200).milliseconds
    #expect((0..<60_000).contains(late))
    #expect(tally.selected == [scene.names[1], scene.names[2]])
    scene.asking.time.advance(seconds: 3_600)
    #expect(try await isCounted(scene))
    let acts = try await scene.scene.value(
      "SELECT CAST(count(*) AS TEXT) FROM journal WHERE kind IN ('vote.counted', 'vote.count-done')")
    #expect(acts == "2")
    await scene.close()
  }

  @Test(
    "A closing that moves beyond the hour takes it back and says so; one that leaves less than a day to contest warns",
    arguments: Engine.available)
  func moved(engine: Engine) async throws {
    let scene = try await voted(engine, [1])
    let warning = "cette heure laisse moins d’un jour"
    let incidents = VoteScene.preparation + "/incidents"
    func move(to closes: Instant) async throws -> String? {
      let typed = ["titre": "Panne", "texte": "Rien.", "cloture": ParisTime(closes.adding(seconds: -60)).typed]
      #expect(try await scene.scene.reader.post(incidents, typed).status == 303)
      let token = try await scene.scene.value("SELECT token FROM incident WHERE leaf IS NULL")
      return try await scene.administrator.post(incidents + "/signature", ["incident": token, "decision": "oui"])
        .fields[.location]
    }
    let hour = scene.closes.adding(seconds: 2 * 86_400)
    #expect(try await ask(scene, at: hour).status == 303)
    #expect(try await !scene.administrator.get(VoteScene.preparation).text.contains(warning))
    // Still after the new closing, and near it.
    #expect(try await move(to: hour.adding(seconds: -3_600)) == incidents + "?fait=publie")
    #expect(try await scene.administrator.get(VoteScene.preparation).text.contains(warning))
    let told = try #require(try await move(to: hour.adding(seconds: 3_600)))
    #expect(try await scene.administrator.get(told).text.contains("elle est retirée, fixez-en une autre"))
    scene.asking.time.move(to: hour.adding(seconds: 3_600))
    try await scene.work()
    #expect(try await !isCounted(scene))
    let ends = try await scene.scene.value(
      "SELECT CAST(count(*) AS TEXT) FROM journal WHERE kind = 'vote.count-order-ended'")
    #expect(ends == "1")
    await scene.close()
  }

  @Test("An hour that is taken back counts nothing", arguments: Engine.available)
  func ended(engine: Engine) async throws {
    let scene = try await voted(engine, [1])
    let hour = scene.closes.adding(seconds: 3_600)
    #expect(try await ask(scene, at: hour).status == 303)
    #expect(try await scene.administrator.post(Self.order + "/retrait", [:]).status == 303)
    #expect(try await scene.administrator.post(Self.order + "/retrait", [:]).status == 409)
    scene.asking.time.move(to: hour)
    try await scene.work()
    #expect(try await !isCounted(scene))
    await scene.close()
  }

  @Test(
    "Where a draw is missing at that hour nothing is counted, administrators are told, and another hour counts later",
    arguments: Engine.available)
  func drawNeeded(engine: Engine) async throws {
    // The two dearest, of which the envelope holds one.
    let scene = try await voted(
      engine, [2, 3], ["departage": "lots", "tirage": "Le tirage du lendemain", "numeros": "3"])
    let hour = scene.closes.adding(seconds: 3_600)
    #expect(try await ask(scene, at: hour).status == 303)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    scene.asking.time.move(to: hour)
    #expect(try await !isCounted(scene))
    #expect(try await failure(scene) == "draw-needed")
    try await scene.administrator.enter("admin@agence.example", as: nil)
    try await scene.scene.reader.enter("instruction@agence.example", as: nil)
    let told = try await scene.administrator.get(VoteScene.preparation).text
    #expect(told.contains("Le dépouillement n’a pas pu être fait à l’heure fixée"))
    let typed = [
      "quand": ParisTime(hour).typed, "numeros": "3 14 15", "source": "https://tirages.example/jeudi",
    ]
    scene.asking.time.advance(seconds: 60)
    #expect(try await scene.scene.reader.post(Self.draw, typed).status == 303)
    let token = try await scene.scene.value("SELECT token FROM vote_draw")
    let confirmed = try await scene.administrator.post(
      Self.draw + "/confirmation", ["saisie": token, "numeros": "3 14 15"])
    #expect(confirmed.fields[.location] == Self.draw + "?fait=confirme", Comment(rawValue: confirmed.text))
    // What failed is not tried again by itself.
    #expect(try await !isCounted(scene))
    let later = hour.adding(seconds: 7_200)
    #expect(try await ask(scene, at: later).status == 303)
    #expect(try await failure(scene) == "")
    scene.asking.time.move(to: later)
    #expect(try await isCounted(scene))
    #expect(try await scene.verified().ledger.tally?.selected.count == 1)
    await scene.close()
  }
}
