import Localization
import Testing

@testable import Consultations

@Suite("The criteria of a committee, in the Rules")
struct CriterionTests {
  @Test("Each line of a list that ends with a weight is one; what is no such line is left aside")
  func read() {
    let criteria = Criterion.all(
      in: """
        Le comité pèse pour chaque proposition, sur 100 :

        1. le vote des collectivités\u{A0}: 40 ;
        2. l’utilité : pour les habitants : 20 points ;
        - la possibilité d’essayer vite : 30 %
        * sans poids
        Il explique chaque choix : 10
        3. la suite : 0.
        4. la fin : 10.
        """)
    #expect(criteria.map(\.weight) == [40, 20, 30, 10])
    #expect(criteria.map(\.number) == [1, 2, 3, 4])
    #expect(criteria[0].title == "le vote des collectivités" && criteria[1].title == "l’utilité : pour les habitants")
  }

  @Test("They are those of the article of that key, whatever it is called")
  func article() {
    let text = "1. l’utilité : 60\n2. le délai : 40"
    var rules = Rules(version: 1, title: "Règlement", publishedAt: .init(milliseconds: 0), articles: [])
    #expect(rules.criteria.isEmpty)
    rules.articles = [.init(number: 1, key: "criteres", title: "Choisir", text: text)]
    #expect(rules.criteria.map(\.title) == ["l’utilité", "le délai"])
  }
}
