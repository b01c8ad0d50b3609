import Localization

/// What one address is sent, by a form or by a program: its fields by name, and how they are read. What makes it
/// valid is on the thing that it is about; the refusal comes back beside its field, with what was typed.
package protocol Input: Sendable {
  /// All that it may bear; a program that sends another is refused, whatever that one is called (SECURITY 21).
  static var fields: Set<String> { get }
  /// How names begin that are not known before they are read: the questions of a questionnaire.
  static var prefixes: Set<String> { get }
  init(_ visit: Visit)
}

/// For an act that needs nothing but its address.
package struct NoInput: Input {
  package static let fields: Set<String> = []
  package init(_ visit: Visit) {}
}

/// A refusal that stands beside a field.
package protocol FieldRefusal: Refusal {
  var field: String { get }
}

/// Fields that no such input has, told to a program.
struct UnknownFields: Refusal, Equatable {
  static let shown = 20
  var names: [String]
  var status: Int { 422 }
  var sentence: Phrase { t("Ces champs ne sont pas connus ici.") }
}

extension Input {
  package static var prefixes: Set<String> { [] }

  /// Read once it is known that the visitor may.
  static func read(_ visit: Visit) throws -> Self {
    if visit.isFromProgram {
      let unknown = Set(visit.form.pairs.map(\.name)).subtracting(fields).subtracting([Door.tokenField])
        .filter { name in !prefixes.contains { name.hasPrefix($0) } }
      guard unknown.isEmpty else {
        let shown = unknown.sorted().prefix(UnknownFields.shown).map { String($0.prefix(100)) }
        throw UnknownFields(names: shown)
      }
    }
    return Self(visit)
  }
}

extension Visit {
  /// A person gets the page again, with the refusal and what was typed; a program gets the refusal itself.
  package func refuse(_ refusal: some Refusal, _ page: () async throws -> Answer) async throws -> Answer {
    guard !wantsJSON else { throw refusal }
    return try await page()
  }
}
