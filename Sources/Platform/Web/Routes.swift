/// Who may ask for an address; a route that declares none does not compile.
package enum Access: Sendable, Hashable {
  case anyone
  /// Whoever is signed in.
  case person
  /// Whoever acts for an organisation.
  case mandate
  /// Whoever holds a role to which a module gave this permission; all others get a 404.
  case permission(Permission)
}

package typealias Handler = @Sendable (Visit, [String]) async throws -> Answer

/// A declared route; the table of routes × roles of the tests is made from these.
package struct Route: Sendable {
  package let method: Visit.Method
  package let pattern: String
  package let access: Access
  /// Whether its address alone proves who posts, so that its form needs no token.
  package var isProvedByAddress = false
  package var sending = Sending.fields
  let handler: Handler
}

/// Routes by their segments; fixed segments win over variable ones.
package struct RouteTable: Sendable {
  package private(set) var routes: [Route] = []
  private var root = Node()
  /// The last step of a pause during which what is sent to these patterns is still taken.
  package private(set) var openDuring: [String: Pause.Step] = [:]

  private struct Node: Sendable {
    var fixed: [String: Node] = [:]
    var variable: [Node] = []
    var routes: [Visit.Method: Route] = [:]
  }

  package enum Match {
    case none
    case otherMethod
    case found(Route, segments: [String])
  }

  package init() {}

  /// Two routes with one method that take the same addresses are our own mistake, told at start.
  mutating func add(_ route: Route) {
    let parts = route.pattern.split(separator: "/").map(String.init)
    routes.append(route)
    Self.insert(route, parts[...], into: &root)
  }

  mutating func keepOpen(_ pattern: String, during step: Pause.Step) { openDuring[pattern] = step }

  /// Whether a pause refuses what is sent to this route.
  func isClosed(_ route: Route, during step: Pause.Step) -> Bool {
    guard route.method != .get else { return false }
    let last = openDuring[route.pattern]
    return last == nil || (last, step) == (.acts, .ballots)
  }

  private static func insert(_ route: Route, _ parts: ArraySlice<String>, into node: inout Node) {
    guard let part = parts.first else {
      precondition(node.routes[route.method] == nil, route.pattern)
      node.routes[route.method] = route
      return
    }
    if part.hasPrefix("{") {
      if node.variable.isEmpty { node.variable.append(Node()) }
      insert(route, parts.dropFirst(), into: &node.variable[0])
    } else {
      insert(route, parts.dropFirst(), into: &node.fixed[part, default: Node()])
    }
  }

  package func match(_ method: Visit.Method, _ parts: [String]) -> Match {
    var variables: [String] = []
    guard let node = Self.find(parts[...], from: root, &variables), !node.routes.isEmpty else { return .none }
    guard let route = node.routes[method] else { return .otherMethod }
    return .found(route, segments: variables)
  }

  private static func find(_ parts: ArraySlice<String>, from node: Node, _ variables: inout [String]) -> Node? {
    guard let part = parts.first else { return node }
    if let next = node.fixed[part], let found = find(parts.dropFirst(), from: next, &variables) { return found }
    guard let next = node.variable.first else { return nil }
    variables.append(part)
    if let found = find(parts.dropFirst(), from: next, &variables) { return found }
    variables.removeLast()
    return nil
  }
}
