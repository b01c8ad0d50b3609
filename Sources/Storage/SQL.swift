/// A statement and the values bound to it, written once for both engines.
///
/// Its words come from the source of the program (`StaticString`); what is interpolated becomes a parameter `$1`,
/// `$2` …, or another `SQL` spliced in with its own values. Nothing that comes from outside can become words.
public struct SQL: ExpressibleByStringInterpolation, Sendable, Hashable {
  package var text: String
  package var values: [Value]
  package var kinds: [ValueKind]

  package init(text: String, values: [Value] = [], kinds: [ValueKind]? = nil) {
    self.text = text
    self.values = values
    self.kinds = kinds ?? values.map(\.kind)
  }

  public init(stringLiteral value: StaticString) {
    self.init(text: value.description)
  }

  public init(stringInterpolation interpolation: StringInterpolation) {
    self = interpolation.sql
  }

  /// `$1, $2 …`, for `IN (…)`; an empty list gives `NULL`, which nothing is in.
  public static func list<S: Sequence>(_ values: S) -> SQL where S.Element: ColumnEncodable {
    var result = StringInterpolation(literalCapacity: 16, interpolationCount: values.underestimatedCount)
    var isFirst = true
    for value in values {
      if !isFirst { result.sql.text += ", " }
      isFirst = false
      result.appendInterpolation(value)
    }
    if isFirst { result.sql.text = "NULL" }
    return result.sql
  }

  /// Whether there is nothing in it, not even a space.
  public var isEmpty: Bool { text.isEmpty }

  public struct StringInterpolation: StringInterpolationProtocol {
    var sql: SQL

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql = SQL(text: "")
      sql.text.reserveCapacity(literalCapacity + 3 * interpolationCount)
      sql.values.reserveCapacity(interpolationCount)
      sql.kinds.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      let words = literal.description
      assert(!SQL.mentionsParameter(words), "A parameter is written by interpolation, never by hand: \(words)")
      sql.text += words
    }

    public mutating func appendInterpolation<T: ColumnEncodable>(_ value: T) {
      append(value.value, T.valueKind)
    }

    public mutating func appendInterpolation<T: ColumnEncodable>(_ value: T?) {
      append(value?.value ?? .null, T.valueKind)
    }

    public mutating func appendInterpolation(_ fragment: SQL) {
      sql.append(fragment)
    }

    private mutating func append(_ value: Value, _ kind: ValueKind) {
      sql.values.append(value)
      sql.kinds.append(kind)
      sql.text += "$"
      sql.text += String(sql.values.count)
    }
  }

  /// Adds a fragment, its parameters numbered after ours.
  mutating func append(_ fragment: SQL) {
    text += values.isEmpty || fragment.values.isEmpty ? fragment.text : fragment.renumbered(after: values.count)
    values += fragment.values
    kinds += fragment.kinds
  }

  private func renumbered(after count: Int) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      result.append(bytes[index])
      index += 1
      guard bytes[index - 1] == UInt8(ascii: "$"), index < bytes.count, bytes[index].isDigit else { continue }
      var number = 0
      while index < bytes.count, bytes[index].isDigit {
        number = number * 10 + Int(bytes[index] - 48)
        index += 1
      }
      result += Array(String(number + count).utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func mentionsParameter(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "$"), byte.isDigit { return true }
      previous = byte
    }
    return false
  }
}

extension Sequence where Element == SQL {
  /// The fragments one after the other, for conditions: `conditions.joined(separator: " AND ")`.
  public func joined(separator: SQL) -> SQL {
    var result = SQL(text: "")
    var isFirst = true
    for fragment in self {
      if !isFirst { result.append(separator) }
      isFirst = false
      result.append(fragment)
    }
    return result
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 48 && self <= 57 }
}
