import Consultations
import Platform

/// What a text was when somebody began to change it: the mark of each answer, and not the answers themselves. It stands
/// in the form, so that the server can tell which answers she has touched, and which others have, with or without
/// JavaScript.
struct DraftBase: Sendable, Equatable {
  private var marks: [String: String] = [:]

  init(_ text: ContributionText, _ rubric: Rubric) {
    for field in text.fields(rubric) where !text[field].isEmpty { marks[field.name] = Self.mark(text[field]) }
  }

  /// From a form: `titre:9af1… pour-qui:03bc…`; nil where it says nothing.
  init?(form text: String?) {
    guard let text, text.hasPrefix("1"), text.utf8.count <= Self.longest else { return nil }
    for pair in text.split(separator: " ").dropFirst() {
      guard let colon = pair.lastIndex(of: ":") else { return nil }
      marks[String(pair[..<colon])] = String(pair[pair.index(after: colon)...])
    }
  }

  private static let longest = 20_000

  var text: String { (["1"] + marks.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }).joined(separator: " ") }

  /// Whether it had this very answer.
  func holds(_ answer: [String], to field: ContributionText.Field) -> Bool {
    marks[field.name] == (answer.isEmpty ? nil : Self.mark(answer))
  }

  /// FNV-1a of 64 bits (draft-eastlake-fnv §2): told apart are versions of one's own text, and nobody is proved
  /// anything by it.
  private static func mark(_ answer: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in answer.joined(separator: "\0").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }
}

/// How somebody who saves had seen the draft.
struct DraftSeen: Sendable, Equatable {
  var revision: Int
  /// Drawn with the form: what the same window saved and was not told of, for the line was cut, is no conflict.
  var window = ""
  /// Nil where it was not said: then the revision alone decides.
  var base: DraftBase?

  init(revision: Int, window: String = "", base: DraftBase? = nil) {
    self.revision = revision
    self.window = window
    self.base = base
  }

  init(_ visit: Visit) {
    revision = visit.form["revision"].flatMap { Int($0) } ?? 0
    window = visit.form["fenetre"].flatMap { Token(prefixOf: $0) }?.text ?? ""
    base = DraftBase(form: visit.form["base"])
  }
}

/// Two texts of one draft laid upon one another, answer by answer: what one alone has changed is taken, what both have
/// changed is in conflict.
struct DraftMerge: Sendable {
  /// The text, as far as it is decided; the answers in conflict are those of `typed`.
  var text: ContributionText
  var conflicts: [ContributionText.Field] = []

  /// - Parameters:
  ///   - base: what whoever typed had before her; nil where it is not known.
  ///   - isNewer: whether somebody has saved since she looked, where that is all that is known.
  init(
    _ typed: ContributionText, upon kept: ContributionText, _ rubric: Rubric, base: DraftBase?, isNewer: Bool
  ) {
    text = typed
    let extra = kept.fields(rubric).filter { !typed.fields(rubric).contains($0) }
    for field in typed.fields(rubric) + extra where typed[field] != kept[field] {
      guard let base else {
        if isNewer { conflicts.append(field) }
        continue
      }
      if base.holds(kept[field], to: field) { continue }
      if base.holds(typed[field], to: field) { text[field] = kept[field] } else { conflicts.append(field) }
    }
  }
}
