import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("And my commune?", .serialized)
struct OrganisationBeginningTests {
  private func place(_ organisation: Organisation, siren: String?, _ population: Int, _ towns: Towns) async throws {
    _ = try await towns.asking.house.database.write { db in
      try db.execute(
        """
        UPDATE organisation SET department = '40', region = '75', population = \(population),
          intercommunality_siren = \(siren)
        WHERE id = \(organisation.id)
        """)
    }
  }

  @Test(
    "Where a commune did nothing, its page tells what is asked around it and by its like, and how to begin",
    arguments: Engine.available)
  func empty(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await place(towns.dax, siren: "244000675", 20_100, towns)
    try await place(towns.pau, siren: nil, 77_000, towns)
    let anyone = Browser(towns.asking)
    let dax = OrganisationAddress(towns.dax).path
    let bare = try await anyone.get(dax).text
    #expect(bare.contains("Dax n’a encore rien déposé ni soutenu.") && bare.contains("/deposer/besoin"))
    #expect(!bare.contains("Ce que l’on demande autour") && !bare.contains("de cette taille"))
    let paul = try await towns.agent("paul@wanadoo.fr", for: towns.pau)
    try await towns.deposit(paul, title: "Un agenda")
    // What its intercommunality asks comes first; without any, its department; no contribution comes twice.
    let near = try await anyone.get(dax).text
    #expect(near.contains("Ce que l’on demande autour") && near.contains("?territoire=departement-40"))
    #expect(near.ranges(of: ">Un agenda</a>").count == 1)
    try await place(towns.guild, siren: "244000675", 0, towns)
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    try await towns.deposit(guild, title: "Une salle")
    let nearer = try await anyone.get(dax).text
    #expect(nearer.contains(">Une salle</a>") && nearer.contains("?territoire=intercommunalite-244000675"))
    #expect(nearer.contains("Ce que demandent des communes de cette taille"))
    #expect(nearer.ranges(of: ">Un agenda</a>").count == 1)
    // Whoever did something is shown that.
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    try await towns.deposit(camille, title: "Un guichet")
    let mine = try await anyone.get(dax).text
    #expect(mine.contains(">Un guichet</a>") && !mine.contains("Par où commencer"))
    await towns.asking.house.database.close()
  }

  @Test("It is found from the home page; one that may not deposit is told so; one that is no more asks nothing")
  func others() async throws {
    let towns = try await Towns.make(.sqlite)
    try await towns.openConsultation()
    let anyone = Browser(towns.asking)
    let home = try await anyone.get("/").text
    #expect(home.contains("Et ma commune") && home.contains("action=\"/organismes\""))
    try await towns.asking.house.database.write { db in
      var table = Participation()
      table[.need].kinds = [.commune]
      try table.establish(in: 1, by: .command, at: towns.asking.time.clock.now(), db)
    }
    let guild = try await anyone.get(OrganisationAddress(towns.guild).path).text
    #expect(guild.contains("(Association) ne peut pas déposer un besoin") && !guild.contains("/deposer/besoin"))
    try await towns.merge(towns.dax, into: towns.pau)
    #expect(!(try await anyone.get(OrganisationAddress(towns.dax).path).text.contains("Par où commencer")))
    await towns.asking.house.database.close()
  }
}
