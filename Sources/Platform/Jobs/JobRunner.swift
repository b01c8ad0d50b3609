import Logging
import ServiceLifecycle
import Storage

/// Runs the jobs of this node: each has its own loop, so that none waits for another.
package struct JobRunner: Service {
  package let jobs: [Job]
  let database: Database
  let clock: Clock
  let logger: Logger

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for job in jobs { group.addTask { await watch(job) } }
      }
    }
  }

  /// Looks once a second: a person who waits for a code sees no difference, and the database none either.
  private func watch(_ job: Job) async {
    while !Task.isCancelled {
      do { try await runIfDue(job) } catch {
        logger.warning("job postponed", metadata: ["job": "\(job.name)", "error": "\(Responder.kind(of: error))"])
      }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// Runs a job that is due and that no other node has begun; whether it ran here.
  @discardableResult
  package func runIfDue(_ job: Job) async throws -> Bool {
    let now = clock.now()
    let isDue = try await database.read { db in
      // A site that takes nothing any more changes nothing by itself either.
      try Pause.step(db) != .ballots && Lease.isDue(job, at: now, db)
    }
    guard isDue else { return false }
    var generator = SystemRandomNumberGenerator()
    let holder = Token(using: &generator).text
    guard let lease = try await database.write({ db in try Lease.take(job, holder: holder, at: now, db) }) else {
      return false
    }
    let outcome = await perform(lease)
    if case .failed(let reason) = outcome {
      logger.warning("job failed", metadata: ["job": "\(job.name)", "reason": "\(reason)"])
    }
    let end = clock.now()
    try await database.write { db in try lease.end(outcome, at: end, db) }
    return true
  }

  /// The body, beside what renews its lease; the first to end ends the other.
  private func perform(_ lease: Lease) async -> Lease.Outcome {
    await withTaskGroup(of: Lease.Outcome.self) { group in
      group.addTask {
        do {
          try await lease.job.body(database, clock)
          return Task.isCancelled ? .interrupted : .done
        } catch is CancellationError {
          return .interrupted
        } catch {
          return .failed(Job.reason(of: error))
        }
      }
      group.addTask {
        await keep(lease)
        return .interrupted
      }
      let first = await group.next() ?? .interrupted
      group.cancelAll()
      return first
    }
  }

  /// Renews until it is stopped, the lease has gone, or the database has not answered for as long as it lasts.
  private func keep(_ lease: Lease) async {
    var missed: Int64 = 0
    while missed * Lease.renewalSeconds < Lease.seconds - Lease.renewalSeconds {
      guard (try? await Task.sleep(for: .seconds(Lease.renewalSeconds))) != nil else { return }
      let now = clock.now()
      switch try? await database.write({ db in try lease.renew(at: now, db) }) {
      case true?: missed = 0
      case false?: return
      case nil: missed += 1
      }
    }
  }
}
