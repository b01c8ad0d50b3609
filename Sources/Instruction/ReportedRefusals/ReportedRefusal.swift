import Localization
import Platform

/// An organisation that deposits says that the addressee to which its contribution was redirected refused.
///
/// Said once for each published decision, for all to read, by whoever acts for one of those who deposit; never changed.
/// It is shown as long as the decision lasts.
struct ReportedRefusal: Sendable, Equatable {
  /// The name of who says it.
  var organisation: String
  var text: String
  var language: Language
  var at: Instant

  static let longest = 500
}

enum ReportedRefusalRefusal: FieldRefusal, Equatable, CaseIterable {
  case empty, long, said, gone

  var status: Int {
    switch self {
    case .empty, .long: 422
    case .said, .gone: 409
    }
  }

  var sentence: Phrase {
    switch self {
    case .empty: t("Dites ce que le guichet a répondu.")
    case .long: t("Ce texte est trop long : 500 caractères au plus.")
    case .said: t("Ce refus est déjà signalé : on ne le fait qu’une fois.")
    case .gone: t("Cette décision a été annulée entre-temps : il n’y a plus rien à signaler.")
    }
  }

  var field: String { "refus" }
}
