import Crypto
import Localization
import Platform

/// A letter on paper to the head of an organisation that mail does not reach: whoever types its code, once and in time,
/// acts for the organisation as its head, and casts.
///
/// Printed by those who prepare the vote, one page for each organisation; printed anew, the code before is worth
/// nothing. It holds a second one, by which that organisation contests its ballot until the count (`Contest`), however
/// the first was used. Its codes are shown on that page alone: the database keeps what is drawn from them.
struct CastingLetter: Sendable, Equatable {
  /// How many are printed at once.
  static let most = 200
  /// It ends with the vote, and after so long.
  static let days: Int64 = 60

  var id: Int64
  var vote: Int64
  var organisation: Int64
  var expiresAt: Instant
  var isUsed: Bool
  var isReplaced: Bool

  /// Eighty bits in the letters of Crockford's base 32, in groups of four on paper.
  struct Code: Sendable, Equatable {
    static let length = 16
    let text: String

    init(using generator: inout some RandomNumberGenerator) {
      let drawn = Token(using: &generator).text + Token(using: &generator).text
      text = String(drawn.prefix(Self.length))
    }

    /// As somebody types it: in capitals or not, in groups or not, with the letters that look like figures.
    init?(typed: String) {
      let figures: [Character: Character] = ["o": "0", "i": "1", "l": "1"]
      let read = typed.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.map { figures[$0] ?? $0 }
      guard read.count == Self.length else { return nil }
      text = String(read)
    }

    /// « 8F3K 2ABC 7XYZ 1234 »
    var printed: String {
      let letters = Array(text.uppercased())
      return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
        .joined(separator: " ")
    }

    var hash: [UInt8] { Array(SHA256.hash(data: Array("casting-letter \(text)".utf8))) }
    /// As the second of a letter: neither opens what the other does.
    var contestHash: [UInt8] { Array(SHA256.hash(data: Array("contest-letter \(text)".utf8))) }
  }

  /// What is written on one: the code that is used to cast, and the one that is kept to contest the ballot.
  struct Codes: Sendable, Equatable {
    var casting: Code
    var contesting: Code
  }

  /// Why no mail brings the head of an organisation to the vote; those who have proved to be it need no letter.
  enum Reach: String, Sendable, CaseIterable {
    /// It has no official mailbox, and nobody acts for it.
    case noAddress = "sans-adresse"
    /// Its mailboxes send our mails back, and nobody acts for it.
    case refusing = "refus"
    /// It could be written to, and its head has not come.
    case silent = "silence"
    /// A letter is on its way.
    case printed = "imprimee"

    /// - Parameters:
    ///   - mailboxes: how many official ones it has.
    ///   - refusing: how many of these send our mails back.
    static func of(hasPrinted: Bool, isActedFor: Bool, mailboxes: Int, refusing: Int) -> Reach {
      if hasPrinted { return .printed }
      if isActedFor { return .silent }
      if mailboxes == 0 { return .noAddress }
      return refusing == mailboxes ? .refusing : .silent
    }

    var title: Phrase {
      switch self {
      case .noAddress: t("Sans boîte officielle")
      case .refusing: t("Dont la boîte refuse nos courriels")
      case .silent: t("Que l’on joint, et dont le maire ou le président n’est pas venu")
      case .printed: t("Dont la lettre est imprimée, et n’a pas encore servi")
      }
    }
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case noCode, unknown, second, used, over, undeclared, nobody

    var status: Int { 422 }

    var field: String {
      switch self {
      case .noCode, .unknown, .second, .used, .over: "code"
      case .undeclared: "maire-oui"
      case .nobody: "pourquoi"
      }
    }

    var sentence: Phrase {
      switch self {
      case .noCode: t("Écrivez les seize lettres et chiffres du code de la lettre.")
      case .unknown: t("Ce code n’est celui d’aucune lettre : vérifiez chaque lettre et chaque chiffre.")
      case .second: t("Ce code est le second de la lettre : il sert à contester un bulletin. Tapez ici le premier.")
      case .used: t("Ce code a déjà servi.")
      case .over: t("Ce code n’est plus valable : une autre lettre l’a remplacé, ou sa date est passée.")
      case .undeclared: t("Seul le maire ou le président se sert de ce code : dites que c’est vous.")
      case .nobody: t("Aucune collectivité n’est dans ce cas.")
      }
    }
  }
}
