import Logging
import Storage
import Testing

@testable import Instruction
@testable import Platform

@Suite("Race on what is said of a redirection", .serialized)
struct AddresseeRaceTests {
  private static let clicks = 32

  @Test(
    "Many identical answers, reports and requests at once, on two servers where there can be two: one of each is kept",
    arguments: Engine.available)
  func together(engine: Engine) async throws {
    let address = try await TemporaryDatabase.address(engine)
    let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try Database.open(address, logger: quiet)
    let made = try await Towns.make(over: database)
    try await made.openConsultation()
    let one = try await made.reopened()
    let other = engine == .postgresql ? try Database.open(address, logger: quiet) : nil
    let two = try await made.reopened(over: other)
    let agent = try await one.agent("dax@wanadoo.fr", for: one.dax)
    let page = try await one.redirect(try await one.deposit(agent, title: "Un agenda"))
    let decision = try await database.read { db in
      try db.value("SELECT token FROM decision", as: String.self) ?? ""
    }
    let form = "_form=\(try await agent.token())"
    for (path, body) in [
      (page, "reponse=prend"), (Towns.home + "/decisions/\(decision)/refus", "refus=Il+a+dit+non."),
      (Towns.home + "/decisions/\(decision)/reexamen", "demande=Relisez."),
    ] {
      let statuses = try await click(path, body + "&" + form, as: agent, on: [one, two])
      #expect(statuses.filter { $0 == 303 }.count == 1, "\(path): \(Set(statuses))")
      #expect(statuses.filter { $0 == 409 }.count == Self.clicks - 1, "\(path): \(Set(statuses))")
    }
    for table in ["addressee_answer", "reported_refusal", "reexamination"] as [StaticString] {
      let count = try await one.count("SELECT count(*) FROM \(SQL(stringLiteral: table))")
      #expect(count == 1, Comment(rawValue: table.description))
    }
    #expect(try await one.mails(about: "redirection/").count == 1)
    await other?.close()
    await database.close()
  }

  private func click(
    _ path: String, _ body: String, as agent: Browser, on houses: [Towns]
  ) async throws -> [Int] {
    let cookies = agent.cookies
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<Self.clicks {
        let asking = houses[number % houses.count].asking
        group.addTask {
          let browser = Browser(asking)
          browser.cookies = cookies
          return try await browser.post(path, raw: body).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
