import Foundation
import Testing

/// `docs/security.md`, for an auditor: complete, and naming tests that exist.
@Suite("Page of security")
struct SecurityPageTests {
  private static let page = SourceTree.File(path: "docs/security.md")

  @Test("It has the twenty-three classes, each with its test")
  func classes() {
    let rows = Self.page.lines.compactMap { $0.wholeMatch(of: /\| ([0-9]+) \|(.*)\|(.*)\|(.*)\|/) }
    #expect(rows.compactMap { Int($0.1) } == Array(1...23))
    for row in rows { #expect(row.4.contains("`") && row.3.count > 10, "\(row.1)") }
  }

  @Test("Each test that it names exists")
  func tests() {
    let files = SourceTree.files(ending: ".swift", ".py").filter { $0.path.hasPrefix("Tests/") }
    let cited = Self.page.text.matches(of: /`([A-Za-z]+Tests|test_[a-z_]+)\.([A-Za-z_]+)`/)
    #expect(cited.count > 30)
    for match in cited {
      let (suite, function) = (String(match.1), String(match.2))
      let isPython = suite.hasPrefix("test_")
      let declaration = isPython ? "def \(function)(" : "func \(function)("
      // Two targets may each have a suite of one name.
      let isThere = files.contains { file in
        (isPython ? file.name == "\(suite).py" : file.text.contains("struct \(suite) "))
          && file.text.contains(declaration)
      }
      #expect(isThere, "\(suite).\(function)")
    }
  }
}
