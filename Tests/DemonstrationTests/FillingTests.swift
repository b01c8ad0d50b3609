import Consultations
import Deposits
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
    try await Self.open(database)
    let first = try await Demonstration.fill(database)
    let second = try await Demonstration.fill(database)
    guard case .filled(let register) = first else {
      Issue.record("an empty database was not filled")
      return
    }
    #expect(register.count(.created) > 36_000 && second == .found)
    let phases = try await database.read { db in
      #expect(try db.value("SELECT count(*) FROM consultation", as: Int.self) == 1)
      return try Consultation.newest(db).map { try Phase.all(of: $0.id, db) } ?? []
    }
    let figures = try await database.read { db in try DepositFigures.of(1, db) }
    #expect(figures.contributions == Demonstration.size)
    #expect((3_600...4_400).contains(figures.authoritySupports + figures.otherSupports))
    let (counted, comments, byReal) = try await database.read { db in
      (
        try db.value("SELECT CAST(sum(comments) AS BIGINT) FROM contribution", as: Int.self),
        try db.value("SELECT count(*) FROM comment", as: Int.self),
        try db.value(
          """
          SELECT count(*) FROM comment JOIN organisation ON organisation.id = comment.organisation_id
          WHERE organisation.source IS NULL OR organisation.source <> 'demonstration'
          """, as: Int.self)
      )
    }
    #expect(counted == comments && (450...900).contains(comments ?? 0) && byReal == 0)
    #expect(phases.first?.kind == .deposit)
    #expect(phases.map { $0.state(at: Demonstration.start) } == [.open, .ahead, .ahead, .ahead, .ahead, .ahead])
    await database.close()
  }

  @Test("A database that others use is refused, and left as it was")
  func inUse() async throws {
    let database = try await TemporaryDatabase.make(.sqlite)
    try await Self.open(database)
    try await database.write { db in
      var generator = SystemRandomNumberGenerator()
      _ = try Person.create(
        name: "Agnès", mail: "agnes@ville.example", token: Token(using: &generator), through: .command,
        at: Demonstration.start, db)
    }
    await #expect(throws: DemonstrationRefusal.inUse) { try await Demonstration.fill(database) }
    let count = try await database.read { db in try db.value("SELECT count(*) FROM organisation", as: Int.self) }
    #expect(count == 0)
    await database.close()
  }

  @Test("The eight publicly known deposits are of their real bodies, and no invented body bears a real name")
  func realAndInvented() async throws {
    let database = try await TemporaryDatabase.make(.sqlite)
    try await Self.open(database)
    _ = try await Demonstration.fill(database)
    let (real, invented, deposits, coded) = try await database.read { db in
      let real: [String] = try db.values("SELECT name FROM organisation WHERE source <> 'demonstration'")
      let invented: [String] = try db.values("SELECT name FROM organisation WHERE source = 'demonstration'")
      let deposits: [String] = try db.values(
        """
        SELECT organisation.name FROM contribution JOIN organisation ON organisation.id = contribution.organisation_id
        WHERE organisation.source <> 'demonstration' ORDER BY contribution.number
        """)
      let coded = try db.value(
        "SELECT count(*) FROM organisation WHERE source = 'demonstration' AND (siren IS NOT NULL OR insee_code IS NOT NULL)",
        as: Int.self)
      return (Set(real.map(FoldedName.of)), invented, deposits, coded)
    }
    #expect(deposits.count == 8 && deposits.contains { $0.uppercased() == "SITIV" })
    #expect(invented.filter { real.contains(FoldedName.of($0)) } == [])
    #expect(coded == 0)
    await database.close()
  }

  /// The tables of the rooms that the demonstration fills.
  private static func open(_ database: Database) async throws {
    let register = Register(database: database)
    let rooms: [any Module] = [
      ConsultationsModule(database: database), try DirectoryModule(register: register),
      try DepositsModule(database: database, register: register),
    ]
    _ = try await database.migrate(migrations(of: rooms))
  }
}
