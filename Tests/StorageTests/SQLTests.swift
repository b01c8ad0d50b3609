import Localization
import Testing

@testable import Storage

@Suite struct SQLTests {
  @Test("An interpolated value becomes a parameter, never words")
  func binding() {
    let name = "'; DROP TABLE place; --"
    let sql: SQL = "SELECT id FROM place WHERE name = \(name) AND size > \(3)"
    #expect(sql.text == "SELECT id FROM place WHERE name = $1 AND size > $2")
    #expect(sql.values == [.text(name), .integer(3)])
  }

  @Test("Every bindable type has its value, and nothing is null with a type")
  func types() {
    let nothing: Int64? = nil
    let something: String? = "Dax"
    let sql: SQL =
      "\(1) \(Int64(2)) \(1.5) \(true) \("é") \([1, 2] as [UInt8]) \(Instant(milliseconds: 7)) \(nothing) \(something)"
    #expect(
      sql.values == [
        .integer(1), .integer(2), .real(1.5), .integer(1), .text("é"), .blob([1, 2]), .integer(7), .null, .text("Dax"),
      ])
    #expect(sql.kinds == [.integer, .integer, .real, .integer, .text, .blob, .integer, .integer, .text])
  }

  @Test("A fragment is spliced in with its own values, numbered anew")
  func fragments() {
    let condition: SQL = "a = \(1) OR b = \(2)"
    let sql: SQL = "SELECT \(0) WHERE (\(condition)) AND c IN (\(SQL.list(["x", "y"]))) \("z")"
    #expect(sql.text == "SELECT $1 WHERE (a = $2 OR b = $3) AND c IN ($4, $5) $6")
    #expect(sql.values == [.integer(0), .integer(1), .integer(2), .text("x"), .text("y"), .text("z")])
    let many = SQL.list(Array(1...12))
    #expect(("\(0), \(many)" as SQL).text.hasSuffix("$12, $13"))
  }

  @Test("An empty list holds nothing, and conditions are joined")
  func lists() {
    #expect(SQL.list([Int64]()).text == "NULL")
    let conditions: [SQL] = ["a = \(1)", "b = \(2)"]
    #expect(conditions.joined(separator: " AND ").text == "a = $1 AND b = $2")
  }

  @Test("Type words are spelled for each engine, outside texts and comments")
  func typeWords() {
    let script =
      "CREATE TABLE a (id IDENTIFIER, b TEXT, c FLAG DEFAULT 'FLAG', -- TEXT\n d BYTES, \"TEXT\" REAL64, e AS TEXT)"
    #expect(
      TypeWords.spell(script, for: .sqlite)
        == "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT, c INTEGER DEFAULT 'FLAG', -- TEXT\n "
        + "d BLOB, \"TEXT\" REAL, e AS TEXT)"
    )
    #expect(
      TypeWords.spell(script, for: .postgresql).contains(
        "b TEXT COLLATE \"C\", c BIGINT DEFAULT 'FLAG', -- TEXT\n d BYTEA"))
  }
}
