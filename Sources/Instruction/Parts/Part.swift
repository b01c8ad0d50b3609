import Localization
import Platform

/// A range of the sentences of one version of a contribution, which is decided by itself. Made with its siblings by a
/// division; it lasts until that division is undone.
package struct Part: Sendable, Equatable {
  package var id: Int64
  package var contribution: Int64
  /// The version that was divided.
  package var version: Int
  /// From 1.
  package var number: Int
  package var ranges: Ranges
  var event: Int64

  static let most = 9
}
