import Crypto
package import Localization
package import Storage

/// A sign-in that was asked for by mail: a link, good anywhere, and a six-figure code, good in the browser that asked.
///
/// Asked by a visitor or written by an invitation; proved by the link or the code; ended when a person was chosen, by
/// five wrong codes, or by time. A newer one leaves the earlier alive until it expires (SECURITY 22).
package struct SignIn: Sendable, RowDecodable {
  package var id: Int64
  package var mail: String
  var codeHash: [UInt8]
  package var returnTo: String
  package var askedAt: Instant
  package var expiresAt: Instant
  var wrongTries: Int
  var provedAt: Instant?

  static let columns: SQL = "id, mail, code_hash, return_to, asked_at, expires_at, wrong_tries, proved_at"
  static let lifetimeSeconds: Int64 = 3600
  /// How long one may take to say who one is, once the address is proved.
  static let choosingSeconds: Int64 = 900
  static let openCodes = 3
  static let wrongTriesAllowed = 5
  static let mailsPerHour = 5

  package init(from row: inout Row) throws {
    id = try row.next()
    mail = try row.next()
    codeHash = try row.next()
    returnTo = try row.next()
    askedAt = try row.next()
    expiresAt = try row.next()
    wrongTries = try row.next()
    provedAt = try row.next()
  }

  package enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notAnAddress, tooManyMails, wrongCode, noCodeLeft, expired, noName, longName

    /// The field beside which it stands.
    package var field: String {
      switch self {
      case .notAnAddress, .tooManyMails: "adresse"
      case .wrongCode, .noCodeLeft, .expired: "code"
      case .noName, .longName: "nom"
      }
    }

    package var status: Int { self == .tooManyMails ? 429 : 422 }
    package var sentence: Phrase {
      switch self {
      case .notAnAddress: t("Cette adresse n’est pas complète. Exemple : mairie@commune.fr")
      case .tooManyMails: t("Cinq messages sont déjà partis vers cette adresse en une heure. Attendez un peu.")
      case .wrongCode: t("Ce n’est pas le bon code. Vérifiez les six chiffres du dernier message.")
      case .noCodeLeft: t("Trop d’essais : ce code ne sert plus. Demandez-en un autre.")
      case .expired: t("Ce lien ou ce code n’est plus valable, ou a déjà servi. Demandez-en un autre.")
      case .noName: t("Dites qui vous êtes : votre prénom et votre nom.")
      case .longName: t("Ce nom est trop long : 150 caractères au plus.")
      }
    }
  }

  /// What goes into the mail and nowhere else.
  package struct Proof: Sendable {
    package let link: Secret
    package let code: String

    package init(using generator: inout some RandomNumberGenerator) {
      link = Secret(using: &generator)
      code = sixFigures(using: &generator)
    }
  }

  /// The code is tied to the browser, and to this sign-in by the hash of its link.
  static func hash(code: String, browser: Secret) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: browser.hash(for: "code"))
    hasher.update(data: Array(code.utf8))
    return Array(hasher.finalize())
  }
}

/// A code that is read aloud and typed: `047215`.
package func sixFigures(using generator: inout some RandomNumberGenerator) -> String {
  let digits = String(Int.random(in: 0..<1_000_000, using: &generator))
  return String(repeating: "0", count: 6 - digits.count) + digits
}
