import Foundation
import Logging
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Sixty-four clicks together (SECURITY 10).
@Suite("Race on a support", .serialized)
struct RaceTests {
  private static let clicks = 64

  @Test(
    "Sixty-four identical requests at once, on two servers where there can be two: one row, one event, right counters",
    arguments: Engine.available)
  func supports(engine: Engine) async throws {
    let address = try await TemporaryDatabase.address(engine)
    let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try Database.open(address, logger: quiet)
    let made = try await Towns.make(over: database)
    try await made.openConsultation()
    let one = try await made.reopened()
    // On SQLite one process writes; its two houses share the database.
    let other = engine == .postgresql ? try Database.open(address, logger: quiet) : nil
    let two = try await made.reopened(over: other)
    let path = try await one.deposit(try await one.agent("dax@wanadoo.fr", for: one.dax), title: "Un agenda")
    let agent = try await one.agent("pau@wanadoo.fr", for: one.pau)
    let token = try await agent.token()
    let body = "organisme=\(one.pau.id)&_form=\(token)"
    for round in 1...Soak.rounds(4, whole: 1000) {
      try await click(path + "/soutien", body, as: agent, on: [one, two])
      try await expect(one, given: round, ended: round - 1, live: 1)
      try await click(path + "/soutien/retrait", body, as: agent, on: [two, one])
      try await expect(one, given: round, ended: round, live: 0)
    }
    await other?.close()
    await database.close()
  }

  @Test(
    "Sixty-four publications of one draft at once: one contribution, one number, one acknowledgement",
    arguments: Engine.available)
  func publications(engine: Engine) async throws {
    let made = try await Towns.make(engine)
    try await made.openConsultation()
    let towns = try await made.reopened()
    let agent = try await towns.agent("dax@wanadoo.fr", for: towns.dax)
    for round in 1...Soak.rounds(2, whole: 50) {
      let draft = try await towns.begin(agent)
      let fields = ["rubrique": "besoin", "titre": "Besoin \(round)", "aujourdhui": "Rien.", "action": "relire"]
      _ = try await agent.post(draft, fields)
      try await click(draft + "/publication", "_form=\(try await agent.token())", as: agent, on: [towns, towns])
      #expect(try await towns.count("SELECT count(*) FROM contribution") == round)
      #expect(try await towns.count("SELECT count(*) FROM contribution_version") == round)
      #expect(try await towns.count("SELECT max(number) FROM contribution") == round)
      #expect(try await towns.count("SELECT CAST(sum(contributions) AS BIGINT) FROM deposit_figures") == round)
      let facts: SQL = "SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'contribution/%'"
      #expect(try await towns.count(facts) == round)
    }
    await towns.asking.house.database.close()
  }

  private func click(_ path: String, _ body: String, as agent: Browser, on houses: [Towns]) async throws {
    let cookies = agent.cookies
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<Self.clicks {
        let asking = houses[number % houses.count].asking
        group.addTask {
          let browser = Browser(asking)
          browser.cookies = cookies
          return try await browser.post(path, raw: body).status
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(statuses.allSatisfy { $0 == 303 }, "\(Set(statuses))")
  }

  private func expect(_ towns: Towns, given: Int, ended: Int, live: Int) async throws {
    #expect(try await towns.count("SELECT count(*) FROM support WHERE ended_event_id IS NULL") == live)
    #expect(try await towns.count("SELECT count(*) FROM support") == given)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'support.given'") == given)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'support.ended'") == ended)
    #expect(try await towns.count("SELECT authority_supports FROM contribution") == live)
    #expect(try await towns.count("SELECT supports FROM contribution") == live)
    let figures: SQL = "SELECT CAST(sum(authority_supports) AS BIGINT) FROM deposit_figures"
    #expect(try await towns.count(figures) == live)
  }
}
