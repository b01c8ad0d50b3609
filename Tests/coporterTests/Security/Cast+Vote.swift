import Localization
import MerkleLog
import Proof
import Storage

@testable import Directory
@testable import Platform
@testable import Votes

extension Cast {
  /// A vote that is open, with a row in each of its tables; its log says nothing.
  func holdVote(in consultation: Int64) async throws {
    let (towns, now) = (towns, towns.asking.time.clock.now())
    try await towns.asking.house.database.write { db in
      let vote = try Vote.prepare(VoteForm(), in: consultation, by: .command, at: now, db)
      let event = try Event("vote.opened", on: .init("consultation", consultation), by: .command, at: now).record(db)
      try db.execute(
        """
        UPDATE vote SET opened_at = \(now), opened_event_id = \(event), closes_at = \(now.adding(seconds: 9_000_000)),
          leaves = 1, origin = 'essai' WHERE id = \(vote)
        """)
      let head = try Checkpoint(origin: "essai", GrowingTree()).signed(by: SigningKey(name: "essai"))
      try VoteLog.keep(head, size: 0, of: vote, at: now, db)
      try db.execute("INSERT INTO vote_leaf (vote_id, number, line) VALUES (\(vote), 0, '{}')")
      try db.execute(
        """
        INSERT INTO vote_proposition (vote_id, proposition_id, name, kind, cost, leaf)
        SELECT \(vote), id, token, 'develop', 100000, 3 FROM proposition
        """)
      try db.execute(
        """
        INSERT INTO vote_text (vote_id, leaf, nonce, title, text)
        VALUES (\(vote), 3, \(Octets.random().bytes), 'Un agenda', 'Pour tous.')
        """)
      for town in [towns.dax, towns.pau] {
        try db.execute(
          """
          INSERT INTO roll_entry (vote_id, organisation_id, identifier, kind, region, department, stratum)
          VALUES (\(vote), \(town.id), \(town.token), 'commune', 'Nouvelle-Aquitaine', '40', 'under500')
          """)
      }
      try Self.cast(in: vote, for: towns.dax, at: now, event, db)
    }
  }

  private static func cast(
    in vote: Int64, for town: Organisation, at now: Instant, _ event: Int64, _ db: Transaction
  ) throws {
    guard let person = try Person.all(with: "maire@wanadoo.fr", db).first, let opened = try Vote.with(id: vote, db)
    else { return }
    let right = try CastingRight.grantHead(
      to: person.id, of: town.id, in: opened, by: .officialMailbox, actor: .command, at: now, db)
    try db.execute(
      """
      INSERT INTO right_request (token, vote_id, organisation_id, person_id, asked_at, wrong_tries)
      VALUES ('wwwwwwwwww', \(vote), \(town.id), \(person.id), \(now), 0)
      """)
    try db.execute(
      """
      INSERT INTO right_end_signature (right_id, person_id, reason, event_id)
      VALUES (\(right.id), \(person.id), 'contested', \(event))
      """)
    try db.execute(
      """
      INSERT INTO registered_head (organisation_id, family_name, given_name, since_at)
      VALUES (\(town.id), 'SOREL', 'Claude', \(now))
      """)
    try db.execute(
      """
      INSERT INTO attendance (vote_id, organisation_id, method, from_preparer, leaf, came_at, event_id)
      VALUES (\(vote), \(town.id), 'official-mailbox', \(false), 4, \(now), \(event))
      """)
    try db.execute(
      """
      INSERT INTO ballot (vote_id, organisation_id, number, right_id, choices, nonce, leaf, cast_at, event_id)
      VALUES (\(vote), \(town.id), 1, \(right.id), '', \(Octets.random().bytes), 5, \(now), \(event))
      """)
    try db.execute(
      """
      INSERT INTO casting_letter (vote_id, organisation_id, code_hash, contest_hash, printed_at, expires_at,
        printed_event_id)
      VALUES (\(vote), \(town.id), \(Octets.random().bytes), \(Octets.random().bytes), \(now),
        \(now.adding(seconds: 9_000_000)), \(event))
      """)
    try db.execute(
      """
      INSERT INTO ballot_decision (vote_id, organisation_id, right_id, kind, number, told_at, event_id)
      VALUES (\(vote), \(town.id), \(right.id), 'head', '2021-14', \(now), \(event))
      """)
    try db.execute(
      """
      INSERT INTO third_party_verification (token, vote_id, name, run_at, report, size, recorded_event_id)
      VALUES ('zzzzzzzzzz', \(vote), 'Une association', \(now), 'https://verif.example/rapport', 0, \(event))
      """)
    try happen(to: vote, of: town, person.id, at: now, event, db)
  }

  /// A mailing, a contest that two have settled, and an incident.
  private static func happen(
    to vote: Int64, of town: Organisation, _ person: Int64, at now: Instant, _ event: Int64, _ db: Transaction
  ) throws {
    try db.execute(
      """
      INSERT INTO prepared_ballot (vote_id, organisation_id, person_id, choices, prepared_at, event_id)
      VALUES (\(vote), \(town.id), \(person), '', \(now), \(event))
      """)
    try db.execute(
      "INSERT INTO vote_mailing (vote_id, step, entry, finished_at) VALUES (\(vote), 'opening', 2, \(now))")
    let contest = try db.insert(
      """
      INSERT INTO contest (token, vote_id, organisation_id, ballot_id, method, leaf, made_at, event_id, outcome,
        settled_at, settled_event_id)
      SELECT 'xxxxxxxxxx', \(vote), \(town.id), id, 'letter', 6, \(now), \(event), 'restored', \(now), \(event)
      FROM ballot
      WHERE vote_id = \(vote) RETURNING id
      """)
    try db.execute(
      """
      INSERT INTO contest_signature (contest_id, person_id, outcome, event_id)
      VALUES (\(contest), \(person), 'restored', \(event))
      """)
    try db.execute(
      """
      INSERT INTO incident (token, vote_id, title, text, author_id, written_event_id, written_at, signer_id, leaf,
        published_at, published_event_id)
      VALUES ('yyyyyyyyyy', \(vote), 'Une panne', 'Dix minutes.', \(person), \(event), \(now), \(person), 8, \(now),
        \(event))
      """)
    try db.execute(
      """
      INSERT INTO vote_draw (token, vote_id, held_at, numbers, source, author_id, written_event_id, written_at,
        signer_id, leaf, published_at, published_event_id)
      VALUES ('yyyyyyyyyy', \(vote), \(now), '3 14', 'tirages.example', \(person), \(event), \(now), \(person), 9,
        \(now), \(event))
      """)
  }
}
