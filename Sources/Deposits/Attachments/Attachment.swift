package import Localization
import Platform
import Storage

/// A file beside a contribution: its text, or a picture of it, and who may read it.
///
/// Sent into a draft by whoever may change it, in pieces or whole, and taken once its content has told what it is; the
/// contribution's own once that draft is published. A correction adds some and removes some. One that is removed leaves
/// its line, and no byte. Nothing is kept of its name: people know it by its description.
package struct Attachment: Sendable, Equatable {
  package enum Audience: String, Sendable, CaseIterable, ColumnCodable {
    case instructors
    case everyone = "public"
  }

  /// What became of reading its text.
  package enum Reading: String, Sendable, CaseIterable, ColumnCodable {
    case found, nothing, unreadable
  }

  package var id: Int64
  package var token: String
  /// The draft in which it waits, until it is published.
  package var draft: Int64?
  package var contribution: Int64?
  package var audience: Audience
  /// Told from its content, once it is whole.
  package var kind: AttachmentKind?
  package var description: String
  /// By which a browser knows again the file that it has begun to send.
  var mark: String
  package var size: Int
  var received: Int
  var isWhole: Bool
  /// Nil while its text was not read.
  package var reading: Reading?

  package static let longestDescription = 150
  static let longestMark = 100
  /// For one contribution.
  package static let most = 10
  package static let largestBytes = 10_000_000
  package static let largestTotalBytes = 30_000_000
  /// In all that one person has not published yet.
  static let largestUnpublishedBytes = 100_000_000
  /// How long one that has not come whole waits for the rest.
  static let unfinishedSeconds: Int64 = 24 * 3600

  /// The name under which a browser saves it.
  var fileName: String {
    let words = Slug.make(description)
    return "\(words.isEmpty ? "piece-jointe" : words).\(kind?.fileEnding ?? "bin")"
  }

  /// What a correction or a first draft would have, beside which one more is weighed.
  static func refusal(toAdd size: Int, beside others: [Attachment]) -> AttachmentRefusal? {
    guard size > 0 else { return .noFile }
    guard size <= largestBytes else { return .tooLarge }
    guard others.count < most else { return .tooMany }
    let total = others.reduce(size) { $0 + $1.size }
    return total <= largestTotalBytes ? nil : .tooMuch
  }

  static func refusal(ofDescription text: String) -> AttachmentRefusal? {
    if text.isEmpty { return .noDescription }
    return text.unicodeScalars.count > longestDescription ? .longDescription : nil
  }
}

package enum AttachmentRefusal: FieldRefusal, Equatable, CaseIterable {
  case noFile, noDescription, longDescription, tooLarge, tooMany, tooMuch, tooMuchUnpublished, unknownKind, macros,
    locked, outOfPlace

  package var status: Int { self == .outOfPlace ? 409 : 422 }

  package var sentence: Phrase {
    switch self {
    case .noFile: t("Choisissez un fichier.")
    case .noDescription: t("Dites en quelques mots ce que contient ce fichier.")
    case .longDescription: t("Cette description est trop longue : 150 caractères au plus.")
    case .tooLarge: t("Ce fichier dépasse 10 Mo.")
    case .tooMany: t("Une contribution a dix pièces jointes au plus.")
    case .tooMuch: t("Les pièces jointes d’une contribution font 30 Mo au plus en tout.")
    case .tooMuchUnpublished:
      t("Vos brouillons gardent déjà 100 Mo de fichiers : publiez ou supprimez-en d’abord.")
    case .unknownKind: t("Ce fichier n’est ni PDF, ni PNG, ni JPEG, ni ODT, ni ODS, ni DOCX : enregistrez-le ainsi.")
    case .macros: t("Ce document contient des macros : enregistrez-le sans elles.")
    case .locked: t("Ce document est protégé par un mot de passe : enregistrez-le sans protection.")
    case .outOfPlace: t("L’envoi a été interrompu : choisissez de nouveau le fichier pour le reprendre.")
    }
  }

  package var field: String {
    switch self {
    case .noDescription, .longDescription: "description"
    default: "fichier"
    }
  }
}

extension Permission {
  static let readAttachments = Permission("attachments.read", [.instructor])
}

/// What a draft would publish beside its text.
struct DraftAttachments: Sendable, Equatable {
  /// Its own, that came whole.
  var own: [Attachment] = []
  /// Those whose sending was cut.
  var unfinished: [Attachment] = []
  /// Those of the contribution that it corrects.
  var standing: [Attachment] = []
  /// Of these, the ones that its publication removes.
  var removed: Set<Int64> = []

  /// What will be there once it is published.
  var kept: [Attachment] { standing.filter { !removed.contains($0.id) } + own }
  /// Whether publishing adds or removes one.
  var changesAny: Bool { !own.isEmpty || !removed.isEmpty }
  var isEmpty: Bool { own.isEmpty && unfinished.isEmpty && standing.isEmpty }
}
