/// A rule of counting that the Rules want shown beside that of the vote, as information; a line of the article
/// `regles-comparees` says it:
///
///     - les plus choisies d’abord, en passant celles qui n’entrent plus : greedy ;
///     - parts égales, chaque proposition valant autant : mes-greedy cardinality.
///
/// A list in Markdown, a rule on a line, its name last, as `coporter tally` calls it, then what a proposition is worth.
/// Frozen with the text that the Rules are hashed from.
package struct ComparedRule: Sendable, Equatable {
  package var title: String
  /// `greedy`, `mes-greedy`…
  package var rule: String
  /// `cost`, `cardinality`, or `none` for a rule that takes none.
  package var utility: String

  /// The article of the Rules that lists them.
  package static let article = "regles-comparees"
  static let most = 7

  /// Reads them in the text of that article; what is no such line is left aside.
  static func all(in text: String) -> [ComparedRule] {
    var found: [ComparedRule] = []
    for line in text.split(separator: "\n") {
      let pattern =
        /\s{0,3}(?:[0-9]{1,2}[.)]|[-*+])\s+(.{1,300}?)\s*:\s*([a-z0-9-]{1,20})(?:\s+([a-z]{1,12}))?\s*[;.,]?\s*/
      guard let match = line.wholeMatch(of: pattern), found.count < most else { continue }
      let (rule, utility) = (String(match.2), match.3.map(String.init))
      guard let known = utilities[rule], let worth = utility ?? known.first, known.contains(worth) else { continue }
      found.append(ComparedRule(title: String(match.1), rule: rule, utility: worth))
    }
    return found
  }

  /// Of each rule, what it may be given; the first where nothing is said.
  private static let utilities: [String: [String]] = [
    "approval": ["none"], "phragmen": ["none"], "greedy": ["cost", "cardinality"], "mes": ["cost", "cardinality"],
    "mes-greedy": ["cost", "cardinality"], "mes-add1-greedy": ["cost", "cardinality"],
    "mes-inc1pct-greedy": ["cost", "cardinality"],
  ]
}

extension Rules {
  /// Those that the result shows beside the rule of the vote; none where the Rules list none.
  package var comparedRules: [ComparedRule] {
    articles.first { $0.key == ComparedRule.article }.map { ComparedRule.all(in: $0.text) } ?? []
  }
}
