/// What a `publiccode.yml` says of a software (standard 0.2 to 0.7, yml.publiccode.tools). Read from a file, whole even
/// where the file has problems; written back as a file that says the same.
public struct PublicSoftware: Sendable, Equatable {
  /// In bytes: three times the longest that are known.
  public static let longestFile = 131_072

  var tree: Tree

  /// A file as it was read.
  public struct Reading: Sendable, Equatable {
    /// Nothing when it is not YAML, or not a section.
    public var software: PublicSoftware?
    /// In the order of the file.
    public var problems: [Problem]
    public var follows: Bool { !problems.contains { $0.severity == .error } }
  }

  /// Reads a file, and tells each problem with its line and its column.
  public static func read(_ text: String) -> Reading {
    do throws(Tree.Unreadable) {
      // A mark of the order of bytes is not part of the text.
      let tree = try Tree.read(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
      let problems = Check.problems(of: tree).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      guard case .section = tree.value else { return Reading(software: nil, problems: problems) }
      return Reading(software: PublicSoftware(tree: tree), problems: problems)
    } catch {
      return Reading(software: nil, problems: [error.problem])
    }
  }

  /// The file that says it: keys in the order of the standard, then those of countries.
  public var file: String { Writing.file(tree) }

  public var name: String { line(tree["name"]) }
  /// Of its code.
  public var address: String { line(tree["url"]) }
  public var landingAddress: String { line(tree["landingURL"]) }
  public var licence: String { line(tree["legal"]?["license"]) }
  public var version: String { line(tree["softwareVersion"]) }
  public var releaseDate: String { line(tree["releaseDate"]) }
  public var status: String { line(tree["developmentStatus"]) }
  public var usedBy: [String] { lines(tree["usedBy"]) }
  public var categories: [String] { lines(tree["categories"]) }
  public var languages: [String] { lines(tree["localisation"]?["availableLanguages"]) }

  public enum Maintenance: String, Sendable { case `internal`, contract, community, none }
  public var maintenance: Maintenance? { Maintenance(rawValue: line(tree["maintenance"]?["type"])) }

  /// Organisations that maintain it: contractors with the end of their contract, those whose contacts are named, or who
  /// publishes it. Persons are left out.
  public var maintainers: [String] {
    let maintenance = tree["maintenance"]
    let contractors = (maintenance?["contractors"]?.elements ?? []).map { line($0["name"]) }
    let affiliations = (maintenance?["contacts"]?.elements ?? []).map { line($0["affiliation"]) }
    let owners = [
      tree["organisation"]?["name"], tree["legal"]?["repoOwner"], tree["legal"]?["mainCopyrightOwner"],
    ].map { line($0) }
    let named = (contractors + affiliations).filter { !$0.isEmpty }
    let all = named.isEmpty ? Array(owners.filter { !$0.isEmpty }.prefix(1)) : named
    return all.reduce(into: []) { kept, name in if !kept.contains(name) { kept.append(name) } }
  }

  /// What it says of itself in one language.
  public struct Description: Sendable, Equatable {
    public var language: String
    public var name: String
    public var short: String
    public var long: String
    public var documentation: String
    public var features: [String]
  }

  /// In one of the languages asked for, the first that it has; else in the first of the file.
  public func description(in languages: [String]) -> Description? {
    let entries = tree["description"]?.entries ?? []
    let wanted = languages.lazy.compactMap { language in
      entries.first { entry in
        let key = entry.key.lowercased()
        return key == language || key.hasPrefix(language + "-")
      }
    }.first
    guard let entry = wanted ?? entries.first else { return nil }
    let text = entry.value
    return Description(
      language: entry.key, name: line(text["localisedName"]), short: line(text["shortDescription"]),
      long: (text["longDescription"]?.words ?? "").trimmingEnds, documentation: line(text["documentation"]),
      features: lines(text["features"]))
  }

  func line(_ tree: Tree?) -> String {
    (tree?.words ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  func lines(_ tree: Tree?) -> [String] { (tree?.elements ?? []).map { line($0) }.filter { !$0.isEmpty } }
}

extension String {
  /// Without the spaces and ends of line around it.
  var trimmingEnds: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
