import Localization
import Testing

@testable import HTML

@Suite("Typed HTML")
struct MarkupTests {
  private func text(_ markup: some Markup) -> String {
    var page = PageBuffer(language: .french, catalogue: Catalogue())
    markup.write(to: &page)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea><script>", "' onmouseover='x",
    "\u{202E}", "\u{0}",
  ]

  @Test("Text and attributes escape whatever is put into them", arguments: hostile)
  func escapes(value: String) {
    let written = text(p(.class(value), .named("title", phrase: .verbatim(value))) { value })
    #expect(!written.dropFirst(2).dropLast(4).contains("<"))
    #expect(written.filter { $0 == "\"" }.count == 4)
    #expect(!written.contains("\u{0}"))
  }

  @Test(
    "A link bears no scheme that runs or embeds anything",
    arguments: [
      "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", " javascript:x",
      "vbscript:x", "\u{1}javascript:x",
    ])
  func addresses(address: String) { #expect(text(a(.href(address)) { "x" }) == "<a href=\"#\">x</a>") }

  @Test(
    "Ordinary addresses stay", arguments: ["/a?b=c:d", "https://exemple.fr/", "#contenu", "mailto:a@b.example", "page"])
  func ordinaryAddresses(address: String) { #expect(safeAddress(address) == address) }

  @Test("An attribute without value, a condition that fails and an empty list leave nothing behind")
  func absent() {
    let names: [String] = []
    let markup = ul(.id(nil), .class("a", if: false), .checked(false)) {
      for name in names { li { name } }
      if names.count > 1 { li { "plusieurs" } }
    }
    #expect(text(markup) == "<ul></ul>")
  }

  @Test("A page of depth twelve compiles quickly and writes in order")
  func depth() {
    let markup = div { div { div { div { div { div { div { div { div { div { div { div { "a" } } } } } } } } } } } }
    #expect(text(markup).hasSuffix("a" + String(repeating: "</div>", count: 12)))
  }
}
