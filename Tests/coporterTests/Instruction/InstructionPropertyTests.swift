import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

extension InstructionSequence {
  /// Compares all that is kept with what should be.
  func check() async throws {
    try await towns.asking.house.database.read { [self] db in
      for (id, other) in zip(side.ids, twin.ids) { try checkContribution(id, other, db) }
      try checkDecisions(db)
      try checkPropositions(db)
      try checkReadings(db)
      let sums = try Sums(db)
      #expect(sums.faults.isEmpty, "\(sums.faults)")
    }
  }

  /// Each part has one final decision or none; no support and no comment is lost or counted twice.
  private func checkContribution(_ id: Int64, _ other: Int64, _ db: Snapshot) throws {
    let parts = try Part.all(of: id, db)
    let decisions = try Decision.live(of: [id], db)
    #expect(Set(parts.map(\.event)).count < 2, "parts of one division")
    if parts.isEmpty {
      #expect(decisions.count < 2 && decisions.allSatisfy { $0.part == nil })
    } else {
      #expect(Set(decisions.map(\.part)).count == decisions.count)
      #expect(decisions.allSatisfy { one in parts.contains { $0.id == one.part } })
    }
    let both = try Contribution.with(ids: [id, other], db)
    try #require(both.count == 2)
    #expect(both[0].text == both[1].text && both[0].version == both[1].version)
    #expect(both[0].authoritySupports == both[1].authoritySupports)
    #expect(both[0].otherSupports == both[1].otherSupports)
    let (said, its) = (try comments(of: id, db), try comments(of: other, db))
    #expect(said.map(\.words) == its.map(\.words))
    #expect(said.count { $0.words.isShown } == both[0].comments && both[0].comments == both[1].comments)
    // Those that were posted here, each once, and no other.
    let posted = try db.values(
      """
      SELECT id FROM journal
      WHERE kind = 'comment.posted' AND subject_type = 'contribution' AND subject_id = \(id) ORDER BY id
      """, as: Int64.self)
    #expect(said.map(\.event) == posted)
    let supports = try Support.organisations(of: id, limit: 100, db)
    #expect(supports.count == both[0].authoritySupports + both[0].otherSupports)
    #expect(supports == (try Support.organisations(of: other, limit: 100, db)))
  }

  /// In the order in which they were posted: who says what and how it stands, without what no two have alike; and the
  /// line of the journal.
  private func comments(of contribution: Int64, _ db: Snapshot) throws -> [(words: Deposits.Comment, event: Int64)] {
    try db.rows(
      """
      SELECT \(Deposits.Comment.columns), comment.posted_event_id FROM \(Deposits.Comment.source)
      WHERE comment.contribution_id = \(contribution) ORDER BY comment.id
      """
    ) { row in
      var words = try Deposits.Comment(from: &row)
      (words.id, words.token, words.contribution) = (0, "", 0)
      return (words, try row.next(Int64.self))
    }
  }

  /// What a decision names is there.
  private func checkDecisions(_ db: Snapshot) throws {
    let decisions = try Decision.live(of: side.ids, db)
    let targets = try Decision.targets(of: decisions, in: side.consultation.id, db)
    for decision in decisions {
      switch (decision.kind, targets[decision.id] ?? .nothing) {
      case (.grouped, .propositions(let all)): #expect(!all.isEmpty)
      case (.kept, .propositions(let all)): #expect(all.count == 1)
      case (.redirected, .addressee), (.rejected, .article): break
      default: Issue.record("a decision that names nothing: \(decision)")
      }
    }
    let dead = try db.value(
      """
      SELECT count(*) FROM decision JOIN grouping ON grouping.decision_id = decision.id
      JOIN proposition ON proposition.id = grouping.proposition_id
      WHERE decision.ended_event_id IS NULL AND proposition.ended_event_id IS NOT NULL
      """, as: Int.self)
    #expect(dead == 0, "decisions that feed what is no more")
  }

  /// Each that lasts has one wording in force, whose sentences stand in its text.
  private func checkPropositions(_ db: Snapshot) throws {
    let last = try db.values(
      """
      SELECT id FROM proposition WHERE consultation_id = \(side.consultation.id) AND ended_event_id IS NULL ORDER BY id
      """, as: Int64.self)
    let all = try Proposition.all(of: side.consultation.id, db)
    #expect(all.map(\.id).sorted() == last, "one wording in force for each")
    for proposition in all {
      let composition = try proposition.composed(db)?.composition ?? Composition()
      for sentence in composition.sentences {
        #expect(proposition.wording.text.contains(sentence.words), "\(sentence) in \(proposition.wording.text)")
      }
    }
  }

  /// Undoes all that was done, the newest first; what waits for an answer is upheld before.
  func undoAll() async throws {
    let (now, consultation, ids) = (now, side.consultation.id, side.ids)
    try await towns.asking.house.database.write { [instructors] db in
      for decision in try Decision.published(of: ids, db) {
        guard try Reexamination.of(decisions: [decision.id], db)[decision.id]?.isPending == true else { continue }
        let contribution = try #require(try Contribution.with(ids: [decision.contribution], db).first)
        let other = try instructors.first { try !decision.isTreated(by: $0, db) }
        _ = try Reexamination.answer(
          .upheld(reason: "Oui."), of: decision, on: contribution, by: Actor(person: other, through: .session), at: now,
          db)
      }
      let actor = Actor(person: instructors[0], through: .session)
      var left = 2_000
      // An answer that upholds falls with its decision: alone, it would leave a request that waits.
      func newest() throws -> Instruction.Act? {
        let acts = try Instruction.Act.all(in: consultation, limit: 500, db)
        return acts.first { $0.kind != "reexamination.answered" } ?? acts.first
      }
      while left > 0, let act = try newest() {
        left -= 1
        let seen = SeenRows(try act.dependents(db).map(\.event))
        _ = try act.undo(seen: seen, in: consultation, by: actor, at: now, db)
      }
      #expect(left > 0, "an act that undoing does not end")
      for table in ActTable.all.map(\.name) where !["single_reading", "saved_view"].contains(table.text) {
        let rows = try db.value(
          "SELECT count(*) FROM \(table) WHERE ended_event_id IS NULL AND \(Self.own(table.text, consultation))",
          as: Int.self)
        #expect(rows == 0, "\(table.text) lives on")
      }
    }
  }

  /// The rows of a table that belong to the consultation.
  private static func own(_ table: String, _ consultation: Int64) -> SQL {
    switch table {
    case "reexamination_answer":
      "kind = 'upheld' AND event_id IN (SELECT id FROM journal WHERE consultation_id = \(consultation))"
    case "publication_order": "done_event_id IS NULL AND consultation_id = \(consultation)"
    default: "event_id IN (SELECT id FROM journal WHERE consultation_id = \(consultation))"
    }
  }

  /// What everyone may take of a consultation, in the words of the twin.
  func export(of side: Side) async throws -> [String: String] {
    let home = "/consultations/\(side.consultation.slug)/donnees/"
    var found: [String: String] = [:]
    for table in ["contributions", "decisions", "propositions", "soutiens"] {
      for ending in ["csv", "json"] {
        let answer = try await towns.asking.get(home + "\(table).\(ending)")
        #expect(answer.status == 200, "\(table).\(ending)")
        var text = answer.text.replacing(side.consultation.slug, with: twin.consultation.slug)
        for (own, its) in zip(side.tokens, twin.tokens) { text = text.replacing(own, with: its) }
        found["\(table).\(ending)"] = text
      }
    }
    return found
  }
}

@Suite("What is decided, regrouped and undone, whatever is done", .serialized)
struct InstructionPropertyTests {
  @Test(
    "Whatever the sequence of acts, each part has one decision or none, nothing is lost, and undoing all gives the first state back",
    arguments: Engine.available)
  func sequences(engine: Engine) async throws {
    let seed = Soak.seed("instruction")
    var done: [InstructionSequence.Act: Int] = [:]
    // A house serves some sequences: making one takes longer than they do.
    let (houses, each) = (Soak.rounds(1, whole: 100), Soak.rounds(15, whole: 21))
    for house in 0..<houses {
      let towns = try await Towns.make(engine)
      let mails = ["un@agence.example", "deux@agence.example"]
      for mail in mails { _ = try await towns.invited(.instructor, mail) }
      let instructors = try await towns.asking.house.database.read { db in
        try mails.compactMap { try Person.all(with: $0, db).first?.id }
      }
      for round in 0..<each {
        var sequence = try await InstructionSequence(
          towns, instructors: instructors, number: round, seed: seed &+ UInt64(house * each + round))
        for step in 0..<80 {
          try await sequence.step()
          if step % 6 == 5 { try await sequence.check() }
        }
        try await sequence.undoAll()
        try await sequence.check()
        let (told, twin) = (try await sequence.export(of: sequence.side), try await sequence.export(of: sequence.twin))
        #expect(told == twin, "undone, all is told as if nothing had been")
        for word in sequence.gone {
          #expect(try await towns.asking.house.database.places(of: word).isEmpty, "\(word) was blotted out")
        }
        done.merge(sequence.done, uniquingKeysWith: +)
      }
      await towns.asking.house.database.close()
    }
    for act in InstructionSequence.Act.allCases { #expect(done[act, default: 0] > 0, "\(act) was never done") }
  }
}
