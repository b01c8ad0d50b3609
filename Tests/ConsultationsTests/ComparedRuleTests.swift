import Localization
import Testing

@testable import Consultations

@Suite("The rules that the Rules want beside that of the vote")
struct ComparedRuleTests {
  @Test("Each line of a list that ends with the name of a rule is one; what is no such line is left aside")
  func read() {
    let rules = ComparedRule.all(
      in: """
        Le résultat montre aussi, à titre d’information :

        - les plus choisies d’abord\u{A0}: greedy ;
        2. parts égales : chaque proposition valant autant : mes-greedy cardinality.
        * les plus choisies, jusqu’à la première qui n’entre plus : approval
        - une règle que personne ne connaît : schulze
        - une valeur qu’elle ne prend pas : approval cost
        - sans nom de règle
        """)
    #expect(rules.map(\.rule) == ["greedy", "mes-greedy", "approval"])
    #expect(rules.map(\.utility) == ["cost", "cardinality", "none"])
    #expect(rules[1].title == "parts égales : chaque proposition valant autant")
  }

  @Test("They are those of the article of that key, whatever it is called")
  func article() {
    var rules = Rules(version: 1, title: "Règlement", publishedAt: .init(milliseconds: 0), articles: [])
    #expect(rules.comparedRules.isEmpty)
    rules.articles = [.init(number: 1, key: "regles-comparees", title: "Comparer", text: "- autrement : greedy")]
    #expect(rules.comparedRules.map(\.rule) == ["greedy"])
  }
}
