package import Consultations
package import Localization
import Platform

/// What an organisation deposits in a consultation: a need, or a service that exists.
///
/// Published from a draft; corrected by a new version; nothing published is deleted. Supports are counted apart for
/// authorities and for other bodies.
package struct Contribution: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var consultation: Int64
  /// Its place in the order of publication: « n° 12 ».
  package var number: Int
  package var organisation: Int64
  package var rubric: Rubric
  package var publishedAt: Instant
  /// The number of its current version.
  package var version: Int
  package var authoritySupports: Int
  package var otherSupports: Int
  /// Its comments that are shown.
  package var comments: Int
  package var text: ContributionText

  package var supports: Int { authoritySupports + otherSupports }
}

/// Refusals of the deposit and of the support.
package enum DepositRefusal: Refusal, Equatable, CaseIterable {
  case changedMeanwhile, changedSinceRead, draftGone, withdrawn, ownContribution, nobodyChosen, merged, notSupporting,
    leadDecides, unchanged

  package var status: Int {
    switch self {
    case .changedMeanwhile, .changedSinceRead, .draftGone: 409
    default: 422
    }
  }

  package var sentence: Phrase {
    switch self {
    case .changedMeanwhile:
      t("Ce brouillon a été modifié entre-temps : votre texte est gardé à côté. Comparez les deux.")
    case .changedSinceRead: t("Ce texte a changé depuis que vous l’avez relu. Relisez-le avant de continuer.")
    case .draftGone: t("Ce brouillon a été publié ou supprimé entre-temps : votre texte est gardé à côté.")
    case .withdrawn: t("La contribution que ce texte corrige a été retirée. Il reste lisible, et se télécharge.")
    case .ownContribution: t("Un organisme ne soutient pas sa propre contribution.")
    case .nobodyChosen: t("Choisissez au moins un organisme.")
    case .merged: t("Cette commune en a rejoint une autre : agissez désormais pour celle-ci.")
    case .leadDecides: t("Seul l’organisme qui porte ce dépôt le publie ou le supprime.")
    case .unchanged: t("Rien n’a changé : il n’y a pas de correction à publier.")
    case .notSupporting: t("Cet organisme ne soutient pas, ou plus, cette contribution.")
    }
  }
}
