import Foundation

/// Reads a page as a browser does, enough to see what a text could have become in it.
///
/// It reads tens of thousands of pages in the tests, and is optimized in all builds.
package enum MarkupReader {
  package struct Element: Equatable {
    package var name: String
    package var attributes: [(name: String, value: String)] = []

    package subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    package static func == (left: Element, right: Element) -> Bool {
      left.name == right.name && left.attributes.count == right.attributes.count
        && zip(left.attributes, right.attributes).allSatisfy { $0 == $1 }
    }
  }

  /// The elements that begin in `page`, in order; their text is left out.
  package static func elements(in page: String) -> [Element] {
    var reader = Reader(bytes: Array(page.utf8))
    var elements: [Element] = []
    while let element = reader.next() {
      elements.append(element)
      if ["script", "style", "textarea", "title"].contains(element.name) { reader.skip(past: element.name) }
    }
    return elements
  }

  /// What a stranger's text has managed in `page`, in sentences.
  package static func troubles(in page: String) -> [String] {
    var troubles: [String] = []
    let bytes = Data(page.utf8)
    for raw in ["<img src=x", "<script>", "</textarea></title>", "\"'>"] where bytes.range(of: Data(raw.utf8)) != nil {
      troubles.append("unescaped copy: \(raw)")
    }
    for element in elements(in: page) { troubles += self.troubles(of: element) }
    return troubles
  }

  private static let foreign: Set<String> = [
    "iframe", "object", "embed", "base", "applet", "frame", "frameset", "style", "math", "foreignobject", "template",
  ]

  private static func troubles(of element: Element) -> [String] {
    var troubles: [String] = []
    if foreign.contains(element.name) { troubles.append("an element of no page of ours: \(element.name)") }
    if element.name == "script" || element.name == "img", element["src"]?.hasPrefix("/static/") != true {
      troubles.append("\(element.name) that is not of this site: \(element["src"] ?? "")")
    }
    if element.name == "meta", element["http-equiv"] != nil { troubles.append("a meta that acts") }
    for (name, value) in element.attributes {
      if name.hasPrefix("on") || name == "style" || name == "srcdoc" {
        troubles.append("\(element.name) has \(name)=\(value)")
      }
      guard ["href", "src", "action", "formaction", "xlink:href", "poster"].contains(name) else { continue }
      if !isSafe(value) { troubles.append("\(element.name) leads to \(name)=\(value)") }
      if name == "action", !value.hasPrefix("/") { troubles.append("a form that leaves the site: \(value)") }
    }
    return troubles
  }

  /// Whether a browser that follows it stays here or opens a page or a mail: it leaves out controls and spaces before
  /// it looks for a scheme (WHATWG URL §4.4).
  private static func isSafe(_ address: String) -> Bool {
    let bare = String(address.unicodeScalars.filter { $0.value > 0x20 }.map(Character.init)).lowercased()
    let head = bare.prefix { !"/?#\\".contains($0) }
    guard head.contains(":") else { return !bare.hasPrefix("//") && !bare.hasPrefix("/\\") && !bare.hasPrefix("\\") }
    return ["https:", "http:", "mailto:", "tel:"].contains { bare.hasPrefix($0) }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func isLetter(_ place: Int) -> Bool {
      place < bytes.count && (65...90).contains(bytes[place] & 0xDF)
    }

    private func isSpace(_ place: Int) -> Bool { place < bytes.count && bytes[place].isSpace }

    /// The next element that begins; ends, comments and text are passed over.
    mutating func next() -> Element? {
      while let mark = find(UInt8(ascii: "<")) {
        place = mark + 1
        if isLetter(place) { return element() }
        guard place < bytes.count, [UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[place])
        else { continue }
        place = (find(UInt8(ascii: ">")) ?? bytes.count - 1) + 1
      }
      return nil
    }

    private func find(_ byte: UInt8) -> Int? {
      bytes.withUnsafeBufferPointer { bytes in
        guard place < bytes.count, let start = bytes.baseAddress,
          let found = memchr(start + place, Int32(byte), bytes.count - place)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
      }
    }

    /// Past the end of an element whose inside is text alone.
    mutating func skip(past name: String) {
      let end = Array("</\(name)".utf8)
      while place + end.count <= bytes.count {
        if bytes[place] == end[0], bytes[place..<(place + end.count)].elementsEqual(end) { return }
        place += 1
      }
      place = bytes.count
    }

    private mutating func element() -> Element {
      var element = Element(name: word { !$0.isEnd }.lowercased())
      while place < bytes.count {
        while isSpace(place) || (place < bytes.count && bytes[place] == UInt8(ascii: "/")) { place += 1 }
        guard place < bytes.count, bytes[place] != UInt8(ascii: ">") else { break }
        let name = word { !$0.isEnd && $0 != UInt8(ascii: "=") }.lowercased()
        while isSpace(place) { place += 1 }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else {
          if name.isEmpty { place += 1 }
          element.attributes.append((name, ""))
          continue
        }
        place += 1
        while isSpace(place) { place += 1 }
        element.attributes.append((name, value()))
      }
      place = min(place + 1, bytes.count)
      return element
    }

    private mutating func value() -> String {
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
        return decoded(word { !$0.isSpace && $0 != UInt8(ascii: ">") })
      }
      let quote = bytes[place]
      place += 1
      let value = word { $0 != quote }
      place = min(place + 1, bytes.count)
      return decoded(value)
    }

    private mutating func word(while isInside: (UInt8) -> Bool) -> String {
      let start = place
      while place < bytes.count, isInside(bytes[place]) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private func decoded(_ text: String) -> String {
      guard text.contains("&") else { return text }
      return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
  }
}

extension UInt8 {
  // Compared one by one: an array made for each byte of thousands of pages took a third of the suite.
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0C || self == 0x0D }
  fileprivate var isEnd: Bool { self == 0x2F || self == 0x3E || isSpace }
}
