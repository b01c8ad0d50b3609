import Foundation
import Testing

@testable import Platform

/// The examples of CommonMark's specification and of cmark-gfm's tests (SECURITY 3). They are under a licence of their
/// own (CC BY-SA 4.0), so they are not in this repository: `COMMONMARK` names a folder that holds `spec.txt` of
/// commonmark-spec, and `extensions.txt` and `regression.txt` of cmark-gfm.
enum MarkdownSpecification {
  static let folder = ProcessInfo.processInfo.environment["COMMONMARK"].map { URL(filePath: $0) }
  static var isThere: Bool { !examples.isEmpty }

  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var markdown: String
    var html: String
    var testDescription: String { name }
  }

  static let examples: [Example] = {
    guard let folder else { return [] }
    return ["spec.txt", "extensions.txt", "regression.txt"].flatMap { name in
      read((try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "", from: name)
    }
  }()

  /// Between two fences of 32 marks: the text, a line with a dot, what it becomes. An arrow stands for a tab.
  private static func read(_ text: String, from name: String) -> [Example] {
    let fence = String(repeating: "`", count: 32)
    var examples: [Example] = []
    var parts: [[Substring]]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(fence + " example") {
        parts = [[]]
      } else if line == fence, let found = parts {
        let whole = found.map { $0.joined(separator: "\n").replacing("→", with: "\t") }
        examples.append(
          Example(name: "\(name) \(examples.count + 1)", markdown: whole[0], html: whole.count > 1 ? whole[1] : ""))
        parts = nil
      } else if line == ".", parts?.count == 1 {
        parts?.append([])
      } else if let last = parts?.indices.last {
        parts?[last].append(line)
      }
    }
    return examples
  }
}

@Suite(
  "The examples of Markdown’s specification",
  .enabled(if: MarkdownSpecification.isThere, "No specification of Markdown: COMMONMARK names no folder with spec.txt.")
)
struct SpecificationTests {
  @Test("Each example is harmless, and so is what it becomes elsewhere, given as a text")
  func harmless() {
    #expect(MarkdownSpecification.examples.count > 600)
    for example in MarkdownSpecification.examples {
      HostileMarkdownTests.expectHarmless(example.markdown)
      HostileMarkdownTests.expectHarmless(example.html)
    }
  }
}
