import Platform

/// `/adherents`: an operator's members, and what they allow.
package struct PreparationsAddress: FixedAddress {
  package static let pattern: StaticString = "/adherents"
  package init() {}
}

struct PreparationsExportAddress: FixedAddress {
  static let pattern: StaticString = "/adherents/export"
}

struct PreparationRemindersAddress: FixedAddress {
  static let pattern: StaticString = "/adherents/rappel"
}

struct PreparationsEndAddress: FixedAddress {
  static let pattern: StaticString = "/adherents/fin"
}

/// `/autorisations`: what one's organisations are asked.
struct MyPreparationsAddress: FixedAddress {
  static let pattern: StaticString = "/autorisations"
}

struct PreparationAddress: TokenAddress {
  static let pattern: StaticString = "/autorisations/{preparation}"
  var token: String
}

/// `/autorisation/…`: what a letter carries; it opens the page on which one answers.
struct PreparationLinkAddress: SecretAddress {
  static let pattern: StaticString = "/autorisation/{secret}"
  var secret: Secret
}

/// Whom an operator asks, and until when.
struct PreparationAsking: Input {
  static let fields: Set<String> = ["adherent", "tous", "jusque", "autorisation", "confirmation"]
  var tokens: Set<String>
  var isForAll: Bool
  var day: String
  /// The one to end, where that button was pressed.
  var ended: String?
  /// Whether that was confirmed.
  var isConfirmed: Bool

  init(_ visit: Visit) {
    isConfirmed = visit.form["confirmation"] == "oui"
    tokens = Set(visit.form.all("adherent").compactMap { Token(prefixOf: $0)?.text })
    isForAll = visit.form["tous"] != nil
    day = visit.form["jusque"] ?? ""
    ended = visit.form["autorisation"].flatMap { Token(prefixOf: $0)?.text }
  }
}

/// What a member answers.
struct PreparationAnswer: Input {
  enum Word: String, Sendable { case accept = "accepter", refuse = "refuser", end = "fin", scope = "portee" }

  static let fields: Set<String> = ["reponse", "portee", "jusque"]
  var word: Word?
  var isTicked: Bool
  /// Whether the ballot too.
  var hasBallots: Bool
  var day: String

  init(_ visit: Visit) {
    hasBallots = visit.form.all("portee").contains("bulletin")
    word = visit.form["reponse"].flatMap(Word.init(rawValue:))
    isTicked = visit.form.all("portee").contains("brouillons")
    day = visit.form["jusque"] ?? ""
  }
}
