import HTTPTypes
import Storage
import Testing

@testable import Platform
@testable import Selections

@Suite("Grades around a sitting", .serialized)
struct LateGradeTests {
  private static let room = SelectionScene.room
  private static let sheets = room + "/propositions/"

  /// The chair has sent 28 out of 100 for all; Dax has drafts of 100 for the two that it may grade.
  private func graded(_ engine: Engine) async throws -> (scene: SelectionScene, names: [String]) {
    let scene = try await SelectionScene.make(engine)
    let own = try await scene.deposited(by: scene.vote.towns.dax)
    let names = scene.names.filter { !own.contains($0) }
    for name in scene.names {
      #expect(try await scene.chair.post(Self.sheets + name, ["note-1": "1", "note-2": "2"]).status == 303)
    }
    #expect(try await scene.chair.post(Self.room + "/envoi", [:]).status == 303)
    for name in names {
      #expect(try await scene.dax.post(Self.sheets + name, ["note-1": "5", "note-2": "5"]).status == 303)
    }
    return (scene, names)
  }

  @Test(
    "Who opens a sitting reads who has not sent grades; those still count for what is not decided, and for nothing else",
    arguments: Engine.available)
  func late(engine: Engine) async throws {
    let (scene, names) = try await graded(engine)
    let opening = try await scene.chair.get(Self.room + "/seance").text
    #expect(opening.contains("Notes encore attendues\u{A0}: Ville de Dax, Ville de Pau."))
    #expect(opening.contains("Ces notes peuvent encore être envoyées, et compteront"))
    try await scene.sit()
    #expect(try await scene.decide(names[0], "developper", 100_000, reason: "Pour voir.").status == 303)
    // Who has not sent her own grades does not read the others', neither on the sheet nor on the screen of the sitting.
    #expect(try await !scene.dax.get(Self.sheets + names[1]).text.contains("sur 100, d’après une note"))
    let screen = Self.room + "/seance"
    for browser in [scene.chair, scene.vote.administrator] {
      #expect(try await browser.get(screen).text.contains("Note\u{A0}: 28 sur 100, d’un membre."))
    }
    let hidden = try await scene.dax.get(screen).text
    #expect(hidden.contains("une fois les vôtres envoyées") && !hidden.contains(" sur 100, d"))
    let decided = try await scene.dax.post(Self.sheets + names[0], ["note-1": "4", "note-2": "5"])
    #expect(decided.status == 409 && decided.text.contains("Le comité a déjà décidé de cette proposition."))
    // What was kept and never sent, and what is typed now, are told from one another.
    let kept = try #require(
      decided.text.firstRange(of: "Ces notes n’ont pas été envoyées\u{A0}: elles ne comptent pas."))
    let typed = try #require(decided.text.firstRange(of: "Ce que vous venez d’écrire n’est pas enregistré"))
    #expect(decided.text[kept.upperBound..<typed.lowerBound].matches(of: /: 5<\/li>/).count == 2)
    #expect(decided.text[typed.upperBound...].matches(of: /: 4<\/li>/).count == 1)
    #expect(try await scene.dax.post(Self.sheets + names[1], ["note-1": "5", "note-2": "5"]).status == 303)
    #expect(try await scene.dax.post(Self.room + "/envoi", [:]).status == 303)
    #expect(try await scene.dax.get(screen).text.contains(" sur 100, d"))
    #expect(try await scene.chair.get(Self.sheets + names[0]).text.contains("28 sur 100, d’après une note."))
    #expect(try await scene.chair.get(Self.sheets + names[1]).text.contains("64 sur 100 en moyenne, d’après 2 notes."))
    #expect(try await scene.dax.post(Self.room + "/envoi", [:]).status == 409)
    // Sent after the decision, they count for the other alone.
    for (name, isSent) in [(names[0], false), (names[1], true)] {
      let read = try await scene.dax.get(Self.sheets + name).text
      #expect(read.contains("Vos notes sont envoyées") == isSent && read.contains("n’ont pas été envoyées") == !isSent)
    }
    await scene.close()
  }

  @Test("What a seat has graded and sent counts on once the seat has ended", arguments: Engine.available)
  func ended(engine: Engine) async throws {
    let (scene, names) = try await graded(engine)
    #expect(try await scene.dax.post(Self.room + "/envoi", [:]).status == 303)
    let token = try await scene.seats()[1]
    let ended = try await scene.vote.administrator.post(SelectionScene.setup + "/membres/\(token)/fin", [:])
    #expect(ended.status == 303, Comment(rawValue: ended.text))
    for name in names {
      let read = try await scene.chair.get(Self.sheets + name).text
      #expect(read.contains("64 sur 100 en moyenne, d’après 2 notes.") && read.contains("Ville de Dax"))
    }
    // Who is invited in its place sends her own, of the second alone before it is decided: a body counts once.
    let successor = try await SelectionScene.seat(
      scene.vote, "autre.dax@wanadoo.fr", "Mairie de Dax", scene.vote.towns.dax)
    try await scene.sit()
    #expect(try await scene.decide(names[0], "developper", 100_000, reason: "Pour voir.").status == 303)
    #expect(try await successor.post(Self.sheets + names[1], ["note-1": "2", "note-2": "1"]).status == 303)
    #expect(try await scene.chair.get(Self.sheets + names[1]).text.contains("64 sur 100 en moyenne, d’après 2 notes."))
    #expect(try await successor.post(Self.room + "/envoi", [:]).status == 303)
    let replaced = try await scene.chair.get(Self.sheets + names[1]).text
    #expect(replaced.contains("30 sur 100 en moyenne, d’après 2 notes.") && replaced.contains("Mairie de Dax"))
    let last = try #require(try await scene.seats().last)
    #expect(try await scene.vote.administrator.post(SelectionScene.setup + "/membres/\(last)/fin", [:]).status == 303)
    // Of two that have ended the later counts; what was decided meanwhile keeps its mean.
    #expect(try await scene.chair.get(Self.sheets + names[1]).text.contains("30 sur 100 en moyenne, d’après 2 notes."))
    #expect(try await scene.chair.get(Self.sheets + names[0]).text.contains("64 sur 100 en moyenne, d’après 2 notes."))
    await scene.close()
  }

  @Test(
    "Under words that several sit under, grades of a seat that has ended give way to those of one invited afterwards",
    arguments: [Engine.available[0]])
  func words(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let (vote, sheet) = (scene.vote, Self.sheets + scene.names[0])
    func send(_ mail: String, _ grade: String) async throws {
      let seat = try await SelectionScene.seat(vote, mail, "Personne qualifiée", nil)
      #expect(try await seat.post(sheet, ["note-1": grade, "note-2": grade]).status == 303)
      #expect(try await seat.post(Self.room + "/envoi", [:]).status == 303)
    }
    for (mail, grade) in [("une@wanadoo.fr", "5"), ("deux@wanadoo.fr", "0")] { try await send(mail, grade) }
    let first = try #require(try await scene.seats().dropLast().last)
    #expect(try await vote.administrator.post(SelectionScene.setup + "/membres/\(first)/fin", [:]).status == 303)
    #expect(try await scene.chair.post(sheet, ["note-1": "5", "note-2": "5"]).status == 303)
    #expect(try await scene.chair.post(Self.room + "/envoi", [:]).status == 303)
    #expect(try await scene.chair.get(sheet).text.contains("66,7 sur 100 en moyenne, d’après 3 notes."))
    try await send("trois@wanadoo.fr", "1")
    #expect(try await scene.chair.get(sheet).text.contains("40 sur 100 en moyenne, d’après 3 notes."))
    await scene.close()
  }
}
