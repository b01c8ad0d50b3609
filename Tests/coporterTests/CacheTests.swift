import HTTPTypes
import Storage
import Testing

@testable import Platform

@Suite("What a browser may keep", .serialized)
struct CacheTests {
  @Test("A public page has a tag, and is not sent twice; one with a form, or of a person, is kept by nobody")
  func tags() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let first = try await towns.asking.get("/")
    let tag = try #require(first.fields[.eTag])
    #expect(first.fields[.cacheControl] == "no-cache" && first.fields[.contentSecurityPolicy] != nil)
    let again = try await towns.asking.get("/", fields: [.ifNoneMatch: tag])
    #expect(again.status == 304 && again.text.isEmpty && again.fields[.contentSecurityPolicy] != nil)
    #expect(try await towns.asking.get("/", method: .head).text.isEmpty)
    #expect(try await towns.asking.get("/connexion").fields[.cacheControl] == "no-store")
    let compressed = try await towns.asking.get("/", fields: [.acceptEncoding: "gzip"])
    #expect(compressed.fields[.contentEncoding] == "gzip" && compressed.fields[.eTag] != tag)
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    let own = try await camille.get("/")
    #expect(own.fields[.eTag] == nil && own.fields[.cacheControl] == "no-store" && own.text.contains("Camille"))
    #expect(try await !towns.asking.get("/").text.contains("Camille"))
    await towns.asking.house.database.close()
  }
}

@Suite("What is told of the requests", .serialized)
struct MetricsPageTests {
  @Test("Ten thousand unknown paths leave one line; sixty writes a minute are the most")
  func flat() async throws {
    let towns = try await Towns.make(.sqlite)
    for number in 0..<10_000 { _ = try await towns.asking.get("/inconnu/\(number)") }
    let text = try await towns.asking.get("/metrics").text
    #expect(text.contains("coporter_requests_total{route=\"unmatched\",method=\"GET\",status=\"404\"} 10000\n"))
    #expect(!text.contains("/inconnu"))
    let camille = try await towns.person("camille@wanadoo.fr", "Camille")
    var statuses: [Int] = []
    // A minute of the clock may end between two of them, and the count begin anew: once.
    while statuses.last != 429, statuses.count <= 121 {
      statuses.append(try await camille.post("/organismes/demande", [:]).status)
    }
    #expect(statuses.last == 429 && statuses.first == 422 && (61...121).contains(statuses.count))
    await towns.asking.house.database.close()
  }
}
