import Catalogue
import Localization
import Platform
import Storage

extension Filling {
  private static let described = 300
  private static let sinces = ["2019", "2018-09", "", "2020-03", "2017", "2020-11-02"]
  private static let contacts = [
    "secrétariat de mairie", "direction du numérique", "", "accueil", "services techniques",
  ]

  /// Sheets with all that the standard asks for, kept by the invented operator; then what invented bodies say of the
  /// services. No real body says anything of one.
  static func catalogue(_ corpus: Corpus, _ rows: [Int64], into database: Database) async throws {
    guard let pooling = corpus.organisations.firstIndex(where: { $0.kind == .operator }), pooling < rows.count else {
      return
    }
    let keeper = rows[pooling]
    try await database.write { db in
      for (place, file) in InventedServices.files.enumerated() {
        var generator = SeededGenerator(seed: 41, stream: 41, index: place)
        let actor = Actor(person: nil, organisation: keeper, through: .command)
        _ = try SheetText(reading: file)
          .bring(for: keeper, token: Token(using: &generator), by: actor, at: Demonstration.start, db)
      }
      let newest: [Int64] = try db.values("SELECT id FROM sheet ORDER BY id DESC LIMIT \(described)")
      for (place, sheet) in try Sheet.with(ids: newest, db).enumerated() {
        for index in 0..<((place * 7 + 6) % 9) {
          try declare(sheet, by: rows[(place * 31 + index * 17) % rows.count], place + index, db)
        }
      }
    }
  }

  private static func declare(_ sheet: Sheet, by body: Int64, _ draw: Int, _ db: Transaction) throws {
    let saying = Declaration.Saying(
      kind: draw % 7 == 5 ? .hosts : .uses, since: sinces[draw % sinces.count],
      version: draw % 3 == 0 ? "2.1" : "", contact: contacts[draw % contacts.count])
    try sheet.declare(
      saying, for: body, by: Actor(person: nil, organisation: body, through: .command),
      at: Demonstration.start.adding(seconds: Int64(-3_600 * draw)), db)
  }
}
