import Crypto
import Hummingbird
import Synchronization

/// The public pages, drawn and compressed once a second at most, whatever the number of those who ask.
///
/// Only what is the same for everybody: addresses without a query, nobody signed in, no form that posts. A page older
/// than `life` is drawn anew by the first who asks, while the others wait for that drawing; so none is stale for more
/// than a second, and there is nothing to invalidate (docs/decisions/0004-pages-live-a-second.md).
final class PageCache: Sendable {
  struct Drawn: Sendable {
    var bytes: [UInt8]
    /// The same in gzip; nil where it would not be smaller.
    var compressed: [UInt8]?
    /// A strong validator for each form (RFC 9110 §8.8.3).
    var tag: String

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      compressed = gzipped(bytes).flatMap { $0.count < bytes.count ? $0 : nil }
      tag = hexadecimal(SHA256.hash(data: bytes).prefix(12))
    }

    var weight: Int { bytes.count + (compressed?.count ?? 0) }
  }

  /// A drawing: the answer to whoever asked for it, and the bytes that may serve all others.
  struct Answered: Sendable {
    var response: Response
    var bytes: [UInt8]?
  }

  enum Outcome: Sendable {
    /// The same for all.
    case shared(Drawn)
    /// The answer to this very request, which nobody else may have.
    case own(Response)
    /// Another request has found that each must have its own.
    case unshared
  }

  fileprivate enum Entry {
    case drawing(Task<Drawn?, Never>)
    case drawn(Drawn?)
  }

  fileprivate struct State {
    var entries: [String: (entry: Entry, begunAt: ContinuousClock.Instant)] = [:]
    var weight = 0
  }

  private let state = Mutex(State())
  private let life: Duration
  private let capacity: Int
  static let entries = 4096

  init(life: Duration = .seconds(1), capacity: Int = 32 * 1_048_576) {
    self.life = life
    self.capacity = capacity
  }

  /// The page of `address`, drawn by `draw` unless it was within the second.
  func page(_ address: String, _ draw: @escaping @Sendable () async -> Answered) async -> Outcome {
    let now = ContinuousClock.now
    let own = Own()
    let (entry, isMine) = state.withLock { state in
      if let known = state.entries[address], now - known.begunAt < life { return (known.entry, false) }
      let drawing = Task { () -> Drawn? in
        let answered = await draw()
        own.response.withLock { $0 = answered.response }
        return answered.bytes.map(Drawn.init)
      }
      state.put(.drawing(drawing), at: address, now)
      if state.weight > capacity || state.entries.count > Self.entries {
        state = State()
        state.put(.drawing(drawing), at: address, now)
      }
      return (.drawing(drawing), true)
    }
    let drawn: Drawn?
    switch entry {
    case .drawn(let known): drawn = known
    case .drawing(let drawing): drawn = await drawing.value
    }
    if isMine {
      state.withLock { state in
        if state.entries[address]?.begunAt == now { state.put(.drawn(drawn), at: address, now) }
      }
    }
    if let drawn { return .shared(drawn) }
    return own.response.withLock { $0 }.map { .own($0) } ?? .unshared
  }

  private final class Own: Sendable {
    let response = Mutex<Response?>(nil)
  }
}

extension PageCache.State {
  fileprivate mutating func put(_ entry: PageCache.Entry, at address: String, _ now: ContinuousClock.Instant) {
    let old = entries.updateValue((entry, now), forKey: address)
    weight += entry.weight - (old?.entry.weight ?? 0)
  }
}

extension PageCache.Entry {
  /// 0 while it is being drawn.
  fileprivate var weight: Int { if case .drawn(let drawn?) = self { drawn.weight } else { 0 } }
}
