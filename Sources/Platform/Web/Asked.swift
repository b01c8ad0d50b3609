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

  init(_ request: Request, _ routes: RouteTable) {
    target = request.head.path ?? "/"
    let cut = target.firstIndex(of: "?") ?? target.endIndex
    query = cut == target.endIndex ? "" : target[target.index(after: cut)...]
    (language, path) = Self.split(target[..<cut])
    switch request.head.method {
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

  /// Whether the answer may be the same for everybody who is not signed in.
  var isPublic: Bool { method == .get && route?.access == .anyone && !target.contains("?") }
}
