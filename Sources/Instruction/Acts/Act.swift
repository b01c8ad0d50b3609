import Localization
import Platform

/// One act of the instructors: all that one line of the journal made. It can be undone as long as nothing live stands
/// on it; what does is undone with it, once whoever asks has seen the list.
struct Act: Sendable, Equatable {
  /// Its line of the journal.
  var event: Int64
  var kind: String
  var at: Instant
  /// Who did it; nil for the house itself.
  var personName: String?
  var person: Int64?
  /// The contribution that it is about, where it is about one.
  var contribution: Int64?
  /// Its place in the order of publication.
  var number: Int?

  /// « Une décision a été prise sur une contribution (n° 12) ».
  var sentence: Phrase {
    let what = InstructionEvents.sentence(of: kind)
    return number.map { t("\(what) (n° \($0))") } ?? what
  }

  /// Who did it and when.
  var who: Phrase { personName.map { t("\($0), le \(at, .dateAndTime)") } ?? t("le \(at, .dateAndTime)") }
}

enum ActRefusal: Refusal, Equatable, CaseIterable {
  case gone, needed, notYours, over

  var status: Int { self == .gone ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .gone: t("C’est déjà annulé.")
    case .notYours: t("Seule la personne qui s’est déportée revient sur son déport.")
    case .over:
      t(
        "La phase d’instruction est finie : une nouvelle décision ne pourrait plus être publiée. Celle-ci ne change que par un réexamen, ou si le calendrier prolonge la phase."
      )
    case .needed: t("Les actes qui en dépendent ont changé : relisez leur liste avant d’annuler.")
    }
  }
}
