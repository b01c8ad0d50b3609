import Crypto
import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform
@testable import Votes

@Suite("What a ballot shows", .serialized)
struct BallotPageTests {
  /// A vote that is open, with the ballot of Dax; one proposition has a theme, and Dax had supported a contribution of
  /// Pau.
  private func opened(_ engine: Engine) async throws -> VoteScene {
    let scene = try await VoteScene.make(engine)
    let (dax, pothole, name) = (scene.towns.dax.id, scene.scene.token(2), scene.names[1])
    let now = scene.asking.time.clock.now()
    try await scene.database.write { db in
      let contribution = try #require(try Contribution.with(token: pothole, db))
      try Support.give(to: contribution, for: dax, isAuthority: true, by: .command, at: now, db)
      try db.execute(
        """
        UPDATE wording SET themes = 'mairie' WHERE proposition_id IN (SELECT id FROM proposition WHERE token = \(name))
        """)
    }
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    return scene
  }

  /// The names of the propositions that a page lists, in its order, with what it says of each.
  private func listed(_ scene: VoteScene, _ query: String = "") async throws -> [(name: String, text: String)] {
    let page = try await scene.mayor.get(VoteScene.ballot + query).text
    return page.components(separatedBy: "<li class=\"entry\">").dropFirst().compactMap { entry in
      let text = entry.components(separatedBy: "</li>")[0]
      return text.firstMatch(of: /type="checkbox" id="choix-([0-9a-z]+)"/).map { (name: String($0.1), text: text) }
    }
  }

  private func titles(_ scene: VoteScene) async throws -> [String: String] {
    let consultation = scene.scene.consultation
    let pairs = try await scene.database.read { db in
      try VotedProposition.all(of: try #require(try Vote.of(consultation, db)).id, db)
        .map { ($0.name, $0.title) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test(
    "Each authority has an order of its own, which stays whatever it chooses and however late",
    arguments: Engine.available)
  func order(engine: Engine) async throws {
    let scene = try await opened(engine)
    let identifier = try await scene.scene.value(
      "SELECT identifier FROM roll_entry WHERE organisation_id = \(scene.towns.dax.id)")
    func lots(_ town: String) -> [String] {
      let drawn = scene.names.map { (lot: Array(SHA256.hash(data: Array("\(town) \($0)".utf8))), name: $0) }
      return drawn.sorted { $0.lot.lexicographicallyPrecedes($1.lot) }.map(\.name)
    }
    #expect(try await listed(scene).map(\.name) == lots(identifier))
    #expect(try await scene.choose([lots(identifier)[3]]).status == 303)
    scene.asking.time.advance(seconds: 3_600)
    #expect(try await listed(scene).map(\.name) == lots(identifier))
    let (consultation, dax) = (scene.scene.consultation, scene.towns.dax.id)
    let (all, entry) = try await scene.database.read { db in
      let id = try #require(try Vote.of(consultation, db)).id
      return (
        try VotedProposition.all(of: id, db), try #require(try RollEntry.of(dax, in: id, db))
      )
    }
    // Thirty towns do not read the same one first.
    let orders = (0..<30).map { number in
      var other = entry
      other.identifier = "2140\(number)"
      return all.drawn(for: other).map(\.name)
    }
    #expect(Set(orders.map { $0[0] }).count > 1 && orders[7] == lots("21407"))
    await scene.close()
  }

  @Test(
    "Search and theme hide propositions and lose no choice; those that one’s services asked for come first",
    arguments: Engine.available)
  func filters(engine: Engine) async throws {
    let scene = try await opened(engine)
    let titles = try await titles(scene)
    let named = Dictionary(uniqueKeysWithValues: titles.map { ($1, $0) })
    let dog = try #require(named["Retrouver un chien perdu"])
    let pothole = try #require(named["Signaler un nid-de-poule"])
    #expect(try await scene.choose([pothole]).status == 303)
    // Whatever the case, the accents and the order of the words.
    #expect(try await listed(scene, "?q=PERDU%20chi%C3%A9n").map(\.name) == [dog])
    let found = try await scene.mayor.get(VoteScene.ballot + "?q=perdu").text
    #expect(
      found.contains("<input type=\"hidden\" name=\"choix\" value=\"\(pothole)\">") && found.contains("1 proposition."))
    #expect(try await listed(scene, "?q=patinoire").isEmpty)
    #expect(try await listed(scene, "?theme=mairie").map(\.name) == [scene.names[1]])
    #expect(try await listed(scene, "?theme=accueil").isEmpty)
    let canteen = try #require(named["Payer la cantine en ligne"])
    let own: Set = [canteen, dog]
    let first = try await listed(scene, "?tri=mes-services")
    #expect(Set(first.prefix(2).map(\.name)) == own && first.count == 4)
    // Each half stays in the order that was drawn.
    let drawn = try await listed(scene).map(\.name)
    let expected = drawn.filter { own.contains($0) } + drawn.filter { !own.contains($0) }
    #expect(first.map(\.name) == expected)
    let marked = first.filter { $0.text.contains("vos services l’ont demandée") }.map(\.name)
    #expect(marked == Array(expected.prefix(2)))
    // The form that saves comes back to the same list.
    let token = try await scene.mayor.token()
    let saved = try await scene.mayor.post(
      VoteScene.ballot + "?q=perdu", raw: "choix=\(pothole)&choix=\(dog)&_form=\(token)")
    #expect(saved.fields[.location] == VoteScene.ballot + "?fait=enregistre&q=perdu")
    await scene.close()
  }

  @Test("What an authority had supported is marked on its ballot, and never ticked", arguments: Engine.available)
  func supports(engine: Engine) async throws {
    let scene = try await opened(engine)
    let titles = try await titles(scene)
    let list = try await listed(scene)
    let marked = list.filter { $0.text.contains("vous l’avez soutenue") }.map { titles[$0.name] }
    #expect(marked == ["Signaler un nid-de-poule"] && list.count == 4)
    #expect(list.allSatisfy { !$0.text.contains("checked") })
    // One that is chosen is ticked, and no other.
    #expect(try await scene.choose([list[1].name]).status == 303)
    #expect(try await listed(scene).filter { $0.text.contains(" checked") }.map(\.name) == [list[1].name])
    await scene.close()
  }

  @Test(
    "Once the vote is closed, whoever opened no ballot reads so, and nothing that counts", arguments: Engine.available)
  func neverOpened(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    scene.asking.time.move(to: scene.closes)
    let closed = try await scene.mayor.get(VoteScene.ballot).text
    #expect(closed.contains("n’avait pas ouvert de bulletin") && !closed.contains("Voici ce qui est compté"))
    await scene.close()
  }

  @Test("The page warns in its last ten minutes, and carries the warning before them", arguments: [Engine.available[0]])
  func lastMinutes(engine: Engine) async throws {
    let scene = try await opened(engine)
    let warning = "<p>Le vote se clôt dans moins de dix minutes"
    for (left, warns, within) in [
      (3_600, false, 3_000), (601, false, 1), (600, false, 0), (599, true, -1), (1, true, -599),
    ] {
      scene.asking.time.move(to: scene.closes.adding(seconds: -Int64(left)))
      let page = try await scene.mayor.get(VoteScene.ballot).text
      #expect(page.contains(warning) == warns && page.contains("data-warn-in=\"\(within)\""), "\(left)")
      #expect(page.contains("data-sentence=\"Le vote se clôt dans moins de dix minutes"), "\(left)")
    }
    scene.asking.time.move(to: scene.closes)
    let closed = try await scene.mayor.get(VoteScene.ballot).text
    #expect(!closed.contains("data-warn-in") && closed.contains("Le vote est clos"))
    await scene.close()
  }
}
