import Localization
import Platform
import PublicCode

/// Whom a contribution is redirected to (« guichet destinataire »): a scheme or an administration that exists already.
///
/// Named once by an instructor, then chosen by all. It is never changed: another address is another addressee. It can
/// be taken away as long as no live decision redirects to it.
package struct Addressee: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var name: String
  /// Where it is written to; empty where it is only named.
  package var mail: String
  /// Its page on the web; empty where it has none.
  package var page: String
  /// The line of the journal by which it was made.
  var event: Int64

  /// The page, where it is one of the web.
  var webPage: String? { WebAddress.isOfWeb(page) ? page : nil }
  var mailLink: String? { MailAddress(mail).map { "mailto:" + $0.text } }

  static let longestName = 150
  static let longestPage = 500
}

enum AddresseeRefusal: FieldRefusal, Equatable, CaseIterable {
  case noName, longName, known, badMail, badPage, noWay

  var status: Int { self == .known ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .noName: t("Donnez le nom du guichet.")
    case .longName: t("Ce nom est trop long : 150 caractères au plus.")
    case .known: t("Un guichet de ce nom existe déjà.")
    case .badMail: t("Cette adresse de courriel est incomplète.")
    case .badPage: t("Écrivez l’adresse complète de la page, avec https://.")
    case .noWay: t("Donnez une adresse de courriel ou une page : sans elles, l’auteur ne saurait où aller.")
    }
  }

  var field: String {
    switch self {
    case .noName, .longName, .known: "nom"
    case .badMail, .noWay: "courriel"
    case .badPage: "page"
    }
  }
}
