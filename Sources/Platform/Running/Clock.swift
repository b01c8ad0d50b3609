package import Localization
package import Storage
import Foundation

/// Where the time comes from; the only place that asks the machine for it.
package struct Clock: Sendable {
  package let now: @Sendable () -> Instant

  package init(now: @escaping @Sendable () -> Instant) { self.now = now }

  package static let system = Clock { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  /// A clock that shows `start` now and runs from there: the demonstration's.
  package static func running(from start: Instant) -> Clock {
    let origin = system.now()
    return Clock { Instant(milliseconds: start.milliseconds + system.now().milliseconds - origin.milliseconds) }
  }
}

extension Clock {
  /// The instant inside a write, once it has its turn: where the database has a server, by the clock of that server, so
  /// that two nodes agree.
  package func now(in db: Transaction) throws -> Instant {
    guard let ahead = try db.serverAdvance() else { return now() }
    return Instant(milliseconds: now().milliseconds + ahead)
  }
}
