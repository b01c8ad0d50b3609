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
