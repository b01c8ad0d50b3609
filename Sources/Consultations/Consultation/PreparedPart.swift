import Crypto
import HTML
import Localization
import Platform

/// A part of a consultation as an administrator types it. The form carries the mark of what she saw: when somebody else
/// has saved another meanwhile, nothing is overwritten, and both are shown.
protocol PreparedPart: Input {
  /// The mark of what the page showed; nil from a program that does not guard itself.
  var seen: String? { get }
  /// All that it holds, in the order of the page.
  var lines: [PreparedLine] { get }
}

/// One value of a part, to be compared and shown.
struct PreparedLine: Sendable {
  var field: String
  var label: Phrase
  var value: String
  var shown: [Phrase]

  init(_ field: String, _ label: Phrase, _ value: String, shown: [Phrase]? = nil) {
    self.field = field
    self.label = label
    self.value = value
    self.shown = shown ?? [.verbatim(value)]
  }
}

extension PreparedPart {
  static var revisionField: String { "revision" }

  /// Another for any other content.
  var revision: String {
    var hash = SHA256()
    for line in lines {
      for text in [line.field, line.value] { hash.update(data: Array("\(text.utf8.count):\(text)".utf8)) }
    }
    return String(hexadecimal(hash.finalize()).prefix(32))
  }

  /// Refuses to overwrite what was not seen; what is already as typed contests nothing.
  /// - Parameter current: what is kept now.
  /// - Throws: `PreparationConflict`.
  func check(against current: Self) throws(PreparationConflict) {
    guard let seen, seen != current.revision else { return }
    let typed = Dictionary(lines.map { ($0.field, $0.value) }) { first, _ in first }
    let other = current.lines.filter { typed[$0.field] != $0.value }
    guard !other.isEmpty || lines.count != current.lines.count else { return }
    throw PreparationConflict(other: other, revision: current.revision)
  }
}

/// Somebody else has saved the same part meanwhile.
struct PreparationConflict: Refusal {
  /// What is kept now, where it is not what was typed.
  var other: [PreparedLine]
  /// Its mark: saving once more is then knowing it.
  var revision: String

  var status: Int { 409 }
  var sentence: Phrase {
    t("Quelqu’un d’autre a enregistré cette page entre-temps. Votre saisie est gardée : comparez, puis enregistrez.")
  }
}

/// The mark of what the page shows, and, after a conflict, what the other has saved.
struct SeenRevision: Component {
  var revision: String
  var conflict: PreparationConflict?

  var body: some Markup {
    input(.type("hidden"), .name("revision"), .value(conflict?.revision ?? revision))
    if let conflict {
      div(.class("notice notice-wait"), .role("alert")) {
        p { conflict.sentence }
        h2(.class("h3")) { t("Ce qui est enregistré maintenant") }
        dl { for line in conflict.other { OtherLine(line: line) } }
      }
    }
  }
}

private struct OtherLine: Component {
  var line: PreparedLine

  var body: some Markup {
    dt { line.label }
    dd {
      if line.value.isEmpty { t("(rien)") } else { for word in line.shown { OtherWord(word: word) } }
    }
  }
}

private struct OtherWord: Component {
  var word: Phrase
  var body: some Markup {
    word
    " "
  }
}
