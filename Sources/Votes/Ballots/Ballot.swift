import Crypto
import Localization
import Platform
import Proof
import Storage

/// The ballot of an organisation: one stands, by a unique constraint; what it replaced stays behind it.
///
/// Its opening casts a blank one, or the one that was prepared. From then on each choice is saved and
/// counts, whoever of those entitled makes it.
struct Ballot: Sendable, Equatable {
  var id: Int64
  var organisation: Int64
  var number: Int64
  var right: Int64
  /// Names of propositions, in the order of their bytes.
  var choices: [String]
  var nonce: [UInt8]
  var leaf: Int64
  var castAt: Instant

  var isBlank: Bool { choices.isEmpty }

  enum Refusal: Platform.Refusal, Equatable {
    case notOpen, closed(Instant), notCalled, noRight, notOpened, tooMany(Int), beyondBudget(Int)
    case unknownProposition, contested, suspended, preparedAnew, changed, openedMeanwhile

    var status: Int {
      switch self {
      case .preparedAnew, .changed, .openedMeanwhile: 409
      default: 422
      }
    }

    var sentence: Phrase {
      switch self {
      case .preparedAnew: t("Ce qui est préparé a changé entre-temps : le voici. Rien n’est ouvert.")
      case .changed:
        t(
          "Ce bulletin a changé entre-temps : voyez « Qui a changé quoi ». Vos choix sont cochés, mais pas enregistrés."
        )
      case .openedMeanwhile:
        t("Ce bulletin a été ouvert entre-temps : voici ce qui compte. Rien d’autre n’a changé.")
      case .notOpen: t("Le vote n’est pas ouvert.")
      case .closed(let closes):
        t("Le vote est clos depuis le \(closes, .dateAndTime) (heure de Paris). Ce choix n’est pas enregistré.")
      case .notCalled: t("Cet organisme n’est pas appelé à voter.")
      case .noRight: t("Vous n’avez pas le droit de voter pour cet organisme.")
      case .notOpened: t("Ouvrez d’abord le bulletin.")
      case .tooMany(let most):
        t("Un bulletin porte \(most) choix au plus. Retirez-en avant d’en ajouter : rien n’a changé.")
      case .beyondBudget(let budget):
        t("Ces choix coûtent ensemble plus que l’enveloppe de \(budget) euros : rien n’a changé.")
      case .unknownProposition: t("Un de ces choix n’est pas soumis au vote : rien n’a changé.")
      case .suspended:
        t("Le vote est suspendu après un accident du serveur. L’organisateur dira ici comment il reprend.")
      case .contested: t("Ce bulletin est contesté : il ne change plus avant la décision.")
      }
    }
  }
}

extension VoteForm {
  /// Why these choices make no ballot; nil when they do.
  /// - Parameters:
  ///   - choices: each once.
  ///   - known: how many of them are voted on.
  ///   - cost: of these together, in euros.
  func refusal(of choices: [String], known: Int, costing cost: Int64) -> Ballot.Refusal? {
    guard choices.count <= Int(most) else { return .tooMany(Int(most)) }
    guard known == choices.count else { return .unknownProposition }
    guard ballot == .approval || cost <= budget else { return .beyondBudget(Int(budget)) }
    return nil
  }
}

extension [VotedProposition] {
  /// In an order drawn for this organisation, the same each time it comes.
  func drawn(for entry: RollEntry) -> [VotedProposition] {
    let lots = map { proposition in
      let lot = [UInt8](SHA256.hash(data: [UInt8]("\(entry.identifier) \(proposition.name)".utf8)))
      return (lot: lot, proposition: proposition)
    }
    return lots.sorted { $0.lot.lexicographicallyPrecedes($1.lot) }.map(\.proposition)
  }
}
