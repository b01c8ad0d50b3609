import Testing

@testable import Forms

let yes = Option("oui", Wording("Oui", english: "Yes"))
let no = Option("non", Wording("Non", english: "No"))

/// Every type of question, and a condition.
let questionnaire = Questionnaire(sections: [
  Section(
    title: Wording("Votre commune"),
    questions: [
      Question("logiciel", Wording("Avez-vous un logiciel ?"), .choice([yes, no]), isRequired: true),
      Question(
        "nom", Wording("Lequel ?"), .text(longest: 80, isLong: false), isRequired: true,
        condition: .chosen("logiciel", option: "oui")),
      Question("pourquoi", Wording("Pourquoi ?"), .text(longest: 500, isLong: true), condition: .not(.answered("nom"))),
      Question(
        "services", Wording("Pour quels services ?"),
        .choices([Option("etat-civil", Wording("État civil")), Option("ecoles", Wording("Écoles"))], most: 2)),
      Question("agents", Wording("Combien d’agents ?"), .number(least: 0, most: 5_000, unit: Wording("agents"))),
    ]),
  Section(
    title: Wording("Le coût"),
    questions: [
      Question("cout", Wording("Combien par an ?"), .amount, condition: .all([.answered("nom"), .answered("agents")])),
      Question("depuis", Wording("Depuis quand ?"), .date),
      Question("page", Wording("Une page ?"), .page),
      Question("avec", Wording("Avec qui ?"), .authority),
      Question("piece", Wording("Un document ?"), .file),
    ]),
])

@Suite struct QuestionnaireTests {
  @Test("A definition comes back from its JSON as it was, and is written the same")
  func json() throws {
    #expect(questionnaire.refusal == nil)
    let back = try Questionnaire.read(questionnaire.json)
    #expect(back == questionnaire)
    #expect(back.json == questionnaire.json)
  }

  @Test("A short definition, as one writes it by hand")
  func handWritten() throws {
    let json = """
      {"sections": [{"title": {"french": "A"}, "questions": [
        {"key": "a", "label": {"french": "A ?"}, "type": {"name": "text"}},
        {"key": "b", "label": {"french": "B ?"}, "type": {"name": "number"}, "condition": {"answered": "a"}}]}]}
      """
    let read = try Questionnaire.read(Array(json.utf8))
    #expect(read.question("a")?.type == .text(longest: Questionnaire.longestText, isLong: false))
    #expect(read.question("b")?.isRequired == false)
  }

  @Test("Questions may be followed by none, and none is not the first")
  func emptied() throws {
    let some = Questionnaire(sections: [
      Section(title: Wording("A"), questions: [Question("a", Wording("A ?"), Self.text)])
    ])
    let none = Questionnaire(sections: [])
    #expect(none.refusal == .noQuestion && none.refusal(after: some) == nil)
    #expect(none.refusal(after: none) == .noQuestion && some.refusal(after: none) == nil)
  }

  static let text = AnswerType.text(longest: 10, isLong: false)
  static let refusals: [(Question?, DefinitionRefusal)] = [
    (nil, .noQuestion),
    (Question("É", Wording("?"), text), .badKey("É")),
    (Question("", Wording("?"), text), .badKey("")),
    (Question("logiciel", Wording("?"), text), .repeatedKey("logiciel")),
    (Question("x", Wording("  "), text), .noLabel("x")),
    (Question("x", Wording(String(repeating: "x", count: 301)), text), .longLabel("x")),
    (
      Question("x", Wording("?"), text, help: Wording("a", english: String(repeating: "x", count: 301))),
      .longLabel("x")
    ),
    (Question("x", Wording("?"), .text(longest: 0, isLong: false)), .badLength("x")),
    (Question("x", Wording("?"), .text(longest: 5_001, isLong: false)), .badLength("x")),
    (Question("x", Wording("?"), .choice([])), .noOption("x")),
    (Question("x", Wording("?"), .choice((0...100).map { Option("o\($0)", Wording("o")) })), .tooManyOptions("x")),
    (Question("x", Wording("?"), .choice([yes, yes])), .badOption("x")),
    (Question("x", Wording("?"), .choice([Option("A b", Wording("o"))])), .badOption("x")),
    (Question("x", Wording("?"), .choices([yes, no], most: 3)), .badBounds("x")),
    (Question("x", Wording("?"), .choices([yes, no], most: 0)), .badBounds("x")),
    (Question("x", Wording("?"), .number(least: 2, most: 1, unit: nil)), .badBounds("x")),
    (Question("x", Wording("?"), .number(least: .min, most: .max, unit: nil)), .badBounds("x")),
    (Question("x", Wording("?"), text, condition: .answered("x")), .unknownQuestion("x")),
    (Question("x", Wording("?"), text, condition: .not(.chosen("nulle", option: "oui"))), .unknownQuestion("x")),
    (Question("x", Wording("?"), text, condition: .chosen("logiciel", option: "peut-etre")), .unknownOption("x")),
    (Question("x", Wording("?"), text, condition: .any([])), .badCondition("x")),
    (
      Question("x", Wording("?"), text, condition: (0..<7).reduce(.answered("logiciel")) { c, _ in .not(c) }),
      .badCondition("x")
    ),
  ]

  @Test("Each fault of a definition has its refusal", arguments: refusals)
  func refused(_ example: (question: Question?, refusal: DefinitionRefusal)) throws {
    var faulty = Questionnaire(sections: [])
    if let question = example.question {
      let first = Question("logiciel", Wording("Avez-vous un logiciel ?"), .choice([yes, no]))
      faulty.sections = [Section(title: Wording("A"), questions: [first, question])]
    }
    #expect(faulty.refusal == example.refusal)
    #expect(throws: example.refusal) { try Questionnaire.read(faulty.json) }
  }

  @Test("Too many questions, too long a file, a file too deep or of another kind")
  func outside() {
    let many = (0...50).map { Question("q\($0)", Wording("?"), .date) }
    #expect(Questionnaire(sections: [Section(title: Wording("A"), questions: many)]).refusal == .tooManyQuestions)
    let deep = String(repeating: "[", count: 60_000)
    #expect(throws: DefinitionRefusal.malformed) { try Questionnaire.read(Array(deep.utf8)) }
    #expect(throws: DefinitionRefusal.tooLarge) { try Questionnaire.read(Array(repeating: 0x20, count: 65_537)) }
    for text in [
      "", "null", "[]", "{}", "{\"sections\": 3}", "\u{0}", "{\"sections\": [{\"title\": {\"french\": \"A\"}}]}",
    ] {
      #expect(throws: DefinitionRefusal.malformed) { try Questionnaire.read(Array(text.utf8)) }
    }
  }

  @Test("A newer version may change words, options and order, never the type of a question")
  func versions() {
    var newer = questionnaire
    newer.sections[0].questions[1].label = Wording("Quel logiciel ?")
    newer.sections[0].questions[3].type = .choices([Option("ecoles", Wording("Écoles"))], most: 1)
    newer.sections[1].questions.removeLast()
    #expect(newer.refusal(after: questionnaire) == nil)
    newer.sections[1].questions[0].type = .number(least: nil, most: nil, unit: nil)
    #expect(newer.refusal(after: questionnaire) == .changedType("cout"))
  }

  @Test("Answers to an older version are carried to the next, and stay readable by their own")
  func carried() {
    let answers = Answers(["logiciel": ["oui"], "nom": ["Registre"], "services": ["etat-civil"], "piece": ["f1"]])
    var newer = questionnaire
    newer.sections[0].questions[3].type = .choices([Option("ecoles", Wording("Écoles"))], most: 1)
    newer.sections[1].questions.removeLast()
    let carried = newer.carried(answers)
    #expect(carried["nom"] == ["Registre"])
    #expect(carried["piece"].isEmpty)
    // An option that is gone stays as it was typed, until one chooses again.
    #expect(newer.refusals(of: carried).map(\.key) == ["services"])
    #expect(questionnaire.refusals(of: answers).isEmpty)
    #expect(questionnaire.understood(answers).count == 4)
  }
}
