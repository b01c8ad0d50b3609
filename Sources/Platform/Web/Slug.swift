import Foundation

/// The readable end of an address: `bureau-virtuel-de-l-agent`, 60 characters at most. Decoration only.
package enum Slug {
  package static func make(_ text: String) -> String {
    let plain = text.replacing("œ", with: "oe").replacing("Œ", with: "oe").replacing("æ", with: "ae")
    let folded = plain.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
    var slug = ""
    for character in folded {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
      if slug.count == 60 { break }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug
  }
}
