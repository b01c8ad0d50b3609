import Foundation

extension FormFields {
  /// An object of JSON as the form that would have sent the same: texts, numbers, true (a box that is ticked), lists
  /// of texts. Objects in objects, and what is no JSON, are refused; the size was bounded with the body.
  package init(json bytes: [UInt8], limit: Int = Limits.formFields) throws(FieldsRefusal) {
    guard String(validating: bytes, as: UTF8.self) != nil,
      let object = try? JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    else { throw .malformed }
    let pairs = object.sorted { $0.key < $1.key }.flatMap { name, value in value.texts.map { (name: name, value: $0) } }
    guard object.count <= limit, pairs.count <= limit else { throw .tooMany }
    guard !pairs.contains(where: { $0.name.utf8.contains(0) || $0.value.utf8.contains(0) }) else { throw .malformed }
    self.init(pairs: pairs)
  }
}

/// A value as a form would send it: no text for null and false, one, or several.
private struct JSONValue: Decodable {
  var texts: [String]

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      texts = []
    } else if let isTicked = try? value.decode(Bool.self) {
      texts = isTicked ? ["1"] : []
    } else if let text = try? value.decode(String.self) {
      texts = [text]
    } else if let whole = try? value.decode(Int64.self) {
      texts = [String(whole)]
    } else if let number = try? value.decode(Double.self), number.isFinite {
      texts = [String(number)]
    } else {
      texts = try value.decode([String].self)
    }
  }
}
