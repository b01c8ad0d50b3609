import Foundation
import Testing

/// What is long runs whole somewhere: `make soak` names every suite that has more rounds there.
@Suite("The list of what is long")
struct SoakListTests {
  @Test("Each file of tests that asks whether it runs whole is of a filter of make soak")
  func named() throws {
    let recipe = SourceTree.File(path: "Makefile").text
    let filters = try recipe.matches(of: /SOAK=1 swift test .*--filter '([^']+)'/).map { match in
      try Regex(String(match.1))
    }
    let long = SourceTree.files(ending: ".swift").filter { file in
      file.path.hasPrefix("Tests/") && !file.path.contains("/Tidy/") && file.name != "Soak.swift"
        && (file.text.contains("Soak.") || file.text.contains("[\"SOAK\"]"))
    }
    #expect(filters.count >= 2 && long.count >= 7)
    for file in long {
      let target = file.path.split(separator: "/")[1]
      for suite in file.text.matches(of: /struct ([A-Za-z]+Tests)\b/) {
        let name = "\(target).\(suite.1)/"
        #expect(filters.contains { name.contains($0) }, "\(name) has rounds that make soak does not run")
      }
    }
    let scripts = recipe.split(separator: "\n").filter { $0.contains("SOAK=1") && $0.contains("pytest") }.joined()
    for file in SourceTree.files(ending: ".py") where file.path.hasPrefix("Tests/") && file.text.contains("\"SOAK\"") {
      #expect(scripts.contains(file.path), "\(file.path)")
    }
  }
}
