import Localization
import Platform

/// The public draw that settles ties, where the form of the vote says so: held after the closing by somebody else,
/// typed by one person from where it was published, and typed again by another who does not see what the first typed.
struct Draw: Sendable, Equatable {
  var id: Int64
  var token: String
  var vote: Int64
  /// The instant of the draw itself, after the closing.
  var held: Instant
  /// In the order that the form of the vote says, one space between.
  var numbers: String
  /// Where it was published.
  var source: String
  var author: Int64
  var writtenAt: Instant
  var publishedAt: Instant?

  /// In bytes, as the leaf holds it.
  static let longestSource = 400

  enum Refusal: FieldRefusal, Equatable {
    case badMoment, untimely, badNumbers(Int), noSource, longSource, notForeseen, notNow, waiting, ownNumbers,
      different, settled

    var status: Int {
      switch self {
      case .waiting, .settled: 409
      default: 422
      }
    }

    var field: String {
      switch self {
      case .badMoment, .untimely: "quand"
      case .badNumbers, .different: "numeros"
      case .noSource, .longSource: "source"
      case .notForeseen, .notNow, .waiting, .ownNumbers, .settled: "tirage"
      }
    }

    var sentence: Phrase {
      switch self {
      case .badMoment: t("Écrivez le jour et l’heure de ce tirage.")
      case .untimely: t("Ce tirage doit avoir eu lieu après la clôture du vote, et avant maintenant.")
      case .badNumbers(let count):
        t(
          count, one: "Écrivez le numéro tiré, en chiffres.",
          other: "Écrivez les \(count) numéros tirés, en chiffres, une espace entre eux.")
      case .noSource: t("Dites où ce tirage est publié, pour que chacun le relise.")
      case .longSource: t("Ce texte est trop long : 400 octets au plus.")
      case .notForeseen: t("Ce vote ne prévoit pas de tirage : l’ordre des identifiants tranche les égalités.")
      case .notNow: t("Le tirage se saisit après la clôture, et avant le dépouillement.")
      case .waiting: t("Un tirage est déjà saisi : confirmez-le, ou retirez-le d’abord.")
      case .ownNumbers: t("Une autre personne doit saisir les numéros une seconde fois.")
      case .different:
        t("Ces numéros diffèrent de la première saisie : relisez la source ; si la première se trompe, retirez-la.")
      case .settled: t("Ce tirage a déjà été confirmé ou retiré.")
      }
    }
  }

  /// The one spelling of the numbers that were typed: no leading zero, one space between. Nil where they are not as
  /// many as the form of the vote says.
  static func numbers(_ typed: String, count: Int64) -> String? {
    let written = typed.split { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "-" }
    guard written.count == count else { return nil }
    let numbers = written.compactMap { word -> Int64? in
      guard word.utf8.count <= longestNumber, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int64(word)
    }
    return numbers.count == written.count ? numbers.map(String.init).joined(separator: " ") : nil
  }

  /// In digits; twenty of them and their spaces fit the leaf of a draw.
  private static let longestNumber = 15
}
