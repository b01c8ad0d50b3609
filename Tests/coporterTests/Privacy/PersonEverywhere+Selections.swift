import Localization
import Storage

@testable import Platform
@testable import Selections

extension PersonEverywhere {
  /// What a committee keeps of her: the seat that she has taken.
  func sit() async throws {
    let (id, now) = (id, cast.towns.asking.time.clock.now())
    try await database.write { db in
      let committee = try db.value("SELECT max(id) FROM committee", as: Int64.self) ?? 0
      let event = try Event(
        "committee.accepted", on: .init("person", id), by: Actor(person: id, through: .session), at: now
      )
      .record(db)
      try db.execute(
        """
        INSERT INTO committee_seat (token, committee_id, body, mail, person_id, rank, is_chair, invited_event_id,
          invited_at, letters, accepted_event_id)
        VALUES ('sssssssss9', \(committee), \(Self.lasting), \(Self.mail), \(id), 'titular', \(false), \(event), \(now),
          1, \(event))
        """)
    }
  }
}
