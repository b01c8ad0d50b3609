import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform
@testable import coporter

@Suite("One way in for forms and programs")
struct InputTests {
  private struct Told: Decodable {
    struct Field: Decodable {
      var field: String
      var detail: String
    }
    var title: String
    var status: Int
    var detail: String
    var instance: String
    var errors: [Field]?
  }

  private func told(_ answered: Answered) throws -> Told {
    #expect(answered.fields[.contentType] == "application/problem+json")
    let problem = try JSONDecoder().decode(Told.self, from: Data(answered.text.utf8))
    #expect(problem.status == answered.status && !problem.detail.isEmpty && problem.instance.count == 8)
    return problem
  }

  @Test(
    "A program signs in and writes a draft with the same addresses and fields as a form", arguments: Engine.available)
  func program(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let browser = Browser(towns.asking)
    let token = try await browser.token()
    let wrong = try told(try await browser.post("/connexion", json: #"{"adresse": "mairie"}"#, token: token))
    #expect(wrong.status == 422 && wrong.errors?.map(\.field) == ["adresse"])
    let asked = try await browser.post("/connexion", json: #"{"adresse": "agent@wanadoo.fr"}"#, token: token)
    #expect(asked.status == 303 && asked.fields[.location] == "/connexion/code")
    _ = try await towns.asking.house.outbox.deliverWaiting()
    let code = try await towns.asking.newestMail().code
    let wrongCode = try told(try await browser.post("/connexion/code", json: #"{"code": "x"}"#, token: token))
    #expect(wrongCode.errors?.map(\.field) == ["code"])
    #expect(try await browser.post("/connexion/code", json: #"{"code": "\#(code)"}"#, token: token).status == 303)
    let noName = try told(try await browser.post("/connexion/qui", json: #"{"nom": " "}"#, token: token))
    #expect(noName.errors?.map(\.field) == ["nom"])
    #expect(try await browser.post("/connexion/qui", json: #"{"nom": "Léa"}"#, token: token).status == 303)

    let place = "/consultations/essai/brouillons/0000000001"
    let mine = try await browser.token(at: "/compte")
    let body = #"{"rubrique": "besoin", "titre": "Une salle", "aujourdhui": "Rien.", "revision": 0}"#
    #expect(try await browser.post(place, json: body, token: mine).text.contains("\"version\":1"))
    let long = #"{"rubrique": "besoin", "titre": "\#(String(repeating: "a", count: 151))", "revision": 1}"#
    let refused = try told(try await browser.post(place, json: long, token: mine))
    #expect(refused.status == 422 && refused.errors?.map(\.field) == ["titre"])
    // Publishing needs a mandate that she does not have.
    #expect(try told(try await browser.post(place + "/publication", json: "{}", token: mine)).status == 403)
    await towns.asking.house.database.close()
  }

  @Test("A program with a session sends the token of its forms, or nothing happens")
  func token() async throws {
    let towns = try await Towns.make(.sqlite)
    let browser = try await towns.person("agent@wanadoo.fr", "Léa")
    let other = Browser(towns.asking)
    for wrong in [nil, "", "00", try await other.token()] {
      #expect(try told(try await browser.post("/deconnexion", json: "{}", token: wrong)).status == 403)
    }
    #expect(try await browser.get("/compte").status == 200)
    let right = try await browser.token(at: "/compte")
    #expect(try await browser.post("/deconnexion", json: "{}", token: right).status == 303)
    #expect(try told(try await browser.post("/deconnexion", json: "{}", token: right)).status != 303)
    await towns.asking.house.database.close()
  }

  @Test("Nothing but a form or JSON is read; what is neither is told apart from what is malformed")
  func types() async throws {
    let asking = try await Asking.empty(.sqlite)
    let browser = Browser(asking)
    let token = try await browser.token()
    for type in ["text/plain", "multipart/form-data; boundary=x", "application/xml", "application/jsonp", "json", ""] {
      let answered = try await browser.post(
        "/connexion", json: "adresse=a@b.fr&_form=\(token)", token: token, type: type)
      #expect(answered.status == 415, "\(type)")
    }
    let form = "application/x-www-form-urlencoded; charset=UTF-8"
    let asForm = try await browser.post("/connexion", json: "adresse=a@b.fr&_form=\(token)", type: form)
    #expect(asForm.status == 303)
    for body in ["{", "[]", "adresse=a", #"{"adresse": {"a": 1}}"#] {
      let answered = try await browser.post(
        "/connexion", json: body, token: token, type: "Application/JSON; charset=utf-8")
      #expect(try told(answered).status == 400, "\(body)")
    }
    await asking.house.database.close()
  }

  /// What the server alone may say of a thing (SECURITY 21).
  private static let serverFields = [
    "id", "state", "status", "authority", "isAuthority", "role", "roles", "person", "person_id", "personId",
    "organisation",
    "organisation_id", "number", "created_at", "published_at", "expires_at", "token", "mail", "kind", "wrong_tries",
    "given_event_id", "__proto__", "constructor",
  ]

  @Test("A program that sends a field of the server’s own is refused on every route, and nothing is written")
  func owned() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    // There are more routes than one may post to in a minute, or guess at in ten: a house without these limits.
    let unlimited = try await towns.reopened().asking
    func again(_ browser: Browser) -> Browser {
      let same = Browser(unlimited)
      same.cookies = browser.cookies
      return same
    }
    let agent = again(try await towns.agent("agent@wanadoo.fr", for: towns.dax))
    let instructor = again(try await towns.instructor())
    let administrator = again(try await towns.invited(.administrator, "administration@agence.example"))
    let database = towns.asking.house.database
    let before = try await database.read { db in try db.value("SELECT max(id) FROM journal", as: Int64.self) }
    let object = Self.serverFields.map { "\"\($0)\": \"1\"" }.joined(separator: ", ")
    for route in towns.asking.house.routes.routes where route.method == .post {
      let secret = String(repeating: "z", count: 52)
      let path = route.pattern.replacing("{consultation}", with: "essai").replacing("{secret}", with: secret)
        .replacing("{rubrique}", with: "besoin")
        .replacing("{mail}", with: "1").replacing("{act}", with: "1").replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
      // A link that proves by itself takes nothing that is sent (RFC 8058).
      guard !route.isProvedByAddress else { continue }
      var browser = agent
      if case .permission(let permission) = route.access {
        browser = permission.roles.contains(.instructor) ? instructor : administrator
      }
      let token = try await browser.token(at: "/compte")
      let problem = try told(try await browser.post(path, json: "{\(object)}", token: token))
      #expect(problem.status == 422, "\(path)")
      #expect(problem.errors?.isEmpty == false, "\(path)")
      for field in problem.errors ?? [] { #expect(Self.serverFields.contains(field.field), "\(path) \(field.field)") }
    }
    let after = try await database.read { db in try db.value("SELECT max(id) FROM journal", as: Int64.self) }
    #expect(before == after)
    await database.close()
  }

  @Test("A form that bears such fields writes what the server says, and not what they say", arguments: Engine.available)
  func ownedInForms(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let agent = try await towns.agent("agent@wanadoo.fr", for: towns.dax)
    var fields = Dictionary(uniqueKeysWithValues: Self.serverFields.map { ($0, "7") })
    fields.merge(["rubrique": "besoin", "titre": "Une salle", "aujourdhui": "Rien.", "revision": "0"]) { $1 }
    let place = "/consultations/essai/brouillons/0000000002"
    let token = try await agent.token(at: "/compte")
    #expect(try await agent.post(place, fields, token: token).status == 303)
    let kept = try await towns.asking.house.database.read { db in
      try db.first("SELECT token, organisation_id FROM draft") { row in
        (try row.next(String.self), try row.next(Int64?.self))
      }
    }
    #expect(kept?.0 == "0000000002")
    #expect(kept?.1 == towns.dax.id)
    await towns.asking.house.database.close()
  }
}
