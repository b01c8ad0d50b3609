package import Localization
import Platform
import Storage

/// What will be put to the vote: made when contributions are grouped, or one is kept alone.
///
/// Its wording is replaced by another, never changed; it lasts as long as a live decision feeds it, and can be taken
/// away when none does. It is shown to all once one of the decisions that feed it is published.
package struct Proposition: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var consultation: Int64
  /// The line of the journal by which it was made.
  var event: Int64
  package var wording: Wording

  /// How it is told.
  package struct Wording: Sendable, Equatable {
    package var title = ""
    package var text = ""
    /// In which it is written.
    package var language = Language.french
    package var kind = Kind.develop
    /// Slugs of themes of the consultation.
    package var themes: [String] = []
    /// In euros; nil where nobody has said.
    package var cost: ClosedRange<Int>?
    /// Where that range comes from.
    package var costSource = ""
    /// In euros: the one figure that stands in the vote.
    package var retainedCost: Int?

    package init() {}
    package init(
      title: String, text: String, themes: [String] = [], kind: Kind = .develop, language: Language = .french
    ) {
      self.title = title
      self.text = text
      self.themes = themes
      self.kind = kind
      self.language = language
    }

    static let longestTitle = 150
    static let longestText = 20_000
    static let longestSource = 500
    static let highestCost = 1_000_000_000

    /// What is wrong with it.
    func refusal(among known: [String]) -> PropositionRefusal? {
      if title.isEmpty { return .noTitle }
      if title.unicodeScalars.count > Self.longestTitle { return .longTitle }
      if text.unicodeScalars.count > Self.longestText { return .longText }
      if costSource.unicodeScalars.count > Self.longestSource { return .longSource }
      if cost != nil, costSource.isEmpty { return .noSource }
      guard themes.count <= 3, themes.allSatisfy(known.contains), Set(themes).count == themes.count else {
        return .unknownTheme
      }
      return nil
    }
  }

  /// What would be done of it.
  package enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    case develop, scaleUp = "scale-up"

    package var title: Phrase {
      switch self {
      case .develop: t("À développer")
      case .scaleUp: t("À faire monter en puissance")
      }
    }
  }
}

enum PropositionRefusal: FieldRefusal, Equatable, CaseIterable {
  case noTitle, longTitle, noText, longText, badCost, zeroCost, noSource, longSource, unknownTheme, gone,
    changedMeanwhile,
    blotted,
    voteOpen

  var status: Int {
    switch self {
    case .gone, .changedMeanwhile, .blotted: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .noTitle: t("Donnez un titre à la proposition.")
    case .longTitle: t("Ce titre est trop long : 150 caractères au plus.")
    case .noText: t("Écrivez le texte de la proposition avant de la publier.")
    case .longText: t("Ce texte est trop long : 20 000 caractères au plus.")
    case .badCost: t("Écrivez les coûts en euros entiers, le plus bas d’abord, jusqu’à un milliard.")
    case .zeroCost:
      t("Le coût retenu pour le vote est d’au moins un euro. Laissez la case vide tant qu’il n’est pas connu.")
    case .noSource: t("Dites d’où vient cette fourchette de coût.")
    case .longSource: t("Cette source est trop longue : 500 caractères au plus.")
    case .unknownTheme: t("Choisissez trois thèmes au plus, dans la liste.")
    case .gone: t("Cette proposition n’existe plus.")
    case .changedMeanwhile: t("Cette proposition a été modifiée entre-temps : comparez avec son texte actuel.")
    case .blotted:
      t("Un passage a été retiré de ce texte entre-temps : voici le texte actuel. Refaites vos modifications.")
    case .voteOpen: t("Le vote est ouvert : les propositions ne changent plus.")
    }
  }

  var field: String {
    switch self {
    case .noText, .longText: "texte"
    case .badCost: "cout-bas"
    case .zeroCost: "cout-retenu"
    case .noSource, .longSource: "cout-source"
    case .unknownTheme: "themes"
    default: "titre"
    }
  }
}
