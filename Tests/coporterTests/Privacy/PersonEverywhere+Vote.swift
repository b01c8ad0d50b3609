import Localization
import Proof
import Storage

@testable import Directory
@testable import Platform
@testable import Votes

extension PersonEverywhere {
  /// What a vote keeps of her: the national register names the head of the body where she acts as elected; she asked
  /// for the right to cast, confirmed somebody else's, holds one, signed a contest and an incident, and typed a draw.
  func vote() async throws {
    let (id, towns, now) = (id, cast.towns, cast.towns.asking.time.clock.now())
    try await database.write { db in
      let actor = Actor(person: id, through: .session)
      let vote = try db.value("SELECT max(id) FROM vote", as: Int64.self) ?? 0
      guard let opened = try Vote.with(id: vote, db) else { return }
      try CastingRight.grantHead(
        to: id, of: towns.pau.id, in: opened, by: .officialMailbox, actor: actor, at: now, db)
      try db.execute("UPDATE mandate SET kind = 'elected' WHERE person_id = \(id)")
      try db.execute(
        """
        INSERT INTO registered_head (organisation_id, family_name, given_name, since_at)
        SELECT DISTINCT organisation_id, 'NOM', 'Prénom', CAST(\(now) AS BIGINT) FROM mandate
        WHERE person_id = \(id) AND organisation_id NOT IN (SELECT organisation_id FROM registered_head)
        """)
      let request = try db.insert(
        """
        INSERT INTO right_request (token, vote_id, organisation_id, person_id, asked_at, sent_to, wrong_tries, outcome)
        VALUES ('vvvvvvvvvv', \(vote), \(towns.dax.id), \(id), \(now), 'mairie.dax@wanadoo.fr', 0, 'given')
        RETURNING id
        """)
      let event = try Event("casting-right.confirmed", on: .init("organisation", towns.dax.id), by: actor, at: now)
        .record(db)
      try db.execute(
        "INSERT INTO right_confirmation (request_id, person_id, event_id) VALUES (\(request), \(id), \(event))")
      try db.execute(
        """
        INSERT INTO right_end_signature (right_id, person_id, reason, event_id)
        SELECT max(id), \(id), 'contested', \(event) FROM casting_right
        """)
      try db.execute(
        """
        INSERT INTO prepared_ballot (vote_id, organisation_id, person_id, choices, prepared_at, event_id)
        VALUES (\(vote), \(towns.pau.id), \(id), '', \(now), \(event))
        """)
      try db.execute(
        """
        INSERT INTO contest_signature (contest_id, person_id, outcome, event_id)
        SELECT max(id), \(id), 'restored', \(event) FROM contest
        """)
      try db.execute(
        """
        INSERT INTO incident (token, vote_id, title, text, author_id, written_event_id, written_at, signer_id, leaf,
          published_at, published_event_id)
        VALUES ('zzzzzzzzzz', \(vote), 'Une panne', 'Dix minutes.', \(id), \(event), \(now), \(id), 9, \(now),
          \(event))
        """)
      // A vote has one draw that stands: she takes the place of whoever typed it.
      try db.execute("UPDATE vote_draw SET author_id = \(id), signer_id = \(id)")
    }
  }
}
