import Localization
import Platform

/// The themes of a consultation as an administrator types them, in two languages; a line left empty is taken away.
struct ThemesTyped: PreparedPart {
  static let most = 30
  static let fields: Set<String> = Set(
    (1...most + spare).flatMap { ["theme-\($0)", "theme-anglais-\($0)", "theme-rang-\($0)", "theme-cle-\($0)"] }
  ).union([revisionField])
  /// Empty lines offered beyond those that are filled.
  static let spare = 3

  struct Line: Sendable, Equatable {
    /// That of a theme which exists.
    var slug: String
    var french: String
    var english: String
  }

  /// In the order asked for.
  var typed: [Line]
  var seen: String?

  init(_ themes: [Theme]) {
    typed = themes.map { Line(slug: $0.slug, french: $0.title, english: $0.titleEnglish) }
  }

  init(_ visit: Visit) {
    seen = visit.form[Self.revisionField]
    var ranked: [(rank: Int, place: Int, line: Line)] = []
    for place in 1...(Self.most + Self.spare) {
      func word(_ name: String) -> String { (visit.form["\(name)-\(place)"] ?? "").trimmed }
      let line = Line(slug: word("theme-cle"), french: word("theme"), english: word("theme-anglais"))
      guard !line.french.isEmpty || !line.english.isEmpty else { continue }
      ranked.append((Int(word("theme-rang")) ?? place, place, line))
    }
    typed = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.line)
  }

  var refusal: PreparationRefusal? {
    if typed.isEmpty { return .noTheme }
    if typed.count > Self.most { return .tooManyThemes }
    if typed.contains(where: { $0.french.isEmpty || $0.english.isEmpty }) { return .halfTheme }
    if typed.contains(where: { $0.french.unicodeScalars.count > 100 || $0.english.unicodeScalars.count > 100 }) {
      return .longTheme
    }
    return nil
  }

  var lines: [PreparedLine] {
    typed.enumerated().map { place, line in
      let words = "\(line.french) · \(line.english)"
      return PreparedLine(
        "theme-\(place + 1)", t("Thème \(place + 1)"), "\(line.slug)\n\(words)", shown: [.verbatim(words)])
    }
  }
}
