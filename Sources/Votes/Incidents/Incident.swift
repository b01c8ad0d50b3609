import Localization
import Platform

/// Something happened to a vote: written by one person, signed by a second one, then published in the log and on the
/// page of the vote. It alone moves the closing, later only and until the vote is closed; before the second signature
/// it may be taken back.
struct Incident: Sendable, Equatable {
  var id: Int64
  var token: String
  var vote: Int64
  var title: String
  var text: String
  /// The new closing, where it moves.
  var closes: Instant?
  var author: Int64
  var writtenAt: Instant
  var publishedAt: Instant?

  static let longestTitle = 150
  static let longestText = 5_000

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case noTitle, longTitle, noText, longText, notLater, tooLate, notOpen, ownText, settled

    var status: Int {
      switch self {
      case .settled: 409
      default: 422
      }
    }

    var field: String {
      switch self {
      case .noTitle, .longTitle: "titre"
      case .noText, .longText: "texte"
      case .notLater, .tooLate: "cloture"
      case .notOpen, .ownText, .settled: "incidents"
      }
    }

    var sentence: Phrase {
      switch self {
      case .noTitle: t("Donnez un titre à cet incident.")
      case .longTitle: t("Ce titre est trop long : 150 caractères au plus.")
      case .noText: t("Dites ce qui s’est passé.")
      case .longText: t("Ce texte est trop long : 5 000 caractères au plus.")
      case .notLater:
        t("La clôture ne peut être que repoussée : choisissez un instant à venir, après la clôture prévue.")
      case .tooLate: t("Le vote est clos : sa clôture ne peut plus être repoussée.")
      case .notOpen: t("Un incident se publie de l’ouverture du vote au dépouillement.")
      case .ownText: t("Une autre personne doit signer : on ne signe pas deux fois.")
      case .settled: t("Cet incident a déjà été publié ou retiré.")
      }
    }
  }

  /// What is wrong with what was typed.
  static func refusal(title: String, text: String) -> Refusal? {
    if title.isEmpty { return .noTitle }
    if title.unicodeScalars.count > longestTitle { return .longTitle }
    if text.isEmpty { return .noText }
    return text.unicodeScalars.count > longestText ? .longText : nil
  }
}
