/// A table as the database itself describes it.
struct CatalogueTable: Sendable, Hashable {
  var name: String
  var columns: [String]
  /// The columns of the primary key; empty when there is none.
  var key: [String]
  /// The column that PostgreSQL numbers by itself.
  var identity: String?

  /// What must be the same on two engines.
  var shape: [String] { [name] + columns.sorted() }

  var quoted: String { Self.quote(name) }
  var columnList: String { columns.map(Self.quote).joined(separator: ", ") }

  /// Every row, in an order that both engines give.
  var selection: SQL {
    let order = (key.isEmpty ? columns : key).map { Self.quote($0) + " NULLS FIRST" }.joined(separator: ", ")
    return SQL(text: "SELECT \(columnList) FROM \(quoted) ORDER BY \(order)")
  }

  static func quote(_ name: String) -> String { "\"\(name.split(separator: "\"").joined(separator: "\"\""))\"" }
}

/// The tables of a database, by name.
enum Catalogue {
  static func tables(of db: Snapshot) throws -> [CatalogueTable] {
    let names: [String] =
      switch db.engine {
      case .sqlite:
        try db.values("SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")
      case .postgresql:
        try db.values(
          """
          SELECT relname FROM pg_class
          WHERE relkind IN ('r', 'p') AND relnamespace = CAST(current_schema() AS regnamespace)
          """)
      }
    return try names.sorted().map { name in
      try db.engine == .sqlite ? fileTable(name, db) : serverTable(name, db)
    }
  }

  private static func fileTable(_ name: String, _ db: Snapshot) throws -> CatalogueTable {
    let columns = try db.rows("SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY cid") { row in
      (name: try row.next(String.self), key: try row.next(Int.self))
    }
    let key = columns.filter { $0.key > 0 }.sorted { $0.key < $1.key }
    return CatalogueTable(name: name, columns: columns.map(\.name), key: key.map(\.name), identity: nil)
  }

  private static func serverTable(_ name: String, _ db: Snapshot) throws -> CatalogueTable {
    let columns = try db.rows(
      """
      SELECT a.attname, a.attidentity <> '',
        coalesce((SELECT array_position(CAST(i.indkey AS smallint[]), a.attnum) FROM pg_index i
          WHERE i.indrelid = c.oid AND i.indisprimary), -1)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relname = \(name) AND c.relnamespace = CAST(current_schema() AS regnamespace)
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY a.attnum
      """
    ) { row in
      (name: try row.next(String.self), isIdentity: try row.next(Bool.self), key: try row.next(Int.self))
    }
    let key = columns.filter { $0.key >= 0 }.sorted { $0.key < $1.key }
    return CatalogueTable(
      name: name, columns: columns.map(\.name), key: key.map(\.name),
      identity: columns.first { $0.isIdentity }?.name)
  }
}
