@testable import Demonstration
import Foundation
import Localization
import Testing

@Suite("The invented corpus")
struct CorpusTests {
  static let departments = (1...95).map { $0 < 10 ? "0\($0)" : String($0) } + ["971", "972", "973", "974", "976"]
  static let corpus = Corpus(seed: 2021, size: 476, departments: departments)
  static let contributions = Array(corpus.contributions)

  @Test("The same seed tells the same corpus, another seed another one")
  func deterministic() {
    let again = Corpus(seed: 2021, size: 476, departments: Self.departments)
    let isSameBodies: Bool = again.organisations == Self.corpus.organisations
    let isSameTexts: Bool = Array(again.contributions) == Self.contributions
    let isSameSupports: Bool = Array(again.supports) == Array(Self.corpus.supports)
    #expect(isSameBodies)
    #expect(isSameTexts)
    #expect(isSameSupports)
    let other = Corpus(seed: 2022, size: 476, departments: Self.departments)
    let isOtherTexts: Bool = Array(other.contributions) != Self.contributions
    #expect(isOtherTexts)
  }

  @Test("With the eight known deposits, the corpus counts 476 contributions")
  func counts() {
    #expect(Self.contributions.count == 476 - Corpus.knownDeposits)
    #expect(Self.corpus.contributions.count == Self.contributions.count)
    #expect(Self.corpus.organisations.count == 1300)
    #expect(Corpus(seed: 1, size: 8, departments: ["73"]).contributions.count == 0)
    #expect(Corpus(seed: 1, size: 0, departments: ["73"]).contributions.count == 0)
  }

  @Test("No title is told twice, and no sentence but among contributions that say the same need")
  func noSentenceTwice() {
    var tellers: [String: Set<String>] = [:]
    var twice: [String] = []
    for (index, contribution) in Self.contributions.enumerated() {
      let families = contribution.family.map { [$0] } ?? contribution.mixes
      let own = families.isEmpty ? ["alone \(index)"] : Set(families)
      let texts = [
        contribution.title, contribution.today, contribution.forWhom, contribution.existing, contribution.expected,
      ]
      for sentence in texts.compactMap(\.self).flatMap(Self.sentences) {
        if let others = tellers[sentence], others.isDisjoint(with: own) { twice.append(sentence) }
        tellers[sentence, default: []].formUnion(own)
      }
    }
    #expect(twice == [])
    #expect(Set(Self.contributions.map(\.title)).count == Self.contributions.count)
    #expect(tellers.count > 3000)
  }

  @Test("Without its numbers, dates and names, a sentence stands in three contributions at most outside one family")
  func noSentenceIsATemplate() {
    var tellers: [String: [[String]]] = [:]
    var sentences = 0
    for (index, contribution) in Self.contributions.enumerated() {
      let families = contribution.family.map { [$0] } ?? contribution.mixes
      let own = families.isEmpty ? ["alone \(index)"] : families
      let texts = [
        contribution.title, contribution.today, contribution.forWhom, contribution.existing, contribution.expected,
      ]
      let told = texts.compactMap(\.self).flatMap(Self.sentences)
      sentences += told.count
      let name = Self.corpus.organisations[contribution.organisation].name
      for skeleton in Set(told.map { Self.skeleton($0, without: name) }) { tellers[skeleton, default: []].append(own) }
    }
    var templates: [String] = []
    for (skeleton, contributions) in tellers {
      let families = Dictionary(grouping: contributions.joined(), by: \.self).mapValues(\.count)
      let most = families.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      if contributions.count(where: { !$0.contains(most) }) > 3 { templates.append(skeleton) }
    }
    #expect(templates.sorted() == [])
    #expect(sentences > 4_000 && tellers.count * 10 > sentences * 7)
  }

  /// A sentence without what changes from one telling of a template to the next.
  static func skeleton(_ sentence: String, without name: String) -> String {
    let places = [name, name.split(separator: " ").dropFirst().joined(separator: " ")].filter { !$0.isEmpty }
    let bare = places.reduce(sentence) { $0.replacing($1, with: "") }
    return bare.lowercased().split { !$0.isLetter }.map(String.init).filter { !changing.contains($0) }
      .joined(separator: " ")
  }

  private static let changing = Set(
    """
    deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent
    dizaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine lundi mardi mercredi jeudi
    vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  @Test("About half of the contributions come in the last days, all before the demonstration begins")
  func lastDays() {
    let late = Self.contributions.count { $0.publishedAt >= DepositTimes.lastDays }
    #expect((0.4...0.6).contains(Double(late) / Double(Self.contributions.count)))
    #expect(
      Self.contributions.allSatisfy { $0.publishedAt >= DepositTimes.opening && $0.publishedAt < DepositTimes.last })
    #expect(Self.contributions.map(\.publishedAt) == Self.contributions.map(\.publishedAt).sorted())
  }

  @Test("One in twenty is long, one in twenty mixes several needs")
  func longAndMixed() {
    let long = Self.contributions.count { $0.today.split(whereSeparator: \.isWhitespace).count >= 350 }
    let mixed = Self.contributions.count { $0.mixes.count >= 2 && $0.family == nil }
    #expect((20...28).contains(long))
    #expect((20...28).contains(mixed))
  }

  @Test("Titles hold in 150 characters, themes are those of the consultation")
  func titlesAndThemes() throws {
    let known = try KnownConsultationTests.consultation()
    let slugs = Set(known.themes.map(\.slug))
    for contribution in Self.contributions {
      #expect(!contribution.title.isEmpty && contribution.title.count <= 150)
      #expect((1...3).contains(contribution.themes.count))
      #expect(Set(contribution.themes).isSubset(of: slugs))
    }
    #expect(Set(Self.contributions.flatMap(\.themes)) == slugs)
  }

  @Test("Every family is said by several bodies; needs are more numerous than services")
  func families() {
    var members: [String: Int] = [:]
    for family in Self.contributions.compactMap(\.family) { members[family, default: 0] += 1 }
    #expect(members.count == Family.all.count)
    #expect(members.values.allSatisfy { $0 >= 2 })
    let needs = Self.contributions.count { $0.rubric == .need }
    #expect((0.6...0.9).contains(Double(needs) / Double(Self.contributions.count)))
  }

  @Test("Texts are set as French asks, and no slot is left open")
  func typography() {
    for contribution in Self.contributions {
      let texts = [
        contribution.title, contribution.today, contribution.forWhom, contribution.existing, contribution.expected,
      ]
      for text in texts.compactMap(\.self) {
        #expect(KnownConsultationTests.typographyFaults(text) == [], "\(text)")
        #expect(!text.contains { "{}[]|".contains($0) }, "\(text)")
      }
    }
  }

  @Test("No sentence is absurd: elisions are made, parts of ten are below ten, nobody counts more than there are")
  func sense() throws {
    let absurd = [
      try Regex(#"(^|\s)(de|que|ne) (un|une|avril|août|octobre|essayer)\b"#),
      try Regex(#"\b(dix|douze|cent) \p{L}+ sur dix\b"#), try Regex(#"jusqu’au état|jusqu’à le\b|(^|\s)(de|à) les?\s"#),
      try Regex(#"habitants de (l’Agence|l’Association|du Syndicat)"#), try Regex(#"jusqu’à (8|9|10|11) heures"#),
      try Regex(#"\b(deux|trois) agents, dont"#),
    ]
    for seed: UInt64 in [2021, 7, 31] {
      for contribution in Corpus(seed: seed, size: 900, departments: Self.departments).contributions {
        let texts = [
          contribution.title, contribution.today, contribution.forWhom, contribution.existing, contribution.expected,
        ]
        for text in texts.compactMap(\.self) {
          for pattern in absurd {
            if let found = text.firstMatch(of: pattern) {
              Issue.record("seed \(seed), \(text[found.range]): \(text)")
            }
          }
        }
      }
    }
  }

  @Test("Two thousand contributions and their supports are told, with titles of their own")
  func scaled() {
    let corpus = Corpus(seed: 7, size: 2_000, departments: Self.departments)
    var titles: Set<String> = []
    for contribution in corpus.contributions { titles.insert(contribution.title) }
    #expect(titles.count > 1_950)
    #expect((14_000...19_000).contains(corpus.supports.reduce(0) { count, _ in count + 1 }))
  }

  static func sentences(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").flatMap { paragraph in
      // A mark closes a sentence where a space follows it.
      paragraph.replacing(#/([.?!…])[ ]/#) { "\($0.output.1)\n" }.split(separator: "\n").map(String.init)
    }
  }
}
