/// A number as a file writes it, without rounding: `mantissa` · 10^−`decimals`.
public struct ExactDecimal: Equatable, Sendable {
  public var mantissa: Int128
  public var decimals: Int

  public init(mantissa: Int128, decimals: Int) {
    self.mantissa = mantissa
    self.decimals = decimals
  }

  /// Digits that a number may have: with them, sums over all projects and products with a count of voters stay exact in
  /// 128 bits.
  static let longest = 24

  /// Reads `12`, `12.50`, `12,50`, `-3`, `1e6`.
  /// - Returns: nil for anything else, and for more than 24 digits once trailing zeros of the fraction are left out.
  public init?(_ bytes: some Collection<UInt8>) {
    var digits = Scanner()
    for byte in bytes {
      guard digits.take(byte) else { return nil }
    }
    guard let read = digits.number else { return nil }
    self = read
  }

  /// The same number without zeros at the end of its fraction, so that equal numbers are equal values.
  var shortest: Self {
    var result = self
    while result.decimals > 0, result.mantissa % 10 == 0 {
      result.mantissa /= 10
      result.decimals -= 1
    }
    return result
  }

  /// The number in units of 10^−`scale`, which is at least its own; nil from 10^30 on.
  func scaled(to scale: Int) -> Int128? {
    let (product, overflows) = mantissa.multipliedReportingOverflow(by: Self.power(scale - decimals))
    return overflows || product.magnitude >= Self.power(30).magnitude ? nil : product
  }

  static func power(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<max(0, exponent) { result *= 10 }
    return result
  }
}

/// The automaton of a decimal number: sign, digits, one point or comma, an exponent.
private struct Scanner {
  private var mantissa: Int128 = 0
  private var digits = 0
  private var decimals = 0
  private var isNegative = false
  private var hasPoint = false
  private var exponent = 0
  private var exponentDigits = 0
  private var exponentIsNegative = false
  private var place = Place.start

  private enum Place { case start, number, exponentStart, exponent }

  /// - Returns: whether the byte can stand here.
  mutating func take(_ byte: UInt8) -> Bool {
    switch (place, byte) {
    case (.start, UInt8(ascii: "-")), (.start, UInt8(ascii: "+")):
      isNegative = byte == UInt8(ascii: "-")
      place = .number
      return true
    case (.start, 0x30...0x39), (.number, 0x30...0x39):
      place = .number
      return takeDigit(byte)
    case (.start, UInt8(ascii: ".")), (.start, UInt8(ascii: ",")), (.number, UInt8(ascii: ".")),
      (.number, UInt8(ascii: ",")):
      defer { hasPoint = true }
      place = .number
      return !hasPoint
    case (.number, UInt8(ascii: "e")), (.number, UInt8(ascii: "E")):
      place = .exponentStart
      return digits > 0
    case (.exponentStart, UInt8(ascii: "-")), (.exponentStart, UInt8(ascii: "+")):
      exponentIsNegative = byte == UInt8(ascii: "-")
      place = .exponent
      return true
    case (.exponentStart, 0x30...0x39), (.exponent, 0x30...0x39):
      place = .exponent
      exponentDigits += 1
      exponent = exponent * 10 + Int(byte - 0x30)
      return exponentDigits < 4
    default:
      return false
    }
  }

  private mutating func takeDigit(_ byte: UInt8) -> Bool {
    // Zeros at the end of a long fraction are counted too: no file writes 36 digits.
    digits += 1
    guard digits <= 36 else { return false }
    mantissa = mantissa * 10 + Int128(byte - 0x30)
    if hasPoint { decimals += 1 }
    return true
  }

  var number: ExactDecimal? {
    guard digits > 0, place == .number || exponentDigits > 0 else { return nil }
    var value = ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, decimals: decimals).shortest
    value.decimals -= exponentIsNegative ? -exponent : exponent
    if value.mantissa == 0 { return ExactDecimal(mantissa: 0, decimals: 0) }
    guard value.decimals <= ExactDecimal.longest, value.decimals >= -ExactDecimal.longest else { return nil }
    let bound = ExactDecimal.power(ExactDecimal.longest)
    if value.decimals < 0 {
      let (product, overflows) = value.mantissa.multipliedReportingOverflow(by: ExactDecimal.power(-value.decimals))
      guard !overflows else { return nil }
      value = ExactDecimal(mantissa: product, decimals: 0)
    }
    value = value.shortest
    guard value.mantissa.magnitude < bound.magnitude else { return nil }
    return value
  }
}
