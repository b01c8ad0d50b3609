import Catalogue
import Consultations
import Deposits
import Directory
import Instruction
import Localization
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
    #expect(register.count(.created) > 36_000 && second == .found(.deposit))
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
        try db.value(
          "SELECT count(*) FROM comment WHERE id NOT IN (SELECT comment_id FROM comment_hiding)", as: Int.self),
        try db.value(
          """
          SELECT count(*) FROM comment JOIN organisation ON organisation.id = comment.organisation_id
          WHERE organisation.source IS NULL OR organisation.source <> 'demonstration'
          """, as: Int.self)
      )
    }
    #expect(counted == comments && (450...900).contains(comments ?? 0) && byReal == 0)
    for (sql, least) in [
      ("SELECT count(*) FROM contribution WHERE version > 1", 6), ("SELECT count(*) FROM withdrawal", 2),
      ("SELECT count(*) FROM support_statement", 8),
    ] as [(SQL, Int)] {
      #expect(try await database.read { db in try db.value(sql, as: Int.self) ?? 0 } >= least, "\(sql)")
    }
    let bare = try await database.read { db in
      try db.value(
        """
        SELECT count(*) FROM contribution JOIN contribution_version
          ON contribution_version.contribution_id = contribution.id
          AND contribution_version.number = contribution.version
        WHERE contribution.rubric = 'service' AND (maintainer = '' OR users = '')
        """, as: Int.self)
    }
    #expect(bare == 0)
    #expect(phases.first?.kind == .deposit)
    #expect(
      phases.map { $0.state(at: Demonstration.start) } == [.open, .ahead, .ahead, .ahead, .ahead, .ahead, .ahead])
    try await Self.expectQueues(database)
    await database.close()
  }

  /// What instructors, administrators and the operator find on their desks, by invented persons for invented bodies.
  private static func expectQueues(_ database: Database) async throws {
    func count(_ query: SQL) async throws -> Int {
      try await database.read { db in try db.value(query, as: Int.self) ?? 0 }
    }
    let open: SQL = "FROM mandate_request WHERE outcome IS NULL AND sent_to IS NULL"
    #expect(try await count("SELECT count(*) \(open)") >= 12)
    let hour = Demonstration.start.adding(seconds: -3_600)
    let fortnight = Demonstration.start.adding(seconds: -14 * 86_400)
    #expect(try await count("SELECT count(*) \(open) AND asked_at > \(hour)") >= 1)
    #expect(try await count("SELECT count(*) \(open) AND asked_at < \(fortnight)") >= 1)
    let members: SQL = """
      SELECT member_id FROM organisation_member
      JOIN confirmer ON confirmer.organisation_id = organisation_member.operator_id
      """
    let far = try await count(
      """
      SELECT count(*) FROM organisation JOIN confirmer ON confirmer.territory = 'members'
      JOIN organisation AS pooling ON pooling.id = confirmer.organisation_id
      WHERE organisation.id IN (\(members)) AND organisation.region <> pooling.region
      """)
    #expect(far == 0, "the operator’s members are in its region")
    #expect((12...40).contains(try await count("SELECT count(*) FROM organisation_member")))
    let inTerritory = try await count("SELECT count(*) \(open) AND organisation_id IN (\(members))")
    #expect((3...11).contains(inTerritory))
    let real: SQL = "(SELECT id FROM organisation WHERE source <> 'demonstration')"
    for table: SQL in ["mandate_request", "confirmer", "mandate"] {
      #expect(try await count("SELECT count(*) FROM \(table) WHERE organisation_id IN \(real)") == 0)
    }
    #expect(try await count("SELECT count(*) FROM organisation_request WHERE outcome IS NULL") >= 3)
    let reported: SQL = "SELECT count(DISTINCT comment_id) FROM comment_report WHERE settled_event_id IS NULL"
    #expect(try await count(reported) >= 4)
    #expect(try await count("SELECT count(*) FROM comment_hiding WHERE ended_event_id IS NULL") == 1)
    for (state, least) in [("sent", 8), ("waiting", 3), ("refused", 2)] {
      #expect(try await count("SELECT count(*) FROM outgoing_mail WHERE state = \(state)") >= least, "\(state)")
    }
    #expect(try await count("SELECT count(*) FROM refusing_address WHERE ended_event_id IS NULL") >= 2)
    #expect(try await count("SELECT count(*) FROM outgoing_mail WHERE recipient NOT LIKE '%.example'") == 0)
    #expect(try await count("SELECT count(*) FROM person_address WHERE mail NOT LIKE '%.example'") == 0)
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
    try await Self.expectNoActOfRealBodies(database)
    await database.close()
  }

  /// What the register and the publicly known deposits say of real bodies; in the journal, those deposits alone.
  private static let known: Set<String> = [
    "organisation_mailbox", "organisation_domain", "organisation_member", "organisation_postcode", "contribution",
    "journal", "sheet_maintainer", "sheet_version",
  ]

  /// Every column of every table that names an organisation, from the schema: a new one joins by itself.
  private static func expectNoActOfRealBodies(_ database: Database) async throws {
    let (found, filled) = try await database.read { db -> ([String], Int) in
      let columns = try db.rows(
        """
        SELECT s.name, f."from" FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
        WHERE s.type = 'table' AND f."table" = 'organisation' ORDER BY 1, 2
        """
      ) { row in (table: try row.next() as String, column: try row.next() as String) }
      var found: [String] = []
      var filled = 0
      for (table, column) in columns where !known.contains(table) && table != "organisation" {
        let (name, organisation) = (SQL(text: table), SQL(text: column))
        let count = try db.value(
          """
          SELECT count(*) FROM \(name) WHERE \(organisation) IN
          (SELECT id FROM organisation WHERE source <> 'demonstration')
          """, as: Int.self)
        if count != 0 { found.append("\(table).\(column)") }
        if try db.value("SELECT count(\(organisation)) FROM \(name)", as: Int.self) != 0 { filled += 1 }
      }
      return (found, filled)
    }
    #expect(found == [])
    // Mandates, requests, confirmers, supports, comments, co-deposits, preparations, drafts.
    #expect(filled >= 8)
  }

  /// The tables of the rooms that the demonstration fills.
  static func open(_ database: Database) async throws {
    let register = Register(database: database)
    let deposits = try DepositsModule(database: database, register: register)
    let rooms: [any Module] = [
      ConsultationsModule(database: database), try DirectoryModule(register: register), deposits,
      InstructionModule(database: database, register: register, deposits: deposits),
      CatalogueModule(database: database, register: register),
    ]
    _ = try await database.migrate(migrations(of: rooms))
  }
}
