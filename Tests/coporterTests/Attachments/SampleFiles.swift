/// Files as strangers send them, made byte by byte.
enum SampleFiles {
  /// A page with these words on it (ISO 32000-1).
  static func pdf(_ words: String, padding: Int = 0) -> [UInt8] {
    let text = "BT /F1 14 Tf 72 770 Td (\(words)) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
      "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    var file = "%PDF-1.4\n%" + String(repeating: "x", count: padding) + "\n"
    var offsets: [Int] = []
    for (number, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(number + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 6\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    file += "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }

  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8) + [UInt8](repeating: 0, count: 60)
  static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 60)

  static func odt(_ words: String) -> [UInt8] {
    let type = "application/vnd.oasis.opendocument.text"
    let content = "<office:body><text:p>\(words)</text:p></office:body>"
    return zip([("mimetype", type), ("content.xml", content)])
  }
  static func docx(_ words: String, beside others: [(String, String)] = []) -> [UInt8] {
    let document = "<w:document><w:body><w:p><w:r><w:t>\(words)</w:t></w:r></w:p></w:body></w:document>"
    return zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)] + others)
  }

  /// An archive whose entries are as they are (PKWARE APPNOTE).
  static func zip(_ entries: [(name: String, content: String)], flags: UInt16 = 0) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let (name, content) = (Array(entry.name.utf8), Array(entry.content.utf8))
      let offset = UInt32(file.count)
      let sizes = little(checksum(content)) + little(UInt32(content.count)) + little(UInt32(content.count))
      let common = little(UInt16(20)) + little(flags) + [0, 0, 0, 0, 0, 0] + sizes + little(UInt16(name.count))
      file += [0x50, 0x4B, 3, 4] + common + [0, 0] + name + content
      directory += [0x50, 0x4B, 1, 2] + little(UInt16(20)) + common + [UInt8](repeating: 0, count: 12)
      directory += little(offset) + name
    }
    let count = little(UInt16(entries.count))
    let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
    return file + directory + end + little(UInt32(directory.count)) + little(UInt32(file.count)) + [0, 0]
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 of ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
  }
}
