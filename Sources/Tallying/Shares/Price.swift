/// ρ of a project, as a bound in fixed point: what a supporter pays for one unit of utility is `rho / weight`.
///
/// The rule compares these fractions; they are compared by their products, which are exact in 128 bits.
struct Price {
  var rho: Int64
  var weight: Int64

  static func < (one: Price, other: Price) -> Bool {
    let left = UInt64(bitPattern: one.rho).multipliedFullWidth(by: UInt64(bitPattern: other.weight))
    let right = UInt64(bitPattern: other.rho).multipliedFullWidth(by: UInt64(bitPattern: one.weight))
    return left.high < right.high || (left.high == right.high && left.low < right.low)
  }
}

/// Solves Σ min(bᵢ, ρ·uᵢ) = cost for one project.
///
/// The left side grows with ρ and is concave, so Newton's steps from below never pass the root: each step takes those
/// who cannot pay `rho · utility` as paying all they have. It ends when nobody joins them.
struct PriceSolver {
  let supporters: UnsafeBufferPointer<Int32>
  let voters: UnsafeBufferPointer<Int64>
  /// Empty when all utilities are 1.
  let utilities: UnsafeBufferPointer<Int64>

  struct Solution {
    var rho: Int64
    /// The utilities of those who pay in full.
    var fullUtility: Int64
    /// What the others have, who give it all.
    var restMoney: Int64
  }

  /// - Parameters:
  ///   - balances: what each ballot's voter holds, rounded the other way than the result.
  ///   - start: a lower bound of the root.
  /// - Returns: a bound of the root, above it or below it as `roundingUp` says; nil when supporters together hold
  ///   less than the cost.
  func solve(_ balances: UnsafeBufferPointer<Int64>, cost: Int64, from start: Int64, roundingUp: Bool) -> Solution? {
    var rho = start
    var isFirst = true
    while true {
      let sums = utilities.isEmpty ? unitSums(balances, rho) : weightedSums(balances, rho)
      if isFirst {
        guard sums.poor + sums.rich >= cost else { return nil }
        isFirst = false
      }
      let left = cost - sums.poor
      guard sums.utility > 0, left > 0 else {
        return left <= 0 ? Solution(rho: rho, fullUtility: sums.utility, restMoney: sums.poor) : nil
      }
      let next = (roundingUp ? left + (sums.utility - 1) : left) / sums.utility
      guard next > rho else { return Solution(rho: rho, fullUtility: sums.utility, restMoney: sums.poor) }
      rho = next
    }
  }

  private struct Sums {
    /// Money of those who give all they have, and of the others.
    var poor: Int64 = 0
    var rich: Int64 = 0
    var utility: Int64 = 0
  }

  private func unitSums(_ balances: UnsafeBufferPointer<Int64>, _ rho: Int64) -> Sums {
    var (poor, all, utility): (Int64, Int64, Int64) = (0, 0, 0)
    for place in 0..<supporters.count {
      let balance = balances[Int(supporters[place])]
      let number = voters[place]
      let money = balance &* number
      // All bits set where this voter gives all she has.
      let mask: Int64 = balance <= rho ? -1 : 0
      poor &+= money & mask
      all &+= money
      utility &+= number & ~mask
    }
    return Sums(poor: poor, rich: all - poor, utility: utility)
  }

  private func weightedSums(_ balances: UnsafeBufferPointer<Int64>, _ rho: Int64) -> Sums {
    var sums = Sums()
    for place in 0..<supporters.count {
      let balance = balances[Int(supporters[place])]
      let number = voters[place]
      let (part, overflows) = rho.multipliedReportingOverflow(by: utilities[place])
      if overflows || balance <= part {
        sums.poor &+= balance &* number
      } else {
        sums.rich &+= balance &* number
        sums.utility &+= utilities[place] &* number
      }
    }
    return sums
  }

  /// Takes min(bᵢ, rho·uᵢ) from each supporter.
  func pay(_ balances: inout [Int64], rho: Int64) {
    balances.withUnsafeMutableBufferPointer { balances in
      for place in 0..<supporters.count {
        let ballot = Int(supporters[place])
        var part = rho
        if !utilities.isEmpty {
          let (product, overflows) = rho.multipliedReportingOverflow(by: utilities[place])
          part = overflows ? Int64.max : product
        }
        balances[ballot] = max(0, balances[ballot] - part)
      }
    }
  }
}

extension UtilityProfile {
  func withSolver<Result>(_ project: Int, _ body: (PriceSolver) -> Result) -> Result {
    let range = range(project)
    return supporters.withUnsafeBufferPointer { supporters in
      supporterVoters.withUnsafeBufferPointer { voters in
        utilities.withUnsafeBufferPointer { utilities in
          body(
            PriceSolver(
              supporters: UnsafeBufferPointer(rebasing: supporters[range]),
              voters: UnsafeBufferPointer(rebasing: voters[range]),
              utilities: utilities.isEmpty ? utilities : UnsafeBufferPointer(rebasing: utilities[range])))
        }
      }
    }
  }
}
