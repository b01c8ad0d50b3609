import Foundation
import Testing

/// The documents, for newcomers, operators and auditors: what they name exists.
@Suite("Documents")
struct DocumentationTests {
  static let pages = SourceTree.files(ending: ".md").map(\.path)
  private static let everything = SourceTree.files.map(\.path)
  private static let written = [
    "en.json", "dependencies.json", "contributions.json", "soutiens.json", ".resource.json",
  ]

  @Test("Each file of the project that a document names exists", arguments: pages)
  func files(page: String) {
    let text = SourceTree.File(path: page).text
    for match in text.matches(of: /`([A-Za-z0-9_.]+(?:\/[A-Za-z0-9_+.-]+)*\.(?:swift|py|sql|sh|json|conf|service))`/) {
      let name = String(match.1)
      // A pattern, or what the program writes.
      guard !name.contains("YYYY"), !Self.written.contains(name) else { continue }
      let isThere = Self.everything.contains { $0.hasSuffix("/\(name)") || $0 == name }
      #expect(isThere, "\(page): \(name)")
    }
  }

  @Test("Each link from one document to another leads somewhere", arguments: pages)
  func links(page: String) {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for match in SourceTree.File(path: page).text.matches(of: /\]\(([^):#]+)(?:#[^)]*)?\)/) {
      let target = URL(filePath: "/" + folder).appending(path: String(match.1)).standardized.path.dropFirst()
      let isThere = Self.everything.contains { $0 == target || $0.hasPrefix(target + "/") }
      #expect(isThere, "\(page): \(match.1)")
    }
  }
}
