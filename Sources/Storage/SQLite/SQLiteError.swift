import CSQLite
import Glibc

/// Tells what an error of SQLite means. Its messages name tables, columns and words of the statement, never bound
/// values.
enum SQLiteError {
  /// - Parameter cause: `errno` as the call left it, which SQLite does not always keep (a failed COMMIT).
  static func of(_ handle: OpaquePointer?, code: Int32, cause: Int32 = 0) -> StorageError {
    let message = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "error \(code)"
    switch code & 0xFF {
    case SQLITE_CONSTRAINT: return constraint(code, message)
    case SQLITE_FULL: return .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(message)
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_INTERRUPT: return .timeout
    case SQLITE_IOERR, SQLITE_CANTOPEN:
      let told = handle.map { sqlite3_system_errno($0) } ?? 0
      let cause = told == 0 ? cause : told
      if cause == ENOSPC || cause == EDQUOT || cause == EFBIG { return .full }
      let reason = cause == 0 ? "" : ", \(String(cString: strerror(cause)))"
      return .unavailable("\(message) (\(code)\(reason))")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_NOMEM, SQLITE_NOLFS, SQLITE_PROTOCOL:
      return .unavailable("\(message) (\(code))")
    default: return .statement(message)
    }
  }

  /// Reads "UNIQUE constraint failed: support.contribution_id, support.organisation_id" and its likes.
  private static func constraint(_ code: Int32, _ message: String) -> StorageError {
    let subject = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init)
    var constraint = StorageError.Constraint(kind: .check)
    switch code {
    case sqliteConstraint(6), sqliteConstraint(8), sqliteConstraint(10): constraint.kind = .unique
    case sqliteConstraint(3): constraint.kind = .foreignKey
    case sqliteConstraint(5): constraint.kind = .notNull
    default:
      constraint.name = subject
      return .constraint(constraint)
    }
    for place in subject?.split(separator: ", ") ?? [] {
      if place.hasPrefix("index '") {
        constraint.name = String(place.dropFirst(7).dropLast())
        continue
      }
      let names = place.split(separator: ".", maxSplits: 1)
      guard names.count == 2 else { continue }
      constraint.table = String(names[0])
      constraint.columns.append(String(names[1]))
    }
    return .constraint(constraint)
  }

  /// The extended codes, `SQLITE_CONSTRAINT | (n << 8)`, are expressions that Swift does not see: 3 foreign key, 5
  /// not null, 6 primary key, 8 unique, 10 rowid.
  private static func sqliteConstraint(_ number: Int32) -> Int32 { SQLITE_CONSTRAINT | (number << 8) }
}
