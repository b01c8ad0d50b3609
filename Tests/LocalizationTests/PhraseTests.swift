import Foundation
import Testing

@testable import Localization

@Suite("Phrases")
struct PhraseTests {
  private func catalogue(_ table: [String: String]) throws -> Catalogue {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    try JSONEncoder().encode(table).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var catalogue = Catalogue()
    try catalogue.add(englishAt: file)
    return catalogue
  }

  @Test("A value keeps its place when the translation moves it")
  func reordered() throws {
    let phrase = t("\("Dax") soutient \("Beauvais")")
    let catalogue = try catalogue(["{0} soutient {1}": "{1} is supported by {0}"])
    #expect(phrase.text(in: .french, catalogue) == "Dax soutient Beauvais")
    #expect(phrase.text(in: .english, catalogue) == "Beauvais is supported by Dax")
  }

  @Test("A value that looks like a place is not filled in turn")
  func hostileValue() {
    #expect(t("\("{1}") et \("ok")").text(in: .french, Catalogue()) == "{1} et ok")
  }

  @Test(
    "Zero is singular in French, plural in English",
    arguments: [(0, "0 soutien", "0 supports"), (1, "1 soutien", "1 support"), (2, "2 soutiens", "2 supports")])
  func plurals(count: Int, french: String, english: String) throws {
    let phrase = t(count, one: "\(count) soutien", other: "\(count) soutiens")
    let catalogue = try catalogue(["{0} soutien": "{0} support", "{0} soutiens": "{0} supports"])
    #expect(phrase.text(in: .french, catalogue) == french)
    #expect(phrase.text(in: .english, catalogue) == english)
  }
}
