package import Localization
import Retrieval

/// Whom the national register of elected members (« répertoire national des élus ») gives as the head of an authority.
///
/// Brought by `HeadImport` alone, and replaced by its next file. Told to those who confirm a head, beside the name of
/// whoever asks: information, never a proof, since the register is some months late.
package struct RegisteredHead: Sendable, Equatable {
  package var organisation: Int64
  var familyName: String
  var givenName: String
  /// The day on which the office began, at midnight in Paris, where the register tells it.
  package var since: Instant?

  static let longestName = 150

  /// As the register writes it: « Michaël DELAFOSSE ».
  package var name: String { "\(givenName) \(familyName)" }

  /// Whether a person's name is that of the head: all of the family name, and the first of the given names. Accents,
  /// case, hyphens and order do not count.
  package func bears(_ name: String) -> Bool {
    let first = givenName.split { $0 == "," || $0 == " " }.first.map(String.init) ?? ""
    let expected = Folding.words(familyName) + Folding.words(first)
    return Set(expected).isSubset(of: Folding.words(name))
  }
}
