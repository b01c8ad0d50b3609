import Foundation
import Testing

@Suite("No dead file")
struct DeadFilesTests {
  private static let readable = SourceTree.files(
    ending: ".swift", ".css", ".js", ".md", ".sh", ".py", "Makefile", ".ci/run", ".yaml", ".yml")

  private func isNamed(_ name: String, outside path: String) -> Bool {
    Self.readable.contains { $0.path != path && $0.text.contains(name) }
  }

  @Test("Each asset is named by a page, the stylesheet or another asset")
  func assets() {
    let folder = "Sources/Platform/Assets/"
    let found = SourceTree.files.filter { $0.path.hasPrefix(folder) && $0.name != "PROVENANCE.md" }
    #expect(found.count > 5)
    for file in found { #expect(isNamed(file.name, outside: file.path), "\(file.path)") }
  }

  @Test("Each file of data is read by its module, and its PROVENANCE says where it comes from")
  func data() {
    let found = SourceTree.files.filter { $0.path.contains("/Data/") && $0.name != "PROVENANCE.md" }
    #expect(found.count >= 5)
    for file in found {
      let folder = file.path.dropLast(file.name.count)
      let provenance = SourceTree.File(path: folder + "PROVENANCE.md").text
      #expect(provenance.contains("`\(file.name)`"), "\(file.path): \(folder)PROVENANCE.md does not name it")
      let module = file.path.split(separator: "/")[1]
      let readers = SourceTree.files(ending: ".swift").filter { $0.path.hasPrefix("Sources/\(module)/") }
      #expect(readers.contains { $0.text.contains(file.name) || $0.text.contains(file.stem) }, "\(file.path)")
    }
  }

  @Test("Each program of setup, each file of packaging and each page of docs is named somewhere")
  func others() {
    for file in SourceTree.files where ["setup", "packaging", "docs"].contains(file.path.split(separator: "/").first) {
      let isDecision = file.path.hasPrefix("docs/decisions/")
      #expect(isDecision || isNamed(file.name, outside: file.path), "\(file.path)")
    }
  }

  @Test("Each folder of tests is of a target, or the program of one")
  func tests() {
    let sources = SourceTree.files.filter { $0.path.hasPrefix("Sources/") }
    let targets = Set(sources.map { $0.path.split(separator: "/")[1] })
    let package = SourceTree.File(path: "Package.swift").text
    for file in SourceTree.files where file.path.hasPrefix("Tests/") && file.path.hasSuffix(".swift") {
      let folder = file.path.split(separator: "/")[1]
      let isOfTarget = folder.hasSuffix("Tests") && targets.contains(folder.dropLast(5))
      #expect(isOfTarget || package.contains("\"Tests/\(folder)\""), "\(file.path)")
    }
  }
}

extension SourceTree.File {
  /// `communes` of `communes.csv.gz`.
  fileprivate var stem: String { String(name.split(separator: ".").first ?? "") }
}
