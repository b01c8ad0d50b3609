package import Localization
import Platform
import Storage

/// The minutes of a committee (« relevé de décisions »).
///
/// They write themselves from what the sittings keep; whoever leads adds words before and after. Signed by the chair
/// once every proposition that the vote took is decided: from then on nothing changes. Published by an administrator,
/// at once or at an instant: the public log then ends with their hash, and the letters leave.
package struct Minutes: Sendable, Equatable {
  package var id: Int64
  var committee: Int64
  var opening: String
  var closing: String
  package var signedAt: Instant?
  /// What was signed, in Markdown.
  package var document: String?
  /// Of the signed paper, where there is one.
  var pdfSize: Int?
  package var publishesAt: Instant?
  package var publishedAt: Instant?
  var toldThrough: Int64
  var isTold: Bool
  /// SHA-256 of what was signed: what the public log ends with.
  package var hash: [UInt8]?

  static let longestWords = 10_000
  /// Of a thousand items.
  static let longestDocument = 10_000_000
  static let largestPDF = 10_000_000

  enum Refusal: FieldRefusal, Equatable {
    case longOpening, longClosing, changed, signed, notChair, sittingOpen, noSitting, notPDF, largePDF
    case undecided([String])
    case notSigned, published, badMoment
    /// By the log of the vote: no key, most often.
    case log(Phrase)

    var status: Int {
      switch self {
      case .changed, .signed, .published: 409
      default: 422
      }
    }

    var field: String {
      switch self {
      case .longOpening, .changed: "ouverture"
      case .longClosing: "fin"
      case .notPDF, .largePDF: "fichier"
      case .badMoment: "publie-le"
      case .notSigned, .published, .log: "publication"
      default: "signature"
      }
    }

    var sentence: Phrase {
      switch self {
      case .longOpening, .longClosing: t("Ce texte est trop long : 10 000 caractères au plus.")
      case .changed:
        t(
          "Quelqu’un d’autre a enregistré entre-temps : sa version est plus bas. Prenez-y ce qu’il faut, puis enregistrez."
        )
      case .signed: t("Le relevé est signé : plus rien ne change.")
      case .notChair: t("Seul le président du comité signe le relevé.")
      case .sittingOpen: t("Une séance est encore ouverte : terminez-la d’abord.")
      case .noSitting: t("Aucune séance ne s’est tenue.")
      case .notPDF: t("Ce fichier n’est pas un PDF.")
      case .largePDF: t("Ce fichier dépasse 10 Mo.")
      case .undecided(let titles):
        t(
          titles.count, one: "Une proposition retenue par le vote n’a pas de décision : « \(titles.first ?? "") ».",
          other:
            "\(titles.count) propositions retenues par le vote n’ont pas de décision, dont « \(titles.first ?? "") ».")
      case .notSigned: t("Le relevé n’est pas encore signé.")
      case .published: t("La sélection est déjà publiée.")
      case .badMoment: t("Choisissez un moment à venir.")
      case .log(let sentence): sentence
      }
    }
  }
}
