import Foundation
import HTTPTypes
import MarkupReading

@testable import Platform

/// Walks through the site as one person: from every page that a route declares, along every link.
struct Crawl {
  let browser: Browser
  /// How many addresses of one shape are looked at: `/organismes/{}`, `/contributions?q`.
  var eachShape = 2
  var starts: [String] = ["/", "/en"]

  struct Seen {
    var path: String
    var answered: Answered
  }

  func pages() async throws -> [Seen] {
    let declared = browser.asking.house.routes.routes.filter { $0.method == .get && !$0.pattern.contains("{") }
    var waiting = starts + declared.map(\.pattern) + declared.map { "/en" + $0.pattern }
    var known: Set<String> = []
    var shapes: [String: Int] = [:]
    var seen: [Seen] = []
    while let path = waiting.popLast() {
      let shape = Self.shape(of: path)
      guard known.insert(path).inserted, shapes[shape, default: 0] < eachShape, known.count < 4000 else { continue }
      shapes[shape, default: 0] += 1
      let answered = try await browser.get(path)
      seen.append(Seen(path: path, answered: answered))
      waiting += links(in: answered).reversed()
    }
    return seen
  }

  private func links(in answered: Answered) -> [String] {
    var links = answered.fields[.location].map { [$0] } ?? []
    guard answered.fields[.contentType]?.hasPrefix("text/html") == true else { return links }
    for element in MarkupReader.elements(in: answered.text) {
      guard let target = element["href"] ?? (element["method"] == "post" ? nil : element["action"]) else { continue }
      let path = String(target.prefix { $0 != "#" })
      if path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/static/") { links.append(path) }
    }
    return links
  }

  /// A number, or a token of ten characters and the words that may follow it after a dash.
  private static func isParticular(_ segment: Substring.UTF8View) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    if !segment.isEmpty, segment.allSatisfy(isDigit) { return true }
    guard segment.prefix(10).count == 10, segment.prefix(10).allSatisfy({ isDigit($0) || (0x61...0x7A).contains($0) })
    else { return false }
    return segment.dropFirst(10).first.map { $0 == UInt8(ascii: "-") } ?? true
  }

  /// The address without what is particular in it: tokens, numbers and the values of a query.
  static func shape(of path: String) -> String {
    let parts = path.split(separator: "?", maxSplits: 1)
    let segments = (parts.first ?? "").split(separator: "/").map { segment in
      isParticular(segment.utf8) ? "{}" : String(segment)
    }
    guard parts.count == 2 else { return segments.joined(separator: "/") }
    let names = Set(parts[1].split(separator: "&").map { $0.prefix { $0 != "=" } })
    return segments.joined(separator: "/") + "?" + names.sorted().joined(separator: "&")
  }
}
