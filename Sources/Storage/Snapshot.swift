/// A read: everything seen through it is of one instant. Lives as long as the body it is given to.
public class Snapshot {
  let connection: any Connection

  init(_ connection: any Connection) { self.connection = connection }

  public var engine: Engine { connection.engine }

  public func rows<T: RowDecodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
    try rows(sql) { row in try T(from: &row) }
  }

  public func rows<T>(_ sql: SQL, _ decode: (inout Row) throws -> T) throws -> [T] {
    var result: [T] = []
    try run(sql) { row in
      result.append(try decode(&row))
      return true
    }
    return result
  }

  public func first<T: RowDecodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
    try first(sql) { row in try T(from: &row) }
  }

  public func first<T>(_ sql: SQL, _ decode: (inout Row) throws -> T) throws -> T? {
    var result: T?
    try run(sql) { row in
      result = try decode(&row)
      return false
    }
    return result
  }

  /// The first column of the first row; nil when there is no row or the column is null.
  public func value<T: ColumnDecodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
    try first(sql) { row in try row.next(T?.self) } ?? nil
  }

  /// The first column of each row.
  public func values<T: ColumnDecodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
    try rows(sql) { row in try row.next() }
  }

  /// Shows each row as it comes, so that a long answer is never whole in memory.
  public func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    try connection.stream(sql) { row in
      try body(&row)
      return true
    }
  }

  @discardableResult
  func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int {
    try connection.run(sql, visit)
  }
}

/// A write: all of it is on disk when `Database.write` returns, or none of it.
///
/// After a statement has failed, the transaction only accepts to be abandoned, on both engines alike; what may fail
/// and be survived goes into `attempt`.
public final class Transaction: Snapshot {
  /// The failure that condemned it.
  private(set) var failure: (any Error)?
  private var depth = 0

  /// Runs a statement and returns the number of rows it changed.
  @discardableResult
  public func execute(_ sql: SQL) throws -> Int {
    try run(sql) { _ in true }
  }

  /// Runs a statement of which nothing is asked; where an engine is a journey away, it travels with the next. Its
  /// failure is that of the next statement, or of the write.
  public func post(_ sql: SQL) throws {
    if let failure { throw failure }
    do { try connection.post(sql) } catch {
      failure = error
      throw error
    }
  }

  /// Waits for what was only posted.
  func pay() throws {
    if let failure { throw failure }
    do { try connection.pay() } catch {
      failure = error
      throw error
    }
  }

  /// Runs an insertion that ends with `RETURNING id` and returns that identifier.
  public func insert(_ sql: SQL) throws -> Int64 {
    guard let identifier: Int64 = try value(sql) else {
      throw StorageError.statement("an insertion returned no identifier")
    }
    return identifier
  }

  /// Runs a part that may fail alone: its own writes are undone, the rest of the transaction goes on.
  @discardableResult
  public func attempt<T>(_ body: () throws -> T) throws -> T {
    if let failure { throw failure }
    let name = "attempt_\(depth)"
    try connection.script("SAVEPOINT \(name)")
    depth += 1
    defer { depth -= 1 }
    do {
      let result = try body()
      if let failure { throw failure }
      try connection.script("RELEASE SAVEPOINT \(name)")
      return result
    } catch {
      guard connection.isInTransaction else {
        failure = error
        throw error
      }
      connection.forget()
      do {
        try connection.script("ROLLBACK TO SAVEPOINT \(name); RELEASE SAVEPOINT \(name)")
        failure = nil
      } catch let second {
        failure = second
      }
      throw error
    }
  }

  /// Several statements without values, for migrations.
  func script(_ text: String) throws {
    if let failure { throw failure }
    do { try connection.script(text) } catch {
      failure = error
      throw error
    }
  }

  public override func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    if let failure { throw failure }
    var bodyFailed = false
    do {
      try connection.stream(sql) { row in
        do { try body(&row) } catch {
          bodyFailed = true
          throw error
        }
        return true
      }
    } catch {
      if !bodyFailed { failure = error }
      throw error
    }
  }

  @discardableResult
  override func run(_ sql: SQL, _ visit: (inout Row) throws -> Bool) throws -> Int {
    if let failure { throw failure }
    var visitFailed = false
    do {
      return try connection.run(sql) { row in
        do { return try visit(&row) } catch {
          visitFailed = true
          throw error
        }
      }
    } catch {
      if !visitFailed { failure = error }
      throw error
    }
  }
}
