import CSQLite
import Glibc

extension Database {
  /// Writes a whole and consistent copy of the database to a new file of SQLite, while the server runs.
  ///
  /// - Parameter migrations: the schema; only needed on PostgreSQL, whose rows are copied into a file prepared by them.
  public func backup(to path: String, migrations: [Migration] = []) async throws {
    switch location {
    case .file(let source):
      try await PlainThread.run { try BackupFile.make(from: source, to: path) }
    case .server:
      try BackupFile.refuseExisting(path)
      let partial = path + ".partial"
      try BackupFile.remove(partial)
      let file = try Database.open(partial, logger: logger)
      do {
        _ = try await file.migrate(migrations)
        try await copy(to: file)
        await file.close()
      } catch {
        await file.close()
        try BackupFile.remove(partial)
        throw error
      }
      try await PlainThread.run { try BackupFile.publish(partial, as: path) }
      try BackupFile.remove(partial)
    }
  }

  /// Makes a database file from a backup, after checking it; refuses to overwrite, and to write beside what is left of
  /// another database, whose log would be taken for its own.
  public static func restore(_ backup: String, to url: String) async throws {
    guard case .file(let path) = try Location(url) else {
      throw StorageError.copy(.notAFile)
    }
    try await PlainThread.run {
      let lock = try LockFile(databasePath: path)
      defer { lock.release() }
      for rest in ["-wal", "-journal"] { try BackupFile.refuseExisting(path + rest) }
      try BackupFile.make(from: backup, to: path)
    }
  }
}

extension Database {
  /// Renames the files of a database that nobody holds, so that another takes its place; nothing is deleted.
  /// - Parameter stamp: what the new names end by.
  /// - Returns: the new names; none where there was nothing.
  public static func putAside(_ url: String, stamp: String) async throws -> [String] {
    guard case .file(let path) = try Location(url) else { throw StorageError.copy(.notAFile) }
    return try await PlainThread.run {
      let lock = try LockFile(databasePath: path)
      defer { lock.release() }
      var moved: [String] = []
      for rest in ["", "-wal", "-journal", "-shm"] where access(path + rest, F_OK) == 0 {
        let aside = "\(path).\(stamp)\(rest)"
        try BackupFile.refuseExisting(aside)
        guard rename(path + rest, aside) == 0 else {
          throw StorageError.unavailable("\(path + rest): \(String(cString: strerror(errno)))")
        }
        moved.append(aside)
      }
      return moved
    }
  }
}

/// A copy of a database file that appears whole, or not at all.
enum BackupFile {
  static func make(from source: String, to path: String) throws {
    try refuseExisting(path)
    let partial = path + ".partial"
    try remove(partial)
    do {
      try copyPages(from: source, to: partial)
      try publish(partial, as: path)
    } catch {
      try remove(partial)
      throw error
    }
  }

  static func refuseExisting(_ path: String) throws {
    if access(path, F_OK) == 0 { throw StorageError.copy(.exists(path)) }
  }

  /// Copies every page within one read of the source, then checks the result.
  private static func copyPages(from source: String, to path: String) throws {
    let source = try SQLiteConnection(path: source, mode: .read)
    defer { source.close() }
    var target: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let opened = sqlite3_open_v2(path, &target, flags, nil)
    defer { sqlite3_close_v2(target) }
    guard opened == SQLITE_OK, let target else { throw SQLiteError.of(target, code: opened) }
    guard let backup = sqlite3_backup_init(target, "main", source.handle, "main") else {
      throw SQLiteError.of(target, code: sqlite3_extended_errcode(target))
    }
    var code = sqlite3_backup_step(backup, -1)
    var attempts = 0
    while code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED, attempts < 100 {
      usleep(50_000)
      attempts += 1
      code = sqlite3_backup_step(backup, -1)
    }
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw SQLiteError.of(target, code: code) }
    guard finished == SQLITE_OK else { throw SQLiteError.of(target, code: finished) }
    // One file that stands alone, without a log beside it.
    // Pages are copied with what was deleted between their rows: the copy is made anew, and holds what is live alone.
    let alone = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; VACUUM"
    let mode = sqlite3_exec(target, alone, nil, nil, nil)
    guard mode == SQLITE_OK else { throw SQLiteError.of(target, code: mode) }
    let check = try SQLiteConnection(path: path, mode: .read)
    defer { check.close() }
    var answer = ""
    try check.run("PRAGMA integrity_check(1)") { row in
      answer = try row.next()
      return false
    }
    guard answer == "ok" else { throw StorageError.corrupt(answer) }
  }

  /// Gives a finished file its name, on disk, unless the name was taken meanwhile.
  static func publish(_ partial: String, as path: String) throws {
    try synchronise(partial, O_RDWR)
    guard link(partial, path) == 0 else {
      let reason = String(cString: strerror(errno))
      throw StorageError.copy(.uncreated(path, reason: reason))
    }
    unlink(partial)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    try synchronise(folder, O_RDONLY)
  }

  private static func synchronise(_ path: String, _ flags: Int32) throws {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError.unavailable("\(path) cannot be opened") }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StorageError.unavailable("\(path) cannot be brought to disk") }
  }

  static func remove(_ path: String) throws {
    for suffix in ["", "-wal", "-shm", "-journal", ".lock"] {
      guard unlink(path + suffix) != 0, errno != ENOENT else { continue }
      throw StorageError.unavailable("\(path + suffix) cannot be removed")
    }
  }
}
