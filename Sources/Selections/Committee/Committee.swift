import Consultations
import Localization
import Platform
import Votes

/// The committee of a consultation (« comité de sélection »).
///
/// Prepared by administrators once the vote is open; its members grade the propositions, and decide of them in sittings
/// once the vote is counted. What it may spend is the envelope that the opening of the vote froze.
package struct Committee: Sendable, Equatable {
  package var id: Int64
  var consultation: Int64
  var vote: Int64
  /// How many of its bodies must be able to decide an item: whoever stands aside does not count.
  var quorum: Int
  /// In euros.
  package var envelope: Int64
  /// The amounts of the rulings that hold.
  package var spent: Int64
  var rulesVersion: Int

  package var remains: Int64 { envelope - spent }

  static let greatestQuorum = 100
}

enum CommitteeRefusal: FieldRefusal, Equatable, CaseIterable {
  case notOpened, badQuorum, noCriteria
  case badMail, noBody, longBody, alreadyInvited, chairTaken, deputyChair, unknownTitular, ended, tooManyLetters
  case otherAddress, alreadySeated, unanswered

  var status: Int {
    switch self {
    case .alreadyInvited, .chairTaken, .ended, .alreadySeated: 409
    case .tooManyLetters: 429
    default: 422
    }
  }

  var field: String {
    switch self {
    case .badMail, .alreadyInvited: "adresse"
    case .noBody, .longBody: "qualite"
    case .chairTaken, .deputyChair: "preside"
    case .unknownTitular: "titulaire"
    case .unanswered, .otherAddress, .alreadySeated: "reponse"
    default: "quorum"
    }
  }

  var sentence: Phrase {
    switch self {
    case .notOpened: t("Le comité se prépare une fois le vote ouvert : c’est lui qui fige l’enveloppe.")
    case .badQuorum: t("Écrivez un quorum de 1 à 100.")
    case .noCriteria:
      t("Le règlement figé par le vote ne liste aucun critère : son article « criteres » en veut un par ligne.")
    case .badMail: t("Ce n’est pas une adresse électronique. Exemple : prenom.nom@organisme.fr")
    case .noBody: t("Dites au nom de qui cette personne siège.")
    case .longBody: t("Ce nom est trop long : 150 caractères au plus.")
    case .alreadyInvited: t("Cette adresse a déjà une place dans ce comité.")
    case .chairTaken: t("Le comité a déjà quelqu’un qui le préside.")
    case .deputyChair: t("Un suppléant ne préside pas.")
    case .unknownTitular: t("Choisissez le titulaire que cette personne remplace.")
    case .ended: t("Ce siège a pris fin.")
    case .tooManyLetters: t("Cette invitation est déjà partie cinq fois.")
    case .otherAddress:
      t("Cette invitation a été envoyée à une autre adresse : entrez avec celle qui l’a reçue.")
    case .alreadySeated: t("Vous siégez déjà dans ce comité.")
    case .unanswered: t("Choisissez si vous acceptez de siéger.")
    }
  }
}
