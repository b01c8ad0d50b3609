import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform

/// The extra questions of a rubric in the form of a draft: a part is open where something of it is required, answered
/// or refused, else folded.
struct ExtraQuestions: Component {
  var questionnaire: Questionnaire
  var answers: Answers
  var names = AnswerNames()
  var refused: @Sendable (String) -> Phrase?
  var isAllOpen = false
  var language: Language

  var body: some Markup {
    for section in questionnaire.sections where !section.questions.isEmpty {
      QuestionSection(
        section: section, questionnaire: questionnaire, answers: answers, names: names, refused: refused,
        isAllOpen: isAllOpen, language: language)
    }
  }
}

private struct QuestionSection: Component {
  var section: Section
  var questionnaire: Questionnaire
  var answers: Answers
  var names: AnswerNames
  var refused: @Sendable (String) -> Phrase?
  var isAllOpen: Bool
  var language: Language

  private var title: String { section.title.text(in: language) }
  private var isOpen: Bool {
    isAllOpen
      || section.questions.contains { question in
        (question.isRequired && question.condition == nil) || !answers[question.key].isEmpty
          || refused(ExtraAnswers.prefix + question.key) != nil
      }
  }

  var body: some Markup {
    details(.class("section"), .flag("open", isOpen)) {
      summary { title }
      for question in section.questions {
        QuestionField(
          question: question, when: questionnaire.when(question, in: language), typed: answers[question.key],
          names: names, refusal: refused(ExtraAnswers.prefix + question.key), language: language)
      }
    }
  }
}

/// One question, as the kind of its answer asks for it.
struct QuestionField: Component {
  var question: Question
  /// Under what condition it is asked, in words.
  var when: Phrase?
  var typed: [String]
  var names: AnswerNames
  var refusal: Phrase?
  var language: Language

  private var name: String { ExtraAnswers.prefix + question.key }
  private var sentence: Phrase { .verbatim(question.label.text(in: language)) }
  private var value: String { typed.first ?? "" }
  private var isOptional: Bool { !question.isRequired }
  private var ownHelp: Phrase? { question.help.map { .verbatim($0.text(in: language)) } ?? unit }
  private var unit: Phrase? {
    switch question.type {
    case .number(_, _, let unit): unit.map { t("En \($0.text(in: language)).") }
    case .amount: t("En euros.")
    case .authority: t("Son nom, son numéro SIREN ou le code INSEE de la commune.")
    case .file: t("L’une des pièces jointes : joignez-la d’abord, puis choisissez-la ici.")
    case .text, .choice, .choices, .date, .page: nil
    }
  }
  private var help: Phrase? {
    guard let when else { return ownHelp }
    return ownHelp.map { t("\(when) \($0)") } ?? when
  }
  private var isLong: Bool { if case .text(_, true) = question.type { true } else { false } }
  private var kind: TextField.Kind {
    switch question.type {
    case .date: .date
    case .page: .address
    default: .text
    }
  }
  private var choices: [Choices.Option] {
    [.init("", t("Choisir…"))] + question.type.options.map { .init($0.key, .verbatim($0.label.text(in: language))) }
  }

  private var files: [Choices.Option] {
    [.init("", t("Choisir…"))] + names.files.map { .init($0.token, .verbatim($0.description)) }
  }

  var body: some Markup {
    switch question.type {
    case .choice:
      Choices(name, sentence, choices, chosen: value, help: help, refusal: refusal, isOptional: isOptional)
    case .choices:
      SeveralChoices(
        name: name, sentence: sentence, options: question.type.options, typed: typed, help: help, refusal: refusal,
        isOptional: isOptional, language: language)
    case .authority:
      OrganisationQuestion(
        name: name, sentence: sentence, typed: value, names: names, offered: names.offered[question.key] ?? [],
        help: help, refusal: refusal, isOptional: isOptional, longest: question.longestTyped, language: language)
    case .file:
      Choices(name, sentence, files, chosen: value, help: help, refusal: refusal, isOptional: isOptional)
    default:
      if isLong {
        TextArea(
          name, sentence, value: value, longest: question.longestTyped, rows: 3, help: help, refusal: refusal,
          isOptional: isOptional)
      } else {
        TextField(
          name, sentence, kind: kind, value: value, longest: question.longestTyped, help: help, refusal: refusal,
          isOptional: isOptional)
      }
    }
  }
}

/// A body of the directory: found as one types, or chosen among those that what was typed may mean.
private struct OrganisationQuestion: Component {
  var name: String
  var sentence: Phrase
  var typed: String
  var names: AnswerNames
  var offered: [Organisation]
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool
  var longest: Int
  var language: Language

  private var isFound: Bool { names.words[typed] != nil }
  private var hidden: String { name + ExtraAnswers.found }
  private var suggestions: String { language.address(OrganisationSuggestionsAddress().path) }
  private var offers: Phrase { t("Est-ce l’un de ceux-ci ?") }
  private func place(_ organisation: Organisation) -> Phrase {
    organisation.department.map { t("\(organisation.kind.title), \($0)") } ?? organisation.kind.title
  }

  var body: some Markup {
    TextField(
      name, sentence, value: names[typed], longest: longest, help: help, refusal: refusal, isOptional: isOptional,
      suggestions: (suggestions, hidden))
    input(.type("hidden"), .name(hidden), .value(isFound ? typed : ""))
    if !offered.isEmpty {
      fieldset(.class("field"), .id(name + ExtraAnswers.offered)) {
        legend { offers }
        for organisation in offered {
          Choice(
            .radio, name + ExtraAnswers.offered, organisation.token, .verbatim(organisation.name),
            help: place(organisation), isChosen: false)
        }
      }
    }
  }
}

private struct SeveralChoices: Component {
  var name: String
  var sentence: Phrase
  var options: [Option]
  var typed: [String]
  var help: Phrase?
  var refusal: Phrase?
  var isOptional: Bool
  var language: Language

  var body: some Markup {
    fieldset(.class("field"), .id(name)) {
      legend {
        sentence
        if isOptional { span(.class("optional")) { t(" (facultatif)") } }
      }
      if let help { p(.class("help")) { help } }
      if let refusal { p(.class("error"), .id(name + "-erreur")) { refusal } }
      for option in options {
        Choice(
          .checkbox, name, option.key, .verbatim(option.label.text(in: language)),
          isChosen: typed.contains(option.key))
      }
    }
  }
}

/// What was answered to the extra questions, under the text.
struct ExtraAnswersBody: Component {
  var questionnaire: Questionnaire
  var answers: Answers
  var language: Language

  var body: some Markup {
    for (question, answer) in questionnaire.understood(answers) {
      ExtraAnswer(question: question, answer: answer, language: language)
    }
  }
}

private struct ExtraAnswer: Component {
  var question: Question
  var answer: GivenAnswer
  var language: Language
  private var label: String { question.label.text(in: language) }
  private var told: Phrase { answer.told(in: language, question) }
  private var page: String? { if case .page(let address) = answer { address } else { nil } }
  private var text: String? { if case .text(let text) = answer { text } else { nil } }

  var body: some Markup {
    if let text {
      Answered(question: .verbatim(label), text: text)
    } else {
      h2 { label }
      p { if let page { PageLink(address: page) } else { told } }
    }
  }
}

extension Questionnaire {
  /// « Si vous avez répondu « Oui » à « Avez-vous un logiciel ? ». » Nothing for a question that is always asked.
  func when(_ question: Question, in language: Language) -> Phrase? {
    question.condition.map { t("Si \(sentence($0, in: language)).") }
  }

  /// « vous avez répondu « A » ou « B » à « Q » », where all are answers to one question.
  private func oneOf(_ conditions: [Condition], in language: Language) -> Phrase? {
    var asked: Set<String> = []
    var chosen: [Phrase] = []
    for condition in conditions {
      guard case .chosen(let key, let option) = condition else { return nil }
      asked.insert(key)
      let words = question(key)?.type.options.first { $0.key == option }?.label.text(in: language) ?? option
      chosen.append(t("« \(words) »"))
    }
    guard let key = asked.first, asked.count == 1, chosen.count > 1 else { return nil }
    let options = chosen.dropFirst().reduce(chosen[0]) { told, option in t("\(told) ou \(option)") }
    return t("vous avez répondu \(options) à « \(label(key, language)) »")
  }

  private func sentence(_ condition: Condition, in language: Language) -> Phrase {
    switch condition {
    case .answered(let key): return t("vous avez répondu à « \(label(key, language)) »")
    case .chosen(let key, let option):
      let words = question(key)?.type.options.first { $0.key == option }?.label.text(in: language) ?? option
      return t("vous avez répondu « \(words) » à « \(label(key, language)) »")
    case .not(.answered(let key)): return t("vous n’avez pas répondu à « \(label(key, language)) »")
    case .not(let condition): return t("l’inverse est vrai de ceci : \(sentence(condition, in: language))")
    case .all(let conditions):
      return conditions.dropFirst().reduce(first(conditions, language)) { told, condition in
        t("\(told) et \(sentence(condition, in: language))")
      }
    case .any(let conditions):
      if let told = oneOf(conditions, in: language) { return told }
      return conditions.dropFirst().reduce(first(conditions, language)) { told, condition in
        t("\(told) ou \(sentence(condition, in: language))")
      }
    }
  }

  private func first(_ conditions: [Condition], _ language: Language) -> Phrase {
    conditions.first.map { sentence($0, in: language) } ?? nil
  }

  private func label(_ key: String, _ language: Language) -> String { question(key)?.label.text(in: language) ?? key }
}

private struct PageLink: Component {
  var address: String
  var body: some Markup { a(.href(address), .named("rel", "nofollow noopener")) { address } }
}
