import Demonstration
import Localization
import Testing

@Suite("Invented bodies and their supports")
struct InventedBodyTests {
  @Test("No invented body bears a real name, however it is spelt, nor the name of another")
  func names() {
    let first = Corpus(seed: 3, size: 476, departments: CorpusTests.departments)
    let real = Set(first.organisations.filter { $0.kind == .commune }.prefix(200).map { FoldedName.of($0.name) })
    let second = Corpus(seed: 3, size: 476, departments: CorpusTests.departments, avoiding: real)
    let folded = second.organisations.map { FoldedName.of($0.name) }
    #expect(real.isDisjoint(with: folded))
    #expect(Set(folded).count == folded.count)
  }

  @Test(
    "Names fold without accents, case, hyphens and apostrophes",
    arguments: [
      ("Saint-Éloi-d’Ys", "saint eloi d ys"), ("L'Haÿ-les-Roses", "l hay les roses"), ("  Œuilly ", "oeuilly"),
      ("ÇÀ ET LÀ", "ca et la"), ("", ""),
    ])
  func folding(name: String, expected: String) {
    #expect(FoldedName.of(name) == expected)
  }

  @Test("Bodies are spread over every department, with mailboxes under .example")
  func spread() {
    let bodies = CorpusTests.corpus.organisations
    #expect(Set(bodies.compactMap(\.department)) == Set(CorpusTests.departments))
    #expect(bodies.allSatisfy { $0.mailbox.hasSuffix(".example") && $0.mailbox.utf8.allSatisfy { $0 < 0x80 } })
    #expect(Set(bodies.map(\.mailbox)).count == bodies.count)
    #expect(Set(bodies.map(\.kind)) == Set(InventedBody.Kind.allCases))
    #expect(bodies.first?.name == "Agence nationale (démonstration)")
    #expect(bodies.filter(\.kind.isAuthority).allSatisfy { ($0.population ?? 0) > 0 && $0.department != nil })
  }

  @Test("Articles contract after « de » and « à »")
  func articles() {
    for body in CorpusTests.corpus.organisations where body.kind == .commune {
      if body.name.hasPrefix("Le ") {
        #expect(body.genitive.hasPrefix("du ") && body.locative.hasPrefix("au "))
      } else if body.name.hasPrefix("Les ") {
        #expect(body.genitive.hasPrefix("des ") && body.locative.hasPrefix("aux "))
      } else {
        #expect(body.genitive.hasSuffix(body.name) && body.locative == "à \(body.name)")
      }
    }
  }

  @Test("Some 4,000 supports, long-tailed, one per body and contribution, never one's own, never before publication")
  func supports() {
    let corpus = CorpusTests.corpus
    let supports = Array(corpus.supports)
    #expect((3_600...4_400).contains(supports.count))
    var counts: [InventedSupport.Target: Int] = [:]
    var pairs: Set<String> = []
    for support in supports {
      counts[support.target, default: 0] += 1
      #expect(pairs.insert("\(support.target) \(support.organisation)").inserted)
      #expect(support.at <= DepositTimes.last)
      guard case .contribution(let place) = support.target else { continue }
      #expect(support.organisation != CorpusTests.contributions[place].organisation)
      #expect(support.at > CorpusTests.contributions[place].publishedAt)
    }
    #expect(counts[.known(7)] == 97)
    let sorted = counts.filter { if case .contribution = $0.key { true } else { false } }.values.sorted(by: >)
    #expect(sorted[0] >= 30)
    let fifth: Int = sorted.prefix(sorted.count / 5).reduce(0, +)
    let total: Int = sorted.reduce(0, +)
    #expect(fifth * 2 > total)
    let active = Set(supports.map(\.organisation)).union(CorpusTests.contributions.map(\.organisation))
    #expect(active.count > 1_200)
  }
}
