import Glibc

/// A database that tests copy: what all of them begin with is prepared once for each engine, and never again.
///
/// A copy costs a hundredth of what the whole schema costs, and is nobody else's.
public actor TemplateDatabase {
  private let prepare: @Sendable (Database) async throws -> Void
  private var addresses: [Engine: Task<String, any Error>] = [:]

  /// - Parameter prepare: brings an empty database to what each copy begins with.
  public init(_ prepare: @escaping @Sendable (Database) async throws -> Void) { self.prepare = prepare }

  /// An open database like the one prepared, that nobody else uses.
  public func copy(_ engine: Engine) async throws -> Database {
    try TemporaryDatabase.open(try await TemporaryDatabase.address(engine, like: try await address(engine)))
  }

  /// Where the prepared database lies, which nobody has open.
  private func address(_ engine: Engine) async throws -> String {
    if let known = addresses[engine] { return try await known.value }
    let prepare = prepare
    let made = Task {
      let address = try await TemporaryDatabase.address(engine)
      let database = try TemporaryDatabase.open(address)
      try await prepare(database)
      await database.close()
      return address
    }
    addresses[engine] = made
    return try await made.value
  }
}
