/// A part of a mail that came from outside: its header fields, and what follows them. Read from bytes that anybody may
/// have sent: all is bounded, nothing is decoded, and what makes no sense is an empty part.
struct MIMEPart: Sendable {
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var body: ArraySlice<UInt8>

  static let mostFields = 200
  static let longestField = 4096
  /// A report holds text, status and headers; a mail that nests deeper is no report.
  static let deepest = 4
  static let mostParts = 20

  /// A part from its first header field on (RFC 5322 §2.2, unfolded).
  init(_ bytes: ArraySlice<UInt8>) {
    body = bytes
    var rest = bytes
    var current: [UInt8] = []
    while let line = Self.line(&rest), !line.isEmpty {
      if line.first == 32 || line.first == 9 {
        current += line
      } else {
        add(current)
        current = Array(line)
      }
    }
    add(current)
    body = rest
  }

  /// The groups of fields of a status: an empty line parts them (RFC 3464 §2.1).
  static func groups(_ bytes: ArraySlice<UInt8>) -> [MIMEPart] {
    var groups: [MIMEPart] = []
    var rest = bytes
    while !rest.isEmpty, groups.count < mostParts {
      let group = MIMEPart(rest)
      if !group.fields.isEmpty { groups.append(group) }
      rest = group.body
    }
    return groups
  }

  /// The first value of a field, its name in lower case.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// `multipart/report`, in lower case; plain text where it is not said (RFC 2045 §5.2).
  var type: String {
    let value = self["content-type"] ?? "text/plain"
    return String(value.prefix { $0 != ";" }).trimmed.lowercased()
  }

  /// The parts of a multipart (RFC 2046 §5.1); none for anything else.
  var parts: [MIMEPart] {
    guard type.hasPrefix("multipart/"), let boundary = parameter("boundary"), (1...70).contains(boundary.utf8.count)
    else {
      return []
    }
    let mark = Array("--".utf8) + Array(boundary.utf8)
    var parts: [MIMEPart] = []
    var start: ArraySlice<UInt8>.Index?
    var rest = body
    while parts.count < Self.mostParts {
      let place = rest.startIndex
      guard let line = Self.line(&rest) else { break }
      guard line.starts(with: mark) else { continue }
      let tail = line.dropFirst(mark.count)
      let isEnd = tail.starts(with: Array("--".utf8))
      guard isEnd || tail.allSatisfy({ $0 == 32 || $0 == 9 }) else { continue }
      if let start { parts.append(MIMEPart(body[start..<place])) }
      start = rest.startIndex
      if isEnd { return parts }
    }
    // A report cut short still says what it says.
    if let start, parts.count < Self.mostParts { parts.append(MIMEPart(body[start...])) }
    return parts
  }

  /// This part and those within, some levels deep.
  func all(depth: Int = deepest) -> [MIMEPart] {
    depth == 0 ? [self] : [self] + parts.flatMap { $0.all(depth: depth - 1) }
  }

  /// `boundary="=_x"`, quoted or not.
  private func parameter(_ name: String) -> String? {
    for piece in (self["content-type"] ?? "").split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, String(pair[0]).trimmed.lowercased() == name else { continue }
      let value = String(pair[1]).trimmed
      guard value.hasPrefix("\"") else { return value }
      return value.hasSuffix("\"") && value.utf8.count >= 2 ? String(value.dropFirst().dropLast()) : nil
    }
    return nil
  }

  private mutating func add(_ line: [UInt8]) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), fields.count < Self.mostFields else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self).trimmed.lowercased()
    // Without NUL, which no field may bear (RFC 5322 §2.2) and no database takes.
    let bytes = line[(colon + 1)...].prefix(Self.longestField).filter { $0 != 0 }
    let value = String(decoding: bytes, as: UTF8.self).trimmed
    fields.append((name, value))
  }

  /// The next line without its end, CRLF or LF; nil at the end.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 10) ?? rest.endIndex
    var line = rest[rest.startIndex..<end]
    rest = end == rest.endIndex ? rest[end...] : rest[(end + 1)...]
    if line.last == 13 { line = line.dropLast() }
    return line
  }
}
