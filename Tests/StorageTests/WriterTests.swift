import Glibc
import Logging
import Testing

@testable import Storage

@Suite struct WriterTests {
  private struct Change: Error, Equatable {}

  @Test("Writes that wait together share one commit", arguments: Engine.available)
  func group(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let writer = try #require(database.writer)
    let before = writer.commitCount
    let errors = try await database.writeInOneGroup(100) { subject, db in
      _ = try db.insert("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject)) RETURNING id")
    }
    // One for the write that holds the others, one for all of them.
    #expect(errors.isEmpty && writer.commitCount - before == 2)
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM support", as: Int.self) } == 100)
    await database.close()
  }

  @Test("A write that fails within a group is undone alone", arguments: Engine.available)
  func failingAlone(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let errors = try await database.writeInOneGroup(9) { job, db in
      try db.execute("INSERT INTO support (place_id, subject) VALUES (\(2), \(job))")
      // Every third one breaks a rule after it has written.
      if job % 3 == 0 { try db.execute("INSERT INTO place (name) VALUES (\("Dax"))") }
    }
    #expect(errors.keys.sorted() == [0, 3, 6])
    #expect(errors.values.allSatisfy { ($0 as? StorageError)?.isDuplicate(in: "place", on: "name") == true })
    let kept = try await database.read { db in
      try db.values("SELECT subject FROM support ORDER BY subject", as: Int.self)
    }
    #expect(kept == [1, 2, 4, 5, 7, 8])
    await database.close()
  }

  @Test("A write whose body throws leaves nothing, alone or not", arguments: Engine.available)
  func throwing(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await #expect(throws: Change()) {
      try await database.write { db in
        try db.execute("DELETE FROM place")
        throw Change()
      }
    }
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 4)
    await database.close()
  }

  @Test("A failure that a body hides condemns its write all the same", arguments: Engine.available)
  func hidden(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await #expect(throws: StorageError.self) {
      try await database.write { db in
        try db.execute("DELETE FROM place WHERE id = \(4)")
        _ = try? db.execute("INSERT INTO place (name) VALUES (\("Dax"))")
      }
    }
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 4)
    await database.close()
  }

  @Test("What is only attempted is undone alone, at any depth", arguments: Engine.available)
  func attempt(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    try await database.write { db in
      try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(1))")
      do {
        try db.attempt {
          try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(2))")
          do { try db.attempt { try db.execute("INSERT INTO place (name) VALUES (\("Dax"))") } } catch {}
          try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(3))")
          throw Change()
        }
      } catch is Change {}
      try db.attempt { try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(4))") }
    }
    let kept = try await database.read { db in
      try db.values("SELECT subject FROM support ORDER BY subject", as: Int.self)
    }
    #expect(kept == [1, 4])
    await database.close()
  }

  @Test("A read sees one instant, whatever is written meanwhile", arguments: Engine.available)
  func snapshot(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let gate = Gate()
    async let counts = database.read { db in
      let before = try db.value("SELECT count(*) FROM place", as: Int.self)
      gate.wait()
      return [before, try db.value("SELECT count(*) FROM place", as: Int.self)]
    }
    await gate.reached()
    _ = try await database.write { db in try db.execute("DELETE FROM place WHERE id = \(4)") }
    gate.open()
    #expect(try await counts == [4, 4])
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 3)
    await database.close()
  }

  @Test("An increment by many at once loses nothing", arguments: Engine.available)
  func increments(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await database.write { db in
            let value: Int = try db.value("SELECT population FROM place WHERE id = \(1)") ?? 0
            try db.execute("UPDATE place SET population = \(value + 1) WHERE id = \(1)")
          }
        }
      }
      try await group.waitForAll()
    }
    let value = try await database.read { db in
      try db.value("SELECT population FROM place WHERE id = \(1)", as: Int.self)
    }
    #expect(value == 59_200)
    await database.close()
  }
}

extension Database {
  /// Runs `count` writes that wait together behind one that is held, so that they share a group.
  /// - Returns: What each that failed threw, by its number.
  func writeInOneGroup(
    _ count: Int, _ body: @escaping @Sendable (Int, Transaction) throws -> Void
  ) async throws -> [Int: any Error] {
    let writer = try #require(writer)
    let gate = Gate()
    return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
      async let held: Void = write { _ in gate.wait() }
      await gate.reached()
      for number in 0..<count {
        group.addTask {
          do {
            try await self.write { db in try body(number, db) }
            return (number, nil)
          } catch { return (number, error) }
        }
      }
      while writer.waitingCount < count { await Task.yield() }
      gate.open()
      try await held
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }
}

/// Stops a body where it stands until the test opens it.
final class Gate: Sendable {
  private struct State {
    var isReached = false
    var isOpen = false
  }
  private let monitor = Monitor(State())

  func wait() {
    monitor.changeForAll { $0.isReached = true }
    monitor.wait { $0.isOpen ? () : nil }
  }

  func open() { monitor.changeForAll { $0.isOpen = true } }

  func reached() async {
    while !monitor.with({ $0.isReached }) { await Task.yield() }
  }
}
