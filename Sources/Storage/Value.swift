public import Localization

/// What a column holds and a parameter carries, on both engines.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// The type that an engine gives a parameter, known even when its value is null.
public enum ValueKind: UInt8, Sendable, Hashable {
  case unknown, integer, real, text, blob
}

/// A type that an interpolation may bind. An enum with raw values only has to declare it.
public protocol ColumnEncodable {
  static var valueKind: ValueKind { get }
  var value: Value { get }
}

/// A type that a column can become. An enum with raw values only has to declare it.
public protocol ColumnDecodable {
  /// Nil when the column holds something else; `expectation` then says what was awaited.
  init?(column: borrowing Column)
  static var expectation: String { get }
}

public typealias ColumnCodable = ColumnDecodable & ColumnEncodable

extension ColumnEncodable where Self: RawRepresentable, RawValue: ColumnEncodable {
  public static var valueKind: ValueKind { RawValue.valueKind }
  public var value: Value { rawValue.value }
}

extension ColumnDecodable where Self: RawRepresentable, RawValue: ColumnDecodable {
  @inlinable
  public init?(column: borrowing Column) {
    guard let raw = RawValue(column: column) else { return nil }
    self.init(rawValue: raw)
  }
  public static var expectation: String { "a known \(Self.self)" }
}

extension Int64: ColumnCodable {
  public static var valueKind: ValueKind { .integer }
  public static var expectation: String { "an integer" }
  public var value: Value { .integer(self) }
  public init?(column: borrowing Column) {
    guard let integer = column.integer else { return nil }
    self = integer
  }
}

extension Int: ColumnCodable {
  public static var valueKind: ValueKind { .integer }
  public static var expectation: String { "an integer" }
  public var value: Value { .integer(Int64(self)) }
  public init?(column: borrowing Column) {
    guard let integer = column.integer else { return nil }
    self = Int(integer)
  }
}

extension Double: ColumnCodable {
  public static var valueKind: ValueKind { .real }
  public static var expectation: String { "a number" }
  public var value: Value { .real(self) }
  public init?(column: borrowing Column) {
    guard let real = column.real else { return nil }
    self = real
  }
}

extension Bool: ColumnCodable {
  public static var valueKind: ValueKind { .integer }
  public static var expectation: String { "0 or 1" }
  public var value: Value { .integer(self ? 1 : 0) }
  public init?(column: borrowing Column) {
    guard let integer = column.integer, integer == 0 || integer == 1 else { return nil }
    self = integer == 1
  }
}

extension String: ColumnCodable {
  public static var valueKind: ValueKind { .text }
  public static var expectation: String { "a text" }
  public var value: Value { .text(self) }
  public init?(column: borrowing Column) {
    guard let text = column.text else { return nil }
    self = text
  }
}

extension [UInt8]: ColumnEncodable, ColumnDecodable {
  public static var valueKind: ValueKind { .blob }
  public static var expectation: String { "bytes" }
  public var value: Value { .blob(self) }
  public init?(column: borrowing Column) {
    guard let bytes = column.bytes else { return nil }
    self = bytes
  }
}

extension Instant: ColumnEncodable, ColumnDecodable {
  public static var valueKind: ValueKind { .integer }
  public static var expectation: String { "an instant in milliseconds" }
  public var value: Value { .integer(milliseconds) }
  public init?(column: borrowing Column) {
    guard let integer = column.integer else { return nil }
    self.init(milliseconds: integer)
  }
}

extension Value: ColumnDecodable {
  public static var expectation: String { "a value" }
  public init?(column: borrowing Column) { self = column.value }
}

extension Value {
  var kind: ValueKind {
    switch self {
    case .null: .unknown
    case .integer: .integer
    case .real: .real
    case .text: .text
    case .blob: .blob
    }
  }
}

extension Optional: ColumnDecodable where Wrapped: ColumnDecodable {
  public static var expectation: String { "\(Wrapped.expectation), or nothing" }
  @inlinable
  public init?(column: borrowing Column) {
    if column.isNull {
      self = Wrapped?.none
      return
    }
    guard let wrapped = Wrapped(column: column) else { return nil }
    self = wrapped
  }
}
