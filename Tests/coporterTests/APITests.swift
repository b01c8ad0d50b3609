import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("The API", .serialized)
struct APITests {
  private static let root = "/api/v1"
  private static let home = root + "/consultations/essai"
  private static let list = home + "/contributions"

  private func object(_ answered: Answered) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answered.text.utf8)) as? [String: Any])
  }

  private func elements(_ answered: Answered) throws -> [[String: Any]] {
    #expect(answered.status == 200, "\(answered.text.prefix(300))")
    return try #require(try object(answered)["elements"] as? [[String: Any]])
  }

  /// Every element of a list, page after page, with what is done between two pages.
  private func all(
    _ towns: Towns, _ path: String, meanwhile: () async throws -> Void = {}
  ) async throws -> [[String: Any]] {
    var read: [[String: Any]] = []
    var next: String? = path
    let base = towns.asking.house.settings.baseAddress
    while let address = next {
      let answered = try await towns.asking.get(address)
      read += try elements(answered)
      next = (try object(answered)["suivant"] as? String).map { String($0.dropFirst(base.count)) }
      try await meanwhile()
      #expect(read.count < 1000)
    }
    return read
  }

  private func titles(_ elements: [[String: Any]]) -> [String] {
    elements.compactMap { ($0["texte"] as? [String: Any])?["titre"] as? String }
  }

  @Test("Each order shows each contribution once, whatever is published between two pages", arguments: Engine.available)
  func paging(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    var paths: [String] = []
    for number in 1...7 { paths.append(try await towns.deposit(camille, title: "Agenda \(number)")) }
    for path in [paths[4], paths[1]] { _ = try await paul.post(path + "/soutien", ["organisme": "\(towns.pau.id)"]) }
    let whole = Set((1...7).map { "Agenda \($0)" })
    let newest = titles(try await all(towns, Self.list + "?limite=3"))
    #expect(newest == (1...7).reversed().map { "Agenda \($0)" })
    let supported = titles(try await all(towns, Self.list + "?tri=soutenues&limite=1"))
    #expect(supported.count == 7 && Set(supported) == whole && supported.prefix(2) == ["Agenda 5", "Agenda 2"])
    var orders: Set<[String]> = []
    for seed in ["", "&graine=1", "&graine=2147483646"] {
      let shuffled = titles(try await all(towns, Self.list + "?tri=melangees&limite=2" + seed))
      #expect(shuffled.count == 7 && Set(shuffled) == whole)
      orders.insert(shuffled)
    }
    #expect(orders.count > 1)
    let found = titles(try await all(towns, Self.list + "?q=agenda&limite=2"))
    #expect(found.count == 7 && Set(found) == whole)
    // What comes meanwhile stands before, and moves nothing.
    let during = titles(
      try await all(towns, Self.list + "?limite=2") { _ = try await towns.deposit(camille, title: "Nouveau") })
    #expect(during == newest)
    await towns.asking.house.database.close()
  }

  @Test("The filters are those of the list, by the same names", arguments: Engine.available)
  func filters(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let member = try await towns.agent("membre@wanadoo.fr", for: towns.guild)
    try await towns.deposit(camille, title: "L’école prévient", theme: "accueil")
    try await towns.deposit(member, title: "Un agenda", theme: "mairie")
    for (query, expected) in [
      ("theme=accueil", ["L’école prévient"]), ("q=ecoles", ["L’école prévient"]),
      ("organisme=association", ["Un agenda"]),
      ("rubrique=service", []), ("rubrique=besoin&q=agenda", ["Un agenda"]), ("q=agenda&theme=accueil", []),
      ("q=", ["Un agenda", "L’école prévient"]), ("territoire=departement-99", []), ("theme=inconnu", []),
    ] as [(String, [String])] {
      let answered = try await towns.asking.get(Self.list + "?" + query)
      #expect(titles(try elements(answered)) == expected, "\(query)")
      #expect(try object(answered)["total"] as? Int == expected.count, "\(query)")
    }
    let parameters = ContributionFilter.parameters.map(\.name)
    let read = DeclaredParameters.names.filter { ["q", "rubrique", "theme", "territoire"].contains($0) }
    #expect(Set(read).isSubset(of: parameters))
    await towns.asking.house.database.close()
  }

  @Test("What is unknown, said twice or ill-formed is a 400 that names it; what is not there, a 404")
  func refusals() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    for (query, names) in [
      ("rubrik=besoin", ["rubrik"]), ("person_id=1", ["person_id"]), ("rubrique=autre", ["rubrique"]),
      ("rubrique=besoin&rubrique=service", ["rubrique"]), ("limite=0", ["limite"]), ("limite=101", ["limite"]),
      ("limite=%2B5", ["limite"]), ("limite=05", ["limite"]), ("limite=9223372036854775808", ["limite"]),
      ("curseur=abc", ["curseur"]), ("curseur=" + String(repeating: "A", count: 32), ["curseur"]),
      ("territoire=departement-", ["territoire"]), ("territoire=mars-1", ["territoire"]), ("theme=%3Cb%3E", ["theme"]),
      ("q=" + String(repeating: "a", count: 201), ["q"]), ("tri=id", ["tri"]), ("graine=0", ["graine"]),
      ("page=2&tri=id", ["page", "tri"]),
    ] {
      let answered = try await towns.asking.get(Self.list + "?" + query)
      #expect(answered.status == 400, "\(query)")
      #expect(answered.fields[.contentType] == "application/problem+json")
      let errors = try #require(try object(answered)["errors"] as? [[String: String]])
      #expect(errors.compactMap { $0["field"] } == names, "\(query)")
      #expect(!errors.contains { ($0["detail"] ?? "").isEmpty })
    }
    let english = try await towns.asking.get("/en" + Self.list + "?tri=id")
    #expect(english.text.contains("Expected value: recentes, soutenues, commentees, melangees."))
    for path in ["/rien", "/consultations/rien", "/consultations/essai/contributions/zzzzzzzzzz", "/organismes/x", ""] {
      let answered = try await towns.asking.get(Self.root + "/" + path)
      #expect(answered.status == 404 && answered.fields[.contentType] == "application/problem+json", "\(path)")
    }
    // Any cursor of the right shape is a place: at the ends of what a number holds, the answer is an empty page.
    for cursor in ["7fffffffffffffff", "8000000000000000", "ffffffffffffffff", "0000000000000000"] {
      for query in ["", "&q=agenda", "&tri=melangees", "&tri=soutenues"] {
        #expect(try await towns.asking.get(Self.list + "?curseur=\(cursor)\(cursor)\(query)").status == 200)
        #expect(try await towns.asking.get(Self.root + "/organismes?curseur=\(cursor)\(cursor)").status == 200)
      }
    }
    #expect(try await towns.asking.get(Self.list + "?q=%00").status == 400)
    await towns.asking.house.database.close()
  }

  @Test("It is read by any site, kept by its tag, and takes no other method")
  func methods() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let answered = try await towns.asking.get(Self.list)
    #expect(answered.fields[.contentType] == "application/json")
    #expect(answered.fields[.accessControlAllowOrigin] == "*")
    #expect(answered.fields[.accessControlAllowCredentials] == nil && answered.fields[.setCookie] == nil)
    let tag = try #require(answered.fields[.eTag])
    let again = try await towns.asking.get(Self.list, fields: [.ifNoneMatch: "\"autre\", W/\(tag)"])
    #expect(again.status == 304 && again.text.isEmpty && again.fields[.accessControlAllowOrigin] == "*")
    let head = try await towns.asking.get(Self.list, method: .head)
    #expect(head.status == 200 && head.text.isEmpty && head.fields[.eTag] == tag)
    #expect(head.fields[.contentLength] == String(answered.text.utf8.count))
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    try await towns.deposit(camille, title: "Un agenda")
    #expect(try await towns.asking.get(Self.list, fields: [.ifNoneMatch: tag]).status == 200)
    try await others(towns)
    let asked = try await towns.asking.get(
      Self.list, method: .options, fields: [.origin: "https://ailleurs.example", .accessControlRequestMethod: "GET"])
    #expect(asked.status == 204 && asked.fields[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
    #expect(asked.fields[.accessControlAllowHeaders]?.contains("If-None-Match") == true)
    // A page is not an API.
    #expect(try await towns.asking.get("/api").fields[.accessControlAllowOrigin] == nil)
    await towns.asking.house.database.close()
  }

  /// Those that change something do nothing here.
  private func others(_ towns: Towns) async throws {
    let others: [HTTPRequest.Method] = [.post, .put, .delete, .patch, .trace]
    for method in others {
      let refused = try await towns.asking.get(Self.list, method: method)
      #expect(refused.status == 405 && refused.fields[.allow] == "GET, HEAD, OPTIONS", "\(method)")
      #expect(refused.fields[.contentType] == "application/problem+json")
      #expect(try await towns.asking.get(Self.root + "/rien", method: method).status == 404, "\(method)")
    }
  }

  @Test(
    "A contribution is told whole; of one that was taken back, and of a comment that is hidden, no word is given",
    arguments: Engine.available)
  func contents(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let path = try await towns.deposit(
      camille, title: "Un \"agenda\" \u{1F4C5}", today: "Ligne 1\n\tLigne 2", theme: "accueil")
    _ = try await paul.post(path + "/soutien", ["organisme": "\(towns.pau.id)"])
    let said = ["organisme": "\(towns.pau.id)", "usage": "Pour nous.", "pret": "experimenter"]
    _ = try await paul.post(path + "/soutien/precision", said)
    let comment = try await paul.post(path + "/commentaires", ["texte": "zwqmasque", "organisme": "\(towns.pau.id)"])
    let token = String((comment.fields[.location] ?? "").suffix(10))
    _ = try await camille.post(path + "/commentaires", ["texte": "Merci.", "reponse": token])
    _ = try await towns.instructor().post("/instruction/commentaires/\(token)/masquage", ["motif": "Injure."])
    let gone = try await towns.deposit(camille, title: "zwqretire")
    _ = try await camille.post(gone + "/retrait", ["raison": "Doublon"])

    let told = try #require(try elements(try await towns.asking.get(Self.list)).first)
    let text = try #require(told["texte"] as? [String: Any])
    #expect(
      text["titre"] as? String == "Un \"agenda\" \u{1F4C5}" && text["aujourdhui"] as? String == "Ligne 1\n\tLigne 2")
    #expect(text["themes"] as? [String] == ["accueil"])
    #expect((told["organisme"] as? [String: Any])?["identifiant"] as? String == towns.dax.token)
    #expect(told["soutiens_collectivites"] as? Int == 1 && told["service"] is NSNull)
    let one = Self.list + "/" + (told["identifiant"] as? String ?? "")
    #expect(try object(try await towns.asking.get(one))["publiee_le"] as? String == "2021-03-15T17:00:00Z")
    let support = try elements(try await towns.asking.get(one + "/soutiens"))[0]
    #expect(support["usage"] as? String == "Pour nous." && support["pret_a_experimenter"] as? Bool == true)
    let comments = try await towns.asking.get(one + "/commentaires")
    #expect(!comments.text.contains("zwqmasque"))
    let words = try elements(comments)
    #expect(words.map { $0["etat"] as? String } == ["masque", "affiche"])
    #expect(words[0]["motif_masquage"] as? String == "Injure." && words[1]["en_reponse_a"] as? String == token)
    #expect(try elements(try await towns.asking.get(one + "/versions")).count == 1)

    try await expectGone(towns, gone)
    let figures = try object(try await towns.asking.get(Self.home + "/chiffres"))
    #expect(figures["besoins"] as? Int == 1 && figures["soutiens_collectivites"] as? Int == 1)
    let rules = try object(try await towns.asking.get(Self.home + "/reglement"))
    #expect((rules["empreinte"] as? String)?.count == 64)
    await towns.asking.house.database.close()
  }

  private func expectGone(_ towns: Towns, _ gone: String) async throws {
    let tombstone = Self.list + "/" + String((gone.split(separator: "/").last ?? "").prefix(10))
    let stays = try await towns.asking.get(tombstone)
    #expect(!stays.text.contains("zwqretire"))
    #expect(try object(stays)["motif_retrait"] as? String == "Doublon" && object(stays)["texte"] is NSNull)
    for end in ["/versions", "/soutiens", "/commentaires"] {
      #expect(try await towns.asking.get(tombstone + end).status == 404)
    }
    #expect(try await !towns.asking.get(Self.list + "?q=zwqretire").text.contains("zwq"))
  }

  @Test("A consultation that is not announced is not there", arguments: Engine.available)
  func unannounced(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await towns.asking.house.database.write { db in
      _ = try db.execute("UPDATE consultation SET announced_at = NULL")
    }
    #expect(try elements(try await towns.asking.get(Self.root + "/consultations")).isEmpty)
    for end in ["", "/reglement", "/contributions", "/chiffres"] {
      #expect(try await towns.asking.get(Self.home + end).status == 404, "\(end)")
    }
    await towns.asking.house.database.close()
  }

  @Test("Organisations are found by words and by kind, and read to the end", arguments: Engine.available)
  func organisations(engine: Engine) async throws {
    let towns = try await Towns.make(engine).reopened()
    let all = try await all(towns, Self.root + "/organismes?limite=1").compactMap { $0["nom"] as? String }
    #expect(Set(all).isSuperset(of: ["Dax", "Pau"]) && Set(all).count == all.count)
    let dax = try elements(try await towns.asking.get(Self.root + "/organismes?q=dax&organisme=commune"))
    #expect(dax.compactMap { $0["identifiant"] as? String } == [towns.dax.token])
    #expect(try elements(try await towns.asking.get(Self.root + "/organismes?q=dax&organisme=region")).isEmpty)
    #expect(try await towns.asking.get(Self.root + "/organismes/" + towns.dax.token).text.contains("\"nom\":\"Dax\""))
    await towns.asking.house.database.close()
  }

  @Test("The document has every address of the API and the page tells each; both in both languages")
  func document() async throws {
    let towns = try await Towns.make(.sqlite)
    let routes = towns.asking.house.routes.routes.map(\.pattern).filter { $0.hasPrefix(Self.root) }
    for prefix in ["", "/en"] {
      let document = try object(try await towns.asking.get(prefix + Self.root + "/openapi.json"))
      let paths = try #require(document["paths"] as? [String: Any])
      #expect(Set(paths.keys) == Set(routes).subtracting([Self.root + "/openapi.json"]))
      let page = try await towns.asking.get(prefix + "/api").text
      for path in paths.keys { #expect(page.contains("<code>\(path)</code>"), "\(path)") }
    }
    #expect(try await towns.asking.get("/").text.contains("href=\"/api\""))
    #expect(try await towns.asking.get("/donnees?avant").text.contains("Aucune consultation"))
    try await towns.openConsultation()
    #expect(try await towns.asking.get("/donnees").fields[.location] == Towns.home + "/donnees")
    await towns.asking.house.database.close()
  }
}
