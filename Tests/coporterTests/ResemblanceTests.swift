import Foundation
import HTTPTypes
import Retrieval
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("What resembles what one writes", .serialized)
struct ResemblanceTests {
  /// Dax has published about the canteen, Pau about the roads and a service; Dax keeps a draft; Pau's agent writes.
  private struct Scene {
    var towns: Towns
    var camille: Browser
    var paul: Browser
    var canteen: String
    var draft: String

    static func make(_ engine: Engine) async throws -> Scene {
      let towns = try await Towns.make(engine)
      try await towns.openConsultation()
      let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
      let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
      let canteen = try await towns.deposit(
        camille, title: "Payer la cantine en ligne", today: "Les familles viennent avec un chèque.")
      try await towns.deposit(paul, title: "Signaler un nid-de-poule", today: "Par téléphone.")
      let service = try await towns.begin(paul, "service")
      let fields = [
        "rubrique": "service", "titre": "Facturation de la cantine", "aujourdhui": "Depuis 2019.", "action": "relire",
        "mainteneur": "La ville", "utilisateurs": "Pau",
      ]
      _ = try await paul.post(service, fields)
      #expect(try await paul.post(service + "/publication", [:]).status == 303)
      let kept = try await towns.begin(camille)
      _ = try await camille.post(kept, ["rubrique": "besoin", "titre": "Cantine secrète", "action": "enregistrer"])
      return Scene(
        towns: towns, camille: camille, paul: paul, canteen: canteen, draft: try await towns.begin(paul))
    }

    func alike(_ title: String, _ browser: Browser? = nil) async throws -> String {
      let typed = title.replacing(" ", with: "%20")
      return try await (browser ?? paul).get(draft + "/ressemblances?rubrique=besoin&titre=" + typed).text
    }

    func save(_ title: String, _ today: String, _ action: String = "relire") async throws {
      let fields = ["rubrique": "besoin", "titre": title, "aujourdhui": today, "action": action]
      #expect(try await paul.post(draft, fields).status == 303)
    }

    var instead: String {
      let token = canteen.split(separator: "/").last.map { String($0.prefix(Token.length)) } ?? ""
      return draft + "/soutien/" + token
    }
  }

  @Test(
    "While a title is typed, what is published and resembles it comes, with the shared words; never a draft",
    arguments: Engine.available)
  func whileTyping(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let page = try await scene.alike("Paiement de la cantine")
    #expect(page.contains("class=\"similar\"") && page.contains("Payer la cantine en ligne"))
    #expect(page.contains("<mark>payer</mark>, <mark>cantine</mark>"))
    #expect(page.contains("Service existant") && page.contains("Facturation de la cantine"))
    #expect(!page.contains("secrète") && !page.contains("nid-de-poule"))
    // One's own organisation is not offered to support itself.
    #expect(page.components(separatedBy: "class=\"button button-secondary\"").count == 2)
    // Typing mistakes do not hide it, and what resembles nothing says so.
    #expect(try await scene.alike("payer la cantinne").contains("Payer la cantine en ligne"))
    #expect(!(try await scene.alike("Cimetière").contains("class=\"similar\"")))
    #expect(!(try await scene.alike("").contains("class=\"similar\"")))
    // Looking keeps nothing.
    #expect(try await scene.towns.count("SELECT count(*) FROM draft") == 1)
  }

  @Test("What shares a rare word comes before what shares those that every title has", arguments: Engine.available)
  func noise(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    for title in [
      "Deux petites classes, en commun", "Deux petites communes, en commun", "Salle des fêtes, prise de rendez-vous",
      "Deux petits ponts à tenir",
    ] {
      try await scene.towns.deposit(scene.camille, title: title)
    }
    let page = try await scene.alike("Deux petites salles, rendez-vous en commun")
    let entries = page.components(separatedBy: "en commun\u{A0}: ")
    #expect(entries.count > 1 && entries[0].contains("Salle des fêtes"))
    #expect(!entries[0].contains("petites classes") && page.contains("<mark>rendez-vous</mark>"))
    for word in ["petites", "deux", "commun", "rendez"] { #expect(!page.contains("<mark>\(word)</mark>"), "\(word)") }
  }

  @Test("A correction changes what resembles, at once; its page shows what is near it", arguments: Engine.available)
  func freshness(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    #expect(try await scene.camille.get(scene.canteen).text.contains("Facturation de la cantine"))
    let opened = try await scene.camille.post(scene.canteen + "/correction", [:])
    let correction = try #require(opened.fields[.location])
    let fields = ["titre": "Réserver la piscine", "aujourdhui": "Un cahier.", "revision": "1", "action": "relire"]
    #expect(try await scene.camille.post(correction, fields).status == 303)
    // What is published already asks nothing.
    #expect(!(try await scene.camille.get(correction + "/apercu").text.contains("class=\"similar\"")))
    #expect(try await scene.camille.post(correction + "/publication", [:]).status == 303)
    #expect(try await scene.alike("Une piscine").contains("Réserver la piscine"))
    #expect(!(try await scene.alike("Payer la cantine").contains("Payer la cantine en ligne")))
    #expect(!(try await scene.camille.get(scene.canteen).text.contains("Facturation de la cantine")))
  }

  @Test("What resembles is reckoned once, and anew after a text has changed", arguments: Engine.available)
  func kept(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    let database = scene.towns.asking.house.database
    let search = ContributionSearch(database: database)
    func reckoned(_ word: String) async throws -> Set<String> {
      try await database.read { db in
        let alike = try search.alike(1, LikenessIndex.Text(title: "Payer la cantine"), in: 1, limit: 5, db) { near in
          near.map { .init(contribution: $0.id, shared: [word]) }
        }
        return Set(alike.flatMap(\.shared))
      }
    }
    // While the texts are still being read nothing is kept.
    #expect(try await reckoned("tôt") == [])
    await search.fill()
    #expect(try await reckoned("un") == ["un"])
    #expect(try await reckoned("deux") == ["un"])
    try await scene.towns.deposit(scene.paul, title: "Paiement de la cantine par internet")
    #expect(try await reckoned("trois") == ["trois"])
    #expect(try await reckoned("quatre") == ["trois"])
    #expect(try await scene.camille.post(scene.canteen + "/retrait", ["raison": "Doublon."]).status == 303)
    #expect(try await reckoned("cinq") == ["cinq"])
    await database.close()
  }

  @Test("The preview shows the same, without a script", arguments: Engine.available)
  func preview(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    try await scene.save("Régler la cantine", "Par chèque.")
    let page = try await scene.paul.get(scene.draft + "/apercu").text
    #expect(page.contains("class=\"similar\"") && page.contains("Soutenir plutôt"))
    #expect(try await scene.paul.get(scene.draft).text.contains("class=\"similar\""))
    #expect(try await scene.paul.post(scene.draft + "/publication", [:]).status == 303)
  }

  @Test(
    "Supporting instead shows what will be posted, posts it beside the support once, and keeps the draft",
    arguments: Engine.available)
  func supportInstead(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    try await scene.save("Régler la cantine", "Par chèque, chaque mois.")
    let page = try await scene.paul.get(scene.instead).text
    #expect(page.contains("Régler la cantine\n\nPar chèque, chaque mois.</textarea>"))
    #expect(try await scene.towns.count("SELECT supports FROM contribution ORDER BY id LIMIT 1") == 0)
    let token = try #require(page.firstMatch(of: /name="jeton" value="([0-9a-z]{10})"/)).output.1
    let fields = ["texte": "Chez nous aussi.", "langue": "fr", "jeton": String(token)]
    for _ in 1...2 {
      let answered = try await scene.paul.post(scene.instead, fields)
      #expect(answered.fields[.location] == scene.canteen + "?fait=soutien")
    }
    #expect(try await scene.towns.count("SELECT supports FROM contribution ORDER BY id LIMIT 1") == 1)
    #expect(try await scene.towns.count("SELECT comments FROM contribution ORDER BY id LIMIT 1") == 1)
    #expect(try await scene.paul.get(scene.canteen + "?fil=1").text.contains("Chez nous aussi."))
    #expect(try await scene.paul.get(scene.draft).text.contains("Par chèque, chaque mois."))
    // Supported now, it is no longer offered.
    #expect(!(try await scene.alike("Payer la cantine").contains("Soutenir plutôt")))
  }

  @Test("With nothing written it is a support alone; a text too long does neither", arguments: Engine.available)
  func supportAlone(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    try await scene.save("Régler la cantine", "Par chèque.")
    let long = try await scene.paul.post(scene.instead, ["texte": String(repeating: "a", count: 5001)])
    #expect(long.status == 422 && long.text.contains("texte-erreur"))
    #expect(try await scene.towns.count("SELECT count(*) FROM support") == 0)
    #expect(try await scene.paul.post(scene.instead, ["texte": " "]).status == 303)
    #expect(try await scene.towns.count("SELECT count(*) FROM support") == 1)
    #expect(try await scene.towns.count("SELECT count(*) FROM comment") == 0)
    // Whoever supports follows, here as well.
    let canteen = scene.instead.suffix(Token.length)
    #expect(
      try await scene.towns.count(
        """
        SELECT count(*) FROM follow JOIN contribution ON contribution.id = follow.contribution_id
        JOIN follower ON follower.id = follow.follower_id JOIN mandate ON mandate.person_id = follower.person_id
        WHERE contribution.token = \(String(canteen)) AND mandate.organisation_id = \(scene.towns.pau.id)
        """) == 1)
  }

  @Test("Whoever writes for another sees what resembles, and is not offered to support instead")
  func together() async throws {
    let scene = try await Scene.make(.sqlite)
    let member = try await scene.towns.agent("membre@wanadoo.fr", for: scene.towns.guild)
    try await scene.save("Régler la cantine", "Par chèque.")
    try await scene.towns.deposit(scene.draft, of: scene.paul, with: member, scene.towns.guild)
    #expect(try await scene.alike("Payer la cantine").contains("Soutenir plutôt"))
    let seen = try await scene.alike("Payer la cantine", member)
    #expect(seen.contains("Payer la") && !seen.contains("Soutenir plutôt"))
  }

  @Test("Another’s draft, a correction and one’s own contribution support nothing", arguments: Engine.available)
  func refusals(engine: Engine) async throws {
    let scene = try await Scene.make(engine)
    #expect(try await scene.paul.get(scene.instead).status == 404)
    try await scene.save("Régler la cantine", "Par chèque.")
    #expect(try await scene.camille.get(scene.instead).status == 404)
    #expect(try await scene.camille.post(scene.instead, ["texte": ""]).status == 404)
    #expect(try await scene.camille.get(scene.draft + "/ressemblances?titre=cantine").status == 404)
    let own = try await scene.towns.begin(scene.camille)
    let fields = ["rubrique": "besoin", "titre": "Cantine", "action": "enregistrer"]
    #expect(try await scene.camille.post(own, fields).status == 303)
    let token = scene.instead.suffix(Token.length)
    let refused = try await scene.camille.post(own + "/soutien/" + token, ["texte": ""])
    #expect(refused.status == DepositRefusal.ownContribution.status)
    #expect(try await scene.towns.count("SELECT count(*) FROM support") == 0)
  }
}
