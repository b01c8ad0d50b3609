import CPostgreSQL

/// Tells what an error of PostgreSQL means, by its SQLSTATE. Its messages may quote values, so only those that name
/// the schema (class 42) are passed on.
enum PostgreSQLError {
  static func of(_ result: OpaquePointer?, _ connection: OpaquePointer) -> StorageError {
    guard PQstatus(connection) == CONNECTION_OK else { return .unavailable("the connection to PostgreSQL was lost") }
    guard let state = field(result, "C") else { return .unavailable("PostgreSQL gave no answer") }
    if let kind = constraintKind(state) { return .constraint(constraint(kind, result)) }
    switch state {
    case "53100": return .full
    case "57014", "55P03", "40001", "40P01": return .timeout
    case "XX001", "XX002": return .corrupt("PostgreSQL says \(state)")
    default: break
    }
    switch state.prefix(2) {
    case "42": return .statement("\(field(result, "M") ?? "") (\(state))")
    case "08", "53", "57", "58": return .unavailable("PostgreSQL says \(state)")
    case "25" where state == "25006": return .unavailable("the server accepts no writes")
    case "22": return .statement("a value does not fit its column or function (\(state))")
    default: return .statement("PostgreSQL says \(state)")
    }
  }

  private static func constraintKind(_ state: String) -> StorageError.Constraint.Kind? {
    switch state {
    case "23505", "23P01": .unique
    case "23503", "23001": .foreignKey
    case "23514": .check
    case "23502": .notNull
    default: nil
    }
  }

  private static func constraint(_ kind: StorageError.Constraint.Kind, _ result: OpaquePointer?)
    -> StorageError.Constraint
  {
    var constraint = StorageError.Constraint(kind: kind, table: field(result, "t"), name: field(result, "n"))
    if let column = field(result, "c") { constraint.columns = [column] }
    if kind == .unique || kind == .foreignKey, let detail = field(result, "D") { constraint.columns = columns(detail) }
    return constraint
  }

  /// The columns in "Key (a, b)=(…) already exists", in any language; never what follows the equals sign.
  private static func columns(_ detail: String) -> [String] {
    guard let end = detail.firstRange(of: ")=("), let start = detail[..<end.lowerBound].firstIndex(of: "(") else {
      return []
    }
    return detail[detail.index(after: start)..<end.lowerBound].split(separator: ", ").map(String.init)
  }

  /// `PQresultErrorField` by the letter of the protocol: C state, M message, D detail, t table, c column, n constraint.
  private static func field(_ result: OpaquePointer?, _ letter: Unicode.Scalar) -> String? {
    guard let result, let text = PQresultErrorField(result, Int32(letter.value)) else { return nil }
    return String(cString: text)
  }
}
