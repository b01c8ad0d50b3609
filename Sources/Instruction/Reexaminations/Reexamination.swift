import Localization
import Platform

/// A depositor asks that somebody else than who decided look at a decision again.
///
/// Asked once for each published decision, within the delay of the consultation, by whoever acts for one of the
/// organisations that deposit; its text is read at the desk, and by those who deposit, alone. Another instructor
/// answers, who has neither made the decision nor approved it: upheld, with a reason that everyone reads; or changed,
/// with a reason that its authors are written, by which the decision is undone, to be made anew. It waits as long as
/// its decision lasts and no answer does. What was upheld stays so once a regrouping has made its decision again.
package struct Reexamination: Sendable, Equatable {
  var id: Int64
  var decision: Int64
  var contribution: Int64
  /// The name of who asks.
  var organisation: String
  var text: String
  var language: Language
  var at: Instant
  var outcome: Outcome

  enum Outcome: Sendable, Equatable {
    case pending
    case upheld(reason: String, at: Instant)
    /// The decision holds no more, and no answer upholds it.
    case changed(at: Instant)
  }

  var isPending: Bool { outcome == .pending }

  static let longest = 5_000

  /// What is answered.
  enum Verdict: Sendable {
    case upheld(reason: String)
    /// With the acts that whoever answers has seen to fall with the decision.
    case changed(because: String, seen: SeenRows?)

    var reason: String {
      switch self {
      case .upheld(let reason), .changed(let reason, _): reason
      }
    }

    /// What is told where it has none: the one is everyone’s, the other its authors’ alone.
    var noReason: ReexaminationRefusal {
      switch self {
      case .upheld: .noReason
      case .changed: .noChangeReason
      }
    }
  }
}

/// Where a published decision stands: until when a re-examination may be asked, or what came of the one that was.
struct ReexaminationStanding: Sendable, Equatable {
  /// The first instant at which it is too late.
  var end: Instant
  var isOver: Bool
  var asked: Reexamination?

  /// Whether one may be asked now.
  var isOpen: Bool { asked == nil && !isOver }
  /// The last minute.
  var last: Instant { end.adding(seconds: -60) }
}

enum ReexaminationRefusal: FieldRefusal, Equatable {
  case empty, long, asked, gone
  case late(Instant)
  case noVerdict, noReason, noChangeReason, longReason, answered, own
  /// Nobody undoes a decision of which a re-examination waits, by the number of its contribution.
  case waits(Int)

  var status: Int {
    switch self {
    case .asked, .gone, .answered: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .empty: t("Dites ce qui, dans la décision, doit être réexaminé.")
    case .long: t("Ce texte est trop long : 5 000 caractères au plus.")
    case .asked: t("Le réexamen de cette décision est déjà demandé : on ne le fait qu’une fois.")
    case .gone: t("Cette décision a été annulée entre-temps : votre contribution est de nouveau à l’étude.")
    case .late(let end):
      t("Il est trop tard : le réexamen pouvait être demandé jusqu’au \(end.adding(seconds: -60), .dateAndTime).")
    case .noVerdict: t("Choisissez : maintenir la décision, ou la changer.")
    case .noReason: t("Donnez la raison : l’auteur la lira, et tout le monde.")
    case .noChangeReason: t("Donnez la raison : les auteurs la recevront.")
    case .longReason: t("Cette raison est trop longue : 5 000 caractères au plus.")
    case .answered: t("Quelqu’un a répondu entre-temps à cette demande : voici sa réponse.")
    case .own: t("Vous avez pris ou relu cette décision : une autre personne répond à la demande de réexamen.")
    case .waits(let number):
      t("Un réexamen est demandé pour la contribution n° \(number) : répondez-y plutôt que d’annuler la décision.")
    }
  }

  var field: String {
    switch self {
    case .noReason, .noChangeReason, .longReason: "reponse-reexamen"
    case .noVerdict, .answered, .own, .waits: "reexamen"
    default: "demande"
    }
  }
}
