package import Localization
import Platform
import Storage

/// A change of which proposition contributions feed: some are moved to another, all of one are merged into another, or
/// some leave one to make a new one.
///
/// One act, however many it takes along: each decision is ended and made again for the other proposition, with the
/// version that was read before; one that was published stays published, and its authors are told of the change. Once
/// it is undone, the decisions of before last again.
package struct Regrouping: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    case moved, merged, split

    /// Its word in forms.
    var slug: String {
      switch self {
      case .moved: "deplacer"
      case .merged: "fusionner"
      case .split: "separer"
      }
    }

    init?(slug: String) {
      guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
      self = found
    }
  }

  /// What is to be done of a proposition.
  package enum Choice: Sendable, Equatable {
    /// Decisions, by their tokens, to a proposition by its own.
    case move([String], to: String)
    case merge(into: String)
    case split([String], title: String)

    var kind: Kind {
      switch self {
      case .move: .moved
      case .merge: .merged
      case .split: .split
      }
    }
  }
}

package enum RegroupingRefusal: FieldRefusal, Equatable, CaseIterable {
  case noKind, nothingChosen, noProposition, itself, already, emptied, noTitle, noText, longText, unanswered, changed

  package var status: Int { self == .changed ? 409 : 422 }

  package var sentence: Phrase {
    switch self {
    case .noKind: t("Choisissez ce que vous voulez faire.")
    case .nothingChosen: t("Choisissez au moins une contribution.")
    case .noProposition: t("Choisissez l’autre proposition.")
    case .itself: t("C’est la même proposition : choisissez-en une autre.")
    case .already: t("Une contribution choisie alimente déjà cette autre proposition.")
    case .emptied:
      t("La proposition n’aurait plus aucune contribution : fusionnez-la avec l’autre, ou laissez-en une.")
    case .noTitle: t("Donnez un titre à la nouvelle proposition.")
    case .noText: t("Ces décisions sont publiées : écrivez d’abord le texte de la proposition qui les reçoit.")
    case .longText:
      t("Les deux textes ensemble dépassent 20 000 caractères : raccourcissez l’un d’eux avant de fusionner.")
    case .unanswered: t("Un auteur attend la réponse à sa remarque sur ce projet : répondez-lui avant de fusionner.")
    case .changed: t("Ce qui l’alimente a changé entre-temps : relisez la liste. Rien n’a été fait.")
    }
  }

  package var field: String {
    switch self {
    case .noKind: "geste-deplacer"
    case .nothingChosen, .already, .emptied, .changed: "contributions"
    case .noProposition, .itself, .noText, .longText, .unanswered: "proposition"
    case .noTitle: "nouvelle"
    }
  }
}
