import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

/// Each route that changes something, and every way by which another site could reach it (SECURITY 15).
@Suite("Forms of another site", .serialized)
struct FormOriginTests {
  /// What the browser says of where the form was, and whether it is refused.
  private static let sites = ["cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, cross-site"]

  @Test(
    "Without its token, with another’s, or from elsewhere: 403 on every route that is no GET",
    arguments: Engine.available)
  func refused(engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    let routes = cast.towns.asking.house.routes.routes.filter { $0.method != .get && !$0.isProvedByAddress }
    #expect(routes.count >= 20)
    let anothers = try await Browser(cast.towns.asking).token()
    let neighbours = try await cast[.neighbour].token()
    let roles = [Cast.Role.anonymous, .person, .agent, .administrator]
    for (place, role) in roles.enumerated() {
      let own = try await cast[role].token()
      let ways = Self.ways(own: own, anothers: anothers, neighbours: neighbours)
      for (turn, route) in routes.enumerated() {
        let path = route.pattern.replacing("{consultation}", with: "essai").replacing("{character}", with: "maire")
          .replacing("{secret}", with: String(repeating: "0", count: 52)).replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
        // Each route is tried in each way, by one role or another; on the second engine in some.
        for way in Soak.share(of: ways, turn + place, among: engine == .sqlite ? roles.count : 3 * roles.count) {
          let answered = try await cast[role].post(path, [:], token: way.token, site: way.site, origin: way.origin)
          #expect(answered.status == 403, "\(path) as \(role): \(way)")
        }
      }
    }
    await cast.close()
  }

  /// A form that is sent as another site could: its token, and what the browser says of where it was.
  private struct Way {
    var token: String?
    var site: String?
    var origin: String?
  }

  private static func ways(own: String, anothers: String, neighbours: String) -> [Way] {
    let tokens = [nil, "", anothers, neighbours, own + "0", String(own.dropLast()), own.uppercased() + " "]
    let origins = ["https://mal.example", "null", "http://127.0.0.1:8080.mal.example", "HTTP://127.0.0.1:8080", ""]
    return tokens.map { Way(token: $0, site: "same-origin") } + sites.map { Way(token: own, site: $0) }
      + origins.map { Way(token: own, origin: $0) }
      // Where the browser says nothing at all, the token is enough and its absence is not.
      + [Way(token: anothers)]
  }

  @Test("A session that has ended is no way in: what another site posts is not even kept", arguments: Engine.available)
  func ended(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let old = try await camille.token(at: "/compte")
    towns.asking.time.advance(seconds: 31 * 86_400)
    let kept: SQL = "SELECT count(*) FROM kept_form"
    for token in [nil, "", String(repeating: "0", count: 40)] {
      #expect(try await camille.post("/organismes/demande", ["nom": "Mal"], token: token).status == 403)
    }
    #expect(try await send(camille, "/organismes/demande", token: "", origin: nil).status == 403)
    #expect(try await towns.count(kept) == 0)
    // A cookie that never was a session is none.
    let stranger = Browser(towns.asking)
    _ = try await stranger.token()
    stranger.cookies["coporter-session"] = String(repeating: "z", count: 52)
    #expect(try await stranger.post("/organismes/demande", ["nom": "Mal"], token: nil).status == 403)
    #expect(try await towns.count(kept) == 0)
    // Her own page, which was open all that time, loses nothing.
    #expect(try await camille.post("/organismes/demande", ["nom": "Syndicat"], token: old).status == 303)
    #expect(try await towns.count(kept) == 1)
    await towns.asking.house.database.close()
  }

  @Test("Another verb is no way round")
  func verbs() async throws {
    let cast = try await Cast.make(.sqlite).reopened()
    for route in cast.towns.asking.house.routes.routes where route.method == .post {
      let path = route.pattern.replacing("{consultation}", with: "essai").replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
      for method in [HTTPRequest.Method.put, .patch, .delete, .options, .trace] {
        let status = try await cast.towns.asking.get(path, method: method).status
        #expect([403, 404, 405].contains(status), "\(method) \(path): \(status)")
      }
    }
    await cast.close()
  }

  private func send(_ browser: Browser, _ path: String, token: String, origin: String?) async throws -> Answered {
    try await browser.post(path, [:], token: token, site: nil, origin: origin)
  }
}
