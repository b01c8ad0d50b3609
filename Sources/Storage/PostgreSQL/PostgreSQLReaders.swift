/// Threads that read from PostgreSQL, each on its own connection, since an answer is awaited on a socket.
final class PostgreSQLReaders: Readers {
  private struct State {
    var waiting: [@Sendable (PostgreSQLReader) -> Void] = []
    var generation = 0
    var isClosed = false
  }

  private let monitor: Monitor<State>

  init(address: String, threads: Int = 4) throws {
    let monitor = Monitor(State())
    self.monitor = monitor
    for _ in 0..<threads {
      try PlainThread.start {
        let reader = PostgreSQLReader(address: address)
        while let (work, generation) = Self.next(monitor) {
          reader.renew(for: generation)
          work(reader)
        }
        reader.close()
      }
    }
  }

  deinit { close() }

  private static func next(_ monitor: Monitor<State>) -> (@Sendable (PostgreSQLReader) -> Void, Int)? {
    monitor.wait { state -> (@Sendable (PostgreSQLReader) -> Void, Int)?? in
      if state.waiting.isEmpty { return state.isClosed ? .some(nil) : nil }
      return .some((state.waiting.removeFirst(), state.generation))
    }
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let isAccepted = monitor.change { state in
        if state.isClosed { return false }
        state.waiting.append { reader in continuation.resume(with: Result { try reader.read(body) }) }
        return true
      }
      if !isAccepted { continuation.resume(throwing: StorageError.unavailable("it was closed")) }
    }
  }

  func reset() { monitor.with { $0.generation += 1 } }

  func close() { monitor.changeForAll { $0.isClosed = true } }
}

/// One reading connection, opened when first needed and anew when the server had vanished. Stays on its thread.
final class PostgreSQLReader {
  private let address: String
  private var connection: PostgreSQLConnection?
  private var generation = 0

  init(address: String) { self.address = address }

  /// Where the connection turns out to have been lost before anything was read, the body runs once more on a new one.
  func read<T>(_ body: (Snapshot) throws -> T) throws -> T {
    if let connection, !connection.isLost {
      do { return try read(body, on: connection) } catch {
        guard connection.isLost, !connection.hasAnswered else { throw error }
      }
    }
    close()
    let fresh = try PostgreSQLConnection(address: address)
    connection = fresh
    return try read(body, on: fresh)
  }

  private func read<T>(_ body: (Snapshot) throws -> T, on connection: PostgreSQLConnection) throws -> T {
    try connection.beginRead()
    do {
      let result = try body(Snapshot(connection))
      // One that asked for nothing has not begun.
      if connection.isInTransaction { try connection.commit() } else { connection.forget() }
      return result
    } catch {
      connection.rollback()
      throw error
    }
  }

  func renew(for generation: Int) {
    if generation != self.generation { close() }
    self.generation = generation
  }

  func close() {
    connection?.close()
    connection = nil
  }
}
