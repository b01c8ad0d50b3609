package import Localization
import Platform
import Storage

/// A mandate that somebody asks for: by a code sent to an official mailbox, or by the word of a colleague or of an
/// instructor. An address in the organisation's own domain needs none: it gives the mandate at once.
///
/// Given when the code is typed or when somebody who may decides; replaced by a newer one; refused. A code is worth
/// sixty minutes, in the browser that asked, and five wrong ones end all the open ones (SECURITY 22). Work never waits
/// for it: one drafts at once.
package struct MandateRequest: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var person: Int64
  package var personName: String
  package var organisation: Int64
  package var kind: Mandate.Kind
  /// Where the asker is told the answer, and in which language.
  package var mail: String
  package var language: Language
  package var message: String
  package var askedAt: Instant
  /// The official mailbox that received a code.
  package var sentTo: String?
  var codeHash: [UInt8]?
  var wrongTries: Int
  package var outcome: Outcome?

  static let codeSeconds: Int64 = 3600
  static let openCodes = 3
  static let wrongTriesAllowed = 5
  static let mailsPerHour = 5
  static let longestMessage = 1000

  package enum Outcome: String, Sendable, CaseIterable, ColumnCodable { case given, refused, replaced }

  /// Whether its code may still be typed.
  package func isCodeOpen(at now: Instant) -> Bool {
    outcome == nil && codeHash != nil && wrongTries < Self.wrongTriesAllowed
      && now.seconds(since: askedAt) < Self.codeSeconds
  }

  /// Tied to the browser and to this request: worth nothing elsewhere.
  static func hash(code: String, token: String, browser: Secret) -> [UInt8] {
    browser.hash(for: "mandate-code", with: Array("\(token) \(code)".utf8))
  }

  package enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case alreadyHeld, noKind, noProof, longMessage, unknownMailbox, tooManyMails, notOwnAddress, wrongCode, noCodeLeft,
      codeExpired, ownRequest, settled, pastDate, merged

    package var status: Int {
      switch self {
      case .tooManyMails: 429
      case .alreadyHeld, .settled: 409
      default: 422
      }
    }

    package var sentence: Phrase {
      switch self {
      case .alreadyHeld: t("Vous agissez déjà pour cet organisme.")
      case .noKind: t("Dites si vous êtes agent ou élu.")
      case .noProof: t("Choisissez comment le prouver.")
      case .longMessage: t("Ce message est trop long : 1 000 caractères au plus.")
      case .unknownMailbox: t("Choisissez une des boîtes officielles de cet organisme.")
      case .tooManyMails: t("Cinq messages sont déjà partis vers cette boîte en une heure. Attendez un peu.")
      case .notOwnAddress: t("Votre adresse n’est pas celle de cet organisme. Choisissez une autre preuve.")
      case .wrongCode: t("Ce n’est pas le bon code. Vérifiez les six chiffres du dernier message.")
      case .noCodeLeft: t("Trop d’essais : ce code ne sert plus. Demandez-en un autre.")
      case .codeExpired: t("Ce code a plus d’une heure, ou a déjà servi. Demandez-en un autre.")
      case .ownRequest: t("On ne décide pas de sa propre demande.")
      case .settled: t("Cette demande a déjà eu sa réponse.")
      case .pastDate: t("Choisissez une date à venir.")
      case .merged: t("Cette commune en a rejoint une autre : demandez à agir pour celle-ci.")
      }
    }

    /// The field beside which it stands.
    package var field: String {
      switch self {
      case .noKind: "fonction"
      case .longMessage: "message"
      case .wrongCode, .noCodeLeft, .codeExpired: "code"
      default: "preuve"
      }
    }
  }
}
