import HTTPTypes
import Localization
import Storage
import Testing

@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("The list of contributions", .serialized)
struct ContributionListTests {
  @Test(
    "The list is searched as people write, filtered, ordered, and its pages hold in bounds",
    arguments: Engine.available)
  func list(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    for number in 1...21 { try await towns.deposit(camille, title: "Un besoin numéro \(number)") }
    let path = try await towns.deposit(paul, title: "L’école prévient les élèves", theme: "accueil")
    _ = try await camille.post(path + "/soutien", ["organisme": "\(towns.dax.id)"])
    let anyone = Browser(towns.asking)
    func list(_ query: String) async throws -> String {
      try await anyone.get("\(Towns.home)/contributions?\(query)").unmarked
    }
    for query in ["q=ecoles", "q=eleve", "q=%C3%89COLE", "q=l%27ecole", "q=ecolle", "q=Pau", "theme=accueil"] {
      let page = try await list(query)
      #expect(page.contains("L’école prévient") && page.contains("1 contribution trouvée"), "\(query)")
    }
    #expect(try await list("q=ecoles&theme=mairie").contains("Aucune contribution ne correspond"))
    #expect(try await list("tri=soutenues").firstRange(of: "<h3")?.lowerBound != nil)
    let supported = try await list("tri=soutenues")
    #expect(supported.split(separator: "<h3")[1].contains("L’école prévient"))
    #expect(try await list("page=2").contains("Un besoin numéro 1<"))
    for page in ["0", "-1", "3", "99999999999999999999", "x"] {
      #expect(try await anyone.get("\(Towns.home)/contributions?page=\(page)").status == 200)
    }
    #expect(try await list("rubrique=service").contains("0 contribution"))
    #expect(try await list("territoire=departement-zz").contains("0 contribution"))
    await towns.asking.house.database.close()
  }

  @Test(
    "The list is held to a region, a department, an intercommunality, a kind of body, a size of commune",
    arguments: Engine.available)
  func depositors(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await towns.asking.house.database.write { db in
      try db.execute(
        """
        INSERT INTO organisation (token, kind, name, genitive, siren, source, created_at)
        SELECT 'dddddddddd', 'intercommunality', 'Grand Dax', 'du Grand Dax', '244000675', source, created_at
        FROM organisation WHERE id = \(towns.dax.id)
        """)
      try db.execute(
        """
        UPDATE organisation SET population = 3499, department = '40', region = '75',
          intercommunality_siren = '244000675'
        WHERE id = \(towns.dax.id)
        """)
      try db.execute(
        "UPDATE organisation SET population = 3500, department = '64', region = '75' WHERE id = \(towns.pau.id)")
    }
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    let member = try await towns.agent("membre@wanadoo.fr", for: towns.guild)
    try await towns.deposit(camille, title: "Le besoin de Dax")
    try await towns.deposit(paul, title: "Le besoin de Pau")
    try await towns.deposit(member, title: "Le besoin de la Guilde")
    let anyone = Browser(towns.asking)
    let all = ["Dax", "Pau", "la Guilde"]
    for (query, found) in [
      ("territoire=departement-40", ["Dax"]), ("territoire=region-75", ["Dax", "Pau"]),
      ("territoire=intercommunalite-244000675", ["Dax"]), ("organisme=association", ["la Guilde"]),
      ("organisme=commune", ["Dax", "Pau"]), ("taille=500-3499", ["Dax"]), ("taille=3500-19999", ["Pau"]),
      ("taille=20000-et-plus", []), ("territoire=region-75&taille=3500-19999", ["Pau"]),
      ("q=besoin&territoire=departement-64&organisme=commune", ["Pau"]), ("territoire=pays-1&taille=x", all),
    ] {
      let page = try await anyone.get("\(Towns.home)/contributions?\(query)").unmarked
      for name in all { #expect(page.contains("Le besoin de \(name)<") == found.contains(name), "\(query)") }
    }
    let page = try await anyone.get("\(Towns.home)/contributions?territoire=intercommunalite-244000675").text
    #expect(page.contains("<option value=\"intercommunalite-244000675\" selected>Grand Dax</option>"))
    let grouping = try await anyone.get("/organismes/dddddddddd-grand-dax").text
    #expect(grouping.contains("La contribution de ce territoire"))
    await towns.asking.house.database.close()
  }

  @Test(
    "A shuffled list shows each contribution once over its pages, and changes with its seed",
    arguments: Engine.available)
  func shuffled(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    for number in 1...25 { try await towns.deposit(camille, title: "Le besoin \(number)") }
    let anyone = Browser(towns.asking)
    func titles(_ query: String) async throws -> [String] {
      let page = try await anyone.get("\(Towns.home)/contributions?tri=melangees\(query)").text
      return page.matches(of: /Le besoin [0-9]+/).map { String($0.output) }
    }
    let first = try await titles("&graine=7")
    let all = first + (try await titles("&graine=7&page=2"))
    #expect(all.count == 25 && Set(all).count == 25)
    let again = try await titles("&graine=7")
    #expect(again == first)
    let other = try await titles("&graine=8")
    #expect(other != first && Set(other).count == 20)
    for seed in ["0", "-1", "2147483647", "9999999999999999999999", "x"] {
      #expect(try await titles("&graine=\(seed)").count == 20)
    }
    // The links to the other pages carry the seed that the day gave.
    let moved = try await anyone.get("\(Towns.home)/contributions?tri=melangees")
    let seeded = try #require(moved.fields[.location])
    #expect(moved.status == 303 && seeded.contains(/tri=melangees&graine=[0-9]{8}$/))
    let page = try await anyone.get(seeded).text
    #expect(page.contains(/tri=melangees&amp;graine=[0-9]{8}&amp;page=2/))
    await towns.asking.house.database.close()
  }
}
