import Consultations
import Localization
import Platform
import Storage

/// The draft of a proposition before those who deposited what it unites, until a day.
///
/// Sent by an instructor once the text is written; letters leave, so it is never ended, and the newest counts. Each
/// organisation that deposited, alone or with others, agrees or says once what is missing; silence is agreement. The
/// instructor takes what is missing into the text or says why not. Decisions that group, or keep alone what is no more
/// as its author wrote it, are published once the delay is
/// over, or all have answered, and nothing waits for a reply; one that joined after the draft was sent waits for
/// another, and so does a draft that has changed since but for what one of them found missing. It is not sent again
/// while one of them waits for a reply.
package struct AuthorReading: Sendable, Equatable {
  var id: Int64
  var proposition: Int64
  /// What was sent.
  var wording: Int64
  /// The first instant at which silence is agreement.
  var due: Instant
  var at: Instant

  /// The last minute.
  var last: Instant { due.adding(seconds: -60) }

  /// In working days, where nobody has said.
  static let usualDays = 3
  static let mostDays = 30
  static let longest = 5_000

  /// Why decisions that feed a proposition wait.
  enum Obstacle: Sendable, Equatable {
    /// Its draft was not sent, or not to all whose texts it unites by now.
    case unsent
    /// It cannot be sent before somebody writes its text, or says the cost that stands in the vote.
    case noText, noCost
    /// Neither what was sent nor what was written for one of their remarks.
    case changed
    case runs(until: Instant)
    /// So many remarks wait for a reply.
    case unanswered(Int)

    /// Whether the draft is to be sent, or sent again.
    var isToSend: Bool { self == .unsent || self == .changed }

    var sentence: Phrase {
      switch self {
      case .changed: t("Le projet a changé depuis que ses auteurs l’ont reçu : il est à envoyer de nouveau.")
      case .unsent: t("Le projet n’est pas encore envoyé à tous ses auteurs.")
      case .noText: t("Le projet n’a pas encore de texte : écrivez-le, puis envoyez-le à ses auteurs.")
      case .noCost:
        t("Le coût retenu pour le vote n’est pas encore fixé : fixez-le, puis envoyez le projet à ses auteurs.")
      case .runs(let due): t("Les auteurs ont jusqu’au \(due.adding(seconds: -60), .dateAndTime) pour le relire.")
      case .unanswered(let count):
        t(
          count, one: "Une remarque d’auteur attend sa réponse.",
          other: "\(count) remarques d’auteurs attendent leur réponse.")
      }
    }
  }
}

/// What an organisation says of a draft.
struct AuthorRemark: Sendable, Equatable {
  enum Kind: String, Sendable, ColumnCodable { case accepted, missing }

  struct Reply: Sendable, Equatable {
    enum Kind: String, Sendable, ColumnCodable { case taken, answered }
    var kind: Kind
    var text: String
    var at: Instant
    var event: Int64
  }

  var id: Int64
  var reading: Int64
  var organisation: Int64
  var kind: Kind
  var text: String
  var language: Language
  var at: Instant
  var reply: Reply?

  var waits: Bool { kind == .missing && reply == nil }
}

enum AuthorReadingRefusal: FieldRefusal, Equatable, CaseIterable {
  case noText, noCost, nobody, late, answered, published, noChoice, noRemark, longRemark, badDays, notReworded, noReply,
    replied, unanswered, gone, ended

  var status: Int {
    switch self {
    case .answered, .published, .replied, .gone, .ended: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .noText: t("Écrivez d’abord le texte de la proposition : c’est lui que les auteurs reliront.")
    case .noCost: t("Fixez d’abord le coût retenu pour le vote : les auteurs le voient avec le texte.")
    case .nobody: t("Il n’y a pas de projet à envoyer : aucun auteur n’en attend.")
    case .late: t("Le délai est passé : sans réponse, le projet est réputé convenir.")
    case .answered: t("Votre organisme a déjà répondu sur ce projet.")
    case .published: t("Cette proposition est publiée : le projet ne se relit plus.")
    case .noChoice: t("Choisissez : le projet vous convient, ou il y manque quelque chose.")
    case .noRemark: t("Dites ce qui manque.")
    case .longRemark: t("Ce texte est trop long : 5 000 caractères au plus.")
    case .badDays: t("Donnez un nombre de jours ouvrés, de 0 à 30.")
    case .notReworded: t("Modifiez d’abord le texte de la proposition, ou répondez pourquoi il ne change pas.")
    case .noReply: t("Écrivez la réponse : l’auteur la lira.")
    case .replied: t("Quelqu’un a répondu entre-temps à cette remarque.")
    case .unanswered:
      t("Un auteur attend la réponse à sa remarque : répondez-lui avant d’envoyer de nouveau le projet.")
    case .gone: t("Cette remarque n’est plus là.")
    case .ended: t("Ce projet a changé pendant que vous écriviez : votre réponse n’est pas enregistrée.")
    }
  }

  var field: String {
    switch self {
    case .noRemark, .longRemark: "manque"
    case .noChoice: "avis-convient"
    case .badDays: "jours"
    case .noReply, .notReworded, .replied, .unanswered, .gone: "remarques"
    default: "relecture"
    }
  }
}
