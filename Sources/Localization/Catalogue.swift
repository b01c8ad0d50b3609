public import Foundation

/// The translations of the whole product: French sentence → sentence, one table for each other language.
public struct Catalogue: Sendable {
  private var english: [String: String]

  public init() { english = [:] }

  /// Adds a room's `en.json`: one object, French key to English sentence.
  public mutating func add(englishAt file: URL) throws {
    let table = try JSONDecoder().decode([String: String].self, from: try Data(contentsOf: file))
    english.merge(table) { _, newer in newer }
  }

  public var englishKeys: Set<String> { Set(english.keys) }

  func translation(of key: String, in language: Language) -> String? {
    language == .french ? nil : english[key]
  }
}
