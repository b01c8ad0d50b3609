import Foundation
import Testing

@testable import Retrieval

@Suite("Groups that are proposed")
struct LikenessGroupsTests {
  typealias Text = (id: Int64, text: LikenessIndex.Text)

  static let texts: [Text] = LikenessIndexTests.groups.flatMap { $0 }.enumerated().map {
    (Int64($0.offset), LikenessIndex.Text(title: $0.element))
  }

  static func title(_ id: Int64) -> String { texts.first { $0.id == id }?.text.title ?? "" }

  private func groups(_ texts: [Text], fineness: Double = LikenessGroups.usualFineness) -> [Set<Int64>] {
    LikenessGroups(texts).groups(fineness: fineness).map { Set($0.members.map(\.id)) }
  }

  @Test("Texts that say the same come together, whatever their words, with the words that they share")
  func groups() throws {
    let found = LikenessGroups(Self.texts).groups()
    let halls = try #require(found.first { $0.members.contains { $0.id == 4 } })
    #expect(Set(halls.members.map(\.id)).isSuperset(of: [4, 5, 6, 7]))
    #expect(halls.terms.contains("salles"))
    #expect(halls.members.contains { $0.id == halls.central })
    let labelled = LikenessIndexTests.groups.enumerated().flatMap { group, texts in
      texts.map { GroupingEvaluation.Labelled(text: $0, group: String(group)) }
    }
    #expect(GroupingEvaluation.BCubed(labelled).f >= 0.7)
  }

  @Test("The same texts make the same groups, in whatever order they come")
  func doesNotDependOnOrder() {
    let expected = LikenessGroups(Self.texts).groups()
    for _ in 0..<5 { #expect(LikenessGroups(Self.texts.shuffled()).groups() == expected) }
  }

  @Test("A finer cut only divides the groups of a coarser one")
  func isNested() {
    let tree = LikenessGroups(Self.texts)
    var coarser: [Set<Int64>] = [Set(Self.texts.map(\.id))]
    for fineness in stride(from: 0.15, through: 0.95, by: 0.05) {
      let finer = tree.groups(fineness: fineness).map { Set($0.members.map(\.id)) }
      for group in finer {
        #expect(coarser.contains { $0.isSuperset(of: group) }, "\(fineness) \(group.map(Self.title))")
      }
      coarser = finer
    }
    #expect(coarser.isEmpty)
  }

  @Test("What is asked out of bounds is the nearest fineness that may be")
  func isBounded() {
    let tree = LikenessGroups(Self.texts)
    #expect(tree.groups(fineness: -1) == tree.groups(fineness: 0.15))
    #expect(tree.groups(fineness: 7) == tree.groups(fineness: 0.95))
    #expect(tree.groups(fineness: .nan) == tree.groups())
  }

  @Test("Two texts of which somebody said that they are not the same are never proposed together")
  func respectsRefusals() {
    let refusals = [LikenessGroups.Refusal(4, 6), .init(0, 3), .init(999, 4), .init(5, 5)]
    for fineness in [0.15, 0.25, LikenessGroups.usualFineness] {
      let found = LikenessGroups(Self.texts, apart: refusals).groups(fineness: fineness)
      for group in found {
        let ids = Set(group.members.map(\.id))
        #expect(!ids.isSuperset(of: [4, 6]) && !ids.isSuperset(of: [0, 3]))
      }
    }
  }

  @Test("Copies are together even when there are many, and a refusal parts even copies")
  func groupsCopies() {
    let copies = (0..<300).map { Text(Int64($0), LikenessIndex.Text(title: "Payer la cantine en ligne")) }
    let others = Self.texts.map { Text($0.id + 1_000, $0.text) }
    let found = LikenessGroups(copies + others).groups()
    #expect(found.first.map { $0.members.count >= 300 } == true)
    #expect(found.first?.members.allSatisfy { $0.link <= 1 } == true)
    let parted = LikenessGroups(copies + others, apart: [.init(0, 1)]).groups()
    #expect(parted.allSatisfy { !Set($0.members.map(\.id)).isSuperset(of: [0, 1]) })
  }

  @Test("A text that only others brought is told as doubtful")
  func tellsDoubt() {
    let texts: [Text] = [
      "cantine paiement facture", "cantine paiement enfant", "paiement facture eau", "facture eau compteur",
      "eau compteur relevé", "compteur relevé distance",
    ].enumerated().map { (Int64($0.offset), LikenessIndex.Text(title: $0.element)) }
    let tree = LikenessGroups(texts)
    for fineness in [0.15, 0.2, 0.3] {
      for member in tree.groups(fineness: fineness).flatMap(\.members) {
        #expect(member.isDoubtful == (member.link < Double(Float(fineness))))
      }
    }
    #expect(tree.groups(fineness: 0.15).flatMap(\.members).contains { $0.link < 0.5 })
  }

  @Test("Nothing that is written can trap", arguments: [[], [""], ["", ""], [" ", "l’", "de la"], ["é", "🏫", "日本"]])
  func survives(titles: [String]) {
    let texts = titles.enumerated().map { Text(Int64($0.offset), LikenessIndex.Text(title: $0.element)) }
    for group in LikenessGroups(texts + Self.texts.map { Text($0.id + 100, $0.text) }).groups(fineness: 0.15) {
      #expect(group.members.allSatisfy { $0.link.isFinite && $0.link >= 0 })
    }
    _ = LikenessGroups(texts).groups()
  }

  @Test("What stands under the titles counts too")
  func readsBodies() {
    let texts: [Text] = [
      (1, .init(title: "Un outil pour l’école", body: "La cantine est payée par chèque, il faut des régies.")),
      (2, .init(title: "Simplifier la mairie", body: "Les régies reçoivent des chèques pour la cantine.")),
      (3, .init(title: "Aider les agents", body: "Les livres de la bibliothèque sont prêtés sur un cahier.")),
    ]
    #expect(groups(texts, fineness: 0.15).contains([1, 2]))
  }

  @Test("Agreement is told as B³ defines it")
  func measures() {
    // Bagga and Baldwin: {1 … 5}, {6, 7}, {8 … 12} answered by {1 … 5}, {6 … 12}: precision 0.76, recall 1.
    let made = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3].map(String.init)
    let agreement = GroupingEvaluation.BCubed(made, proposed: [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2])
    #expect(abs(agreement.precision - 0.762) < 0.001)
    #expect(agreement.recall == 1)
    #expect(GroupingEvaluation.BCubed([], proposed: []).f == 0)
  }

  @Test("Ten thousand texts keep to their memory", .enabled(if: ProcessInfo.processInfo.environment["SOAK"] == "1"))
  func staysSmall() {
    let words = LikenessIndexTests.groups.flatMap { $0 }.flatMap { $0.split(separator: " ").map(String.init) }
    let texts = (0..<10_000).map { place -> Text in
      let title = (0..<8).map { words[(place &* 7_919 &+ $0 &* (104_729 &+ place)) % words.count] }
      return (Int64(place), LikenessIndex.Text(title: title.joined(separator: " ")))
    }
    let before = Self.residentMegabytes()
    let found = LikenessGroups(texts).groups()
    #expect(!found.isEmpty)
    #expect(Self.residentMegabytes() - before < 800)
  }

  /// The most memory that the process has held, in MB.
  private static func residentMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
  }
}
