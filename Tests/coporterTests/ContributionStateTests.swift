import HTTPTypes
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Lists by comments and by state", .serialized)
struct ContributionStateTests {
  private static let list = Towns.home + "/contributions"
  private static let api = "/api/v1/consultations/essai/contributions"

  /// Three contributions, of which the second has two comments, the third one, and the first was taken back.
  private func filled(_ engine: Engine) async throws -> (Towns, [String]) {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    var paths: [String] = []
    for title in ["Premier zwq", "Deuxième", "Troisième"] {
      paths.append(try await towns.deposit(camille, title: title))
    }
    for (place, comments) in [(1, 2), (2, 1)] {
      for count in 0..<comments {
        #expect(try await camille.post(paths[place] + "/commentaires", ["texte": "Oui \(count)."]).status == 303)
      }
    }
    #expect(try await camille.post(paths[0] + "/retrait", ["raison": "Déposé deux fois"]).status == 303)
    return (towns, paths)
  }

  @Test("The most commented come first, in pages and in the API", arguments: Engine.available)
  func commented(engine: Engine) async throws {
    let (towns, _) = try await filled(engine)
    let anyone = Browser(towns.asking)
    let page = try await anyone.get(Self.list + "?tri=commentees").text
    let second = try #require(page.firstRange(of: ">Deuxième</a>"))
    let third = try #require(page.firstRange(of: ">Troisième</a>"))
    #expect(second.lowerBound < third.lowerBound && page.contains("value=\"commentees\" selected"))
    let first = try await anyone.get(Self.api + "?tri=commentees&limite=1").text
    #expect(first.contains("\"Deuxième\"") && !first.contains("\"Troisième\""))
    let cursor = try #require(first.firstMatch(of: /"suivant":"[^"]*(\/api[^"]*)"/)).1
    let next = try await anyone.get(String(cursor).replacing("\\u0026", with: "&").replacing("\\/", with: "/")).text
    #expect(next.contains("\"Troisième\"") && !next.contains("\"Deuxième\""))
    await towns.asking.house.database.close()
  }

  @Test("What was taken back is listed without its words, where one asks for it", arguments: Engine.available)
  func withdrawn(engine: Engine) async throws {
    let (towns, paths) = try await filled(engine)
    let anyone = Browser(towns.asking)
    for order in ["recentes", "soutenues", "commentees", "melangees&graine=7"] {
      let page = try await anyone.get(Self.list + "?etat=retiree&tri=" + order).text
      #expect(page.contains("Contribution n° 1, retirée") && page.contains("1 contribution trouvée"), "\(order)")
      #expect(!page.contains("zwq") && !page.contains("Deuxième"), "\(order)")
    }
    #expect(try await anyone.get(Self.list + "?etat=retiree&q=zwq").text.contains("0 contribution trouvée"))
    let told = try await anyone.get(Self.api + "?etat=retiree").text
    #expect(told.contains("\"retiree\"") && !told.contains("zwq") && !told.contains("Deuxième"))
    #expect(!(try await anyone.get(Self.api + "?etat=publiee").text.contains("\"retiree\"")))
    #expect(try await anyone.get(Self.api + "?etat=autre").status == 400)
    let file = try await anyone.get(Towns.home + "/donnees/contributions.csv?etat=retiree").text
    #expect(file.split(separator: "\r\n").count == 2 && file.contains("Déposé deux fois") && !file.contains("zwq"))
    let published = try await anyone.get(Towns.home + "/donnees/contributions.csv?etat=publiee").text
    #expect(published.split(separator: "\r\n").count == 3 && !published.contains("Déposé deux fois"))
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    _ = try await paul.post(paths[1] + "/soutien", ["organisme": String(towns.pau.id)])
    #expect(
      try await anyone.get(Towns.home + "/donnees/soutiens.csv?etat=retiree").text.split(separator: "\r\n").count == 1)
    let feed = try await anyone.get(Towns.home + "/donnees/contributions.atom?etat=retiree").text
    #expect(!feed.contains("<entry>"))
    await towns.asking.house.database.close()
  }
}
