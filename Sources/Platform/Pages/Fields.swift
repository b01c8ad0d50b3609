package import HTML
package import Localization

/// A line to fill: its label, its help, what was refused beside it, and what was typed. Its name is also its id.
package struct TextField: Component {
  package enum Kind: Sendable { case text, email, name, code, date, moment, address, digits }

  var name: String
  var sentence: Phrase
  var kind: Kind
  var value: String
  var longest: Int
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool
  /// Where what is typed finds what it may mean, and the hidden field that holds what was chosen.
  var suggestions: (address: String, field: String)?
  /// What the browser offers to complete with; anything else may be typed.
  var offered: [String]

  package init(
    _ name: String, _ label: Phrase, kind: Kind = .text, value: String, longest: Int, help: Phrase? = nil,
    refusal: Phrase? = nil, isOptional: Bool = false, suggestions: (address: String, field: String)? = nil,
    offered: [String] = []
  ) {
    self.offered = offered
    self.name = name
    self.sentence = label
    self.kind = kind
    self.value = value
    self.longest = longest
    self.help = help
    self.refusal = refusal
    self.isOptional = isOptional
    self.suggestions = suggestions
  }

  private var type: String {
    switch kind {
    case .email: "email"
    case .date: "date"
    case .moment: "datetime-local"
    case .address: "url"
    case .text, .name, .code, .digits: "text"
    }
  }
  private var completion: String? {
    switch kind {
    case .email: "email"
    case .name: "name"
    case .code: "one-time-code"
    case .text, .date, .moment, .address, .digits: nil
    }
  }
  private var list: String { name + "-offerts" }
  private var isNumeric: Bool { kind == .code || kind == .digits }

  package var body: some Markup {
    div(.class("field")) {
      FieldHeading(name: name, sentence: sentence, help: help, refusal: refusal, isOptional: isOptional)
      input(
        .type(type), .class("code-input", if: kind == .code), .id(name), .name(name), .value(value),
        .maxlength(longest), .named("autocomplete", completion), .named("inputmode", isNumeric ? "numeric" : nil),
        .named("list", offered.isEmpty ? nil : list), .named("data-suggest", suggestions?.address),
        .named("data-suggest-value", suggestions?.field),
        .describedBy(described(name, help, refusal)), .invalid(refusal != nil))
      if !offered.isEmpty { datalist(.id(list)) { for value in offered { option(.value(value)) {} } } }
    }
  }
}

/// A text to write, with a counter where there is a script.
package struct TextArea: Component {
  var name: String
  var sentence: Phrase
  var value: String
  var longest: Int
  var rows: Int
  /// One sentence, shown whole on a narrow screen: the Enter key sends the form, as in a field of one line.
  var isLine: Bool
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool

  package init(
    _ name: String, _ label: Phrase, value: String, longest: Int, rows: Int = 5, isLine: Bool = false,
    help: Phrase? = nil, refusal: Phrase? = nil, isOptional: Bool = false
  ) {
    self.name = name
    self.sentence = label
    self.value = value
    self.longest = longest
    self.rows = rows
    self.isLine = isLine
    self.help = help
    self.refusal = refusal
    self.isOptional = isOptional
  }

  /// The first new line after the tag is dropped by HTML: one more keeps that which was typed.
  private var kept: String { value.hasPrefix("\n") ? "\n" + value : value }

  package var body: some Markup {
    div(.class("field")) {
      FieldHeading(name: name, sentence: sentence, help: help, refusal: refusal, isOptional: isOptional)
      // No maxlength: a text that is too long is kept whole, counted, and refused with a sentence.
      textarea(
        .id(name), .name(name), .rows(rows), .flag("data-line", isLine), .describedBy(described(name, help, refusal)),
        .invalid(refusal != nil)
      ) { kept }
      p(
        .class("counter"), .named("data-counter", name), .named("data-limit", String(longest)),
        .named("data-text", phrase: t("\("{count}") sur \("{limit}") caractères"))
      ) {}
    }
  }
}

/// A list to choose one of.
package struct Choices: Component {
  package struct Option: Sendable {
    var value: String
    var sentence: Phrase
    package init(_ value: String, _ label: Phrase) {
      self.value = value
      self.sentence = label
    }
  }

  /// Options that are the same for everybody, in every language: drawn once.
  package struct Drawn: Sendable {
    private var bytes: [UInt8] = []
    /// Where the mark of the chosen one goes, by its value.
    private var places: [String: Int] = [:]

    package init() {}

    package init(_ options: [(value: String, label: String)]) {
      var page = PageBuffer(language: .french, catalogue: Catalogue())
      for option in options {
        page.raw("<option value=\"")
        page.escaped(option.value)
        page.raw("\"")
        places[option.value] = page.count
        page.raw(">")
        page.escaped(option.label)
        page.raw("</option>")
      }
      bytes = page.bytes
    }

    fileprivate func write(chosen: String, to page: inout PageBuffer) {
      guard let place = places[chosen] else { return page.drawn(bytes[...]) }
      page.drawn(bytes[..<place])
      page.raw(" selected")
      page.drawn(bytes[place...])
    }
  }

  /// Options that belong together, under a heading.
  package struct Group: Sendable {
    var heading: Phrase
    var options: Drawn
    package init(_ heading: Phrase, _ options: Drawn) {
      self.heading = heading
      self.options = options
    }
  }

  /// The options one after the other, without an element for each: a list of departments has a hundred of them.
  private struct Options: Markup {
    var options: [Option]
    var groups: [Group]
    var chosen: String

    func write(to page: inout PageBuffer) {
      for option in options {
        page.raw("<option value=\"")
        page.escaped(option.value)
        let end: StaticString = option.value == chosen ? "\" selected>" : "\">"
        page.raw(end)
        page.phrase(option.sentence)
        page.raw("</option>")
      }
      for group in groups {
        page.raw("<optgroup label=\"")
        page.phrase(group.heading)
        page.raw("\">")
        group.options.write(chosen: chosen, to: &page)
        page.raw("</optgroup>")
      }
    }
  }

  var name: String
  var sentence: Phrase
  var options: [Option]
  var groups: [Group]
  var chosen: String
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool
  /// The form to which it belongs, where it stands outside.
  var form: String?

  package init(
    _ name: String, _ label: Phrase, _ options: [Option], groups: [Group] = [], chosen: String, help: Phrase? = nil,
    refusal: Phrase? = nil, isOptional: Bool = false, form: String? = nil
  ) {
    self.name = name
    self.sentence = label
    self.options = options
    self.groups = groups
    self.chosen = chosen
    self.help = help
    self.refusal = refusal
    self.isOptional = isOptional
    self.form = form
  }

  package var body: some Markup {
    div(.class("field")) {
      FieldHeading(name: name, sentence: sentence, help: help, refusal: refusal, isOptional: isOptional)
      select(
        .id(name), .name(name), .named("form", form), .describedBy(described(name, help, refusal)),
        .invalid(refusal != nil)
      ) {
        Options(options: options, groups: groups, chosen: chosen)
      }
    }
  }
}

/// One radio button or check box with its label, as large as a finger.
package struct Choice: Component {
  package enum Kind: String, Sendable { case radio, checkbox }

  var kind: Kind
  var name: String
  var value: String
  var sentence: Phrase
  var help: Phrase?
  var isChosen: Bool

  package init(_ kind: Kind, _ name: String, _ value: String, _ label: Phrase, help: Phrase? = nil, isChosen: Bool) {
    self.kind = kind
    self.name = name
    self.value = value
    self.sentence = label
    self.help = help
    self.isChosen = isChosen
  }

  private var id: String { "\(name)-\(value)" }

  package var body: some Markup {
    div(.class("choice")) {
      input(
        .type(kind.rawValue), .id(id), .name(name), .value(value), .checked(isChosen),
        .describedBy(help == nil ? nil : id + "-aide"))
      div {
        label(.for(id)) { sentence }
        if let help { span(.class("help"), .id(id + "-aide")) { help } }
      }
    }
  }
}

/// A file of this device to choose.
package struct FileField: Component {
  var name: String
  var sentence: Phrase
  /// Endings and types that browsers offer first; what is taken is told from the content.
  var accepts: String
  var isMultiple: Bool
  var help: Phrase?
  var refusal: Phrase?

  package init(
    _ name: String, _ label: Phrase, accepts: String, isMultiple: Bool = false, help: Phrase? = nil,
    refusal: Phrase? = nil
  ) {
    self.name = name
    self.sentence = label
    self.accepts = accepts
    self.isMultiple = isMultiple
    self.help = help
    self.refusal = refusal
  }

  package var body: some Markup {
    div(.class("field")) {
      FieldHeading(name: name, sentence: sentence, help: help, refusal: refusal, isOptional: false)
      input(
        .type("file"), .id(name), .name(name), .named("accept", accepts), .flag("multiple", isMultiple),
        .describedBy(described(name, help, refusal)), .invalid(refusal != nil))
    }
  }
}

private struct FieldHeading: Component {
  var name: String
  var sentence: Phrase
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool

  var body: some Markup {
    label(.for(name)) {
      sentence
      if isOptional { span(.class("optional")) { t(" (facultatif)") } }
    }
    if let help { p(.class("help"), .id(name + "-aide")) { help } }
    if let refusal { p(.class("error"), .id(name + "-erreur")) { refusal } }
  }
}

private func described(_ name: String, _ help: Phrase?, _ refusal: Phrase?) -> String? {
  let ids = [help.map { _ in name + "-aide" }, refusal.map { _ in name + "-erreur" }].compactMap(\.self)
  return ids.isEmpty ? nil : ids.joined(separator: " ")
}

/// The refusals of a form, before it; the script gives it the focus.
package struct ErrorSummary: Component {
  private var refusals: [(field: String, sentence: Phrase)]

  package init(field: String, sentence: Phrase) { refusals = [(field, sentence)] }

  /// Several, in the order of the page.
  package init(_ refusals: [(field: String, sentence: Phrase)]) { self.refusals = refusals }

  package var body: some Markup {
    div(.class("error-summary"), .role("alert"), .named("tabindex", "-1")) {
      for refusal in refusals { p { a(.href("#" + refusal.field)) { refusal.sentence } } }
    }
  }
}
