import Localization
import Storage

/// Four places and their supports: what every storage test knows.
enum World {
  static let migrations = [
    Migration(
      name: "202601010000-place",
      sql: """
        CREATE TABLE place (
          id IDENTIFIER,
          name TEXT NOT NULL UNIQUE,
          population INTEGER64 CHECK (population >= 0),
          is_open FLAG NOT NULL DEFAULT 1,
          seen_at INSTANT,
          share REAL64,
          seal BYTES
        );
        """),
    Migration(
      name: "202601020000-support",
      sql: """
        CREATE TABLE support (
          id IDENTIFIER,
          place_id INTEGER64 NOT NULL REFERENCES place (id),
          subject INTEGER64 NOT NULL,
          UNIQUE (place_id, subject)
        );
        """),
  ]

  /// A fresh database with Chambéry, Dax, Vénissieux and Beauvais, numbered 1 to 4.
  static func make(_ engine: Engine) async throws -> Database {
    let database = try await TemporaryDatabase.make(engine)
    _ = try await database.migrate(migrations)
    try await database.write { db in
      for (name, population) in [("Chambéry", 59_000), ("Dax", 21_000), ("Vénissieux", 65_000), ("Beauvais", 56_000)] {
        _ = try db.insert("INSERT INTO place (name, population) VALUES (\(name), \(population)) RETURNING id")
      }
    }
    return database
  }
}

struct Place: RowDecodable, Equatable {
  var id: Int64
  var name: String
  var population: Int?

  init(from row: inout Row) throws {
    id = try row.next()
    name = try row.next()
    population = try row.next()
  }
}
