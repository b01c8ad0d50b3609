/// Ways to say one same need: a bank of templates from which many contributions are told.
struct Family: Sendable {
  let key: String
  let themes: [String]
  let titles: [Template]
  /// Noun phrases with an indefinite article, for titles and sentences about a service that exists.
  let tools: [Template]
  let facts: [Template]
  let publics: [Template]
  let existing: [Template]
  let expected: [Template]

  init(
    _ key: String, themes: [String], titles: [String], tools: [String], facts: [String], publics: [String],
    existing: [String], expected: [String]
  ) {
    self.key = key
    self.themes = themes
    self.titles = titles.map(Template.init)
    self.tools = tools.map(Template.init)
    self.facts = facts.map(Template.init)
    self.publics = publics.map(Template.init)
    self.existing = existing.map(Template.init)
    self.expected = expected.map(Template.init)
  }

  static let all: [Family] = [
    reception, townHall, planning, mobility, dailyLife, childhood, environment, socialLife, participation,
    dataAndSecurity,
    economy,
  ].flatMap { $0 }
}

/// A need that nobody else expresses.
struct SingleNeed: Sendable {
  let themes: [String]
  let title: Template
  let facts: [Template]
  let expected: Template

  init(_ themes: [String], _ title: String, _ facts: [String], _ expected: String) {
    self.themes = themes
    self.title = Template(title)
    self.facts = facts.map(Template.init)
    self.expected = Template(expected)
  }
}
