/// A value of a file with where it stands. Equal to another that says the same elsewhere.
struct Tree: Sendable, Equatable {
  enum Value: Sendable, Equatable {
    /// In quotes, or a word that stands for itself.
    case text(String)
    case flag(Bool)
    /// Kept as it was written: `0.40` is a version, not a quantity.
    case number(String)
    case null
    case list([Tree])
    case section([Entry])

    /// The order of keys says nothing.
    static func == (left: Value, right: Value) -> Bool {
      switch (left, right) {
      case (.text(let left), .text(let right)), (.number(let left), .number(let right)): left == right
      case (.flag(let left), .flag(let right)): left == right
      case (.null, .null): true
      case (.list(let left), .list(let right)): left == right
      case (.section(let left), .section(let right)):
        left.count == right.count && left.allSatisfy { entry in right.contains(entry) }
      default: false
      }
    }
  }

  struct Entry: Sendable, Equatable {
    var key: String
    var place: Place
    var value: Tree

    static func == (left: Entry, right: Entry) -> Bool { left.key == right.key && left.value == right.value }
  }

  /// From 1.
  struct Place: Sendable, Equatable {
    var line: Int
    var column: Int
    static let start = Place(line: 1, column: 1)
  }

  var value: Value
  var place: Place

  static func == (left: Tree, right: Tree) -> Bool { left.value == right.value }

  subscript(_ key: String) -> Tree? {
    guard case .section(let entries) = value else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// Its words; nil for a list or a section, and for nothing.
  var words: String? {
    switch value {
    case .text(let text): text
    case .number(let number): number
    case .flag(let flag): flag ? "true" : "false"
    case .null, .list, .section: nil
    }
  }

  /// Its elements; one value stands for a list of one.
  var elements: [Tree] {
    switch value {
    case .list(let elements): elements
    case .null: []
    default: [self]
    }
  }

  var entries: [Entry] {
    guard case .section(let entries) = value else { return [] }
    return entries
  }
}
