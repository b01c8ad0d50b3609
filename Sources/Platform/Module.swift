package import Foundation
package import Localization
package import Storage

/// A room of the house. It registers itself; adding one adds one line to the list in `coporter` (DESIGN §2).
package protocol Module: Sendable {
  /// The folder of its resources: migrations and translations.
  var resources: URL { get }
  func register(in registry: inout Registry)
  /// What it keeps in memory, read once at start.
  func prepare(_ database: Database) async throws
}

extension Module {
  package func prepare(_ database: Database) async throws {}

  /// Its migrations, from `Migrations/*.sql`, in the order of their names.
  package func migrations() throws -> [Migration] {
    let folder = resources.appending(path: "Migrations")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.filter { $0.hasSuffix(".sql") }.sorted().map { name in
      let sql = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return Migration(name: String(name.dropLast(4)), sql: sql)
    }
  }
}

/// An entry of the navigation in the header.
package struct NavigationEntry: Sendable {
  package var title: Phrase
  package var path: String
  package init(_ title: Phrase, path: String) {
    self.title = title
    self.path = path
  }
}

/// What the modules give the kernel.
package struct Registry: Sendable {
  package private(set) var routes = RouteTable()
  package private(set) var navigation: [NavigationEntry] = []

  package init() {}

  package mutating func get<A: Address>(
    _ address: A.Type, access: Access, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) { add(.get, address, access, handler) }

  package mutating func post<A: Address>(
    _ address: A.Type, access: Access, _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) { add(.post, address, access, handler) }

  package mutating func navigate(_ entry: NavigationEntry) { navigation.append(entry) }

  private mutating func add<A: Address>(
    _ method: Visit.Method, _ address: A.Type, _ access: Access,
    _ handler: @escaping @Sendable (A, Visit) async throws -> Answer
  ) {
    routes.add(
      Route(method: method, pattern: A.pattern.description, access: access) { visit, segments in
        try await handler(A(segments: segments), visit)
      })
  }
}
