import Foundation
import HTTPTypes
import MarkupReading
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Every name by which a handler reads a query or a form, from the sources themselves: a new one joins by itself.
enum DeclaredParameters {
  static let names: [String] = {
    var names: Set<String> = []
    for file in SourceTree.files(ending: ".swift") where file.path.hasPrefix("Sources/") {
      for match in file.text.matches(of: /(?:query|form|fields)(?:\.all\(|\[)"([a-z_-]+)"/) {
        names.insert(String(match.1))
      }
    }
    return names.subtracting(["_form"]).sorted()
  }()
}

@Suite("Hostile text in every parameter")
struct HostileParametersTests {
  private let set = Soak.isWhole ? HostileText.parameters : HostileText.fewParameters

  @Test(
    "Each parameter of each page takes the hostile set: no fault, nothing unescaped, no way out of the site",
    arguments: Engine.available)
  func queries(engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    #expect(DeclaredParameters.names.count > 20)
    let queries: [(text: String, queries: [String])] = set.map { text in (text, Self.queries(text)) }
    for (turn, path) in try await addresses(of: .get, cast).enumerated() {
      for (place, role) in roles(engine).enumerated() {
        for (text, queries) in Soak.share(of: queries, turn + place, among: 3) {
          for query in Self.some(queries, turn) {
            let answered = try await cast[role].get("\(path)?\(query)")
            expectHarmless(answered, "GET \(path) as \(role): \(text)")
          }
        }
      }
    }
    await cast.close()
  }

  @Test("Each field of each form takes the hostile set", arguments: Engine.available)
  func forms(engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    let routes = try await addresses(of: .post, cast).filter { !$0.hasSuffix("/deconnexion") }
    let bodies: [(text: String, encoded: [String])] = set.map { text in (text, Self.bodies(text, cast)) }
    for (turn, path) in routes.enumerated() {
      for (place, role) in roles(engine).filter({ $0 != .anonymous }).enumerated() {
        let token = try await cast[role].token()
        for (number, (text, encoded)) in Soak.share(of: bodies, turn + place, among: 2).enumerated() {
          for body in Self.some(encoded, turn + number) {
            let answered = try await cast[role].post(path, raw: "\(body)&_form=\(token)")
            expectHarmless(answered, "POST \(path) as \(role): \(body.prefix(40)) \(text)")
          }
        }
      }
    }
    await cast.close()
  }

  /// All of them in `make soak`; else three at most, others from one page to the next.
  private static func some(_ all: [String], _ turn: Int) -> [String] {
    guard !Soak.isWhole, all.count > 3 else { return all }
    return (0..<3).map { all[(turn * 3 + $0) % all.count] }
  }

  /// All parameters, as many at once as an address holds.
  private static func queries(_ text: String) -> [String] {
    var queries: [String] = []
    for name in DeclaredParameters.names {
      let pair = "\(name)=\(percentEncoded(text))"
      if let last = queries.last, last.utf8.count + pair.utf8.count < Limits.addressBytes - 300 {
        queries[queries.count - 1] = last + "&" + pair
      } else {
        queries.append(pair)
      }
    }
    return queries
  }

  /// All fields at once, then each alone beside what the forms need; encoded once for all that they are sent to.
  private static func bodies(_ text: String, _ cast: Cast) -> [String] {
    let all: [(String, String)] = DeclaredParameters.names.map { ($0, text) }
    let good: [(String, String)] = [
      ("fonction", "agent"), ("preuve", "personne"), ("decision", "oui"), ("rubrique", "besoin"), ("nom", "Nom"),
      ("sorte", "syndicate"), ("siren", "552049447"), ("organisme", String(cast.towns.dax.id)),
      ("action", "relire"),
    ]
    let texts: [(String, String)] = [("retour", text), ("message", text), ("jusque", text)]
    var bodies: [[(String, String)]] = [all, good + texts]
    for name in ["nom", "titre", "mandat", "session", "revision", "adresse", "code"] {
      bodies.append([(name, text)] + good.filter { $0.0 != name })
    }
    return bodies.map { body in body.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&") }
  }

  @Test("A newcomer’s name takes the hostile set, those that are few to the eye and many to the database included")
  func names() async throws {
    let cast = try await Cast.make(.sqlite).reopened()
    for (number, text) in (set + HostileText.dense).enumerated() {
      let browser = Browser(cast.towns.asking)
      let mail = "nom\(number)@wanadoo.fr"
      try await browser.askForCode(mail)
      _ = try await browser.post("/connexion/code", ["code": try await cast.towns.asking.newestMail().code])
      let answered = try await browser.post("/connexion/qui", ["nom": text])
      #expect([303, 422].contains(answered.status), "\(text.prefix(40)): \(answered.status)")
      expectHarmless(answered, text)
      expectHarmless(try await browser.get("/compte"), text)
    }
    await cast.close()
  }

  @Test("A variable segment takes the hostile set", arguments: Engine.available)
  func segments(engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    let texts = set.map(percentEncoded)
    let segment = /\{[a-z]+\}/
    let routes = cast.towns.asking.house.routes.routes.filter { $0.pattern.contains("{") && $0.method == .get }
    for (turn, route) in routes.enumerated() {
      let known = route.pattern.replacing("{consultation}", with: "essai")
      // The second engine answers to some of them; each of the three forms takes each text on one route of three.
      for (place, text) in Soak.share(of: texts, turn, among: engine == .sqlite ? 1 : 3).enumerated() {
        let forms = [known, route.pattern, "/en" + known].map { $0.replacing(segment, with: text) }
        for path in Soak.share(of: forms, turn + place, among: 3) {
          expectHarmless(try await cast[.agent].get(path), "GET \(path)")
        }
      }
    }
    await cast.close()
  }

  @Test("What is no column of the list changes nothing of a list; no parameter gives what is private")
  func filters() async throws {
    let cast = try await Cast.make(.sqlite).reopened()
    let columns = try await cast.towns.asking.house.database.read { db in try TextColumns.all(db).map(\.name) }
    let list = Towns.home + "/contributions"
    let plain = try await cast[.anonymous].get(list + "?tri=recentes").text
    for column in Set(columns).union(["id", "person_id", "organisation_id", "saved_by", "token"]).sorted() {
      for name in ["tri", "rubrique"] {
        let page = try await cast[.anonymous].get("\(list)?\(name)=\(column)")
        #expect(page.status == 200)
        #expect(page.text.count(of: "<h3") == plain.count(of: "<h3"), "\(name)=\(column)")
      }
      #expect(
        try await cast[.anonymous].get("\(list)?\(column)=Brouillon").text.count(of: "<h3") == plain.count(of: "<h3"))
    }
    await cast.close()
  }

  /// The pages are the same on both engines; the second is asked by one role, but in the soak.
  private func roles(_ engine: Engine) -> [Cast.Role] {
    engine == .sqlite || Soak.isWhole ? [.anonymous, .agent, .administrator] : [.agent]
  }

  private func expectHarmless(_ answered: Answered, _ name: String) {
    #expect(answered.status < 500, "\(name.prefix(200)): \(answered.status)")
    let location = answered.fields[.location] ?? "/"
    let isHere = location.hasPrefix("/") && !location.hasPrefix("//") && !location.contains("\\")
    #expect(isHere && location.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(name.prefix(200)) → \(location)")
    guard answered.fields[.contentType]?.hasPrefix("text/html") == true else { return }
    let troubles = MarkupReader.troubles(in: answered.text)
    #expect(troubles == [], "\(name.prefix(200))")
  }

  /// Every declared address of a method, its segments those of things that exist.
  private func addresses(of method: Visit.Method, _ cast: Cast) async throws -> [String] {
    let (draft, request, missing, piece) = try await cast.towns.asking.house.database.read { db in
      (
        try db.value("SELECT token FROM draft ORDER BY id LIMIT 1", as: String.self) ?? "",
        try db.value("SELECT token FROM mandate_request ORDER BY id LIMIT 1", as: String.self) ?? "",
        try db.value("SELECT token FROM organisation_request ORDER BY id LIMIT 1", as: String.self) ?? "",
        try db.value("SELECT token FROM attachment ORDER BY id LIMIT 1", as: String.self) ?? ""
      )
    }
    let contribution = cast.contribution.split(separator: "/").last.map(String.init) ?? ""
    return cast.towns.asking.house.routes.routes.filter { $0.method == method }.map { route in
      let isMissing = route.pattern.hasPrefix("/instruction/organismes")
      return route.pattern.replacing("{consultation}", with: "essai").replacing("{rubrique}", with: "besoin")
        .replacing("{contribution}", with: contribution).replacing("{draft}", with: draft)
        .replacing("{request}", with: isMissing ? missing : request).replacing("{version}", with: "1")
        .replacing("{piece}", with: piece).replacing("{organisation}", with: cast.towns.dax.token).replacing(
          "{character}", with: "maire"
        )
        .replacing("{secret}", with: String(repeating: "0", count: 52)).replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
