import Glibc

/// A thread outside the cooperative pool, for what blocks: commits, and conversations with a server.
package enum PlainThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static func start(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw StorageError.unavailable("no thread could be started (error \(code))")
    }
    pthread_detach(thread)
  }

  /// Runs a long and blocking body on a thread of its own.
  package static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      do {
        try start { continuation.resume(with: Result { try body() }) }
      } catch { continuation.resume(throwing: error) }
    }
  }
}

/// Hands a connection over to the thread that will be alone to use it.
///
/// `@unchecked Sendable`: the giver drops its reference when it hands the box over, and the taker empties it.
final class Handover<T>: @unchecked Sendable {
  private var content: T?
  init(_ content: T) { self.content = content }
  func take() -> T? {
    defer { content = nil }
    return content
  }
}
