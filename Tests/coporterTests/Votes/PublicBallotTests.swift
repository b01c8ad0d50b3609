import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("Ballots public at the closing", .serialized)
struct PublicBallotTests {
  private static let page = VoteScene.vote + "/bulletins"
  private static let file = VoteScene.vote + "/resultats/ballots.jsonl"

  @Test(
    "From the closing on, before any count, everyone reads each ballot by organisation and function, and no result",
    arguments: Engine.available)
  func beforeCount(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    #expect(try await scene.choose([scene.names[0], scene.names[2]]).status == 303)
    let decision = ["decision": "deliberation", "numero": "2021-14", "date": "2021-03-02"]
    #expect(try await scene.mayor.post(VoteScene.ballot + "/decision", decision).status == 303)
    try await scene.work()
    let stranger = Browser(scene.asking)
    for path in [Self.page, Self.file] { #expect(try await stranger.get(path).status == 404) }
    // Where one reads that ballots are public at the closing, and who came.
    let leading = [VoteScene.vote, VoteScene.vote + "/regle", VoteScene.vote + "/emargement"]
    for path in leading {
      #expect(try await !stranger.get(path + "?avant").text.contains(Self.page), Comment(rawValue: path))
    }
    scene.asking.time.move(to: scene.closes)
    // The instant is past, and the ballots are not opened yet.
    for path in [Self.page, Self.file] { #expect(try await stranger.get(path + "?encore").status == 404) }
    try await scene.work()
    for path in leading {
      #expect(try await stranger.get(path).text.contains("href=\"\(Self.page)\""), Comment(rawValue: path))
    }
    #expect(try await stranger.get("/en" + VoteScene.vote + "/regle").text.contains("Read the ballots"))
    let consultation = scene.scene.consultation
    let titles = try await scene.database.read { db in
      let vote = try #require(try Vote.of(consultation, db))
      return try VotedProposition.all(of: vote.id, db).map { ($0.name, $0.title) }
    }
    let shown = try await stranger.get(Self.page + "?lu").text
    for (name, title) in titles { #expect(shown.contains(title) == [scene.names[0], scene.names[2]].contains(name)) }
    #expect(shown.contains("Dax") && shown.contains("Maire ou président") && shown.contains("1 bulletin."))
    // Those who cast were told that it waits for the result.
    #expect(!shown.contains("2021-14"))
    let line = try await stranger.get(Self.file).text
    #expect(line.contains(scene.names[0]) && line.contains(scene.names[2]) && !line.contains(scene.names[1]))
    for name in [
      "", "/resultats.csv", "/ventilation.csv", "/votes.pb", "/tally.jsonl", "/roll.jsonl", "/export.tar.gz",
    ] {
      #expect(try await stranger.get(VoteScene.vote + "/resultats" + name).status == 404, Comment(rawValue: name))
    }
    try await scene.administrator.enter("admin@agence.example", as: nil)
    #expect(try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:]).status == 303)
    #expect(try await stranger.get(Self.page + "?lu=2").text.contains("2021-14"))
    #expect(try await stranger.get(VoteScene.vote + "/resultats/tally.jsonl?lu").status == 200)
    for path in ["/resultats", "/rapport", "/propositions/\(scene.names[0])"] {
      #expect(
        try await stranger.get(VoteScene.vote + path).text.contains("href=\"\(Self.page)\""), Comment(rawValue: path))
    }
    await scene.close()
  }

  @Test(
    "Whoever looks for an authority finds its ballot and its coming, page after page, or reads that there is none",
    arguments: Engine.available)
  func search(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let count = PublicBallot.pageSize + 3
    let towns = try await scene.database.write { db in
      try (0..<count).map { place in
        try Towns.add("commune", "Saint-Séverin \(place)", String(String(1_000_000_000 + place).prefix(10)), db)
      }
    }
    try await scene.open()
    try await scene.proveMayor()
    _ = try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:])
    try await scene.cast(towns)
    scene.asking.time.move(to: scene.closes)
    try await scene.work()
    // The register reads their names when it starts.
    let stranger = Browser(try await scene.asking.restarted())
    for path in [Self.page, VoteScene.vote + "/emargement"] {
      let all = try await stranger.get(path + "?page=1").text
      #expect(all.contains("role=\"search\"") && all.contains("?page=2\""))
      let one = try await stranger.get(path + "?q=dax").text
      #expect(one.contains("<h2 class=\"h3\">Dax</h2>") || one.contains("<h3>Dax</h3>"))
      #expect(!one.contains("Saint-Séverin") && !one.contains("page=2"))
      let many = try await stranger.get(path + "?q=saint%20severin").text
      #expect(many.contains("value=\"saint severin\"") && many.contains("?page=2&amp;q=saint%20severin"))
      let rest = try await stranger.get(path + "?page=2&q=saint%20severin").text
      #expect(rest.components(separatedBy: "<li class=\"entry").count == 4)
      let none = try await stranger.get(path + "?q=pau").text
      #expect(none.contains("Aucune collectivité de ce nom n’a voté.") && none.contains("value=\"pau\""))
    }
    await scene.close()
  }
}
