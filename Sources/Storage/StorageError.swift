/// What can go wrong between the program and its database. No case carries a bound value.
public enum StorageError: Error, Sendable, Equatable {
  /// The rules of the schema refused the write; nothing is broken.
  case constraint(Constraint)
  /// The database cannot be reached, or stopped accepting writes; the text says why.
  case unavailable(String)
  /// Another process writes to this file of SQLite: its number, where it is known. Nothing was changed.
  case held(file: String, process: Int?)
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
  case copy(CopyError)

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
    case .held, .constraint, .full, .timeout, .migration, .decoding, .statement, .copy: false
    }
  }

  /// Whether the database, and not what was asked of it, is at fault: the same write may succeed once it is back.
  public var isOutage: Bool {
    switch self {
    case .unavailable, .held, .full, .corrupt, .timeout: true
    case .constraint, .migration, .decoding, .statement, .copy: false
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
    case .held(let file, let process):
      let number = process.map { " (\($0))" } ?? ""
      return "Another process\(number) writes to \(file): stop it first, or use its own pages. Nothing was changed."
    case .full: return "The database has no space left, or reached a size limit: nothing was written."
    case .corrupt(let reason): return "The database is damaged: \(reason)."
    case .timeout: return "The database was held by another for too long: nothing was written."
    case .migration(let error): return error.description
    case .decoding(let column, let expected): return "Column \(column) does not hold \(expected)."
    case .statement(let reason): return "The statement is wrong: \(reason)."
    case .copy(let error): return error.description
    }
  }
}

/// Why a copy, a backup or a restore did not start, or kept nothing.
public enum CopyError: Error, Sendable, Equatable, CustomStringConvertible {
  case exists(String)
  case uncreated(String, reason: String)
  /// A backup is restored to a file.
  case notAFile
  case otherTables
  case otherMigrations
  case notEmpty(table: String)
  /// The verification found another row (from 1), or another number of them.
  case rowDiffers(table: String, row: Int)
  case countDiffers(table: String, here: Int, there: Int)
  case lostReference(table: String)

  public var description: String {
    switch self {
    case .exists(let file): "\(file) exists already and is left as it is."
    case .uncreated(let file, let reason): "\(file) cannot be created: \(reason)."
    case .notAFile: "A backup is restored to a file; copy that file to a server afterwards."
    case .otherTables: "The two databases do not have the same tables; bring both to the same version first."
    case .otherMigrations: "The two databases are not at the same migrations."
    case .notEmpty(let table): "The table \(table) of the target is not empty."
    case .rowDiffers(let table, let row): "Row \(row) of \(table) is not the same in the target."
    case .countDiffers(let table, let here, let there): "\(table) has \(here) rows here and \(there) in the target."
    case .lostReference(let table): "A row of \(table) refers to a row that does not exist."
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
