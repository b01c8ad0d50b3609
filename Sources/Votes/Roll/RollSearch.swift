import Directory
import Platform
import Storage

/// One organisation looked for by its name in a public list of a vote.
struct RollSearch: Sendable {
  /// More than bear any one name.
  private static let most = 1_000

  var query: String
  /// Those of this name in the register; nil where nothing is looked for.
  private var found: [Int64]?

  init(_ visit: Visit, in register: Register) async {
    query = String((visit.query["q"] ?? "").prefix(Limits.searchCharacters)).trimmed
    found = query.isEmpty ? nil : await register.find(query, limit: Self.most)
  }

  /// Lets through the rows whose `column` is one of them.
  func among(_ column: SQL) -> SQL { found.map { "\(column) IN (\(SQL.list($0)))" } ?? "1 = 1" }

  /// Where a page of what is looked for stands.
  func address(_ list: String, page: Int) -> String {
    list + "?page=\(page)" + (query.isEmpty ? "" : "&q=" + percentEncoded(query))
  }
}
