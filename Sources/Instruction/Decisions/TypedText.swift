import HTML
import Localization

/// What somebody had typed and can no longer send: nothing of it is lost.
struct TypedText: Component {
  private var texts: [[String]]

  /// Those that are empty are left out; nothing is shown where all are.
  init(_ texts: [String]) {
    self.texts = texts.filter { !$0.isEmpty }.map { $0.split(separator: "\n").map(String.init) }
  }

  var body: some Markup {
    if !texts.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Ce que vous aviez écrit") }
        for text in texts { div(.class("card")) { for line in text { p { line } } } }
      }
    }
  }
}
