import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

extension Filling {
  /// What became of some contributions: corrected, taken back, and said to be of use by those who support them.
  static func lives(
    of told: [Told], in consultation: Int64, _ database: Database
  ) async throws {
    let invented = told.filter { $0.known == nil }.map(\.id)
    guard invented.count > leastForLives else { return }
    try await database.write { db in
      try correct(stride(from: 5, to: invented.count, by: invented.count / corrections.count).map { invented[$0] }, db)
      try state(db)
      try takeBack(Array(invented.suffix(reasons.count)), in: consultation, db)
    }
  }

  /// A smaller demonstration has none.
  private static let leastForLives = 100

  private static let corrections = [
    "Précision : l’accueil du public est le premier concerné, puis l’état civil.",
    "Précision : nous pouvons essayer dès le mois prochain, avec deux agents.",
    "Après les commentaires reçus : l’outil devrait aussi servir aux communes sans agent d’accueil.",
    "Précision : le coût actuel est d’une demi-journée par semaine.",
    "Après échange avec nos voisins : trois communes sont prêtes à l’essayer avec nous.",
    "Précision : les données doivent pouvoir être reprises dans un format ouvert.",
  ]

  private static func correct(_ ids: [Int64], _ db: Transaction) throws {
    for (contribution, words) in zip(try Contribution.with(ids: ids, db), corrections) {
      var text = contribution.text
      text.expected = text.expected.isEmpty ? words : text.expected + "\n\n" + words
      try contribution.correct(
        with: text, by: actor(of: contribution.organisation), at: afterwards(contribution, hours: 20), db)
    }
  }

  private static let statements = [
    SupportStatement(purpose: "Nous l’utiliserions à l’accueil et au secrétariat.", experiments: true),
    SupportStatement(purpose: "Trois de nos services perdent du temps à cela chaque semaine."),
    SupportStatement(purpose: "Prêts à recevoir une équipe pour observer le travail.", experiments: true),
    SupportStatement(purpose: "Nous avons commencé un tableau partagé, que nous donnerions.", coCarries: true),
    SupportStatement(purpose: "Pour les familles, surtout à la rentrée."),
    SupportStatement(purpose: "Avec les communes voisines, à l’échelle du canton.", experiments: true, coCarries: true),
    SupportStatement(purpose: "Dès qu’un essai est possible sans changer de logiciel.", experiments: true),
    SupportStatement(purpose: "Notre seul agent administratif en gagnerait deux heures par semaine."),
  ]

  /// Beside the first supports of the contributions that have most.
  private static func state(_ db: Transaction) throws {
    let supports = try db.rows(
      """
      SELECT contribution.id, min(support.organisation_id) FROM contribution
      JOIN support ON support.contribution_id = contribution.id AND support.ended_event_id IS NULL
      JOIN organisation ON organisation.id = support.organisation_id
      WHERE organisation.source = \(OrganisationSource.demonstration)
      GROUP BY contribution.id, contribution.supports ORDER BY contribution.supports DESC, contribution.id
      LIMIT \(statements.count)
      """
    ) { row in (contribution: try row.next(Int64.self), organisation: try row.next(Int64.self)) }
    let found = try Contribution.with(ids: supports.map(\.contribution), db)
    for ((support, contribution), statement) in zip(zip(supports, found), statements) {
      try statement.make(
        on: contribution, for: support.organisation, by: actor(of: support.organisation),
        at: afterwards(contribution, hours: 30), db)
    }
  }

  private static let reasons = [
    "Déposée deux fois : l’autre contribution reste.", "Le besoin est couvert depuis par un service de notre syndicat.",
  ]

  /// Deposited once more, and taken back: those that stand are as many as before.
  private static func takeBack(_ ids: [Int64], in consultation: Int64, _ db: Transaction) throws {
    for (place, (twin, reason)) in zip(try Contribution.with(ids: ids, db), reasons).enumerated() {
      var generator = SeededGenerator(seed: 25, stream: 25, index: place)
      let by = actor(of: twin.organisation)
      let id = try Contribution.publish(
        twin.text, rubric: twin.rubric, token: Token(using: &generator).text, in: consultation, for: twin.organisation,
        by: by, at: twin.publishedAt, db)
      guard let published = try Contribution.with(ids: [id], db).first else { continue }
      try published.withdraw(because: reason, in: .french, by: by, at: afterwards(twin, hours: 2), db)
    }
  }

  private static func actor(of organisation: Int64) -> Actor {
    Actor(person: nil, organisation: organisation, through: .command)
  }

  /// Some hours after its publication, and before the demonstration begins.
  private static func afterwards(_ contribution: Contribution, hours: Int64) -> Instant {
    let latest = max(Demonstration.start.adding(seconds: -600), contribution.publishedAt.adding(seconds: 60))
    return min(contribution.publishedAt.adding(seconds: hours * 3600), latest)
  }
}
