import Localization
import Storage

@testable import Directory
@testable import Platform
@testable import Selections

extension Cast {
  /// A committee of the vote that is held, with a row in each of its tables: the agent of Dax presides over it.
  func holdCommittee(in consultation: Int64) async throws {
    let now = towns.asking.time.clock.now()
    let dax = towns.dax.id
    try await towns.asking.house.database.write { db in
      let event = try Event("committee.made", on: .init("consultation", consultation), by: .command, at: now).record(db)
      let vote = try db.value("SELECT max(id) FROM vote", as: Int64.self) ?? 0
      let proposition = try db.value("SELECT min(proposition_id) FROM vote_proposition", as: Int64.self) ?? 0
      let committee = try db.insert(
        """
        INSERT INTO committee (consultation_id, vote_id, quorum, envelope, spent, rules_version, made_event_id)
        VALUES (\(consultation), \(vote), 1, 30000000, 100000, 2, \(event)) RETURNING id
        """)
      let person = try Person.all(with: "agent@wanadoo.fr", db).first?.id
      let seat = try db.insert(
        """
        INSERT INTO committee_seat (token, committee_id, organisation_id, body, mail, person_id, rank, is_chair,
          invited_event_id, invited_at, letters, accepted_event_id)
        VALUES ('sssssssss0', \(committee), \(dax), 'Ville de Dax', 'agent@wanadoo.fr', \(person), 'titular', \(true),
          \(event), \(now), 1, \(event)) RETURNING id
        """)
      let group = try db.insert(
        """
        INSERT INTO working_group (token, committee_id, title, meetings, summary, made_event_id, edited_at)
        VALUES ('sssssssss3', \(committee), 'Accueil', 'Le 4 mai, à Dax', 'À essayer.', \(event), \(now)) RETURNING id
        """)
      try db.execute(
        "INSERT INTO working_group_proposition (group_id, proposition_id) VALUES (\(group), \(proposition))")
      try Self.grade(proposition, by: seat, at: now, event, db)
      try Self.decide(proposition, by: seat, in: committee, at: now, event, db)
    }
  }

  private static func grade(
    _ proposition: Int64, by seat: Int64, at now: Instant, _ event: Int64, _ db: Transaction
  ) throws {
    let sheet = try db.insert(
      """
      INSERT INTO grade_sheet (seat_id, proposition_id, comment, saved_at)
      VALUES (\(seat), \(proposition), 'Utile.', \(now)) RETURNING id
      """)
    try db.execute("INSERT INTO grade (sheet_id, criterion, value) VALUES (\(sheet), 1, 4)")
    try db.execute("INSERT INTO grade_sending (seat_id, event_id, sent_at) VALUES (\(seat), \(event), \(now))")
    try db.execute(
      """
      INSERT INTO committee_recusal (seat_id, proposition_id, event_id, declared_at, ended_event_id)
      VALUES (\(seat), \(proposition), \(event), \(now), \(event))
      """)
  }

  private static func decide(
    _ proposition: Int64, by seat: Int64, in committee: Int64, at now: Instant, _ event: Int64, _ db: Transaction
  ) throws {
    let sitting = try db.insert(
      """
      INSERT INTO sitting (token, committee_id, place, current_id, opened_event_id, opened_at)
      VALUES ('sssssssss1', \(committee), 'Paris', \(proposition), \(event), \(now)) RETURNING id
      """)
    try db.execute(
      """
      INSERT INTO presence (sitting_id, seat_id, state, event_id, said_at)
      VALUES (\(sitting), \(seat), 'present', \(event), \(now))
      """)
    let ruling = try db.insert(
      """
      INSERT INTO ruling (token, committee_id, sitting_id, proposition_id, list, amount, reason, goes_against,
        is_casting, event_id, made_at)
      VALUES ('sssssssss2', \(committee), \(sitting), \(proposition), 'develop', 100000, 'Parce que.', \(true),
        \(false), \(event), \(now)) RETURNING id
      """)
    try db.execute(
      """
      INSERT INTO ruling_voice (ruling_id, seat_id, voice, is_remote) VALUES (\(ruling), \(seat), 'for', \(false))
      """)
    try db.execute(
      """
      INSERT INTO rejected_ruling (token, sitting_id, proposition_id, list, amount, pros, cons, abstained, event_id,
        made_at)
      VALUES ('sssssssss4', \(sitting), \(proposition), 'develop', 200000, 0, 1, 0, \(event), \(now))
      """)
    let minutes = try db.insert(
      """
      INSERT INTO minutes (committee_id, opening, closing, edited_event_id, told_through, is_told)
      VALUES (\(committee), 'Pour commencer.', 'Pour finir.', \(event), 0, \(false)) RETURNING id
      """)
    try db.execute(
      "INSERT INTO minutes_piece (minutes_id, number, bytes) VALUES (\(minutes), 0, \(Array("%PDF-".utf8)))")
  }
}
