/// What a value of the API can be: how OpenAPI 3.1 says it (JSON Schema 2020-12).
package indirect enum JSONSchema: Sendable {
  /// One of these words.
  case choice([String])
  /// A text of some characters at most, all of it as `pattern` says.
  case text(longest: Int? = nil, pattern: String? = nil)
  case integer(from: Int64? = nil, to: Int64? = nil)
  case flag
  /// RFC 3339, in UTC.
  case instant
  /// Of a page or of this API, whole.
  case address
  /// An object whose members are told elsewhere.
  case object
  /// A shape, by its name.
  case shape(String)
  case list(JSONSchema)
  case orNull(JSONSchema)

  func write(to json: inout JSONWriter, description: String? = nil) {
    var members = self.members
    if let description { members.append(("description", { $0.text(description) })) }
    json.object(members)
  }

  private typealias Member = (name: String, write: (inout JSONWriter) -> Void)

  private var members: [Member] {
    switch self {
    case .choice(let words): [Self.type("string"), ("enum", { $0.list(words) { $1.text($0) } })]
    case .text(let longest, let pattern):
      [Self.type("string")] + Self.number("maxLength", longest.map(Int64.init))
        + (pattern.map { pattern in [("pattern", { $0.text(pattern) })] } ?? [])
    case .integer(let least, let most):
      [Self.type("integer")] + Self.number("minimum", least) + Self.number("maximum", most)
    case .flag: [Self.type("boolean")]
    case .instant: [Self.type("string"), ("format", { $0.text("date-time") })]
    case .address: [Self.type("string"), ("format", { $0.text("uri") })]
    case .object: [Self.type("object")]
    case .shape(let name): [("$ref", { $0.text("#/components/schemas/" + name) })]
    case .list(let element): [Self.type("array"), ("items", { element.write(to: &$0) })]
    case .orNull(let schema): [("anyOf", { $0.list([schema, nil]) { Self.write($0, to: &$1) } })]
    }
  }

  private static func write(_ schema: JSONSchema?, to json: inout JSONWriter) {
    if let schema { schema.write(to: &json) } else { json.object([type("null")]) }
  }

  private static func type(_ name: String) -> Member { ("type", { $0.text(name) }) }

  private static func number(_ name: String, _ value: Int64?) -> [Member] {
    value.map { value in [(name, { $0.integer(value) })] } ?? []
  }
}
