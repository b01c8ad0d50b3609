package import HTTPTypes
package import NIOCore

/// How long a connection may take, and how much it may send; settled once for every route, without a proxy.
package struct ConnectionLimits: Sendable {
  package var connections = Limits.connections
  /// Between two requests.
  package var idle = TimeAmount.seconds(60)
  /// From the first byte of a request to the end of its header section.
  package var header = TimeAmount.seconds(10)
  /// A body brings at least `bodyBytesPerWindow` in any `bodyWindow`: 2 kB/s over 30 s.
  package var bodyWindow = TimeAmount.seconds(30)
  package var bodyBytesPerWindow = 60_000
  package var body = TimeAmount.minutes(15)
  package var bodyBytes = Limits.bodyBytes
  /// What the addresses take that take more, such as a file.
  package var largerBodyBytes: @Sendable (HTTPRequest) -> Int = { _ in 0 }
  /// How long an answer may wait for a client that reads nothing of it.
  package var stalledWrite = TimeAmount.seconds(30)
  /// The same, and what is left of a body, once the server is told to stop.
  package var stopping = TimeAmount.seconds(5)
  /// How long what comes after a refusal is thrown away, so that the refusal can be read.
  package var lingering = TimeAmount.seconds(5)

  package init() {}
}
