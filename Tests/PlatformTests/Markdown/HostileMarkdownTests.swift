import Testing

@testable import Platform

/// Texts by which Markdown has been led to write what its author may not (SECURITY 3): our own, in the order of the
/// chapters of CommonMark and of GitHub's additions.
@Suite("Hostile Markdown")
struct HostileMarkdownTests {
  static let texts = [
    // Entities and escapes.
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3C;img src=x onerror=alert(1)&#x3e;",
    "\\<script>alert(1)</script>", "&NewLine;<svg onload=alert(1)>", "&#0;<b>", "&#x110000;",
    // Thematic breaks, headings, blocks.
    "# <img src=x onerror=alert(1)>", "<h1 onclick=alert(1)>a</h1>\n===", "- <iframe src=//mal.example>\n- b",
    "> <style>*{display:none}</style>", "1. <base href=//mal.example>", "    <script>alert(1)</script>",
    "```<script>\nalert(1)\n```", "~~~ \" onload=alert(1) x=\"\nbody\n~~~", "```\"><img/src=x/onerror=alert(1)>\n```",
    // The seven kinds of HTML blocks.
    "<script>\nalert(1)\n\nb\n</script>", "<pre onclick=alert(1)>", "<textarea autofocus onfocus=alert(1)>",
    "<!-- a --><img src=x onerror=alert(1)>", "<!-->\n<script>alert(1)</script>", "<!--->-->", "<?php alert(1) ?>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<![CDATA[<script>alert(1)</script>]]>",
    "<div\nonclick=alert(1)>\n\n*a*\n\n</div>",
    "<x:script>alert(1)</x:script>", "</script><script>alert(1)</script>", "<ScRiPt\n>alert(1)</ScRiPt\n>",
    // Link reference definitions.
    "[a]: javascript:alert(1)\n\n[a]", "[a]: <javascript:alert(1)>\n\n[a][]",
    "[a]: /x \"\\\" onclick=alert(1) \\\"\"\n\n[a]",
    "[a]: data:text/html,<script>alert(1)</script>\n\n![a]", "[A]: vbscript:x\n\n[a]",
    // Inlines: code, emphasis, links, images, autolinks, raw HTML.
    "`<script>alert(1)</script>`", "``\"><script>``", "*<img src=x onerror=alert(1)>*", "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)", "[a]( javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](java\nscript:alert(1))",
    "[a](java&Tab;script:alert(1))", "[a](java&#x0A;script:alert(1))", "[a](&#x6A;avascript:alert(1))",
    "[a](&#106;&#97;vascript:alert(1))", "[a](\\javascript:alert(1))", "[a](javascript&colon;alert(1))",
    "[a](\u{1}javascript:alert(1))", "[a](vbscript:x)", "[a](file:///etc/passwd)", "[a](data:text/html;base64,PHM+)",
    "[a](/x \"title\\\" onmouseover=alert(1) \\\"\")", "[a](/x 'a' onclick='b')", "[a](/x\"onclick=alert(1))",
    "![a](x\" onerror=alert(1) \")", "![\"onerror=alert(1) a=\"](x)", "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)", "<javascript:alert(1)>", "<JavaScript:alert(1)>",
    "<data:text/html,x>", "<https://a.example/\"onclick=alert(1)>", "<a@b.example\"onclick=alert(1)>",
    "<a href=\"javascript:alert(1)\">a</a>", "<a\thref=x>a", "<a/onclick=alert(1)>a", "a<b onclick=alert(1)//>c",
    "<img\nsrc=x\nonerror=alert(1)\n>", "<svg/onload=alert(1)>", "<math><mi xlink:href=javascript:alert(1)>",
    "[<img src=x onerror=alert(1)>](/x)", "[a](</x\" onclick=\"alert(1)>)", "[![b](javascript:x)](javascript:y)",
    // GitHub's additions: tables, strikethrough; autolinks and task lists are not on.
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |", "| a |\n|:--\" onclick=alert(1)|\n| b |",
    "| [a](javascript:alert(1)) |\n|---|\n| `\\|<b>` |", "~~<script>alert(1)</script>~~",
    "- [ ] <input autofocus onfocus=x>",
    "www.mal.example/\"><script>alert(1)</script>", "javascript:alert(1)", "a@b.example\"><script>", "<amail:+;>",
    "[a](//mal.example)", "[a](\\\\\\\\mal.example)",
    "[a](/\\\\mal.example)", "[a](foo:bar)", "![a](//mal.example/x.png)",
    // Beside the grammar.
    "\u{202E}<script>alert(1)</script>", "<script\u{0}>alert(1)</script>", "\u{FEFF}<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞", "<scr\u{AD}ipt>alert(1)</scr\u{AD}ipt>",
  ]

  @Test("Nothing of it becomes an element that acts, an attribute, or an address that runs", arguments: texts)
  func harmless(text: String) { Self.expectHarmless(text) }

  /// Alone, between paragraphs and in a list; as a text of its own and as a remark.
  static func expectHarmless(_ text: String) {
    let written = [text, "a\n\n" + text + "\n\nb", "- " + text]
    for rendered in written.map({ Markdown($0, under: 2).html }) + written.map({ Markdown($0).html }) {
      let tags = rendered.matches(of: /<[a-zA-Z\/][^>]*>/).map { String($0.0) }
      for tag in tags {
        let name = tag.drop { "</".contains($0) }.prefix { $0.isLetter || $0.isNumber }
        #expect(allowed.contains(String(name)), "\(text) → \(tag)")
        // Outside the values of its attributes.
        let bare = tag.replacing(/"[^"]*"/, with: "").lowercased()
        #expect(!bare.contains(/\bon[a-z]+ *=/) && !bare.contains("style"), "\(text) → \(tag)")
        for match in tag.matches(of: /(?:href|src)="([^"]*)"/) {
          let target = String(match.1).lowercased().replacing("&amp;", with: "&")
          let scheme = target.prefix { $0.isLetter || $0.isNumber || "+.-".contains($0) }
          let hasScheme = target.dropFirst(scheme.count).hasPrefix(":")
          let isSafe = ["http", "https", "mailto", "tel"].contains(String(scheme))
          #expect(hasScheme ? isSafe : !target.hasPrefix("//"), "\(text) → \(tag)")
        }
      }
    }
  }

  private static let allowed: Set<String> = [
    "p", "em", "strong", "del", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "br", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td",
  ]

  @Test("What is deep, long or repeated ends soon, and is whole")
  func deep() {
    for piece in ["[", "![", "*a **b ", "> ", "- ", "<", "`", "|a", "((", "[a](", "&", "\\", "_a __", "~", "<!--"] {
      let text = String(repeating: piece, count: 4000)
      #expect(!Markdown(text, under: 2).html.isEmpty && !Markdown(text).html.isEmpty, "\(piece)")
    }
  }
}
