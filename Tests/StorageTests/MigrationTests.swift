import Storage
import Testing

@Suite struct MigrationTests {
  @Test("Migrations run once, in the order of their names", arguments: Engine.available)
  func once(_ engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    #expect(
      try await database.migrate(World.migrations.reversed()) == ["202601010000-place", "202601020000-support"])
    #expect(try await database.migrate(World.migrations).isEmpty)
    #expect(try await database.isAtLevel(World.migrations))
    await database.close()
  }

  @Test("An altered migration is refused", arguments: Engine.available)
  func altered(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    var migrations = World.migrations
    migrations[0] = Migration(name: migrations[0].name, sql: migrations[0].sql + " ")
    await #expect(throws: StorageError.migration(.altered("202601010000-place"))) {
      try await database.migrate(migrations)
    }
    await database.close()
  }

  @Test("A database prepared by a newer program is refused", arguments: Engine.available)
  func newer(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await #expect(throws: StorageError.migration(.unknown("202601020000-support"))) {
      try await database.migrate([World.migrations[0]])
    }
    await database.close()
  }

  @Test("A failing migration changes nothing, and says which it is", arguments: Engine.available)
  func failing(_ engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    let wrong = Migration(name: "202601030000-wrong", sql: "CREATE TABLE other (id IDENTIFIER); CREATE TABEL wrong;")
    do {
      _ = try await database.migrate(World.migrations + [wrong])
      Issue.record("accepted")
    } catch { #expect("\(error)".contains("202601030000-wrong")) }
    #expect(try await database.migrate(World.migrations).count == 2)
    await database.close()
  }

  @Test(
    "What is not allowed to run changes nothing; it is not asked where nothing is missing", arguments: Engine.available)
  func allowed(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let added = Migration(name: "202601030000-more", sql: "CREATE TABLE more (id IDENTIFIER)")
    await #expect(throws: StorageError.timeout) {
      try await database.migrate(World.migrations + [added]) { missing, _ in
        #expect(missing == [added])
        throw StorageError.timeout
      }
    }
    #expect(try await database.isAtLevel(World.migrations))
    _ = try await database.migrate(World.migrations) { _, _ in Issue.record("nothing is missing") }
    await database.close()
  }

  @Test(
    "A step is safe while a vote is open where its first line says so, with a reason",
    arguments: [
      ("-- Safe while a vote is open: a table of its own.\nSELECT 1", true), ("-- Safe while a vote is open: ", false),
      ("SELECT 1\n-- Safe while a vote is open: no.", false), ("", false),
    ])
  func safety(_ sql: String, _ isSafe: Bool) {
    #expect(Migration(name: "202601030000-more", sql: sql).isSafeWhileVoting == isSafe)
  }

  @Test(
    "A badly named or doubled migration is refused", arguments: ["2026-place", "202601010000place", "abcdefghijkl-x"])
  func names(_ name: String) async throws {
    let database = try await TemporaryDatabase.make(.sqlite)
    await #expect(throws: StorageError.migration(.name(name))) {
      try await database.migrate([Migration(name: name, sql: "SELECT 1")])
    }
    await database.close()
  }
}
