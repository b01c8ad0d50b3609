import HTTPTypes
import Localization
import Storage
import Testing

@testable import Platform
@testable import Selections

@Suite("The minutes of a committee, and what several write", .serialized)
struct MinutesTests {
  private static let room = SelectionScene.room
  private static let minutes = room + "/releve"
  private static let screen = room + "/seance"

  /// The version that a form bears.
  private func version(_ page: String) throws -> String {
    String(try #require(page.firstMatch(of: /name="version" value="([0-9a-f]+)"/)).1)
  }

  @Test(
    "What remains of the envelope is counted in the order of the minutes, whatever was undone and decided anew",
    arguments: Engine.available)
  func remains(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    let names = scene.names
    try await scene.sit()
    #expect(try await scene.decide(names[1], "developper", 200_000).status == 303)
    #expect(try await scene.decide(names[2], "developper", 250_000).status == 303)
    #expect(try await scene.decide(names[1], "developper", 100_000).status == 303)
    let read = try await scene.dax.get(Self.minutes).text
    let left = read.matches(of: /Reste de l’enveloppe.: ([0-9\u{202F}]+)/).map { String($0.1) }
    #expect(left == ["250\u{202F}000", "150\u{202F}000"], Comment(rawValue: read))
    #expect(read.contains("Reste\u{A0}: 150\u{202F}000"))
    await scene.close()
  }

  @Test("A decision keeps the quorum under which it was taken", arguments: Engine.available)
  func quorum(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    #expect(try await scene.decide(scene.names[1], "developper", 200_000).status == 303)
    #expect(try await scene.vote.administrator.post(SelectionScene.setup, ["quorum": "1"]).status == 303)
    #expect(try await scene.decide(scene.names[2], "developper", 250_000).status == 303)
    let read = try await scene.dax.get(Self.minutes).text
    let told = read.matches(of: /Quorum.: ([0-9]+)/).map { String($0.1) }
    #expect(told == ["1", "2"], Comment(rawValue: read))
    await scene.close()
  }

  @Test(
    "Of two who write the words of the minutes the second is told, keeps what she typed and reads the other's",
    arguments: Engine.available)
  func words(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let seen = try version(try await scene.chair.get(Self.minutes).text)
    let administrator = scene.vote.administrator
    let first = try await administrator.post(
      Self.minutes, ["ouverture": "Mots du secrétariat.", "fin": "", "version": seen])
    #expect(first.status == 303, Comment(rawValue: first.text))
    let late = ["ouverture": "Mots de la présidence.", "fin": "", "version": seen]
    let refused = try await scene.chair.post(Self.minutes, late)
    #expect(refused.status == 409 && refused.text.contains("Quelqu’un d’autre a enregistré"))
    #expect(refused.text.contains("Mots de la présidence.") && refused.text.contains("Mots du secrétariat."))
    // What bears no version was written on nothing.
    #expect(try await scene.chair.post(Self.minutes, ["ouverture": "Autre.", "fin": ""]).status == 409)
    let again = late.merging(["version": try version(refused.text)]) { $1 }
    #expect(try await scene.chair.post(Self.minutes, again).status == 303)
    // The same words twice, by a second click, are saved once.
    #expect(try await scene.chair.post(Self.minutes, again).status == 303)
    let edits = try await scene.database.read { db in
      try db.value("SELECT count(*) FROM journal WHERE kind = 'minutes.edited'", as: Int.self)
    }
    #expect(edits == 2)
    #expect(try await scene.dax.get(Self.minutes).text.contains("Mots de la présidence."))
    await scene.close()
  }

  @Test(
    "Noting who comes keeps what is typed of a decision; where nothing is typed the screen comes back as it was",
    arguments: Engine.available)
  func presences(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let name = scene.names[1]
    #expect(try await scene.chair.post(Self.screen + "/point", ["vers": name]).status == 303)
    let page = try await scene.chair.get(Self.screen).text
    // One form holds all of it.
    #expect(page.contains("name=\"autre\" form=\"decider\""))
    let form = try #require(page.firstMatch(of: /name="presence-[0-9a-z]+" form="([a-z]+)"/)).1
    #expect(page.contains("id=\"\(form)\"") && page.contains("formaction=\"\(Self.screen)/presences\""))
    let seats = try await scene.seats()
    // As the form shows it first.
    let list = String(try #require(page.firstMatch(of: /name="liste" value="([a-z-]+)" checked/)).1)
    var sent = ["presence-\(seats[2])": "left", "point": name, "liste": list, "montant": "200000", "motif": ""]
    for seat in seats { sent["voix-\(seat)"] = "for" }
    let untyped = try await scene.chair.post(Self.screen + "/presences", sent)
    #expect(untyped.fields[.location] == Self.screen + "?fait=presences", Comment(rawValue: untyped.text))
    let typed = ["presence-\(seats[2])": "remote", "montant": "123456", "motif": "Un motif tapé."]
    let kept = try await scene.chair.post(Self.screen + "/presences", sent.merging(typed) { $1 })
    #expect(kept.status == 200 && kept.text.contains("Les présences sont notées."))
    #expect(kept.text.contains("value=\"123456\"") && kept.text.contains("Un motif tapé."))
    let state = try await scene.database.read { db in
      try db.value("SELECT state FROM presence ORDER BY id DESC LIMIT 1", as: String.self)
    }
    #expect(state == "remote")
    await scene.close()
  }

  @Test(
    "Going to another item with something typed of a decision warns and shows it; without, or told so, it goes",
    arguments: Engine.available)
  func items(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let (first, second) = (scene.names[1], scene.names[2])
    func item() async throws -> String {
      let page = try await scene.chair.get(Self.screen).text
      return String(try #require(page.firstMatch(of: /name="point" value="([0-9a-z]+)"/)).1)
    }
    #expect(try await scene.chair.post(Self.screen + "/point", ["vers": first]).status == 303)
    let page = try await scene.chair.get(Self.screen).text
    // The buttons of the decision come first in its form: Enter decides.
    let way = try #require(page.firstRange(of: "formaction=\"\(Self.screen)/point\""))
    let decision = try #require(page.firstRange(of: "name=\"suite\""))
    #expect(decision.upperBound < way.lowerBound && page.contains("name=\"vers\" value=\"\(second)\" form=\"decider\""))
    let list = String(try #require(page.firstMatch(of: /name="liste" value="([a-z-]+)" checked/)).1)
    var sent = ["point": first, "liste": list, "montant": "200000", "motif": "", "vers": second, "autre": first]
    for seat in try await scene.seats() { sent["voix-\(seat)"] = "for" }
    #expect(try await scene.chair.post(Self.screen + "/point", sent).status == 303)
    #expect(try await item() == second)
    // What is typed of an item comes back with it, even where the sitting has gone on meanwhile.
    let typed = ["montant": "123456", "motif": "Un motif tapé.", "vers": scene.names[3]]
    let kept = try await scene.chair.post(Self.screen + "/point", sent.merging(typed) { $1 })
    #expect(kept.status == 409 && kept.text.contains("n’est pas décidé"), Comment(rawValue: kept.text))
    #expect(kept.text.contains("value=\"123456\"") && kept.text.contains("Un motif tapé."))
    #expect(kept.text.contains("name=\"point\" value=\"\(first)\"") && kept.text.contains("Passer sans le garder"))
    #expect(try await item() == second)
    for seat in try await scene.seats() {
      let voices = try await scene.chair.post(Self.screen + "/point", sent.merging(["voix-\(seat)": "against"]) { $1 })
      #expect(voices.status == 409)
    }
    // By the list, and without what was typed.
    #expect(try await scene.chair.post(Self.screen + "/point", ["autre": scene.names[3]]).status == 303)
    #expect(try await item() == scene.names[3])
    #expect(try await scene.dax.post(Self.screen + "/point", sent.merging(typed) { $1 }).status == 404)
    await scene.close()
  }

  @Test(
    "A decision notes who came or went first, counts the voices of those who are there then, and takes nothing back",
    arguments: Engine.available)
  func deciding(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let name = scene.names[1]
    #expect(try await scene.chair.post(Self.screen + "/point", ["vers": name]).status == 303)
    let seats = try await scene.seats()
    let page = try await scene.chair.get(Self.screen).text
    #expect(page.contains("name=\"vue-\(seats[2])\" value=\"present\""))
    // All sit; the town that deposited it stands aside, and the other has a voice.
    let isAside = try await scene.deposited(by: scene.vote.towns.dax).contains(name)
    let (voter, aside) = isAside ? (seats[2], seats[1]) : (seats[1], seats[2])
    var sent = ["point": name, "liste": "developper", "montant": "200000", "motif": "", "voix-\(seats[0])": "for"]
    for seat in seats { sent.merge(["presence-\(seat)": "present", "vue-\(seat)": "present"]) { $1 } }
    // Refused for the quorum, who went is noted all the same.
    let refused = try await scene.chair.post(
      Self.screen + "/decision", sent.merging(["presence-\(voter)": "left", "voix-\(voter)": "for"]) { $1 })
    #expect(refused.status == 422 && refused.text.contains("1 membre peut décider de ce point, il en faut 2"))
    #expect(try await scene.presences() == [seats[0]: "present", aside: "present", voter: "left"])
    // Sent from a screen that is older than that, the others as they were: nobody comes back.
    let stale = try await scene.chair.post(Self.screen + "/decision", sent)
    #expect(stale.status == 422)
    #expect(try await scene.presences()[voter] == "left")
    // Who comes back has a voice to be said.
    sent.merge(["vue-\(voter)": "left", "presence-\(voter)": "remote", "suite": "suivant"]) { $1 }
    let unheard = try await scene.chair.post(Self.screen + "/decision", sent)
    #expect(unheard.status == 422 && unheard.text.contains("Indiquez aussi la voix de chaque membre"))
    #expect(unheard.text.contains("name=\"voix-\(voter)\""))
    sent["voix-\(voter)"] = "for"
    #expect(try await scene.chair.post(Self.screen + "/decision", sent).status == 303)
    let voices = try await scene.database.read { db in
      try db.value("SELECT count(*) FROM ruling_voice WHERE voice = 'for'", as: Int.self)
    }
    #expect(voices == 2)
    // Going to another item notes them too.
    let going = ["vers": scene.names[2], "presence-\(aside)": "excused", "vue-\(aside)": "present"]
    #expect(try await scene.chair.post(Self.screen + "/point", going).status == 303)
    #expect(try await scene.presences()[aside] == "excused")
    await scene.close()
  }

  @Test(
    "What is typed of an item comes back after the other who leads has gone on or closed the sitting",
    arguments: [Engine.available[0]])
  func moved(engine: Engine) async throws {
    let scene = try await SelectionScene.make(engine)
    try await scene.sit()
    let seats = try await scene.seats()
    let typed = [
      "point": scene.names[1], "liste": "developper", "montant": "123456", "motif": "Un motif tapé.",
      "presence-\(seats[2])": "left",
    ]
    #expect(try await scene.vote.administrator.post(Self.screen + "/point", ["vers": scene.names[2]]).status == 303)
    let kept = try await scene.chair.post(Self.screen + "/presences", typed)
    #expect(kept.status == 200 && kept.text.contains("Un motif tapé.") && kept.text.contains("value=\"123456\""))
    #expect(kept.text.contains("name=\"point\" value=\"\(scene.names[1])\""))
    #expect(try await scene.vote.administrator.post(Self.screen + "/cloture", [:]).status == 303)
    for act in ["/presences", "/point", "/decision"] {
      let late = try await scene.chair.post(Self.screen + act, typed)
      #expect(late.status == 409 && late.text.contains("Un motif tapé."), Comment(rawValue: act))
    }
    await scene.close()
  }
}
