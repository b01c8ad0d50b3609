import Testing

@testable import Storage

@Suite("Statements whose answer nobody waits for") struct PostingTests {
  private struct Change: Error, Equatable {}

  private func subjects(_ database: Database) async throws -> [Int] {
    try await database.read { db in try db.values("SELECT subject FROM support ORDER BY subject", as: Int.self) }
  }

  @Test("What was posted is there for the next statement, and on disk with the write", arguments: Engine.available)
  func order(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    try await database.write { db in
      for subject in 0..<200 {
        try db.post("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject))")
      }
      #expect(try db.value("SELECT count(*) FROM support", as: Int.self) == 200)
      try db.post("DELETE FROM support WHERE subject >= \(3)")
    }
    #expect(try await subjects(database) == [0, 1, 2])
    await database.close()
  }

  @Test("In a group, one that was posted and fails undoes its own write alone", arguments: Engine.available)
  func failing(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let errors = try await database.writeInOneGroup(9) { job, db in
      try db.post("INSERT INTO support (place_id, subject) VALUES (\(2), \(job))")
      // Every third one breaks a rule, with nothing after it or with a statement that is not run any more.
      if job % 3 == 0 { try db.post("INSERT INTO place (name) VALUES (\("Dax"))") }
      if job % 2 == 0 { try db.execute("INSERT INTO support (place_id, subject) VALUES (\(2), \(job + 10))") }
    }
    #expect(errors.keys.sorted() == [0, 3, 6])
    #expect(errors.values.allSatisfy { ($0 as? StorageError)?.isDuplicate(in: "place", on: "name") == true })
    #expect(try await subjects(database) == [1, 2, 4, 5, 7, 8, 12, 14, 18])
    await database.close()
  }

  @Test("A body that throws takes with it what it posted, in a group or alone", arguments: Engine.available)
  func throwing(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await #expect(throws: Change()) {
      try await database.write { db in
        try db.post("INSERT INTO support (place_id, subject) VALUES (\(1), \(0))")
        throw Change()
      }
    }
    let errors = try await database.writeInOneGroup(7) { subject, db in
      // Before its first statement that waits, or after it.
      if subject > 3 { try db.execute("INSERT INTO support (place_id, subject) VALUES (\(3), \(subject))") }
      if subject > 0 { try db.post("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject))") }
      if subject % 2 == 1 { throw Change() }
    }
    #expect(errors.keys.sorted() == [1, 3, 5] && errors.values.allSatisfy { $0 is Change })
    #expect(try await subjects(database) == [2, 4, 4, 6, 6])
    await database.close()
  }

  @Test("What is only attempted takes back what it posted, even what could not be", arguments: Engine.available)
  func attempted(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    try await database.write { db in
      try db.post("INSERT INTO support (place_id, subject) VALUES (\(1), \(1))")
      #expect(throws: StorageError.self) {
        try db.attempt { try db.post("INSERT INTO place (name) VALUES (\("Dax"))") }
      }
      #expect(throws: (any Error).self) {
        try db.attempt {
          try db.post("INSERT INTO place (name) VALUES (\("Dax"))")
          throw Change()
        }
      }
      try db.post("INSERT INTO support (place_id, subject) VALUES (\(1), \(2))")
    }
    #expect(try await subjects(database) == [1, 2])
    await database.close()
  }

  @Test("A server tells how far its clock is ahead, the same through a transaction", arguments: Engine.available)
  func advance(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let (first, second) = try await database.write { db in (try db.serverAdvance(), try db.serverAdvance()) }
    #expect(first == second && (first == nil) == (engine == .sqlite))
    // The server of the tests is this machine.
    #expect(try await database.read { db in try db.serverAdvance() } ?? 0 == 0)
    await database.close()
  }

  @Test(
    "A server that shows another time tells by how much, ahead or behind",
    arguments: Engine.available.filter { $0 == .postgresql }, [5, -5])
  func otherTime(_ engine: Engine, seconds: Int) async throws {
    let address = try await TemporaryDatabase.address(engine)
    let connection = try PostgreSQLConnection(address: address)
    try connection.script(
      """
      CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS 'SELECT pg_catalog.clock_timestamp() + make_interval(secs => \(seconds))'
      """)
    connection.close()
    // Whoever looks there first is shown that time.
    let database = try TemporaryDatabase.open(address + "&options=-csearch_path%3Dpublic,pg_catalog")
    let written = try #require(try await database.write { db in try db.serverAdvance() })
    let read = try #require(try await database.read { db in try db.serverAdvance() })
    // But for the journey there and back.
    let expected = seconds > 0 ? 4_000...5_000 : -5_000...(-4_000)
    #expect(expected.contains(Int(written)) && expected.contains(Int(read)))
    await database.close()
  }
}
