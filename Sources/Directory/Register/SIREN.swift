/// The nine figures that identify a body in the French register of enterprises.
package enum SIREN {
  /// Whether a text is nine digits with a right key (Luhn; La Poste's exception is about establishments only).
  package static func isValid(_ text: String) -> Bool {
    var sum = 0
    var place = 0
    for byte in text.utf8 {
      guard (0x30...0x39).contains(byte), place < 9 else { return false }
      let figure = Int(byte - 0x30) * (place % 2 == 1 ? 2 : 1)
      sum += figure > 9 ? figure - 9 : figure
      place += 1
    }
    return place == 9 && sum > 0 && sum % 10 == 0
  }
}
