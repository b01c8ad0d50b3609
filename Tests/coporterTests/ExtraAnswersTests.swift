import Forms
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Platform

/// Asked of needs: one required, one that depends on it.
private let extra = Questionnaire(sections: [
  Section(
    title: Wording("Votre commune", english: "Your commune"),
    questions: [
      Question(
        "logiciel", Wording("Avez-vous un logiciel ?", english: "Do you have software?"),
        .choice([Option("oui", Wording("Oui")), Option("non", Wording("Non"))]), isRequired: true),
      Question(
        "nom", Wording("Lequel ?"), .text(longest: 20, isLong: false), isRequired: true,
        condition: .chosen("logiciel", option: "oui")),
      Question("cout", Wording("Combien par an ?"), .amount),
    ])
])

@Suite("Extra questions of a rubric", .serialized)
struct ExtraAnswersTests {
  private func ask(_ questionnaire: Questionnaire, _ towns: Towns, _ consultation: Int64) async throws {
    let now = towns.asking.time.clock.now()
    try await towns.asking.house.database.write { db in
      try RubricQuestionnaire.publish(questionnaire, of: .need, in: consultation, by: .command, at: now, db)
    }
  }

  @Test(
    "Questions are asked, kept as typed, refused beside their field, published and shown by their version",
    arguments: Engine.available)
  func asked(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    try await ask(extra, towns, consultation)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    let form = try await camille.get(draft + "?rubrique=besoin").text
    #expect(form.contains("Avez-vous un logiciel ?") && form.contains("name=\"question-cout\""))
    #expect(form.contains("Si vous avez répondu «\u{A0}Oui\u{A0}» à «\u{A0}Avez-vous un logiciel ?\u{A0}»"))
    #expect(try await camille.get("/en" + draft + "?rubrique=besoin").text.contains("Do you have software?"))
    var fields = [
      "rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "action": "relire",
      "question-cout": "beaucoup", "question-inconnue": "perdue", "revision": "0",
    ]
    #expect(try await camille.post(draft, fields).status == 303)
    // A draft keeps what is no answer yet; the first refusal stands beside its field.
    let refused = try await camille.get(draft + "/apercu").text
    #expect(refused.contains("id=\"question-logiciel-erreur\"") && refused.contains("value=\"beaucoup\""))
    (fields["question-logiciel"], fields["revision"]) = ("oui", "1")
    _ = try await camille.post(draft, fields)
    #expect(try await camille.get(draft + "/apercu").text.contains("question-nom-erreur"))
    (fields["question-nom"], fields["revision"]) = (String(repeating: "x", count: 21), "2")
    #expect(try await camille.post(draft, fields).status == 422)
    fields["question-nom"] = "Registre <b>"
    _ = try await camille.post(draft, fields)
    #expect(try await camille.post(draft + "/publication", [:]).status == 422)
    (fields["question-cout"], fields["revision"]) = ("1 250,5 €", "3")
    _ = try await camille.post(draft, fields)
    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    let path = String(published.split(separator: "?")[0])
    let page = try await Browser(towns.asking).get(path).text
    #expect(page.contains("<p>Registre &lt;b&gt;</p>") && page.contains("1\u{202F}250,50"))
    #expect(!page.contains("perdue"))
    // Other questions come; what was published stays as it was asked.
    var newer = extra
    newer.sections[0].questions[0].label = Wording("Un logiciel vous sert-il ?")
    newer.sections[0].questions.remove(at: 2)
    try await ask(newer, towns, consultation)
    let same = try await camille.get(path).text
    #expect(same.contains("Avez-vous un logiciel ?") && same.contains("Combien par an ?"))
    // A correction answers the newer ones, with what is left of the older answers.
    let correction = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    let begun = try await camille.get(correction).text
    #expect(begun.contains("Un logiciel vous sert-il ?") && begun.contains("Registre &lt;b&gt;"))
    let again = try await camille.post(correction + "/publication", [:])
    #expect(again.status == 303 && again.fields[.location]?.hasSuffix("?fait=corrigee") == true)
    // Whoever is signed in reads no page of a second ago.
    let corrected = try await camille.get(path).text
    #expect(corrected.contains("Un logiciel vous sert-il ?") && !corrected.contains("Combien par an ?"))
    #expect(try await Browser(towns.asking).get(path + "/versions/1").text.contains("Combien par an ?"))
    await towns.asking.house.database.close()
  }

  @Test(
    "A version whose question changes its type is refused; each version is in the journal", arguments: Engine.available)
  func versions(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    try await ask(extra, towns, consultation)
    var other = extra
    other.sections[0].questions[2].type = .date
    await #expect(throws: DefinitionRefusal.changedType("cout")) { try await ask(other, towns, consultation) }
    #expect(try await towns.count("SELECT count(*) FROM questionnaire") == 1)
    #expect(try await towns.count("SELECT count(*) FROM journal WHERE kind = 'questionnaire.published'") == 1)
    await towns.asking.house.database.close()
  }

  @Test("A definition that cannot be read asks nothing, and the page stays")
  func unreadable() async throws {
    let towns = try await Towns.make(.sqlite)
    let consultation = try await towns.openConsultation()
    try await ask(extra, towns, consultation)
    try await towns.asking.house.database.write { db in try db.execute("UPDATE questionnaire SET definition = '{'") }
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    #expect(try await camille.get(draft + "?rubrique=besoin").status == 200)
    await towns.asking.house.database.close()
  }
}
