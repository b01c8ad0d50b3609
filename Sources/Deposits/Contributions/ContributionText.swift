package import Consultations
package import Forms
package import Localization
import Platform

/// What is written in a contribution, as a draft or a version holds it. Paragraphs are parted by blank lines.
package struct ContributionText: Sendable, Equatable {
  package var title = ""
  /// What happens today; for a service, what it does.
  package var today = ""
  package var forWhom = ""
  package var existing = ""
  package var expected = ""
  package var language = Language.french
  /// Slugs of themes of the consultation.
  package var themes: [String] = []
  /// Of a service; empty for a need.
  package var service = ServiceSheet()
  /// To the extra questions of its rubric, as they were typed.
  package var answers = Answers()
  /// The version of those questions.
  package var questionnaire: Int64?

  package static let longestTitle = 150
  package static let longestText = 20_000
  package static let mostThemes = 3

  package init() {}

  package init(
    title: String, today: String, forWhom: String = "", existing: String = "", expected: String = "",
    language: Language = .french, themes: [String] = [], service: ServiceSheet = ServiceSheet()
  ) {
    self.title = title
    self.today = today
    self.forWhom = forWhom
    self.existing = existing
    self.expected = expected
    self.language = language
    self.themes = themes
    self.service = service
  }

  init(language: Language) { self.language = language }

  /// What a form sent, its ends of line as the database keeps them.
  package static let fields: Set<String> = ServiceSheet.fields.union([
    "titre", "aujourdhui", "pour-qui", "existant", "attendu", "langue", "theme",
  ])

  init(_ form: FormFields, pageLanguage: Language) {
    title = Self.line(form["titre"])
    today = Self.text(form["aujourdhui"])
    forWhom = Self.text(form["pour-qui"])
    existing = Self.text(form["existant"])
    expected = Self.text(form["attendu"])
    language = form["langue"].flatMap { Language(rawValue: $0) } ?? pageLanguage
    themes = form.all("theme")
    service = ServiceSheet(form)
    answers = ExtraAnswers.read(form)
  }

  package static func text(_ typed: String?) -> String {
    (typed ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "").trimmed
  }

  package static func line(_ typed: String?) -> String { text(typed).replacing("\n", with: " ") }

  /// What cannot be kept, even in a draft: the first field that is too long, or themes that do not exist.
  package func refusalToKeep(among known: [Theme], asking questionnaire: Questionnaire?) -> Refusal? {
    if title.unicodeScalars.count > Self.longestTitle { return .longTitle }
    for (field, text) in [
      ("aujourdhui", today), ("pour-qui", forWhom), ("existant", existing), ("attendu", expected),
    ] where text.unicodeScalars.count > Self.longestText { return .longText(field) }
    if let refusal = service.refusalToKeep { return refusal }
    if let refused = questionnaire?.refusalToKeep(answers) { return .answer(refused.key, refused.refusal) }
    guard themes.count <= Self.mostThemes else { return .tooManyThemes }
    guard themes.allSatisfy({ slug in known.contains { $0.slug == slug } }), Set(themes).count == themes.count else {
      return .unknownTheme
    }
    return nil
  }

  /// What is missing before it can be published: a need requires two fields, a service four.
  package func refusalToPublish(as rubric: Rubric, asking questionnaire: Questionnaire?) -> Refusal? {
    refusalsToPublish(as: rubric, asking: questionnaire).first
  }

  /// All that is missing, in the order of the form.
  package func refusalsToPublish(as rubric: Rubric, asking questionnaire: Questionnaire?) -> [Refusal] {
    let answered = questionnaire?.refusals(of: answers).map { Refusal.answer($0.key, $0.refusal) } ?? []
    return refusalsToRecord + (rubric == .service ? service.refusalsToPublish : []) + answered
  }

  /// What no contribution can lack, wherever it comes from: those of earlier consultations have what was asked then.
  package var refusalToRecord: Refusal? { refusalsToRecord.first }

  private var refusalsToRecord: [Refusal] {
    (title.isEmpty ? [.noTitle] : []) + (today.isEmpty ? [.noToday] : [])
  }

  package enum Refusal: FieldRefusal, Equatable {
    case noTitle, longTitle, noToday, tooManyThemes, unknownTheme, noMaintainer, noUsers, unknownLicence
    case longText(String), longLine(String), notAPage(String)
    /// To an extra question, by its key.
    case answer(String, AnswerRefusal)

    package var status: Int { 422 }

    package var sentence: Phrase {
      switch self {
      case .noTitle: t("Donnez un titre, en une phrase.")
      case .longTitle: t("Ce titre est trop long : 150 caractères au plus.")
      case .noToday: t("La seconde question attend une réponse, même en deux lignes.")
      case .tooManyThemes: t("Choisissez trois thèmes au plus.")
      case .unknownTheme: t("Choisissez les thèmes dans la liste.")
      case .noMaintainer: t("Dites qui maintient ce service.")
      case .noUsers: t("Dites qui utilise déjà ce service.")
      case .unknownLicence: t("Cette licence n’est pas dans la liste SPDX. Laissez vide si vous ne la connaissez pas.")
      case .notAPage: t("Écrivez l’adresse complète, avec https://.")
      case .answer(_, let refusal): refusal.sentence
      case .longLine: t("Cette réponse est trop longue.")
      case .longText: t("Ce texte est trop long : 20 000 caractères au plus.")
      }
    }

    /// The field beside which it stands.
    package var field: String {
      switch self {
      case .noTitle, .longTitle: "titre"
      case .noToday: "aujourdhui"
      case .tooManyThemes, .unknownTheme: "themes"
      case .noMaintainer: "mainteneur"
      case .noUsers: "utilisateurs"
      case .unknownLicence: "licence"
      case .answer(let key, _): ExtraAnswers.prefix + key
      case .longText(let field), .longLine(let field), .notAPage(let field): field
      }
    }
  }
}
