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
    let gate = Gate()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await database.write { _ in gate.wait() } }
      await gate.reached()
      let before = writer.commitCount
      for subject in 0..<100 {
        group.addTask {
          _ = try await database.write { db in
            try db.insert("INSERT INTO support (place_id, subject) VALUES (\(1), \(subject)) RETURNING id")
          }
        }
      }
      while writer.waitingCount < 100 { await Task.yield() }
      gate.open()
      try await group.waitForAll()
      #expect(writer.commitCount - before == 2)
    }
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM support", as: Int.self) } == 100)
    await database.close()
  }

  @Test("A write that fails within a group is undone alone", arguments: Engine.available)
  func failingAlone(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let writer = try #require(database.writer)
    let gate = Gate()
    let outcomes = try await withThrowingTaskGroup(of: (Int, StorageError?).self) { group in
      group.addTask {
        try await database.write { _ in gate.wait() }
        return (-1, nil)
      }
      await gate.reached()
      for job in 0..<9 {
        group.addTask {
          do {
            try await database.write { db in
              try db.execute("INSERT INTO support (place_id, subject) VALUES (\(2), \(job))")
              // Every third one breaks a rule after it has written.
              if job % 3 == 0 { try db.execute("INSERT INTO place (name) VALUES (\("Dax"))") }
            }
            return (job, nil)
          } catch { return (job, error as? StorageError) }
        }
      }
      while writer.waitingCount < 9 { await Task.yield() }
      gate.open()
      return try await group.reduce(into: [Int: StorageError?]()) { $0[$1.0] = $1.1 }
    }
    for job in 0..<9 {
      #expect((outcomes[job] ?? nil)?.isDuplicate(in: "place", on: "name") == (job % 3 == 0 ? true : nil))
    }
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
