package import Localization
import Platform

/// How a rubric invites people in a consultation: the usual words, or those of whoever prepares it.
///
/// What a rubric is (a need, a service that exists) and what it requires never change; who may deposit in it, and when,
/// is in the table of acts.
package struct RubricInvitation: Sendable, Equatable {
  package var rubric: Rubric
  /// Empty: as usual.
  var title: String
  var titleEnglish: String
  /// One or two sentences; empty: as usual.
  var lead: String
  var leadEnglish: String

  static let longestTitle = 80
  static let longestLead = 300

  package init(
    _ rubric: Rubric, title: String = "", titleEnglish: String = "", lead: String = "", leadEnglish: String = ""
  ) {
    self.rubric = rubric
    self.title = title
    self.titleEnglish = titleEnglish
    self.lead = lead
    self.leadEnglish = leadEnglish
  }

  package var isUsual: Bool { self == RubricInvitation(rubric) }

  /// In English too where that was written; else as it is in French.
  package func title(in language: Language) -> Phrase {
    words(title, titleEnglish, in: language) ?? rubric.invitation
  }
  package func lead(in language: Language) -> Phrase { words(lead, leadEnglish, in: language) ?? rubric.lead }

  private func words(_ french: String, _ english: String, in language: Language) -> Phrase? {
    guard !french.isEmpty else { return nil }
    return .verbatim(language == .english && !english.isEmpty ? english : french)
  }
}

/// Those of a consultation, one for each rubric.
package struct RubricInvitations: Sendable, Equatable {
  private var all: [Rubric: RubricInvitation]

  package init(_ all: [RubricInvitation] = []) {
    self.all = Dictionary(all.map { ($0.rubric, $0) }) { $1 }
  }

  package subscript(rubric: Rubric) -> RubricInvitation { all[rubric] ?? RubricInvitation(rubric) }
  var areUsual: Bool { Rubric.allCases.allSatisfy { self[$0].isUsual } }
}

enum RubricsRefusal: FieldRefusal, Equatable {
  case longTitle(String), longLead(String), englishAlone(String)

  var status: Int { 422 }

  var sentence: Phrase {
    switch self {
    case .longTitle: t("Ce titre est trop long : 80 caractères au plus.")
    case .longLead: t("Cette phrase est trop longue : 300 caractères au plus.")
    case .englishAlone: t("Écrivez aussi ces mots en français.")
    }
  }

  var field: String {
    switch self {
    case .longTitle(let field), .longLead(let field), .englishAlone(let field): field
    }
  }
}
