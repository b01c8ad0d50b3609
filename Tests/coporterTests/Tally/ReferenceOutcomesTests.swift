import Foundation
import Tallying
import Testing

@testable import coporter

/// Outcomes of the field's reference program (pabutools) on elections that cities held, computed by others. Their
/// licence is not stated, so they are not in this repository: `PABULIB` names the folder, `make` looks for it beside
/// the project.
struct ReferenceOutcomes: Decodable {
  struct File: Decodable {
    var file: String
    var votes: Int
    var projects: Int
    var results: [String: Result]
  }

  struct Result: Decodable {
    var selected: [String]?
    var order: [String]?
    var cost: Cost?
  }

  /// A whole number, or a fraction as text.
  enum Cost: Decodable, Equatable {
    case number(Int64)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int64.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    init(_ amount: TallyReport.Amount) {
      switch amount {
      case .whole(let number): self = .number(Int64(truncatingIfNeeded: number))
      case .fraction(let top, let bottom): self = .text("\(top)/\(bottom)")
      }
    }
  }

  var files: [String: File]

  static let folder = URL(filePath: ProcessInfo.processInfo.environment["PABULIB"] ?? "../shared/data/pabulib")
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path)
  }

  /// Names of files, for one test each.
  static let names: [String] = (try? load().files.keys.sorted()) ?? []

  static func load() throws -> ReferenceOutcomes {
    try JSONDecoder().decode(Self.self, from: try Data(contentsOf: folder.appending(path: "expected.json")))
  }
}

@Suite(
  "Outcomes of the reference",
  .enabled(if: ReferenceOutcomes.isThere, "No reference outcomes: PABULIB names no folder with expected.json."))
struct ReferenceOutcomesTests {
  @Test("Each rule selects the same projects in the same order at the same cost", arguments: ReferenceOutcomes.names)
  func agree(name: String) throws {
    let reference = try #require(try ReferenceOutcomes.load().files[name])
    let path = ReferenceOutcomes.folder.appending(path: reference.file).path
    let election = try ElectionFile(path: path, isStrict: true, stratum: nil).election()
    #expect(election.voters == reference.votes)
    #expect(election.projects.count == reference.projects)
    for (key, result) in reference.results.sorted(by: { $0.key < $1.key }) {
      guard let selected = result.selected, let order = result.order else { continue }
      let names = key.split(separator: "/").map(String.init)
      let rule = try #require(Rule(rawValue: names[0]))
      let tally = try Tally(election, rule, try #require(Utility(rawValue: names[1])))
      let report = TallyReport(tally, tally.outcome(), setAside: [])
      #expect(report.selected == selected, "\(name) \(key)")
      #expect(result.cost == ReferenceOutcomes.Cost(report.cost), "\(name) \(key)")
      // The reference keeps no order of Phragmén's.
      if rule != .phragmen { #expect(report.order == order, "\(name) \(key)") }
    }
  }

  @Test("All 449 outcomes are there")
  func complete() throws {
    let outcomes = try ReferenceOutcomes.load().files.values.flatMap(\.results.values).filter { $0.selected != nil }
    #expect(outcomes.count == 449)
  }
}
