import Localization
import Storage

/// An address with which a person signs in: the first by which she came, then those that she adds.
///
/// Added by herself, once a link or a code sent there has proved it (`AddressRequest`); removed by herself, never the
/// last one, nor that of the session in which she removes it. Her other addresses are told of each change. The box of a
/// town hall may be an address of several persons.
struct PersonAddress: Sendable, Equatable, RowDecodable {
  var id: Int64
  var mail: String
  var confirmedAt: Instant

  /// How many a person may have.
  static let most = 5

  init(from row: inout Row) throws {
    id = try row.next()
    mail = try row.next()
    confirmedAt = try row.next()
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notAnAddress, already, tooMany, tooManyMails, wrongCode, noCodeLeft, expired, last, inUse

    var field: String {
      switch self {
      case .notAnAddress, .already, .tooManyMails: "adresse"
      case .wrongCode, .noCodeLeft, .expired: "code"
      case .tooMany, .last, .inUse: "retirer"
      }
    }

    var status: Int {
      switch self {
      case .tooManyMails: 429
      case .last, .inUse: 409
      default: 422
      }
    }

    var sentence: Phrase {
      switch self {
      case .notAnAddress: t("Cette adresse n’est pas complète. Exemple : nom@exemple.fr")
      case .already: t("Cette adresse est déjà une des vôtres.")
      case .tooMany: t("Un compte a cinq adresses au plus : retirez-en d’abord une.")
      case .tooManyMails: t("Cinq messages sont déjà partis en une heure. Attendez un peu.")
      case .wrongCode: t("Ce n’est pas le bon code. Vérifiez les six chiffres du dernier message.")
      case .noCodeLeft: t("Trop d’essais : ce code ne sert plus. Demandez-en un autre.")
      case .expired: t("Ce lien ou ce code a plus d’une heure, ou a déjà servi. Demandez-en un autre.")
      case .last: t("C’est votre seule adresse : ajoutez-en d’abord une autre.")
      case .inUse: t("Vous êtes connecté avec cette adresse : connectez-vous avec une autre pour la retirer.")
      }
    }
  }
}

/// An address that waits for its proof: good for an hour, for the person who asked alone, from a session of hers.
/// A newer one leaves the earlier link alive until it expires; the code is that of the newest.
struct AddressRequest: Sendable, RowDecodable {
  var id: Int64
  var person: Int64
  var mail: String
  var codeHash: [UInt8]
  var wrongTries: Int

  static let lifetimeSeconds: Int64 = 3600
  static let wrongTriesAllowed = 5
  static let mailsPerHour = 5

  init(from row: inout Row) throws {
    id = try row.next()
    person = try row.next()
    mail = try row.next()
    codeHash = try row.next()
    wrongTries = try row.next()
  }
}
