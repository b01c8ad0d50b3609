/// Compares a file with the standard, and keeps each problem with where it stands.
struct Check {
  static let mostProblems = 100
  private(set) var problems: [Problem] = []

  static func problems(of tree: Tree) -> [Problem] {
    var check = Check()
    guard case .section(let entries) = tree.value else {
      check.report(tree.value == .null ? .empty : .wrongType(.section), tree.place, "")
      return check.problems
    }
    check.section(entries, Standard.keys, at: tree.place, path: "")
    check.maintenance(tree)
    return check.problems
  }

  private mutating func report(_ kind: Problem.Kind, _ place: Tree.Place, _ path: String) {
    guard problems.count < Self.mostProblems else { return }
    problems.append(Problem(line: place.line, column: place.column, path: path, kind: kind))
  }

  /// - Parameter place: where a key that is missing is told: at the key of the section.
  private mutating func section(_ entries: [Tree.Entry], _ keys: [Shape.Key], at place: Tree.Place, path: String) {
    for entry in entries {
      let entryPath = path.isEmpty ? entry.key : "\(path)/\(entry.key)"
      guard let key = keys.first(where: { $0.name == entry.key }) else {
        if !(path.isEmpty && isCountry(entry.key)) { report(.unknownKey, entry.place, entryPath) }
        continue
      }
      if key.isDeprecated { report(.deprecatedKey, entry.place, entryPath) }
      guard entry.value.value != .null else {
        if key.isRequired { report(.missing, entry.place, entryPath) }
        continue
      }
      value(entry.value, key.shape, at: entry.place, path: entryPath)
    }
    for key in keys where key.isRequired && !entries.contains(where: { $0.key == key.name }) {
      report(.missing, place, path.isEmpty ? key.name : "\(path)/\(key.name)")
    }
  }

  /// `FR`, or `fr` as older files have it.
  private func isCountry(_ key: String) -> Bool {
    key.utf8.count == 2 && key.utf8.allSatisfy(Words.isLetter) && (key == key.uppercased() || key == key.lowercased())
  }

  private mutating func value(_ tree: Tree, _ shape: Shape, at key: Tree.Place, path: String) {
    switch shape {
    case .anything: break
    case .section(let keys):
      guard case .section(let entries) = tree.value else { return report(.wrongType(.section), tree.place, path) }
      section(entries, keys, at: key, path: path)
    case .byLanguage(let keys): languages(tree, keys, at: key, path: path)
    case .list(let shape, let isEmptyAllowed):
      guard case .list(let elements) = tree.value else { return report(.wrongType(.list), tree.place, path) }
      if elements.isEmpty, !isEmptyAllowed { report(.emptyList, tree.place, path) }
      for element in elements { value(element, shape, at: element.place, path: path) }
    case .oneOrList(let shape):
      if case .list(let elements) = tree.value {
        for element in elements { value(element, shape, at: element.place, path: path) }
      } else {
        value(tree, shape, at: key, path: path)
      }
    case .flag:
      if case .flag = tree.value { return }
      report(.wrongType(.flag), tree.place, path)
    default:
      guard case .text(let text) = tree.value else { return unquoted(tree, shape, path) }
      if let kind = Words.problem(of: text, shape) { report(kind, tree.place, path) }
    }
  }

  /// A number or a flag where a text is expected: `version: 0.4` without quotes is understood in a version alone.
  private mutating func unquoted(_ tree: Tree, _ shape: Shape, _ path: String) {
    switch (shape, tree.value) {
    case (.telephone, .number): break
    case (.version, .number(let number)):
      if let kind = Words.problem(of: number, shape) { report(kind, tree.place, path) }
    default: report(.wrongType(.text), tree.place, path)
    }
  }

  private mutating func languages(_ tree: Tree, _ keys: [Shape.Key], at key: Tree.Place, path: String) {
    guard case .section(let entries) = tree.value else { return report(.wrongType(.section), tree.place, path) }
    if entries.isEmpty { report(.missing, key, path) }
    for entry in entries {
      let entryPath = "\(path)/\(entry.key)"
      if !Words.isLanguage(entry.key) { report(.unknownLanguage(entry.key), entry.place, entryPath) }
      value(entry.value, .section(keys), at: entry.place, path: entryPath)
    }
  }

  /// Who must be named depends on the kind of maintenance.
  private mutating func maintenance(_ tree: Tree) {
    guard let place = tree.entries.first(where: { $0.key == "maintenance" })?.place,
      let maintenance = tree["maintenance"], let type = maintenance["type"]?.words
    else { return }
    func isGiven(_ key: String) -> Bool { !(maintenance[key]?.elements.isEmpty ?? true) }
    if type == "contract", !isGiven("contractors") { report(.missing, place, "maintenance/contractors") }
    if ["internal", "community"].contains(type), !isGiven("contacts") {
      report(.missing, place, "maintenance/contacts")
    }
    if type != "contract", let entry = maintenance.entries.first(where: { $0.key == "contractors" }),
      isGiven("contractors")
    {
      report(.notWithThisMaintenance, entry.place, "maintenance/contractors")
    }
  }
}
