/// One line of an answer, read from left to right while the statement stands on it.
public struct Row: ~Copyable {
  @usableFromInline let source: RowSource
  @usableFromInline var position: Int32 = 0

  init(_ source: RowSource) { self.source = source }

  /// The next column, or `StorageError.decoding` when it holds something else.
  @inlinable
  public mutating func next<T: ColumnDecodable>(_ type: T.Type = T.self) throws -> T {
    let column = Column(source: source, position: position)
    guard column.exists, let value = T(column: column) else {
      throw StorageError.decoding(column: Int(position), expected: T.expectation)
    }
    position += 1
    return value
  }

  /// Leaves a column unread.
  public mutating func skip() { position += 1 }

  public var columnCount: Int { Int(source.columnCount) }
}

/// A type made from a row by position: `init(from:)` calls `row.next()` once for each column, in order.
public protocol RowDecodable {
  init(from row: inout Row) throws
}

/// Where a row stands: a statement of SQLite, or a line of an answer of PostgreSQL.
@usableFromInline
enum RowSource {
  case sqlite(SQLiteRow)
  case postgresql(PostgreSQLRow)

  var columnCount: Int32 {
    switch self {
    case .sqlite(let row): row.columnCount
    case .postgresql(let row): row.columnCount
    }
  }
}

/// One cell, valid while its row is.
public struct Column: ~Copyable {
  let source: RowSource
  let position: Int32

  @usableFromInline init(source: RowSource, position: Int32) {
    self.source = source
    self.position = position
  }

  @usableFromInline var exists: Bool { position < source.columnCount }

  public var isNull: Bool {
    switch source {
    case .sqlite(let row): row.isNull(position)
    case .postgresql(let row): row.isNull(position)
    }
  }

  public var integer: Int64? {
    switch source {
    case .sqlite(let row): row.integer(position)
    case .postgresql(let row): row.integer(position)
    }
  }

  public var real: Double? {
    switch source {
    case .sqlite(let row): row.real(position)
    case .postgresql(let row): row.real(position)
    }
  }

  public var text: String? {
    switch source {
    case .sqlite(let row): row.text(position)
    case .postgresql(let row): row.text(position)
    }
  }

  public var bytes: [UInt8]? {
    switch source {
    case .sqlite(let row): row.bytes(position)
    case .postgresql(let row): row.bytes(position)
    }
  }

  public var value: Value {
    switch source {
    case .sqlite(let row): row.value(position)
    case .postgresql(let row): row.value(position)
    }
  }
}
