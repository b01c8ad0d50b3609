import Localization
import Platform
import Retrieval
import Storage

/// The code by which a search has found an organisation: the INSEE code of one is the postal code of another.
enum FoundCode: Equatable {
  case insee(String)
  case siren(String)
  case postcode(String)

  var told: Phrase {
    switch self {
    case .insee(let code): t("code INSEE \(code)")
    case .siren(let number): t("SIREN \(number)")
    case .postcode(let code): t("code postal \(code)")
    }
  }

  /// Of each organisation found, the code that what was typed is or begins; nothing where nobody typed one.
  static func all(_ query: String, _ found: [Organisation], _ db: Snapshot) throws -> [Int64: FoundCode] {
    let typed = typedCodes(query)
    guard !typed.isEmpty else { return [:] }
    var codes: [Int64: FoundCode] = [:]
    for organisation in found {
      let known =
        [organisation.inseeCode.map(FoundCode.insee), organisation.siren.map(FoundCode.siren)].compactMap(\.self)
        + (try organisation.postcodes(db)).map(FoundCode.postcode)
      let begun = known.filter { code in typed.contains { code.folded.hasPrefix($0) } }
      codes[organisation.id] = begun.first { typed.contains($0.folded) } ?? begun.first
    }
    return codes
  }

  /// The words typed that may be codes: two characters at least, a digit first; groups of digits also as one.
  private static func typedCodes(_ query: String) -> [String] {
    let words = Folding.words(query)
    let codes = words.filter { $0.count >= 2 && ("0"..."9").contains($0.prefix(1)) }
    let joined = words.joined()
    return words.count > 1 && joined.allSatisfy(\.isNumber) ? [joined] : codes
  }

  private var folded: String {
    switch self {
    case .insee(let code), .siren(let code), .postcode(let code): Folding.fold(code)
    }
  }
}
