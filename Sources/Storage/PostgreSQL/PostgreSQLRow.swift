import CPostgreSQL
import Glibc

/// One line of an answer of PostgreSQL, whose cells are texts.
@usableFromInline
struct PostgreSQLRow {
  let result: OpaquePointer
  let line: Int32
  let columnCount: Int32

  /// Types by their number in `pg_type`: these never change.
  private enum Kind {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let integers: Set<Oid> = [20, 21, 23]
    static let reals: Set<Oid> = [700, 701]
    static let numeric: Oid = 1700
  }

  func isNull(_ column: Int32) -> Bool { PQgetisnull(result, line, column) != 0 }

  private func cell(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    guard !isNull(column), let start = PQgetvalue(result, line, column) else { return nil }
    let count = Int(PQgetlength(result, line, column))
    return UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  func integer(_ column: Int32) -> Int64? {
    guard let cell = cell(column) else { return nil }
    let type = PQftype(result, column)
    if type == Kind.bool { return cell.first == UInt8(ascii: "t") ? 1 : 0 }
    guard Kind.integers.contains(type) || type == Kind.numeric else { return nil }
    return Int64(String(decoding: cell, as: UTF8.self))
  }

  func real(_ column: Int32) -> Double? {
    guard let cell = cell(column) else { return nil }
    let type = PQftype(result, column)
    guard Kind.integers.contains(type) || Kind.reals.contains(type) || type == Kind.numeric else { return nil }
    return Double(String(decoding: cell, as: UTF8.self))
  }

  func text(_ column: Int32) -> String? {
    guard let cell = cell(column) else { return nil }
    let type = PQftype(result, column)
    guard type != Kind.bytea, type != Kind.bool, !Kind.integers.contains(type), !Kind.reals.contains(type) else {
      return nil
    }
    return String(decoding: cell, as: UTF8.self)
  }

  /// Bytes come as `\x` and pairs of hexadecimal digits.
  func bytes(_ column: Int32) -> [UInt8]? {
    guard PQftype(result, column) == Kind.bytea, let cell = cell(column) else { return nil }
    guard cell.count >= 2, cell.count % 2 == 0, cell[0] == UInt8(ascii: "\\"), cell[1] == UInt8(ascii: "x") else {
      return nil
    }
    var result: [UInt8] = []
    result.reserveCapacity(cell.count / 2 - 1)
    var index = 2
    while index < cell.count {
      guard let high = Self.digit(cell[index]), let low = Self.digit(cell[index + 1]) else { return nil }
      result.append(high << 4 | low)
      index += 2
    }
    return result
  }

  func value(_ column: Int32) -> Value {
    if isNull(column) { return .null }
    let type = PQftype(result, column)
    if type == Kind.bool || Kind.integers.contains(type), let integer = integer(column) { return .integer(integer) }
    if type == Kind.numeric, let integer = integer(column) { return .integer(integer) }
    if Kind.reals.contains(type) || type == Kind.numeric, let real = real(column) { return .real(real) }
    if type == Kind.bytea, let bytes = bytes(column) { return .blob(bytes) }
    return .text(text(column) ?? "")
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 97...102: byte - 87
    case 65...70: byte - 55
    default: nil
    }
  }
}
