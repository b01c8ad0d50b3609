import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform

extension Towns {
  /// Redirects a contribution and publishes that, whatever the phase; the page on which its addressee answers.
  func redirect(_ path: String) async throws -> String {
    let token = String(path.split(separator: "/").last?.prefix(Token.length) ?? "")
    let now = asking.time.clock.now()
    var generator = SystemRandomNumberGenerator()
    let tokens = (Token(using: &generator), Token(using: &generator), Token(using: &generator))
    let link = Secret(using: &generator)
    try await asking.house.database.write { db in
      let contribution = try #require(try Contribution.with(token: token, db))
      let consultation = try #require(try Consultation.with(id: contribution.consultation, db))
      try Addressee.make(
        name: "Guichet des cartes", mail: "cartes@etat.example", page: "", token: tokens.0, in: consultation.id,
        by: .command, at: now, db)
      let read = ReadContribution(contribution, in: consultation, version: contribution.version)
      let decision = try Decision.make(
        .redirected(addressee: tokens.0.text), because: "Un dispositif existe.", of: read,
        tokens: (tokens.1, tokens.2), by: .command, at: now, db)
      let event = try Event("decision.published", on: .init("contribution", contribution.id), by: .command, at: now)
        .record(db)
      try db.execute(
        """
        INSERT INTO decision_publication (decision_id, event_id, published_at) VALUES (\(decision), \(event), \(now))
        """)
      try AddresseeLink.keep(link, to: decision, days: 0, at: now, db)
    }
    return AddresseeLinkAddress(secret: link).path
  }
}

extension DecisionScene {
  /// Decides to redirect, has it read again and published; the link of the letter to the addressee.
  @discardableResult
  func redirect(_ place: Int, to addressee: String) async throws -> String {
    #expect(try await decide(place, "reorientee", ["guichet": addressee]).status == 303)
    let path = Self.desk + "/decisions/" + (try await decision(place))
    #expect(try await second.post(path + "/relecture", [:]).status == 303)
    #expect(try await reader.post(path + "/publication", [:]).status == 303)
    return try await link()
  }

  /// That of the newest letter to an addressee.
  func link() async throws -> String {
    let letter = try await mails("redirection/").last { $0.contains("/guichet/") }
    return (letter ?? "").firstMatch(of: /(\/guichet\/[0-9a-z]{52})/).map { String($0.1) } ?? ""
  }
}

@Suite("Addressees answer", .serialized)
struct AddresseeAnswerTests {
  @Test("An addressee has one letter for each decision; reading it changes nothing", arguments: Engine.available)
  func asked(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    scene.openInstruction()
    #expect(try await scene.decide(2, "reorientee", ["guichet": addressee]).status == 303)
    let path = DecisionScene.desk + "/decisions/" + (try await scene.decision(2))
    #expect(try await scene.second.post(path + "/relecture", [:]).status == 303)
    // The dry run counts it, and nothing leaves before.
    #expect(try await scene.reader.get(DecisionScene.desk + "/publication").text.contains("2 courriels partiront"))
    #expect(try await scene.mails("redirection/").isEmpty)
    #expect(try await scene.reader.post(path + "/publication", [:]).status == 303)
    let letters = try await scene.towns.mails(about: "redirection/")
    #expect(letters.map(\.recipient) == ["routes@etat.example"])
    let letter = letters.first?.body ?? ""
    for words in ["Pau demande", "Signaler un nid-de-poule", scene.token(2), "Voilà pourquoi.", "sans compte"] {
      #expect(letter.contains(words), Comment(rawValue: words))
    }

    let link = try await scene.link()
    let lines = try await scene.towns.count("SELECT count(*) FROM journal")
    let reader = Browser(scene.towns.asking)
    let page = try await reader.get(link)
    #expect(page.status == 200 && page.text.contains("Par téléphone.") && page.text.contains("Voilà pourquoi."))
    #expect(try await reader.get("/en" + link).text.contains("Publish this answer"))
    #expect(try await scene.towns.asking.get(link, method: .head).status == 200)
    #expect(try await scene.towns.count("SELECT count(*) FROM addressee_answer") == 0)
    #expect(try await scene.towns.count("SELECT count(*) FROM journal") == lines)
    #expect(try await scene.read(scene.paths[2]).contains("pas encore de réponse du guichet"))
    // The database keeps nothing by which one could answer, and a link that was never sent opens nothing.
    let text = String(link.suffix(52))
    let secret = try #require(Secret(text))
    let kept = try await scene.towns.asking.house.database.read { db in
      try db.values("SELECT link_hash FROM addressee_link", as: [UInt8].self)
    }
    #expect(kept == [secret.hash(for: "addressee")])
    // Nothing holds the link itself but the letter that waits.
    #expect(try await scene.towns.asking.house.database.places(of: text) == ["outgoing_mail.body"])
    let stranger = try await reader.get("/guichet/" + String(repeating: "0", count: 52))
    #expect(stranger.status == 410 && stranger.text.contains("pas, ou plus, valable"))
    await scene.close()
  }

  @Test(
    "An addressee answers without account, then otherwise: all read the newest, those who deposit are told of each",
    arguments: Engine.available)
  func answered(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    scene.openInstruction()
    let link = try await scene.redirect(2, to: addressee)
    let reader = Browser(scene.towns.asking)
    func refuses(_ fields: [String: String], _ status: Int, _ words: String) async throws {
      let answer = try await reader.post(link, fields)
      #expect(answer.status == status && answer.text.contains(words), Comment(rawValue: words))
    }
    try await refuses([:], 422, "Choisissez une réponse")
    try await refuses(["reponse": "peut-etre"], 422, "Choisissez une réponse")
    try await refuses(["reponse": "refuse"], 422, "Dites pourquoi")
    try await refuses(["reponse": "besoin", "texte": "  "], 422, "Dites pourquoi")
    try await refuses(["reponse": "refuse", "texte": String(repeating: "a", count: 2_001)], 422, "2 000 caractères")
    try await refuses(["reponse": "zzz", "texte": "Ma réponse."], 422, ">Ma réponse.</textarea>")
    #expect(try await reader.post(link, ["reponse": "prend"], token: nil).status == 403)
    #expect(try await scene.towns.count("SELECT count(*) FROM addressee_answer") == 0)

    #expect(try await reader.post(link, ["reponse": "prend"]).fields[.location] == link + "?fait=repondu")
    #expect(try await reader.get(link + "?fait=repondu").text.contains("Votre réponse est enregistrée"))
    try await refuses(["reponse": "prend"], 409, "déjà votre réponse")
    #expect(try await scene.read(scene.paths[2]).contains("Le guichet s’en charge"))
    let plan = ["reponse": "besoin", "texte": "Il nous faut\nun plan zwq."]
    #expect(try await reader.post("/en" + link, plan).fields[.location] == "/en" + link + "?fait=repondu")
    let page = try await scene.read(scene.paths[2])
    #expect(page.contains("Le guichet a besoin de quelque chose") && page.contains("un plan zwq."))
    #expect(!page.contains("Le guichet s’en charge") && !page.contains("sans réponse du guichet"))
    #expect(try await scene.read("/en" + scene.paths[2]).contains("The addressee needs something"))
    #expect(try await scene.reader.get(scene.item(2)).text.contains("un plan zwq."))
    let fiche = try await scene.reader.get(DecisionScene.desk + "/fiche?organisme=" + scene.towns.pau.token).text
    #expect(fiche.contains("Le guichet a besoin de quelque chose") && fiche.contains("un plan zwq."))
    let told = try await scene.towns.mails(about: "redirection/").filter { $0.recipient == "paul@wanadoo.fr" }
    #expect(told.count == 2 && told.last?.body.contains("un plan zwq.") == true)

    // Undone, it says so; what was answered stays, and is shown no more.
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    for answer in [try await reader.get(link), try await reader.post(link, ["reponse": "prend"])] {
      #expect(answer.status == 410 && answer.text.contains("a été annulée"))
    }
    #expect(!(try await scene.read(scene.paths[2]).contains("un plan zwq.")))
    #expect(try await scene.towns.count("SELECT count(*) FROM addressee_answer") == 2)
    let last = try await scene.towns.mails(about: "redirection/").last
    #expect(last?.recipient == "routes@etat.example" && last?.body.contains("plus rien à répondre") == true)
    await scene.close()
  }

  @Test("One link does not flood those who deposit, and opens nothing once the text is taken back")
  func bounds() async throws {
    let scene = try await DecisionScene.make(.sqlite)
    let addressee = try await scene.addressee()
    scene.openInstruction()
    let link = try await scene.redirect(3, to: addressee)
    let reader = Browser(scene.towns.asking)
    for number in 1...AddresseeAnswer.most {
      #expect(try await reader.post(link, ["reponse": "refuse", "texte": "Non \(number)."]).status == 303)
    }
    let more = try await reader.post(link, ["reponse": "prend"])
    #expect(more.status == 422 && more.text.contains("vingt fois"))
    try await scene.bringWithdrawal(3)
    let gone = try await reader.get(link)
    #expect(gone.status == 410 && gone.text.contains("retirée par son auteur") && !gone.text.contains("Par affiches"))
    await scene.close()
  }

  @Test(
    "A silent addressee is written to again at 15 and at 30 days, once each, and everyone reads for how long",
    arguments: Engine.available)
  func reminded(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    scene.openInstruction()
    let asked = scene.towns.asking.time.clock.now()
    let first = try await scene.redirect(2, to: addressee)
    let answered = try await scene.redirect(3, to: addressee)
    let undone = try await scene.redirect(1, to: addressee)
    #expect(try await Browser(scene.towns.asking).post(answered, ["reponse": "prend"]).status == 303)
    #expect(try await scene.undo(try await scene.lastAct("contribution.decided")).status == 303)
    #expect(try await Browser(scene.towns.asking).get(undone).status == 410)

    let fact = "redirection/\(try await scene.decision(2))/reminder/"
    let day: Int64 = 86_400
    var links: Set<String> = [first]
    for (seconds, count) in [(15 * day - 1, 0), (15 * day, 1), (30 * day - 1, 1), (30 * day, 2), (90 * day, 2)] {
      scene.towns.asking.time.move(to: asked.adding(seconds: seconds))
      for _ in 1...2 { try await scene.towns.runJob("addressees.reminders") }
      #expect(try await scene.mails("redirection/%/reminder").count == count, "\(seconds)")
      #expect(try await scene.mails(fact).count == count, "\(seconds)")
      if count > 0 { links.insert(try await scene.link()) }
    }
    #expect(links.count == 3)
    for link in links { #expect(try await Browser(scene.towns.asking).get(link).status == 200) }
    #expect(try await scene.read(scene.paths[2]).contains("sans réponse du guichet depuis 90 jours"))
    #expect(!(try await scene.read(scene.paths[3]).contains("sans réponse du guichet")))
    await scene.close()
  }

  @Test("After a month without the job one reminder is written, not two", arguments: Engine.available)
  func late(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let addressee = try await scene.addressee()
    scene.openInstruction()
    try await scene.redirect(2, to: addressee)
    scene.towns.asking.time.advance(seconds: 31 * 86_400)
    for _ in 1...2 { try await scene.towns.runJob("addressees.reminders") }
    let letters = try await scene.mails("redirection/%/reminder")
    #expect(letters.count == 1 && letters[0].contains("il y a 30 jours"))
    await scene.close()
  }

  @Test("One that has a page and no mail is named and not written to", arguments: Engine.available)
  func pageOnly(engine: Engine) async throws {
    let scene = try await DecisionScene.make(engine)
    let fields = ["nom": "Un guichet en ligne", "courriel": "", "page": "https://guichet.example/"]
    #expect(try await scene.reader.post(DecisionScene.desk + "/guichets", fields).status == 303)
    let addressee = try await scene.value("SELECT token FROM addressee")
    scene.openInstruction()
    #expect(try await scene.redirect(2, to: addressee) == "")
    #expect(try await scene.mails("redirection/").isEmpty)
    #expect(!(try await scene.read(scene.paths[2]).contains("réponse du guichet")))
    #expect(try await scene.paul.get(scene.paths[2]).text.contains("Ce guichet a refusé"))
    await scene.close()
  }
}
