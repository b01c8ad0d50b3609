import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Platform
@testable import Selections

@Suite("Working groups between the vote and the selection", .serialized)
struct WorkingGroupTests {
  private static let desk = SelectionScene.room + "/groupes-de-travail"
  private static let page = Towns.home + "/groupes-de-travail"

  private func send(
    _ browser: Browser, _ path: String = desk, _ fields: [String: String] = [:], _ names: [String] = []
  ) async throws -> Answered {
    let pairs =
      fields.map { ($0.key, $0.value) } + names.map { ("proposition", $0) } + [("_form", try await browser.token())]
    let body = pairs.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
    return try await browser.post(path, raw: body)
  }

  @Test(
    "Whoever leads the committee makes, changes and ends a group; everyone reads it, and nobody else writes",
    arguments: Engine.available)
  func course(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let reader = Browser(scene.asking)
    #expect(try await reader.get(Self.page).status == 404)
    #expect(try await scene.dax.get(Self.desk).status == 404)
    let words = [
      "titre": "Démarches", "reunions": "Le 4 mai à 10 h, à Dax\n\nLe 11 mai, à distance",
      "synthese": "**À essayer** d’abord.",
    ]
    #expect(try await send(scene.dax, Self.desk, words, [scene.names[0]]).status == 404)
    let made = try await send(scene.chair, Self.desk, words, [scene.names[0], scene.names[2], "zzzzzzzzzz"])
    #expect(made.fields[.location] == Self.desk + "?fait=fait", Comment(rawValue: made.text))
    let shown = try await reader.get(Self.page).text
    for part in ["Démarches", "<li>Le 4 mai à 10 h, à Dax</li>", "<strong>À essayer</strong>", scene.names[2]] {
      #expect(shown.contains(part), Comment(rawValue: part))
    }
    #expect(!shown.contains(scene.names[1]) && shown.contains("Ils ne décident pas"))
    #expect(try await reader.get(Towns.home + "?lu").text.contains("1 groupe étudie des propositions"))
    #expect(try await scene.dax.get(SelectionScene.room).text.contains("Ce qu’écrit 1 groupe"))
    let token = try await scene.database.read { db in
      try db.value("SELECT token FROM working_group", as: String.self) ?? ""
    }
    let one = Self.desk + "/" + token
    let form = try await scene.chair.get(one).text
    #expect(form.contains("**À essayer** d’abord."))
    let seen = String(try #require(form.firstMatch(of: /name="version" value="([0-9a-f]+)"/)).1)
    let changed = words.merging(["titre": "Démarches et accueil", "version": seen]) { $1 }
    #expect(try await send(scene.dax, one, changed, [scene.names[1]]).status == 404)
    #expect(try await send(scene.chair, one, changed, [scene.names[1]]).status == 303)
    // Whoever wrote on the words before is told, keeps hers and reads those.
    let late = words.merging(["titre": "Autre titre", "version": seen]) { $1 }
    let refused = try await send(scene.vote.administrator, one, late, [scene.names[1]])
    #expect(refused.status == 409 && refused.text.contains("Quelqu’un d’autre a enregistré"))
    #expect(refused.text.contains("value=\"Autre titre\"") && refused.text.contains("<p>Démarches et accueil</p>"))
    let later = try await reader.get(Self.page + "?lu").text
    #expect(later.contains("Démarches et accueil") && later.contains(scene.names[1]) && !later.contains(scene.names[2]))
    #expect(try await scene.dax.post(one + "/fin", [:]).status == 404)
    #expect(try await scene.chair.post(one + "/fin", [:]).status == 303)
    #expect(try await reader.get(Self.page + "?lu").status == 404)
    #expect(try await scene.chair.get(one).status == 404)
    await scene.close()
  }

  @Test("A group that says nothing, or too much, is refused beside its field; what was typed stays")
  func refusals() async throws {
    let scene = try await SelectionScene.make(.sqlite)
    let names = [scene.names[0]]
    let long = String(repeating: "a", count: 20_001)
    let wrong: [([String: String], [String], String)] = [
      (["synthese": "Gardé."], names, "Donnez un titre"), (["titre": "Gardé."], [], "au moins une proposition"),
      (["titre": String(long.prefix(151))], names, "150 caractères"),
      (["titre": "Gardé.", "reunions": String(long.prefix(2001))], names, "2 000 caractères"),
      (["titre": "Gardé.", "synthese": long], names, "20 000 caractères"),
    ]
    for (fields, names, sentence) in wrong {
      let refused = try await send(scene.chair, Self.desk, fields, names)
      #expect(refused.status == 422 && refused.text.contains(sentence), Comment(rawValue: sentence))
      #expect(refused.text.contains("Gardé.") || fields["titre"]?.count == 151)
    }
    #expect(
      try await scene.database.read { db in
        try db.value("SELECT count(*) FROM working_group", as: Int.self)
      } == 0)
    await scene.close()
  }

  @Test("The calendar says when the groups work, to everyone and to the committee", arguments: Engine.available)
  func phase(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let calendar = "/administration" + Towns.home + "/calendrier"
    let administrator = scene.vote.administrator
    let consultation = scene.vote.scene.consultation
    let phases = try await scene.database.read { db in try Phase.all(of: consultation, db) }
    var typed = CalendarTyped(phases).typed
    typed["groupes-de-travail-ouverture"] = "2021-05-03T09:00"
    typed["groupes-de-travail-cloture"] = "2021-05-28T18:00"
    let changed = try await administrator.post(calendar, typed)
    #expect(changed.status == 303, Comment(rawValue: changed.text))
    let home = try await Browser(scene.asking).get(Towns.home + "?lu").text
    #expect(home.contains("Groupes de travail") && home.contains("3\u{A0}mai – 28\u{A0}mai"), Comment(rawValue: home))
    let english = try await Browser(scene.asking).get("/en" + Towns.home + "?lu").text
    #expect(english.contains("Working groups"))
    let room = try await scene.dax.get(SelectionScene.room).text
    #expect(room.contains("Ils travaillent du 3\u{A0}mai 2021 au 28\u{A0}mai 2021."), Comment(rawValue: room))
    await scene.close()
  }
}
