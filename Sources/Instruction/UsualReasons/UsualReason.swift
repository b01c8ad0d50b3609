import Deposits
import Localization
import Platform
import Storage

/// A reason that serves often, with places that are filled when it is used: `{titre}`, `{numero}`, `{organisme}`, and
/// `{choix}` for what the decision names. Made by an instructor, used by all, taken away by hand.
struct UsualReason: Sendable, Equatable {
  var token: String
  var kind: Decision.Kind
  var title: String
  var text: String
  /// The line of the journal by which it was made.
  var event: Int64

  static let longestTitle = 150

  /// What stands in the places, in the order in which they are shown to whoever writes one.
  static let places = ["{titre}", "{numero}", "{organisme}", "{choix}"]

  /// A reason with its places filled.
  /// - Parameter target: what the decision names.
  /// - Throws: `DecisionRefusal.placesLeft` where a word in braces is none of them.
  static func filled(
    _ reason: String, for contribution: Contribution, naming target: String, _ db: Snapshot
  ) throws -> String {
    guard reason.contains("{") else { return reason }
    let organisation =
      try db.value("SELECT name FROM organisation WHERE id = \(contribution.organisation)", as: String.self) ?? ""
    return try filled(reason, for: contribution, of: organisation, naming: target)
  }

  /// - Parameter organisation: the name of the one that leads the contribution.
  /// - Throws: `DecisionRefusal.placesLeft` where a word in braces is none of the places.
  static func filled(
    _ reason: String, for contribution: Contribution, of organisation: String, naming target: String
  ) throws -> String {
    let values = [contribution.text.title, String(contribution.number), organisation, target]
    // What fills a place is not read again: a title may hold braces.
    var (told, rest) = ("", reason[...])
    while let open = rest.firstIndex(of: "{") {
      told += rest[..<open]
      rest = rest[open...]
      guard let place = places.indices.first(where: { rest.hasPrefix(places[$0]) }) else {
        throw DecisionRefusal.placesLeft
      }
      told += values[place]
      rest = rest.dropFirst(places[place].count)
    }
    return told + rest
  }

  /// What is offered where an instructor has written none.
  static func supplied(_ kind: Decision.Kind) -> String {
    switch kind {
    case .grouped:
      "Votre contribution rejoint d’autres contributions qui expriment la même attente : elles forment ensemble la proposition {choix}, qui sera soumise au vote."
    case .kept:
      "Votre contribution n’a pas d’équivalent parmi celles reçues : elle devient à elle seule la proposition {choix}, qui sera soumise au vote."
    case .redirected:
      "Un dispositif existant répond déjà à cette attente. Votre contribution est adressée à {choix}."
    case .rejected:
      "Votre contribution n’entre pas dans le champ de la démarche, d’après l’article {choix} du règlement."
    }
  }
}

enum UsualReasonRefusal: FieldRefusal, Equatable, CaseIterable {
  case noTitle, longTitle, noText, longText, unknownPlace

  var status: Int { 422 }

  var sentence: Phrase {
    switch self {
    case .noTitle: t("Donnez un titre à cette raison : il aidera à la retrouver.")
    case .longTitle: t("Ce titre est trop long : 150 caractères au plus.")
    case .noText: t("Écrivez la raison.")
    case .longText: t("Cette raison est trop longue : 5 000 caractères au plus.")
    case .unknownPlace: t("Entre accolades, seuls ces mots se remplissent : {titre}, {numero}, {organisme}, {choix}.")
    }
  }

  var field: String {
    switch self {
    case .noTitle, .longTitle: "titre"
    default: "texte"
    }
  }
}
