import Glibc

/// Read-only connections held between reads. A read runs where it is called, on the connection it took.
final class SQLiteReaders: Readers {
  private struct State {
    var idle: [SQLiteConnection] = []
    var keeper: SQLiteConnection?
    var generation = 0
    var isClosed = false
  }

  private let path: String
  private let monitor = Monitor(State())

  init(path: String) { self.path = path }

  func read<T: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> T) async throws -> T {
    try readHere(body)
  }

  func readHere<T>(_ body: (Snapshot) throws -> T) throws -> T {
    let (taken, generation) = try monitor.with { state in
      if state.isClosed { throw StorageError.unavailable("it was closed") }
      return (state.idle.popLast(), state.generation)
    }
    let connection = try taken ?? SQLiteConnection(path: path, mode: .read)
    do {
      try connection.beginRead()
      let result = try body(Snapshot(connection))
      try connection.commit()
      giveBack(connection, generation)
      return result
    } catch {
      connection.rollback()
      giveBack(connection, generation)
      throw error
    }
  }

  private func giveBack(_ connection: SQLiteConnection, _ generation: Int) {
    let isKept = monitor.with { state in
      guard !connection.isLost, !state.isClosed, state.generation == generation else { return false }
      state.idle.append(connection)
      return true
    }
    if !isKept { connection.close() }
  }

  /// Holds one connection open beside the writer's. While it is there, closing the writer after a failed commit does
  /// not have SQLite recover the log, which would bring back the very write that was refused.
  func keepOpen() throws {
    let keeper = try SQLiteConnection(path: path, mode: .read)
    try keeper.run("SELECT count(*) FROM sqlite_schema")
    let former = monitor.with { state in
      defer { state.keeper = keeper }
      return state.keeper
    }
    former?.close()
  }

  /// Forgets the connections of a file that was opened anew.
  func reset() {
    let idle = monitor.with { state in
      state.generation += 1
      defer { state.idle = [] }
      return state.idle
    }
    for connection in idle { connection.close() }
  }

  func close() {
    let keeper = monitor.with { state in
      state.isClosed = true
      defer { state.keeper = nil }
      return state.keeper
    }
    keeper?.close()
    reset()
  }
}
