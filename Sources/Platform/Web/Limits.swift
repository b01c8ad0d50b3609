/// Bounds on what a stranger can send.
package enum Limits {
  package static let bodyBytes = 1_048_576
  package static let headerFieldBytes = 16_384
  package static let headerSectionBytes = 32_768
  package static let headerFields = 100
  package static let addressBytes = 8192
  package static let formFields = 500
  package static let searchCharacters = 200
  package static let writesPerMinute = 60
  package static let pageSize = 100
  package static let connections = 4096
  /// Requests that a signal finds under way have this long; a client that does not read has less.
  package static let stopSeconds: Int64 = 15
}
