import Consultations
import Forms
import Localization
import Platform

/// What an administrator is building: a definition that her page carries until she publishes it, and what she asks
/// of it.
struct QuestionnaireEdition: Input {
  static let fields: Set<String> = [
    "definition", "action", "cle", "partie", "intitule", "intitule-anglais", "aide", "genre", "options", "obligatoire",
    "condition", "revision", "minimum", "maximum", "unite",
  ]

  enum Kind: String, CaseIterable {
    case line, text, choice, choices, number, amount, date, page, authority, file

    var title: Phrase {
      switch self {
      case .line: t("Une ligne")
      case .text: t("Un texte")
      case .choice: t("Un choix dans une liste")
      case .choices: t("Plusieurs choix dans une liste")
      case .number: t("Un nombre")
      case .amount: t("Un montant en euros")
      case .date: t("Une date")
      case .page: t("L’adresse d’une page")
      case .authority: t("Un organisme de l’annuaire")
      case .file: t("L’une des pièces jointes")
      }
    }

    static func of(_ type: AnswerType) -> Kind {
      switch type {
      case .text(_, let isLong): isLong ? .text : .line
      case .choice: .choice
      case .choices: .choices
      case .number: .number
      case .amount: .amount
      case .date: .date
      case .page: .page
      case .authority: .authority
      case .file: .file
      }
    }
  }

  enum Action: Equatable {
    case add, publish
    case raise(String), remove(String), edit(String)
  }

  /// The version that the page was begun upon, 0 for none; nil from a program that does not guard itself.
  var seen: Int?
  /// As the page carried it; nothing when it cannot be read.
  var definition: Questionnaire?
  var action: Action
  /// Of the question that is written anew; empty for another.
  var key: String
  /// Like the help and the unit: French alone, or « Français | English ».
  var part: String
  var label: String
  var english: String
  var help: String
  /// Of a number: its bounds and what it counts, where they are given.
  var least: String
  var most: String
  var unit: String
  var kind: Kind
  /// One a line, « Français | English ».
  var options: String
  var isRequired: Bool
  /// `question=option`, or nothing.
  var condition: String

  init(_ visit: Visit) {
    let form = visit.form
    seen = form["revision"].flatMap { Int($0) }
    definition = Self.definition(form["definition"] ?? "")
    let words = (form["action"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
    let named = words.count == 2 ? words[1] : ""
    switch words.first {
    case "monter": action = .raise(named)
    case "retirer": action = .remove(named)
    case "modifier": action = .edit(named)
    case "publier": action = .publish
    default: action = .add
    }
    key = form["cle"] ?? ""
    part = ContributionText.line(form["partie"])
    label = ContributionText.line(form["intitule"])
    english = ContributionText.line(form["intitule-anglais"])
    help = ContributionText.line(form["aide"])
    least = ContributionText.line(form["minimum"])
    most = ContributionText.line(form["maximum"])
    unit = ContributionText.line(form["unite"])
    kind = form["genre"].flatMap(Kind.init(rawValue:)) ?? .line
    options = ContributionText.text(form["options"])
    isRequired = form["obligatoire"] != nil
    condition = form["condition"] ?? ""
  }

  init(of question: Question, in part: Wording?, _ definition: Questionnaire) {
    self.definition = definition
    action = .add
    key = question.key
    self.part = Self.bilingual(part)
    label = question.label.french
    english = question.label.english ?? ""
    help = Self.bilingual(question.help)
    (least, most, unit) = ("", "", "")
    if case .number(let least, let most, let unit) = question.type {
      self.least = least.map { String($0) } ?? ""
      self.most = most.map { String($0) } ?? ""
      self.unit = Self.bilingual(unit)
    }
    kind = .of(question.type)
    options = question.type.options.map { Self.bilingual($0.label) }.joined(separator: "\n")
    isRequired = question.isRequired
    if case .chosen(let other, let option) = question.condition {
      condition = "\(other)=\(option)"
    } else {
      condition = ""
    }
  }

  private static func definition(_ json: String) -> Questionnaire? {
    guard !json.isEmpty else { return Questionnaire(sections: []) }
    do throws(DefinitionRefusal) { return try Questionnaire.read(Array(json.utf8)) } catch {
      return error == .noQuestion ? Questionnaire(sections: []) : nil
    }
  }

  /// As it is typed: « Français | English », or French alone.
  static func bilingual(_ wording: Wording?) -> String {
    guard let wording else { return "" }
    return wording.english.map { "\(wording.french) | \($0)" } ?? wording.french
  }

  private static func wording(_ typed: String) -> Wording? {
    let words = typed.split(separator: "|", maxSplits: 1).map { String($0).trimmed }
    guard let french = words.first, !french.isEmpty else { return nil }
    return Wording(french, english: words.count == 2 && !words[1].isEmpty ? words[1] : nil)
  }

  /// The title of the part where the question stands.
  var partTitle: Wording { Self.wording(part) ?? Wording("Questions complémentaires", english: "Further questions") }

  /// Whether the bounds of a number are whole numbers.
  var hasGoodBounds: Bool {
    kind != .number || [least, most].allSatisfy { $0.isEmpty || Int64($0) != nil }
  }

  /// The question that was typed, under a key of its own where it is new.
  func question(among known: Questionnaire) -> Question {
    let first = key.isEmpty ? Self.key(from: label) : key
    let others = (2...Questionnaire.mostQuestions + 1).map { "\(first.prefix(Questionnaire.longestKey - 3))-\($0)" }
    let made = key.isEmpty ? ([first] + others).first { known.question($0) == nil } ?? first : first
    let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
    return Question(
      made, Wording(label, english: english.isEmpty ? nil : english), type,
      help: Self.wording(help), isRequired: isRequired,
      condition: parts.count == 2 ? .chosen(parts[0], option: parts[1]) : nil)
  }

  private var type: AnswerType {
    switch kind {
    case .line: .text(longest: 300, isLong: false)
    case .text: .text(longest: Questionnaire.longestText, isLong: true)
    case .choice: .choice(listed)
    case .choices: .choices(listed, most: max(1, listed.count))
    case .number: .number(least: Int64(least), most: Int64(most), unit: Self.wording(unit))
    case .amount: .amount
    case .date: .date
    case .page: .page
    case .authority: .authority
    case .file: .file
    }
  }

  private var listed: [Option] {
    options.split(separator: "\n").prefix(Questionnaire.mostOptions + 1).map { line in
      let label = Self.wording(String(line)) ?? Wording("")
      return Option(Self.key(from: label.french), label)
    }
  }

  /// A letter first, whatever the words.
  private static func key(from words: String) -> String {
    let slug = String(Slug.make(words).prefix(Questionnaire.longestKey - 2))
    return slug.first?.isLetter ?? false ? slug : "q-" + slug
  }
}

extension DefinitionRefusal {
  var sentence: Phrase {
    switch self {
    case .tooLarge, .malformed: t("Ce questionnaire n’a pas pu être lu.")
    case .noQuestion: t("Ajoutez au moins une question.")
    case .tooManyQuestions: t("C’est trop de questions : 50 au plus.")
    case .noLabel: t("Écrivez la question.")
    case .longLabel: t("Cette question, son aide ou une réponse est trop longue : 300 caractères au plus.")
    case .noOption: t("Écrivez les réponses possibles, une par ligne.")
    case .tooManyOptions: t("C’est trop de réponses : 100 au plus.")
    case .badOption: t("Deux réponses se ressemblent trop, ou l’une est vide.")
    case .badBounds: t("Les bornes sont des nombres entiers, la plus petite d’abord.")
    case .badKey, .repeatedKey, .badLength, .badCondition: t("Cette question ne peut pas être posée ainsi.")
    case .unknownQuestion: t("Une question dépend d’une autre qui vient après elle, ou qui n’est plus là.")
    case .unknownOption: t("Une question dépend d’une réponse qui n’est plus proposée.")
    case .changedType: t("Une question déjà posée garde son genre de réponse : posez-en une autre.")
    }
  }
}
