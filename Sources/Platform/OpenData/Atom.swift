/// Pieces of a feed (Atom, RFC 4287).
package enum Atom {
  package static func element(_ name: String, _ text: String, language: String? = nil) -> String {
    let attribute = language.map { " xml:lang=\"\(escaped($0))\"" } ?? ""
    return "<\(name)\(attribute)>\(escaped(text))</\(name)>\n"
  }

  package static func link(_ relation: String, _ type: String, _ address: String) -> String {
    "<link rel=\"\(relation)\" type=\"\(type)\" href=\"\(escaped(address))\"/>\n"
  }

  /// As text or between quotes, without the characters that no XML may hold (XML 1.0 §2.2).
  package static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "\t", "\n", "\r": escaped.append(scalar)
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": continue
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
