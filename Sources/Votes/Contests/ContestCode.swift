import Directory
import Platform
import Retrieval

/// `/contestation`: short, since it is read on paper.
struct ContestCodeAddress: FixedAddress {
  static let pattern: StaticString = "/contestation"
}

/// The second code of a letter, and whose ballot it contests.
struct ContestCodeTyped: Input {
  static let fields: Set<String> = ["collectivite", "code"]
  static let longestName = 200
  var authority = ""
  var code = ""

  init() {}
  init(_ visit: Visit) {
    authority = String((visit.form["collectivite"] ?? "").prefix(Self.longestName)).trimmed
    code = String((visit.form["code"] ?? "").prefix(LetterCodeTyped.longest))
  }

  /// Whether this is whom she named: by its name, with its department or without, as the letter is addressed, or by its
  /// SIREN or SIRET.
  func names(_ organisation: Organisation, _ places: Places) -> Bool {
    let number = authority.filter { !$0.isWhitespace }
    if let siren = organisation.siren, [9, 14].contains(number.count), number.hasPrefix(siren) { return true }
    let words = Folding.words(authority)
    let known = [organisation.name, places.fullName(of: organisation), "Mairie \(organisation.genitive)"]
    return !words.isEmpty && known.contains { Folding.words($0) == words }
  }
}
