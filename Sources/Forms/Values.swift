/// Numbers as people type them: « 1 234,5 », `-12`, `0.75`.
public enum Decimals {
  /// Larger ones are refused, so that no sum of them overflows.
  public static let most: Int64 = 1_000_000_000_000

  /// In units of 10^-digits; nil when it is no number, has more decimals, or is too large.
  public static func read(_ text: String, digits: Int) -> Int64? {
    var value: Int64 = 0
    var decimals: Int?
    var hasDigit = false
    var isNegative = false
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "-" where index == 0, "\u{2212}" where index == 0: isNegative = true
      case " ", "\u{A0}", "\u{202F}": guard hasDigit, decimals == nil else { return nil }
      case ",", ".":
        guard hasDigit, decimals == nil else { return nil }
        decimals = 0
      case "0"..."9":
        if let count = decimals {
          guard count < digits else { return nil }
          decimals = count + 1
        }
        value = value * 10 + Int64(scalar.value - 0x30)
        hasDigit = true
        guard value <= most * 1_000 else { return nil }
      default: return nil
      }
    }
    guard hasDigit, decimals != 0 else { return nil }
    for _ in (decimals ?? 0)..<digits {
      guard value <= most * 1_000 else { return nil }
      value *= 10
    }
    var unit: Int64 = 1
    for _ in 0..<digits { unit *= 10 }
    guard value <= most * unit else { return nil }
    return isNegative ? -value : value
  }
}

/// A day, as a browser sends it (`2026-02-28`) or as one types it (`28/02/2026`).
struct Day {
  var year: Int
  var month: Int
  var day: Int

  static func read(_ text: String) -> Day? {
    let slashes = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let hyphens = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let parts = slashes.count == 3 ? slashes.reversed() : hyphens
    guard parts.count == 3, parts[0].count == 4, let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day >= 1 && day <= days[month - 1] ? Day(year: year, month: month, day: day) : nil
  }

  private static func number(_ digits: Substring.UTF8View) -> Int? {
    guard (1...4).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// The address of a page: `https://host…`.
enum Page {
  static func isAddress(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"<>\"\\^`{}|".utf8.contains($0) }) else { return false }
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return false }
    let host = lower.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#:".utf8.contains($0) }
    return !host.isEmpty && host.count <= 253
      && host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        .allSatisfy { label in
          (1...63).contains(label.count)
            && label.allSatisfy { byte in
              (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte >= 0x80
            }
        }
  }
}
