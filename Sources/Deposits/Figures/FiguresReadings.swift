import Consultations
import Platform
import Storage

/// The figures of consultations, read once for all who ask. While there are few contributions, they follow each write;
/// where there are many, reading them again for each would hold a core: they live a minute, and one reads them for all
/// who wait.
actor FiguresReadings {
  /// From how many contributions on.
  private static let many = 5_000
  private static let life = Duration.seconds(60)

  private struct Reading {
    var task: Task<Figures, any Error>
    var at: ContinuousClock.Instant
  }

  private let database: Database
  private let recent: RecentReadings<Figures>
  private var readings: [Int64: Reading] = [:]

  init(_ database: Database) {
    self.database = database
    recent = RecentReadings(database)
  }

  func value(
    of consultation: Int64, contributions: Int, _ read: @escaping @Sendable (Snapshot) throws -> Figures
  ) async throws -> Figures {
    guard contributions >= Self.many else { return try await recent.value(String(consultation), read) }
    let now = ContinuousClock.now
    if let known = readings[consultation], now - known.at < Self.life { return try await known.task.value }
    let task = Task { [database] in try await database.read(read) }
    readings[consultation] = Reading(task: task, at: now)
    do { return try await task.value } catch {
      readings[consultation] = nil
      throw error
    }
  }
}
