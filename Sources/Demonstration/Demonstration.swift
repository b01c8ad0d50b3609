import Consultations
package import Directory
package import Localization
package import Storage

/// The consultation of 2021 as it is publicly known, seen on the last evening of its deposit.
package enum Demonstration {
  /// What its clock shows when it starts: 15 March 2021, 18:00 in Paris.
  package static let start = ParisTime.instant(year: 2021, month: 3, day: 15, hour: 18)

  /// Loads the register and opens the consultation in an empty database; what was done, a line each.
  package static func fill(_ database: Database) async throws -> RegisterImport {
    let result = try await RegisterImport.run(from: DirectoryModule.data, into: database, now: start)
    try await database.write { db in
      guard try Consultation.newest(db) == nil else { return }
      try Consultation.create(
        slug: "services-2021", title: "De quels services numériques votre collectivité a-t-elle besoin\u{202F}?",
        lead: """
          Dites ce qui vous manque, ou partagez ce qui marche chez vous. Les propositions les plus utiles seront \
          financées et portées ensemble.
          """,
        organiser: "Agence nationale (démonstration)", phases: calendar, at: start, db)
    }
    return result
  }

  private static let calendar = [
    Phase(kind: .deposit, opensAt: day(1, 25), closesAt: day(3, 16)),
    Phase(kind: .instruction, opensAt: day(3, 16), closesAt: day(4, 16)),
    Phase(kind: .vote, opensAt: day(4, 16), closesAt: day(5, 1)),
    Phase(kind: .selection, opensAt: day(5, 3), closesAt: day(8, 1)),
    Phase(kind: .experimentation, opensAt: day(9, 1), closesAt: nil),
  ]

  private static func day(_ month: Int, _ day: Int) -> Instant {
    ParisTime.instant(year: 2021, month: month, day: day)
  }
}
