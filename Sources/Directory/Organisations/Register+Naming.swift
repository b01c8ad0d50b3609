import Retrieval
package import Storage

extension Register {
  /// What somebody meant who typed a name or a code.
  package enum Meant: Sendable, Equatable {
    case one(Organisation)
    /// Those among which she has to choose; none where the directory knows nothing like it.
    case oneOf([Organisation])
  }

  /// The body whose SIREN, INSEE code or whole name was typed, with its department or without, whatever the accents;
  /// those that resemble it where that is none, or several.
  package func meant(by typed: String) async throws -> Meant {
    let ids = await find(typed, limit: Self.resembling)
    return try await database.read { db in
      let found = try Organisation.with(ids: ids, db)
      let exact = found.filter { self.isWhole(typed, $0) }
      let called = exact.isEmpty ? try Organisation.called(typed, db) : exact
      if called.count == 1 { return .one(called[0]) }
      return .oneOf(called.isEmpty ? found : called)
    }
  }

  private static let resembling = 8

  private func isWhole(_ typed: String, _ organisation: Organisation) -> Bool {
    let words = Folding.words(typed)
    return !words.isEmpty
      && (words == Folding.words(organisation.name) || words == Folding.words(places.fullName(of: organisation)))
  }
}

extension Organisation {
  /// Those that bear this token, SIREN, INSEE code or very name, as a file of another gives it.
  package static func called(_ text: String, _ db: Snapshot) throws -> [Organisation] {
    let digits = text.filter { $0 != " " && $0 != "\u{A0}" }
    for condition: SQL in [
      "token = \(text)", "siren = \(digits)", "insee_code = \(text) AND kind = \(OrganisationKind.commune.rawValue)",
      "name = \(text)",
    ] {
      let found: [Organisation] = try db.rows(
        "SELECT \(columns) FROM organisation WHERE \(condition) ORDER BY population DESC, id LIMIT 9")
      if !found.isEmpty { return found }
    }
    return []
  }

  /// In no order; one that is unknown is left out.
  package static func with(tokens: [String], _ db: Snapshot) throws -> [Organisation] {
    guard !tokens.isEmpty else { return [] }
    return try db.rows("SELECT \(columns) FROM organisation WHERE token IN (\(SQL.list(tokens)))")
  }
}
