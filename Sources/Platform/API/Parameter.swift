package import Localization

/// A parameter of the API: its name, what it may be, and how it is read. The same declaration reads it, refuses it and
/// describes it in the document.
package struct Parameter<Value: Sendable>: DeclaredParameter {
  package let name: String
  package let description: Phrase
  package let schema: JSONSchema
  let read: @Sendable (String) -> Value?

  /// - Parameter read: nil for what `schema` does not allow.
  package init(
    _ name: String, _ description: Phrase, _ schema: JSONSchema, _ read: @escaping @Sendable (String) -> Value?
  ) {
    self.name = name
    self.description = description
    self.schema = schema
    self.read = read
  }

  package func accepts(_ text: String) -> Bool { read(text) != nil }
}

/// A parameter, whatever it holds.
package protocol DeclaredParameter: Sendable {
  var name: String { get }
  var description: Phrase { get }
  var schema: JSONSchema { get }
  func accepts(_ text: String) -> Bool
}

extension Parameter {
  /// One of some values, each by its word.
  package static func choice(
    _ name: String, among values: [Value], _ description: Phrase, by word: (Value) -> String
  ) -> Parameter {
    let words = values.map(word)
    let known = Dictionary(zip(words, values)) { first, _ in first }
    return Parameter(name, description, .choice(words)) { known[$0] }
  }
}

extension Parameter where Value == Int {
  package static func integer(_ name: String, in bounds: ClosedRange<Int>, _ description: Phrase) -> Parameter {
    Parameter(name, description, .integer(from: Int64(bounds.lowerBound), to: Int64(bounds.upperBound))) { text in
      // As it is written: neither `+5` nor `05`.
      Int(text).flatMap { bounds.contains($0) && String($0) == text ? $0 : nil }
    }
  }
}

extension Parameter where Value == String {
  /// Words to be found.
  package static func search(_ name: String, _ description: Phrase) -> Parameter {
    Parameter(name, description, .text(longest: Limits.searchCharacters, pattern: "^[^\\u0000]*$")) { text in
      text.unicodeScalars.count <= Limits.searchCharacters ? text : nil
    }
  }

  /// The readable identifier of a thing: `services-2021`.
  package static func slug(_ name: String, _ description: Phrase) -> Parameter {
    Parameter(name, description, .text(longest: 60, pattern: "^[a-z0-9-]+$")) { text in
      let isSlug = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
      return isSlug && (1...60).contains(text.utf8.count) ? text : nil
    }
  }

  /// The public token of a thing.
  package static func token(_ name: String, _ description: Phrase) -> Parameter {
    Parameter(name, description, .text(pattern: "^[0-9a-hjkmnp-tv-z]{10}$")) { text in
      text.utf8.count == Token.length && Token(prefixOf: text) != nil ? text : nil
    }
  }
}

/// What a query holds of the parameters that an address declares, once nothing in it is refused.
package struct AskedParameters: Sendable {
  private let values: [String: String]
  private let declared: Set<String>

  init(_ query: FormFields, declared: [any DeclaredParameter]) throws(ParametersRefusal) {
    var values: [String: String] = [:]
    var faults: [ParametersRefusal.Fault] = []
    for (name, value) in query.pairs {
      guard let parameter = declared.first(where: { $0.name == name }) else {
        faults.append(.init(name: name, reason: .unknown))
        continue
      }
      if !parameter.accepts(value) { faults.append(.init(name: name, reason: .malformed(parameter.schema))) }
      if values.updateValue(value, forKey: name) != nil { faults.append(.init(name: name, reason: .repeated)) }
    }
    guard faults.isEmpty else { throw ParametersRefusal(faults: faults) }
    self.values = values
    self.declared = Set(declared.map(\.name))
  }

  package subscript<Value>(_ parameter: Parameter<Value>) -> Value? {
    assert(declared.contains(parameter.name), "\(parameter.name) is read, and not declared")
    return values[parameter.name].flatMap(parameter.read)
  }

  /// The same question at another place of its list.
  package func query(_ own: [(name: String, value: String)] = [], at cursor: Cursor) -> String {
    var values = self.values
    for (name, value) in own { values[name] = value }
    values[Paging.cursor.name] = cursor.text
    return "?"
      + values.sorted { $0.key < $1.key }.map { "\($0.key)=\(percentEncoded($0.value))" }.joined(separator: "&")
  }
}

/// Parameters that an address does not have, has once only, or cannot read: told each by its name (RFC 9457).
struct ParametersRefusal: Refusal {
  enum Reason: Sendable {
    case unknown, repeated
    case malformed(JSONSchema)
  }
  struct Fault: Sendable {
    var name: String
    var reason: Reason
  }
  /// How many are told.
  static let shown = 20

  var faults: [Fault]
  var status: Int { 400 }
  var sentence: Phrase { t("Des paramètres de cette adresse ne sont pas connus, ou pas lisibles.") }
}

extension ParametersRefusal.Reason {
  var sentence: Phrase {
    switch self {
    case .unknown: t("Paramètre inconnu.")
    case .repeated: t("Ce paramètre se donne une fois.")
    case .malformed(.choice(let words)):
      t("Valeur attendue : \(words.joined(separator: ", ")).")
    case .malformed(.integer(let least?, let most?)): t("Nombre attendu, de \(Int(least)) à \(Int(most)).")
    case .malformed: t("Valeur illisible.")
    }
  }
}
