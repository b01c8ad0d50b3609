/// What a committee weighs, as a line of the article `criteres` of the Rules says it:
///
///     1. l’utilité pour les habitants et les agents : 20 ;
///
/// A list in Markdown, a criterion on a line, its weight last. Frozen with the text that the Rules are hashed from.
package struct Criterion: Sendable, Equatable {
  /// Its place, from 1.
  package var number: Int
  package var title: String
  package var weight: Int

  /// The article of the Rules that lists them.
  package static let article = "criteres"
  static let most = 20

  /// Reads them in the text of that article; what is no such line is left aside.
  static func all(in text: String) -> [Criterion] {
    var found: [Criterion] = []
    for line in text.split(separator: "\n") {
      let pattern = /\s{0,3}(?:[0-9]{1,2}[.)]|[-*+])\s+(.{1,300}?)\s*:\s*([1-9][0-9]{0,2})\s*(?:%|points?)?\s*[;.,]?\s*/
      guard let match = line.wholeMatch(of: pattern), let weight = Int(match.2), found.count < most else { continue }
      found.append(Criterion(number: found.count + 1, title: String(match.1), weight: weight))
    }
    return found
  }
}

extension Rules {
  /// Those of the committee, with their weights; none where the Rules list none.
  package var criteria: [Criterion] {
    articles.first { $0.key == Criterion.article }.map { Criterion.all(in: $0.text) } ?? []
  }
}
