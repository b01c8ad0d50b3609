/// The slips of someone who types quickly between two visitors.
enum TypingErrors {
  /// One to three slips in words of five letters or more: two letters exchanged, one dropped or one doubled.
  static func strew(_ text: String, generator: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<generator.within(1...3) {
      for _ in 0..<12 {
        let place = generator.below(scalars.count)
        guard isInsideWord(scalars, place) else { continue }
        switch generator.below(3) {
        case 0: scalars.swapAt(place, place + 1)
        case 1: scalars.remove(at: place)
        default: scalars.insert(scalars[place], at: place)
        }
        break
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// Whether two letters stand on each side of `place`, in lower case.
  private static func isInsideWord(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place >= 2, place + 2 < scalars.count else { return false }
    return scalars[(place - 2)...(place + 2)].allSatisfy { $0.value >= 0x61 && $0.value <= 0x7A }
  }
}
