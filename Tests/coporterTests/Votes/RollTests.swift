import Proof
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import Votes

@Suite("The roll before and at the opening", .serialized)
struct RollTests {
  private static let page = VoteScene.vote + "/liste"

  @Test(
    "Before the opening administrators read the roll as it would freeze, limited to a territory, with its file",
    arguments: Engine.available)
  func before(engine: Engine) async throws {
    let scene = try await VoteScene.make(engine)
    let (dax, pau) = (scene.towns.dax, scene.towns.pau)
    try await scene.database.write { db in
      try db.execute("UPDATE organisation SET department = '40', region = '75' WHERE id = \(dax.id)")
      try db.execute("UPDATE organisation SET department = '64', region = '75' WHERE id = \(pau.id)")
    }
    try await scene.prepare()
    for browser in [Browser(scene.asking), scene.mayor, scene.scene.reader] {
      #expect(try await browser.get(Self.page).status == 404)
      #expect(try await browser.get(Self.page + "/liste.csv").status == 404)
    }
    let whole = try await scene.administrator.get(Self.page).text
    #expect(whole.contains("telle que l’ouverture la figerait") && whole.contains("2 collectivités sont appelées"))
    #expect(try await scene.administrator.get(VoteScene.preparation).text.contains("href=\"\(Self.page)\""))
    let rows = try await scene.administrator.get(Self.page + "/liste.csv").text
    #expect(rows.contains("Dax") && rows.contains("Pau"))
    // A number that nobody bears calls nobody.
    for (field, code) in [("departements", "99"), ("regions", "99")] {
      let sent = ["forme": "approval", "plafond": "2", "enveloppe": "500 000", "minimum": "1", field: code]
      let refused = try await scene.administrator.post(VoteScene.preparation, sent)
      #expect(refused.status == 422 && refused.text.contains("99\u{A0}»"), "\(field)")
    }
    try await scene.prepare(["departements": "64, 40", "regions": "75"])
    #expect(try await scene.administrator.get(Self.page).text.contains("2 collectivités sont appelées"))
    try await scene.prepare(["departements": "40"])
    let some = try await scene.administrator.get(Self.page + "/liste.csv").text
    #expect(some.contains("Dax") && !some.contains("Pau"))
    #expect(try await scene.administrator.get(VoteScene.preparation).text.contains("value=\"40\""))
    #expect(try await scene.scene.paul.get(VoteScene.vote + "/droit").text.contains("n’est pas appelé à voter"))
    try await scene.open(["departements": "40"])
    #expect(try await scene.scene.value("SELECT CAST(count(*) AS TEXT) FROM roll_entry") == "1")
    // What is frozen is told to everyone.
    #expect(try await scene.scene.read(VoteScene.vote + "/regle").contains("de ces territoires"))
    #expect(try await scene.scene.read(Self.page).contains("Le registre d’aujourd’hui ne diffère pas"))
    #expect(try await scene.scene.read(Self.page + "/liste.csv").contains("Dax"))
    try await scene.work()
    #expect(try await scene.verified().ledger.organisations.count == 1)
    await scene.close()
  }
}
