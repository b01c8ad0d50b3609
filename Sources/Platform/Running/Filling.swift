import Synchronization

/// What a room reads into memory behind the start: begun once, and waited for by those who need all of it.
package final class Filling: Sendable {
  private let task = Mutex<Task<Void, Never>?>(nil)

  package init() {}

  /// Begins, and goes on behind what serves.
  package func begin(_ fill: @escaping @Sendable () async -> Void) {
    task.withLock { $0 = Task { await fill() } }
  }

  /// Waits until all was read; not at all before it has begun.
  package func ended() async { await task.withLock { $0 }?.value }
}
