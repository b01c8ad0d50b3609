import Foundation
import FoundationXML

/// What a feed says, by the path of its elements: `feed/entry/title`; of links, the address by their relation.
final class FeedReader: NSObject, XMLParserDelegate {
  private var path: [String] = []
  private var text = ""
  private var found: [String: [String]] = [:]

  struct NotXML: Error {}

  static func read(_ text: String) throws -> [String: [String]] {
    let reader = FeedReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw NotXML() }
    return reader.found
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    text = ""
    guard name == "link", let relation = attributes["rel"] else { return }
    found[path.joined(separator: "/") + "@" + relation, default: []].append(attributes["href"] ?? "")
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    found[path.joined(separator: "/"), default: []].append(text)
    path.removeLast()
    text = ""
  }
}
