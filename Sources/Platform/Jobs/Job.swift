package import Localization
package import Storage

/// Work that the house does by itself: declared by a module, run by one node at a time, tried again later and later
/// when it fails. Time comes from the clock; what it does must bear to be done twice, since a node may die at its end.
package struct Job: Sendable {
  /// When a run is due.
  package enum Due: Sendable {
    case every(seconds: Int64)
    /// Whenever there is something to do; asked once a second, in a read.
    case when(@Sendable (Instant, Snapshot) throws -> Bool)
  }
  package typealias Body = @Sendable (Database, Clock) async throws -> Void

  /// As the database and `/metrics` know it: `mails.ordinary`.
  package let name: String
  /// As administrators read it.
  let title: Phrase
  let due: Due
  let longestRetrySeconds: Int64
  let body: Body

  package init(
    _ name: StaticString, title: Phrase, _ due: Due, longestRetrySeconds: Int64 = 3600, _ body: @escaping Body
  ) {
    self.name = name.description
    self.title = title
    self.due = due
    self.longestRetrySeconds = longestRetrySeconds
    self.body = body
  }

  /// Clears away what has had its time, some rows at once so that no other write waits for long; `clear` takes the most
  /// that it may clear, and says how many it did.
  package init(
    _ name: StaticString, title: Phrase, everySeconds: Int64,
    clearing clear: @escaping @Sendable (_ most: Int, Instant, Transaction) throws -> Int
  ) {
    self.init(name, title: title, .every(seconds: everySeconds)) { database, clock in
      let atOnce = 500
      while try await database.write({ db in try clear(atOnce, clock.now(), db) }) == atOnce {
        try Task.checkCancellation()
      }
    }
  }

  /// Five seconds after a first failure, then doubled.
  func retrySeconds(afterFailures failures: Int) -> Int64 {
    min(5 << Int64(min(max(failures - 1, 0), 20)), longestRetrySeconds)
  }

  /// An error that tells administrators what is wrong, without personal data; of others they see the type.
  package protocol Trouble: Error { var reason: String { get } }

  static func reason(of error: any Error) -> String {
    (error as? any Trouble)?.reason ?? Responder.kind(of: error)
  }
}

/// A job that writes mails: made once the house knows its settings and its translations.
package struct WritingJob: Sendable {
  package typealias Body = @Sendable (Database, Clock, Site) async throws -> Void

  let name: StaticString
  let title: Phrase
  let due: Job.Due
  let body: Body

  package init(_ name: StaticString, title: Phrase, _ due: Job.Due, _ body: @escaping Body) {
    self.name = name
    self.title = title
    self.due = due
    self.body = body
  }

  func job(of site: Site) -> Job {
    Job(name, title: title, due) { [body] database, clock in try await body(database, clock, site) }
  }
}
