import Platform

/// The themes of a consultation as an administrator types them, in two languages; a line left empty is taken away.
struct ThemesTyped: Input {
  static let most = 30
  static let fields: Set<String> = Set(
    (1...most + spare).flatMap { ["theme-\($0)", "theme-anglais-\($0)", "theme-rang-\($0)", "theme-cle-\($0)"] })
  /// Empty lines offered beyond those that are filled.
  static let spare = 3

  struct Line: Sendable, Equatable {
    /// That of a theme which exists.
    var slug: String
    var french: String
    var english: String
  }

  /// In the order asked for.
  var lines: [Line]

  init(_ themes: [Theme]) {
    lines = themes.map { Line(slug: $0.slug, french: $0.title, english: $0.titleEnglish) }
  }

  init(_ visit: Visit) {
    var ranked: [(rank: Int, place: Int, line: Line)] = []
    for place in 1...(Self.most + Self.spare) {
      func typed(_ name: String) -> String { (visit.form["\(name)-\(place)"] ?? "").trimmed }
      let line = Line(slug: typed("theme-cle"), french: typed("theme"), english: typed("theme-anglais"))
      guard !line.french.isEmpty || !line.english.isEmpty else { continue }
      ranked.append((Int(typed("theme-rang")) ?? place, place, line))
    }
    lines = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.line)
  }

  var refusal: PreparationRefusal? {
    if lines.isEmpty { return .noTheme }
    if lines.count > Self.most { return .tooManyThemes }
    if lines.contains(where: { $0.french.isEmpty || $0.english.isEmpty }) { return .halfTheme }
    if lines.contains(where: { $0.french.unicodeScalars.count > 100 || $0.english.unicodeScalars.count > 100 }) {
      return .longTheme
    }
    return nil
  }
}
