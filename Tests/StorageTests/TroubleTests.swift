import CSQLite
import Glibc
import Logging
import Testing

@testable import Storage

@Suite struct TroubleTests {
  private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  @Test("A second process that would write to the same file is told who holds it")
  func locked() async throws {
    let address = try await TemporaryDatabase.address(.sqlite)
    let first = try Database.open(address, logger: logger)
    let path = String(address.dropFirst("sqlite://".count))
    #expect(throws: StorageError.held(file: path, process: Int(getpid()))) {
      try Database.open(address, logger: logger)
    }
    _ = try await first.migrate(World.migrations)
    let reader = try Database.open(address, readOnly: true, logger: logger)
    #expect(try await reader.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 0)
    await #expect(throws: StorageError.self) { try await reader.write { db in try db.execute("DELETE FROM place") } }
    await first.close()
    let second = try Database.open(address, logger: logger)
    await second.close()
    await reader.close()
  }

  @Test("While its file has vanished nothing is accepted, and writes resume once it is back")
  func vanished() async throws {
    let address = try await TemporaryDatabase.address(.sqlite)
    let path = String(address.dropFirst("sqlite://".count))
    let database = try Database.open(address, logger: logger)
    _ = try await database.migrate(World.migrations)
    #expect(rename(path, path + ".away") == 0)
    await #expect(throws: StorageError.self) {
      try await database.write { db in try db.execute("INSERT INTO place (name) VALUES (\("Dax"))") }
    }
    #expect(!database.isWriterAlive)
    #expect(access(path, F_OK) != 0)
    #expect(rename(path + ".away", path) == 0)
    while !database.isWriterAlive { await Task.yield() }
    _ = try await database.write { db in try db.execute("INSERT INTO place (name) VALUES (\("Pau"))") }
    #expect(try await database.read { db in try db.values("SELECT name FROM place", as: String.self) } == ["Pau"])
    await database.close()
  }

  @Test("A full database refuses the write, keeps what it had, and goes on when there is room")
  func full() async throws {
    let database = try await World.make(.sqlite)
    try await database.write { db in try db.script("PRAGMA max_page_count = 20") }
    let large = [UInt8](repeating: 7, count: 200_000)
    await #expect(throws: StorageError.full) {
      try await database.write { db in try db.execute("UPDATE place SET seal = \(large) WHERE id = \(1)") }
    }
    try await database.write { db in try db.script("PRAGMA max_page_count = 20000") }
    let changed = try await database.write { db in try db.execute("UPDATE place SET seal = \(large) WHERE id = \(1)") }
    #expect(changed == 1)
    await database.close()
  }

  @Test(
    "A disk that is full, a quota and a limit of size are told apart from a broken disk",
    arguments: [(ENOSPC, true), (EDQUOT, true), (EFBIG, true), (EIO, false)])
  func cause(_ cause: Int32, _ isFull: Bool) {
    #expect((SQLiteError.of(nil, code: SQLITE_IOERR, cause: cause) == .full) == isFull)
  }

  @Test(
    "Writes behind one that waited in vain for another's rows do not wait in their turn",
    .enabled(if: Engine.available.contains(.postgresql)))
  func heldRows() async throws {
    let database = try await World.make(.postgresql)
    guard case .server(let address) = database.location else { return }
    try await database.write { db in try db.script("SET lock_timeout = '2s'") }
    let other = try PostgreSQLConnection(address: address)
    try other.script("BEGIN; LOCK TABLE place IN ACCESS EXCLUSIVE MODE")
    let begun = ContinuousClock.now
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<64 {
        group.addTask {
          await #expect(throws: StorageError.timeout) {
            try await database.write { db in try db.execute("UPDATE place SET population = 1") }
          }
        }
      }
    }
    let waited: Duration = ContinuousClock.now - begun
    // In their turn they would take two minutes.
    let together = Duration.seconds(60)
    #expect(waited < together)
    other.close()
    #expect(try await database.write { db in try db.execute("UPDATE place SET population = 1") } == 4)
    await database.close()
  }

  @Test(
    "When PostgreSQL cut every connection, the next read and write find new ones",
    .enabled(if: Engine.available.contains(.postgresql)))
  func cut() async throws {
    let database = try await World.make(.postgresql)
    for _ in 0..<3 {
      guard case .server(let address) = database.location else { return }
      _ = try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) }
      let other = try PostgreSQLConnection(address: address)
      try other.script(
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """
      )
      other.close()
      let changed = try await database.write { db in try db.execute("UPDATE place SET population = 1 WHERE id = \(1)") }
      #expect(changed == 1)
      #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 4)
    }
    await database.close()
  }

  @Test(
    "A server that cuts in the middle of a write fails that write, and the next one succeeds",
    .enabled(if: Engine.available.contains(.postgresql)))
  func cutWithin() async throws {
    let database = try await World.make(.postgresql)
    guard case .server(let address) = database.location else { return }
    await #expect(throws: StorageError.self) {
      try await database.write { db in
        let identifier: Int = try db.value("SELECT pg_backend_pid()") ?? 0
        try db.execute("DELETE FROM place")
        let other = try PostgreSQLConnection(address: address)
        try other.script("SELECT pg_terminate_backend(\(identifier), 5000)")
        other.close()
        try db.execute("DELETE FROM support")
      }
    }
    while !database.isWriterAlive { await Task.yield() }
    let count = try await database.write { db in try db.value("SELECT count(*) FROM place", as: Int.self) }
    #expect(count == 4)
    await database.close()
  }

  @Test(
    "Two nodes whose writes touch the same rows in other orders never wait for one another's rows",
    .enabled(if: Engine.available.contains(.postgresql)))
  func twoNodes() async throws {
    let first = try await World.make(.postgresql)
    guard case .server(let address) = first.location else { return }
    let second = try Database.open(address, logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<64 {
        let database = task % 2 == 0 ? first : second
        let order = task % 4 < 2 ? [1, 2, 3, 4] : [4, 3, 2, 1]
        group.addTask {
          for _ in 0..<10 {
            try await database.write { db in
              for place in order { try db.execute("UPDATE place SET population = population + 1 WHERE id = \(place)") }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let sum = try await second.read { db in try db.value("SELECT sum(population) FROM place", as: Int.self) }
    #expect(sum == 201_000 + 64 * 10 * 4)
    let deadlocks = try await second.read { db in
      try db.value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", as: Int.self)
    }
    #expect(deadlocks == 0)
    await first.close()
    await second.close()
  }
}
