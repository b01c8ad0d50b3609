import Foundation
package import Platform

/// The text that was found in a file.
struct AttachmentText: Sendable, Equatable {
  var reading: Attachment.Reading
  var text: String
  /// Whether more was there than is kept.
  var isCut: Bool

  static let longest = 100_000
  static let nothing = AttachmentText(reading: .nothing, text: "", isCut: false)
  static let unreadable = AttachmentText(reading: .unreadable, text: "", isCut: false)

  /// What a program wrote, made a text: without what is no character, its blanks one by one.
  init(_ bytes: some Collection<UInt8>) {
    var text = ""
    var count = 0
    var isBlank = true
    isCut = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      let isSpace = properties.isWhitespace
      let isMark = !isSpace && (properties.generalCategory == .control || properties.generalCategory == .unassigned)
      guard !isMark, scalar != "\u{FFFD}", !isSpace || !isBlank else { continue }
      guard count < Self.longest else {
        isCut = true
        break
      }
      text.unicodeScalars.append(isSpace ? (scalar == "\n" ? "\n" : " ") : scalar)
      count += 1
      isBlank = isSpace
    }
    let hasWords = text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    self.text = hasWords ? text.trimmed : ""
    reading = hasWords ? .found : .nothing
    if !hasWords { isCut = false }
  }

  private init(reading: Attachment.Reading, text: String, isCut: Bool) {
    self.reading = reading
    self.text = text
    self.isCut = isCut
  }
}

extension AttachmentKind {
  /// What reads the text of such a file, and how; nil for a picture, which has none.
  package var reader: (program: LimitedProgram, arguments: [String])? {
    switch self {
    case .png, .jpeg: nil
    case .pdf: (LimitedProgram("/usr/bin/pdftotext"), ["-q", "-enc", "UTF-8", "-nopgbrk", "{file}", "-"])
    case .odt, .ods: (LimitedProgram("/usr/bin/unzip"), ["-p", "{file}", "content.xml"])
    case .docx: (LimitedProgram("/usr/bin/unzip"), ["-p", "{file}", "word/document.xml"])
    }
  }

  /// Those that can be read here: pictures, and what a program that is there reads.
  package static var readable: [AttachmentKind] { allCases.filter { $0.reader?.program.missing.isEmpty ?? true } }

  /// Reads the text of a file, whose bytes come piece by piece.
  /// - Throws: what keeps the program from being run at all.
  func text(of next: () async throws -> [UInt8]?) async throws -> AttachmentText {
    guard let reader else { return .nothing }
    switch try await reader.program.run(reader.arguments, on: next) {
    case .failed: return .unreadable
    case .ended(let bytes): return AttachmentText(self == .pdf ? bytes : OfficeText.read(bytes))
    }
  }
}

/// The words of a document of OpenDocument or Word, taken out of its XML without believing its structure: what stands
/// between tags, a line for each paragraph.
enum OfficeText {
  /// Of what it can be asked to read.
  static let mostBytes = 4 * AttachmentText.longest

  static func read(_ xml: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var place = 0
    var isHidden = false
    while place < xml.count, text.count < mostBytes {
      guard xml[place] == UInt8(ascii: "<") else {
        let end = xml[place...].firstIndex(of: UInt8(ascii: "<")) ?? xml.count
        if !isHidden { append(xml[place..<end], to: &text) }
        place = end
        continue
      }
      guard let end = xml[place...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = String(decoding: xml[(place + 1)..<end].prefix(longestTag), as: UTF8.self)
      place = end + 1
      let name = tag.prefix { $0 != " " && $0 != "\n" && $0 != "\t" }
      if hidden.contains(where: { name == $0 }) { isHidden = !tag.hasSuffix("/") }
      if hidden.contains(where: { name == "/" + $0 }) { isHidden = false }
      if ends.contains(String(name.hasSuffix("/") ? name.dropLast() : name)) { text.append(10) }
      if blanks.contains(String(name.hasSuffix("/") ? name.dropLast() : name)) { text.append(32) }
    }
    return text
  }

  private static let longestTag = 200
  /// After which a line is over.
  private static let ends: Set<String> = [
    "/text:p", "/text:h", "text:line-break", "/table:table-row", "/w:p", "w:br", "/w:tr",
  ]
  /// Between words that no blank parts.
  private static let blanks: Set<String> = ["text:s", "text:tab", "/table:table-cell", "w:tab", "/w:tc"]
  /// Whose content is no text: the codes of fields, what was deleted.
  private static let hidden = ["w:instrText", "w:delText", "text:tracked-changes", "office:scripts"]

  /// With the five entities of XML and characters by their number; any other is left as it stands.
  private static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    var rest = bytes
    while let sign = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += rest[..<sign]
      rest = rest[sign...]
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = entity(String(decoding: rest[(sign + 1)..<end], as: UTF8.self))
      else {
        text.append(UInt8(ascii: "&"))
        rest = rest.dropFirst()
        continue
      }
      text += Array(String(scalar).utf8)
      rest = rest[(end + 1)...]
    }
    text += rest
  }

  private static func entity(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
      return number.flatMap(Unicode.Scalar.init)
    }
  }
}
