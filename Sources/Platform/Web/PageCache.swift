import Crypto
import Synchronization

/// The public pages, drawn and compressed once a second at most, whatever the number of those who ask.
///
/// Only what is the same for everybody: addresses without a query, nobody signed in, no form that posts. A page older than
/// `life` is drawn anew by the first who asks, while the others wait for that drawing; so none is stale for more than a
/// second, and there is nothing to invalidate (docs/decisions/0004-pages-live-a-second.md).
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
      tag = SHA256.hash(data: bytes).prefix(12).map { byte in
        let digits = Array("0123456789abcdef")
        return "\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }.joined()
    }

    var weight: Int { bytes.count + (compressed?.count ?? 0) }
  }

  private struct Entry {
    var drawing: Task<Drawn?, Never>
    var begunAt: ContinuousClock.Instant
    /// 0 while it is being drawn.
    var weight = 0
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var weight = 0
  }

  private let state = Mutex(State())
  private let life: Duration
  private let capacity: Int
  static let entries = 4096

  init(life: Duration = .milliseconds(900), capacity: Int = 32 * 1_048_576) {
    self.life = life
    self.capacity = capacity
  }

  /// The page of `address`, drawn by `draw` unless it was within the second; nil for what is not the same for all.
  func page(_ address: String, _ draw: @escaping @Sendable () async -> [UInt8]?) async -> Drawn? {
    let now = ContinuousClock.now
    let drawing = state.withLock { state in
      if let known = state.entries[address], now - known.begunAt < life { return known.drawing }
      let drawing = Task { await draw().map(Drawn.init) }
      state.weight -= state.entries[address]?.weight ?? 0
      if state.weight > capacity || state.entries.count >= Self.entries {
        state.entries.removeAll(keepingCapacity: true)
        state.weight = 0
      }
      state.entries[address] = Entry(drawing: drawing, begunAt: now)
      return drawing
    }
    let drawn = await drawing.value
    state.withLock { state in
      guard let known = state.entries[address], known.weight == 0, known.begunAt == now else { return }
      let weight = drawn?.weight ?? 0
      state.entries[address]?.weight = weight
      state.weight += weight
    }
    return drawn
  }
}
