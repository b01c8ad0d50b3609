import Forms
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Building the extra questions of a rubric", .serialized)
struct QuestionnairePageTests {
  /// The definition that a page carries.
  private func carried(_ page: String) -> String {
    let value = page.firstMatch(of: /name="definition" value="([^"]*)"/).map { String($0.1) } ?? ""
    return value.replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
  }

  @Test("Questions are added, moved, changed, tried, and published in versions", arguments: Engine.available)
  func building(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let lou = try await towns.person("lou@agence.fr", "Lou")
    try await towns.asking.house.database.write { db in
      let person = try Person.all(with: "lou@agence.fr", db).first?.id ?? 0
      _ = try Role.give(.administrator, to: person, by: .command, at: towns.asking.time.clock.now(), db)
    }
    let path = "/administration/questions/essai/besoin"
    #expect(try await lou.get("/administration/questions").text.contains(path))
    let first = try await lou.post(
      path,
      [
        "action": "ajouter", "intitule": "Avez-vous un logiciel ?", "genre": "choice", "options": "Oui | Yes\nNon | No",
        "partie": "Votre commune", "obligatoire": "1", "definition": "",
      ])
    #expect(first.status == 200 && first.text.contains("name=\"question-avez-vous-un-logiciel\""))
    var second = [
      "action": "ajouter", "intitule": "Lequel ?", "genre": "line", "condition": "avez-vous-un-logiciel=oui",
      "partie": "Votre commune", "definition": carried(first.text),
    ]
    let both = try await lou.post(path, second)
    #expect(both.text.contains("name=\"question-lequel\"") && both.text.contains("Rien n’est encore publié"))
    // What cannot be asked is refused, and what was carried stays.
    second["intitule"] = ""
    let refused = try await lou.post(path, second)
    #expect(refused.status == 422 && carried(refused.text) == carried(first.text))
    let raised = try await lou.post(path, ["action": "monter:lequel", "definition": carried(both.text)])
    #expect(raised.status == 422)
    let edited = try await lou.post(path, ["action": "modifier:lequel", "definition": carried(both.text)])
    #expect(edited.text.contains("name=\"cle\" value=\"lequel\"") && edited.text.contains("Remplacer la question"))
    #expect(try await towns.count("SELECT count(*) FROM questionnaire") == 0)
    let published = try await lou.post(path, ["action": "publier", "definition": carried(both.text)])
    #expect(published.fields[.location] == path + "?fait=publiees")
    #expect(try await lou.get(path).text.contains("En vigueur\u{A0}: version 1"))
    // A second version keeps the types of the first.
    let other = carried(both.text).replacing("\"name\":\"text\"", with: "\"name\":\"date\"")
    #expect(try await lou.post(path, ["action": "publier", "definition": other]).status == 422)
    let fewer = try await lou.post(path, ["action": "retirer:lequel", "definition": carried(both.text)])
    #expect(try await lou.post(path, ["action": "publier", "definition": carried(fewer.text)]).status == 303)
    #expect(try await towns.count("SELECT max(version) FROM questionnaire") == 2)
    for broken in ["{", "[]", String(repeating: "[", count: 5_000)] {
      #expect(try await lou.post(path, ["action": "publier", "definition": broken]).status == 422)
    }
    #expect(try await lou.get("/administration/questions/ailleurs/besoin").status == 404)
    try await empty(path, lou, towns)
    await towns.asking.house.database.close()
  }

  /// Once published, there may be none again: drafts ask nothing more.
  private func empty(_ path: String, _ lou: Browser, _ towns: Towns) async throws {
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let draft = try await towns.begin(camille)
    #expect(try await camille.get(draft + "?rubrique=besoin").text.contains("name=\"question-"))
    let current = try #require(
      try await towns.asking.house.database.read { db in try RubricQuestionnaire.current(of: 1, .need, db) })
    var emptied = String(decoding: current.questionnaire.json, as: UTF8.self)
    for question in current.questionnaire.questions {
      let page = try await lou.post(
        path, ["action": "retirer:" + question.key, "definition": emptied, "revision": "2"])
      emptied = carried(page.text)
      if emptied.isEmpty { #expect(page.text.contains("Ne plus poser de question")) }
    }
    #expect(emptied.isEmpty)
    let none = ["action": "publier", "definition": "", "revision": "2"]
    #expect(try await lou.post(path, none).status == 303)
    #expect(try await lou.get(path + "?fait=publiees").text.contains("ne posent plus de question"))
    #expect(!(try await camille.get(draft + "?rubrique=besoin").text.contains("name=\"question-")))
    #expect(try await lou.post(path, none.merging(["revision": "3"]) { $1 }).status == 422)
  }

  @Test("A question that is changed keeps all that was said of it: both languages, bounds and unit")
  func roundTrip() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let lou = try await towns.invited(.administrator, "lou@agence.fr")
    let path = "/administration/questions/essai/besoin"
    let fields = [
      "action": "ajouter", "intitule": "Combien d’agents ?", "intitule-anglais": "How many staff?", "genre": "number",
      "aide": "En moyenne | On average", "minimum": "1", "maximum": "20", "unite": "agents | staff",
      "partie": "Vous | You", "definition": "", "revision": "0",
    ]
    for wrong in [["minimum": "un"], ["minimum": "30"]] {
      let refused = try await lou.post(path, fields.merging(wrong) { $1 })
      #expect(refused.status == 422 && refused.text.contains("la plus petite d’abord"))
    }
    let first = try await lou.post(path, fields)
    let definition = carried(first.text)
    for part in ["\"english\":\"On average\"", "\"english\":\"You\"", "\"least\":1", "\"most\":20"] {
      #expect(definition.contains(part), "\(part) in \(definition)")
    }
    let key = try #require(definition.firstMatch(of: /"key":"([^"]*)"/).map { String($0.1) })
    let edited = try await lou.post(path, ["action": "modifier:" + key, "definition": definition, "revision": "0"])
    for (name, value) in fields where !["action", "definition", "genre", "revision"].contains(name) {
      #expect(edited.text.contains("name=\"\(name)\" value=\"\(value)\""), "\(name)")
    }
    let again = try await lou.post(
      path, fields.merging(["definition": definition, "cle": key]) { $1 })
    #expect(carried(again.text) == definition)
    await towns.asking.house.database.close()
  }

  @Test("What another has published meanwhile is shown, and nothing is overwritten unseen", arguments: Engine.available)
  func contested(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let lou = try await towns.invited(.administrator, "lou@agence.fr")
    let max = try await towns.invited(.administrator, "max@agence.fr")
    let path = "/administration/questions/essai/besoin"
    let fields = ["action": "ajouter", "genre": "line", "partie": "Plus", "definition": "", "revision": "0"]
    let mine = try await lou.post(path, fields.merging(["intitule": "La mienne ?"]) { $1 })
    let theirs = try await max.post(path, fields.merging(["intitule": "La sienne ?"]) { $1 })
    #expect(mine.text.contains("name=\"revision\" value=\"0\""))
    let publishing = ["action": "publier", "revision": "0"]
    let first = publishing.merging(["definition": carried(theirs.text)]) { $1 }
    #expect(try await max.post(path, first).status == 303)
    var second = publishing.merging(["definition": carried(mine.text)]) { $1 }
    let refused = try await lou.post(path, second)
    #expect(refused.status == 409 && refused.text.contains("<li>La sienne ?</li>"))
    #expect(carried(refused.text) == carried(mine.text) && refused.text.contains("name=\"revision\" value=\"1\""))
    #expect(try await towns.count("SELECT max(version) FROM questionnaire") == 1)
    second["revision"] = "1"
    #expect(try await lou.post(path, second).status == 303)
    await towns.asking.house.database.close()
  }
}
