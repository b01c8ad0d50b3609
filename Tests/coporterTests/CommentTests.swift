import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Commenting", .serialized)
struct CommentTests {
  /// A contribution of Dax that Pau's agent reads.
  private struct Scene {
    var towns: Towns
    var camille: Browser
    var paul: Browser
    var path: String
    var comments: String { path + "/commentaires" }

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
      let path = try await towns.deposit(camille, title: "Un agenda")
      return Scene(towns: towns, camille: camille, paul: paul, path: path)
    }

    /// Says something; the token of the comment.
    func say(_ text: String, _ browser: Browser, answering parent: String = "") async throws -> String {
      let answered = try await browser.post(comments, ["texte": text, "reponse": parent])
      #expect(answered.status == 303, "\(text)")
      return String((answered.fields[.location] ?? "").suffix(Token.length))
    }

    /// Past the pages that were drawn within the second.
    func read() async throws -> String { try await Browser(towns.asking).get(path + "?fil=1").text }

    func shown() async throws -> Int { try await towns.count("SELECT comments FROM contribution") }

    func kinds() async throws -> [String] {
      try await towns.asking.house.database.read { db in
        try db.values("SELECT kind FROM journal WHERE kind LIKE 'comment.%' ORDER BY id")
      }
    }
  }

  @Test(
    "Organisations speak and answer under a contribution, in Markdown, on one level, counted and journaled",
    arguments: Engine.available)
  func conversation(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let first = try await scene.say("# Chez nous *aussi*\n\n![x](https://a.example/x.png)<script>", scene.paul)
    let reply = try await scene.say("Merci Pau.", scene.camille, answering: first)
    let page = try await scene.read()
    #expect(page.contains("2 commentaires") && page.contains("<p><strong>Chez nous <em>aussi</em></strong></p>"))
    #expect(!page.contains("<img") && page.contains("<a href=\"https://a.example/x.png\">x</a>"))
    #expect(!page.contains("paul@") && !page.contains("Agent paul"))
    let thread = try #require(page.firstRange(of: "id=\"commentaire-\(first)\""))
    #expect(page[thread.upperBound...].contains("class=\"replies\"><li id=\"commentaire-\(reply)\""))
    #expect(try await scene.towns.asking.get(Towns.home + "/contributions").text.contains("2 commentaires"))
    // An answer has no answers.
    let deeper = try await scene.paul.post(scene.comments, ["texte": "Et moi", "reponse": reply])
    #expect(deeper.status == 422 && deeper.text.contains("pas à une réponse") && deeper.text.contains(">Et moi<"))
    #expect(try await scene.paul.post(scene.comments, ["texte": "a", "reponse": "zzzzzzzzzz"]).status == 404)
    #expect(try await scene.shown() == 2)
    #expect(try await scene.kinds() == ["comment.posted", "comment.posted"])
    await scene.towns.asking.house.database.close()
  }

  @Test("The second click of a double click finds what the first has done", arguments: Engine.available)
  func twice(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let form = try await scene.paul.get(scene.path).text
    let token = try #require(form.firstMatch(of: /name="jeton" value="([0-9a-z]{10})"/).map { String($0.1) })
    for _ in 0..<2 {
      let answered = try await scene.paul.post(scene.comments, ["texte": "Nous aussi.", "jeton": token])
      #expect(answered.fields[.location]?.hasSuffix("?fait=commentaire#commentaire-\(token)") == true)
    }
    #expect(try await scene.shown() == 1)
    // The token of somebody else's comment is worth nothing.
    #expect(try await scene.camille.post(scene.comments, ["texte": "Moi.", "jeton": token]).status == 404)
    await scene.towns.asking.house.database.close()
  }

  @Test("One speaks for an organisation that one acts for, the one that is chosen", arguments: Engine.available)
  func speaker(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let towns = scene.towns
    let both = try await towns.agent("deux@wanadoo.fr", for: towns.pau, towns.guild)
    _ = try await both.post(scene.comments, ["texte": "Pour la guilde.", "organisme": "\(towns.guild.id)"])
    let speaker = try await towns.count("SELECT organisation_id FROM comment")
    #expect(speaker == Int(towns.guild.id))
    #expect(try await both.post(scene.comments, ["texte": "a", "organisme": "\(towns.dax.id)"]).status == 404)
    #expect(try await Browser(towns.asking).get(scene.comments).fields[.location]?.hasPrefix("/connexion") == true)
    let newcomer = try await towns.person("nouvelle@wanadoo.fr", "Nouvelle")
    #expect(try await newcomer.get(scene.comments).fields[.location]?.hasPrefix("/habilitation") == true)
    await towns.asking.house.database.close()
  }

  @Test("What cannot be said is refused beside its field, with what was typed")
  func refusals() async throws {
    let scene = try await Scene.make(.sqlite)
    let long = String(repeating: "é", count: CommentText.longest + 1)
    for (text, sentence) in [("", "Écrivez"), (" \n ", "Écrivez"), (long, "5\u{202F}000")] {
      let answered = try await scene.paul.post(scene.comments, ["texte": text])
      #expect(answered.status == 422 && answered.text.contains(sentence) && answered.text.contains("texte-erreur"))
      if text == long { #expect(answered.text.contains(long)) }
    }
    #expect(try await scene.paul.post(scene.comments, ["texte": String(long.dropLast())]).status == 303)
    // After the opening of the vote.
    scene.towns.asking.time.advance(seconds: 11 * 86_400)
    let late = try await scene.paul.post(scene.comments, ["texte": "Trop tard"])
    #expect(late.status == 422 && late.text.contains(CommentRefusalWords.closed) && late.text.contains(">Trop tard<"))
    #expect(try await !scene.read().contains("Commenter"))
    await scene.towns.asking.house.database.close()
  }

  private enum CommentRefusalWords { static let closed = "Il n’est plus possible de commenter" }

  @Test(
    "Its author rewords it for a quarter of an hour, each wording being kept, and withdraws it when she likes",
    arguments: Engine.available)
  func rewording(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let token = try await scene.say("Nous ausi.", scene.paul)
    let own = scene.comments + "/" + token
    #expect(try await scene.camille.get(own).status == 404)
    #expect(try await scene.camille.post(own, ["texte": "Pris."]).status == 404)
    #expect(try await scene.camille.post(own + "/retrait", [:]).status == 404)
    scene.towns.asking.time.advance(seconds: Comment.rewordingSeconds - 1)
    #expect(try await scene.paul.post(own, ["texte": "Nous aussi."]).status == 303)
    let page = try await scene.read()
    #expect(page.contains("Nous aussi.") && page.contains("modifié à") && !page.contains("Nous ausi."))
    #expect(try await scene.towns.count("SELECT count(*) FROM comment_version") == 2)
    scene.towns.asking.time.advance(seconds: 1)
    let late = try await scene.paul.post(own, ["texte": "Nous aussi !"])
    #expect(late.status == 422 && late.text.contains("quinze minutes") && late.text.contains("Nous aussi !"))
    let reply = try await scene.say("Merci.", scene.camille, answering: token)
    #expect(try await scene.paul.post(own + "/retrait", [:]).status == 303)
    #expect(try await scene.paul.post(own + "/retrait", [:]).status == 422)
    let after = try await scene.read()
    #expect(after.contains("Commentaire retiré par son auteur.") && !after.contains("Nous aussi"))
    #expect(after.contains("commentaire-\(reply)") && after.contains("1 commentaire<"))
    #expect(try await scene.paul.post(scene.comments, ["texte": "a", "reponse": token]).status == 422)
    #expect(
      try await scene.kinds() == ["comment.posted", "comment.reworded", "comment.posted", "comment.withdrawn"])
    await scene.towns.asking.house.database.close()
  }

  @Test(
    "It stands in the name of an organisation, whose agents take it back when its author has left; they do not reword it",
    arguments: Engine.available)
  func colleague(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let own = scene.comments + "/" + (try await scene.say("Nous aussi.", scene.paul))
    let jeanne = try await scene.towns.agent("jeanne@wanadoo.fr", for: scene.towns.pau)
    #expect(try await jeanne.get(scene.path + "?fil=1").text.contains(own))
    let page = try await jeanne.get(own).text
    #expect(page.contains("Un commentaire de votre organisme") && !page.contains("name=\"texte\""))
    #expect(try await jeanne.post(own, ["texte": "Nous non."]).status == 404)
    #expect(try await scene.camille.post(own + "/retrait", [:]).status == 404)
    #expect(try await jeanne.post(own + "/retrait", [:]).status == 303)
    #expect(try await scene.kinds() == ["comment.posted", "comment.withdrawn"])
    await scene.towns.asking.house.database.close()
  }

  @Test(
    "Reported once by each, hidden with a reason that is shown and told to its author, shown again",
    arguments: Engine.available)
  func moderation(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let token = try await scene.say("Publicité : achetez.", scene.paul)
    let reader = try await scene.towns.person("lectrice@wanadoo.fr", "Lectrice")
    let instructor = try await scene.towns.instructor()
    let report = scene.comments + "/\(token)/signalement"
    let unnamed = try await reader.post(report, ["message": "Lisez"])
    #expect(unnamed.status == 422 && unnamed.text.contains("Dites pourquoi") && unnamed.text.contains(">Lisez<"))
    #expect(try await reader.post(report, ["motif": "advertising", "message": "Lisez"]).status == 303)
    #expect(try await reader.post(report, ["motif": "other"]).status == 422)
    scene.towns.asking.time.advance(seconds: 3 * 3600)
    let queue = try await instructor.get("/instruction/commentaires").text
    #expect(queue.contains("1 signalement<") && queue.contains("depuis 3 heures"))
    let desk = "/instruction/commentaires/" + token
    #expect(try await instructor.get(desk).text.contains("Publicité"))
    #expect(try await reader.post(desk + "/masquage", ["motif": "Non"]).status == 404)
    #expect(try await instructor.post(desk + "/masquage", ["motif": " "]).status == 422)
    #expect(try await instructor.post(desk + "/masquage", ["motif": "C’est une publicité."]).status == 303)
    #expect(try await instructor.post(desk + "/masquage", ["motif": "Encore"]).status == 409)
    var page = try await scene.read()
    #expect(page.contains("<span lang=\"fr\">C’est une publicité.</span>") && !page.contains("achetez"))
    #expect(try await scene.shown() == 0)
    _ = try await scene.towns.asking.house.outbox.deliverWaiting()
    let mail = try await scene.towns.asking.newestMail()
    #expect(mail.recipient == "paul@wanadoo.fr" && mail.body.contains("C’est une publicité."))
    #expect(try await instructor.get("/instruction/commentaires").text.contains("Aucun signalement n’attend"))
    #expect(try await instructor.post(desk + "/masquage/fin", [:]).status == 303)
    #expect(try await instructor.post(desk + "/masquage/fin", [:]).status == 409)
    page = try await scene.read()
    #expect(page.contains("achetez") && page.contains("1 commentaire<"))
    // Reported again, and let stand.
    #expect(try await instructor.post(desk + "/maintien", [:]).status == 409)
    #expect(try await reader.post(report, ["motif": "other"]).status == 303)
    #expect(try await instructor.post(desk + "/maintien", [:]).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM comment_report WHERE settled_event_id IS NULL") == 0)
    #expect(
      try await scene.kinds() == [
        "comment.posted", "comment.reported", "comment.hidden", "comment.shown", "comment.reported", "comment.kept",
      ])
    await scene.towns.asking.house.database.close()
  }

  @Test("A long conversation is read page by page, and whoever speaks is led to her own words")
  func pages() async throws {
    let scene = try await Scene.make(.sqlite)
    for number in 1...CommentThreads.pageSize { _ = try await scene.say("Mot \(number)", scene.paul) }
    let answered = try await scene.paul.post(scene.comments, ["texte": "Le dernier mot"])
    #expect(answered.fields[.location]?.contains("?fait=commentaire&fil=2#commentaire-") == true)
    #expect(try await !scene.read().contains("Le dernier mot"))
    #expect(try await scene.towns.asking.get(scene.path + "?fil=2").text.contains("Le dernier mot"))
    let last = try await scene.towns.asking.get(scene.path + "?fil=9223372036854775807").text
    #expect(last.contains("Le dernier mot") && !last.contains("Mot 1<"))
    for page in ["0", "-1", "x"] {
      #expect(try await scene.towns.asking.get(scene.path + "?fil=" + page).text.contains("Mot 1<"), "\(page)")
    }
    await scene.towns.asking.house.database.close()
  }

  @Test("Each refusal has its sentence and a status of refusals", arguments: CommentRefusal.allCases)
  func sentences(refusal: CommentRefusal) {
    #expect(refusal.sentence.words != nil && [409, 410, 422].contains(refusal.status))
    #expect(["texte", "motif", "message"].contains(refusal.field))
  }
}
