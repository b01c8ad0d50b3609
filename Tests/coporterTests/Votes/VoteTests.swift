import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Platform
@testable import Votes

@Suite("Voting from the form to the result", .serialized)
struct VoteTests {
  @Test(
    "A mayor proves herself, opens the ballot, chooses and changes; the calendar closes, anyone recounts",
    arguments: Engine.available)
  func course(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.open()
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("vous n’en faites pas partie"))
    try await scene.proveMayor()
    // The first button opens a ballot that is blank, and counts.
    let before = try await scene.mayor.get(VoteScene.ballot).text
    #expect(before.contains("Ouvrir le bulletin de Dax") && !before.contains("type=\"checkbox\""))
    #expect(try await scene.choose([scene.names[0]]).status == 422)
    #expect(
      try await scene.mayor.post(VoteScene.ballot + "/ouverture", [:]).fields[.location]
        == VoteScene.ballot + "?fait=ouvert")
    #expect(try await scene.mayor.get(VoteScene.ballot).text.contains("Votre bulletin est blanc"))
    #expect(try await scene.choose(Array(scene.names.prefix(2))).status == 303)
    let tooMany = try await scene.choose(Array(scene.names.prefix(3)))
    #expect(tooMany.status == 422 && tooMany.text.contains("2 choix au plus"))
    #expect(try await scene.choose([scene.names[1], scene.names[2]]).status == 303)
    let chosen = try await scene.mayor.get(VoteScene.ballot).text
    #expect(
      chosen.contains("2 choix comptent") && chosen.contains("Ajouté\u{A0}: ") && chosen.contains("Retiré\u{A0}: "))
    // A page that showed another ballot than the one that stands changes nothing, and keeps what was ticked on it.
    let token = try await scene.mayor.token()
    let stale = try await scene.mayor.post(VoteScene.ballot, raw: "choix=\(scene.names[3])&vu=2&_form=\(token)")
    #expect(stale.status == 409 && stale.text.contains("a changé entre-temps"))
    let kept = try Regex("value=\"\(scene.names[3])\" checked")
    #expect(stale.text.contains(kept) && stale.text.contains("name=\"vu\" value=\"3\""))
    try await scene.work()
    let receipt = try await scene.mayor.get(VoteScene.ballot + "/recepisse")
    #expect(receipt.status == 200)
    // Sealed: what the log shows during the vote verifies, and tells no choice.
    let during = try await scene.verified(receipt.bytes)
    #expect(during.receipt?.state == .counts && during.ledger.moment == .open)
    let attendance = try await Browser(scene.asking).get(VoteScene.vote + "/emargement?page=9").text
    #expect(attendance.contains("1 collectivité a voté, sur 2") && attendance.contains("Dax"))
    #expect(!attendance.contains("Aucune collectivité n’a"), "beyond the last page comes the last")
    #expect(try await Browser(scene.asking).get(VoteScene.vote + "/resultats").status == 404)
    try await count(scene, receipt.bytes)
    await scene.close()
  }

  @Test("A proposition of which nobody has written the text does not reach the vote", arguments: Engine.available)
  func textless(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    try await scene.prepare()
    let name = scene.names[1]
    try await scene.database.write { db in
      try db.execute(
        "UPDATE wording SET text = '' WHERE proposition_id IN (SELECT id FROM proposition WHERE token = \(name))")
    }
    let refused = try await scene.administrator.post(VoteScene.preparation + "/ouverture", [:])
    #expect(refused.status == 422 && refused.text.contains("n’a pas de texte"))
    await scene.close()
  }

  @Test("While it is prepared, the home and the page of a vote say its day", arguments: Engine.available)
  func prepared(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let link = "href=\"\(VoteScene.vote)\""
    let opens = scene.asking.time.clock.now().adding(seconds: 3_600)
    try await scene.database.write { db in
      try db.execute("UPDATE phase SET opens_at = \(opens) WHERE kind = 'vote'")
    }
    #expect(try await !scene.scene.read(Towns.home).contains(link))
    try await scene.prepare()
    #expect(try await scene.administrator.get(VoteScene.preparation).text.contains("ou par une lettre à code"))
    for isToCome in [true, false] {
      let home = try await scene.scene.read(Towns.home)
      #expect(home.contains(link) && home.contains("peut dès maintenant prouver qui il est"))
      for text in [home, try await scene.scene.read(VoteScene.vote)] {
        #expect(text.contains("Le vote ouvre le ") == isToCome && text.contains("n’est pas encore ouvert") != isToCome)
      }
      scene.asking.time.advance(seconds: 7_200)
    }
    await scene.close()
  }

  private func count(_ scene: VoteScene, _ receipt: [UInt8]) async throws {
    scene.asking.time.move(to: scene.closes)
    let late = try await scene.choose([scene.names[0]])
    #expect(late.status == 422 && late.text.contains("Le vote est clos depuis"))
    #expect(late.text.contains("Ce choix n’est pas enregistré."))
    try await scene.work()
    try await scene.administrator.enter("admin@agence.example", as: nil)
    let counted = try await scene.administrator.post(VoteScene.preparation + "/depouillement", [:])
    #expect(counted.fields[.location] == VoteScene.preparation + "?fait=depouille", Comment(rawValue: counted.text))
    let after = try await scene.verified(receipt)
    #expect(after.ledger.tally?.voters == 1 && after.ledger.tally?.selected == [scene.names[1], scene.names[2]])
    let results = try await Browser(scene.asking).get(VoteScene.vote + "/resultats").text
    #expect(try await Browser(scene.asking).get(VoteScene.vote + "/bulletins?page=9").text.contains("Dax"))
    #expect(results.contains("2 propositions retenues") && results.contains(VoteScene.vote + "/bulletins"))
    let history = try await scene.database.read { db in
      try db.values("SELECT choices FROM ballot ORDER BY number", as: String.self)
    }
    let (first, second) = (scene.names.prefix(2), scene.names[1...2])
    #expect(history == ["", first.joined(separator: " "), second.joined(separator: " ")])
  }
}
