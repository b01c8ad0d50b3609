package import Localization
import Storage

/// The formats that are taken, told from the content alone; a name and a header are what a stranger likes to say.
package enum AttachmentKind: String, Sendable, CaseIterable, ColumnCodable {
  case pdf, png, jpeg, odt, ods, docx

  package var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .odt: "application/vnd.oasis.opendocument.text"
    case .ods: "application/vnd.oasis.opendocument.spreadsheet"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }

  var fileEnding: String { self == .jpeg ? "jpg" : rawValue }

  package var title: Phrase {
    switch self {
    case .pdf: .verbatim("PDF")
    case .png: t("image PNG")
    case .jpeg: t("image JPEG")
    case .odt: t("texte ODT")
    case .ods: t("tableur ODS")
    case .docx: t("texte DOCX")
    }
  }

  /// Whether there is text in it to look for.
  var hasText: Bool { self != .png && self != .jpeg }

  /// What the whole file is.
  /// - Throws: `AttachmentRefusal`, or what reading it throws.
  static func told(by file: FileBytes) throws -> AttachmentKind {
    let head = try file.read(0..<min(file.count, longestHead))
    guard let family = family(head) else { throw AttachmentRefusal.unknownKind }
    guard case .archive = family else { return try told(by: head, family) }
    guard let archive = try ZipDirectory(file) else { throw AttachmentRefusal.unknownKind }
    guard !archive.entries.contains(where: \.isLocked) else { throw AttachmentRefusal.locked }
    guard let kind = try office(archive, file) else { throw AttachmentRefusal.unknownKind }
    guard !archive.entries.contains(where: \.isMacro) else { throw AttachmentRefusal.macros }
    return kind
  }

  /// Whether a file that begins so may be one of them, before the rest comes.
  static func mayBegin(with head: some Collection<UInt8>) -> Bool {
    family(Array(head.prefix(longestHead))) != nil
  }

  private enum Family { case pdf, png, jpeg, archive }

  private static let longestHead = 64

  /// ISO 32000-1 §7.5.2; PNG (W3C) §5.2; ISO 10918-1 §B.1.1.3; PKWARE APPNOTE §4.3.7.
  private static func family(_ head: [UInt8]) -> Family? {
    if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]) { return .png }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return .archive }
    return nil
  }

  private static func told(by head: [UInt8], _ family: Family) throws -> AttachmentKind {
    switch family {
    case .pdf: return .pdf
    case .jpeg: return .jpeg
    case .png where head.dropFirst(12).starts(with: Array("IHDR".utf8)): return .png
    case .png, .archive: throw AttachmentRefusal.unknownKind
    }
  }

  /// OpenDocument 1.2 part 3 §3.3: `mimetype` comes first, as it is; ECMA-376 part 2: a list of types, and here a text.
  private static func office(_ archive: ZipDirectory, _ file: FileBytes) throws -> AttachmentKind? {
    if let type = try archive.plainFirstEntry(named: "mimetype", longest: 100, file) {
      guard archive.has("content.xml") else { return nil }
      return [.odt, .ods].first { Array($0.mediaType.utf8) == type }
    }
    return archive.has("[Content_Types].xml") && archive.has("word/document.xml") ? .docx : nil
  }
}

/// A file that is read here and there, without being held whole.
struct FileBytes {
  var count: Int
  /// The bytes of a range that lies within `count`.
  var read: (Range<Int>) throws -> [UInt8]

  init(count: Int, read: @escaping (Range<Int>) throws -> [UInt8]) {
    self.count = count
    self.read = read
  }

  init(_ bytes: [UInt8]) { self.init(count: bytes.count) { Array(bytes[$0]) } }
}
