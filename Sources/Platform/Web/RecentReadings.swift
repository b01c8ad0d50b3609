package import Storage
import Synchronization

/// What many ask for in the same words, and is the same for all of them: read once, then given from memory until this
/// server writes anything, and for a second at most, since another server may have written
/// (docs/decisions/0004-pages-live-a-second.md).
package final class RecentReadings<Value: Sendable>: Sendable {
  private struct Reading {
    var value: Value
    var commitCount: Int
    var at: ContinuousClock.Instant
  }

  private let database: Database
  private let capacity: Int
  private let life: Duration
  private let readings = Mutex<[String: Reading]>([:])

  /// - Parameter capacity: how many are kept; beyond it all are forgotten.
  package init(_ database: Database, capacity: Int = 64, life: Duration = .seconds(1)) {
    self.database = database
    self.capacity = capacity
    self.life = life
  }

  /// What `read` gives for `key`, from memory where nothing can have changed.
  package func value(_ key: String, _ read: @escaping @Sendable (Snapshot) throws -> Value) async throws -> Value {
    let now = ContinuousClock.now
    // Before the snapshot: a write that comes between is then read again, never missed.
    let commitCount = database.commitCount
    if let known = readings.withLock({ $0[key] }), known.commitCount == commitCount, now - known.at < life {
      return known.value
    }
    let value = try await database.read(read)
    readings.withLock { readings in
      if readings.count >= capacity { readings = [:] }
      readings[key] = Reading(value: value, commitCount: commitCount, at: now)
    }
    return value
  }
}
