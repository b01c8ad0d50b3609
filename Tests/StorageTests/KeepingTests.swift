import Glibc
import Localization
import Logging
import Testing

@testable import Storage

@Suite struct KeepingTests {
  private let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  @Test("A backup made while writes go on is whole, and overwrites nothing", arguments: Engine.available)
  func backup(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let path = String(try await TemporaryDatabase.address(.sqlite).dropFirst("sqlite://".count))
    async let writes: Void = {
      for subject in 0..<50 {
        _ = try await database.write { db in
          try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject)), (\(2), \(subject))")
        }
      }
    }()
    try await database.backup(to: path, migrations: World.migrations)
    try await writes
    await #expect(throws: StorageError.self) { try await database.backup(to: path, migrations: World.migrations) }
    let copy = try Database.open(path, readOnly: true, logger: logger)
    let names = try await copy.read { db in try db.values("SELECT name FROM place ORDER BY id", as: String.self) }
    #expect(names == ["Chambéry", "Dax", "Vénissieux", "Beauvais"])
    // Both halves of a write are there, or neither.
    let odd = try await copy.read { db in
      try db.values("SELECT subject FROM support GROUP BY subject HAVING count(*) <> 2", as: Int.self)
    }
    #expect(odd.isEmpty)
    await copy.close()

    let restored = path + ".restored"
    try await Database.restore(path, to: restored)
    await #expect(throws: StorageError.self) { try await Database.restore(path, to: restored) }
    let again = try Database.open(restored, logger: logger)
    #expect(try await again.migrate(World.migrations).isEmpty)
    // Nor beside the log of a file that has vanished, nor under a process that writes.
    await #expect(throws: StorageError.held(file: restored, process: Int(getpid()))) {
      try await Database.restore(path, to: restored)
    }
    await again.close()
    #expect(unlink(restored) == 0)
    close(creat(restored + "-wal", 0o600))
    await #expect(throws: StorageError.copy(.exists(restored + "-wal"))) {
      try await Database.restore(path, to: restored)
    }
    #expect(access(restored, F_OK) != 0)
    await database.close()
  }

  @Test("A database is written anew between writes that go on, and keeps every row", arguments: Engine.available)
  func rewriting(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    async let writes: Void = {
      for subject in 0..<50 {
        _ = try await database.write { db in
          try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject))")
        }
      }
    }()
    for _ in 0..<3 { try await database.rewrite() }
    try await writes
    try await database.rewrite()
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM support", as: Int.self) } == 50)
    await database.close()
    await #expect(throws: StorageError.self) { try await database.rewrite() }
  }

  @Test(
    "A copy holds the same rows, numbers on after them, and tells its progress", arguments: Engine.available,
    Engine.available)
  func copy(_ from: Engine, _ to: Engine) async throws {
    let source = try await World.make(from)
    let seal = [UInt8](0...255)
    try await source.write { db in
      try db.execute(
        """
        INSERT INTO place (name, seen_at, share, seal, is_open)
        VALUES (\("Écully « 1 »"), \(Instant(milliseconds: -5)), \(0.1), \(seal), \(false)),
          (\("Pau"), \(Int64?.none), \(3.0), \([UInt8]()), \(true))
        """)
      for subject in 0..<1200 {
        try db.execute("INSERT INTO support (place_id, subject) VALUES (\(subject % 6 + 1), \(subject))")
      }
    }
    let target = try await TemporaryDatabase.make(to)
    _ = try await target.migrate(World.migrations)
    let seen = Monitor<[CopyProgress]>([])
    let count = try await source.copy(to: target) { step in seen.with { $0.append(step) } }
    #expect(count == 1206)
    #expect(seen.with { $0.last } == CopyProgress(table: "support", rows: 1200, ofRows: 1200))
    for sql: SQL in ["SELECT * FROM place ORDER BY id", "SELECT * FROM support ORDER BY id"] {
      let ours = try await source.read { db in try db.rows(sql) { try $0.values() } }
      let theirs = try await target.read { db in try db.rows(sql) { try $0.values() } }
      #expect(ours == theirs)
    }
    let next = try await target.write { db in try db.insert("INSERT INTO place (name) VALUES (\("Gap")) RETURNING id") }
    #expect(next == 7)
    // Foreign keys are back in force.
    await #expect(throws: StorageError.self) {
      try await target.write { db in try db.execute("INSERT INTO support (place_id, subject) VALUES (\(99), \(1))") }
    }
    // A target with rows is refused.
    await #expect(throws: StorageError.copy(.notEmpty(table: "place"))) {
      try await source.copy(to: target)
    }
    await source.close()
    await target.close()
  }

  @Test("A target at another version is refused", arguments: Engine.available)
  func otherVersion(_ engine: Engine) async throws {
    let source = try await World.make(engine)
    let target = try await TemporaryDatabase.make(engine)
    _ = try await target.migrate([World.migrations[0]])
    await #expect(throws: StorageError.self) { try await source.copy(to: target) }
    #expect(try await target.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 0)
    await source.close()
    await target.close()
  }

  @Test("A sound database has no problem, and its versions are told", arguments: Engine.available)
  func sound(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let check = try await database.check()
    #expect(check.problems.isEmpty)
    #expect(check.version.contains("."))
    #expect(check.migrations == World.migrations.map(\.name))
    #expect(check.sizeBytes > 0)
    await database.close()
  }

  @Test("A damaged file is found out, by the check and by a restore")
  func damaged() async throws {
    let address = try await TemporaryDatabase.address(.sqlite)
    let path = String(address.dropFirst("sqlite://".count))
    let database = try Database.open(address, logger: logger)
    _ = try await database.migrate(World.migrations)
    try await database.write { db in
      for number in 0..<2000 { try db.execute("INSERT INTO place (name) VALUES (\("Place \(number)"))") }
    }
    await database.close()
    let file = open(path, O_WRONLY)
    for page in 4..<8 { _ = pwrite(file, [UInt8](repeating: 0x5A, count: 1000), 1000, off_t(page * 4096 + 2)) }
    close(file)
    let reader = try Database.open(address, readOnly: true, logger: logger)
    let isFound: Bool
    do { isFound = try await !reader.check().problems.isEmpty } catch { isFound = true }
    #expect(isFound)
    await #expect(throws: StorageError.self) { try await Database.restore(path, to: path + ".restored") }
    await reader.close()
  }
}

extension Row {
  /// All that is left of the row.
  mutating func values() throws -> [Value] {
    var values: [Value] = []
    for _ in 0..<columnCount { values.append(try next()) }
    return values
  }
}
