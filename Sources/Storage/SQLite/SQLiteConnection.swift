import CSQLite
import Glibc

/// A conversation with a database file of SQLite, through its C API.
final class SQLiteConnection: Connection {
  enum Mode { case create, write, read }

  let path: String
  let mode: Mode
  var engine: Engine { .sqlite }
  private(set) var isLost = false

  let handle: OpaquePointer
  private var isOpen = true
  private var statements: [String: SQLiteStatement] = [:]
  private let identity: FileIdentity?

  /// Pages that the log may hold before they are brought into the database file (4 kB each).
  private static let checkpointPages: Int32 = 1000
  private static let statementLimit = 300

  init(path: String, mode: Mode, busyMilliseconds: Int32 = 5000) throws {
    self.path = path
    self.mode = mode
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch mode {
    case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .write: flags |= SQLITE_OPEN_READWRITE
    case .read: flags |= SQLITE_OPEN_READONLY
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError.of(opened, code: code)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    identity = FileIdentity(path: path)
    sqlite3_busy_timeout(handle, busyMilliseconds)
    do { try prepareSession() } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  private func prepareSession() throws {
    // LIKE tells case apart as on PostgreSQL; no mapped memory, so that an I/O error is an error and not a signal.
    try script("PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON")
    guard mode != .read else { return }
    let journal: String? = try first("PRAGMA journal_mode = WAL")
    guard journal == "wal" else { throw StorageError.unavailable("the write-ahead log cannot be used in this folder") }
    try script(
      """
      PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;
      PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON
      """)
    logPages.initialize(to: 0)
    sqlite3_wal_hook(
      handle,
      { pointer, _, _, pages in
        pointer?.assumingMemoryBound(to: Int32.self).pointee = pages
        return SQLITE_OK
      }, logPages)
  }

  /// Pages now in the log, told by SQLite after each commit.
  private let logPages = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  private func first<T: ColumnDecodable>(_ sql: SQL) throws -> T? {
    var result: T?
    try run(sql) { row in
      result = try row.next()
      return false
    }
    return result
  }

  // MARK: Statements

  @discardableResult
  func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int {
    let statement = try statement(for: sql.text)
    defer { statement.giveBack() }
    try bind(sql, to: statement.pointer)
    let before = sqlite3_total_changes64(handle)
    let columnCount = sqlite3_column_count(statement.pointer)
    var wantsMore = true
    errno = 0
    while true {
      let code = sqlite3_step(statement.pointer)
      if code == SQLITE_DONE { break }
      guard code == SQLITE_ROW else { throw failure(code) }
      guard wantsMore else { continue }
      var row = Row(.sqlite(SQLiteRow(statement: statement.pointer, columnCount: columnCount)))
      wantsMore = try visit(&row)
      // A statement that writes is always run to its end.
      if !wantsMore, sqlite3_stmt_readonly(statement.pointer) != 0 { break }
    }
    return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
  }

  func stream(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws { try run(sql, visit) }

  func script(_ text: String) throws {
    errno = 0
    let code = sqlite3_exec(handle, text, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func statement(for text: String) throws -> SQLiteStatement {
    if let known = statements[text], !known.isTaken {
      known.isTaken = true
      return known
    }
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else {
      if code == SQLITE_OK { throw StorageError.statement("it is empty") }
      throw failure(code)
    }
    let statement = SQLiteStatement(pointer)
    guard statements[text] == nil else { return statement }
    if statements.count >= Self.statementLimit { statements = statements.filter { $0.value.isTaken } }
    statements[text] = statement
    return statement
  }

  private func bind(_ sql: SQL, to statement: OpaquePointer) throws {
    for (index, value) in sql.values.enumerated() {
      let position = Int32(index + 1)
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(statement, position)
      case .integer(let integer): code = sqlite3_bind_int64(statement, position, integer)
      case .real(let real): code = sqlite3_bind_double(statement, position, real)
      case .text(var text):
        code = try text.withUTF8 { bytes in
          guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return sqlite3_bind_text(statement, position, "", 0, transient)
          }
          guard memchr(start, 0, bytes.count) == nil else {
            throw StorageError.statement("a text holds the character U+0000")
          }
          let count = Int32(bytes.count)
          return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            sqlite3_bind_text(statement, position, $0, count, transient)
          }
        }
      case .blob(let bytes):
        code =
          bytes.isEmpty
          ? sqlite3_bind_zeroblob(statement, position, 0)
          : sqlite3_bind_blob(statement, position, bytes, Int32(bytes.count), transient)
      }
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  private func failure(_ code: Int32) -> StorageError {
    let cause = errno
    let error = SQLiteError.of(handle, code: code, cause: cause)
    if error.breaksConnection { isLost = true }
    return error
  }

  // MARK: Transactions

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func beginRead() throws { try run("BEGIN") }

  func beginWrite() throws {
    // A deleted or replaced file would take writes that nobody can find again.
    guard let identity, FileIdentity(path: path) == identity else {
      isLost = true
      throw StorageError.unavailable("the file \(path) has vanished or was replaced")
    }
    try run("BEGIN IMMEDIATE")
  }

  func commit() throws {
    do { try run("COMMIT") } catch {
      // After a failed fsync nothing that SQLite remembers may be trusted.
      let isRefusal = (error as? StorageError)?.constraint != nil
      if mode != .read, !isRefusal { isLost = true }
      throw error
    }
  }

  func rollback() {
    guard isInTransaction else { return }
    do { try run("ROLLBACK") } catch { isLost = true }
  }

  // Nothing is a journey away.
  func post(_ sql: SQL) throws { try run(sql) }
  func pay() throws {}
  func forget() {}
  func serverAdvance() throws -> Int64? { nil }

  func savepoint() throws { try run("SAVEPOINT w") }
  func releaseSavepoint() throws { try run("RELEASE w") }
  func rollbackToSavepoint() throws {
    try run("ROLLBACK TO w")
    try run("RELEASE w")
  }

  /// Brings the log into the database file when it has grown; a failed fsync there counts as one in a commit.
  func settle() throws {
    guard mode != .read, logPages.pointee >= Self.checkpointPages else { return }
    // Past 64 MB the log starts again from its beginning, for which readers must let go for an instant.
    errno = 0
    let isLong = logPages.pointee > 16 * Self.checkpointPages
    let code = sqlite3_wal_checkpoint_v2(
      handle, nil, isLong ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    guard code & 0xFF != SQLITE_BUSY, code & 0xFF != SQLITE_LOCKED, code != SQLITE_OK else { return }
    isLost = true
    throw failure(code)
  }

  /// What is deleted is overwritten at once, but rows that once moved from page to page leave copies between others:
  /// the whole file is made anew, and the log, which holds the old pages, is emptied.
  func rewrite() throws {
    try script("VACUUM")
    errno = 0
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    guard code != SQLITE_OK else { return }
    guard code & 0xFF != SQLITE_BUSY, code & 0xFF != SQLITE_LOCKED else { throw StorageError.timeout }
    throw failure(code)
  }

  /// Proves that the file is whole and that a commit reaches the disk. Also overwrites what an earlier failed commit
  /// left in the log, so that a crash cannot bring back a write that was refused.
  func prove() throws {
    let version: Int64 = try first("PRAGMA user_version") ?? 0
    try beginWrite()
    do {
      try script("PRAGMA user_version = \(version)")
      try commit()
    } catch {
      rollback()
      throw error
    }
    let answer: String? = try first("PRAGMA quick_check(1)")
    guard answer == "ok" else { throw StorageError.corrupt(answer ?? "no answer") }
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    isLost = true
    statements.removeAll()
    sqlite3_close_v2(handle)
    logPages.deallocate()
  }
}

/// A prepared statement, and whether somebody stands on it.
final class SQLiteStatement {
  let pointer: OpaquePointer
  var isTaken = true

  init(_ pointer: OpaquePointer) { self.pointer = pointer }
  deinit { sqlite3_finalize(pointer) }

  func giveBack() {
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
    isTaken = false
  }
}

/// Which file a path leads to.
struct FileIdentity: Equatable {
  let device: dev_t
  let number: ino_t

  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
  }
}

/// `SQLITE_TRANSIENT`, a cast that Swift does not see: SQLite copies what it is given.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
