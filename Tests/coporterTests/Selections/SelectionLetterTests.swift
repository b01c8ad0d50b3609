import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform
@testable import Selections
@testable import Votes

@Suite("Letters of a published selection", .serialized)
struct SelectionLetterTests {
  /// The organisation that supports what feeds a proposition, the other of the two having deposited it.
  private func support(_ name: String, _ statement: SupportStatement, _ scene: SelectionScene) async throws
    -> Organisation
  {
    let (dax, pau) = (scene.vote.towns.dax, scene.vote.towns.pau)
    let supporter = try await scene.deposited(by: dax).contains(name) ? pau : dax
    let now = scene.asking.time.clock.now()
    try await scene.database.write { db in
      let token = try #require(
        try db.value(
          """
          SELECT contribution.token FROM contribution
          JOIN decision ON decision.contribution_id = contribution.id AND decision.ended_event_id IS NULL
          JOIN grouping ON grouping.decision_id = decision.id
          JOIN proposition ON proposition.id = grouping.proposition_id WHERE proposition.token = \(name)
          """, as: String.self))
      let contribution = try #require(try Contribution.with(token: token, db))
      try Support.give(to: contribution, for: supporter.id, isAuthority: true, by: .command, at: now, db)
      try statement.make(on: contribution, for: supporter.id, by: .command, at: now, db)
    }
    return supporter
  }

  private func publish(_ scene: SelectionScene) async throws {
    try await scene.sit()
    for (place, amount) in [(1, 200_000), (2, 300_000)] {
      #expect(try await scene.decide(scene.names[place], "developper", amount).status == 303)
    }
    #expect(try await scene.chair.post(SelectionScene.room + "/seance/cloture", [:]).status == 303)
    #expect(try await scene.chair.post(SelectionScene.room + "/releve/signature", [:]).status == 303)
    try await scene.vote.administrator.enter("admin@agence.example", as: nil)
    let published = try await scene.vote.administrator.post(
      SelectionScene.setup + "/publication", ["quand": "maintenant"])
    #expect(published.status == 303, Comment(rawValue: published.text))
    try await scene.work("selections.letters")
  }

  @Test(
    "Those ready to experiment or to co-carry what is selected are told so, each of its own, and of nothing else",
    arguments: Engine.available)
  func ready(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let experimenter = try await support(scene.names[1], SupportStatement(experiments: true), scene)
    let carrier = try await support(scene.names[2], SupportStatement(coCarries: true), scene)
    // Ready for both, of what the committee does not take.
    _ = try await support(scene.names[0], SupportStatement(experiments: true, coCarries: true), scene)
    try await publish(scene)
    let consultation = scene.vote.scene.consultation
    let titles = try await scene.database.read { db in
      try VotedProposition.all(of: try #require(try Vote.of(consultation, db)).id, db).map(\.title)
    }
    let letters = try await scene.database.read { db in
      try db.rows("SELECT fact, body FROM outgoing_mail WHERE fact LIKE 'selection/%'") { row in
        (fact: try row.next(String.self), body: try row.next(String.self))
      }
    }
    let committee = try await scene.committee().id
    for (words, organisation) in [
      ("prêt à expérimenter «\u{A0}\(titles[1])\u{A0}»\u{A0}: elle est retenue", experimenter),
      ("prêt à co-porter «\u{A0}\(titles[2])\u{A0}»\u{A0}: elle est retenue", carrier),
    ] {
      let told = letters.filter { $0.body.contains(words) }
      #expect(!told.isEmpty && Set(told.map(\.fact)) == ["selection/\(committee)/\(organisation.token)"])
      #expect(told.count == letters.count { $0.fact == told.first?.fact })
    }
    #expect(letters.allSatisfy { !$0.body.contains("prêt à expérimenter «\u{A0}\(titles[0])") })
    #expect(letters.allSatisfy { !$0.body.contains("prêt à co-porter «\u{A0}\(titles[0])") })
    #expect(letters.allSatisfy { !$0.body.contains("prêt à co-porter «\u{A0}\(titles[1])") })
    await scene.close()
  }
}
