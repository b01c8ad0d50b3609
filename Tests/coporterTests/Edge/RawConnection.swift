import Foundation
import Glibc
import Localization
import Logging
import NIOCore
import ServiceLifecycle
import Storage

@testable import Platform
@testable import coporter

/// A socket held by hand, for what no client would send; it waits for the other side with a deadline and never longer.
final class RawConnection {
  /// Far more than a machine that is busy with all other tests needs.
  static let patience = Duration.seconds(60)

  private var file: Int32
  private(set) var text = ""
  private(set) var isEnded = false
  /// Left open when nobody holds it any more, as by a client that is still there.
  var staysOpen = false

  /// - Parameter window: the size of its receive buffer, small for a client that does not read.
  init(_ port: Int, window: Int32? = nil) {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var window { setsockopt(file, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size)) }
    let address = try? SocketAddress(ipAddress: "127.0.0.1", port: port)
    let connected = address?.withSockAddr { connect(file, $0, socklen_t($1)) }
    isEnded = connected != 0
  }

  deinit { if !staysOpen { shut() } }

  /// Once only: the number of a closed file is soon another's.
  func shut() {
    guard file >= 0 else { return }
    close(file)
    file = -1
  }

  /// Sends all of it; false once the other side has closed.
  @discardableResult func send(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    let deadline = ContinuousClock.now + Self.patience
    while !rest.isEmpty, ContinuousClock.now < deadline {
      guard wait(POLLOUT, milliseconds: 100) else { continue }
      let sent = rest.withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return rest.isEmpty
  }

  /// Reads until the other side ends, `isEnough`, or the deadline.
  @discardableResult func read(
    for patience: Duration = RawConnection.patience, until isEnough: (String) -> Bool = { _ in false }
  ) -> String {
    let deadline = ContinuousClock.now + patience
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while !isEnded, !isEnough(text), ContinuousClock.now < deadline {
      guard wait(POLLIN, milliseconds: 20) else { continue }
      let count = recv(file, &bytes, bytes.count, 0)
      if count > 0 { text += String(decoding: bytes[0..<count], as: UTF8.self) } else { isEnded = true }
    }
    return text
  }

  var status: Int? { text.hasPrefix("HTTP/1.1 ") ? Int(text.dropFirst(9).prefix(3)) : nil }

  private func wait(_ events: Int32, milliseconds: Int32) -> Bool {
    var state = pollfd(fd: file, events: Int16(truncatingIfNeeded: events), revents: 0)
    return poll(&state, 1, milliseconds) > 0
  }
}

/// A thread of its own, since a socket that waits must not hold one of the tasks.
func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}

/// The real server with nobody in it, on a port of its own, until `body` ends; then it is told to stop, and stops.
func withServer(_ limits: ConnectionLimits, _ body: (_ port: Int) async throws -> Void) async throws {
  var settings = Settings.demonstration
  settings.port = 0
  let asking = try await Asking.empty(.sqlite, settings)
  let (ports, port) = AsyncStream.makeStream(of: Int.self)
  let group = services(
    of: asking.house, logger: Asking.quiet, limits: limits, signals: [], whenRunning: { port.yield($0) })
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask {
      defer { port.finish() }
      try await group.run()
    }
    for await port in ports {
      try await body(port)
      break
    }
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
  await asking.house.database.close()
}
