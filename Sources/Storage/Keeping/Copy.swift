/// How far a copy between databases is.
public struct CopyProgress: Sendable, Equatable {
  public var table: String
  public var rows: Int
  public var ofRows: Int
}

extension Database {
  /// Copies every row into another database, whichever the engines, and verifies each of them before it is kept.
  ///
  /// Both must be at the same migrations, and the other one empty. All of it is kept, or nothing.
  /// - Parameter progress: called after each batch, from a thread of the storage.
  /// - Returns: the number of rows.
  @discardableResult
  public func copy(
    to target: Database, progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) async throws -> Int {
    let source = location
    return try await target.write { db in
      try source.withSnapshot { origin in
        try Copy(origin: origin, target: db, progress: progress).run()
      }
    }
  }
}

/// One copy, under way inside one snapshot of the origin and one transaction of the target.
private struct Copy {
  let origin: Snapshot
  let target: Transaction
  let progress: @Sendable (CopyProgress) -> Void

  private static let batchBytes = 4_000_000

  func run() throws -> Int {
    let tables = try Catalogue.tables(of: origin)
    let theirs = try Catalogue.tables(of: target)
    try refuseDifference(tables, theirs)
    let links = try loosenLinks()
    var total = 0
    for table in tables where table.name != "migration" {
      total += try copy(table)
    }
    try tightenLinks(links)
    if target.engine == .postgresql { try renewIdentities(theirs) }
    return total
  }

  private func refuseDifference(_ ours: [CatalogueTable], _ theirs: [CatalogueTable]) throws {
    guard ours.contains(where: { $0.name == "migration" }), ours.map(\.shape) == theirs.map(\.shape) else {
      throw StorageError.copy(.otherTables)
    }
    let migrations: SQL = "SELECT name || ' ' || checksum FROM migration ORDER BY name"
    guard try origin.values(migrations, as: String.self) == target.values(migrations, as: String.self) else {
      throw StorageError.copy(.otherMigrations)
    }
    for table in theirs where table.name != "migration" {
      let hasRows: Bool? = try target.value(SQL(text: "SELECT EXISTS (SELECT 1 FROM \(table.quoted))"))
      if hasRows == true { throw StorageError.copy(.notEmpty(table: table.name)) }
    }
  }

  /// Copies one table, then reads it again and compares it with the origin, row by row in the order of its key.
  private func copy(_ table: CatalogueTable) throws -> Int {
    let count: Int = try origin.value(SQL(text: "SELECT count(*) FROM \(table.quoted)")) ?? 0
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    var batch = Batch(table)
    try origin.forEach(table.selection) { row in
      let values = try table.columns.map { _ in try row.next(Value.self) }
      hashes.append(RowHash.of(values))
      batch.add(values)
      guard batch.isFull(bytes: Self.batchBytes) else { return }
      try batch.flush(into: target)
      progress(CopyProgress(table: table.name, rows: hashes.count, ofRows: count))
    }
    try batch.flush(into: target)
    var position = 0
    try target.forEach(table.selection) { row in
      let values = try table.columns.map { _ in try row.next(Value.self) }
      guard position < hashes.count, hashes[position] == RowHash.of(values) else {
        throw StorageError.copy(.rowDiffers(table: table.name, row: position + 1))
      }
      position += 1
    }
    guard position == hashes.count, position == count else {
      throw StorageError.copy(.countDiffers(table: table.name, here: count, there: position))
    }
    progress(CopyProgress(table: table.name, rows: position, ofRows: count))
    return position
  }

  // MARK: Foreign keys, which come before what they refer to

  /// Lets rows come in any order. Returns what restores the foreign keys.
  private func loosenLinks() throws -> [String] {
    if target.engine == .sqlite {
      try target.script("PRAGMA defer_foreign_keys = ON")
      return []
    }
    let links = try target.rows(
      """
      SELECT CAST(CAST(conrelid AS regclass) AS text), quote_ident(conname), pg_get_constraintdef(oid)
      FROM pg_constraint
      WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)
      """
    ) { row in (table: try row.next(String.self), name: try row.next(String.self), text: try row.next(String.self)) }
    for link in links { try target.script("ALTER TABLE \(link.table) DROP CONSTRAINT \(link.name)") }
    return links.map { "ALTER TABLE \($0.table) ADD CONSTRAINT \($0.name) \($0.text)" }
  }

  private func tightenLinks(_ links: [String]) throws {
    for link in links { try target.script(link) }
    guard target.engine == .sqlite else { return }
    try target.forEach("PRAGMA foreign_key_check") { row in
      throw StorageError.copy(.lostReference(table: try row.next(String.self)))
    }
  }

  /// Has the numbers given by the target begin after those that were copied.
  private func renewIdentities(_ tables: [CatalogueTable]) throws {
    for table in tables {
      guard let identity = table.identity.map(CatalogueTable.quote) else { continue }
      try target.run(
        SQL(
          text: """
            SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(\(identity)), 1), max(\(identity)) IS NOT NULL)
            FROM \(table.quoted)
            """, values: [.text(table.quoted), .text(table.identity ?? "")])
      ) { _ in true }
    }
  }
}

/// Rows on their way, inserted several at a time.
private struct Batch {
  private let table: CatalogueTable
  private var rows: [[Value]] = []
  private var bytes = 0
  /// What each column was last seen to hold, so that nothing has a type too.
  private var kinds: [ValueKind]

  init(_ table: CatalogueTable) {
    self.table = table
    kinds = table.columns.map { _ in .unknown }
  }

  mutating func add(_ values: [Value]) {
    rows.append(values)
    for (index, value) in values.enumerated() {
      if case .null = value { continue }
      kinds[index] = value.kind
      switch value {
      case .text(let text): bytes += text.utf8.count
      case .blob(let blob): bytes += blob.count
      case .null, .integer, .real: bytes += 8
      }
    }
  }

  /// SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
  func isFull(bytes limit: Int) -> Bool {
    rows.count >= min(500, 30_000 / max(1, table.columns.count)) || bytes >= limit
  }

  mutating func flush(into target: Transaction) throws {
    guard !rows.isEmpty else { return }
    var number = 0
    let lines = rows.map { row in
      let parameters = row.map { _ in
        number += 1
        return "$\(number)"
      }
      return "(\(parameters.joined(separator: ", ")))"
    }
    let text = "INSERT INTO \(table.quoted) (\(table.columnList)) VALUES \(lines.joined(separator: ", "))"
    let values = rows.flatMap { $0 }
    let kinds = rows.flatMap { row in zip(row, self.kinds).map { $0 == .null ? $1 : $0.kind } }
    try target.execute(SQL(text: text, values: values, kinds: kinds))
    rows.removeAll(keepingCapacity: true)
    bytes = 0
  }
}

/// FNV-1a of a row, the same for the same values on both engines.
private enum RowHash {
  static func of(_ values: [Value]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    func add(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { add($0) } }
    for value in values {
      add([value.kind.rawValue])
      switch value {
      case .null: break
      case .integer(let integer): add(UInt64(bitPattern: integer))
      case .real(let real): add(real.bitPattern)
      case .text(let text):
        add(UInt64(text.utf8.count))
        add(text.utf8)
      case .blob(let blob):
        add(UInt64(blob.count))
        add(blob)
      }
    }
    return hash
  }
}
