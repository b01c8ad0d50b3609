import Glibc

/// Reads a form with a file, `multipart/form-data` (RFC 7578), as its bytes come: short fields first, the one file
/// last, or several where they are awaited. Holds no more of a file than one feeding and the length of a delimiter;
/// what is out of order is refused.
struct MultipartParser {
  enum Event: Equatable {
    case field(name: String, value: String)
    /// The file begins; its bytes follow.
    case file(name: String)
    case bytes([UInt8])
    case end
  }

  static let headBytes = 2048
  /// All fields together.
  static let fieldBytes = 65_536
  static let longestBoundary = 70

  private enum State: Equatable {
    case start, delimited, head
    case field(String)
    case file
    case over
  }

  /// CRLF, `--` and the boundary.
  private let delimiter: [UInt8]
  /// What came and is not read yet begins at `place`.
  private var buffer: [UInt8] = [13, 10]
  private var place = 0
  private var state = State.start
  private var fields = 0
  private var fieldBytesLeft = MultipartParser.fieldBytes
  private var hasFile = false
  private let takesSeveral: Bool
  /// How the sender calls the file that has begun last.
  private(set) var fileName = ""

  /// Nil for a boundary that RFC 2046 §5.1.1 does not allow.
  init?(boundary: String, takesSeveral: Bool = false) {
    let allowed = boundary.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: Self.signs.contains(byte)
      }
    }
    guard (1...Self.longestBoundary).contains(boundary.utf8.count), allowed else { return nil }
    delimiter = Array("\r\n--".utf8) + Array(boundary.utf8)
    self.takesSeveral = takesSeveral
  }

  private static let signs = Array("'()+_,-./:=?".utf8)

  mutating func feed(_ bytes: some Collection<UInt8>) {
    if place > 0 {
      buffer.removeFirst(place)
      place = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// What was read since; nil when more must come first, or all was read.
  mutating func next() throws(FieldsRefusal) -> Event? {
    while true {
      switch state {
      case .start:
        guard available >= delimiter.count else { return nil }
        guard buffer.starts(with: delimiter) else { throw .malformed }
        place += delimiter.count
        state = .delimited
      case .delimited:
        guard available >= 2 else { return nil }
        let pair = (buffer[place], buffer[place + 1])
        place += 2
        if pair == (45, 45) {
          state = .over
          return .end
        }
        // Nothing comes after the file, or nothing but files.
        guard pair == (13, 10), !hasFile || takesSeveral else { throw .malformed }
        state = .head
      case .head:
        guard let head = try head() else { return nil }
        guard let called = head.fileName else {
          guard !hasFile else { throw .malformed }
          fields += 1
          guard fields <= Limits.formFields else { throw .tooMany }
          state = .field(head.name)
          continue
        }
        hasFile = true
        isInFile = false
        fileName = called
        state = .file
        return .file(name: head.name)
      case .field(let name):
        guard let end = find(delimiter) else {
          guard available - delimiter.count <= fieldBytesLeft else { throw .tooMany }
          return nil
        }
        return try field(name, upTo: end)
      case .file:
        guard let bytes = file() else { return nil }
        if !bytes.isEmpty { return .bytes(bytes) }
      case .over:
        // Browsers end the line, and nothing more.
        guard [13, 10].starts(with: buffer[place...]) else { throw .malformed }
        return nil
      }
    }
  }

  /// Whether all of it came.
  var isOver: Bool { state == .over }

  /// What came and is not read yet.
  var waiting: Int { available }

  private var available: Int { buffer.count - place }

  private mutating func head() throws(FieldsRefusal) -> MultipartHead? {
    let blank: [UInt8] = [13, 10, 13, 10]
    guard let end = find(blank) else {
      guard available <= Self.headBytes else { throw .malformed }
      return nil
    }
    guard end - place <= Self.headBytes, let head = MultipartHead(buffer[place..<end]) else { throw .malformed }
    // The delimiter of an empty part begins with the end of the blank line.
    place = end + 2
    return head
  }

  /// The value of a field; `end` is where its delimiter begins.
  private mutating func field(_ name: String, upTo end: Int) throws(FieldsRefusal) -> Event {
    let value = buffer[min(place + 2, end)..<end]
    guard value.count <= fieldBytesLeft else { throw .tooMany }
    guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else { throw .malformed }
    fieldBytesLeft -= value.count
    place = end + delimiter.count
    state = .delimited
    return .field(name: name, value: text)
  }

  /// What is surely of the file; empty at its end, nil when more must come first.
  private mutating func file() -> [UInt8]? {
    // The line end of the head stays in the buffer until it is known not to begin the delimiter.
    if !isInFile {
      guard available >= 2 else { return nil }
      if let end = find(delimiter), end == place {
        place = end + delimiter.count
        state = .delimited
        return []
      }
      guard available >= delimiter.count else { return nil }
      place += 2
      isInFile = true
    }
    if let end = find(delimiter) {
      let bytes = Array(buffer[place..<end])
      place = end + delimiter.count
      state = .delimited
      return bytes
    }
    let sure = available - (delimiter.count - 1)
    guard sure > 0 else { return nil }
    let bytes = Array(buffer[place..<place + sure])
    place += sure
    return bytes
  }

  private var isInFile = false

  private func find(_ pattern: [UInt8]) -> Int? {
    buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      let last = bytes.count - pattern.count
      var start = place
      while start <= last {
        guard let first = memchr(base + start, Int32(pattern[0]), last - start + 1) else { return nil }
        start = UnsafeRawPointer(first) - base
        if memcmp(base + start, pattern, pattern.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }
}

/// The head of a part: its name, and how a file is called; nil where it is none. What else it says is not believed.
struct MultipartHead: Equatable {
  static let longestName = 100
  var name: String
  var fileName: String?

  /// - Parameter bytes: its lines, without the blank one that ends them.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { return nil }
    var disposition: Substring?
    for line in Self.lines(of: text) {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      guard line[..<colon].lowercased() == "content-disposition" else { continue }
      guard disposition == nil else { return nil }
      disposition = line[line.index(after: colon)...]
    }
    guard let disposition, let parameters = Self.parameters(disposition) else { return nil }
    guard let name = parameters["name"], !name.isEmpty, name.unicodeScalars.count <= Self.longestName else {
      return nil
    }
    self.name = name
    fileName = parameters["filename"] ?? parameters["filename*"]
  }

  private static func lines(of text: String) -> [Substring] {
    text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\r" || $0 == "\n" }.map { Substring($0) }
      .filter { !$0.isEmpty }
  }

  /// `form-data; name="description"; filename="plan.pdf"`; nil when it cannot be read in one way only.
  private static func parameters(_ text: Substring) -> [String: String]? {
    var rest = Substring(String(text).trimmed)
    guard rest.lowercased().hasPrefix("form-data") else { return nil }
    rest = rest.dropFirst("form-data".count)
    var parameters: [String: String] = [:]
    while !rest.isEmpty {
      guard rest.first == ";" else { return nil }
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      let name = rest.prefix { $0 != "=" && $0 != ";" }.lowercased()
      rest = rest.dropFirst(name.count)
      guard rest.first == "=", !name.isEmpty, parameters[name] == nil else { return nil }
      rest = rest.dropFirst()
      guard let value = value(&rest) else { return nil }
      parameters[name] = value
      rest = rest.drop { $0 == " " || $0 == "\t" }
    }
    return parameters
  }

  /// Between quotes, where browsers write a quote as `%22`, or a word without them.
  private static func value(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      let word = rest.prefix { $0 != ";" && $0 != " " && $0 != "\"" }
      rest = rest.dropFirst(word.count)
      return String(word)
    }
    rest = rest.dropFirst()
    guard let end = rest.firstIndex(of: "\"") else { return nil }
    let value = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    return value
  }
}
