import Crypto
import Foundation
import HTTPTypes
import Localization
import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Selections
@testable import Votes

@Suite("A selection from the invitations to its publication", .serialized)
struct SelectionCourseTests {
  private static let room = SelectionScene.room

  @Test(
    "A committee grades, decides within the envelope, signs and publishes; the log ends with it, and anyone reads",
    arguments: Engine.available)
  func course(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let names = scene.names
    try await grade(scene)
    try await scene.sit()
    // The count took the second and the third: 500,000 euros in all. The committee leaves the third for the first.
    #expect(try await scene.decide(names[1], "developper", 200_000).status == 303)
    let unsaid = try await scene.decide(names[2], "non-retenue", 0)
    #expect(unsaid.status == 422 && unsaid.text.contains("s’écarte du vote"))
    #expect(try await scene.decide(names[2], "non-retenue", 0, reason: "Un service équivalent existe.").status == 303)
    #expect(try await scene.decide(names[0], "generaliser", 100_000, reason: "Trois villes sont prêtes.").status == 303)
    let beyond = try await scene.decide(names[3], "developper", 200_001, reason: "Pour voir.")
    #expect(beyond.status == 422 && beyond.text.contains("dépasse l’enveloppe"))
    #expect(try await scene.committee().remains == 200_000)
    #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
    try await sign(scene)
    try await publish(scene)
    await scene.close()
  }

  /// Everybody grades what it may; nobody reads the others before it sends.
  private func grade(_ scene: SelectionScene) async throws {
    let sheet = Self.room + "/propositions/"
    let own = try await scene.deposited(by: scene.vote.towns.dax)
    let refused = try await scene.dax.post(sheet + own[0], ["note-1": "5", "note-2": "5"])
    #expect(refused.status == 422 && refused.text.contains("vous ne notez pas cette proposition"))
    #expect(try await scene.dax.get(sheet + own[0]).text.contains("a déposé la contribution"))
    for name in scene.names where !own.contains(name) {
      let saved = try await scene.dax.post(sheet + name, ["note-1": "5", "note-2": "4", "commentaire": "Très utile."])
      #expect(saved.fields[.location] == sheet + name + "?fait=note", Comment(rawValue: saved.text))
    }
    for name in scene.names {
      #expect(try await scene.chair.post(sheet + name, ["note-1": "1", "note-2": "2"]).status == 303)
    }
    let other = try #require(scene.names.first { !own.contains($0) })
    #expect(try await !scene.chair.get(sheet + other).text.contains("Très utile."))
    #expect(try await scene.dax.post(Self.room + "/envoi", [:]).status == 303)
    #expect(try await !scene.chair.get(sheet + other).text.contains("Très utile."))
    #expect(try await scene.chair.post(Self.room + "/envoi", [:]).status == 303)
    let read = try await scene.chair.get(sheet + other).text
    // 60 × 5 + 40 × 4 and 60 × 1 + 40 × 2, out of 500 each.
    #expect(
      read.contains("Très utile.") && read.contains("60 sur 100 en moyenne") && read.contains("avis sont partagés"))
    let late = try await scene.chair.post(sheet + other, ["note-1": "5", "note-2": "5"])
    #expect(late.status == 409)
  }

  private func sign(_ scene: SelectionScene) async throws {
    let path = Self.room + "/releve"
    let words = ["ouverture": "Le comité remercie les communes.", "fin": ""]
    #expect(try await scene.chair.post(path, words).status == 303)
    let draft = try await scene.dax.get(path).text
    #expect(draft.contains("Le comité remercie les communes.") && draft.contains("Un service équivalent existe."))
    #expect(try await scene.dax.post(path, words).status == 404)
    let notChair = try await scene.dax.post(path + "/signature", [:])
    #expect(notChair.status == 422 && notChair.text.contains("Seul le président"))
    let picture = try await scene.chair.post(path + "/signature", [:], file: Array("GIF89a".utf8))
    #expect(picture.status == 422 && picture.text.contains("pas un PDF"))
    let signed = try await scene.chair.post(path + "/signature", [:], file: SampleFiles.pdf("Relevé"))
    #expect(signed.fields[.location] == path + "?fait=signe", Comment(rawValue: signed.text))
    #expect(try await scene.chair.post(path, words).status == 409)
    #expect(try await scene.decide(scene.names[3], "developper", 1, reason: "Trop tard.").status == 409)
  }

  private func publish(_ scene: SelectionScene) async throws {
    let reader = Browser(scene.asking)
    #expect(try await reader.get(SelectionScene.selection).status == 404)
    #expect(try await reader.get("/api/v1" + SelectionScene.selection).status == 404)
    try await scene.vote.administrator.enter("admin@agence.example", as: nil)
    let published = try await scene.vote.administrator.post(
      SelectionScene.setup + "/publication", ["quand": "maintenant"])
    #expect(published.fields[.location] == SelectionScene.setup + "?fait=publie", Comment(rawValue: published.text))
    let page = try await reader.get(SelectionScene.selection + "?lu").text
    for words in ["À développer", "À généraliser", "Trois villes sont prêtes.", "Un service équivalent existe."] {
      #expect(page.contains(words), Comment(rawValue: words))
    }
    #expect(!page.contains("Très utile."))
    let first = try await reader.get(Towns.home + "/propositions/\(scene.names[0])?lu").text
    #expect(first.contains("Retenue par le comité de sélection") && first.contains("Trois villes sont prêtes."))
    let fourth = try await reader.get(Towns.home + "/propositions/\(scene.names[3])?lu").text
    #expect(fourth.contains("Le comité de sélection ne l’a pas retenue."))
    let outcomes = try await reader.get(Towns.home + "/suites/\(scene.vote.towns.pau.token)-pau?lu").text
    #expect(outcomes.contains("Ce que ses demandes ont obtenu"))
    try await check(scene, reader)
    try await letters(scene)
  }

  /// The log ends with the decisions and the hash of the file; both are found again.
  private func check(_ scene: SelectionScene, _ reader: Browser) async throws {
    let ledger = try await scene.vote.verified().ledger
    #expect(ledger.moment == .recorded && ledger.selections.count == 3)
    #expect(ledger.selections[scene.names[0]]?.list == .scaleUp && ledger.selections[scene.names[2]]?.amount == 0)
    let files = SelectionScene.selection + "/fichiers/"
    let text = try await reader.get(files + "releve.md")
    let line = try await scene.database.read { db in
      try db.value("SELECT line FROM vote_leaf WHERE line LIKE '{\"kind\":\"minutes\",%'", as: String.self)
    }
    let hash = Octets(Array(SHA256.hash(data: text.bytes)))?.base64 ?? "none"
    #expect(line?.contains(hash) == true)
    #expect(text.text.contains("- Reste de l’enveloppe\u{A0}: 200\u{202F}000\u{A0}euros"))
    #expect(try await reader.get(files + "releve-signe.pdf").bytes == SampleFiles.pdf("Relevé"))
    let api = try await reader.get("/api/v1" + SelectionScene.selection)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(api.text.utf8)) as? [String: Any])
    #expect(object["enveloppe"] as? Int == 500_000 && object["attribue"] as? Int == 300_000)
    #expect(object["releve_empreinte"] as? String == hexadecimal(SHA256.hash(data: text.bytes)))
    let told = try #require(object["propositions"] as? [[String: Any]])
    let third = try #require(told.first { $0["identifiant"] as? String == scene.names[2] })
    #expect(told.count == 4 && third["liste"] as? String == "none" && third["s_ecarte_du_vote"] as? Bool == true)
    #expect(third["motif"] as? String == "Un service équivalent existe.")
    let csv = try await reader.get(Towns.home + "/donnees/selection.csv").text
    #expect(csv.contains("\"scale-up\",100000,true,\"Trois villes sont prêtes.\""), Comment(rawValue: csv))
    #expect(try await reader.get(Towns.home + "/donnees/selection.atom").status == 200)
  }

  private func letters(_ scene: SelectionScene) async throws {
    try await scene.work("selections.letters")
    let told = try await scene.database.read { db in
      try db.rows("SELECT recipient, body FROM outgoing_mail WHERE fact LIKE 'selection/%' ORDER BY recipient") { row in
        (recipient: try row.next(String.self), body: try row.next(String.self))
      }
    }
    #expect(told.contains { $0.recipient == "camille@wanadoo.fr" && $0.body.contains("Ce que Dax a déposé") })
    #expect(told.contains { $0.recipient == "paul@wanadoo.fr" && $0.body.contains("2 propositions") })
    let before = told.count
    try await scene.work("selections.letters")
    let again = try await scene.database.read { db in
      try db.value("SELECT count(*) FROM outgoing_mail WHERE fact LIKE 'selection/%'", as: Int.self)
    }
    #expect(again == before)
    let dax = try await Browser(scene.asking).get("/organismes/\(scene.vote.towns.dax.token)-dax?lu").text
    #expect(dax.contains("Ce que ses demandes ont obtenu"))
  }

  @Test(
    "Signed minutes whose lines a second copy brought back are published again as they are, and no others",
    arguments: Engine.available)
  func takenUp(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit("remote")
    for (place, amount) in [(1, 200_000), (2, 300_000)] {
      #expect(try await scene.decide(scene.names[place], "developper", amount).status == 303)
    }
    #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
    #expect(try await scene.chair.post(Self.room + "/releve/signature", [:]).status == 303)
    try await scene.vote.administrator.enter("admin@agence.example", as: nil)
    func publish() async throws -> Answered {
      try await scene.vote.administrator.post(SelectionScene.setup + "/publication", ["quand": "maintenant"])
    }
    func lines() async throws -> Int {
      try await scene.database.read { db in try db.value("SELECT count(*) FROM vote_leaf", as: Int.self) ?? 0 }
    }
    #expect(try await publish().status == 303)
    let count = try await lines()
    // As a backup made between the signature and the publication holds them.
    try await scene.database.write { db in
      try db.execute("UPDATE minutes SET published_event_id = NULL, published_at = NULL")
    }
    let again = try await publish()
    #expect(again.fields[.location] == SelectionScene.setup + "?fait=publie", Comment(rawValue: again.text))
    #expect(try await Browser(scene.asking).get(SelectionScene.selection).status == 200)
    #expect(try await lines() == count)
    let other = [UInt8](repeating: 1, count: 32)
    try await scene.database.write { db in
      try db.execute("UPDATE minutes SET published_event_id = NULL, published_at = NULL, document_hash = \(other)")
    }
    #expect(try await publish().text.contains("finit déjà par un autre relevé"))
    #expect(try await lines() == count)
    await scene.close()
  }

  @Test("A selection is published at its date by the house, once", arguments: Engine.available)
  func planned(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit("remote")
    for (place, amount) in [(1, 200_000), (2, 300_000)] {
      #expect(try await scene.decide(scene.names[place], "developper", amount).status == 303)
    }
    #expect(try await scene.chair.post(Self.room + "/seance/cloture", [:]).status == 303)
    #expect(try await scene.chair.post(Self.room + "/releve/signature", [:]).status == 303)
    try await scene.vote.administrator.enter("admin@agence.example", as: nil)
    let publication = SelectionScene.setup + "/publication"
    let past = try await scene.vote.administrator.post(
      publication, ["quand": "plus-tard", "publie-le": "2021-01-01T09:00"])
    #expect(past.status == 422)
    let moment = ParisTime(scene.asking.time.clock.now().adding(seconds: 2 * 86_400)).typed
    #expect(
      try await scene.vote.administrator.post(publication, ["quand": "plus-tard", "publie-le": moment]).status == 303)
    try await scene.work("selections.publication")
    #expect(try await Browser(scene.asking).get(SelectionScene.selection).status == 404)
    scene.asking.time.advance(seconds: 3 * 86_400)
    try await scene.work("selections.publication")
    #expect(try await Browser(scene.asking).get(SelectionScene.selection).status == 200)
    try await scene.work("selections.publication")
    let minutes = try await scene.database.read { db in
      try db.value("SELECT count(*) FROM vote_leaf WHERE line LIKE '{\"kind\":\"minutes\",%'", as: Int.self)
    }
    #expect(minutes == 1)
    #expect(try await scene.vote.verified().ledger.moment == .recorded)
    await scene.close()
  }
}
