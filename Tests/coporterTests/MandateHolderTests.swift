import HTTPTypes
import Storage
import Testing

@testable import Directory
@testable import Platform

@Suite("Who acts for an organisation", .serialized)
struct MandateHolderTests {
  private func mandate(of mail: String, _ towns: Towns) async throws -> String {
    let id = try await towns.asking.house.database.read { db in
      try db.value(
        """
        SELECT mandate.id FROM mandate JOIN person_address ON person_address.person_id = mandate.person_id
        WHERE person_address.mail = \(mail) ORDER BY mandate.id DESC LIMIT 1
        """, as: Int64.self)
    }
    return "\(id ?? 0)"
  }

  @Test(
    "A colleague or an instructor ends what should not be; the person is told; nobody else sees the page",
    arguments: Engine.available)
  func ending(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.dax)
    let stranger = try await towns.agent("lise@wanadoo.fr", for: towns.pau)
    let path = towns.address(towns.dax) + "/titulaires"
    let page = try await camille.get(path).text
    #expect(page.contains("Agent camille@wanadoo.fr") && page.contains("Agent paul@wanadoo.fr"))
    #expect(try await camille.get("/habilitation").text.contains(path))
    let (his, hers) = (
      try await mandate(of: "paul@wanadoo.fr", towns), try await mandate(of: "camille@wanadoo.fr", towns)
    )
    #expect(try await stranger.get(path).status == 404)
    #expect(try await stranger.post(path + "/fin", ["mandat": his]).status == 404)
    // One’s own ends from one’s own list; another organisation’s is not here.
    #expect(try await camille.post(path + "/fin", ["mandat": hers]).status == 404)
    let other = try await mandate(of: "lise@wanadoo.fr", towns)
    #expect(try await camille.post(path + "/fin", ["mandat": other]).status == 404)
    #expect(try await camille.post(path + "/fin", [:]).status == 422)

    #expect(try await camille.post(path + "/fin", ["mandat": his]).fields[.location] == path + "?fait=fin")
    #expect(try await camille.post(path + "/fin", ["mandat": his]).status == 404)
    #expect(try await paul.get(path).status == 404)
    let told = try await towns.mails(about: "mandate/")
    #expect(told.map(\.recipient) == ["paul@wanadoo.fr"] && told[0].body.contains("par un collègue"))

    let instructor = try await towns.instructor()
    let found = try await instructor.get("/instruction/habilitations?q=dax").text
    #expect(found.contains("Qui agit pour un organisme"))
    #expect(try await instructor.get(path).text.contains("Agent camille@wanadoo.fr"))
    #expect(try await instructor.post(path + "/fin", ["mandat": hers]).status == 303)
    #expect(try await camille.get("/habilitation").text.contains("Trouvez votre organisme"))
    #expect(try await instructor.get(path).text.contains("Personne n’agit pour cet organisme."))
    await towns.asking.house.database.close()
  }
}
