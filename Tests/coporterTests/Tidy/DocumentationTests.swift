import Foundation
import Testing

/// The documents, for newcomers, operators and auditors: what they name exists.
@Suite("Documents")
struct DocumentationTests {
  static let pages = SourceTree.files(ending: ".md").map(\.path)
  private static let everything = SourceTree.files.map(\.path)

  @Test("Each file of the project that a document names exists", arguments: pages)
  func files(page: String) {
    let text = SourceTree.File(path: page).text
    for match in text.matches(of: /`([A-Za-z0-9_.]+(?:\/[A-Za-z0-9_+.-]+)*\.(?:swift|py|sql|sh|json|conf|service))`/) {
      let name = String(match.1)
      // A pattern, or a thing of somebody else.
      guard !name.hasPrefix("YYYY"), !["en.json", "dependencies.json"].contains(name) else { continue }
      #expect(Self.everything.contains { $0.hasSuffix("/\(name)") || $0 == name }, "\(page): \(name)")
    }
  }

  @Test("Each link from one document to another leads somewhere", arguments: pages)
  func links(page: String) {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for match in SourceTree.File(path: page).text.matches(of: /\]\(([^):#]+)(?:#[^)]*)?\)/) {
      let target = URL(filePath: "/" + folder).appending(path: String(match.1)).standardized.path.dropFirst()
      #expect(Self.everything.contains(String(target)), "\(page): \(match.1)")
    }
  }
}
