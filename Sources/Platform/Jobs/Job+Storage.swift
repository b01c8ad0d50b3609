import Localization
package import Storage

/// The right of one node to run a job: taken in a write, renewed while it runs, given back at its end. One that is not
/// renewed ends by itself, so that a node that dies is replaced. The clocks of the nodes agree within half a minute.
struct Lease: Sendable {
  let job: Job
  /// A new one for each run: a node that lost its lease cannot end the run that another has begun.
  let holder: String
  let takenAt: Instant

  static let seconds: Int64 = 60
  static let renewalSeconds: Int64 = 15

  /// What became of a run.
  enum Outcome: Sendable, Equatable {
    case done
    case failed(String)
    /// The server stops, or the lease was lost: neither done nor failed.
    case interrupted
  }

  /// A clock that was set back must stop nothing for long: what waits too far ahead is due.
  private static func free(_ job: Job, at now: Instant) -> SQL {
    let farthest = 2 * max(job.longestRetrySeconds, job.everySeconds)
    return """
      (next_run_at <= \(now) OR next_run_at > \(now.adding(seconds: farthest)))
      AND (leased_until IS NULL OR leased_until <= \(now) OR leased_until > \(now.adding(seconds: 10 * seconds)))
      """
  }

  /// Whether a run is due that nobody has begun.
  static func isDue(_ job: Job, at now: Instant, _ db: Snapshot) throws -> Bool {
    let isTaken = try db.value(
      "SELECT count(*) FROM job WHERE name = \(job.name) AND NOT (\(free(job, at: now)))", as: Int.self)
    guard isTaken == 0 else { return false }
    switch job.due {
    case .every: return true
    case .when(let isDue): return try isDue(now, db)
    }
  }

  /// Nil when another node was quicker.
  static func take(_ job: Job, holder: String, at now: Instant, _ db: Transaction) throws -> Lease? {
    try db.execute(
      """
      INSERT INTO job (name, next_run_at, failures, runs) VALUES (\(job.name), \(Instant(milliseconds: 0)), 0, 0)
      ON CONFLICT (name) DO NOTHING
      """)
    let taken = try db.execute(
      """
      UPDATE job SET lease_holder = \(holder), leased_until = \(now.adding(seconds: seconds)), started_at = \(now)
      WHERE name = \(job.name) AND \(free(job, at: now))
      """)
    return taken == 1 ? Lease(job: job, holder: holder, takenAt: now) : nil
  }

  /// False when the lease has gone to another.
  func renew(at now: Instant, _ db: Transaction) throws -> Bool {
    try db.execute(
      """
      UPDATE job SET leased_until = \(now.adding(seconds: Self.seconds))
      WHERE name = \(job.name) AND lease_holder = \(holder)
      """) == 1
  }

  func end(_ outcome: Outcome, at now: Instant, _ db: Transaction) throws {
    let mine: SQL = "name = \(job.name) AND lease_holder = \(holder)"
    switch outcome {
    case .done:
      try db.execute(
        """
        UPDATE job SET lease_holder = NULL, leased_until = NULL, ended_at = \(now), failures = 0, runs = runs + 1,
          next_run_at = \(job.next(after: takenAt)) WHERE \(mine)
        """)
    case .failed(let reason):
      let failures = try db.value("SELECT failures FROM job WHERE \(mine)", as: Int.self) ?? 0
      let next = now.adding(seconds: job.retrySeconds(afterFailures: failures + 1))
      try db.execute(
        """
        UPDATE job SET lease_holder = NULL, leased_until = NULL, failed_at = \(now), failure = \(reason),
          failures = failures + 1, runs = runs + 1, next_run_at = \(next) WHERE \(mine)
        """)
    case .interrupted: try db.execute("UPDATE job SET lease_holder = NULL, leased_until = NULL WHERE \(mine)")
    }
  }
}

extension Job {
  fileprivate var everySeconds: Int64 {
    if case .every(let seconds) = due { return seconds }
    return 0
  }

  /// One that waits for something to do is always ready.
  fileprivate func next(after start: Instant) -> Instant {
    everySeconds > 0 ? start.adding(seconds: everySeconds) : Instant(milliseconds: 0)
  }

  /// The names of those whose last run failed.
  static func failing(_ db: Snapshot) throws -> [String] {
    try db.values("SELECT name FROM job WHERE failures > 0 ORDER BY name")
  }

  /// What administrators see of a job.
  package struct Record: Sendable, RowDecodable {
    var name: String
    var nextRunAt: Instant
    var startedAt: Instant?
    /// The last success.
    var endedAt: Instant?
    var failedAt: Instant?
    var failure: String?
    /// Since the last success.
    var failures: Int
    var runs: Int
    var isRunning: Bool

    package init(from row: inout Row) throws {
      name = try row.next()
      nextRunAt = try row.next()
      startedAt = try row.next()
      endedAt = try row.next()
      failedAt = try row.next()
      failure = try row.next()
      failures = try row.next()
      runs = try row.next()
      isRunning = try row.next()
    }

    static func all(_ db: Snapshot) throws -> [Record] {
      try db.rows(
        """
        SELECT name, next_run_at, started_at, ended_at, failed_at, failure, failures, runs,
          CASE WHEN lease_holder IS NULL THEN 0 ELSE 1 END FROM job ORDER BY name
        """)
    }
  }
}
