import Localization
import Platform

/// A sheet is out of the catalogue: it tells of no service, or of none that concerns authorities.
///
/// Said by an instructor, with a reason that stays at its address and goes to those who keep it; nothing else shows the
/// sheet any more. Nothing of it is lost: any instructor puts it back as it was.
struct SheetRemoval: Sendable, Equatable {
  var reason: String
  var at: Instant

  static let longest = 1_000
}

enum SheetRemovalRefusal: FieldRefusal, Equatable, CaseIterable {
  case noReason, longReason, done, undone

  var status: Int {
    switch self {
    case .noReason, .longReason: 422
    case .done, .undone: 409
    }
  }
  var field: String { "raison" }
  var sentence: Phrase {
    switch self {
    case .noReason: t("Donnez la raison : ceux qui tiennent la fiche la recevront, et elle restera à son adresse.")
    case .longReason: t("Cette raison est trop longue : 1 000 caractères au plus.")
    case .done: t("Cette fiche est déjà retirée du catalogue.")
    case .undone: t("Cette fiche est déjà au catalogue.")
    }
  }
}
