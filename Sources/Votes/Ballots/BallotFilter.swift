import Foundation
import Localization
import Platform

/// What one looks for among the propositions of a ballot; it hides and orders, and never changes what is chosen.
struct BallotFilter: Sendable, Equatable {
  enum Order: String, Sendable, CaseIterable {
    /// Drawn for the organisation.
    case drawn = ""
    /// Those that its own contributions feed come first.
    case own = "mes-services"

    var title: Phrase {
      switch self {
      case .drawn: t("Tiré pour votre collectivité")
      case .own: t("Proposées par mes services d’abord")
      }
    }
  }

  var query = ""
  /// A slug, empty for all.
  var theme = ""
  var order = Order.drawn

  init() {}
  init(_ fields: FormFields) {
    query = String((fields["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    theme = String((fields["theme"] ?? "").prefix(80))
    order = fields["tri"].flatMap { Order(rawValue: $0) } ?? .drawn
  }

  var isEmpty: Bool { self == BallotFilter() }

  /// Kept by the form that saves, so that one comes back to the same list.
  var queryString: String {
    let pairs = [("q", query), ("theme", theme), ("tri", order.rawValue)].filter { !$0.1.isEmpty }
    return pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  private func lets(_ proposition: BallotProposition) -> Bool {
    if !theme.isEmpty, !proposition.themes.contains(theme) { return false }
    let words = query.split(separator: " ")
    guard !words.isEmpty else { return true }
    let text = proposition.proposition.title + " " + proposition.proposition.text
    return words.allSatisfy { text.range(of: $0, options: [.caseInsensitive, .diacriticInsensitive]) != nil }
  }

  func shown(_ all: [BallotProposition]) -> [BallotProposition] {
    let found = all.filter(lets)
    guard order == .own else { return found }
    return found.filter(\.isOwn) + found.filter { !$0.isOwn }
  }
}

/// A proposition as one organisation reads it on its ballot.
struct BallotProposition: Sendable, Equatable {
  var proposition: VotedProposition
  /// Slugs.
  var themes: [String]
  /// Whether a contribution that the organisation supported feeds it.
  var isSupported: Bool
  /// Whether a contribution of the organisation itself does.
  var isOwn: Bool
}
