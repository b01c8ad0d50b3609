/// A sentence of the product, written in French in the code and translated when it is shown.
///
/// Made only by `t("…")` and `t(count, one:, other:)`, so that a test can list every phrase from the sources.
public struct Phrase: Sendable, Hashable, ExpressibleByNilLiteral {
  enum Content: Sendable, Hashable {
    case nothing
    case one(PhraseLiteral)
    indirect case plural(count: Int, one: PhraseLiteral, other: PhraseLiteral)
    case verbatim(String)
  }
  let content: Content

  init(_ content: Content) { self.content = content }
  public init(nilLiteral: ()) { content = .nothing }

  /// A text that is the same in every language: a name, what somebody typed.
  public static func verbatim(_ text: String) -> Phrase { Phrase(.verbatim(text)) }

  /// The words of a French sentence that holds no value: written as they stand in the program, without a copy.
  public var words: StaticString? {
    if case .one(let literal) = content { literal.words } else { nil }
  }

  /// The sentence in `language`; the French one where the catalogue has no translation.
  public func text(in language: Language, _ catalogue: Catalogue) -> String {
    switch content {
    case .nothing: return ""
    case .verbatim(let text): return text
    case .one(let literal): return literal.text(in: language, catalogue)
    case .plural(let count, let one, let other):
      return (language.isSingular(count) ? one : other).text(in: language, catalogue)
    }
  }
}

/// Marks a French sentence for translation. Values are interpolated: `t("Bonjour \(name)")` has the key `Bonjour {0}`.
public func t(_ literal: PhraseLiteral) -> Phrase { Phrase(.one(literal)) }

/// Marks a sentence whose form follows a number: `t(count, one: "\(count) soutien", other: "\(count) soutiens")`.
public func t(_ count: Int, one: PhraseLiteral, other: PhraseLiteral) -> Phrase {
  Phrase(.plural(count: count, one: one, other: other))
}

/// What may stand between the quotes of `t("…")`: a key with numbered places, and the values that fill them.
public struct PhraseLiteral: ExpressibleByStringInterpolation, Sendable, Hashable {
  /// A value in a sentence; numbers and dates follow the language.
  enum Argument: Sendable, Hashable {
    case text(String)
    case number(Int)
    case moment(Instant, MomentStyle, WallClock)
    case phrase(Phrase)
  }
  private enum Key: Sendable {
    /// Words alone: nearly every sentence of a page.
    case words(StaticString)
    case places(String)
  }
  private let written: Key
  let arguments: [Argument]

  public init(stringLiteral value: StaticString) {
    written = .words(value)
    arguments = []
  }

  public init(stringInterpolation: StringInterpolation) {
    written = .places(stringInterpolation.key)
    arguments = stringInterpolation.arguments
  }

  var words: StaticString? { if case .words(let words) = written { words } else { nil } }

  var key: String {
    switch written {
    case .words(let words): words.description
    case .places(let key): key
    }
  }

  public static func == (left: PhraseLiteral, right: PhraseLiteral) -> Bool {
    left.key == right.key && left.arguments == right.arguments
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(arguments)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var key = ""
    var arguments: [Argument] = []

    public init(literalCapacity: Int, interpolationCount: Int) { key.reserveCapacity(literalCapacity + 4) }
    public mutating func appendLiteral(_ literal: StaticString) { key += literal.description }
    public mutating func appendInterpolation(_ value: String) { append(.text(value)) }
    public mutating func appendInterpolation(_ value: Int) { append(.number(value)) }
    public mutating func appendInterpolation(_ value: Phrase) { append(.phrase(value)) }
    public mutating func appendInterpolation(_ value: Instant, _ style: MomentStyle, on clock: WallClock = .paris) {
      append(.moment(value, style, clock))
    }

    mutating func append(_ argument: Argument) {
      key += "{\(arguments.count)}"
      arguments.append(argument)
    }
  }

  func text(in language: Language, _ catalogue: Catalogue) -> String {
    let template = catalogue.translation(of: key, in: language) ?? key
    guard !arguments.isEmpty else { return template }
    var result = template
    for (index, argument) in arguments.enumerated().reversed() {
      guard let place = result.firstRange(of: "{\(index)}") else { continue }
      result.replaceSubrange(place, with: text(of: argument, in: language, catalogue))
    }
    return result
  }

  private func text(of argument: Argument, in language: Language, _ catalogue: Catalogue) -> String {
    switch argument {
    case .text(let text): text
    case .number(let number): formatted(number, in: language)
    case .moment(let instant, let style, let clock): style.text(of: instant, in: language, on: clock)
    case .phrase(let phrase): phrase.text(in: language, catalogue)
    }
  }
}
