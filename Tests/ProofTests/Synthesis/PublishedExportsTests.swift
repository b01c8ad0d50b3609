import Foundation
import Testing

@testable import Proof

/// `docs/proof`: what whoever writes a verifier tries it with.
@Suite("Published exports and vectors")
struct PublishedExportsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/proof")

  private static func export(_ name: String) throws -> MemoryExport {
    let root = folder.appending(path: name)
    var files: [String: [UInt8]] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
      let data = FileManager.default.contents(atPath: root.appending(path: path).path)
      if let data { files[path] = Array(data) }
    }
    try #require(!files.isEmpty)
    return MemoryExport(files)
  }

  @Test("Each corrupted export has the first wrong line that its page states", arguments: Corruption.allCases)
  func corrupted(corruption: Corruption) throws {
    let page = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(corruption.rawValue)` |") })
    let stated = try #require(row.split(separator: "`").last { $0.hasPrefix("leaves.jsonl:") })
    let export = try Self.export(corruption.rawValue)
    #expect(Examination(export).fault?.place.text == String(stated))
    var vote = SyntheticVote.small()
    vote.corruption = corruption
    #expect(try MemoryExport(vote).files == export.files, "the command makes the same")
  }

  @Test("The honest one is right, with its receipt")
  func honest() throws {
    let export = try Self.export("honest")
    #expect(try MemoryExport(.small()).files == export.files)
    var examination = Examination(export)
    examination.receipt = Array(
      try #require(FileManager.default.contents(atPath: Self.folder.appending(path: "receipt").path)))
    #expect(try examination.run().receipt?.state == .counts)
  }

  @Test("The vectors are those of today")
  func vectors() throws {
    let text = try String(contentsOf: Self.folder.appending(path: "vectors.txt"), encoding: .utf8)
    #expect(text == ProofVectors.lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined())
  }
}
