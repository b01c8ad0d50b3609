package import Directory
package import Localization
import Platform

/// What an organisation says under a contribution, or in answer to such a comment: one level of replies.
///
/// Posted by somebody who acts for the organisation, while the calendar allows it. Its author rewords it for a quarter
/// of an hour, the earlier wordings being kept, and withdraws it when she likes: its place stays, its words go. An
/// instructor hides it with a reason that stands in its place, and can show it again.
package struct Comment: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var contribution: Int64
  /// The comment that it answers.
  package var parent: Int64?
  package var organisation: Int64
  /// Its author; nil for what a command has written.
  package var person: Int64?
  /// In what capacity she spoke.
  package var function: Mandate.Kind?
  package var postedAt: Instant
  /// The number of its current wording, and since when it stands.
  package var version: Int
  package var wordedAt: Instant
  package var text: CommentText
  package var isWithdrawn: Bool
  /// Why an instructor has hidden it.
  package var hidingReason: String?

  /// How long it can be reworded.
  package static let rewordingSeconds: Int64 = 15 * 60
  /// How many replies one comment can have.
  package static let mostReplies = 200

  package var isHidden: Bool { hidingReason != nil }
  /// Whether its words are shown, and counted.
  package var isShown: Bool { !isWithdrawn && !isHidden }
  package var isReworded: Bool { version > 1 }

  package func isRewordable(at now: Instant) -> Bool {
    isShown && now.seconds(since: postedAt) < Self.rewordingSeconds
  }

  /// Whether somebody may take it back: its author, and whoever acts for the organisation in whose name it stands.
  func isHeld(by reader: SignedIn) -> Bool {
    person == reader.id || reader.standings.contains { $0.organisation == organisation }
  }

  /// Whether its words are somebody's to change: its author's, as long as she acts for the organisation.
  func isReworded(by reader: SignedIn) -> Bool {
    person == reader.id && reader.standings.contains { $0.organisation == organisation }
  }
}

/// Refusals of the acts upon a comment, in order of precedence.
package enum CommentRefusal: FieldRefusal, Equatable, CaseIterable {
  case merged, withdrawn, gone, replyToReply, tooManyReplies, tooLate, empty, long
  case noGround, longMessage, alreadyReported
  case noReason, longReason, alreadyHidden, notHidden, noReport

  package var status: Int {
    switch self {
    case .withdrawn: 410
    case .alreadyHidden, .notHidden, .noReport: 409
    default: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .merged: DepositRefusal.merged.sentence
    case .withdrawn: t("Cette contribution vient d’être retirée : votre texte n’est pas publié. Il reste ici.")
    case .gone: t("Ce commentaire n’est plus affiché.")
    case .replyToReply: t("On répond à un commentaire, pas à une réponse.")
    case .tooManyReplies: t("Ce commentaire a déjà beaucoup de réponses. Écrivez-en un nouveau.")
    case .tooLate: t("Un commentaire se modifie pendant quinze minutes. Vous pouvez encore le retirer.")
    case .empty: t("Écrivez votre commentaire.")
    case .long: t("Ce commentaire est trop long : 5 000 caractères au plus.")
    case .noGround: t("Dites pourquoi vous signalez ce commentaire.")
    case .longMessage: t("Ce message est trop long : 500 caractères au plus.")
    case .alreadyReported: t("Vous avez déjà signalé ce commentaire. Les instructeurs le liront.")
    case .noReason: t("Donnez le motif : il s’affichera à la place du commentaire.")
    case .longReason: t("Ce motif est trop long : 500 caractères au plus.")
    case .alreadyHidden: t("Ce commentaire est déjà masqué.")
    case .notHidden: t("Ce commentaire n’est pas masqué.")
    case .noReport: t("Aucun signalement n’attend : un autre instructeur a peut-être déjà répondu.")
    }
  }

  /// The field beside which it stands.
  package var field: String {
    switch self {
    case .merged, .withdrawn, .gone, .replyToReply, .tooManyReplies, .tooLate, .empty, .long: "texte"
    case .noGround, .alreadyReported: "motif"
    case .longMessage: "message"
    case .noReason, .longReason, .alreadyHidden, .notHidden, .noReport: "motif"
    }
  }
}
