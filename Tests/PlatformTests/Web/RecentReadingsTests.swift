import Storage
import Synchronization
import Testing

@testable import Platform

@Suite("What is read once for many")
struct RecentReadingsTests {
  private func table(_ engine: Engine) async throws -> Database {
    let database = try await TemporaryDatabase.make(engine)
    try await database.write { db in
      try db.execute("CREATE TABLE thing (value INTEGER NOT NULL)" as SQL)
    }
    return database
  }

  private func value(_ key: String, _ readings: RecentReadings<Int>, _ times: Counter) async throws -> Int {
    try await readings.value(key) { db in
      times.count.withLock { $0 += 1 }
      return try db.value("SELECT count(*) FROM thing", as: Int.self) ?? 0
    }
  }

  private final class Counter: Sendable {
    let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
  }

  @Test("Until this server writes, it is read once for each key; then anew", arguments: Engine.allCases)
  func writes(engine: Engine) async throws {
    let database = try await table(engine)
    let readings = RecentReadings<Int>(database, life: .seconds(3600))
    let times = Counter()
    for _ in 0..<3 { #expect(try await value("a", readings, times) == 0) }
    #expect(times.value == 1)
    #expect(try await value("b", readings, times) == 0)
    #expect(times.value == 2)
    try await database.write { db in _ = try db.execute("INSERT INTO thing (value) VALUES (1)") }
    #expect(try await value("a", readings, times) == 1)
    #expect(times.value == 3)
    await database.close()
  }

  @Test("What another server may have written is seen once the life is over", arguments: Engine.allCases)
  func life(engine: Engine) async throws {
    let database = try await table(engine)
    let readings = RecentReadings<Int>(database, life: .zero)
    let times = Counter()
    for _ in 0..<3 { _ = try await value("a", readings, times) }
    #expect(times.value == 3)
    await database.close()
  }

  @Test("Beyond its capacity it forgets, and a failure is not kept", arguments: Engine.allCases)
  func bounds(engine: Engine) async throws {
    let database = try await table(engine)
    let readings = RecentReadings<Int>(database, capacity: 2, life: .seconds(3600))
    let times = Counter()
    for key in ["a", "b", "c", "a"] { _ = try await value(key, readings, times) }
    #expect(times.value == 4)
    await #expect(throws: NotFound.self) { try await readings.value("d") { _ in throw NotFound() } }
    #expect(try await readings.value("d") { _ in 7 } == 7)
    await database.close()
  }
}
