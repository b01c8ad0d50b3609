import CMarkGFM
import Foundation
package import HTML

/// A text in Markdown (GitHub's flavour, by cmark-gfm in its safe mode): HTML in it is left out, and so are links whose
/// scheme runs code (SECURITY 1).
package struct Markdown: Markup {
  package let text: String
  /// Whether it stands inside a page of others: its headings become lines in bold, its images links, so that it neither
  /// takes part in the page's outline nor calls another site.
  package let isRemark: Bool

  package init(_ text: String, isRemark: Bool = false) {
    self.text = text
    self.isRemark = isRemark
  }

  package func write(to page: inout PageBuffer) { UnsafelyUnescaped(unsafelyUnescaped: html).write(to: &page) }

  package var html: String {
    Self.registered
    let options = CMARK_OPT_VALIDATE_UTF8
    guard let parser = cmark_parser_new(options) else { return "" }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough"] {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    var copy = text
    copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else { return "" }
    defer { cmark_node_free(root) }
    // What was taken out still holds the bytes of what it gave away.
    let replaced = isRemark ? Self.flatten(root) : []
    defer { for node in replaced { cmark_node_free(node) } }
    guard let output = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
    defer { free(output) }
    return String(cString: output)
  }

  /// Replaces headings and images; those that it took out, to be freed once all is written.
  private static func flatten(_ root: OpaquePointer) -> [OpaquePointer] {
    var flattened: [OpaquePointer] = []
    guard let walk = cmark_iter_new(root) else { return [] }
    while cmark_iter_next(walk) != CMARK_EVENT_DONE {
      guard cmark_iter_get_event_type(walk) == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_HEADING || type == CMARK_NODE_IMAGE { flattened.append(node) }
    }
    cmark_iter_free(walk)
    for node in flattened {
      let isHeading = cmark_node_get_type(node) == CMARK_NODE_HEADING
      put(isHeading ? CMARK_NODE_PARAGRAPH : CMARK_NODE_LINK, isHeading ? CMARK_NODE_STRONG : nil, for: node)
    }
    return flattened
  }

  /// Replaces a node by another sort, which takes its children, within a second one if need be.
  private static func put(
    _ outer: cmark_node_type, _ inner: cmark_node_type?, for node: OpaquePointer
  ) {
    guard let made = cmark_node_new(outer) else { return }
    var holder = made
    if let inner, let within = cmark_node_new(inner) {
      cmark_node_append_child(made, within)
      holder = within
    }
    if let address = cmark_node_get_url(node) { cmark_node_set_url(made, address) }
    while let child = cmark_node_first_child(node) { cmark_node_append_child(holder, child) }
    cmark_node_replace(node, made)
  }

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
