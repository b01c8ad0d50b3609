import Foundation
import HTTPTypes
import Localization
import Storage
import Testing

@testable import Demonstration
@testable import Platform

@Suite("Signing in by mail", .serialized)
struct SignInTests {
  @Test("A newcomer types the code that she received, and says who she is", arguments: Engine.available)
  func newcomer(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.askForCode("Mairie@Commune.example", returningTo: "/compte")
    let mail = try await asking.newestMail()
    #expect(mail.recipient == "mairie@commune.example")
    let other: String = mail.code == "000000" ? "000001" : "000000"
    let wrong = try await browser.post("/connexion/code", ["code": other])
    #expect(wrong.status == 422)
    let right = try await browser.post("/connexion/code", ["code": mail.code])
    #expect(right.fields[.location] == "/connexion/qui")
    let nameless = try await browser.post("/connexion/qui", ["nom": "   "])
    #expect(nameless.status == 422)
    let entered = try await browser.post("/connexion/qui", ["nom": "Camille Roche"])
    #expect(entered.fields[.location] == "/compte")
    let cookies: [String] = entered.fields[values: .setCookie]
    #expect(cookies.contains { (cookie: String) in cookie.contains("HttpOnly; SameSite=Lax") })
    await asking.house.database.close()
  }

  @Test(
    "One’s account is kept by no cache, and a session that was signed out opens nothing", arguments: Engine.available)
  func signingOut(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.enter("mairie@commune.example", as: "Camille Roche")
    let account = try await browser.get("/compte")
    #expect(account.text.contains("Camille Roche"))
    #expect(account.fields[.cacheControl] == "no-store")
    let old = browser.cookies
    let out = try await browser.post("/deconnexion", [:])
    #expect(out.status == 303)
    browser.cookies = old
    let target = try await browser.get("/compte").fields[.location] ?? ""
    #expect(target.hasPrefix("/connexion?retour="))
    await asking.house.database.close()
  }

  @Test("The link opens a page with one button, in any browser, and serves once", arguments: Engine.available)
  func link(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    try await Browser(asking).askForCode("agent@dax.example")
    let link = try await asking.newestMail().link
    let other = Browser(asking)
    #expect(try await other.get(link).text.contains("agent@dax.example"))
    #expect(try await other.post(link, [:]).fields[.location] == "/connexion/qui")
    #expect(try await other.post("/connexion/qui", ["nom": "Dominique"]).status == 303)
    #expect(try await Browser(asking).get(link).status == 422)
    let again = Browser(asking)
    try await again.askForCode("agent@dax.example")
    let code = try await asking.newestMail().code
    #expect(try await again.post("/connexion/code", ["code": code]).fields[.location] == "/")
    #expect(try await again.get("/compte").text.contains("Dominique"))
    await asking.house.database.close()
  }

  @Test(
    "A code is worth nothing in another browser; five wrong ones end all that are open", arguments: Engine.available)
  func guesses(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.askForCode("agent@dax.example")
    let first = try await asking.newestMail().code
    try await browser.askForCode("agent@dax.example")
    let second = try await asking.newestMail().code
    let stranger = Browser(asking)
    try await stranger.askForCode("agent@dax.example")
    let strangers = try await asking.newestMail().code
    if first != strangers { #expect(try await stranger.post("/connexion/code", ["code": first]).status == 422) }
    let wrong = try #require((0..<9).map { "00000\($0)" }.first { ![first, second].contains($0) })
    for _ in 0..<5 { #expect(try await browser.post("/connexion/code", ["code": wrong]).status == 422) }
    for code in [first, second] {
      #expect(try await browser.post("/connexion/code", ["code": code]).status == 422)
    }
    // Another person of the same box is not stopped by it.
    #expect(try await stranger.post("/connexion/code", ["code": strangers]).status == 303)
    await asking.house.database.close()
  }

  @Test(
    "An hour is the life of a code, and five mails an hour are the most for an address", arguments: Engine.available)
  func limits(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.askForCode("agent@dax.example")
    let mail = try await asking.newestMail()
    asking.time.advance(seconds: 3599)
    #expect(try await browser.get(mail.link).status == 200)
    asking.time.advance(seconds: 1)
    #expect(try await browser.get(mail.link).status == 422)
    #expect(try await browser.post("/connexion/code", ["code": mail.code]).status == 422)
    for _ in 0..<5 { try await browser.askForCode("agent@dax.example") }
    #expect(try await browser.post("/connexion", ["adresse": "agent@dax.example"]).status == 429)
    #expect(try await browser.post("/connexion", ["adresse": "autre@dax.example"]).status == 303)
    await asking.house.database.close()
  }

  @Test("Two persons share the town hall’s box: each says who she is, and acts as from a shared box")
  func sharedBox() async throws {
    let asking = try await Asking.empty(.sqlite)
    for name in ["Camille Roche", "Dominique Vial"] {
      let browser = Browser(asking)
      try await browser.askForCode("mairie@dax.example")
      let code = try await asking.newestMail().code
      let next = try await browser.post("/connexion/code", ["code": code, "partagee": "1"])
      #expect(next.fields[.location] == "/connexion/qui")
      #expect(try await browser.post("/connexion/qui", ["nom": name]).status == 303)
    }
    let third = Browser(asking)
    try await third.askForCode("mairie@dax.example")
    _ = try await third.post("/connexion/code", ["code": try await asking.newestMail().code])
    let page = try await third.get("/connexion/qui")
    #expect(page.text.contains("Camille Roche") && page.text.contains("Dominique Vial"))
    #expect(try await third.post("/connexion/qui", ["personne": "0000000000"]).status == 404)
    await asking.house.database.close()
  }

  @Test(
    "What is no address is refused beside its field, with what was typed",
    arguments: [
      "", "mairie", "a@b", "a@@b.fr", "\"a\"@b.fr", "a@b.fr.", "a@[127.0.0.1]", "a@été.fr", "a\r\nBcc: x@y.fr@b.fr",
    ])
  func addresses(typed: String) async throws {
    let asking = try await Asking.empty(.sqlite)
    let refused = try await Browser(asking).post("/connexion", ["adresse": typed])
    #expect(refused.status == 422)
    #expect(refused.text.contains("aria-invalid=\"true\""))
    await asking.house.database.close()
  }

  @Test("A form without its token, with another’s, or from another site is refused", arguments: Engine.available)
  func formTokens(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let posts = asking.house.routes.routes.filter { $0.method == .post }
    #expect(!posts.isEmpty)
    // The one way round, declared: an address that is its own proof, for programs of mail (RFC 8058).
    #expect(posts.filter(\.isProvedByAddress).map(\.pattern) == ["/desinscription/{token}"])
    for route in posts where !route.isProvedByAddress {
      let path = route.pattern.replacing("{secret}", with: String(repeating: "0", count: 52))
      let browser = Browser(asking)
      #expect(try await browser.post(path, [:], token: nil).status == 403, "\(path)")
      let other = Browser(asking)
      let token = try await other.token()
      _ = try await browser.token()
      #expect(try await browser.post(path, [:], token: token).status == 403, "\(path)")
      let own = try await browser.token()
      #expect(try await browser.post(path, [:], token: own, site: "cross-site").status == 403, "\(path)")
    }
    await asking.house.database.close()
  }

  @Test(
    "A form posted after the session has ended is kept, and offered again after sign-in", arguments: Engine.available)
  func keptForm(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let browser = Browser(asking)
    try await browser.enter("agent@dax.example", as: "Camille Roche")
    let token = try await browser.token(at: "/compte")
    asking.time.advance(seconds: 31 * 86_400)
    let late = try await browser.post("/compte/sessions/fermeture", ["session": "1<script>"], token: token)
    let target = try #require(late.fields[.location])
    #expect(target.hasPrefix("/connexion?retour=%2Freprise%2F"))
    let decoded: String = target.removingPercentEncoding ?? ""
    let path = String(decoded.dropFirst("/connexion?retour=".count))
    #expect(try await Browser(asking).get(path).status == 303)
    try await browser.enter("agent@dax.example", as: nil)
    let offered = try await browser.get(path)
    #expect(offered.status == 200 && offered.text.contains("1&lt;script&gt;"))
    let stranger = Browser(asking)
    try await stranger.enter("autre@dax.example", as: "Autre")
    #expect(try await stranger.get(path).status == 404)
    await asking.house.database.close()
  }

  @Test("A page left open is as good as a new one once its reader has signed in again; not for somebody else")
  func otherTab() async throws {
    let asking = try await Asking.empty(.sqlite)
    let browser = Browser(asking)
    try await browser.enter("agent@dax.example", as: "Camille Roche")
    let token = try await browser.token(at: "/compte")
    asking.time.advance(seconds: 31 * 86_400)
    try await browser.enter("agent@dax.example", as: nil)
    #expect(try await browser.post("/organismes/demande", ["nom": ""], token: token).status == 422)
    // Another person in the same browser: what the first had open is not hers.
    try await browser.enter("autre@dax.example", as: "Autre")
    #expect(try await browser.post("/organismes/demande", ["nom": ""], token: token).status == 403)
    await asking.house.database.close()
  }

  @Test("The mark of a form is written anew in each page, and one of its letters changed is worth nothing")
  func masked() async throws {
    let asking = try await Asking.empty(.sqlite)
    let browser = Browser(asking)
    try await browser.enter("agent@dax.example", as: "Camille Roche")
    let (one, two) = (try await browser.token(at: "/compte"), try await browser.token(at: "/compte"))
    #expect(one != two && one.count == two.count)
    for token in [one, two] {
      #expect(try await browser.post("/organismes/demande", ["nom": ""], token: token).status == 422)
      let changed = token.dropLast() + (token.hasSuffix("0") ? "1" : "0")
      #expect(try await browser.post("/organismes/demande", ["nom": ""], token: String(changed)).status == 403)
    }
    await asking.house.database.close()
  }

  @Test(
    "A redirection never leaves the site",
    arguments: [
      "https://mal.example", "//mal.example", "/\\mal.example", "mal", "/a\r\nb",
    ])
  func redirections(target: String) {
    #expect(localPath(target) == "/")
    #expect(localPath("/organismes?q=dax") == "/organismes?q=dax")
  }

  @Test("One person cannot end another’s session", arguments: Engine.available)
  func twins(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let one = Browser(asking)
    try await one.enter("a@dax.example", as: "A")
    let two = Browser(asking)
    try await two.enter("b@dax.example", as: "B")
    #expect(try await two.post("/compte/sessions/fermeture", ["session": "1"]).status == 404)
    #expect(try await one.get("/compte").status == 200)
    await asking.house.database.close()
  }

  @Test("The first administrator enters by the link of the command, for twelve hours", arguments: Engine.available)
  func invitation(engine: Engine) async throws {
    let asking = try await Asking.empty(engine)
    let mail = try #require(MailAddress("admin@agence.example"))
    let database = asking.house.database
    let now = Demonstration.start
    let link = try await Invitation.write(to: mail, named: "Camille Roche", role: .administrator, at: now, in: database)
    let browser = Browser(asking)
    let path = SignInLinkAddress(secret: link).path
    #expect(try await browser.get(path).status == 200)
    #expect(try await browser.post(path, [:]).fields[.location] == "/")
    #expect(try await browser.get("/compte").text.contains("Camille Roche"))
    #expect(try await Browser(asking).get(path).status == 422)
    let given = try await database.read { db in
      try db.value("SELECT count(*) FROM journal WHERE kind = 'role.given' AND through = 'command'", as: Int.self)
    }
    #expect(given == 1)
    asking.time.advance(seconds: 12 * 3600)
    #expect(try await browser.get("/compte").status == 303)
    await database.close()
  }
}
