import Synchronization

/// How often each client address has lately failed to prove what it claims: a wrong code, a link that opens nothing,
/// a form from elsewhere. Failures are counted and not people, since a whole department can stand behind one address;
/// a range that is declared shared is not counted at all. In memory, by each node.
package final class Guesses: Sendable {
  static let allowed = 50
  static let window = Duration.seconds(600)
  /// Beyond, the oldest are forgotten: a stranger with many addresses fills nothing.
  static let addresses = 20_000

  private struct Count {
    var since: ContinuousClock.Instant
    var failures: Int
  }

  private let shared: [NetworkRange]
  private let isCounting: Bool
  private let counts = Mutex<[NetworkAddress: Count]>([:])

  init(shared: [NetworkRange], isCounting: Bool = true) {
    self.shared = shared
    self.isCounting = isCounting
  }

  /// Refuses an address that has failed too often, before anything is compared.
  func check(_ client: NetworkAddress?, at now: ContinuousClock.Instant = .now) throws(RequestRefusal) {
    guard let client else { return }
    let failures = counts.withLock { counts in
      counts[client.subscriber].flatMap { now - $0.since < Self.window ? $0.failures : nil } ?? 0
    }
    guard failures < Self.allowed else { throw .tooManyFailures }
  }

  func failed(_ client: NetworkAddress?, at now: ContinuousClock.Instant = .now) {
    guard isCounting, let client, !shared.contains(where: { $0.contains(client) }) else { return }
    counts.withLock { counts in
      if counts.count >= Self.addresses { counts = counts.filter { now - $0.value.since < Self.window } }
      if counts.count >= Self.addresses { counts.removeAll() }
      let known = counts[client.subscriber].flatMap { now - $0.since < Self.window ? $0 : nil }
      counts[client.subscriber] = Count(since: known?.since ?? now, failures: (known?.failures ?? 0) + 1)
    }
  }
}

/// The address of one visit, and what it has failed at.
package struct Client: Sendable {
  var address: NetworkAddress?
  var guesses: Guesses

  /// Called before a code or a link is compared.
  package func mayGuess() throws { try guesses.check(address) }
  /// Called when it was wrong.
  package func hasFailed() { guesses.failed(address) }
}
