/// How fine proposed groups are, in hundredths, as an address writes it: `finesse=34`.
package struct Fineness: Sendable, Equatable {
  package var hundredths: Int

  package static let all = 15...95
  package static let usual = Fineness(hundredths: 34)

  package init(hundredths: Int) {
    self.hundredths = min(max(hundredths, Self.all.lowerBound), Self.all.upperBound)
  }

  /// What was typed, held within what may be; the usual one where that is no number.
  package init(typed: String?) {
    self = typed.flatMap { Int($0) }.map(Fineness.init(hundredths:)) ?? .usual
  }

  package var value: Double { Double(hundredths) / 100 }
}
