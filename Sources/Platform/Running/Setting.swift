import Foundation

/// One setting: how it is named, explained and read. Its name is the flag `--base-address`, the variable
/// `COPORTER_BASE_ADDRESS` and the key `base-address` of the file; `Setting.all` is the only list of them.
package struct Setting: Sendable {
  package enum Group: String, CaseIterable, Sendable {
    case service = "Le service"
    case identity = "L’identité du site et l’aide"
    case legal = "Les mentions légales et les données personnelles"
    case mail = "Les courriels"
    case network = "Le réseau"
  }

  /// Why a value cannot be, in French, to be put after the name of the setting.
  package struct Refusal: Error, Equatable {
    package var reason: String
    package init(_ reason: String) { self.reason = reason }
  }

  typealias Field = WritableKeyPath<Settings, String> & Sendable

  package let name: String
  package let group: Group
  /// What stands for its value: `ADRESSE`.
  package let placeholder: String
  package let help: String
  /// Given by environment or file alone: other users of a machine see its command lines.
  package var isSecret = false
  /// Given several times, or as a list: `;` separates its values where there is one text for them all.
  package var isList = false
  package let read: @Sendable (_ values: [String], _ settings: inout Settings) throws(Refusal) -> Void
  /// How a value is told, for the defaults in the help.
  let shown: @Sendable (Settings) -> String

  package var byDefault: String { shown(Settings()) }
  package var flag: String { "--" + name }
  package var variable: String { "COPORTER_" + name.uppercased().replacing("-", with: "_") }

  init(
    _ name: String, _ group: Group, _ placeholder: String, _ help: String, isSecret: Bool = false, isList: Bool = false,
    shown: @escaping @Sendable (Settings) -> String,
    read: @escaping @Sendable (_ values: [String], _ settings: inout Settings) throws(Refusal) -> Void
  ) {
    self.name = name
    self.group = group
    self.placeholder = placeholder
    self.help = help
    self.isSecret = isSecret
    self.isList = isList
    self.shown = shown
    self.read = read
  }

  /// A text of one line, kept as it is once `check` has let it through.
  static func text(
    _ name: String, _ group: Group, _ placeholder: String, _ help: String, _ field: any Field, isSecret: Bool = false,
    check: @escaping @Sendable (String) throws(Refusal) -> Void = { _ throws(Refusal) in }
  ) -> Setting {
    Setting(name, group, placeholder, help, isSecret: isSecret, shown: { $0[keyPath: field] }) {
      values, settings throws(Refusal) in
      let value = try single(values)
      guard value.count <= 500, !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
        throw Refusal("au plus 500 caractères, sur une ligne")
      }
      try check(value)
      settings[keyPath: field] = value
    }
  }

  /// Yes or no.
  static func choice(
    _ name: String, _ group: Group, _ help: String, _ field: any WritableKeyPath<Settings, Bool> & Sendable
  ) -> Setting {
    Setting(name, group, "on|off", help, shown: { $0[keyPath: field] ? "on" : "off" }) {
      values, settings throws(Refusal) in
      switch try single(values).lowercased() {
      case "on", "true", "yes", "oui", "1": settings[keyPath: field] = true
      case "off", "false", "no", "non", "0": settings[keyPath: field] = false
      default: throw Refusal("on ou off")
      }
    }
  }

  /// The only value; whoever gives two has made a mistake that is told.
  static func single(_ values: [String]) throws(Refusal) -> String {
    guard let value = values.first, values.count == 1 else { throw Refusal("une seule valeur est attendue") }
    return value.trimmed
  }
}
