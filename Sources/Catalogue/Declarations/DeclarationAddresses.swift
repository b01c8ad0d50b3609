import Localization
import Platform

/// `/services/8f3k29qrst-guichet/declaration`: what one's organisation says of it.
package struct DeclarationAddress: AddressOfSheet {
  package static let pattern: StaticString = "/services/{service}/declaration"
  package var sheet: SheetAddress
  package init(sheet: SheetAddress) { self.sheet = sheet }
}

/// `/services/8f3k29qrst-guichet/declaration/fin`
struct DeclarationEndAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/declaration/fin"
  var sheet: SheetAddress
}

/// What is said in a form.
struct DeclarationTyped: Input {
  static let fields: Set<String> = ["sorte", "depuis", "version", "contact"]
  var kind: Declaration.Kind?
  var since: String
  var version: String
  var contact: String

  init(_ visit: Visit) {
    kind = visit.form["sorte"].flatMap { Declaration.Kind(slug: $0) }
    since = Declaration.Saying.date(Self.line(visit.form["depuis"]))
    version = Self.line(visit.form["version"])
    contact = Self.line(visit.form["contact"])
  }

  /// What was said before, to be said again.
  init(_ saying: Declaration.Saying?, kind: Declaration.Kind?) {
    self.kind = saying?.kind ?? kind
    since = saying?.since ?? ""
    version = saying?.version ?? ""
    contact = saying?.contact ?? ""
  }

  var saying: Declaration.Saying? {
    kind.map { Declaration.Saying(kind: $0, since: since, version: version, contact: contact) }
  }

  private static func line(_ text: String?) -> String {
    String((text ?? "").unicodeScalars.filter { $0 != "\0" }.map(Character.init))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

struct DeclarationEnding: Input {
  static let fields: Set<String> = ["sorte"]
  var kind: Declaration.Kind?
  init(_ visit: Visit) { kind = visit.form["sorte"].flatMap { Declaration.Kind(slug: $0) } }
}
