import Consultations
import Localization
import Platform

/// Decisions become public: one by one or together, at once or at an hour that was set, within the phase of
/// instruction. The authors are then written to, once for each decision.
package enum Publication {}

enum PublicationRefusal: FieldRefusal, Equatable {
  /// The calendar has no phase of instruction.
  case noPhase
  case early(Instant), over
  case nothing, notReady, withAuthors, withoutText, changed, badHour, ordered

  var status: Int { self == .ordered || self == .changed ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .noPhase: t("Le calendrier de cette consultation n’a pas de phase d’instruction.")
    case .early(let opens):
      t("Il est trop tôt : les décisions pourront être publiées à partir du \(opens, .dateAndTime) (heure de Paris).")
    case .over: t("La phase d’instruction est finie : les décisions ne peuvent plus être publiées.")
    case .nothing: t("Aucune décision n’est prête à être publiée.")
    case .changed: t("Des décisions ont changé entre-temps : relisez la liste, puis publiez.")
    case .notReady: t("Cette décision attend d’être relue par un second instructeur.")
    case .withAuthors: t("Une proposition est encore chez ses auteurs, qui relisent son projet.")
    case .withoutText: t("La proposition que cette décision alimente n’a pas encore de texte : écrivez-le d’abord.")
    case .badHour: t("Écrivez une date et une heure à venir, pendant la phase d’instruction.")
    case .ordered: t("Une publication est déjà programmée. Annulez-la d’abord.")
    }
  }

  var field: String { "quand" }
}

/// A publication that was set for later.
struct PublicationOrder: Sendable, Equatable {
  var id: Int64
  var consultation: Int64
  var due: Instant
  var event: Int64
}
