import Localization
import Logging
import Storage
import Synchronization
import Testing

@testable import Platform
@testable import coporter

/// A body that counts its runs, and how many were under way at once.
private final class Counted: Sendable {
  private let state = Mutex((runs: 0, now: 0, most: 0))
  var runs: Int { state.withLock { $0.runs } }
  var most: Int { state.withLock { $0.most } }

  func run() async {
    state.withLock {
      $0.runs += 1
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
    for _ in 0..<20 { await Task.yield() }
    state.withLock { $0.now -= 1 }
  }
}

@Suite("Jobs: run by one node at a time, and tried again", .serialized)
struct JobTests {
  struct Broken: Job.Trouble { var reason = "the bell is broken" }

  private let time = HandClock(Instant(milliseconds: 1_615_827_600_000))

  private func runner(_ job: Job, on database: Database) -> JobRunner {
    JobRunner(jobs: [job], database: database, clock: time.clock, logger: Logger(label: "test"))
  }

  private func database(at address: String) async throws -> Database {
    let database = try Database.open(address, logger: Logger(label: "test"))
    _ = try await database.migrate(migrations(of: []))
    return database
  }

  private func record(_ database: Database) async throws -> Job.Record {
    try #require(try await database.read { db in try Job.Record.all(db) }.first)
  }

  @Test("Two servers never run one job at once, and each run is made once", arguments: Engine.available)
  func oneAtATime(engine: Engine) async throws {
    let address = try await TemporaryDatabase.address(engine)
    let first = try await database(at: address)
    // On SQLite one process writes: its two runners share the database.
    let second = engine == .sqlite ? first : try await database(at: address)
    let counted = Counted()
    let job = Job("bell", title: .verbatim("Sonner"), .every(seconds: 60)) { _, _ in await counted.run() }
    let runners = [runner(job, on: first), runner(job, on: second)]
    for round in 1...20 {
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<8 { group.addTask { try await runners[number % 2].runIfDue(job) } }
        let ran = try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        #expect(ran == 1)
      }
      #expect(counted.runs == round)
      time.advance(seconds: 60)
    }
    #expect(counted.most == 1)
    await first.close()
    await second.close()
  }

  @Test(
    "A node that dies is replaced when its lease has expired, and says nothing of the run of another",
    arguments: Engine.available)
  func dead(engine: Engine) async throws {
    let database = try await database(at: try await TemporaryDatabase.address(engine))
    let counted = Counted()
    let job = Job("bell", title: .verbatim("Sonner"), .every(seconds: 10)) { _, _ in await counted.run() }
    let now = time.clock.now()
    let taken = try await database.write { db in try Lease.take(job, holder: "dead", at: now, db) }
    let dead = try #require(taken)
    let living = runner(job, on: database)
    time.advance(seconds: 30)
    let half = time.clock.now()
    #expect(try await database.write { db in try dead.renew(at: half, db) })
    time.advance(seconds: 59)
    #expect(try await living.runIfDue(job) == false)
    time.advance(seconds: 1)
    #expect(try await living.runIfDue(job))
    #expect(counted.runs == 1)
    let late = time.clock.now()
    #expect(try await database.write { db in try !dead.renew(at: late, db) })
    try await database.write { db in try dead.end(.failed("late"), at: late, db) }
    let record = try await record(database)
    #expect(record.failures == 0 && record.failure == nil && record.runs == 1)
    await database.close()
  }

  @Test(
    "One that fails is tried later and later, says why, and is in order again after a success",
    arguments: Engine.available)
  func failing(engine: Engine) async throws {
    let database = try await database(at: try await TemporaryDatabase.address(engine))
    let isBroken = Mutex(true)
    let job = Job("bell", title: .verbatim("Sonner"), .when { _, _ in true }, longestRetrySeconds: 15) { _, _ in
      if isBroken.withLock({ $0 }) { throw Broken() }
    }
    let runner = runner(job, on: database)
    for (wait, failures) in [(Int64(5), 1), (10, 2), (15, 3), (15, 4)] {
      #expect(try await runner.runIfDue(job))
      let record = try await record(database)
      #expect(record.failures == failures && record.failure == "the bell is broken")
      time.advance(seconds: wait - 1)
      #expect(try await runner.runIfDue(job) == false)
      time.advance(seconds: 1)
    }
    #expect(
      try await database.read { db in try Workload.metrics(db) }.contains("coporter_job_failures{job=\"bell\"} 4\n"))
    isBroken.withLock { $0 = false }
    #expect(try await runner.runIfDue(job))
    #expect(try await record(database).failures == 0)
    #expect(try await runner.runIfDue(job), "one that waits for something to do is ready at once")
    await database.close()
  }

  @Test(
    "What has had its time is cleared away: sessions, sign-ins, invitations, kept forms", arguments: Engine.available)
  func clearing(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.enter("mairie@dax.example", as: "Camille")
    let mail = try #require(MailAddress("chef@agence.example"))
    let now = asking.time.clock.now()
    _ = try await Invitation.write(
      to: mail, named: "Chef", role: .administrator, at: now, in: asking.house.database)
    asking.time.advance(seconds: 86_400)
    // Of somebody whose session has ended: kept, and offered again.
    let other = Browser(asking)
    try await other.enter("agent@dax.example", as: "Dominique")
    let token = try await other.token()
    asking.time.advance(seconds: 31 * 86_400)
    _ = try await other.post("/compte/sessions/fermeture", ["session": "1"], token: token)
    #expect(try await rows(asking) == [2, 3, 1])
    try await clear(asking)
    #expect(try await rows(asking) == [2, 0, 1], "what ended less than a week ago is still known")
    asking.time.advance(seconds: 5 * 86_400 + 7200)
    try await clear(asking)
    #expect(try await rows(asking) == [1, 0, 0])
    asking.time.advance(seconds: 2 * 86_400)
    try await clear(asking)
    #expect(try await rows(asking) == [0, 0, 0])
    await asking.house.database.close()
  }

  private func clear(_ asking: Asking) async throws {
    let jobs = asking.house.jobs.jobs.filter { $0.name.hasSuffix(".clearing") }
    #expect(jobs.count >= 8)
    for job in jobs { #expect(try await asking.house.jobs.runIfDue(job)) }
  }

  /// Sessions, sign-ins, kept forms.
  private func rows(_ asking: Asking) async throws -> [Int] {
    try await asking.house.database.read { db in
      [
        try db.value("SELECT count(*) FROM session", as: Int.self) ?? -1,
        try db.value("SELECT count(*) FROM sign_in", as: Int.self) ?? -1,
        try db.value("SELECT count(*) FROM kept_form", as: Int.self) ?? -1,
      ]
    }
  }
}
