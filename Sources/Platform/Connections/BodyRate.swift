import NIOCore

/// What has come of a body lately: a window in six parts that slides by one part at a time.
struct BodyRate {
  static let parts = 6
  private let endsAt: NIODeadline
  private let part: TimeAmount
  private let least: Int
  private var counts = [Int](repeating: 0, count: BodyRate.parts)
  private var partsPast = 0
  /// When the part under way ends.
  private(set) var nextCheck: NIODeadline

  init(_ limits: ConnectionLimits, at now: NIODeadline) {
    endsAt = now + limits.body
    part = .nanoseconds(max(1, limits.bodyWindow.nanoseconds / Int64(Self.parts)))
    least = limits.bodyBytesPerWindow
    nextCheck = now + part
  }

  mutating func count(_ bytes: Int) { counts[partsPast % Self.parts] += bytes }

  /// Ends the parts that are over; false when a whole window brought too little, or the whole took too long.
  mutating func isFastEnough(at now: NIODeadline) -> Bool {
    guard now < endsAt else { return false }
    while nextCheck <= now {
      partsPast += 1
      nextCheck = nextCheck + part
      if partsPast >= Self.parts, counts.reduce(0, +) < least { return false }
      counts[partsPast % Self.parts] = 0
    }
    return true
  }
}
