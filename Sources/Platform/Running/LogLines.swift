import Foundation
package import Localization
package import Logging

/// The log, one line for each event, on the standard error: for people to read, or JSON for programs.
///
/// No line holds an address, a name or what somebody typed: events are named by words of ours, and their details are
/// patterns of routes, numbers and references.
package struct LogLines: LogHandler {
  package enum Format: String, Sendable, CaseIterable { case text, json }

  let format: Format
  let label: String
  let now: @Sendable () -> Instant
  let write: @Sendable (String) -> Void
  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]

  package init(
    _ format: Format, label: String, now: @escaping @Sendable () -> Instant = Clock.system.now,
    write: @escaping @Sendable (String) -> Void = { line in
      try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
  ) {
    self.format = format
    self.label = label
    self.now = now
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let details = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let time = Date(timeIntervalSince1970: Double(now().milliseconds) / 1000)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    switch format {
    case .text:
      let pairs = details.map { " \($0.key)=\(Self.plain($0.value))" }.joined()
      write("\(time) \(event.level) \(Self.oneLine(event.message.description))\(pairs)\n")
    case .json:
      let head = [("time", Self.quoted(time)), ("level", Self.quoted(event.level.rawValue))]
      let told = head + [("message", Self.quoted(event.message.description))]
      let fields = (told + details.map { ($0.key, Self.json($0.value)) }).map { "\(Self.quoted($0.0)):\($0.1)" }
      write("{\(fields.joined(separator: ","))}\n")
    }
  }

  /// A space would end the value, a new line the event.
  private static func plain(_ value: Logger.MetadataValue) -> String {
    oneLine(value.description).replacing(" ", with: "_")
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func json(_ value: Logger.MetadataValue) -> String {
    if case .stringConvertible(let number) = value, number is Int || number is Double { return number.description }
    return quoted(value.description)
  }

  private static func quoted(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}

/// One request answered: what the log and the figures keep of it.
struct RequestLine {
  var route: String
  var method: Visit.Method
  var status: Int
  var duration: Duration
  var reference: String

  private var milliseconds: Double {
    let parts = duration.components
    let exact = Double(parts.seconds) * 1000 + Double(parts.attoseconds) * 1e-15
    return (exact * 1000).rounded() / 1000
  }

  func write(to logger: Logger) {
    logger.info(
      "request",
      metadata: [
        "route": "\(route)", "method": "\(method.rawValue)", "status": .stringConvertible(status),
        "milliseconds": .stringConvertible(milliseconds), "reference": "\(reference)",
      ])
  }
}
