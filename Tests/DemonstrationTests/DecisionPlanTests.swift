import Consultations
import Deposits
import Storage
import Testing

@testable import Demonstration
@testable import Instruction

@Suite("The invented instruction")
struct DecisionPlanTests {
  @Test(
    "Of 476, 81 are redirected, 4 rejected, and 391 make 67 propositions; nobody real deposits any",
    arguments: Engine.available)
  func figures(engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    try await FillingTests.open(database)
    _ = try await Demonstration.fill(database, stage: .regrouped)
    func count(_ query: SQL) async throws -> Int {
      try await database.read { db in try db.value(query, as: Int.self) ?? 0 }
    }
    let live: SQL = "FROM decision JOIN decision_publication ON decision_id = decision.id WHERE ended_event_id IS NULL"
    #expect(try await count("SELECT count(*) \(live) AND kind = 'redirected'") == 81)
    #expect(try await count("SELECT count(*) \(live) AND kind = 'rejected'") == 4)
    #expect(try await count("SELECT count(DISTINCT contribution_id) \(live) AND kind IN ('grouped', 'kept')") == 391)
    // A divided contribution counts once, and each of its parts feeds its own proposition.
    let divided = try await count("SELECT count(DISTINCT contribution_id) FROM part")
    #expect(divided > 0)
    #expect(try await count("SELECT count(*) \(live)") == 476 + divided)
    #expect(try await count("SELECT count(*) \(live) AND part_id IS NOT NULL") == 2 * divided)
    #expect(try await count("SELECT count(*) FROM author_reading") > 0)
    #expect(try await count("SELECT count(*) FROM picked_sentence") > 0)
    #expect(try await count("SELECT count(DISTINCT contribution_id) \(live)") == 476)
    #expect(try await count("SELECT count(DISTINCT proposition_id) FROM grouping") == 67)
    #expect(try await count("SELECT count(*) FROM proposition") == 67)
    #expect(try await count("SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'decision/%'") == 0)
    let real: SQL = "organisation.source IS NULL OR organisation.source <> 'demonstration'"
    for table in ["contribution", "support"] as [StaticString] {
      let byReal = try await count(
        """
        SELECT count(*) FROM \(SQL(stringLiteral: table)) AS act
        JOIN organisation ON organisation.id = act.organisation_id WHERE \(real)
        """)
      #expect(byReal == 0, Comment(rawValue: table.description))
    }
    let names = ["SITIV", "Adico", "NumériScore", "IDQuart"]
    for name in names {
      #expect(
        try await count("SELECT count(*) FROM contribution_version WHERE title || today LIKE \("%" + name + "%")") == 0)
    }
    #expect(try await Demonstration.fill(database) == .found(.regrouped))
    await database.close()
  }

  @Test(
    "The desk of the phase of instruction holds all 476, of which nothing is decided, regrouped or given yet",
    arguments: Engine.available)
  func untouched(engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    try await FillingTests.open(database)
    _ = try await Demonstration.fill(database, stage: .instruction)
    try await database.read { db in
      let consultation = try #require(try Consultation.newest(db)).id
      let counts = try Queue.counts(in: consultation, for: 0, at: Demonstration.Stage.instruction.start, db)
      #expect(Demonstration.size == 476 && counts[.all] == 476 && counts[.todo] == 476)
      for (tab, count) in counts where ![.all, .todo].contains(tab) { #expect(count == 0, "\(tab)") }
      for table in ActTable.all {
        #expect(try db.value("SELECT count(*) FROM \(table.name)", as: Int.self) == 0, "\(table.name.text)")
      }
      let phases = try Phase.all(of: consultation, db)
      #expect(phases.first { $0.kind == .instruction }?.state(at: Demonstration.Stage.instruction.start) == .open)
    }
    #expect(try await Demonstration.fill(database) == .found(.instruction))
    await database.close()
  }

  @Test("Each goes to one place, in any size", arguments: [0, 1, 7, 40, 476, 2_000])
  func whole(size: Int) {
    var told: [Filling.Told] = []
    for place in 0..<size {
      let family: String? = place % 5 == 4 ? nil : "famille \(place % 61)"
      let mixes: [String] = place % 20 == 14 ? ["famille 1", "famille 2"] : []
      told.append(Filling.Told(id: Int64(place), family: family, mixes: mixes, known: place < 8 ? place : nil))
    }
    let services: [Bool] = (0..<size).map { place in place % 3 == 0 }
    let plan = DecisionPlan(told, isService: services)
    let grouped: [Int] = plan.groups.flatMap(\.members)
    let all: [Int] = plan.rejected + plan.redirected + grouped
    #expect(all.sorted() == Array(0..<size))
    // Among the publicly known ones nobody is redirected.
    #expect(plan.redirected.count == min(size * 81 / 476, max(0, size - 8)))
    #expect(plan.groups.allSatisfy { !$0.members.isEmpty })
  }
}
