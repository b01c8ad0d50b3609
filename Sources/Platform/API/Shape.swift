package import Localization

/// How a value is written as a JSON object, and described: one declaration for both, so that the document of the API
/// says what is answered. Its fields stand in the order in which they are written.
package struct Shape<Value: Sendable>: Sendable {
  package let name: String
  let fields: [Field<Value>]

  /// - Parameter name: unique in the API: `Contribution`.
  package init(_ name: String, _ fields: [Field<Value>]) {
    self.name = name
    self.fields = fields
  }

  package func write(_ value: Value, to json: inout JSONWriter) {
    json.append("{")
    for (place, field) in fields.enumerated() {
      if place > 0 { json.append(",") }
      json.append(field.key)
      field.write(value, &json)
    }
    json.append("}")
  }

  package func bytes(_ value: Value) -> [UInt8] {
    var json = JSONWriter()
    write(value, to: &json)
    return json.bytes
  }

  var description: ShapeDescription {
    ShapeDescription(
      name: name, fields: fields.map { ($0.name, $0.schema, $0.description) }, inner: fields.compactMap(\.inner))
  }
}

/// What the document tells of a shape, and of those that it is made of.
struct ShapeDescription: Sendable {
  var name: String
  var fields: [(name: String, schema: JSONSchema, description: Phrase)]
  var inner: [ShapeDescription]

  /// Itself and all that it is made of.
  var all: [ShapeDescription] { [self] + inner.flatMap(\.all) }
}

/// One member of an object.
package struct Field<Value: Sendable>: Sendable {
  typealias Write = @Sendable (Value, inout JSONWriter) -> Void

  let name: String
  let description: Phrase
  let schema: JSONSchema
  let inner: ShapeDescription?
  /// `"titre":`
  let key: [UInt8]
  let write: Write

  init(
    _ name: String, _ description: Phrase, _ schema: JSONSchema, inner: ShapeDescription? = nil,
    _ write: @escaping Write
  ) {
    self.name = name
    self.description = description
    self.schema = schema
    self.inner = inner
    self.write = write
    var key = JSONWriter()
    key.text(name)
    self.key = key.bytes + [UInt8(ascii: ":")]
  }
}

extension Field {
  package static func text(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> String
  ) -> Field {
    Field(name, description, .text()) { $1.text(read($0)) }
  }

  package static func optionalText(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> String?
  ) -> Field {
    Field(name, description, .orNull(.text())) { value, json in
      if let text = read(value) { json.text(text) } else { json.null() }
    }
  }

  /// One of some words.
  package static func choice(
    _ name: String, _ description: Phrase, among words: [String], _ read: @escaping @Sendable (Value) -> String
  ) -> Field {
    Field(name, description, .choice(words)) { $1.text(read($0)) }
  }

  package static func optionalChoice(
    _ name: String, _ description: Phrase, among words: [String], _ read: @escaping @Sendable (Value) -> String?
  ) -> Field {
    Field(name, description, .orNull(.choice(words))) { value, json in
      if let text = read(value) { json.text(text) } else { json.null() }
    }
  }

  package static func address(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> String
  ) -> Field {
    Field(name, description, .address) { $1.text(read($0)) }
  }

  package static func optionalAddress(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> String?
  ) -> Field {
    Field(name, description, .orNull(.address)) { value, json in
      if let text = read(value) { json.text(text) } else { json.null() }
    }
  }

  package static func integer(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> Int
  ) -> Field {
    Field(name, description, .integer()) { $1.integer(Int64(read($0))) }
  }

  package static func optionalInteger(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> Int?
  ) -> Field {
    Field(name, description, .orNull(.integer())) { value, json in
      if let number = read(value) { json.integer(Int64(number)) } else { json.null() }
    }
  }

  package static func flag(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> Bool
  ) -> Field {
    Field(name, description, .flag) { $1.flag(read($0)) }
  }

  package static func instant(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> Instant
  ) -> Field {
    Field(name, description, .instant) { $1.text(read($0).universal) }
  }

  package static func optionalInstant(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> Instant?
  ) -> Field {
    Field(name, description, .orNull(.instant)) { value, json in
      if let instant = read(value) { json.text(instant.universal) } else { json.null() }
    }
  }

  /// An object that we wrote elsewhere; null for an empty text.
  package static func object(
    _ name: String, _ description: Phrase, json read: @escaping @Sendable (Value) -> String
  ) -> Field {
    Field(name, description, .orNull(.object)) { value, json in
      let object = read(value)
      if object.isEmpty { json.null() } else { json.append(unchecked: object) }
    }
  }

  package static func texts(
    _ name: String, _ description: Phrase, _ read: @escaping @Sendable (Value) -> [String]
  ) -> Field {
    Field(name, description, .list(.text())) { $1.list(read($0)) { $1.text($0) } }
  }

  package static func one<Inner>(
    _ name: String, _ description: Phrase, _ shape: Shape<Inner>, _ read: @escaping @Sendable (Value) -> Inner
  ) -> Field {
    Field(name, description, .shape(shape.name), inner: shape.description) { shape.write(read($0), to: &$1) }
  }

  package static func optional<Inner>(
    _ name: String, _ description: Phrase, _ shape: Shape<Inner>, _ read: @escaping @Sendable (Value) -> Inner?
  ) -> Field {
    Field(name, description, .orNull(.shape(shape.name)), inner: shape.description) { value, json in
      if let inner = read(value) { shape.write(inner, to: &json) } else { json.null() }
    }
  }

  package static func list<Inner>(
    _ name: String, _ description: Phrase, _ shape: Shape<Inner>, _ read: @escaping @Sendable (Value) -> [Inner]
  ) -> Field {
    Field(name, description, .list(.shape(shape.name)), inner: shape.description) {
      $1.list(read($0)) { shape.write($0, to: &$1) }
    }
  }
}
