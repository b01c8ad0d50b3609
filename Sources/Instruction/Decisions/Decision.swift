package import Consultations
package import Localization
import Platform
import Storage

/// What an instructor decides of a contribution, or of one of its parts
/// (docs/decisions/0008-decisions-are-rows-on-parts.md).
///
/// Made by an instructor from the first publication on, and seen at the desk alone until it is published. Never
/// changed: it is undone, and another is made; but a usual reason names a proposition by the title that it has when it
/// is published.
package struct Decision: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var contribution: Int64
  /// The part of it that is decided; nil for one that nobody has divided.
  package var part: Int64?
  /// The version of the contribution that was read.
  package var version: Int
  package var kind: Kind
  /// For the author, then for all.
  package var reason: String
  /// Who decided; nil for the demonstration.
  var person: Int64?
  package var at: Instant
  /// The line of the journal by which it was made.
  var event: Int64
  package var publishedAt: Instant?
  /// Who has read it after.
  var secondReader: Int64?
  /// Whether somebody else still has to read it before it is published.
  var waitsForReading: Bool

  package enum Kind: String, Sendable, CaseIterable, ColumnCodable {
    // In the order by which a divided contribution counts once.
    case grouped, kept, redirected, rejected

    package var title: Phrase {
      switch self {
      case .grouped: t("Regroupée")
      case .kept: t("Gardée seule")
      case .redirected: t("Réorientée")
      case .rejected: t("Inéligible")
      }
    }

    /// Its word in addresses and forms.
    var slug: String {
      switch self {
      case .grouped: "regroupee"
      case .kept: "gardee"
      case .redirected: "reorientee"
      case .rejected: "ineligible"
      }
    }

    init?(slug: String) {
      guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
      self = found
    }
  }

  /// Whether nothing more is needed before it can be published.
  var isReady: Bool { publishedAt == nil && !waitsForReading }

  package static let longestReason = 5_000

  /// What is chosen, by what the desk knows.
  package enum Choice: Sendable, Equatable {
    /// In propositions that exist, by their tokens.
    case grouped([String])
    /// In a proposition that is made with it, and in others that exist.
    case groupedAnew(title: String, with: [String] = [])
    case kept
    case redirected(addressee: String)
    case rejected(article: String)

    package var kind: Kind {
      switch self {
      case .grouped, .groupedAnew: .grouped
      case .kept: .kept
      case .redirected: .redirected
      case .rejected: .rejected
      }
    }
  }

  /// What a decision names.
  package enum Target: Sendable, Equatable {
    case propositions([Proposition])
    case addressee(Addressee)
    case article(Rules.Article, version: Int)
    /// What it named is no longer found.
    case nothing

    /// As a reason says it.
    var name: String {
      switch self {
      case .propositions(let propositions): Self.name(ofPropositions: propositions.map(\.wording.title))
      case .addressee(let addressee): addressee.name
      case .article(let article, _): "\(article.number) (« \(article.title) »)"
      case .nothing: ""
      }
    }

    /// « Payer la cantine », « Le portail des familles »
    static func name(ofPropositions titles: [String]) -> String {
      titles.map { "« \($0) »" }.joined(separator: ", ")
    }
  }
}

enum DecisionRefusal: FieldRefusal, Equatable, CaseIterable {
  case voteOpen, recused, party, withdrawn, changedSinceRead, decided, divided, partGone, noKind, noReason, longReason,
    noProposition, propositionGone, noAddressee, noArticle, placesLeft, longKept

  var status: Int {
    switch self {
    case .changedSinceRead, .decided, .partGone, .propositionGone, .divided: 409
    default: 422
    }
  }

  var sentence: Phrase {
    switch self {
    case .voteOpen: t("Le vote est ouvert : les décisions ne changent plus.")
    case .recused: t("Votre déport vous écarte de cette contribution. Rien n’a changé.")
    case .party:
      t("Vous agissez pour un organisme qui dépose cette contribution : vous ne la traitez pas. Rien n’a changé.")
    case .withdrawn: t("Cette contribution a été retirée par son auteur : il n’y a plus rien à décider.")
    case .changedSinceRead: t("Le texte a été corrigé depuis que vous l’avez lu. Relisez-le avant de décider.")
    case .decided: t("Quelqu’un a décidé entre-temps : voici sa décision. La vôtre n’est pas enregistrée.")
    case .divided: t("Cette contribution est divisée : décidez partie par partie.")
    case .partGone: t("Cette partie n’existe plus.")
    case .noKind: t("Choisissez une décision.")
    case .noReason: t("Donnez la raison : l’auteur la lira.")
    case .longReason: t("Cette raison est trop longue : 5 000 caractères au plus.")
    case .noProposition: t("Choisissez une proposition, ou donnez le titre d’une nouvelle.")
    case .propositionGone: t("Cette proposition n’existe pas, ou plus, dans cette consultation.")
    case .longKept:
      t(
        "Ce texte dépasse 20 000 caractères, la limite d’une proposition. Divisez la contribution, ou regroupez-la dans une nouvelle proposition dont vous écrirez le texte. Rien n’a changé."
      )
    case .noAddressee: t("Choisissez le guichet.")
    case .noArticle: t("Choisissez l’article du règlement.")
    case .placesLeft: t("Un mot entre accolades n’est pas connu : corrigez-le ou retirez-le.")
    }
  }

  var field: String {
    switch self {
    case .noReason, .longReason, .placesLeft: "raison"
    case .noProposition, .propositionGone: "proposition"
    case .noAddressee: "guichet"
    case .noArticle: "article"
    default: "decision"
    }
  }
}
