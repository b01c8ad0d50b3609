package import Localization

/// A feed (Atom, RFC 4287), and its pieces.
package enum Atom {
  package static let mediaType = "application/atom+xml"

  /// What a feed says of itself before its entries.
  package struct Head: Sendable {
    /// Its own address, and that of the page that shows the same where there is one.
    var address: String
    var page: String?
    var title: String
    var band: String
    var updated: Instant
    var author: String
    var rights: String
    var language: Language

    package init(
      address: String, page: String? = nil, title: String, band: String, updated: Instant, author: String,
      rights: String, language: Language
    ) {
      self.address = address
      self.page = page
      self.title = title
      self.band = band
      self.updated = updated
      self.author = author
      self.rights = rights
      self.language = language
    }
  }

  /// A whole feed, of entries that are written already.
  package static func feed(_ head: Head, _ entries: [String]) -> String {
    var xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(head.language.rawValue)\">\n"
    xml += element("id", head.address) + element("title", head.title)
    if !head.band.isEmpty { xml += element("subtitle", head.band) }
    xml += element("updated", head.updated.universal)
    xml += "<author>\(element("name", head.author))</author>\n"
    xml += element("rights", head.rights) + link("self", mediaType, head.address)
    if let page = head.page { xml += link("alternate", "text/html", page) }
    return xml + entries.joined() + "</feed>\n"
  }

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
