/// What a form or a query sent: names and values in order, each name possibly several times.
package struct FormFields: Sendable, Equatable {
  package private(set) var pairs: [(name: String, value: String)] = []

  package init() {}
  package init(pairs: [(name: String, value: String)]) { self.pairs = pairs }

  /// Decodes `application/x-www-form-urlencoded` (WHATWG URL §5.1), at most `limit` fields.
  package init(urlencoded text: Substring, limit: Int = Limits.formFields) throws(FieldsRefusal) {
    for part in text.split(separator: "&") {
      guard pairs.count < limit else { throw .tooMany }
      let cut = part.firstIndex(of: "=") ?? part.endIndex
      let value = cut == part.endIndex ? "" : part[part.index(after: cut)...]
      do throws(PercentCoding.Refusal) {
        pairs.append(
          (
            try PercentCoding.decode(part[..<cut], plusIsSpace: true),
            try PercentCoding.decode(value, plusIsSpace: true)
          ))
      } catch {
        throw .malformed
      }
    }
  }

  mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

  /// The first value of `name`.
  package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// All values of `name`, for check boxes.
  package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  package static func == (left: FormFields, right: FormFields) -> Bool {
    left.pairs.count == right.pairs.count && zip(left.pairs, right.pairs).allSatisfy { $0 == $1 }
  }
}

package enum FieldsRefusal: Error, Equatable { case malformed, tooMany }
