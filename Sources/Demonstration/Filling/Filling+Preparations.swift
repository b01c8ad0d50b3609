import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

extension Filling {
  /// The invented operator has asked its members ten days before: some have accepted, with drafts that it prepares,
  /// some have refused, the others are silent, and a few are still to be asked.
  static func preparations(_ corpus: Corpus, in consultation: Int64, of rows: [Int64], into database: Database)
    async throws
  {
    guard let pooling = corpus.organisations.firstIndex(where: { $0.kind == .operator }), pooling < rows.count,
      let character = Character.all.first(where: { $0.key == "operateur" })
    else { return }
    let asking = rows[pooling]
    try await database.write { db in
      let members = try Self.members(of: asking, db)
      guard let person = try Person.all(with: character.mail, db).first else { return }
      let actor = Actor(person: person.id, organisation: asking, through: .command)
      for (place, member) in members.dropLast(unasked).enumerated() {
        var generator = SeededGenerator(seed: 26, stream: 26, index: place)
        let asked = Demonstration.start.adding(seconds: -10 * Preparation.day)
        let until = Demonstration.start.adding(seconds: 300 * Preparation.day)
        let preparation = try Preparation.ask(
          member, for: asking, until: until, token: Token(using: &generator), by: actor, at: asked, db)
        let answered = asked.adding(seconds: Int64(place + 1) * 7_200)
        let answering = Actor(person: nil, organisation: member, through: .link)
        switch place % 5 {
        case 0, 2: try preparation?.accept(until: until, ballots: true, by: answering, at: answered, db)
        case 4 where place % 3 == 0: try preparation?.refuse(by: answering, at: answered, db)
        default: break
        }
      }
      try drafts(for: asking, by: actor, in: consultation, db)
    }
  }

  /// How many members are still to be asked.
  private static let unasked = 5

  static func members(of asking: Int64, _ db: Snapshot) throws -> [Int64] {
    try db.values("SELECT member_id FROM organisation_member WHERE operator_id = \(asking) ORDER BY id")
  }

  private static func drafts(for asking: Int64, by actor: Actor, in consultation: Int64, _ db: Transaction) throws {
    let allowing = try Preparation.members(of: asking, at: Demonstration.start, db)
    for (place, (member, words)) in zip(allowing, prepared).enumerated() {
      var generator = SeededGenerator(seed: 27, stream: 27, index: place)
      try Draft.prepare(
        ContributionText(title: words.title, today: words.today), rubric: .need,
        token: Token(using: &generator).text, in: consultation, for: member, by: actor,
        at: Demonstration.start.adding(seconds: -Int64(place + 1) * 5_400), db)
    }
  }

  private static let prepared: [(title: String, today: String)] = [
    (
      "Prévenir les familles quand la cantine change",
      "La secrétaire téléphone à chaque famille. Un jour de grève, elle n’y arrive pas avant midi."
    ),
    ("Réserver le matériel des associations", "Un cahier à la mairie, et des tables promises deux fois le même soir."),
    ("Suivre les signalements de voirie", ""),
    (
      "Partager les plans du cimetière",
      "Le plan est sur papier, dans un seul bureau. Les familles viennent deux fois pour une concession."
    ),
  ]
}
