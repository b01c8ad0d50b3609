import Forms
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
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
    (fields["question-cout"], fields["revision"]) = ("1 250,5 €", "3")
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

  @Test(
    "A body of the directory is found by its name or its numbers, chosen among those that resemble it, and shown by name",
    arguments: Engine.available)
  func authority(engine: Engine) async throws {
    let before = try await Towns.make(engine)
    try await before.asking.house.database.write { db in
      _ = try Towns.add("association", "Saint-Élan", "eeeeeeeee1", db)
      _ = try Towns.add("commune", "Saint-Élan", "eeeeeeeee2", db)
      try db.execute("UPDATE organisation SET insee_code = '40088', siren = '214000880' WHERE token = 'aaaaaaaaaa'")
    }
    // A house that begins reads the directory anew.
    let asking = try await Asking.empty(over: before.asking.house.database)
    let towns = Towns(asking: asking, dax: before.dax, pau: before.pau, guild: before.guild)
    let consultation = try await towns.openConsultation()
    let question = Question("avec", Wording("Avec quel organisme ?"), .authority, isRequired: true)
    let sections = [Section(title: Wording("Avec qui"), questions: [question])]
    try await ask(Questionnaire(sections: sections), towns, consultation)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    var revision = 0
    func save(_ typed: [String: String]) async throws -> String {
      let fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "revision": "\(revision)"]
      #expect(try await camille.post(draft, fields.merging(typed) { $1 }).status == 303)
      revision += 1
      let answers = try await towns.asking.house.database.read { db in try Draft.with(id: 1, db)?.text.answers }
      return answers?.first("avec") ?? ""
    }
    #expect(try await camille.get(draft + "?rubrique=besoin").text.contains("data-suggest=\"/organismes/suggestions\""))
    for typed in ["pau", "PAU"] {
      #expect(try await save(["question-avec": typed]) == "bbbbbbbbbb", "\(typed)")
    }
    for typed in ["40088", "214 000 880", "Dax"] {
      #expect(try await save(["question-avec": typed]) == "aaaaaaaaaa", "\(typed)")
    }
    let kept = try await camille.get(draft).text
    #expect(kept.contains("value=\"Dax\"") && kept.contains("name=\"question-avec.organisme\" value=\"aaaaaaaaaa\""))
    // What was found as one typed holds while its name stands in the field, and no longer.
    let found = ["question-avec": "Saint-Élan", "question-avec.organisme": "eeeeeeeee2"]
    #expect(try await save(found) == "eeeeeeeee2")
    #expect(try await save(["question-avec": "Pau", "question-avec.organisme": "eeeeeeeee2"]) == "bbbbbbbbbb")
    // Two bear that name: what was typed stays, both are offered, and nothing is published before the choice.
    #expect(try await save(["question-avec": "saint elan"]) == "saint elan")
    let refused = try await camille.get(draft + "/apercu").text
    #expect(refused.contains("Plusieurs organismes peuvent être celui-là") && refused.contains("value=\"saint elan\""))
    #expect(refused.contains("value=\"eeeeeeeee1\"") && refused.contains("value=\"eeeeeeeee2\""))
    #expect(try await camille.post(draft + "/publication", [:]).status == 422)
    #expect(try await save(["question-avec": "Zwq"]) == "Zwq")
    #expect(try await camille.get(draft + "/apercu").text.contains("n’est pas dans l’annuaire"))
    #expect(try await save(["question-avec": "saint elan", "question-avec.choix": "eeeeeeeee1"]) == "eeeeeeeee1")
    #expect(try await camille.get(draft + "/apercu").text.contains("<p>Saint-Élan</p>"))
    #expect(try await camille.get(draft + "/texte").text.contains("Saint-Élan"))
    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    let path = String(published.split(separator: "?")[0])
    for page in [path, path + "/versions/1", "/en" + path] {
      #expect(try await Browser(towns.asking).get(page).text.contains("<p>Saint-Élan</p>"))
    }
    // Who asks for that body finds what names it.
    let list = "/consultations/essai/contributions?q=saint+elan"
    #expect(try await Browser(towns.asking).get(list).text.contains("href=\"\(path)\""))
    // What programs read names it by its identifier.
    let told = try await Browser(towns.asking).get("/api/v1/consultations/essai/contributions").text
    #expect(told.replacing("\\/", with: "/").contains("\"avec\":[\"eeeeeeeee1\"]"))
    await towns.asking.house.database.close()
  }

  @Test("A file that is asked for is one of those that stand beside the contribution", arguments: Engine.available)
  func file(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let consultation = try await towns.openConsultation()
    let sections = [
      Section(title: Wording("Pièces"), questions: [Question("budget", Wording("Le budget"), .file, isRequired: true)])
    ]
    try await ask(Questionnaire(sections: sections), towns, consultation)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    var fields = ["rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "Rien.", "revision": "0"]
    fields["question-budget"] = "zzzzzzzzzz"
    #expect(try await camille.post(draft, fields).status == 303)
    #expect(try await camille.get(draft + "/apercu").text.contains("Choisissez l’une des pièces jointes"))
    let described = ["description": "Le budget de 2021", "public": "tous"]
    #expect(try await camille.post(draft + "/pieces-jointes", described, file: SampleFiles.pdf("Budget")).status == 303)
    let form = try await camille.get(draft).text
    let token = try #require(form.firstMatch(of: /<option value="([0-9a-z]{10})"[^>]*>Le budget de 2021/)).1
    (fields["question-budget"], fields["revision"]) = (String(token), "1")
    #expect(try await camille.post(draft, fields).status == 303)
    let published = try #require(try await camille.post(draft + "/publication", [:]).fields[.location])
    let path = String(published.split(separator: "?")[0])
    #expect(try await Browser(towns.asking).get(path).text.contains("<p>Le budget de 2021</p>"))
    // Once it is taken away, nobody is told of it, and a correction answers anew.
    let correction = try #require(try await camille.post(path + "/correction", [:]).fields[.location])
    #expect(try await camille.post(correction + "/pieces-jointes/\(token)/suppression", [:]).status == 303)
    #expect(try await camille.get(correction + "/apercu").text.contains("Choisissez l’une des pièces jointes"))
    await towns.asking.house.database.close()
  }
}
