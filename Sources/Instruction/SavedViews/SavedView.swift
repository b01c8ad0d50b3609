import Localization
import Platform
import Storage

/// The tab and the filters of the queue that an instructor keeps under a name: hers alone, ended by hand.
struct SavedView: Sendable, Equatable, RowDecodable {
  var token: String
  var name: String
  /// `?onglet=a-faire&theme=accueil`, as the address of the queue holds them.
  var filters: String

  static let longestName = 60
  /// How many one person keeps in a consultation.
  static let most = 30

  init(from row: inout Row) throws {
    token = try row.next()
    name = try row.next()
    filters = try row.next()
  }
}

enum SavedViewRefusal: FieldRefusal, Equatable, CaseIterable {
  case noName, longName, known, many, gone

  var status: Int { self == .known || self == .gone ? 409 : 422 }
  var field: String { "nom" }
  var sentence: Phrase {
    switch self {
    case .noName: t("Donnez un nom à cette vue.")
    case .longName: t("Ce nom est trop long : 60 caractères au plus.")
    case .known: t("Une de vos vues porte déjà ce nom.")
    case .gone: t("Cette vue n’est plus là.")
    case .many: t("Vous gardez déjà trente vues : retirez-en une.")
    }
  }
}
