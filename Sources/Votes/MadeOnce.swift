/// What many ask for at once and is costly to make: one makes it, the others wait for it without holding a reader of
/// the database, and it is kept until it is asked for at another mark.
actor MadeOnce<Value: Sendable> {
  private var made: [String: (mark: [Int64], value: Task<Value, any Error>)] = [:]

  /// - Parameters:
  ///   - mark: changes with what it is made of.
  ///   - make: given what was made last, at another mark.
  func value(
    _ name: String, at mark: [Int64], _ make: @escaping @Sendable (_ before: Value?) async throws -> Value
  ) async throws -> Value {
    if let known = made[name], known.mark == mark { return try await known.value.value }
    let before = made[name]?.value
    let task = Task { try await make(try? await before?.value) }
    made[name] = (mark, task)
    do { return try await task.value } catch {
      // The next one tries again.
      if let known = made[name], known.value == task { made[name] = nil }
      throw error
    }
  }
}
