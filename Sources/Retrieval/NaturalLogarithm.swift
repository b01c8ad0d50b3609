/// ln without the C library: a core stays the same number for number on every machine.
enum NaturalLogarithm {
  /// The natural logarithm of a number above zero.
  static func of(_ number: Double) -> Double {
    // ln(m · 2ⁿ) = n ln 2 + 2 artanh((m − 1) / (m + 1)), where the series is quick since m < 2.
    let base = (number.significand - 1) / (number.significand + 1)
    var power = base
    var sum = 0.0
    for degree in stride(from: 1.0, through: 21, by: 2) {
      sum += power / degree
      power *= base * base
    }
    return Double(number.exponent) * 0.693_147_180_559_945_3 + 2 * sum
  }
}
