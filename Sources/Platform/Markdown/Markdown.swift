import CMarkGFM
import Foundation
package import HTML

/// A text in Markdown (GitHub's flavour, by cmark-gfm in its safe mode): HTML in it is left out, and so are links whose
/// scheme runs code (SECURITY 1).
package struct Markdown: Markup {
  package let text: String

  package init(_ text: String) { self.text = text }

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
    guard let output = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else { return "" }
    defer { free(output) }
    return String(cString: output)
  }

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
