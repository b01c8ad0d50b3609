import Deposits
import Directory
import Localization
import Platform
import Storage

/// What waits for instructors and administrators on the last evening, all of it from invented persons.
extension Filling {
  /// Those who ask to act, the operator that may answer for its members, the bodies that are missing, the remarks
  /// that were reported. Nothing where too few bodies are invented.
  static func queues(_ corpus: Corpus, _ rows: [Int64], into database: Database) async throws {
    try await database.write { db in
      let askers = try askers(corpus, rows, db)
      try confirmer(corpus, rows, db)
      try missingBodies(askers, db)
      try reports(askers, rows, db)
    }
  }

  /// The token of what was made some minutes ago.
  private static func token(_ stream: UInt64, _ place: Int) -> Token {
    var generator = SeededGenerator(seed: 25, stream: stream, index: place)
    return Token(using: &generator)
  }

  private static func ago(_ minutes: Int64) -> Instant { Demonstration.start.adding(seconds: -60 * minutes) }

  /// The rows of those who ask, each with her request.
  private static func askers(_ corpus: Corpus, _ rows: [Int64], _ db: Transaction) throws -> [Int64] {
    try InventedAsker.all.enumerated().map { place, asker in
      let at = ago(asker.minutes)
      let person = try Person.create(
        name: asker.name, mail: asker.mail, token: token(1, place), through: .session, at: at.adding(seconds: -240), db)
      guard let organisation = try organisation(asker.place, corpus, rows, db) else { return person }
      try db.execute(
        """
        INSERT INTO mandate_request (token, person_id, organisation_id, kind, mail, language, message, asked_at,
          wrong_tries)
        VALUES (\(token(2, place).text), \(person), \(organisation), \(asker.kind), \(asker.mail),
          \(Language.french.rawValue), \(asker.message), \(at), 0)
        """)
      let actor = Actor(person: person, through: .session)
      try Event("mandate.asked", on: .init("organisation", organisation), by: actor, at: at).record(db)
      return person
    }
  }

  private static func organisation(
    _ place: InventedAsker.Place, _ corpus: Corpus, _ rows: [Int64], _ db: Snapshot
  ) throws -> Int64? {
    func row(_ kind: InventedBody.Kind, _ number: Int) -> Int64? {
      let places = corpus.organisations.indices.filter { corpus.organisations[$0].kind == kind }
      return number < places.count && places[number] < rows.count ? rows[places[number]] : nil
    }
    switch place {
    case .commune(let number): return row(.commune, number)
    case .member(let number):
      let members = try row(.operator, 0).map { try Self.members(of: $0, db) } ?? []
      return number < members.count ? members[number] : nil
    case .intercommunality(let number): return row(.intercommunality, number)
    case .ofCharacter(let key):
      guard let mail = Character.all.first(where: { $0.key == key })?.mail else { return nil }
      return try db.value(
        """
        SELECT mandate.organisation_id FROM mandate
        JOIN person_address ON person_address.person_id = mandate.person_id
        WHERE person_address.mail = \(mail) ORDER BY mandate.id LIMIT 1
        """, as: Int64.self)
    }
  }

  /// The invented operator may confirm for its members.
  private static func confirmer(_ corpus: Corpus, _ rows: [Int64], _ db: Transaction) throws {
    guard let place = corpus.organisations.firstIndex(where: { $0.kind == .operator }), place < rows.count else {
      return
    }
    let at = ago(40 * 1_440)
    let event = try Event(
      "confirmer.named", on: .init("organisation", rows[place]), by: Actor(person: nil, through: .command), at: at,
      details: [("territory", .word("members"))]
    ).record(db)
    try db.execute(
      """
      INSERT INTO confirmer (token, organisation_id, territory, code, given_event_id)
      VALUES (\(token(3, 0).text), \(rows[place]), 'members', '', \(event))
      """)
  }

  private static func missingBodies(_ askers: [Int64], _ db: Transaction) throws {
    for (place, body) in InventedMissingBody.all.enumerated() {
      let (person, mail, at) = (askers[body.asker], InventedAsker.all[body.asker].mail, ago(body.minutes))
      let id = try db.insert(
        """
        INSERT INTO organisation_request (token, person_id, name, kind, siren, website, mail, language, asked_at)
        VALUES (\(token(4, place).text), \(person), \(body.name), \(body.kind.rawValue), \(body.siren),
          \(body.website), \(mail), \(Language.french.rawValue), \(at)) RETURNING id
        """)
      let actor = Actor(person: person, through: .session)
      try Event("organisation.asked", on: .init("organisation-request", id), by: actor, at: at).record(db)
    }
  }

  /// Remarks of invented bodies under invented contributions, with who reported them; one is hidden by an instructor.
  private static func reports(_ askers: [Int64], _ rows: [Int64], _ db: Transaction) throws {
    let under: [Int64] = try db.values(
      """
      SELECT contribution.id FROM contribution JOIN organisation ON organisation.id = contribution.organisation_id
      WHERE organisation.source = \(OrganisationSource.demonstration) AND contribution.published_at < \(ago(7 * 1_440))
      ORDER BY contribution.id LIMIT 60
      """)
    for (place, report) in InventedReport.all.enumerated() where place * 9 < under.count {
      guard let contribution = try Contribution.with(ids: [under[place * 9]], db).first,
        let speaker = rows.dropFirst(20 + place).first(where: { $0 != contribution.organisation })
      else { continue }
      let oldest = report.reports.map(\.minutes).max() ?? 0
      let id = try Comment.post(
        CommentText(report.remark), token: token(5, place).text, on: contribution, for: speaker,
        by: Actor(person: nil, organisation: speaker, through: .command), at: ago(oldest + 260), db)
      guard let comment = try Comment.with(id: id, db) else { continue }
      for told in report.reports.sorted(by: { $0.minutes > $1.minutes }) {
        let person = askers[told.asker]
        try CommentReport.make(
          of: comment, on: told.ground, message: told.message, by: person,
          actor: Actor(person: person, through: .session), at: ago(told.minutes), db)
      }
      if let hidden = report.hidden {
        let instructor = try Person.all(with: "sacha.perrin@agence.example", db).first?.id
        try CommentHiding.hide(
          comment, because: hidden.reason, by: Actor(person: instructor, through: .session),
          at: ago(hidden.minutes), db)
      }
    }
  }
}
