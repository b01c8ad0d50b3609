/// Why a definition cannot be asked, in the order in which it is looked at.
public enum DefinitionRefusal: Error, Sendable, Equatable {
  case tooLarge, malformed
  case noQuestion, tooManyQuestions
  case badKey(String)
  case repeatedKey(String)
  case noLabel(String)
  case longLabel(String)
  case badLength(String)
  case noOption(String)
  case tooManyOptions(String)
  case badOption(String)
  case badBounds(String)
  case badCondition(String)
  /// A condition looks at a question that comes later, or at none.
  case unknownQuestion(String)
  case unknownOption(String)
  // Of a version after another.
  case changedType(String)

  /// The key of the question that it is about.
  public var question: String? {
    switch self {
    case .tooLarge, .malformed, .noQuestion, .tooManyQuestions: nil
    case .badKey(let key), .repeatedKey(let key), .noLabel(let key), .longLabel(let key), .badLength(let key),
      .noOption(let key), .tooManyOptions(let key), .badOption(let key), .badBounds(let key), .badCondition(let key),
      .unknownQuestion(let key), .unknownOption(let key), .changedType(let key):
      key
    }
  }
}

extension Questionnaire {
  public static let mostQuestions = 50
  public static let mostOptions = 100
  public static let longestLabel = 300
  public static let longestText = 5_000
  public static let longestKey = 40
  static let deepestCondition = 6
  static let mostConditions = 20

  /// What is wrong with it, if anything.
  public var refusal: DefinitionRefusal? {
    let questions = self.questions
    guard !questions.isEmpty else { return .noQuestion }
    guard questions.count <= Self.mostQuestions, sections.count <= Self.mostQuestions else { return .tooManyQuestions }
    for section in sections where section.title.isTooLong { return .longLabel(section.questions.first?.key ?? "") }
    var earlier: [Question] = []
    for question in questions {
      if let refusal = question.refusal(after: earlier) { return refusal }
      earlier.append(question)
    }
    return nil
  }

  /// Why it cannot come after `older`: a question that keeps its key keeps its type, so that old answers survive. None
  /// at all may come after some.
  public func refusal(after older: Questionnaire) -> DefinitionRefusal? {
    if questions.isEmpty, !older.questions.isEmpty { return nil }
    if let refusal { return refusal }
    for question in questions {
      if let old = older.question(question.key), old.type.name != question.type.name {
        return .changedType(question.key)
      }
    }
    return nil
  }

  /// Letters without accent, digits, hyphens; it begins with a letter.
  static func isKey(_ key: String) -> Bool {
    let bytes = key.utf8
    guard let first = bytes.first, bytes.count <= longestKey, (0x61...0x7A).contains(first) else { return false }
    return bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
  }
}

extension Wording {
  var isBlank: Bool { french.allSatisfy(\.isWhitespace) }
  var isTooLong: Bool { max(french.count, english?.count ?? 0) > Questionnaire.longestLabel }
}

extension Question {
  func refusal(after earlier: [Question]) -> DefinitionRefusal? {
    guard Questionnaire.isKey(key) else { return .badKey(key) }
    guard !earlier.contains(where: { $0.key == key }) else { return .repeatedKey(key) }
    if label.isBlank { return .noLabel(key) }
    if label.isTooLong || (help?.isTooLong ?? false) { return .longLabel(key) }
    return typeRefusal ?? condition.flatMap { refusal(of: $0, after: earlier) }
  }

  private var typeRefusal: DefinitionRefusal? {
    switch type {
    case .text(let longest, _): return (1...Questionnaire.longestText).contains(longest) ? nil : .badLength(key)
    case .choice(let options): return refusal(of: options)
    case .choices(let options, let most):
      return refusal(of: options) ?? ((1...options.count).contains(most) ? nil : .badBounds(key))
    case .number(let least, let most, let unit):
      let bounds = -Decimals.most...Decimals.most
      guard bounds.contains(least ?? 0), bounds.contains(most ?? 0), least ?? .min <= most ?? .max else {
        return .badBounds(key)
      }
      return unit?.isTooLong ?? false ? .longLabel(key) : nil
    case .amount, .date, .page, .authority, .file: return nil
    }
  }

  private func refusal(of options: [Option]) -> DefinitionRefusal? {
    guard !options.isEmpty else { return .noOption(key) }
    guard options.count <= Questionnaire.mostOptions else { return .tooManyOptions(key) }
    let areRight = options.allSatisfy { Questionnaire.isKey($0.key) && !$0.label.isBlank && !$0.label.isTooLong }
    return areRight && Set(options.map(\.key)).count == options.count ? nil : .badOption(key)
  }

  private func refusal(of condition: Condition, after earlier: [Question]) -> DefinitionRefusal? {
    guard condition.depth <= Questionnaire.deepestCondition, condition.questions.count <= Questionnaire.mostConditions
    else { return .badCondition(key) }
    switch condition {
    case .answered(let other): return earlier.contains { $0.key == other } ? nil : .unknownQuestion(key)
    case .chosen(let other, let option):
      guard let question = earlier.first(where: { $0.key == other }) else { return .unknownQuestion(key) }
      return question.type.options.contains { $0.key == option } ? nil : .unknownOption(key)
    case .not(let condition): return refusal(of: condition, after: earlier)
    case .all(let conditions), .any(let conditions):
      guard !conditions.isEmpty else { return .badCondition(key) }
      return conditions.lazy.compactMap { refusal(of: $0, after: earlier) }.first
    }
  }
}
