/// A sentence with places to fill: `[one|other]` chooses, `{slot}` is filled by the teller. Read once, told many times.
/// Straight apostrophes and plain spaces become French typography as it is read.
struct Template: Sendable {
  indirect enum Piece: Sendable {
    case text(String)
    case choice([[Piece]])
    case slot(Slot)
  }

  let pieces: [Piece]

  init(_ source: String) {
    var reader = Reader(bytes: Array(FrenchTypography.set(source).utf8))
    pieces = reader.sequence()
  }

  /// Recursive descent over bytes: every mark is ASCII, so no character is ever cut.
  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func sequence() -> [Piece] {
      var pieces: [Piece] = []
      var start = position
      while position < bytes.count {
        let byte = bytes[position]
        guard byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7C else {
          position += 1
          continue
        }
        if position > start { pieces.append(.text(String(decoding: bytes[start..<position], as: UTF8.self))) }
        if byte == 0x5D || byte == 0x7C { return pieces }
        position += 1
        pieces.append(byte == 0x5B ? choice() : slot())
        start = position
      }
      if position > start { pieces.append(.text(String(decoding: bytes[start..<position], as: UTF8.self))) }
      return pieces
    }

    private mutating func choice() -> Piece {
      var options = [sequence()]
      while position < bytes.count, bytes[position] == 0x7C {
        position += 1
        options.append(sequence())
      }
      position += 1
      return .choice(options)
    }

    private mutating func slot() -> Piece {
      let start = position
      while position < bytes.count, bytes[position] != 0x7D { position += 1 }
      let name = String(decoding: bytes[start..<position], as: UTF8.self)
      position += 1
      return .slot(Slot(name))
    }
  }
}

/// What can stand between braces.
enum Slot: Sendable, Equatable {
  case number(ClosedRange<Int>)
  case few, part, dozens, duration, weekday, month, hour, closing, agents
  case inhabitants, name, genitive, at, ours, hall, hamlet, tool, software
  case unknown(String)

  init(_ text: String) {
    switch text {
    case "n": self = .few
    case "part": self = .part
    case "fermeture": self = .closing
    case "agents": self = .agents
    case "dizaine": self = .dozens
    case "durée": self = .duration
    case "jour": self = .weekday
    case "mois": self = .month
    case "heure": self = .hour
    case "hab": self = .inhabitants
    case "nom": self = .name
    case "de": self = .genitive
    case "à": self = .at
    case "notre": self = .ours
    case "mairie": self = .hall
    case "hameau": self = .hamlet
    case "outil": self = .tool
    case "logiciel": self = .software
    default:
      let bounds = text.split(separator: "-").compactMap { Int($0) }
      guard bounds.count == 2, bounds[0] <= bounds[1] else {
        self = .unknown(text)
        return
      }
      self = .number(bounds[0]...bounds[1])
    }
  }
}

/// The spaces and the apostrophe that French printing asks for.
package enum FrenchTypography {
  /// Curved apostrophes; a narrow no-break space before `;`, `!`, `?`; a no-break space before `:`, `%`, `€`, `h` after
  /// a figure, and inside « ».
  package static func set(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch (byte, next) {
      case (0x27, _): result += [0xE2, 0x80, 0x99]
      case (0x20, 0x3B), (0x20, 0x21), (0x20, 0x3F): result += [0xE2, 0x80, 0xAF]
      case (0x20, 0x3A), (0x20, 0x25): result += [0xC2, 0xA0]
      case (0x20, 0xC2) where index + 2 < bytes.count && bytes[index + 2] == 0xBB: result += [0xC2, 0xA0]
      case (0x20, 0xE2) where index + 3 < bytes.count && bytes[index + 2] == 0x82 && bytes[index + 3] == 0xAC:
        result += [0xC2, 0xA0]
      case (0x20, _) where index >= 2 && bytes[index - 2] == 0xC2 && bytes[index - 1] == 0xAB: result += [0xC2, 0xA0]
      default: result.append(byte)
      }
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// « d’une dizaine », « d’octobre », « qu’un agent »: the beginning of a slot or a choice decides of
  /// the word before it.
  package static func elided(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let length = elidedLength(bytes, index)
      guard length > 0 else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result += bytes[index..<(index + length - 2)] + [0xE2, 0x80, 0x99]
      index += length
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How many bytes « de », « que », « ne » or « se » and its space take at `start`, where a word begins and a
  /// vowel follows.
  private static func elidedLength(_ bytes: [UInt8], _ start: Int) -> Int {
    guard start == 0 || bytes[start - 1] == 0x20 else { return 0 }
    for word in ["de ", "que ", "ne ", "se ", "De ", "Que "] {
      let next = start + word.utf8.count
      guard next + 3 < bytes.count, bytes[start..<next].elementsEqual(word.utf8) else { continue }
      // « de onze » keeps its vowel; é, è and ê are two bytes, of which the first is C3.
      let isVowel = [0x61, 0x65, 0x69, 0x6F, 0x75].contains(bytes[next]) || bytes[next] == 0xC3
      return isVowel && !bytes[next...].starts(with: "onze".utf8) && bytes[next + 1] != 0xA0 ? next - start : 0
    }
    return 0
  }

  /// A whole number with a narrow no-break space between thousands.
  package static func number(_ value: Int) -> String {
    guard value >= 1000 else { return String(value) }
    let rest = String(value % 1000)
    return number(value / 1000) + "\u{202F}" + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
