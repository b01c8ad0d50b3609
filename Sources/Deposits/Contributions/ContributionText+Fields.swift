package import Consultations
import Forms
package import Localization
import Platform

extension ContributionText {
  /// One of its answers, so that two texts can be compared and joined one answer at a time.
  package enum Field: Sendable, Hashable {
    case title, today, forWhom, existing, expected, language, themes
    case codeAddress, licence, maintainer, users, documentation, cost
    /// To an extra question, by its key.
    case answer(String)

    /// Its name in forms.
    var name: String {
      switch self {
      case .title: "titre"
      case .today: "aujourdhui"
      case .forWhom: "pour-qui"
      case .existing: "existant"
      case .expected: "attendu"
      case .language: "langue"
      case .themes: "theme"
      case .codeAddress: "code"
      case .licence: "licence"
      case .maintainer: "mainteneur"
      case .users: "utilisateurs"
      case .documentation: "documentation"
      case .cost: "cout"
      case .answer(let key): ExtraAnswers.prefix + key
      }
    }

    static let ofNeed: [Field] = [.title, .today, .forWhom, .existing, .expected, .themes, .language]
    static let ofService: [Field] = [
      .title, .today, .maintainer, .users, .codeAddress, .licence, .documentation, .cost, .forWhom, .existing,
      .expected, .themes, .language,
    ]

    /// The question that it answers.
    func question(_ rubric: Rubric, _ questionnaire: Questionnaire?, in language: Language) -> Phrase {
      switch self {
      case .title: Questions.title(rubric)
      case .today: Questions.today(rubric)
      case .forWhom: Questions.forWhom(rubric)
      case .existing: Questions.existing(rubric)
      case .expected: Questions.expected(rubric)
      case .language: t("Langue du texte")
      case .themes: t("Thèmes")
      case .codeAddress: t("Code source")
      case .licence: t("Licence")
      case .maintainer: t("Maintenu par")
      case .users: t("Utilisé par")
      case .documentation: t("Documentation")
      case .cost: t("Coût pour une collectivité de plus")
      case .answer(let key): .verbatim(questionnaire?.question(key)?.label.text(in: language) ?? key)
      }
    }
  }

  /// All that it can hold, in the order of the page, the extra answers last.
  func fields(_ rubric: Rubric) -> [Field] {
    let own = rubric == .need ? Field.ofNeed : Field.ofService
    return own + answers.typed.keys.sorted().map(Field.answer)
  }

  /// An answer as it was typed: nothing, one text, or several choices.
  subscript(_ field: Field) -> [String] {
    get {
      switch field {
      case .themes: themes
      case .answer(let key): answers[key]
      case .language: [language.rawValue]
      default: place(of: field).map { self[keyPath: $0] }.flatMap { $0.isEmpty ? nil : [$0] } ?? []
      }
    }
    set {
      switch field {
      case .themes: themes = newValue
      case .answer(let key):
        var typed = answers.typed
        typed[key] = newValue
        answers = Answers(typed)
      case .language: language = newValue.first.flatMap(Language.init(rawValue:)) ?? language
      default: if let place = place(of: field) { self[keyPath: place] = newValue.first ?? "" }
      }
    }
  }

  private func place(of field: Field) -> WritableKeyPath<ContributionText, String>? {
    switch field {
    case .title: \.title
    case .today: \.today
    case .forWhom: \.forWhom
    case .existing: \.existing
    case .expected: \.expected
    case .codeAddress: \.service.codeAddress
    case .licence: \.service.licence
    case .maintainer: \.service.maintainer
    case .users: \.service.users
    case .documentation: \.service.documentation
    case .cost: \.service.cost
    case .language, .themes, .answer: nil
    }
  }
}

extension ContributionText {
  /// The answers that are told at length, by their columns, in the order of the page.
  package static let longFields = ["today", "for_whom", "existing", "expected"]

  /// What they say; empty ones are left out.
  package var longAnswers: [String: String] {
    let all = ["today": today, "for_whom": forWhom, "existing": existing, "expected": expected]
    return all.filter { !$0.value.isEmpty }
  }

  /// The question that one of them answers.
  package static func question(_ field: String, _ rubric: Rubric) -> Phrase {
    switch field {
    case "today": Questions.today(rubric)
    case "for_whom": Questions.forWhom(rubric)
    case "existing": Questions.existing(rubric)
    default: Questions.expected(rubric)
    }
  }
}
