import Crypto
package import Foundation

/// The static files, in a table made at start: name → bytes, compressed bytes, hashed address. Nothing is read from
/// disk while serving, so that no path can lead out of it (SECURITY, “The ground”).
package struct Assets: Sendable {
  package struct Asset: Sendable {
    package let type: String
    package let bytes: [UInt8]
    package let compressed: [UInt8]?
    /// What a drawing given from outside may do when it is opened by itself: nothing.
    package var policy: String?
  }
  private var byAddress: [String: Asset] = [:]
  private var addresses: [String: String] = [:]

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "woff2": "font/woff2", "png": "image/png",
  ]

  /// Reads a folder; fonts first, since the stylesheet names them by their hashed addresses.
  package init(folder: URL) throws {
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let known = files.filter { Self.types[Self.ending(of: $0)] != nil }
    for name in known.sorted(by: { Self.order($0) < Self.order($1) }) {
      var bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      if name.hasSuffix(".css") || name.hasSuffix(".js") { bytes = withHashedAddresses(bytes) }
      add(name, bytes)
    }
  }

  /// The address of a file of this table, `/static/coporter-3f2a9c01.css`; its plain name where there is none.
  package func address(of name: String) -> String { addresses[name] ?? "/static/\(name)" }

  /// The name of the operator's logo in this table.
  static func name(of logo: Logo) -> String { "logo.\(logo.kind.rawValue)" }

  mutating func add(_ logo: Logo) {
    let name = Self.name(of: logo)
    add(name, logo.bytes)
    byAddress[address(of: name)]?.policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
  }

  package func asset(at path: String) -> Asset? { byAddress[path] }

  private mutating func add(_ name: String, _ bytes: [UInt8]) {
    let ending = Self.ending(of: name)
    let digest = SHA256.hash(data: bytes).prefix(6).map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0\(text)" : text
    }.joined()
    let stem = name.dropLast(ending.count + 1)
    let address = "/static/\(stem)-\(digest).\(ending)"
    addresses[name] = address
    byAddress[address] = Asset(
      type: Self.types[ending] ?? "application/octet-stream", bytes: bytes,
      compressed: ["woff2", "png"].contains(ending) ? nil : gzipped(bytes, level: 9))
  }

  private func withHashedAddresses(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    let hashed = text.replacing(/url\("?([a-z0-9.\/-]+)"?\)|from "\.\/([a-z0-9.\/-]+)"/) { match in
      switch (match.1.flatMap { addresses[String($0)] }, match.2.flatMap { addresses[String($0)] }) {
      case (let address?, _): "url(\(address))"
      case (_, let address?): "from \"\(address)\""
      default: String(match.0)
      }
    }
    return Array(hashed.utf8)
  }

  private static func ending(of name: String) -> String { String(name.split(separator: ".").last ?? "") }

  /// What others name comes before what names it.
  private static func order(_ name: String) -> String {
    switch (ending(of: name), name) {
    case ("woff2", _), ("svg", _): "0\(name)"
    case (_, "coporter.js"), (_, "coporter.css"): "2\(name)"
    default: "1\(name)"
    }
  }
}
