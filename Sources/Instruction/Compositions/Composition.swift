import Localization
import Platform

/// What a wording takes of the contributions that feed its proposition: sentences, and for each contribution a reason
/// for what is not taken, with those of single sentences where there are any. Written with the wording, published with
/// it, undone with it; the next wording takes it over as far as its text still holds the sentences.
struct Composition: Sendable, Equatable {
  var sentences: [PickedSentence] = []
  /// By contribution; none is empty.
  var reasons: [Int64: String] = [:]
  /// In the order of `UnkeptSentence.ordered`; none of those that are taken.
  var unkept: [UnkeptSentence] = []

  static let longestReason = 5_000

  /// A text with some sentences less and some more: those of one contribution that follow one another are a paragraph.
  static func text(
    _ text: String, without removed: [PickedSentence], adding added: [PickedSentence]
  ) -> String {
    var paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for sentence in removed {
      guard let place = paragraphs.firstIndex(where: { $0.contains(sentence.words) }),
        let range = paragraphs[place].firstRange(of: sentence.words)
      else { continue }
      let (before, after) = (paragraphs[place][..<range.lowerBound], paragraphs[place][range.upperBound...])
      paragraphs[place] = [String(before).trimmed, String(after).trimmed].filter { !$0.isEmpty }.joined(separator: " ")
    }
    var whole = paragraphs.joined(separator: "\n").trimmed
    while whole.contains("\n\n\n") { whole = whole.replacing("\n\n\n", with: "\n\n") }
    var last: Int64?
    for sentence in added where !whole.contains(sentence.words) {
      let separator = whole.isEmpty ? "" : last == sentence.contribution ? " " : "\n\n"
      whole += separator + sentence.words
      last = sentence.contribution
    }
    return whole
  }
}

enum CompositionRefusal: FieldRefusal, Equatable, CaseIterable {
  case fewContributions, manyContributions, gone, longReason, manySentences
  case longSentenceReason, halfReason, manySentenceReasons, reasonOfPicked

  var status: Int { self == .gone ? 409 : 422 }

  var sentence: Phrase {
    switch self {
    case .fewContributions: t("Choisissez au moins deux contributions à lire côte à côte.")
    case .manyContributions: t("Huit contributions se lisent côte à côte, pas plus.")
    case .gone: t("Une phrase choisie n’est plus là : relisez les contributions. Rien n’a été fait.")
    case .longReason: t("Cette raison est trop longue : 5 000 caractères au plus.")
    case .longSentenceReason: t("La raison d’une phrase est trop longue : 500 caractères au plus.")
    case .halfReason: t("Choisissez la phrase et écrivez sa raison : il faut les deux.")
    case .manySentenceReasons:
      t(
        "Vingt phrases au plus par contribution ont leur propre raison : dites le reste en une fois, pour la contribution."
      )
    case .reasonOfPicked:
      t("Une phrase cochée est reprise : décochez-la, ou effacez sa raison.")
    case .manySentences: t("Un texte reprend 300 phrases au plus.")
    }
  }

  var field: String {
    switch self {
    case .fewContributions, .manyContributions: "choix"
    case .gone, .manySentences: "phrases"
    case .longReason, .longSentenceReason, .halfReason, .manySentenceReasons, .reasonOfPicked: "raisons"
    }
  }
}
