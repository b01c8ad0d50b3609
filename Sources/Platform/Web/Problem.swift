import Foundation

/// What a program is told of a refusal (RFC 9457).
struct Problem: Encodable {
  var title: String
  var status: Int
  var detail: String
  /// The reference that is also in the log.
  var instance: String

  var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map(Array.init) ?? [] }
}
