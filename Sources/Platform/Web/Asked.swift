import HTTPTypes
import Hummingbird
import Localization

/// What a request asks for, matched once: its address in parts, and the route that answers it.
struct Asked: Sendable {
  /// As it came, with its query.
  var target: String
  var language: Language
  /// Without the language's prefix, its segments still encoded.
  var path: String
  var query: Substring
  /// nil for a method that no route has.
  var method: Visit.Method?
  /// nil for a path whose encoding cannot be read.
  var match: RouteTable.Match?

  init(_ head: HTTPRequest, _ routes: RouteTable) {
    target = head.path ?? "/"
    let cut = target.firstIndex(of: "?") ?? target.endIndex
    query = cut == target.endIndex ? "" : target[target.index(after: cut)...]
    (language, path) = Self.split(target[..<cut])
    switch head.method {
    case .get, .head: method = .get
    case .post: method = .post
    case .delete: method = .delete
    default: method = nil
    }
    guard target.utf8.count <= Limits.addressBytes else { return }
    var parts: [String] = []
    for part in path.split(separator: "/") {
      guard let decoded = try? PercentCoding.decode(part, plusIsSpace: false) else { return }
      parts.append(decoded)
    }
    match = routes.match(method ?? .get, parts)
  }

  /// Whether the caller is a program, or a script of the page.
  static func wantsJSON(_ request: Request) -> Bool {
    (request.headers[.accept]?.hasPrefix("application/json") ?? false) || APIAddress.begins(request.head.path ?? "/")
  }

  /// The type of what is sent, without its parameters; nil where it is not said.
  static func mediaType(_ request: Request) -> String? {
    guard let type = request.headers[.contentType] else { return nil }
    return String(type.prefix { $0 != ";" }).trimmed.lowercased()
  }

  /// The boundary that the type of a form with a file names, between quotes or not (RFC 2046 §5.1.1).
  static func boundary(_ request: Request) -> String? {
    let parameters = (request.headers[.contentType] ?? "").split(separator: ";").dropFirst()
    for parameter in parameters {
      let pair = String(parameter).trimmed.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
      let isQuoted = pair[1].count >= 2 && pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"")
      return String(isQuoted ? pair[1].dropFirst().dropLast() : pair[1])
    }
    return nil
  }

  static func sendsJSON(_ request: Request) -> Bool { mediaType(request) == "application/json" }

  private static func split(_ path: Substring) -> (Language, String) {
    if path == "/en" { return (.english, "/") }
    if path.hasPrefix("/en/") { return (.english, String(path.dropFirst(3))) }
    return (.french, String(path))
  }

  /// The route, where there is one.
  var route: Route? {
    guard method != nil, case .found(let route, _) = match else { return nil }
    return route
  }

  /// The largest body that is taken here.
  var bodyBytes: Int { route?.sending.bodyBytes ?? Limits.bodyBytes }

  /// Whether the answer may be the same for everybody who is not signed in.
  var isPublic: Bool { method == .get && route?.access == .anyone && !target.contains("?") }
}
