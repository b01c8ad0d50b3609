import Testing

@testable import Forms

@Suite struct EditingTests {
  @Test("A question comes at the end of its part, in the place of the one that has its key, a place earlier, or goes")
  func editing() {
    let question = Question("neuve", Wording("Neuve ?"), .date)
    let added = questionnaire.with(question, in: Wording("Le coût"))
    #expect(added.sections.count == 2 && added.sections[1].questions.last == question)
    #expect(questionnaire.with(question, in: Wording("Autre")).sections.map(\.title.french).last == "Autre")
    var changed = questionnaire.questions[1]
    changed.label = Wording("Quel nom ?")
    #expect(
      questionnaire.with(changed, in: Wording("Autre")).questions.map(\.key) == questionnaire.questions.map(\.key))
    #expect(questionnaire.with(changed, in: Wording("Autre")).question("nom")?.label == Wording("Quel nom ?"))
    #expect(questionnaire.raising("nom").questions.prefix(2).map(\.key) == ["nom", "logiciel"])
    #expect(questionnaire.raising("logiciel") == questionnaire)
    // What a condition looks at does not come after it: that is refused, not lost.
    #expect(questionnaire.raising("nom").refusal == .unknownQuestion("nom"))
    #expect(questionnaire.without("logiciel").refusal == .unknownQuestion("nom"))
    let emptied = questionnaire.sections[1].questions.reduce(questionnaire) { $0.without($1.key) }
    #expect(emptied.sections.count == 1)
  }
}
