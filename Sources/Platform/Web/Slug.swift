import Foundation

/// The readable end of an address: `bureau-virtuel-de-l-agent`, 60 characters at most. Decoration only.
package enum Slug {
  private static let longest = 60

  /// By bytes (RFC 3629 §3): a list makes twenty of them.
  package static func make(_ text: String) -> String {
    var text = text
    var slug: [UInt8] = []
    slug.reserveCapacity(longest)
    text.withUTF8 { bytes in
      var place = 0
      while place < bytes.count, slug.count < longest {
        let byte = bytes[place]
        place += 1
        switch byte {
        case 0x30...0x39, 0x61...0x7A: slug.append(byte)
        case 0x41...0x5A: slug.append(byte + 32)
        // The bytes that follow the first of a character.
        case 0x80...0xBF: continue
        default:
          let scalar =
            byte >> 5 == 0b110 && place < bytes.count ? UInt32(byte & 31) << 6 | UInt32(bytes[place] & 63) : 0
          switch scalar {
          // Marks that stand on the letter before them.
          case 0x300...0x36F: continue
          case 0xC0...0x17F where !letters[Int(scalar) - 0xC0].isEmpty:
            slug += letters[Int(scalar) - 0xC0].prefix(longest - slug.count)
          default: if let last = slug.last, last != hyphen { slug.append(hyphen) }
          }
        }
      }
    }
    while slug.last == hyphen { slug.removeLast() }
    return String(decoding: slug, as: UTF8.self)
  }

  /// The slug of a title, or its first follower `title-2`, `title-3`… that nobody has.
  package static func free(for title: String, or plain: String, isFree: (String) throws -> Bool) rethrows -> String {
    let made = make(title)
    let slug = made.isEmpty ? plain : made
    if try isFree(slug) { return slug }
    var number = 2
    while true {
      let end = "-\(number)"
      let candidate = String(slug.prefix(longest - end.count)) + end
      if try isFree(candidate) { return candidate }
      number += 1
    }
  }

  private static let hyphen = UInt8(ascii: "-")

  /// The plain letters of the Latin letters from U+00C0 to U+017F; none for a sign.
  private static let letters: [[UInt8]] = (0xC0...0x17F).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return [] }
    switch scalar {
    case "œ", "Œ": return Array("oe".utf8)
    case "æ", "Æ": return Array("ae".utf8)
    default:
      let folded = String(scalar).folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
      return folded.utf8.allSatisfy { (0x61...0x7A).contains($0) } ? Array(folded.utf8) : []
    }
  }
}
