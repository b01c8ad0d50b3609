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

  /// What undoes it, as a sentence: « La décision sur la contribution n° 12 ».
  var sentence: Phrase { InstructionEvents.sentence(of: kind) }
}

enum ActRefusal: Refusal, Equatable, CaseIterable {
  case gone, needed

  var status: Int { self == .gone ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .gone: t("C’est déjà annulé.")
    case .needed: t("D’autres actes se sont ajoutés depuis : relisez la liste avant d’annuler.")
    }
  }
}
