import Storage
import Tallying
import Testing

@testable import Consultations
@testable import Platform
@testable import Votes

@Suite("Other rules beside that of the vote", .serialized)
struct ComparedResultTests {
  private static let title = "Ce que d’autres règles auraient retenu"

  /// Dax has chosen the two propositions in the middle, of 200,000 and 300,000 euros, in an envelope of 400,000.
  private func counted(_ engine: Engine, _ article: String?) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    let (consultation, now) = (scene.scene.consultation, scene.asking.time.clock.now())
    if let article {
      try await scene.database.write { db in
        try Rules.publish(
          version: 9, title: "Règlement",
          articles: [.init(number: 1, key: "regles-comparees", title: "Comparer", text: article)], in: consultation,
          by: .command, at: now, db)
      }
    }
    try await scene.open(["enveloppe": "400 000"])
    // What the opening froze holds.
    try await scene.database.write { db in
      try Rules.publish(
        version: 10, title: "Règlement", articles: [.init(number: 1, key: "vote", title: "Vote", text: "Autrement.")],
        in: consultation, by: .command, at: now, db)
    }
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[1], scene.names[2]]).status == 303)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    return scene
  }

  @Test(
    "What each would have taken of the same ballots stands beside the result and in the report",
    arguments: Engine.available)
  func shown(engine: Engine) async throws {
    let scene = try await counted(
      engine, "- les plus choisies d’abord : approval ;\n- selon Phragmén : phragmen.\n- sans nom de règle")
    let name = { (places: [Int]) in places.map { scene.names[$0] } }
    let consultation = scene.scene.consultation
    let results = try await scene.database.read { db in
      let vote = try #require(try Vote.of(consultation, db))
      var results = try #require(try Results(of: vote, db))
      try results.explain(vote, db)
      return results
    }
    #expect(results.compared.map(\.rule.rule) == ["approval", "phragmen"])
    // One of the two fits: the first by identifier for approval.
    #expect(results.compared.allSatisfy { $0.selected.count == 1 && $0.cost <= 400_000 })
    #expect(results.compared[0].selected == name([1]) && results.compared[0].cost == 200_000)
    for path in ["/resultats", "/rapport"] {
      let page = try await scene.scene.read(VoteScene.vote + path)
      #expect(page.contains(Self.title) && page.contains("selon Phragmén") && page.contains("<code>phragmen</code>"))
      #expect(page.contains("à titre d’information"))
    }
    await scene.close()
  }

  @Test("Where the Rules say nothing of it, nothing is shown", arguments: [Engine.available[0]])
  func silent(engine: Engine) async throws {
    let scene = try await counted(engine, nil)
    for path in ["/resultats", "/rapport"] {
      #expect(try await !scene.scene.read(VoteScene.vote + path).contains(Self.title))
    }
    await scene.close()
  }

  @Test("Each rule that one may count by can be named in the Rules", arguments: Rule.allCases)
  func known(rule: Rule) throws {
    let read = try #require(ComparedRule.all(in: "- autrement : \(rule.rawValue)").first)
    #expect(Rule(rawValue: read.rule) == rule && Utility(rawValue: read.utility) != nil)
  }
}
