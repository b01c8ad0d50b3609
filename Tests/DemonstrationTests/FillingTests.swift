import Consultations
import Directory
import Platform
import Storage
import Testing

@testable import Demonstration

@Suite("Filling the demonstration")
struct FillingTests {
  @Test("Filled twice, it keeps one consultation, whose deposit is still open", arguments: Engine.available)
  func twice(engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    let rooms: [any Module] = [ConsultationsModule(database: database), DirectoryModule(database: database)]
    _ = try await database.migrate(migrations(of: rooms))
    let first = try await Demonstration.fill(database)
    let second = try await Demonstration.fill(database)
    #expect(first.created == second.unchanged && second.created == 0)
    let phases = try await database.read { db in
      #expect(try db.value("SELECT count(*) FROM consultation", as: Int.self) == 1)
      return try Consultation.newest(db).map { try Phase.all(of: $0.id, db) } ?? []
    }
    #expect(phases.first?.kind == .deposit)
    #expect(phases.map { $0.state(at: Demonstration.start) } == [.open, .ahead, .ahead, .ahead, .ahead, .ahead])
    await database.close()
  }
}
