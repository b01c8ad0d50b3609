import Directory
import Testing

@testable import Votes

@Suite("The roll beside the register of today")
struct RollComparisonRuleTests {
  private static func entry(_ id: Int64, _ name: String, _ kind: OrganisationKind = .commune) -> RollEntry {
    RollEntry(
      organisation: id, identifier: "\(id)", name: name, kind: kind, region: "", department: "40", stratum: .under500)
  }

  private static let (dax, pau, landes) = (entry(1, "Dax"), entry(2, "Pau"), entry(3, "Landes", .department))

  @Test("What has not changed differs in nothing, whatever the order")
  func same() {
    let comparison = RollComparison(
      frozen: [Self.dax, Self.pau, Self.landes], today: [Self.landes, Self.pau, Self.dax], mergers: [:])
    #expect(comparison.differences == [] && comparison.frozen == 3)
    #expect(comparison.lines.map(\.kind) == [.commune, .department])
    #expect(comparison.lines.map(\.frozen) == [2, 1] && comparison.lines.map(\.today) == [2, 1])
  }

  @Test("Additions, removals and mergers are told kind by kind, and one of another kind today is both")
  func differences() {
    let saugnac = Self.entry(4, "Saugnac")
    let moved = Self.entry(3, "Landes", .region)
    let comparison = RollComparison(
      frozen: [Self.dax, Self.pau, Self.landes], today: [Self.dax, saugnac, moved], mergers: [2: "Dax"])
    #expect(
      comparison.differences == [
        .init(entry: Self.pau, change: .merged(into: "Dax")), .init(entry: saugnac, change: .added),
        .init(entry: Self.landes, change: .removed), .init(entry: moved, change: .added),
      ])
    let commune = RollComparison.Line(kind: .commune, frozen: 2, today: 2, added: 1, removed: 1)
    #expect(comparison.lines.first == commune)
    #expect(comparison.added.count == 2 && comparison.removed.count == 2)
    let text = String(decoding: comparison.csv(band: nil), as: UTF8.self)
    #expect(text.contains("fusion") && text.contains("Saugnac") && text.split(whereSeparator: \.isNewline).count == 5)
  }
}
