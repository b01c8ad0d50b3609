import HTTPTypes
import Localization
import MarkupReading
import Storage
import Testing

@testable import Platform

/// What `Cast` has no page of: a vote that is counted, and a selection that everyone reads (SECURITY 1, 23).
@Suite("Hostile text in results and in a selection", .serialized)
struct HostileResultsTests {
  private static let selection = SelectionScene.selection

  @Test(
    "Whatever stands in the database, results, ballots and the selection show it harmless",
    arguments: Engine.available)
  func pages(engine: Engine) async throws {
    let scene = try await published(engine)
    // The name of a proposition in the log is its token.
    let columns = try await scene.database.read { db in try TextColumns.all(db) }
      .filter { $0.path != "vote_proposition.name" }
    for text in HostileText.columns {
      for column in columns { _ = try await TextColumns.fill(column, with: text, in: scene.database) }
      let reader = Browser(try await scene.vote.towns.reopened().asking)
      for path in pages(of: scene) + pages(of: scene).map({ "/en" + $0 }) {
        let name = "\(path) with \(text.prefix(20))"
        let answered = try await reader.get(path)
        #expect(answered.status == 200 && FormatReader.type(of: answered) == "text/html", "\(name)")
        #expect(MarkupReader.troubles(in: answered.text) == [], "\(name)")
        // It is shown there, or nothing was looked at.
        #expect(answered.text.contains("alert(1)") || text != HostileText.markup, "\(name)")
      }
      for (path, type) in files {
        let name = "\(path) with \(text.prefix(20))"
        let answered = try await reader.get(path)
        #expect(answered.status == 200 && FormatReader.type(of: answered) == type, "\(name)")
        #expect(FormatReader.troubles(in: answered) == [], "\(name)")
      }
    }
    await scene.close()
  }

  private func pages(of scene: SelectionScene) -> [String] {
    let vote = VoteScene.vote
    return [
      vote + "/resultats", vote + "/rapport", vote + "/bulletins", vote + "/emargement",
      vote + "/propositions/" + scene.names[1], Self.selection, Self.selection + "/releve",
      Towns.home + "/groupes-de-travail",
    ]
  }

  /// Each with its type.
  private var files: [(path: String, type: String)] {
    let (vote, tables) = (VoteScene.vote, Towns.home + "/donnees/")
    return [
      (vote + "/resultats/resultats.csv", "text/csv"), (vote + "/resultats/ventilation.csv", "text/csv"),
      (vote + "/emargement/emargement.csv", "text/csv"), (tables + "selection.csv", "text/csv"),
      (tables + "selection.json", "application/json"), (tables + "selection.atom", "application/atom+xml"),
      (Self.selection + "/fichiers/releve.md", "text/markdown"), ("/api/v1" + vote, "application/json"),
      ("/api/v1" + Self.selection, "application/json"),
    ]
  }

  /// A selection that is published, after a vote with an incident, a check by others, and a decision behind its ballot.
  private func published(_ engine: Engine) async throws -> SelectionScene {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    #expect(try await scene.decide(scene.names[2], "non-retenue", 0, reason: "Un autre existe.").status == 303)
    let (room, chair, administrator) = (SelectionScene.room, scene.chair, scene.vote.administrator)
    let group = ["titre": "Accueil", "proposition": scene.names[0], "reunions": "Le 4 mai", "synthese": "À essayer."]
    #expect(try await chair.post(room + "/groupes-de-travail", group).status == 303)
    for act in ["/seance/cloture", "/releve/signature"] {
      #expect(try await chair.post(room + act, [:]).status == 303, "\(act)")
    }
    try await administrator.enter("admin@agence.example", as: nil)
    let published = try await administrator.post(SelectionScene.setup + "/publication", ["quand": "maintenant"])
    #expect(published.fields[.location] == SelectionScene.setup + "?fait=publie", Comment(rawValue: published.text))
    let now = scene.asking.time.clock.now()
    try await scene.database.write { db in
      try db.execute(
        """
        INSERT INTO ballot_decision (vote_id, organisation_id, right_id, kind, number, told_at, event_id)
        SELECT vote_id, organisation_id, right_id, 'head', '2021-14', \(now), event_id FROM ballot
        WHERE replaced_event_id IS NULL
        """)
      try db.execute(
        """
        INSERT INTO third_party_verification (token, vote_id, name, run_at, report, size, recorded_event_id)
        SELECT 'zzzzzzzzzz', id, 'Une association', \(now), 'https://verif.example/rapport', 0, opened_event_id
        FROM vote
        """)
      try db.execute(
        """
        INSERT INTO incident (token, vote_id, title, text, author_id, written_event_id, written_at, signer_id, leaf,
          published_at, published_event_id)
        SELECT 'yyyyyyyyyy', vote.id, 'Une panne', 'Dix minutes.', person.id, opened_event_id, \(now), person.id, 1,
          \(now), opened_event_id
        FROM vote, person WHERE person.id = (SELECT min(id) FROM person)
        """)
    }
    return scene
  }
}
