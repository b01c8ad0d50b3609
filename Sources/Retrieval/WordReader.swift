/// A word as a text holds it.
struct ReadWord {
  /// Lower-case UTF-8, accents kept and composed, ligatures (œ, æ, ß, ﬁ) written as two letters.
  var form: [UInt8]
  /// Where the word stands in the text, in UTF-8 bytes.
  var bytes: Range<Int>
  /// Whether an apostrophe touches its end, as in `l’eau`.
  var isBeforeApostrophe: Bool
}

/// Cuts a text into words: runs of letters and digits. Soft hyphens and zero-width characters in a word are skipped.
enum WordReader {
  static func read(_ text: String, _ body: (borrowing ReadWord) -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var word = ReadWord(form: [], bytes: 0..<0, isBeforeApostrophe: false)
      word.form.reserveCapacity(64)
      var start = 0
      var end = 0
      var position = 0
      while position < bytes.count {
        let (scalar, width) = decode(bytes, at: position)
        switch take(scalar, into: &word.form) {
        case .letter:
          if end == 0 { start = position }
          end = position + width
        case .invisible:
          if end > 0 { end = position + width }
        case .separator:
          if end > 0 {
            word.bytes = start..<end
            word.isBeforeApostrophe = isApostrophe(scalar)
            body(word)
            word.form.removeAll(keepingCapacity: true)
            end = 0
          }
        }
        position += width
      }
      if end > 0 {
        word.bytes = start..<end
        word.isBeforeApostrophe = false
        body(word)
      }
    }
  }

  private enum Kind { case letter, invisible, separator }

  /// The scalar at a place of valid UTF-8, and how many bytes it takes.
  @inline(__always)
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[position])
    func next(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset] & 0x3F) }
    switch first {
    case 0..<0x80: return (first, 1)
    case 0x80..<0xE0: return ((first & 0x1F) << 6 | next(1), 2)
    case 0xE0..<0xF0: return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3)
    default: return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }
  }

  @inline(__always)
  private static func take(_ scalar: UInt32, into form: inout [UInt8]) -> Kind {
    guard scalar < 0x80 else { return takeBeyondASCII(scalar, into: &form) }
    switch UInt8(truncatingIfNeeded: scalar) {
    case 0x61...0x7A, 0x30...0x39: form.append(UInt8(truncatingIfNeeded: scalar))
    case 0x41...0x5A: form.append(UInt8(truncatingIfNeeded: scalar | 0x20))
    default: return .separator
    }
    return .letter
  }

  private static func takeBeyondASCII(_ scalar: UInt32, into form: inout [UInt8]) -> Kind {
    switch scalar {
    case 0xC0...0xC5, 0xC7...0xD6, 0xD8...0xDE: append(scalar + 0x20, to: &form)
    case 0xE0...0xE5, 0xE7...0xF6, 0xF8...0xFF: append(scalar, to: &form)
    case 0xC6, 0xE6: form.append(contentsOf: "ae".utf8)
    case 0x152, 0x153: form.append(contentsOf: "oe".utf8)
    case 0xDF, 0x1E9E: form.append(contentsOf: "ss".utf8)
    case 0x132, 0x133: form.append(contentsOf: "ij".utf8)
    case 0xFB00...0xFB06:
      let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
      form.append(contentsOf: ligatures[Int(scalar - 0xFB00)].utf8)
    case 0x300...0x36F:
      guard let last = form.last, last < 0x80 else { return .invisible }
      form.removeLast()
      append(composed(last, with: scalar), to: &form)
      return .invisible
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0xFE00...0xFE0F: return .invisible
    default:
      guard let unicode = Unicode.Scalar(scalar) else { return .separator }
      let properties = unicode.properties
      guard properties.isAlphabetic || properties.numericType == .decimal else { return .separator }
      for lower in properties.lowercaseMapping.unicodeScalars where !(0x300...0x36F).contains(lower.value) {
        form.append(contentsOf: String(lower).utf8)
      }
    }
    return .letter
  }

  /// The letter that a base letter and a combining mark make; the base alone where French has no such letter.
  private static func composed(_ base: UInt8, with mark: UInt32) -> UInt32 {
    let marks: [UInt32] = [0x300, 0x301, 0x302, 0x303, 0x308, 0x327]
    guard let column = marks.firstIndex(of: mark) else { return UInt32(base) }
    let row: [UInt32]
    switch base {
    case UInt8(ascii: "a"): row = [0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0]
    case UInt8(ascii: "c"): row = [0, 0, 0, 0, 0, 0xE7]
    case UInt8(ascii: "e"): row = [0xE8, 0xE9, 0xEA, 0, 0xEB, 0]
    case UInt8(ascii: "i"): row = [0xEC, 0xED, 0xEE, 0, 0xEF, 0]
    case UInt8(ascii: "n"): row = [0, 0, 0, 0xF1, 0, 0]
    case UInt8(ascii: "o"): row = [0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0]
    case UInt8(ascii: "u"): row = [0xF9, 0xFA, 0xFB, 0, 0xFC, 0]
    case UInt8(ascii: "y"): row = [0, 0xFD, 0, 0, 0xFF, 0]
    default: row = [0, 0, 0, 0, 0, 0]
    }
    return row[column] == 0 ? UInt32(base) : row[column]
  }

  @inline(__always)
  private static func append(_ scalar: UInt32, to form: inout [UInt8]) {
    if scalar < 0x80 {
      form.append(UInt8(truncatingIfNeeded: scalar))
    } else {
      form.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      form.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  private static func isApostrophe(_ scalar: UInt32) -> Bool {
    scalar == 0x27 || scalar == 0x2019 || scalar == 0x2BC || scalar == 0x2018
  }
}
