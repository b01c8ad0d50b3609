import Foundation
import NIOCore
import Testing

@testable import Platform
@testable import coporter

@Suite("Connections that abuse the server", .serialized)
struct ConnectionTests {
  private static let head = "Host: test.example\r\n"

  /// Limits so short that nothing waits long, and long enough for a machine that is busy with all other tests.
  private var short: ConnectionLimits {
    var limits = ConnectionLimits()
    limits.header = .milliseconds(1_500)
    limits.bodyWindow = .milliseconds(1_000)
    limits.bodyBytesPerWindow = 2_000
    limits.stalledWrite = .milliseconds(1_000)
    limits.stopping = .milliseconds(300)
    return limits
  }

  private func isAnswering(_ port: Int) async -> Bool {
    await onThread {
      let connection = RawConnection(port)
      connection.send("GET /health HTTP/1.1\r\n\(Self.head)\r\n")
      connection.read { $0.contains("\"writer\"") }
      return connection.status == 200
    }
  }

  @Test("A header section that does not end, and one that comes byte by byte, are closed")
  func slowHeader() async throws {
    try await withServer(short) { port in
      let isEnded = await onThread {
        let connection = RawConnection(port)
        connection.send("GET / HTTP/1.1\r\n\(Self.head)X-Slow: ")
        connection.read()
        let dripping = RawConnection(port)
        dripping.send("GET / HTTP/1.1\r\n\(Self.head)X-Slow: ")
        for _ in 0..<3_000 where !dripping.isEnded {
          dripping.send("a")
          dripping.read(for: .milliseconds(20))
        }
        return (connection.isEnded, dripping.isEnded)
      }
      #expect(isEnded == (true, true))
      #expect(await isAnswering(port))
    }
  }

  @Test("A body that comes byte by byte is closed; so is one that never ends")
  func slowBody() async throws {
    try await withServer(short) { port in
      let isEnded = await onThread {
        let connection = RawConnection(port)
        connection.send("POST /connexion HTTP/1.1\r\n\(Self.head)Content-Length: 1000\r\n\r\n")
        for _ in 0..<3_000 where !connection.isEnded {
          connection.send("a")
          connection.read(for: .milliseconds(20))
        }
        return connection.isEnded
      }
      #expect(isEnded)
      #expect(await isAnswering(port))
    }
    var long = ConnectionLimits()
    long.body = .milliseconds(500)
    long.bodyWindow = .milliseconds(600)
    try await withServer(long) { port in
      let isEnded = await onThread {
        let connection = RawConnection(port)
        connection.send("POST /connexion HTTP/1.1\r\n\(Self.head)Content-Length: 1000\r\n\r\n")
        connection.read()
        return connection.isEnded
      }
      #expect(isEnded)
    }
  }

  @Test("A client that says nothing is closed once idle, before its first request and after one")
  func idle() async throws {
    var limits = ConnectionLimits()
    limits.idle = .milliseconds(400)
    try await withServer(limits) { port in
      let isEnded = await onThread {
        let silent = RawConnection(port)
        silent.read()
        let served = RawConnection(port)
        served.send("GET /health HTTP/1.1\r\n\(Self.head)\r\n")
        served.read()
        return (silent.isEnded, served.isEnded, served.status)
      }
      #expect(isEnded == (true, true, 200))
    }
  }

  /// Asks for far more than the sockets hold, and reads nothing.
  private static func stalled(_ port: Int) -> RawConnection {
    let first = RawConnection(port)
    first.send("GET /aide HTTP/1.1\r\n\(head)\r\n")
    first.read { $0.contains("</html>") }
    let sheet = first.text.firstMatch(of: /\/static\/coporter-[0-9a-f]+\.css/).map { String($0.0) } ?? "/"
    let connection = RawConnection(port, window: 4096)
    connection.send(String(repeating: "GET \(sheet) HTTP/1.1\r\n\(head)\r\n", count: 400))
    return connection
  }

  @Test("A client that reads nothing of its answers is closed")
  func stalledWrite() async throws {
    try await withServer(short) { port in
      let isClosed = await onThread {
        let connection = Self.stalled(port)
        let watch = RawConnection(port)
        let deadline = ContinuousClock.now + RawConnection.patience
        while ContinuousClock.now < deadline {
          guard connection.send("x") else { return true }
          watch.read(for: .milliseconds(20))
        }
        return false
      }
      #expect(isClosed)
      #expect(await isAnswering(port))
    }
  }

  @Test("The server stops at a signal, whatever clients do: one reads nothing, one sends half, one stays")
  func stop() async throws {
    var limits = ConnectionLimits()
    limits.stopping = .milliseconds(300)
    // Were it to wait for one of them, this would not end.
    try await withServer(limits) { port in
      await onThread {
        let stalled = Self.stalled(port)
        let half = RawConnection(port)
        half.send("POST /connexion HTTP/1.1\r\n\(Self.head)Content-Length: 1000\r\n\r\nhalf")
        let idle = RawConnection(port)
        idle.send("GET /health HTTP/1.1\r\n\(Self.head)\r\n")
        idle.read { $0.contains("\"writer\"") }
        for connection in [stalled, half, idle] { connection.staysOpen = true }
      }
    }
  }

  @Test("A body too large is refused on every route, by its length and by count, and the connection ends")
  func largeBody() async throws {
    try await withServer(ConnectionLimits()) { port in
      for line in ["POST /connexion", "GET /aide", "POST /nulle-part", "PUT /aide", "GET /health", "GET /rien"] {
        let byLength = await onThread {
          let connection = RawConnection(port)
          connection.send("\(line) HTTP/1.1\r\n\(Self.head)Content-Length: 1048577\r\n\r\n")
          connection.read()
          return (connection.status, connection.isEnded, connection.text.lowercased().contains("connection: close"))
        }
        #expect(byLength == (413, true, true), "\(line)")
        let byCount = await onThread {
          let connection = RawConnection(port)
          connection.send("\(line) HTTP/1.1\r\n\(Self.head)Transfer-Encoding: chunked\r\n\r\n")
          let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
          for _ in 0..<20 where connection.send(chunk) {}
          connection.read()
          return (connection.status, connection.isEnded)
        }
        #expect(byCount == (413, true), "\(line)")
      }
      #expect(await isAnswering(port))
    }
  }

  @Test("What is no HTTP is refused with 400, and the next request is answered")
  func malformed() async throws {
    let manyFields = String(repeating: "a: b\r\n", count: 70_000)
    let cases: [(name: String, text: String)] = [
      ("CL and TE", "POST / HTTP/1.1\r\n\(Self.head)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      ("two CL", "POST / HTTP/1.1\r\n\(Self.head)Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
      ("obs-fold", "GET / HTTP/1.1\r\n\(Self.head)X: a\r\n b\r\n\r\n"),
      ("bare LF", "GET / HTTP/1.1\n\(Self.head)\n\n"),
      ("no host", "GET / HTTP/1.1\r\n\r\n"),
      ("no host, cached page", "GET /aide HTTP/1.1\r\n\r\n"),
      ("two hosts", "GET /aide HTTP/1.1\r\n\(Self.head)Host: other.example\r\n\r\n"),
      ("long field", "GET / HTTP/1.1\r\n\(Self.head)X: \(String(repeating: "a", count: 17_000))\r\n\r\n"),
      ("long section", "GET / HTTP/1.1\r\n\(Self.head)" + section(fields: 40, of: 900) + "\r\n"),
      ("101 fields", "GET / HTTP/1.1\r\n\(Self.head)" + section(fields: 100, of: 1) + "\r\n"),
      ("70,000 fields", "GET / HTTP/1.1\r\n\(Self.head)\(manyFields)\r\n"),
      ("no HTTP", "\u{16}\u{3}\u{1}hello\r\n\r\n"),
    ]
    try await withServer(ConnectionLimits()) { port in
      for (name, text) in cases {
        let status = await onThread {
          let connection = RawConnection(port)
          connection.send(text)
          connection.read { $0.contains("\r\n\r\n") }
          return connection.status
        }
        #expect(status == 400, "\(name)")
        #expect(await isAnswering(port), "after \(name)")
      }
    }
  }

  private func section(fields: Int, of length: Int) -> String {
    (0..<fields).map { "X-\($0): \(String(repeating: "a", count: length))\r\n" }.joined()
  }

  @Test("Beyond the most connections a new one waits, and is answered when another ends")
  func connections() async throws {
    var limits = ConnectionLimits()
    limits.connections = 2
    try await withServer(limits) { port in
      let seen = await onThread {
        let two = [RawConnection(port), RawConnection(port)]
        for connection in two {
          connection.send("GET /health HTTP/1.1\r\n\(Self.head)\r\n")
          connection.read { $0.contains("\"writer\"") }
        }
        let third = RawConnection(port)
        third.send("GET /health HTTP/1.1\r\n\(Self.head)\r\n")
        let before = third.read(for: .milliseconds(300))
        two[0].shut()
        third.read { $0.contains("\"writer\"") }
        return (two[1].status, before, third.status)
      }
      #expect(seen == (200, "", 200))
    }
  }
}
