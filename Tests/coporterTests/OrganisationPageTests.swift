import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("The page of an organisation", .serialized)
struct OrganisationPageTests {
  private func page(_ asking: Asking, _ condition: SQL, in prefix: String = "") async throws -> String {
    let found = try await asking.house.database.read { db in
      try db.first("SELECT \(Organisation.columns) FROM organisation WHERE \(condition)", as: Organisation.self)
    }
    let answered = try await asking.get(prefix + OrganisationAddress(try #require(found)).path)
    #expect(answered.status == 200)
    // First view of any page: 60 kB compressed at most.
    #expect(try #require(gzipped(Array(answered.text.utf8))).count < 55_000)
    return answered.text
  }

  @Test("A commune is on the map of its department, among its neighbours", arguments: Engine.available)
  func commune(engine: Engine) async throws {
    let asking = try await Asking.register(engine)
    let dax = try await page(asking, "insee_code = '40088' AND kind = 'commune'")
    #expect(dax.contains("Carte du département Landes. Le point\u{A0}: Dax."))
    #expect(dax.matches(of: /class="point"/).count == 1 && dax.contains("Ses voisines de la même intercommunalité"))
    let first = try #require(dax.firstMatch(of: /<h3><a href="[^"]+">([^<]+)<\/a><\/h3>/))
    #expect(first.1 == "Seyresse")
    let english = try await page(asking, "insee_code = '40088' AND kind = 'commune'", in: "/en")
    #expect(english.contains("Map of the department Landes. The dot: Dax."))
    // Four islands have no intercommunality, 47 communes no position.
    #expect(try await page(asking, "insee_code = '29155' AND kind = 'commune'").contains("les plus proches d’abord"))
    _ = try await page(asking, "kind = 'commune' AND longitude IS NULL AND insee_code IS NOT NULL")
    #expect(try await page(asking, "insee_code = '97411' AND kind = 'commune'").contains("class=\"point\""))
    await asking.house.database.close()
  }

  @Test("What gathers others shows them, on the map and in a list", arguments: Engine.available)
  func groups(engine: Engine) async throws {
    let asking = try await Asking.register(engine)
    let group = try await page(asking, "siren = '244000675'")
    #expect(group.matches(of: /class="point"/).count == 20 && group.contains("Communes membres"))
    let region = try await page(asking, "kind = 'region' AND insee_code = '75'")
    #expect(region.matches(of: /class="d4"/).count == 12 && region.contains(">Landes</a>"))
    let department = try await page(asking, "kind = 'department' AND insee_code = '40'")
    #expect(department.matches(of: /class="d4"/).count == 1 && department.contains(">Gers</a>"))
    #expect(!(try await page(asking, "name = 'Adullact'")).contains("<figure"))
    await asking.house.database.close()
  }
}
