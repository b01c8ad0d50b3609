import Localization
import Storage
import Testing

@Suite struct DatabaseTests {
  @Test("Rows decode by position, in the order that was asked", arguments: Engine.available)
  func rows(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let places = try await database.read { db in
      try db.rows("SELECT id, name, population FROM place WHERE population > \(50_000) ORDER BY name", as: Place.self)
    }
    #expect(places.map(\.name) == ["Beauvais", "Chambéry", "Vénissieux"])
    #expect(places.map(\.id) == [4, 1, 3])
    let dax = try await database.read { db in
      try db.first("SELECT id, name, population FROM place WHERE name = \("Dax")", as: Place.self)
    }
    #expect(dax?.population == 21_000)
    await database.close()
  }

  @Test("Every type comes back as it went in, nothing included", arguments: Engine.available)
  func types(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let seal: [UInt8] = [0, 1, 127, 128, 255]
    let seen = Instant(milliseconds: 1_615_827_600_000)
    let identifier = try await database.write { db in
      try db.insert(
        """
        INSERT INTO place (name, population, is_open, seen_at, share, seal)
        VALUES (\("L’Haÿ « 名 »"), \(Int64.max), \(false), \(seen), \(0.1), \(seal)) RETURNING id
        """)
    }
    let whole = try await database.read { db in
      try db.first(
        "SELECT name, population, is_open, seen_at, share, seal FROM place WHERE id = \(identifier)",
        as: Everything.self)
    }
    #expect(
      whole
        == Everything(name: "L’Haÿ « 名 »", population: .max, isOpen: false, seenAt: seen, share: 0.1, seal: seal))
    let bare = try await database.read { db in
      try db.first(
        "SELECT name, 0, is_open, seen_at, share, seal FROM place WHERE id = \(1)", as: Everything.self)
    }
    #expect(
      bare == Everything(name: "Chambéry", population: 0, isOpen: true, seenAt: nil, share: nil, seal: nil))
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 5)
    #expect(
      try await database.read { db in try db.value("SELECT sum(population) FROM place WHERE id < 5", as: Int.self) }
        == 201_000)
    #expect(
      try await database.read { db in try db.value("SELECT EXISTS (SELECT 1 FROM place WHERE id = \(1))", as: Bool.self)
      } == true)
    await database.close()
  }

  @Test("A column of another type is a clear error", arguments: Engine.available)
  func decoding(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await #expect(throws: StorageError.decoding(column: 0, expected: "an integer")) {
      try await database.read { db in try db.values("SELECT name FROM place", as: Int.self) }
    }
    await #expect(throws: StorageError.decoding(column: 0, expected: "a text")) {
      try await database.read { db in try db.values("SELECT id FROM place", as: String.self) }
    }
    // The connections are still good.
    #expect(
      try await database.read { db in try db.values("SELECT id FROM place ORDER BY id", as: Int.self) } == [1, 2, 3, 4])
    await database.close()
  }

  @Test("A refused write says which rule refused it, and leaves nothing", arguments: Engine.available)
  func constraints(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    func refusal(_ sql: SQL) async -> StorageError.Constraint? {
      do {
        _ = try await database.write { db in try db.execute(sql) }
        return nil
      } catch { return (error as? StorageError)?.constraint }
    }
    let name = await refusal("INSERT INTO place (name) VALUES (\("Dax"))")
    #expect(name?.kind == .unique && name?.table == "place" && name?.columns == ["name"])
    _ = try await database.write { db in try db.execute("INSERT INTO support (place_id, subject) VALUES (\(1), \(2))") }
    let pair = await refusal("INSERT INTO support (place_id, subject) VALUES (\(1), \(2))")
    #expect(pair?.kind == .unique && pair?.columns == ["place_id", "subject"])
    #expect(await refusal("INSERT INTO support (place_id, subject) VALUES (\(99), \(2))")?.kind == .foreignKey)
    #expect(await refusal("INSERT INTO place (name, population) VALUES (\("Pau"), \(-1))")?.kind == .check)
    let missing = await refusal("INSERT INTO place (population) VALUES (\(1))")
    #expect(missing?.kind == .notNull && missing?.columns == ["name"])
    #expect(try await database.read { db in try db.value("SELECT count(*) FROM place", as: Int.self) } == 4)
    #expect(database.isWriterAlive)
    await database.close()
  }

  @Test("An error never carries a bound value", arguments: Engine.available)
  func discretion(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let secret = "marie.durand@wanadoo.example"
    _ = try await database.write { db in try db.execute("INSERT INTO place (name) VALUES (\(secret))") }
    let statements: [SQL] = [
      "INSERT INTO place (name) VALUES (\(secret))", "SELECT CAST(\(secret) AS INTEGER) + nothing FROM place",
      "INSERT INTO place (name, population) VALUES (\(secret), \(-5))", "INSERT INTO absent VALUES (\(secret))",
    ]
    for statement in statements {
      do {
        _ = try await database.write { db in try db.execute(statement) }
        Issue.record("accepted")
      } catch { #expect(!"\(error)".contains("marie") && !"\(error)".contains("-5")) }
    }
    await database.close()
  }

  @Test("The number of changed rows is told", arguments: Engine.available)
  func changes(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let changes = try await database.write { db in
      [
        try db.execute("UPDATE place SET population = \(1) WHERE id < \(3)"),
        try db.execute("DELETE FROM place WHERE id = \(99)"), try db.execute("DELETE FROM place WHERE id = \(4)"),
      ]
    }
    #expect(changes == [2, 0, 1])
    await database.close()
  }

  @Test("Two statements with the same words may be read one inside the other", arguments: Engine.available)
  func nested(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    let pairs = try await database.read { db in
      var pairs = 0
      try db.forEach("SELECT id FROM place") { _ in
        try db.forEach("SELECT id FROM place") { _ in pairs += 1 }
        pairs += try db.values("SELECT id FROM place", as: Int.self).count
      }
      return pairs
    }
    #expect(pairs == 32)
    await database.close()
  }

  @Test("Upper and lower case differ in LIKE, and texts sort by their bytes", arguments: Engine.available)
  func sameMeaning(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    #expect(
      try await database.read { db in try db.values("SELECT id FROM place WHERE name LIKE 'd%'", as: Int.self) } == [])
    _ = try await database.write { db in try db.execute("INSERT INTO place (name) VALUES (\("aa")), (\("Écully"))") }
    let names = try await database.read { db in try db.values("SELECT name FROM place ORDER BY name", as: String.self) }
    #expect(names == ["Beauvais", "Chambéry", "Dax", "Vénissieux", "aa", "Écully"])
    await database.close()
  }

  @Test("A closed database refuses clearly", arguments: Engine.available)
  func closed(_ engine: Engine) async throws {
    let database = try await World.make(engine)
    await database.close()
    await #expect(throws: StorageError.self) {
      try await database.read { db in try db.values("SELECT 1", as: Int.self) }
    }
    await #expect(throws: StorageError.self) {
      try await database.write { db in try db.execute("DELETE FROM support") }
    }
    #expect(!database.isWriterAlive)
  }
}

/// One column of each type.
private struct Everything: RowDecodable, Equatable {
  var name: String
  var population: Int64
  var isOpen: Bool
  var seenAt: Instant?
  var share: Double?
  var seal: [UInt8]?
}

extension Everything {
  init(from row: inout Row) throws {
    name = try row.next()
    population = try row.next()
    isOpen = try row.next()
    seenAt = try row.next()
    share = try row.next()
    seal = try row.next()
  }
}
