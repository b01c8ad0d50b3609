import Localization
import Platform
import Proof

/// An organisation says, from its official mailbox or by the second code of a letter, that its ballot is not its own
/// (« bulletin contesté »).
///
/// From then on the ballot does not count and nobody changes it, unless two persons restore it before the count; they
/// may set it aside instead, for good. All of it is in the public log.
struct Contest: Sendable, Equatable {
  var id: Int64
  var token: String
  var vote: Int64
  var organisation: Int64
  /// `officialMailbox` or `letter`.
  var method: ProofMethod
  /// Its place in the log.
  var leaf: Int64
  var madeAt: Instant
  var outcome: ContestOutcome?
  var settledAt: Instant?

  /// One of the two who decide, and what she wants.
  struct Signature: Sendable, Equatable {
    var person: Int64
    var outcome: ContestOutcome
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case unknownLink, noAuthority, unknownCode, nothingToContest, alreadyContested, counted, settled, notChosen, ownTown

    var status: Int {
      switch self {
      case .unknownLink: 410
      case .alreadyContested, .settled, .counted: 409
      case .noAuthority, .unknownCode, .nothingToContest, .notChosen, .ownTown: 422
      }
    }

    /// Of the page where the code of a letter is typed.
    var field: String {
      switch self {
      case .noAuthority: "collectivite"
      case .unknownCode: "code"
      default: "contester"
      }
    }

    var sentence: Phrase {
      switch self {
      case .unknownLink: t("Ce lien ne vaut plus : prenez celui du dernier message reçu.")
      case .noAuthority: t("Écrivez le nom, le SIREN ou le SIRET de la collectivité.")
      case .unknownCode:
        t(
          "Ce code n’est pas le second code de la dernière lettre imprimée pour cette collectivité : vérifiez le code et le nom."
        )
      case .nothingToContest: t("Cette collectivité n’a pas de bulletin.")
      case .alreadyContested: t("Ce bulletin est déjà contesté.")
      case .counted: t("Le vote est dépouillé : un bulletin ne se conteste plus ici.")
      case .settled: t("Deux personnes en ont déjà décidé.")
      case .notChosen: t("Dites si le bulletin est rétabli ou écarté.")
      case .ownTown: t("Vous agissez ou votez pour cette collectivité : deux autres personnes en décident.")
      }
    }
  }
}

extension ContestOutcome {
  var title: Phrase {
    switch self {
    case .restored: t("Bulletin rétabli")
    case .setAside: t("Bulletin écarté")
    }
  }
}

extension Permission {
  /// Decides of contested ballots and of incidents, two persons at a time.
  static let settleVotes = Permission("votes.settle", [.instructor, .administrator])
}
