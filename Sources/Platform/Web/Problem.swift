import Foundation

/// What a program is told of a refusal (RFC 9457).
struct Problem: Encodable {
  /// A field that was refused, and why.
  struct Field: Encodable {
    var field: String
    var detail: String
  }

  var title: String
  var status: Int
  var detail: String
  /// The reference that is also in the log.
  var instance: String
  /// Nil where the refusal is of no field.
  var errors: [Field]?

  var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map(Array.init) ?? [] }

  static func fields(refused error: any Error, detail: String) -> [Field]? {
    switch error {
    case let unknown as UnknownFields: unknown.names.map { Field(field: $0, detail: detail) }
    case let refusal as any FieldRefusal: [Field(field: refusal.field, detail: detail)]
    default: nil
    }
  }
}
