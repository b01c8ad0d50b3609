package import Localization

/// A column of a file, as its schema tells it (Frictionless Table Schema).
package struct OpenDataField: Sendable {
  package enum Kind: String, Sendable { case string, integer, boolean, datetime }

  package var name: String
  package var kind: Kind
  package var description: Phrase

  package init(_ name: String, _ kind: Kind = .string, _ description: Phrase) {
    self.name = name
    self.kind = kind
    self.description = description
  }
}
