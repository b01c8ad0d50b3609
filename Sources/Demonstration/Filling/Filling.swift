import Consultations
import Deposits
import Directory
import Forms
import Localization
import Platform
import Storage

/// Writes the corpus: bodies, persons, contributions, supports and comments, in transactions of a few hundred acts.
enum Filling {
  private static let batch = 400
  private static let actor = Actor(person: nil, through: .command)

  /// The rows of the invented bodies, in the order of the corpus.
  static func organisations(_ corpus: Corpus, into database: Database) async throws -> [Int64] {
    var rows: [Int64] = []
    for start in stride(from: 0, to: corpus.organisations.count, by: batch) {
      let slice = corpus.organisations[start..<min(start + batch, corpus.organisations.count)]
      rows += try await database.write { db in
        var generator = SeededGenerator(seed: 20, stream: 20, index: start)
        return try slice.map { body in try add(body, Token(using: &generator), db) }
      }
    }
    return rows
  }

  private static func add(_ body: InventedBody, _ token: Token, _ db: Transaction) throws -> Int64 {
    let row = try db.insert(
      """
      INSERT INTO organisation (token, kind, name, genitive, population, department, region, source, created_at)
      VALUES (\(token.text), \(body.kind.rawValue), \(body.name), \(body.genitive), \(body.population),
        \(body.department),
        (SELECT region FROM organisation WHERE kind = 'department' AND insee_code = \(body.department)),
        \(OrganisationSource.demonstration), \(Demonstration.start)) RETURNING id
      """)
    try db.execute(
      """
      INSERT INTO organisation_mailbox (organisation_id, mail, source, dated)
      VALUES (\(row), \(body.mailbox), \(OrganisationSource.demonstration), '2021-01-25')
      """)
    return row
  }

  /// The invented operator pools the services of invented communes around it, those that its agent acts for among them.
  static func members(_ rows: [Int64], _ corpus: Corpus, into database: Database) async throws {
    let communes = corpus.organisations.indices.filter { corpus.organisations[$0].kind == .commune }
    guard let pooling = corpus.organisations.firstIndex(where: { $0.kind == .operator }), pooling < rows.count else {
      return
    }
    // The first ones are those of other characters.
    let others = communes.prefix(10).filter { $0 < rows.count }.map { rows[$0] }
    try await database.write { db in
      for member in try Self.around(rows[pooling], besides: others, db) {
        try OrganisationMember.tie(
          member, to: rows[pooling], source: OrganisationSource.demonstration, dated: "2021-01-25", db)
      }
    }
  }

  /// Invented communes of its department, then of its region; from elsewhere only where those are very few.
  private static func around(_ operator: Int64, besides others: [Int64], _ db: Snapshot) throws -> [Int64] {
    let nearest = try db.rows(
      """
      SELECT commune.id, CASE WHEN commune.region = pooling.region THEN 1 ELSE 0 END FROM organisation AS commune
      JOIN organisation AS pooling ON pooling.id = \(`operator`)
      WHERE commune.kind = 'commune' AND commune.source = \(OrganisationSource.demonstration)
        AND commune.id NOT IN (\(SQL.list(others.isEmpty ? [0] : others)))
      ORDER BY CASE WHEN commune.department = pooling.department THEN 0 WHEN commune.region = pooling.region THEN 1
        ELSE 2 END, commune.id
      LIMIT 40
      """
    ) { row in (id: try row.next(Int64.self), isNear: try row.next(Int64.self) == 1) }
    let near = nearest.filter(\.isNear)
    return (near.count < 12 ? Array(nearest.prefix(12)) : near).map(\.id)
  }

  /// Those who can be played: each with her address, her mandates and her role.
  static func persons(_ rows: [Int64], _ corpus: Corpus, into database: Database) async throws {
    let communes = corpus.organisations.indices.filter {
      corpus.organisations[$0].kind == .commune && $0 < rows.count
    }
    let small = communes.filter { (corpus.organisations[$0].population ?? 0) < 1_000 }
    let large = communes.filter { !small.contains($0) }
    try await database.write { db in
      for (index, character) in Character.all.enumerated() {
        var generator = SeededGenerator(seed: 21, stream: 21, index: index)
        let person = try Person.create(
          name: character.name, mail: character.mail, token: Token(using: &generator), through: .command,
          at: Demonstration.start, db)
        let organisations: [Int64] =
          switch character.organisations {
          case .none: []
          case .smallCommune: small.prefix(1).map { rows[$0] }
          case .commune(let place): large.dropFirst(place).prefix(1).map { rows[$0] }
          case .communes(let places): places.flatMap { large.dropFirst($0).prefix(1) }.map { rows[$0] }
          case .operatorAndMembers: try [rows[1]] + Self.members(of: rows[1], db).prefix(3)
          case .association: [rows[2]]
          }
        for organisation in organisations {
          try Mandate.give(
            to: person, for: organisation, as: character.kind, by: .demonstration, actor: actor,
            at: Demonstration.start, db)
        }
        if let role = character.role { try Role.give(role, to: person, by: actor, at: Demonstration.start, db) }
      }
    }
  }

  /// A contribution with what it was told from.
  struct Told: Sendable {
    var id: Int64
    var family: String?
    var mixes: [String]
    /// Its place among the publicly known ones.
    var known: Int?
  }

  /// Contributions in the order of their publication, the publicly known among them, then supports and comments.
  /// - Parameter hasDoubles: invented bodies deposit what is publicly known, in the place of the real ones.
  @discardableResult
  static func deposits(
    _ corpus: Corpus, _ known: KnownConsultation, in consultation: Int64, of rows: [Int64], hasDoubles: Bool = false,
    into database: Database, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> [Told] {
    var deposits =
      hasDoubles ? doubles(known, of: rows) : try await knownDeposits(known, database)
    let asked = try await database.read { db in
      try RubricQuestionnaire.current(of: consultation, .service, db)?.id
    }
    var told: [Told] = []
    var labels: [(family: String?, mixes: [String])] = []
    var invented = corpus.contributions.makeIterator()
    var next = invented.next()
    var place = 0
    // The contributions' rows by their place in the corpus, then in the file of the known ones.
    var contributions: [Target: Int64] = [:]
    var written = 0
    while next != nil || !deposits.isEmpty {
      var group: [(Target, Deposit)] = []
      while group.count < batch, next != nil || !deposits.isEmpty {
        if let first = deposits.first, first.deposit.at <= next?.publishedAt ?? Demonstration.start {
          group.append((.known(first.place), first.deposit))
          deposits.removeFirst()
        } else if let contribution = next {
          group.append((.contribution(place), Deposit(contribution, by: rows[contribution.organisation], asked: asked)))
          labels.append((contribution.family, contribution.mixes))
          place += 1
          next = invented.next()
        }
      }
      let ready = group
      let offset = written
      let ids = try await database.write { db in
        try ready.enumerated().map { index, item in
          var generator = SeededGenerator(seed: 22, stream: 22, index: offset + index)
          return try item.1.publish(in: consultation, token: Token(using: &generator), by: actor, db)
        }
      }
      for (item, id) in zip(ready, ids) {
        contributions[item.0] = id
        switch item.0 {
        case .known(let place): told.append(Told(id: id, family: nil, mixes: [], known: place))
        case .contribution(let place):
          told.append(Told(id: id, family: labels[place].family, mixes: labels[place].mixes, known: nil))
        }
      }
      written += ids.count
      progress(written)
    }
    try await supports(corpus, rows, contributions, database)
    try await codeposits(corpus, rows, contributions, database)
    try await comments(corpus, known.deposits.count, rows, contributions, database)
    try await attachments(corpus, contributions, database)
    try await lives(of: told, in: consultation, database)
    return told
  }

  typealias Target = InventedSupport.Target

  private static func supports(
    _ corpus: Corpus, _ rows: [Int64], _ contributions: [Target: Int64], _ database: Database
  ) async throws {
    var supports = corpus.supports.makeIterator()
    while true {
      var group: [InventedSupport] = []
      while group.count < batch, let support = supports.next() { group.append(support) }
      guard !group.isEmpty else { return }
      let ready = group
      try await database.write { db in
        let ids = Array(Set(ready.compactMap { contributions[$0.target] }))
        let found = Dictionary(
          uniqueKeysWithValues: try Contribution.with(ids: ids, db).map { ($0.id, $0) })
        for support in ready {
          guard let contribution = contributions[support.target].flatMap({ found[$0] }) else { continue }
          let body = corpus.organisations[support.organisation]
          guard contribution.organisation != rows[support.organisation] else { continue }
          try Support.give(
            to: contribution, for: rows[support.organisation], isAuthority: body.kind.isAuthority, by: actor,
            at: support.at, db)
        }
      }
    }
  }

  /// What is deposited, whoever does.
  struct Deposit: Sendable {
    var organisation: Int64
    var rubric: Rubric
    var text: ContributionText
    var at: Instant

    init(organisation: Int64, rubric: Rubric, text: ContributionText, at: Instant) {
      self.organisation = organisation
      self.rubric = rubric
      self.text = text
      self.at = at
    }

    /// - Parameter asked: the questions that are asked of services.
    init(_ contribution: InventedContribution, by organisation: Int64, asked: Int64?) {
      var text = ContributionText(
        title: contribution.title, today: contribution.today, forWhom: contribution.forWhom ?? "",
        existing: contribution.existing ?? "", expected: contribution.expected ?? "", themes: contribution.themes,
        service: contribution.rubric == .need ? ServiceSheet() : InventedSheet.sheet(of: contribution))
      let answers = contribution.rubric == .need ? Answers() : InventedSheet.answers(of: contribution)
      if let asked, !answers.isEmpty { (text.questionnaire, text.answers) = (asked, answers) }
      self.init(
        organisation: organisation, rubric: contribution.rubric == .need ? .need : .service, text: text,
        at: contribution.publishedAt)
    }

    func publish(in consultation: Int64, token: Token, by actor: Actor, _ db: Transaction) throws -> Int64 {
      var actor = actor
      actor.organisation = organisation
      return try Contribution.publish(
        text, rubric: rubric, token: token.text, in: consultation, for: organisation, by: actor, at: at, db)
    }
  }

  /// The publicly known deposits, each by its real body, in the order of time.
  private static func knownDeposits(
    _ known: KnownConsultation, _ database: Database
  ) async throws -> [(place: Int, deposit: Deposit)] {
    try await database.read { db in
      try known.deposits.enumerated().compactMap { place, deposit in
        let body = deposit.organisation
        let row =
          try body.siren.flatMap { siren in
            try db.value("SELECT id FROM organisation WHERE siren = \(siren)", as: Int64.self)
          } ?? body.insee.flatMap { code in
            try db.value("SELECT id FROM organisation WHERE kind = 'commune' AND insee_code = \(code)", as: Int64.self)
          } ?? db.value("SELECT id FROM organisation WHERE name = \(body.name) ORDER BY id LIMIT 1", as: Int64.self)
        guard let row, let rubric = Rubric(rawValue: deposit.rubric), let at = ParisTime.instant(deposit.publishedAt)
        else { return nil }
        let text = ContributionText(
          title: deposit.title, today: deposit.todayText, forWhom: deposit.forWhom, existing: deposit.existing,
          expected: deposit.expected, themes: deposit.themes,
          service: rubric == .need ? ServiceSheet() : ServiceSheet(maintainer: body.name, users: body.name))
        return (place, Deposit(organisation: row, rubric: rubric, text: text, at: at))
      }.sorted { $0.deposit.at < $1.deposit.at }
    }
  }
}
