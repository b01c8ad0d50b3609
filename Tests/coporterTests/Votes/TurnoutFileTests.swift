import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

/// Five communes in three departments of two regions: Dax and its neighbour come on one day, Chambéry on the next, Pau
/// and the village of the Alps never.
@Suite("Turnout and results by quality", .serialized)
struct TurnoutFileTests {
  private struct Voted {
    var scene: VoteScene
    var first: Instant
    var second: Instant
  }

  private func voted(_ engine: Engine) async throws -> Voted {
    let scene = try await VoteScene.make(engine)
    let (dax, pau) = (scene.towns.dax.id, scene.towns.pau.id)
    let others = try await scene.database.write { db in
      let neighbour = try Towns.add("commune", "Voisine", "dddddddddd", db)
      let alps = try Towns.add("commune", "Chambéry", "eeeeeeeeee", db)
      let village = try Towns.add("commune", "Village", "ffffffffff", db)
      for (id, department, region, population) in [
        (dax, "40", "75", 20_000), (pau, "64", "75", 300), (neighbour, "40", "75", 1_000), (alps, "73", "84", 19_999),
        (village, "73", "84", 3_499),
      ] {
        try db.execute(
          """
          UPDATE organisation SET department = \(department), region = \(region), population = \(population)
          WHERE id = \(id)
          """)
      }
      return [neighbour, alps]
    }
    try await scene.open()
    try await scene.proveMayor()
    // Half an hour before midnight in Paris, and half an hour after.
    let today = ParisTime(scene.asking.time.clock.now())
    let first = ParisTime.instant(year: today.year, month: today.month, day: today.day, hour: 23).adding(seconds: 1_800)
    scene.asking.time.move(to: first)
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[1], scene.names[2]]).status == 303)
    try await scene.cast([others[0]], [scene.names[1]])
    let second = first.adding(seconds: 3_600)
    scene.asking.time.move(to: second)
    try await scene.cast([others[1]])
    return Voted(scene: scene, first: first, second: second)
  }

  private func noon(_ instant: Instant) -> Instant {
    let shown = ParisTime(instant)
    return ParisTime.instant(year: shown.year, month: shown.month, day: shown.day, hour: 12)
  }

  /// The rows of a file, cut before the warning of a demonstration.
  private func rows(_ scene: VoteScene, _ path: String, cells: Int) async throws -> [[String]] {
    let text = try await Browser(scene.asking).get(VoteScene.vote + path).text
    let lines = text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    return lines.map { line in Array(line.dropFirst().dropLast().components(separatedBy: "\";\"").prefix(cells)) }
  }

  @Test(
    "Who came is counted by day of Paris, kind, size, region and department, with the silent ones",
    arguments: Engine.available)
  func turnout(engine: Engine) async throws {
    let votes = try await voted(engine)
    let scene = votes.scene
    let consultation = scene.scene.consultation
    let turnout = try await scene.database.read { db in
      try Turnout(of: try #require(try Vote.of(consultation, db)).id, db)
    }
    typealias Line = Turnout.Line
    #expect(turnout.called == 5 && turnout.came == 3)
    #expect(turnout.kinds == [Line(name: "commune", called: 5, came: 3)])
    #expect(
      turnout.strata.sorted { $0.name < $1.name } == [
        Line(name: "from20000", called: 1, came: 1), Line(name: "from3500", called: 1, came: 1),
        Line(name: "from500", called: 2, came: 1), Line(name: "under500", called: 1, came: 0),
      ])
    #expect(turnout.regions == [Line(name: "75", called: 3, came: 2), Line(name: "84", called: 2, came: 1)])
    #expect(turnout.departments == ["40": 2, "73": 1] && turnout.calledDepartments == ["40": 2, "64": 1, "73": 2])
    #expect(turnout.silent == ["64"])
    #expect(
      turnout.days == [
        Turnout.Day(noon: noon(votes.first), came: 2), Turnout.Day(noon: noon(votes.second), came: 1),
      ])
    let came = try await rows(scene, "/emargement/emargement.csv", cells: 6)
    #expect(came.map { $0[1] } == ["Dax", "Voisine", "Chambéry"])
    #expect(came[2] == ["eeeeeeeeee", "Chambéry", "commune", "84", "73", "from3500"])
    #expect(try await rows(scene, "/emargement/a-appeler.csv", cells: 6).map { $0[1] } == ["Pau", "Village"])
    let page = try await scene.scene.read(VoteScene.vote + "/emargement")
    #expect(page.contains("3 collectivités ont voté, sur 5."))
    await scene.close()
  }

  @Test("The files of the results say who chose what by each quality, and of how many", arguments: Engine.available)
  func results(engine: Engine) async throws {
    let scene = try await voted(engine).scene
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    let (names, consultation) = (scene.names, scene.scene.consultation)
    let titles = try await scene.database.read { db in
      try VotedProposition.all(of: try #require(try Vote.of(consultation, db)).id, db).map(\.title)
    }
    let table = try await rows(scene, "/resultats/resultats.csv", cells: 7)
    #expect(
      table == [
        ["1", names[1], titles[1], "2", "200000", "oui", ""], ["2", names[2], titles[2], "1", "300000", "oui", ""],
        ["", names[0], titles[0], "0", "100000", "non", "minimum"],
        ["", names[3], titles[3], "0", "400000", "non", "minimum"],
      ])
    let shares = try await rows(scene, "/resultats/ventilation.csv", cells: 6)
    // A kind, three sizes, two regions and two departments came, for each of four propositions.
    #expect(shares.count == 4 * 8)
    func told(_ place: Int) -> [String] {
      shares.filter { $0[2] == names[place] && $0[3] == titles[place] }.map { "\($0[0]) \($0[1]) \($0[4])/\($0[5])" }
    }
    #expect(
      told(1) == [
        "genre commune 2/3", "taille from20000 1/1", "taille from3500 0/1", "taille from500 1/1", "region 75 2/2",
        "region 84 0/1", "departement 40 2/2", "departement 73 0/1",
      ])
    #expect(
      told(2) == [
        "genre commune 1/3", "taille from20000 1/1", "taille from3500 0/1", "taille from500 0/1", "region 75 1/2",
        "region 84 0/1", "departement 40 1/2", "departement 73 0/1",
      ])
    #expect(told(0).allSatisfy { $0.contains(" 0/") } && told(3).allSatisfy { $0.contains(" 0/") })
    await scene.close()
  }
}
