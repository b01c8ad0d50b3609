import Platform

/// `…/brouillons/8f3k29qrst/co-deposants`: who deposits a draft together.
struct DraftCodepositorsAddress: AddressOfDraft {
  static let pattern: StaticString = "/consultations/{consultation}/brouillons/{draft}/co-deposants"
  var place: DraftPlace
}

/// `…/contributions/8f3k29qrst/co-deposants`: the same, once it is published.
struct CodepositorsAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/co-deposants"
  var contribution: ContributionAddress
}

/// `/co-depots/8f3k29qrst`: the invitation, for whoever answers it.
struct CodepositAddress: TokenAddress {
  static let pattern: StaticString = "/co-depots/{codeposit}"
  var token: String
}

struct CodepositAnswerAddress: TokenAddress {
  static let pattern: StaticString = "/co-depots/{codeposit}/reponse"
  var token: String
}

/// The organisation leaves.
struct CodepositEndAddress: TokenAddress {
  static let pattern: StaticString = "/co-depots/{codeposit}/depart"
  var token: String
}

/// The lead takes the invitation back.
struct CodepositRecallAddress: TokenAddress {
  static let pattern: StaticString = "/co-depots/{codeposit}/annulation"
  var token: String
}

/// Whom to invite.
struct CodepositorsTyped: Input {
  static let fields: Set<String> = ["organisme"]
  var tokens: [String]
  init(_ visit: Visit) {
    var seen: Set<String> = []
    tokens = visit.form.all("organisme").compactMap { Token(prefixOf: $0)?.text }.filter { seen.insert($0).inserted }
  }
}

struct CodepositAnswer: Input {
  static let fields: Set<String> = ["reponse"]
  enum Word: String, Sendable { case accept = "accepter", decline = "decliner", reconsider = "revenir" }

  /// Nil where none was said.
  var word: Word?
  init(_ visit: Visit) { word = visit.form["reponse"].flatMap(Word.init(rawValue:)) }
}
