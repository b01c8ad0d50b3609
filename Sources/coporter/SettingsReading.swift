import Configuration
import Foundation
import Platform
import Synchronization

/// Where settings come from, in this order: the flags of the command, the environment, the file of `--config`; what
/// none gives keeps its default.
struct SettingsReading {
  /// A sentence for whoever starts the program: what is wrong, and where it was given.
  struct Refusal: Error, Equatable {
    var sentence: String
    init(_ sentence: String) { self.sentence = sentence }
  }

  private struct Source {
    var provider: any ConfigSnapshot
    var key: @Sendable (Setting) -> AbsoluteConfigKey
    /// How a setting is named there, to whoever made a mistake.
    var name: @Sendable (Setting) -> String
  }

  static let fileFlag = "--config"
  static let fileVariable = "COPORTER_CONFIG"

  static func read(arguments: [String], environment: [String: String]) throws -> Settings {
    var flags = try flags(arguments)
    let file = flags.removeValue(forKey: "config")?.last ?? environment[fileVariable]
    try checkNames(of: environment)
    var sources = [flagSource(flags), environmentSource(environment)]
    if let file { sources.append(try fileSource(file)) }
    var settings = Settings()
    for setting in Setting.all { try apply(setting, from: sources, to: &settings) }
    try check(settings, flags)
    return settings
  }

  /// The first source that gives it wins.
  private static func apply(_ setting: Setting, from sources: [Source], to settings: inout Settings) throws {
    for source in sources {
      guard let values = values(of: setting, in: source) else { continue }
      do throws(Setting.Refusal) {
        try setting.read(values, &settings)
      } catch {
        let given = setting.isSecret ? "" : " « \(values.joined(separator: " ; ")) » ne convient pas :"
        throw Refusal("\(source.name(setting)) :\(given) \(error.reason).")
      }
      return
    }
  }

  /// One text or a list, as it was given; a text that stands for a list is cut at `;`.
  private static func values(of setting: Setting, in source: Source) -> [String]? {
    let key = source.key(setting)
    let given: [String]
    if case .string(let text)? = try? source.provider.value(forKey: key, type: .string).value?.content {
      given = [text]
    } else if case .stringArray(let texts)? = try? source.provider.value(forKey: key, type: .stringArray).value?.content
    {
      given = texts
    } else {
      return nil
    }
    guard setting.isList else { return given }
    return given.flatMap { $0.split(separator: ";") }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  // MARK: The three sources

  /// `--name value` or `--name=value`, several times for a list.
  private static func flags(_ arguments: [String]) throws -> [String: [String]] {
    var flags: [String: [String]] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        throw Refusal("« \(argument) » : un réglage se donne par --NOM VALEUR. « coporter serve --help » les montre.")
      }
      let cut = argument.firstIndex(of: "=") ?? argument.endIndex
      let name = String(argument[..<cut].dropFirst(2))
      guard name == "config" || Setting.all.contains(where: { $0.name == name && !$0.isSecret }) else {
        throw Refusal(unknown(flag: name))
      }
      if cut < argument.endIndex {
        flags[name, default: []].append(String(argument[argument.index(after: cut)...]))
      } else if let value = rest.popFirst() {
        flags[name, default: []].append(value)
      } else {
        throw Refusal("--\(name) : sa valeur manque.")
      }
    }
    return flags
  }

  private static func unknown(flag name: String) -> String {
    if let secret = Setting.all.first(where: { $0.name == name }) {
      return "--\(name) : un secret ne se donne pas sur la ligne de commande, que d’autres voient. "
        + "Donnez-le par \(secret.variable), ou dans le fichier de --config."
    }
    return "--\(name) n’est pas un réglage. « coporter serve --help » les montre."
  }

  private static func flagSource(_ flags: [String: [String]]) -> Source {
    let pairs = flags.map { (AbsoluteConfigKey([$0.key]), ConfigValue(.stringArray($0.value), isSecret: false)) }
    let provider = InMemoryProvider(values: Dictionary(uniqueKeysWithValues: pairs))
    return Source(provider: provider.snapshot(), key: { AbsoluteConfigKey([$0.name]) }, name: \.flag)
  }

  private static func environmentSource(_ environment: [String: String]) -> Source {
    let provider = EnvironmentVariablesProvider(environmentVariables: environment)
    return Source(
      provider: provider.snapshot(), key: { AbsoluteConfigKey(["coporter", $0.name]) }, name: \.variable)
  }

  /// A variable that begins like ours and is none is a mistake of typing.
  private static func checkNames(of environment: [String: String]) throws {
    let known = Set(Setting.all.map(\.variable) + [fileVariable])
    guard let wrong = environment.keys.filter({ $0.hasPrefix("COPORTER_") && !known.contains($0) }).min() else {
      return
    }
    throw Refusal("\(wrong) n’est pas un réglage. « coporter serve --help » les montre.")
  }

  /// YAML, of which JSON is a part; its keys are the names of the settings.
  private static func fileSource(_ path: String) throws -> Source {
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      throw Refusal("\(fileFlag) : le fichier « \(path) » n’existe pas, ou ne se lit pas.")
    }
    let known = Set(Setting.all.map(\.name))
    let secret = Set(Setting.all.filter(\.isSecret).map(\.name))
    let keys = NamesSeen()
    let options = YAMLSnapshot.ParsingOptions(
      secretsSpecifier: .dynamic { name, _ in
        keys.add(name)
        return secret.contains(name)
      })
    guard let snapshot = try? YAMLSnapshot(data: bytes.bytes, providerName: path, parsingOptions: options) else {
      throw Refusal("\(fileFlag) : « \(path) » n’est pas un fichier YAML ou JSON de « réglage: valeur ».")
    }
    if let wrong = keys.all.subtracting(known).min() {
      throw Refusal("\(path) : « \(wrong) » n’est pas un réglage. « coporter serve --help » les montre.")
    }
    return Source(
      provider: snapshot, key: { AbsoluteConfigKey([$0.name]) }, name: { "\($0.name) (dans \(path))" })
  }

  /// What no single setting can tell.
  private static func check(_ settings: Settings, _ flags: [String: [String]]) throws {
    if let base = flags["database"]?.last.flatMap({ URLComponents(string: $0) }), base.password != nil {
      throw Refusal(
        "--database : un mot de passe ne se donne pas sur la ligne de commande, que d’autres voient. "
          + "Donnez cette adresse par COPORTER_DATABASE, ou dans le fichier de --config.")
    }
    guard settings.hasLimits || ["127.0.0.1", "::1", "localhost"].contains(settings.host) else {
      throw Refusal("--limits off : seulement en écoutant sur cette machine (--host 127.0.0.1).")
    }
    if settings.mailFrom == Settings().mailFrom, !settings.smtp.isEmpty || !settings.sendmail.isEmpty {
      throw Refusal("--mail-from : dites de quelle adresse partent les courriels.")
    }
  }
}

/// The names of a file, gathered while it is read.
private final class NamesSeen: Sendable {
  private let names = Mutex<Set<String>>([])
  func add(_ name: String) { names.withLock { _ = $0.insert(name) } }
  var all: Set<String> { names.withLock { $0 } }
}
