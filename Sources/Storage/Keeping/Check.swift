import CSQLite
import Glibc

/// What an examination of a database found.
public struct DatabaseCheck: Sendable, Equatable {
  public var engine: Engine
  public var version: String
  /// Names of the migrations that ran, in order.
  public var migrations: [String] = []
  public var sizeBytes: Int64 = 0
  /// What is broken; empty on a sound database.
  public var problems: [Problem] = []
  /// What is not broken but should be known.
  public var warnings: [Warning] = []

  public init(engine: Engine, version: String) {
    self.engine = engine
    self.version = version
  }

  public enum Problem: Sendable, Hashable {
    /// What SQLite says of its file.
    case integrity(String)
    /// A row of this table refers to a row that does not exist.
    case lostReference(table: String)
    /// PostgreSQL holds its texts in something else than UTF-8.
    case encoding(String)
    case invalidIndex(String)
    case uncheckedConstraint(String)
    case damagedPages(Int64)
  }

  public enum Warning: Sendable, Hashable {
    /// Before 3.51.3, two connections that write at once may damage the file; ours is alone to write.
    case oldSQLite
    /// The first start of the server will give it its write-ahead log.
    case noLog
    /// Older than the version with which Coporter is tested.
    case oldPostgreSQL
    /// This setting of the server is off: a power failure can lose or damage what was written.
    case unsafeSetting(String)
  }
}

extension Database {
  /// Examines the whole database without writing. Takes seconds on a large one, on a thread of its own.
  public func check() async throws -> DatabaseCheck {
    try await PlainThread.run { [location] in
      try location.withSnapshot { db in
        var check =
          switch location {
          case .file(let path): try Self.checkFile(path, db)
          case .server: try Self.checkServer(db)
          }
        check.migrations = try db.values("SELECT name FROM migration ORDER BY name")
        return check
      }
    }
  }

  private static func checkFile(_ path: String, _ db: Snapshot) throws -> DatabaseCheck {
    var check = DatabaseCheck(engine: .sqlite, version: String(cString: sqlite3_libversion()))
    if sqlite3_libversion_number() < 3_051_003 { check.warnings.append(.oldSQLite) }
    check.problems = try db.values("PRAGMA integrity_check", as: String.self).filter { $0 != "ok" }
      .map { .integrity($0) }
    try db.forEach("PRAGMA foreign_key_check") { row in
      check.problems.append(.lostReference(table: try row.next(String.self)))
    }
    if try db.value("PRAGMA journal_mode", as: String.self) != "wal" { check.warnings.append(.noLog) }
    var status = stat()
    if stat(path, &status) == 0 { check.sizeBytes = Int64(status.st_size) }
    return check
  }

  private static func checkServer(_ db: Snapshot) throws -> DatabaseCheck {
    let version: String = try db.value("SELECT current_setting('server_version')") ?? "?"
    var check = DatabaseCheck(engine: .postgresql, version: version)
    check.sizeBytes = try db.value("SELECT pg_database_size(current_database())") ?? 0
    let number: Int = try db.value("SELECT CAST(current_setting('server_version_num') AS INTEGER)") ?? 0
    if number < 150_000 { check.warnings.append(.oldPostgreSQL) }
    let encoding: String = try db.value("SELECT current_setting('server_encoding')") ?? "?"
    if encoding != "UTF8" { check.problems.append(.encoding(encoding)) }
    for setting in ["fsync", "full_page_writes"] {
      let value: String? = try db.value("SELECT current_setting(\(setting))")
      if value == "off" { check.warnings.append(.unsafeSetting(setting)) }
    }
    let indexes: [String] = try db.values(
      "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid")
    check.problems += indexes.map { .invalidIndex($0) }
    let constraints: [String] = try db.values("SELECT conname FROM pg_constraint WHERE NOT convalidated")
    check.problems += constraints.map { .uncheckedConstraint($0) }
    let failures: Int64 =
      try db.value("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()") ?? 0
    if failures > 0 { check.problems.append(.damagedPages(failures)) }
    return check
  }
}
extension Location {
  /// Opens a reading connection of one's own for one long snapshot.
  func withSnapshot<T>(_ body: (Snapshot) throws -> T) throws -> T {
    let connection: any Connection =
      switch self {
      case .file(let path): try SQLiteConnection(path: path, mode: .read)
      case .server(let address): try PostgreSQLConnection(address: address)
      }
    defer { connection.close() }
    try connection.beginRead()
    defer { connection.rollback() }
    return try body(Snapshot(connection))
  }
}
