/// A page of a few lines, as a PDF (ISO 32000-1): a title, then what is said under it.
enum InventedPDF {
  static func page(_ title: String, _ lines: [String]) -> [UInt8] {
    var content = Array("BT /F2 16 Tf 60 770 Td (".utf8) + text(title) + Array(") Tj /F1 11 Tf 0 -14 Td ".utf8)
    for line in lines { content += Array("0 -18 Td (".utf8) + text(line) + Array(") Tj ".utf8) }
    content += Array("ET".utf8)
    let fonts = ["Helvetica", "Helvetica-Bold"].map { name in
      Array("<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>".utf8)
    }
    let page =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
      + "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
    let stream = Array("<< /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8)
    let tree = ["<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page]
    return file(tree.map { Array($0.utf8) } + [stream] + fonts)
  }

  private static func file(_ objects: [[UInt8]]) -> [UInt8] {
    var file = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (number, object) in objects.enumerated() {
      let offset = String(file.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += Array("\(number + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let end = "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(file.count)\n%%EOF\n"
    return file + Array((table + end).utf8)
  }

  /// In the bytes of Western Windows, as the fonts are read; what they lack is a space.
  private static func text(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      switch scalar {
      case "(", ")", "\\": [UInt8(ascii: "\\"), UInt8(scalar.value)]
      case "’": [0x92]
      case "œ": [0x9C]
      case "–": [0x96]
      case "…": [0x85]
      default: [scalar.value < 0x100 ? UInt8(scalar.value) : UInt8(ascii: " ")]
      }
    }
  }
}
