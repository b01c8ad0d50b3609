import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

@Suite("The desk of the instructors", .serialized)
struct DeskTests {
  private static let queue = Towns.home + "/instruction"
  private static let groups = queue + "/groupes"

  /// Dax and Pau both wrote about the canteen, each of something else too; an instructor reads.
  private struct Scene {
    var towns: Towns
    var camille: Browser
    var paul: Browser
    var instructor: Browser
    var canteen: String

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
      let canteen = try await towns.deposit(
        camille, title: "Payer la cantine en ligne", today: "Les familles viennent avec un chèque.")
      try await towns.deposit(
        paul, title: "Paiement de la cantine par internet", today: "Les familles paient par chèque.")
      try await towns.deposit(paul, title: "Signaler un nid-de-poule", today: "Par téléphone.", theme: "accueil")
      return Scene(
        towns: towns, camille: camille, paul: paul, instructor: try await towns.instructor(), canteen: canteen)
    }

    func close() async { await towns.asking.house.database.close() }
  }

  @Test(
    "The queue shows all that was deposited, with what resembles it; filters stand in the address",
    arguments: Engine.available)
  func queue(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    #expect(try await scene.instructor.get("/instruction").fields[.location] == Self.queue)
    let page = try await scene.instructor.get(Self.queue).text
    #expect(page.contains("3 contributions"))
    for title in ["Payer la cantine en ligne", "Paiement de la cantine par internet", "Signaler un nid-de-poule"] {
      #expect(page.contains(title))
    }
    #expect(page.contains("Ce qui lui ressemble") && page.contains("cantine"))
    let filtered = try await scene.instructor.get(Self.queue + "?theme=accueil").text
    #expect(filtered.contains("1 contribution<") && !filtered.contains("class=\"why\""))
    let found = try await scene.instructor.get(Self.queue + "?q=cantine").text
    #expect(found.contains("2 contributions") && !found.contains("nid-de-poule"))
    #expect(try await scene.instructor.get(Self.queue + "?rubrique=service").text.contains("Aucune contribution"))
    await scene.close()
  }

  @Test(
    "Whose support a contribution has, and that it was corrected or taken back, is told", arguments: Engine.available)
  func facts(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    _ = try await scene.paul.post(scene.canteen + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    let location = try await scene.camille.post(scene.canteen + "/correction", [:]).fields[.location] ?? ""
    let draft = String(location.split(separator: "?").first ?? "")
    let fields = [
      "rubrique": "besoin", "titre": "Payer la cantine et la garderie", "aujourdhui": "Par chèque.", "action": "relire",
      "revision": "1",
    ]
    #expect(try await scene.camille.post(draft, fields).status == 303)
    #expect(try await scene.camille.post(draft + "/publication", [:]).status == 303)
    let page = try await scene.instructor.get(Self.queue).text
    #expect(page.contains("1 collectivité la soutient"))
    #expect(page.contains("Payer la cantine et la garderie") && page.contains("(version 2)"))
    #expect(try await scene.camille.post(scene.canteen + "/retrait", ["raison": "Doublon."]).status == 303)
    #expect(!(try await scene.instructor.get(Self.queue).text.contains("garderie")))
    let withdrawn = try await scene.instructor.get(Self.queue + "?etat=retiree").text
    #expect(withdrawn.contains("1 contribution<") && withdrawn.contains("retirée"))
    #expect(!withdrawn.contains("garderie"))
    await scene.close()
  }

  @Test("Groups are proposed with their words, follow each change, and can be made finer", arguments: Engine.available)
  func groups(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    _ = try await scene.paul.post(scene.canteen + "/soutien", ["organisme": "\(scene.towns.pau.id)"])
    let page = try await scene.instructor.get(Self.groups + "?finesse=15").text
    #expect(page.contains("1 groupe proposé") && page.contains("cantine"))
    #expect(page.contains("2 contributions y figurent sur 3.") && page.contains("1 reste seule."))
    #expect(page.contains("1 organisme soutient") && page.contains("le plus proche de tous"))
    #expect(!page.contains("nid-de-poule"))
    #expect(try await scene.instructor.get(Self.groups + "?finesse=95").text.contains("0 groupe"))
    #expect(try await scene.instructor.get(Self.groups + "?finesse=rien&page=99").text.contains("Finesse actuelle"))
    try await scene.towns.deposit(
      scene.camille, title: "Signaler un nid-de-poule sur la route", today: "Par téléphone.")
    let after = try await scene.instructor.get(Self.groups + "?finesse=15").text
    #expect(after.contains("2 groupes proposés") && after.contains("nid-de-poule"))
    #expect(try await scene.camille.post(scene.canteen + "/retrait", ["raison": "Doublon."]).status == 303)
    #expect(try await scene.instructor.get(Self.groups + "?finesse=15").text.contains("1 groupe proposé"))
    await scene.close()
  }

  @Test(
    "Two contributions that are separated are not proposed together again, until that is undone",
    arguments: Engine.available)
  func separations(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let path = Self.queue + "/separations"
    let tokens = try await scene.towns.asking.house.database.read { db in
      try db.values("SELECT token FROM contribution ORDER BY number", as: String.self)
    }
    let pair = ["contribution": tokens[1], "autre": tokens[0], "finesse": "15", "page": "1"]
    #expect(try await scene.instructor.get(Self.groups + "?finesse=15").text.contains("1 groupe proposé"))
    #expect(try await scene.camille.post(path, pair).status == 404)
    let done = try await scene.instructor.post(path, pair)
    #expect(done.fields[.location] == Self.groups + "?finesse=15&page=1&fait=separe")
    let after = try await scene.instructor.get(Self.groups + "?finesse=15&fait=separe").text
    #expect(after.contains("0 groupe proposé") && after.contains("ne seront plus proposées ensemble"))
    let swapped = ["contribution": tokens[0], "autre": tokens[1]]
    let again = try await scene.instructor.post(path, swapped)
    #expect(again.status == 409 && again.text.contains("déjà séparées"))
    let itself = try await scene.instructor.post(path, ["contribution": tokens[0], "autre": tokens[0]])
    #expect(itself.status == 422 && itself.text.contains("d’elle-même"))
    let gone = try await scene.instructor.post(path, ["contribution": tokens[0], "autre": "zzzzzzzzzz"])
    #expect(gone.status == 422 && gone.text.contains("n’est pas, ou plus"))
    let list = try await scene.instructor.get(path).text
    #expect(list.contains("Payer la cantine en ligne") && list.contains("Rapprocher de nouveau"))
    let undone = try await scene.instructor.post(path + "/fin", swapped)
    #expect(undone.fields[.location] == path + "?fait=reprise")
    #expect(try await scene.instructor.get(Self.groups + "?finesse=15").text.contains("1 groupe proposé"))
    let twice = try await scene.instructor.post(path + "/fin", swapped)
    #expect(twice.status == 409 && twice.text.contains("ne sont pas séparées"))
    let undoing = try await scene.towns.count(
      """
      SELECT count(*) FROM journal JOIN separation ON separation.event_id = journal.undoes_id
      WHERE journal.kind = 'separation.ended' AND separation.ended_event_id = journal.id
      """)
    #expect(undoing == 1)
    await scene.close()
  }

  @Test("Nobody else sees the desk, nor that there is one", arguments: Engine.available)
  func closed(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    for path in ["/instruction", Self.queue, Self.groups, Self.queue + "/separations"] {
      #expect(try await scene.camille.get(path).status == 404)
      #expect(try await scene.instructor.get(path.replacing("essai", with: "absente")).status != 500)
    }
    #expect(try await scene.instructor.get("/consultations/absente/instruction").status == 404)
    #expect(try await scene.instructor.get("/consultations/absente/instruction/groupes").status == 404)
    #expect(try await scene.instructor.get("/").text.contains("Instruction des contributions"))
    #expect(!(try await scene.camille.get("/").text.contains("Instruction des contributions")))
    await scene.close()
  }
}
