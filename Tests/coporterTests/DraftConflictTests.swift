import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform
@testable import coporter

extension Browser {
  /// The fields by which a form says how it had seen its draft.
  func seen(_ draft: String) async throws -> [String: String] {
    let page = try await get(draft).text
    var fields: [String: String] = [:]
    for match in page.matches(of: /name="(rubrique|revision|base|fenetre)" value="([^"]*)"/) {
      // The form of the draft comes before that which deletes it.
      if fields[String(match.1)] == nil { fields[String(match.1)] = String(match.2) }
    }
    return fields
  }

  /// Types some answers into a form that was seen earlier.
  func type(_ draft: String, _ seen: [String: String], _ typed: [String: String]) async throws -> Answered {
    try await post(draft, seen.merging(typed) { $1 })
  }
}

@Suite("Two people on one draft", .serialized)
struct DraftConflictTests {
  private struct Office {
    var towns: Towns
    var camille: Browser
    var jean: Browser
    var draft: String

    static func make(_ engine: Engine, title: String = "Un agenda") async throws -> Office {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let draft = try await towns.begin(camille)
      let fields = ["rubrique": "besoin", "titre": title, "aujourdhui": "Rien.", "action": "enregistrer"]
      _ = try await camille.post(draft, fields)
      let jean = try await towns.agent("jean@wanadoo.fr", for: towns.dax)
      return Office(towns: towns, camille: camille, jean: jean, draft: draft)
    }
  }

  @Test("What each has changed apart from the other is joined, without a word", arguments: Engine.available)
  func merge(engine: Engine) async throws {
    let office = try await Office.make(engine)
    let (hers, his) = (try await office.camille.seen(office.draft), try await office.jean.seen(office.draft))
    let old = ["titre": "Un agenda", "aujourdhui": "Rien."]
    var mine = old
    mine["pour-qui"] = "Les familles."
    #expect(try await office.camille.type(office.draft, hers, mine).status == 303)
    var theirs = old
    theirs["titre"] = "Un agenda commun"
    #expect(try await office.jean.type(office.draft, his, theirs).status == 303)
    // Her window, which does not show his title, does not undo it.
    mine["existant"] = "Un tableur."
    #expect(try await office.camille.type(office.draft, hers, mine).status == 303)
    let page = try await office.jean.get(office.draft).text
    for text in ["Un agenda commun", "Les familles.", "Un tableur."] { #expect(page.contains(text), "\(text)") }
    #expect(try await office.towns.count("SELECT count(*) FROM draft_conflict") == 0)
    await office.towns.asking.house.database.close()
  }

  @Test(
    "Where both have changed one answer, both are shown, and one chooses: hers, the other’s, or both",
    arguments: ["mien", "leur", "deux"], Engine.available)
  func choice(choice: String, engine: Engine) async throws {
    let office = try await Office.make(engine)
    let (hers, his) = (try await office.camille.seen(office.draft), try await office.jean.seen(office.draft))
    let typed = ["titre": "Un agenda", "aujourdhui": "Trois cahiers.", "pour-qui": "Les familles."]
    #expect(try await office.camille.type(office.draft, hers, typed).status == 303)
    let his2 = ["titre": "Un agenda", "aujourdhui": "Un <tableur>."]
    let refused = try await office.jean.type(office.draft, his, his2)
    #expect(refused.status == 409 && refused.text.contains("Trois cahiers."))
    #expect(refused.text.contains("Un &lt;tableur&gt;.") && !refused.text.contains("name=\"choix-titre\""))
    #expect(!refused.text.contains("Les familles."))
    // Found again, by him alone.
    let conflict = office.draft + "/conflit"
    #expect(try await office.jean.get(Towns.home + "/brouillons").text.contains(conflict))
    #expect(try await office.jean.get(office.draft).text.contains("Comparer et choisir"))
    #expect(try await office.camille.get(conflict).status == 404)
    #expect(try await office.camille.get(office.draft + "/texte?version=mienne").status == 404)
    let mine = try await office.jean.get(office.draft + "/texte?version=mienne")
    #expect(mine.fields[.contentDisposition]?.contains("un-agenda.md") == true && mine.text.contains("Un <tableur>."))
    // A choice among texts that have changed since is asked again.
    #expect(try await office.jean.post(conflict, ["revision": "1", "choix-aujourdhui": choice]).status == 409)
    #expect(try await office.jean.post(conflict, ["revision": "2", "choix-aujourdhui": choice]).status == 303)
    let text = try await office.camille.get(office.draft + "/texte").text
    #expect(text.contains("Trois cahiers.") == (choice != "mien"))
    #expect(text.contains("Un <tableur>.") == (choice != "leur"))
    #expect(text.contains("Les familles."))
    #expect(try await office.jean.get(conflict).status == 404)
    await office.towns.asking.house.database.close()
  }

  @Test(
    "The same person on two devices does not overwrite herself; a window that was not told of its save does no harm",
    arguments: Engine.available)
  func devices(engine: Engine) async throws {
    let office = try await Office.make(engine)
    let telephone = try await office.camille.seen(office.draft)
    let desk = try await office.camille.seen(office.draft)
    let first = ["titre": "Un agenda", "aujourdhui": "Depuis le téléphone."]
    #expect(try await office.camille.type(office.draft, telephone, first).status == 303)
    // The answer was lost on the line: the same form is sent again, with more, then with less.
    for title in ["Un agenda partagé", "Un agenda partagé par tous", "Un agenda"] {
      let again = ["titre": title, "aujourdhui": "Depuis le téléphone, encore."]
      #expect(try await office.camille.type(office.draft, telephone, again).status == 303)
      #expect(try await office.camille.get(office.draft).text.contains(">\(title)</textarea>"))
    }
    let late = try await office.camille.type(office.draft, desk, ["titre": "Un agenda", "aujourdhui": "Au bureau."])
    #expect(late.status == 409 && late.text.contains("Au bureau.") && late.text.contains("encore."))
    #expect(late.text.contains("Vous avez enregistré ce brouillon depuis un autre appareil"))
    await office.towns.asking.house.database.close()
  }

  @Test(
    "Two windows of one person that are both too late are both kept, and one is chosen of after the other",
    arguments: Engine.available)
  func windows(engine: Engine) async throws {
    let office = try await Office.make(engine)
    let (camille, draft, conflict) = (office.camille, office.draft, office.draft + "/conflit")
    let (desk, telephone) = (try await camille.seen(draft), try await camille.seen(draft))
    let his = try await office.jean.seen(draft)
    #expect(try await office.jean.type(draft, his, ["titre": "Un agenda", "aujourdhui": "De Jean."]).status == 303)
    for (window, text) in [(desk, "Du bureau."), (telephone, "Du téléphone."), (desk, "Du bureau, mieux.")] {
      let late = try await camille.type(draft, window, ["titre": "Un agenda", "aujourdhui": text])
      #expect(late.status == 409 && late.text.contains(text) && late.text.contains("De Jean."))
    }
    // A program that names no window takes nobody's place, nor its own when it says the same twice.
    for _ in 1...2 {
      let bare = ["revision": "1", "rubrique": "besoin", "titre": "Un agenda", "aujourdhui": "D’un programme."]
      #expect(try await camille.post(draft, bare).status == 409)
    }
    #expect(try await office.towns.count("SELECT count(*) FROM draft_conflict") == 3)
    let deposits = try await camille.get(Towns.home + "/brouillons").text
    for (window, text) in [(desk, "Du bureau, mieux."), (telephone, "Du téléphone.")] {
      let version = "?version=" + (window["fenetre"] ?? "")
      #expect(deposits.contains(conflict + version))
      #expect(try await camille.get(draft + "/texte" + version).text.contains(text))
      #expect(try await office.jean.get(conflict + version).status == 404)
    }
    let mine = ["revision": "2", "version": desk["fenetre"] ?? "", "choix-aujourdhui": "mien"]
    let shown = try await camille.get(conflict + "?version=" + (desk["fenetre"] ?? "")).text
    #expect(shown.contains("?version=" + (telephone["fenetre"] ?? "")) && !shown.contains("Du téléphone."))
    #expect(try await camille.post(conflict, mine).status == 303)
    #expect(try await camille.get(draft).text.contains("Comparer et choisir"))
    let other = try await camille.get(conflict + "?version=" + (telephone["fenetre"] ?? "")).text
    #expect(other.contains("Du téléphone.") && other.contains("Du bureau, mieux."))
    // What is let go is that one alone.
    let away = ["action": "abandonner", "version": telephone["fenetre"] ?? ""]
    #expect(try await camille.post(conflict, away).status == 303)
    #expect(try await camille.get(conflict).text.contains("D’un programme."))
    await office.towns.asking.house.database.close()
  }

  @Test("What is typed while a colleague publishes, deletes or withdraws is kept", arguments: Engine.available)
  func gone(engine: Engine) async throws {
    let office = try await Office.make(engine)
    let (camille, jean, draft) = (office.camille, office.jean, office.draft)
    let his = try await jean.seen(draft)
    #expect(try await camille.post(draft + "/publication", ["revision": "0"]).status == 409)
    let published = try #require(try await camille.post(draft + "/publication", ["revision": "1"]).fields[.location])
    let typed = ["titre": "Un agenda zwq", "aujourdhui": "Rien."]
    let late = try await jean.type(draft, his, typed)
    #expect(late.status == 409 && late.text.contains("Un agenda zwq"))
    let begun = try #require(try await jean.post(draft + "/conflit", ["action": "reprendre"]).fields[.location])
    #expect(try await jean.get(begun).text.contains("Un agenda zwq"))
    #expect(try await office.towns.count("SELECT count(*) FROM draft_conflict") == 0)
    // A draft is not deleted over what a colleague has saved since it was looked at.
    let place = String(begun.split(separator: "?")[0])
    #expect(try await jean.post(place + "/suppression", ["revision": "0"]).status == 409)
    #expect(try await jean.post(place + "/suppression", ["revision": "1"]).status == 303)
    // A correction that somebody has begun outlives the contribution.
    let path = String(published.split(separator: "?")[0])
    let correction = try #require(try await jean.post(path + "/correction", [:]).fields[.location])
    let seen = try await jean.seen(correction)
    _ = try await jean.type(correction, seen, ["titre": "Un agenda", "aujourdhui": "Beaucoup mieux."])
    #expect(try await camille.post(path + "/retrait", ["raison": "Déjà fait."]).status == 303)
    #expect(try await jean.get(correction).text.contains("a été retirée. Il reste lisible"))
    #expect(try await jean.get(correction + "/texte").text.contains("Beaucoup mieux."))
    #expect(try await jean.post(correction + "/publication", [:]).status == 422)
    await office.towns.asking.house.database.close()
  }

  @Test("After the end of the deposit a draft is read and taken away; nobody else may")
  func afterTheEnd() async throws {
    let office = try await Office.make(.sqlite)
    office.towns.asking.time.advance(seconds: 2 * 86_400)
    #expect(try await office.camille.get(office.draft).text.contains("Le dépôt est terminé"))
    let file = try await office.jean.get(office.draft + "/texte")
    #expect(file.status == 200 && file.text.hasPrefix("# Un agenda\n"))
    let stranger = try await office.towns.agent("paul@wanadoo.fr", for: office.towns.pau)
    for path in ["/texte", "/texte?version=mienne", "/conflit"] {
      #expect(try await stranger.get(office.draft + path).status == 404)
    }
    await office.towns.asking.house.database.close()
  }

  @Test("What was kept before windows were told apart is found again", arguments: Engine.available)
  func keptBefore(engine: Engine) async throws {
    let database = try await TemporaryDatabase.make(engine)
    let all = try migrations(of: modules(database))
    _ = try await database.migrate(all.filter { $0.name < "202611290710" })
    let text = ContributionText(title: "Zwq", today: "Rien.", language: .french)
    try await database.write { db in
      let consultation = try db.insert(
        """
        INSERT INTO consultation (slug, title, lead, organiser, created_at)
        VALUES ('essai', 'Essai', '', 'Agence', 0) RETURNING id
        """)
      for name in ["ccccccccc1", "ccccccccc2"] {
        let person = try db.insert(
          "INSERT INTO person (token, name, created_at) VALUES (\(name), \(name), 0) RETURNING id")
        try db.execute(
          """
          INSERT INTO draft_conflict (token, consultation_id, person_id, rubric, kept_at, \(ContributionText.columns))
          VALUES ('dddddddddd', \(consultation), \(person), 'need', 0, \(text.values))
          """)
      }
    }
    _ = try await database.migrate(all)
    try await database.write { db in
      let kept = try DraftConflict.all(of: 2, upon: "dddddddddd", db)
      #expect(kept.count == 1 && kept[0].text == text)
      // The next one takes a number of its own.
      try DraftConflict.keep(
        text, seen: DraftSeen(revision: 1, window: "eeeeeeeeee"), "dddddddddd", .need, in: kept[0].consultation, by: 2,
        at: Instant(milliseconds: 1), db)
      #expect(try DraftConflict.all(of: 2, upon: "dddddddddd", db).map(\.window) == ["eeeeeeeeee", "0000000000"])
    }
    await database.close()
  }
}
