/// What can go wrong between the program and its database. No case carries a bound value.
public enum StorageError: Error, Sendable, Equatable {
  /// The rules of the schema refused the write; nothing is broken.
  case constraint(Constraint)
  /// The database cannot be reached, or stopped accepting writes; the text says why.
  case unavailable(String)
  /// No space is left, or a size limit is reached.
  case full
  case corrupt(String)
  /// Another process held the database for too long, or a deadline passed.
  case timeout
  case migration(MigrationError)
  /// A column (from 0) does not hold what the program expected.
  case decoding(column: Int, expected: String)
  /// The statement itself is wrong: a mistake of ours.
  case statement(String)
  /// A copy whose verification found a difference, or that cannot start.
  case copy(String)

  public struct Constraint: Sendable, Hashable {
    public enum Kind: String, Sendable { case unique, foreignKey, check, notNull }
    public var kind: Kind
    /// Unknown for a foreign key on SQLite.
    public var table: String?
    /// In the order of the index; empty when the engine does not tell.
    public var columns: [String]
    /// The name of the constraint, where the engine tells it (PostgreSQL always, SQLite for `CHECK`).
    public var name: String?

    public init(kind: Kind, table: String? = nil, columns: [String] = [], name: String? = nil) {
      self.kind = kind
      self.table = table
      self.columns = columns
      self.name = name
    }
  }

  /// The constraint that refused the write, if that is what happened.
  public var constraint: Constraint? {
    if case .constraint(let constraint) = self { constraint } else { nil }
  }

  /// Whether a unique rule on exactly these columns (in any order) refused the write.
  public func isDuplicate(in table: String, on columns: String...) -> Bool {
    guard let constraint, constraint.kind == .unique, constraint.table == table else { return false }
    return Set(constraint.columns) == Set(columns)
  }

  /// Whether the connection or the database itself failed, so that the connection must be opened anew.
  var breaksConnection: Bool {
    switch self {
    case .unavailable, .corrupt: true
    case .constraint, .full, .timeout, .migration, .decoding, .statement, .copy: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .constraint(let constraint):
      let place = [constraint.table.map { "table \($0)" }, constraint.name].compactMap { $0 }
      return (["The database refused the write (\(constraint.kind.rawValue))"] + place + constraint.columns)
        .joined(separator: ", ") + "."
    case .unavailable(let reason): return "The database is not available: \(reason)."
    case .full: return "The database has no space left, or reached a size limit: nothing was written."
    case .corrupt(let reason): return "The database is damaged: \(reason)."
    case .timeout: return "The database was held by another for too long: nothing was written."
    case .migration(let error): return error.description
    case .decoding(let column, let expected): return "Column \(column) does not hold \(expected)."
    case .statement(let reason): return "The statement is wrong: \(reason)."
    case .copy(let reason): return "The copy stopped: \(reason)."
    }
  }
}

/// Why a schema was not brought to level. Nothing was changed.
public enum MigrationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Its name is not `YYYYMMDDHHMM-name`, or appears twice.
  case name(String)
  /// It ran here with another text.
  case altered(String)
  /// It ran here, and this program does not know it.
  case unknown(String)
  case failed(String, String)

  public var description: String {
    switch self {
    case .name(let name):
      "The migration “\(name)” must be named YYYYMMDDHHMM-name, once."
    case .altered(let name):
      "The migration “\(name)” was altered since it ran on this database. Restore its text and add a new migration."
    case .unknown(let name):
      "This database was prepared by a newer version of the program (migration “\(name)”). Install that version."
    case .failed(let name, let reason):
      "The migration “\(name)” failed and nothing was changed: \(reason)"
    }
  }
}
