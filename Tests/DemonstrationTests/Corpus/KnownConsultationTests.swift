import Demonstration
import Foundation
import Testing

@Suite("The consultation of 2021 as it is publicly known")
struct KnownConsultationTests {
  /// The file the product ships, from the sources.
  static func consultation() throws -> KnownConsultation {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return try KnownConsultation(
      json: Data(contentsOf: root.appending(path: "Sources/Demonstration/Data/2021.json")))
  }

  @Test("The calendar follows itself, from 25 January to the funding")
  func calendar() throws {
    let known = try Self.consultation()
    #expect(known.title == "De quels services numériques votre collectivité a\u{2011}t\u{2011}elle besoin\u{A0}?")
    let phases = ["deposit", "instruction", "vote", "working-groups", "selection", "experimentation", "funding"]
    #expect(known.calendar.map(\.phase) == phases)
    #expect(known.calendar[0].opens == "2021-01-25T00:00" && known.calendar[0].closes == "2021-03-15T23:59")
    for (former, latter) in zip(known.calendar, known.calendar.dropFirst()) {
      #expect((former.closes ?? "") <= latter.opens)
    }
  }

  @Test("Eight deposits by real bodies, in two rubrics, on the ten themes, before the last evening")
  func deposits() throws {
    let known = try Self.consultation()
    #expect(known.deposits.count == Corpus.knownDeposits)
    #expect(known.rubrics.map(\.key) == ["need", "service"])
    #expect(known.themes.count == 10)
    let themes = Set(known.themes.map(\.slug))
    for deposit in known.deposits {
      #expect(["need", "service"].contains(deposit.rubric))
      #expect(Set(deposit.themes).isSubset(of: themes) && !deposit.themes.isEmpty)
      #expect(deposit.title.count <= 150)
      #expect(deposit.publishedAt > "2021-01-25" && deposit.publishedAt < "2021-03-15T18:00")
    }
    #expect(known.deposits.last?.supports == 97)
  }

  @Test("Articles of the Rules are numbered in order, each with its own key")
  func rules() throws {
    let articles = try Self.consultation().rules.articles
    #expect(articles.map(\.number) == Array(1...articles.count))
    #expect(Set(articles.map(\.key)).count == articles.count)
  }

  @Test("Its texts are set as French asks")
  func typography() throws {
    let known = try Self.consultation()
    let texts =
      [known.title, known.presentation] + known.themes.map(\.title)
      + known.rules.articles.flatMap { [$0.title, $0.text] }
      + known.deposits.flatMap { [$0.title, $0.todayText, $0.forWhom, $0.existing, $0.expected] }
    for text in texts { #expect(Self.typographyFaults(text) == []) }
  }

  /// What French typography refuses in `text`.
  static func typographyFaults(_ text: String) -> [String] {
    [" :", " ;", " !", " ?", "'", "« ", " »", " ,", " .", "  ", "\u{A0}\u{A0}"].filter { text.contains($0) }
  }
}
