import HTTPTypes
import Localization
import Storage
import Synchronization
import Testing

@testable import Consultations
@testable import Deposits
@testable import Directory
@testable import Platform

@Suite("Figures of a consultation", .serialized)
struct FiguresTests {
  private func place(_ organisation: Organisation, _ department: String, _ population: Int, _ towns: Towns) async throws
  {
    _ = try await towns.asking.house.database.write { db in
      try db.execute(
        """
        UPDATE organisation SET department = \(department), region = '75', population = \(population)
        WHERE id = \(organisation.id)
        """)
    }
  }

  @Test(
    "What was deposited is counted by day of Paris, by territory, by kind and size, against the directory",
    arguments: Engine.available)
  func counted(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    try await place(towns.dax, "40", 20_000, towns)
    try await place(towns.pau, "64", 499, towns)
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    let start = try #require(ParisTime.instant("2021-03-15T23:30"))
    towns.asking.time.move(to: start)
    let first = try await towns.deposit(camille, title: "Un")
    try await towns.deposit(camille, title: "Deux")
    // Half an hour later is another day in Paris, which is the same one in universal time; then a day without any.
    towns.asking.time.move(to: start.adding(seconds: 1800))
    try await towns.deposit(camille, title: "Trois")
    let guild = try await towns.agent("guilde@wanadoo.fr", for: towns.guild)
    towns.asking.time.move(to: start.adding(seconds: 16 * 3600))
    try await towns.deposit(guild, title: "Quatre")
    let figures = try await figures(towns)
    #expect(figures.days.map(\.date) == ["2021-03-15", "2021-03-16"])
    #expect(figures.days.map(\.needs) == [2, 2])
    #expect(figures.total == .init(needs: 4, organisations: 2, authorities: 1, registered: 3, registeredAuthorities: 2))
    #expect(figures.strata[.from20000]?.needs == 3 && figures.strata[.under500]?.registered == 1)
    #expect(figures.kinds[.association]?.organisations == 1 && figures.kinds[.commune]?.organisations == 1)
    #expect(figures.silent == ["64"])
    #expect(figures.regions["75"]?.contributions == 3 && figures.regions[""]?.contributions == 1)
    // Who deposits with another has deposited too, and its department is not silent.
    try await towns.join(towns.pau)
    let together = try await self.figures(towns)
    #expect(together.silent.isEmpty && together.total.organisations == 3 && together.total.contributions == 4)
    #expect(together.strata[.under500]?.organisations == 1)
    // What is taken back is counted no more.
    _ = try await camille.post(first + "/retrait", ["raison": "Déposé deux fois"])
    #expect(try await self.figures(towns).total.needs == 3)
    await towns.asking.house.database.close()
  }

  private func figures(_ towns: Towns) async throws -> Figures {
    let register = Register(database: towns.asking.house.database)
    try await register.refresh()
    let census = register.census
    return try await towns.asking.house.database.read { db in
      try Figures(of: 1, census, at: Instant(milliseconds: 0), db)
    }
  }

  @Test("The days between two deposits are days too, across a change of clocks")
  func days() throws {
    let hours = try ["2021-03-26T10:00", "2021-03-29T00:10"].map { text in
      let instant = try #require(ParisTime.instant(text))
      return (hour: instant.milliseconds / 3_600_000, needs: 1, services: 2)
    }
    let figures = Figures(hours: hours, groups: [:], Census(), at: Instant(milliseconds: 0))
    #expect(figures.days.map(\.date) == ["2021-03-26", "2021-03-27", "2021-03-28", "2021-03-29"])
    #expect(figures.days.map(\.contributions) == [3, 0, 0, 3])
  }

  @Test("The page draws them, each drawing with its table and its file", arguments: Engine.available)
  func shown(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    try await towns.openConsultation()
    let anyone = Browser(towns.asking)
    #expect(try await anyone.get("/consultations/essai/chiffres").text.contains("Aucune contribution pour l’instant"))
    let camille = try await towns.agent("camille@wanadoo.fr", for: towns.dax)
    try await towns.deposit(camille, title: "Un")
    // The directory is read at the start.
    let later = Browser(try await towns.asking.restarted())
    let page = try await later.get("/consultations/essai/chiffres").text
    #expect(page.contains("<svg class=\"chart\"") && page.contains("Au plus 1 contribution"))
    let days = try await later.get("/consultations/essai/chiffres/jours.csv")
    let band = "\"Démonstration\u{A0}: textes, soutiens et votes inventés\""
    #expect(days.text == "jour,besoins,services,contributions,avertissement\r\n\"2021-03-15\",1,0,1,\(band)\r\n")
    #expect(days.fields[.contentType] == "text/csv; charset=utf-8; header=present")
    let bodies = try await later.get("/consultations/essai/chiffres/organismes.csv").text
    #expect(bodies.contains("\"commune\",,1,0,1,1,2,\(band)\r\n"))
    #expect(bodies.contains("\"association\",,0,0,0,0,,\(band)\r\n"))
    #expect(
      try await later.get("/consultations/essai/chiffres/territoires.csv").text.contains("annuaire,avertissement\r\n"))
    #expect(try await later.get("/consultations/essai/chiffres/rien.csv").status == 404)
    #expect(try await later.get("/consultations/rien/chiffres").status == 404)
    #expect(
      try await later.get("/api/v1/consultations/essai/chiffres").text.contains(
        "{\"jour\":\"2021-03-15\",\"besoins\":1"))
    #expect(try await later.get("/").text.contains("/consultations/essai/chiffres"))
    await towns.asking.house.database.close()
  }

  private final class Counter: Sendable {
    private let reads = Mutex(0)
    var count: Int { reads.withLock { $0 } }
    func add() { reads.withLock { $0 += 1 } }
  }

  @Test(
    "Where there are many contributions, figures are read once a minute for all who ask", arguments: Engine.available)
  func kept(engine: Engine) async throws {
    let towns = try await Towns.make(engine)
    let readings = FiguresReadings(towns.asking.house.database)
    let counter = Counter()
    let value: @Sendable (Int) async throws -> Void = { contributions in
      _ = try await readings.value(of: 1, contributions: contributions) { _ in
        counter.add()
        return Figures(hours: [], groups: [:], Census(), at: Instant(milliseconds: 0))
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try await value(5_000) } }
      try await group.waitForAll()
    }
    #expect(counter.count == 1)
    // A write does not make them late where they are few.
    try await value(10)
    try await towns.openConsultation()
    try await value(10)
    #expect(counter.count == 3)
    // What fails is not kept.
    struct Failure: Error {}
    await #expect(throws: Failure.self) {
      try await readings.value(of: 2, contributions: 5_000) { _ in throw Failure() }
    }
    await #expect(throws: Never.self) {
      try await readings.value(of: 2, contributions: 5_000) { _ in
        Figures(hours: [], groups: [:], Census(), at: Instant(milliseconds: 0))
      }
    }
    await towns.asking.house.database.close()
  }
}
