import CMarkGFM
import Foundation
package import HTML

/// A text in Markdown (GitHub's flavour, by cmark-gfm in its safe mode): HTML in it is left out; a link leads to a page
/// or to a mail, or is no link (SECURITY 1); an image becomes a link, so that no page calls another site.
package struct Markdown: Markup {
  package let text: String
  /// The level of the heading under which it stands: its own headings follow, without a gap. Without one it stands
  /// among others (a remark), and its headings become lines in bold, out of the page's outline.
  package let level: Int?

  package init(_ text: String, under level: Int? = nil) {
    self.text = text
    self.level = level
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
    let replaced = tame(root)
    defer { for node in replaced { cmark_node_free(node) } }
    guard let output = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
    defer { free(output) }
    return String(cString: output)
  }

  /// Fits headings, images and links to the page; the nodes that it took out, to be freed once all is written.
  private func tame(_ root: OpaquePointer) -> [OpaquePointer] {
    var headings: [OpaquePointer] = []
    var images: [OpaquePointer] = []
    var strays: [OpaquePointer] = []
    guard let walk = cmark_iter_new(root) else { return [] }
    while cmark_iter_next(walk) != CMARK_EVENT_DONE {
      guard cmark_iter_get_event_type(walk) == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_HEADING { headings.append(node) }
      guard type == CMARK_NODE_IMAGE || type == CMARK_NODE_LINK else { continue }
      if !Self.leadsSafely(node) || Self.isInLink(node) {
        strays.append(node)
      } else if type == CMARK_NODE_IMAGE {
        images.append(node)
      }
    }
    cmark_iter_free(walk)
    if let level { Self.fit(headings, under: level) }
    let flat = level == nil ? headings : []
    for node in flat { Self.put(CMARK_NODE_PARAGRAPH, CMARK_NODE_STRONG, for: node) }
    for node in images { Self.put(CMARK_NODE_LINK, nil, for: node) }
    for node in strays { Self.put(CMARK_NODE_CUSTOM_INLINE, nil, for: node) }
    return flat + images + strays
  }

  private static func isInLink(_ node: OpaquePointer) -> Bool {
    var parent = cmark_node_parent(node)
    while let above = parent {
      if cmark_node_get_type(above) == CMARK_NODE_LINK { return true }
      parent = cmark_node_parent(above)
    }
    return false
  }

  /// Whether a link stays on this site, opens a page of another, or begins a mail or a call. A browser leaves out
  /// controls and spaces before it looks for a scheme (WHATWG URL §4.4).
  private static func leadsSafely(_ node: OpaquePointer) -> Bool {
    guard let written = cmark_node_get_url(node) else { return false }
    let address = String(cString: written).unicodeScalars.filter { $0.value > 0x20 }
    let bare = String(String.UnicodeScalarView(address)).lowercased()
    if ["https:", "http:", "mailto:", "tel:"].contains(where: { bare.hasPrefix($0) }) { return true }
    let isElsewhere = ["//", "/\\", "\\"].contains { bare.hasPrefix($0) }
    return !isElsewhere && !bare.prefix { !"/?#\\".contains($0) }.contains(":")
  }

  /// Gives each heading the level that follows from those above it, whichever its author chose.
  private static func fit(_ headings: [OpaquePointer], under level: Int) {
    var open: [Int32] = []
    for heading in headings {
      let written = cmark_node_get_heading_level(heading)
      while let last = open.last, last >= written { open.removeLast() }
      open.append(written)
      cmark_node_set_heading_level(heading, Int32(min(6, level + open.count)))
    }
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
    if outer == CMARK_NODE_LINK, let address = cmark_node_get_url(node) { cmark_node_set_url(made, address) }
    while let child = cmark_node_first_child(node) { cmark_node_append_child(holder, child) }
    cmark_node_replace(node, made)
  }

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
