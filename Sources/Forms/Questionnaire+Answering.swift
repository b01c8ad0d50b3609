extension Questionnaire {
  /// The questions that these answers lead to, in order.
  public func asked(_ answers: Answers) -> [Question] {
    var asked: [Question] = []
    for question in questions {
      let holds = question.condition?.holds { key in
        asked.contains { $0.key == key } ? answers[key] : []
      }
      if holds ?? true { asked.append(question) }
    }
    return asked
  }

  /// What was understood of each question that is asked and answered.
  public func understood(_ answers: Answers) -> [(question: Question, answer: GivenAnswer)] {
    asked(answers).compactMap { question in
      guard let answer = try? question.read(answers[question.key]) else { return nil }
      return (question, answer)
    }
  }

  /// What keeps the answers from being published: the first refusal of each question that is asked.
  public func refusals(of answers: Answers) -> [(key: String, refusal: AnswerRefusal)] {
    asked(answers).compactMap { question in
      do throws(AnswerRefusal) {
        let answer = try question.read(answers[question.key])
        return answer == nil && question.isRequired ? (question.key, .missing) : nil
      } catch {
        return (question.key, error)
      }
    }
  }

  /// What even a draft cannot hold.
  public func refusalToKeep(_ answers: Answers) -> (key: String, refusal: AnswerRefusal)? {
    for question in questions {
      let values = answers[question.key]
      let limit = question.longestTyped
      if values.count > Self.mostOptions || values.contains(where: { $0.unicodeScalars.count > limit }) {
        return (question.key, .tooLong)
      }
    }
    return nil
  }

  /// Answers to an older version, as this one has them: a question that is gone is left out, the rest stays as typed.
  public func carried(_ answers: Answers) -> Answers {
    let keys = Set(questions.map(\.key))
    return Answers(answers.typed.filter { keys.contains($0.key) })
  }

  /// Those that are asked: what is published of them.
  public func published(_ answers: Answers) -> Answers {
    let keys = Set(asked(answers).map(\.key))
    return Answers(answers.typed.filter { keys.contains($0.key) })
  }
}

extension Condition {
  func holds(_ answers: (String) -> [String]) -> Bool {
    switch self {
    case .answered(let key): answers(key).contains { !$0.allSatisfy(\.isWhitespace) }
    case .chosen(let key, let option): answers(key).contains(option)
    case .not(let condition): !condition.holds(answers)
    case .all(let conditions): conditions.allSatisfy { $0.holds(answers) }
    case .any(let conditions): conditions.contains { $0.holds(answers) }
    }
  }
}

extension Question {
  /// In characters, of one of its answers as typed.
  public var longestTyped: Int {
    switch type {
    case .text(let longest, _): longest
    case .page: 2_048
    case .choice, .choices, .number, .amount, .date, .authority, .file: 100
    }
  }

  /// What was typed, understood; nothing when nothing was typed.
  public func read(_ typed: [String]) throws(AnswerRefusal) -> GivenAnswer? {
    let values = typed.map(trimmed).filter { !$0.isEmpty }
    guard let value = values.first else { return nil }
    guard values.allSatisfy({ $0.unicodeScalars.count <= longestTyped }) else { throw .tooLong }
    switch type {
    case .text: return .text(value)
    case .choice(let options): return .choice(try option(value, options))
    case .choices(let options, let most):
      guard values.count <= most, Set(values).count == values.count else { throw .tooManyOptions }
      var chosen: [Option] = []
      for value in values { chosen.append(try option(value, options)) }
      return .choices(chosen)
    case .number(let least, let most, _): return .number(try number(value, least, most))
    case .amount:
      guard let cents = Decimals.read(value.hasSuffix("€") ? trimmed(String(value.dropLast())) : value, digits: 2),
        cents >= 0
      else { throw .notAnAmount }
      return .amount(cents)
    case .date:
      guard let day = Day.read(value) else { throw .notADate }
      return .date(year: day.year, month: day.month, day: day.day)
    case .page:
      guard Page.isAddress(value) else { throw .notAPage }
      return .page(value)
    case .authority: return .authority(value)
    case .file: return .file(value)
    }
  }

  private func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  private func option(_ key: String, _ options: [Option]) throws(AnswerRefusal) -> Option {
    guard let option = options.first(where: { $0.key == key }) else { throw .unknownOption }
    return option
  }

  private func number(_ value: String, _ least: Int64?, _ most: Int64?) throws(AnswerRefusal) -> Int64 {
    guard let thousandths = Decimals.read(value, digits: 3) else { throw .notANumber }
    if let least, thousandths < least * 1_000 { throw .tooSmall }
    if let most, thousandths > most * 1_000 { throw .tooLarge }
    return thousandths
  }
}
