import Foundation

/// A drawing that the operator gives in place of ours: read and checked once, at start, then served as an asset.
package struct Logo: Sendable, Equatable {
  package enum Kind: String, Sendable { case svg, png }
  package let kind: Kind
  package let bytes: [UInt8]
  static let largest = 204_800

  /// Told from what is inside the file and not from its name.
  init(file: URL) throws(Setting.Refusal) {
    guard let read = try? Data(contentsOf: file) else { throw Setting.Refusal("un fichier qui existe et se lit") }
    guard read.count <= Self.largest else { throw Setting.Refusal("200 ko au plus") }
    bytes = Array(read)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      kind = .png
    } else if String(validating: bytes, as: UTF8.self)?.contains("<svg") == true {
      kind = .svg
    } else {
      throw Setting.Refusal("une image SVG ou PNG")
    }
  }
}

/// A link of the footer: `Notre ville https://ville.fr`.
package struct FooterLink: Sendable, Equatable {
  package let title: String
  package let address: String

  init(_ text: String) throws(Setting.Refusal) {
    let words = text.split(separator: " ")
    guard let last = words.last, words.count > 1, last.hasPrefix("https://") || last.hasPrefix("http://"),
      URLComponents(string: String(last))?.host?.isEmpty == false
    else { throw Setting.Refusal("un titre puis une adresse, par exemple « Notre ville https://ville.fr »") }
    title = words.dropLast().joined(separator: " ")
    address = String(last)
    guard title.count <= 60 else { throw Setting.Refusal("un titre de 60 caractères au plus") }
  }
}
