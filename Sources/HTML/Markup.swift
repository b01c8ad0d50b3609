public import Localization

/// What can be written into a page. Writing is synchronous, escapes by construction, and cannot fail.
public protocol Markup: Sendable {
  func write(to page: inout PageBuffer)
}

/// A piece of page made of other pieces; its stored properties are all that it needs, and it does no I/O.
public protocol Component: Markup {
  associatedtype Body: Markup
  @MarkupBuilder var body: Body { get }
}

extension Component {
  @inlinable public func write(to page: inout PageBuffer) { body.write(to: &page) }
}

/// The bytes of a page as it is written, with the language it is written in.
public struct PageBuffer {
  public var bytes: [UInt8] = []
  public let language: Language
  public let catalogue: Catalogue
  /// What each form that posts carries, so that another site cannot post in a person's name.
  public let formToken: String
  /// Whether a form that posts was written: the page then belongs to one browser and is kept by no cache.
  public var hasForm = false

  @inlinable public init(language: Language, catalogue: Catalogue, formToken: String = "", capacity: Int = 16_384) {
    self.language = language
    self.catalogue = catalogue
    self.formToken = formToken
    bytes.reserveCapacity(capacity)
  }

  @inlinable public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  @inlinable public mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Text or the value of an attribute: `& < > " '` become references, NUL (which HTML forbids) the replacement mark.
  @inlinable public mutating func escaped(_ text: String) {
    var copy = text
    copy.withUTF8 { escaped($0) }
  }

  @usableFromInline mutating func escaped(_ source: UnsafeBufferPointer<UInt8>) {
    // Runs without a mark to escape are copied whole.
    var start = 0
    for place in source.indices where source[place] <= UInt8(ascii: ">") {
      let reference: StaticString
      switch source[place] {
      case UInt8(ascii: "&"): reference = "&amp;"
      case UInt8(ascii: "<"): reference = "&lt;"
      case UInt8(ascii: ">"): reference = "&gt;"
      case UInt8(ascii: "\""): reference = "&quot;"
      case UInt8(ascii: "'"): reference = "&#39;"
      case 0: reference = "\u{FFFD}"
      default: continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<place]))
      raw(reference)
      start = place + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
  }

  @inlinable public mutating func phrase(_ phrase: Phrase) {
    if language == .french, let words = phrase.words {
      words.withUTF8Buffer { escaped($0) }
    } else {
      escaped(phrase.text(in: language, catalogue))
    }
  }
}

/// Text that is already HTML: the output of the Markdown renderer and our own SVG, nothing else.
public struct UnsafelyUnescaped: Markup {
  public let html: String
  @inlinable public init(unsafelyUnescaped html: String) { self.html = html }
  @inlinable public func write(to page: inout PageBuffer) { page.raw(html) }
}

extension String: Markup {
  @inlinable public func write(to page: inout PageBuffer) { page.escaped(self) }
}

extension Phrase: Markup {
  @inlinable public func write(to page: inout PageBuffer) { page.phrase(self) }
}

/// A whole number, written as the page's language writes it.
extension Int: Markup {
  @inlinable public func write(to page: inout PageBuffer) { page.escaped(formatted(self, in: page.language)) }
}
