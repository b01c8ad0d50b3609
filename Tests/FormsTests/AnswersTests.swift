import Testing

@testable import Forms

@Suite struct AnswersTests {
  static let examples: [(key: String, typed: [String], answer: GivenAnswer)] = [
    ("nom", [" Registre "], .text("Registre")),
    ("logiciel", ["non"], .choice(no)),
    ("agents", ["1 234,5"], .number(1_234_500)), ("agents", ["0"], .number(0)), ("agents", ["1.250"], .number(1_250)),
    ("cout", ["12 500 €"], .amount(1_250_000)), ("cout", ["0,5"], .amount(50)),
    ("cout", ["3\u{202F}000,00"], .amount(300_000)),
    ("depuis", ["2024-02-29"], .date(year: 2024, month: 2, day: 29)),
    ("depuis", ["1/9/2021"], .date(year: 2021, month: 9, day: 1)),
    ("page", ["https://mairie.example/x?y=1"], .page("https://mairie.example/x?y=1")),
    ("avec", ["38185"], .authority("38185")), ("piece", ["f1"], .file("f1")),
  ]

  @Test("An answer is understood as people type it", arguments: examples)
  func understood(_ example: (key: String, typed: [String], answer: GivenAnswer)) throws {
    #expect(try questionnaire.question(example.key)?.read(example.typed) == example.answer)
  }

  static let refusals: [(key: String, typed: [String], refusal: AnswerRefusal)] = [
    ("nom", [String(repeating: "x", count: 81)], .tooLong),
    ("logiciel", ["peut-être"], .unknownOption),
    ("services", ["ecoles", "ecoles"], .tooManyOptions), ("services", ["ecoles", "autre"], .unknownOption),
    ("agents", ["douze"], .notANumber), ("agents", ["1,2345"], .notANumber), ("agents", ["1,2,3"], .notANumber),
    ("agents", [","], .notANumber), ("agents", ["-"], .notANumber), ("agents", ["1e5"], .notANumber),
    ("agents", ["-1"], .tooSmall), ("agents", ["5001"], .tooLarge),
    ("agents", [String(repeating: "9", count: 99)], .notANumber), ("agents", ["9223372036854775807"], .notANumber),
    ("cout", ["1,234"], .notAnAmount), ("cout", ["-3"], .notAnAmount), ("cout", ["€"], .notAnAmount),
    ("depuis", ["2023-02-29"], .notADate), ("depuis", ["hier"], .notADate), ("depuis", ["99999-1-1"], .notADate),
    ("page", ["mairie.example"], .notAPage), ("page", ["javascript:alert(1)"], .notAPage),
    ("page", ["https://"], .notAPage),
    ("page", ["https://a b.example"], .notAPage), ("page", ["https://x..y"], .notAPage),
  ]

  @Test("Each fault of an answer has its refusal", arguments: refusals)
  func refused(_ example: (key: String, typed: [String], refusal: AnswerRefusal)) {
    #expect(throws: example.refusal) { try questionnaire.question(example.key)?.read(example.typed) }
  }

  @Test("A question is asked where its condition holds; what is not asked is neither required nor published")
  func conditions() {
    #expect(questionnaire.refusals(of: Answers()).map(\.key) == ["logiciel"])
    let with = Answers(["logiciel": ["oui"]])
    #expect(questionnaire.refusals(of: with).map(\.key) == ["nom"])
    let without = Answers(["logiciel": ["non"], "nom": ["oublié"], "agents": ["3"], "cout": ["5"]])
    let asked = questionnaire.asked(without).map(\.key)
    // « nom » is not asked, so that it counts as not answered: « pourquoi » is asked, « cout » is not.
    #expect(asked == ["logiciel", "pourquoi", "services", "agents", "depuis", "page", "avec", "piece"])
    #expect(questionnaire.refusals(of: without).isEmpty)
    #expect(questionnaire.published(without) == Answers(["logiciel": ["non"], "agents": ["3"]]))
  }

  @Test(
    "Answers drawn at random come back from their JSON, and are never both refused and understood"
  )
  func properties() {
    var dice = Dice(seed: 412)
    for _ in 0..<2_000 {
      let answers = dice.answers(to: questionnaire)
      #expect(Answers(json: answers.json) == answers)
      let refused = Set(questionnaire.refusals(of: answers).map(\.key))
      let understood = Set(questionnaire.understood(answers).map(\.question.key))
      #expect(refused.isDisjoint(with: understood))
      let asked = questionnaire.asked(answers).map(\.key)
      #expect(understood.isSubset(of: asked))
      let published = questionnaire.published(answers)
      #expect(questionnaire.published(published) == published)
      #expect(questionnaire.asked(published).map(\.key) == asked)
      // The last answer decides of no earlier question.
      var cut = answers.typed
      cut["piece"] = nil
      #expect(questionnaire.asked(Answers(cut)).map(\.key) == asked)
    }
  }

  @Test("Questionnaires drawn at random are written and read, or refused by name")
  func randomQuestionnaires() throws {
    var dice = Dice(seed: 88)
    var read = 0
    for _ in 0..<500 {
      let drawn = dice.questionnaire()
      guard drawn.refusal == nil else { continue }
      read += 1
      #expect(try Questionnaire.read(drawn.json) == drawn)
      let answers = dice.answers(to: drawn)
      _ = drawn.refusals(of: answers)
      #expect(drawn.refusal(after: drawn) == nil)
    }
    #expect(read > 50)
  }

  @Test(
    "Bytes that are no answers hold none",
    arguments: ["{", "[]", "3", "{\"a\": 1}", String(repeating: "[", count: 300_000)])
  func malformed(_ json: String) { #expect(Answers(json: json).isEmpty) }

  @Test("What even a draft cannot hold")
  func keeping() {
    #expect(questionnaire.refusalToKeep(Answers(["nom": [String(repeating: "x", count: 81)]]))?.refusal == .tooLong)
    #expect(questionnaire.refusalToKeep(Answers(["agents": ["douze"]])) == nil)
    #expect(questionnaire.refusalToKeep(Answers(["services": Array(repeating: "a", count: 101)]))?.key == "services")
  }
}

/// A generator that a seed repeats, and what it draws.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  mutating func answers(to questionnaire: Questionnaire) -> Answers {
    let words = [
      "oui", "non", "12", "-4", "1,5", "€", "2024-02-29", "https://a.example", "", "\u{0}é", "ecoles", "1/1/2020",
    ]
    var typed: [String: [String]] = [:]
    for question in questionnaire.questions where Bool.random(using: &self) {
      typed[question.key] = (0..<Int.random(in: 0...3, using: &self)).map { _ in words.randomElement(using: &self) ?? ""
      }
    }
    return Answers(typed)
  }

  mutating func questionnaire() -> Questionnaire {
    let questions = (0..<Int.random(in: 1...6, using: &self)).map { number in
      Question(
        "q\(number)", Wording("Q\(number)", english: Bool.random(using: &self) ? "E" : nil), type(),
        isRequired: Bool.random(using: &self), condition: number > 0 ? condition(number, depth: 3) : nil)
    }
    return Questionnaire(sections: [Section(title: Wording("S"), questions: questions)])
  }

  private mutating func type() -> AnswerType {
    switch Int.random(in: 0...5, using: &self) {
    case 0: .text(longest: Int.random(in: 0...6_000, using: &self), isLong: true)
    case 1: .choice([yes, no])
    case 2: .choices([yes, no], most: Int.random(in: 1...2, using: &self))
    case 3:
      .number(least: Int64.random(in: -5...5, using: &self), most: Int64.random(in: 0...9, using: &self), unit: nil)
    case 4: .amount
    default: .date
    }
  }

  private mutating func condition(_ number: Int, depth: Int) -> Condition? {
    let key = "q\(Int.random(in: 0..<number, using: &self))"
    switch Int.random(in: 0...(depth > 0 ? 5 : 2), using: &self) {
    case 0: return nil
    case 1: return .answered(key)
    case 2: return .chosen(key, option: "oui")
    case 3: return .not(condition(number, depth: depth - 1) ?? .answered(key))
    case 4: return .all([.answered(key), condition(number, depth: depth - 1) ?? .answered(key)])
    default: return .any([.answered(key), condition(number, depth: depth - 1) ?? .answered(key)])
    }
  }
}
