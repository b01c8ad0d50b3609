import Localization
import Platform
import Storage

/// A passage of what was published, or a file, that is blotted out for good, with a reason for everyone to read.
///
/// Proposed by an instructor and confirmed by another, or asked by the organisation whose text it is and accepted by an
/// instructor. Once confirmed the words themselves are overwritten wherever this contribution holds them
/// (docs/decisions/0007-redaction.md); it has no inverse.
struct Redaction: Sendable, Equatable {
  /// Whose words: of a version, of a comment, of what a support says, of the reason of a withdrawal or of a hiding, of
  /// the description of a file; or a whole file; or what a later room wrote of it.
  enum Place: String, Sendable, CaseIterable, ColumnCodable {
    case version, comment, statement, withdrawal, hiding, description, attachment, later
  }
  enum Origin: String, Sendable, ColumnCodable { case instructor, author }
  enum Outcome: String, Sendable, ColumnCodable { case done, refused }

  var id: Int64
  var token: String
  var contribution: Int64
  var spot: Spot
  var hash: [UInt8]?
  var reason: String
  var language: Language
  var origin: Origin
  var proposedBy: Int64?
  var proposedAt: Instant
  var outcome: Outcome?
  var settledAt: Instant?
  /// How many files that held the passage went with it.
  var files: Int

  /// Where a passage stands: a row, its column, and a range of characters.
  struct Spot: Sendable, Equatable {
    var place: Place
    var row: Int64
    var field = ""
    var first = 0
    var count = 0
  }

  static let longestReason = 500
  static let longestPassage = 5000
  /// Shorter, it would blot out what nobody meant.
  static let shortestPassage = 3

  /// What stands in the place of a passage, in the language of the text around it.
  static func mark(in language: Language) -> String {
    language == .french ? "[passage retiré]" : "[passage removed]"
  }
  /// Where there is no room for words.
  static let shortMark = "[…]"
  /// What stands in the place of the description of a file.
  static let fileMark = "[pièce jointe retirée]"

  /// Whether somebody may confirm it: never who proposed it.
  func isConfirmable(by person: Int64) -> Bool { outcome == nil && proposedBy != person }
}

enum RedactionRefusal: FieldRefusal, Equatable, CaseIterable {
  case noPassage, shortPassage, longPassage, unknownPassage, noReason, longReason, reasonTellsIt, ownProposal, settled,
    moved, unreadFile, otherFiles

  var status: Int {
    switch self {
    case .ownProposal, .settled, .moved, .unreadFile, .otherFiles: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .noPassage: t("Copiez ici le passage à retirer, ou choisissez une pièce jointe.")
    case .shortPassage: t("Ce passage est trop court : trois signes au moins.")
    case .longPassage: t("Ce passage est trop long : 5 000 caractères au plus. Faites-en plusieurs.")
    case .unknownPassage: t("Ce passage n’est dans aucun texte que vous pouvez faire retirer ici. Copiez-le tel quel.")
    case .noReason: t("Dites pourquoi ce passage doit être retiré.")
    case .longReason: t("Ce motif est trop long : 500 caractères au plus.")
    case .reasonTellsIt: t("Ce motif répète le passage : tout le monde le lira.")
    case .ownProposal: t("C’est vous qui l’avez proposé : un autre instructeur doit confirmer.")
    case .settled: t("Cette demande est déjà réglée.")
    case .moved: t("Le texte a changé depuis cette demande : proposez de nouveau le retrait.")
    case .unreadFile: t("Une pièce jointe n’est pas encore lue : revenez dans quelques minutes.")
    case .otherFiles: t("Les pièces jointes qui contiennent ce passage ont changé : relisez leur liste.")
    }
  }

  var field: String {
    switch self {
    case .noReason, .longReason, .reasonTellsIt: "motif"
    default: "passage"
    }
  }
}
