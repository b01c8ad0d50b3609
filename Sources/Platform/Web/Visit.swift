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
  /// What time it is later on: inside a write that had to wait for its turn.
  package var clock: Clock
  /// Shown on error pages and written in every line of the log.
  package var reference: String

  /// What every page and every mail of this installation shares: its settings, its translations.
  package var site: Site
  /// The network address it comes from, for limits alone.
  package var client: Client
  /// Who is signed in; nil for an anonymous visitor.
  package var person: SignedIn?
  /// What the site refuses now; nil where it takes everything.
  package var pause: Pause.Step?
  /// What this browser carries before and after a sign-in; its forms and its codes are bound to it.
  package var browser: Secret
  /// The name by which the browser gives itself, 200 characters at most.
  package var userAgent: String
  /// Whether the caller is a script of the page or a program, to be answered in JSON.
  package var wantsJSON: Bool
  /// Whether what it sent is JSON: a program, held to the fields that an input has.
  package var isFromProgram = false
  /// The file at the end of the form, where the address takes one and a form with a file was sent.
  package var file: IncomingFile?
  /// The files at the end of the form, where the address takes several.
  package var files = SentFiles()
  /// A piece of a file, where the address takes one.
  package var piece: [UInt8] = []

  /// Its path and its query as they are written in an address, but for what an act has just said of itself: where one
  /// comes back to after a sign-in, or another choice of language or organisation.
  var target: String {
    let said = query.pairs.filter { $0.name != "fait" }
      .map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
    let path = path.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
    return "/" + path + (said.isEmpty ? "" : "?" + said.joined(separator: "&"))
  }

  /// Whether it searches for more than is read: a field of a page stops before, an address does not.
  var isSearchCut: Bool { method == .get && (query["q"]?.count ?? 0) > Limits.searchCharacters }

  package enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST", delete = "DELETE" }
}
