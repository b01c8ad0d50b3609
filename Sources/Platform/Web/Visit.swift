package import Localization

/// One request as handlers see it: decoded, bounded, in a language, at an instant.
package struct Visit: Sendable {
  package var method: Method
  /// The decoded path without the language's prefix: `/organismes/dax`.
  package var path: String
  package var query: FormFields
  /// What a form posted; empty for a GET.
  package var form: FormFields
  package var language: Language
  package var now: Instant
  /// Shown on error pages and written in every line of the log.
  package var reference: String

  package enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST", delete = "DELETE" }
}
