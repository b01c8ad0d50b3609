/// A questionnaire as data: sections, questions of declared types, conditions between them.
///
/// Written by an administrator; once answered, never changed but by a newer version, in which a question that keeps its
/// key keeps its type: what was answered to an older version is read by that version, and carried to the next.
public struct Questionnaire: Sendable, Equatable, Codable {
  public var sections: [Section]

  public init(sections: [Section]) { self.sections = sections }

  /// In the order in which they are asked.
  public var questions: [Question] { sections.flatMap(\.questions) }

  public func question(_ key: String) -> Question? { questions.first { $0.key == key } }
}

/// A sentence in French, and in English where it was written.
public struct Wording: Sendable, Equatable, Codable {
  public var french: String
  public var english: String?

  public init(_ french: String, english: String? = nil) {
    self.french = french
    self.english = english
  }

  public func text(inEnglish: Bool) -> String { inEnglish ? english ?? french : french }
}

public struct Section: Sendable, Equatable, Codable {
  public var title: Wording
  public var questions: [Question]

  public init(title: Wording, questions: [Question]) {
    self.title = title
    self.questions = questions
  }
}

public struct Question: Sendable, Equatable, Codable {
  /// Its name in answers: it stays when the words change.
  public var key: String
  public var label: Wording
  public var help: Wording?
  public var isRequired: Bool
  public var type: AnswerType
  /// Asked only where it holds; nothing: always.
  public var condition: Condition?

  public init(
    _ key: String, _ label: Wording, _ type: AnswerType, help: Wording? = nil, isRequired: Bool = false,
    condition: Condition? = nil
  ) {
    self.key = key
    self.label = label
    self.type = type
    self.help = help
    self.isRequired = isRequired
    self.condition = condition
  }
}

/// What kind of answer a question takes.
public enum AnswerType: Sendable, Equatable {
  /// One line, or several; at most `longest` characters.
  case text(longest: Int, isLong: Bool)
  case choice([Option])
  /// Several of them, at most `most`.
  case choices([Option], most: Int)
  /// Within bounds where they are given, with what is counted: « agents », « km ».
  case number(least: Int64?, most: Int64?, unit: Wording?)
  /// In euros and cents.
  case amount
  case date
  /// The address of a page of the web.
  case page
  /// A body of the directory.
  case authority
  case file

  /// Its name in a definition; what may not change from one version to the next.
  public var name: String {
    switch self {
    case .text: "text"
    case .choice: "choice"
    case .choices: "choices"
    case .number: "number"
    case .amount: "amount"
    case .date: "date"
    case .page: "page"
    case .authority: "authority"
    case .file: "file"
    }
  }

  public var options: [Option] {
    switch self {
    case .choice(let options), .choices(let options, _): options
    case .text, .number, .amount, .date, .page, .authority, .file: []
    }
  }
}

public struct Option: Sendable, Equatable, Codable {
  public var key: String
  public var label: Wording

  public init(_ key: String, _ label: Wording) {
    self.key = key
    self.label = label
  }
}

/// When a question is asked, by the answers to those before it. What is not asked counts as not answered.
public indirect enum Condition: Sendable, Equatable {
  case answered(String)
  /// One of the options of a choice, or of several choices, is `option`.
  case chosen(String, option: String)
  case not(Condition)
  case all([Condition])
  case any([Condition])

  /// Keys of the questions that it looks at.
  public var questions: [String] {
    switch self {
    case .answered(let key), .chosen(let key, _): [key]
    case .not(let condition): condition.questions
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.questions)
    }
  }

  var depth: Int {
    switch self {
    case .answered, .chosen: 1
    case .not(let condition): condition.depth + 1
    case .all(let conditions), .any(let conditions): (conditions.map(\.depth).max() ?? 0) + 1
    }
  }
}
