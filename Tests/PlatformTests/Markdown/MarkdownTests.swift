import Testing

@testable import Platform

@Suite("Markdown")
struct MarkdownTests {
  @Test(
    "What is written is rendered; what could run code is left out",
    arguments: [
      ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>\n"),
      ("<script>alert(1)</script>", "<!-- raw HTML omitted -->\n"),
      ("a <img src=x onerror=alert(1)> b", "<p>a <!-- raw HTML omitted --> b</p>\n"),
      ("[x](javascript:alert(1))", "<p>x</p>\n"),
      ("[x](JaVaScRiPt:alert(1))", "<p>x</p>\n"),
      ("[x](data:text/html;base64,PHNjcmlwdD4=)", "<p>x</p>\n"),
      ("[x](https://agence.example/)", "<p><a href=\"https://agence.example/\">x</a></p>\n"),
      ("", ""), ("\0", "<p>\u{FFFD}</p>\n"),
    ])
  func rendering(text: String, html: String) { #expect(Markdown(text).html == html) }

  @Test("Tables are those of GitHub; depth and length cannot stop it")
  func bounds() {
    #expect(Markdown("| a |\n|---|\n| b |").html.contains("<td>b</td>"))
    let deep = String(repeating: "> ", count: 20_000) + String(repeating: "[", count: 20_000)
    #expect(!Markdown(deep).html.isEmpty)
  }

  @Test("Headings follow the one that they stand under, whichever their author chose")
  func headings() {
    let text = "### Un\n\n# Deux\n\n#### Trois\n\n##### Quatre\n\n## Cinq"
    #expect(
      Markdown(text, under: 2).html
        == "<h3>Un</h3>\n<h3>Deux</h3>\n<h4>Trois</h4>\n<h5>Quatre</h5>\n<h4>Cinq</h4>\n")
  }

  @Test("An image in a link leaves its words to the link")
  func linkedImage() {
    let text = "[![Le logo](https://a.example/x.png)](https://b.example/)"
    #expect(Markdown(text).html == "<p><a href=\"https://b.example/\">Le logo</a></p>\n")
  }

  @Test("A remark inside a page has no heading and no image of its own")
  func remark() {
    let html = Markdown("# Un *mot*\n\n![x](https://a.example/x.png)\n\nSous-titre\n---").html
    #expect(
      html == "<p><strong>Un <em>mot</em></strong></p>\n<p><a href=\"https://a.example/x.png\">x</a></p>\n"
        + "<p><strong>Sous-titre</strong></p>\n")
  }
}
