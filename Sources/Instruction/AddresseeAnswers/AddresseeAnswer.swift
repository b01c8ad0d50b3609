import Localization
import Platform
import Storage

/// What the addressee of a redirection answers: it takes the contribution, or not, or needs something first.
///
/// Given by the link of a letter, without account, as long as the published decision lasts. Never changed: answering
/// again is another row, and the newest counts. It is public; those who deposit are told.
struct AddresseeAnswer: Sendable, Equatable {
  var id: Int64
  var kind: Kind
  /// For all to read; empty only where it takes it.
  var text: String
  var language: Language
  var at: Instant

  enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    case takes, declines, needs

    /// As everyone reads it.
    var title: Phrase {
      switch self {
      case .takes: t("Le guichet s’en charge")
      case .declines: t("Le guichet ne s’en charge pas")
      case .needs: t("Le guichet a besoin de quelque chose")
      }
    }

    /// As the addressee chooses it.
    var choice: Phrase {
      switch self {
      case .takes: t("Nous nous en chargeons")
      case .declines: t("Nous ne nous en chargeons pas")
      case .needs: t("Pour nous en charger, il nous faut…")
      }
    }

    /// Its word in the form.
    var slug: String {
      switch self {
      case .takes: "prend"
      case .declines: "refuse"
      case .needs: "besoin"
      }
    }

    init?(slug: String) {
      guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
      self = found
    }

    var word: Event.Detail {
      switch self {
      case .takes: .word("takes")
      case .declines: .word("declines")
      case .needs: .word("needs")
      }
    }
  }

  static let longest = 2_000
  /// How many answers one decision takes: each of them is told to those who deposit.
  static let most = 20
  /// Days after the first letter at which a silent addressee is written to again.
  static let reminders = [15, 30]
  static let daySeconds: Int64 = 86_400
}

enum AddresseeAnswerRefusal: FieldRefusal, Equatable, CaseIterable {
  case unknown, undone, withdrawn, noKind, noText, longText, same, tooMany

  var status: Int {
    switch self {
    case .unknown, .undone, .withdrawn: 410
    case .same: 409
    case .noKind, .noText, .longText, .tooMany: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .unknown: t("Ce lien n’est pas, ou plus, valable.")
    case .undone:
      t("La décision de vous adresser cette contribution a été annulée : il n’y a plus rien à répondre. Merci.")
    case .withdrawn: t("Cette contribution a été retirée par son auteur : il n’y a plus rien à répondre. Merci.")
    case .noKind: t("Choisissez une réponse.")
    case .noText: t("Dites pourquoi, ou ce qu’il vous faut : l’auteur le lira.")
    case .longText: t("Cette réponse est trop longue : 2 000 caractères au plus.")
    case .same: t("C’est déjà votre réponse : rien n’a changé.")
    case .tooMany: t("Vous avez déjà changé de réponse vingt fois : écrivez à l’auteur directement.")
    }
  }

  var field: String {
    switch self {
    case .noText, .longText: "texte"
    default: "reponse"
    }
  }
}

/// What stands between an addressee and those who deposit, as everyone reads it.
struct Exchange: Sendable, Equatable {
  /// When the addressee was first written to; nil where it has no mail.
  var askedAt: Instant?
  var answer: AddresseeAnswer?
  var reported: ReportedRefusal?
  /// For how many days it has not answered; nil where it has, or was not asked.
  var silentDays: Int?
}
