internal import BigInt

/// What each voter holds at step k of raising shares: (budget · a + k · b) / (n · c), exactly.
struct ShareSchedule: Sendable {
  enum Kind { case fixed, addOne, onePercent }

  private let base: BigInt
  private let step: BigInt
  let denominator: BigInt

  init(_ election: Election, _ kind: Kind) {
    let (budget, voters) = (BigInt(election.budget), BigInt(max(1, election.voters)))
    switch kind {
    case .fixed:
      (base, step, denominator) = (budget, 0, voters)
    case .addOne:
      (base, step, denominator) = (budget, BigInt(ExactDecimal.power(election.decimals)) * voters, voters)
    case .onePercent:
      (base, step, denominator) = (budget * 100, budget, voters * 100)
    }
  }

  func numerator(_ k: Int) -> BigInt { base + step * BigInt(k) }

  /// For people to read, in units of the election.
  func share(_ k: Int) -> Double { Double(numerator(k)) / Double(denominator) }
}

/// Money as 64-bit integers, in units of 2^−`bits` of the election's own unit, so chosen that all money together
/// stays below 2^61: sums over any voters cannot overflow.
struct FixedPoint: Sendable {
  let bits: Int
  static let limit: Int64 = 1 << 61

  init(total: BigInt) { bits = 61 - total.bitWidth }

  /// `numerator / denominator`, rounded down or up; nil beyond all money.
  func amount(_ numerator: BigInt, over denominator: BigInt = 1, roundingUp: Bool) -> Int64? {
    let (top, bottom) = bits >= 0 ? (numerator << bits, denominator) : (numerator, denominator << -bits)
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    let rounded = roundingUp && remainder != 0 ? quotient + 1 : quotient
    guard rounded <= BigInt(Self.limit) else { return nil }
    return Int64(truncatingIfNeeded: rounded)
  }

  /// For people to read, in units of the election.
  func double(_ amount: Int64) -> Double { Double(sign: .plus, exponent: -bits, significand: Double(amount)) }
}
