/// How what others wrote goes to a terminal, which obeys some letters and hides others. The lists are fixed, and follow
/// no version of Unicode: every program writes the same.
public enum Printable {
  /// The name of a file: each byte but those of printable ASCII, the space and the backslash apart, as `\x` and two
  /// digits. So a place never holds a space.
  public static func path(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\\")
        ? String(Unicode.Scalar(byte)) : "\\x" + hexadecimal(UInt32(byte), atLeast: 2)
    }.joined()
  }

  /// A text of the log: control characters, marks of direction, letters without width and the backslash as `\u{…}`.
  public static func text(_ text: String) -> String {
    var printed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if hidden.contains(where: { $0.contains(scalar.value) }) {
        printed.append(contentsOf: "\\u{\(hexadecimal(scalar.value, atLeast: 1))}".unicodeScalars)
      } else {
        printed.append(scalar)
      }
    }
    return String(printed)
  }

  private static let hidden: [ClosedRange<UInt32>] = [
    0x00...0x1F, 0x5C...0x5C, 0x7F...0x9F, 0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200F,
    0x2028...0x202E, 0x2060...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF,
  ]

  private static func hexadecimal(_ number: UInt32, atLeast digits: Int) -> String {
    let written = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - written.count)) + written
  }
}
