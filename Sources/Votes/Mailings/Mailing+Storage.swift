import Consultations
import Directory
import Localization
import Platform
import Storage

extension Mailing {
  private static let atOnce = 200

  /// What is still to be written, of all votes that are open.
  static func waiting(at now: Instant, _ db: Snapshot) throws -> [Mailing] {
    let open: [Vote] = try db.rows(
      "SELECT \(Vote.columns) FROM vote WHERE opened_at IS NOT NULL AND closes_at > \(now) ORDER BY id")
    return try open.flatMap { vote in
      let known = try db.rows("SELECT step, entry, finished_at FROM vote_mailing WHERE vote_id = \(vote.id)") { row in
        (step: try row.next(Step.self), entry: try row.next(Int64.self), end: try row.next(Instant?.self))
      }
      return due(in: vote, at: now).compactMap { step in
        guard let begun = known.first(where: { $0.step == step }) else {
          return Mailing(vote: vote, step: step, entry: 0)
        }
        return begun.end == nil ? Mailing(vote: vote, step: step, entry: begun.entry) : nil
      }
    }
  }

  /// Writes to some hundreds of the first that waits.
  /// - Returns: whether there is more.
  static func advance(
    _ language: @escaping ReaderLanguage, _ site: Site, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard let mailing = try waiting(at: now, db).first,
      let consultation = try Consultation.with(id: mailing.vote.consultation, db)
    else { return false }
    let letters = MailingLetters(consultation: consultation, language: language, site: site)
    try mailing.advance(letters, at: now, db)
    return true
  }

  private func advance(_ letters: MailingLetters, at now: Instant, _ db: Transaction) throws {
    let entries = try db.rows(
      """
      SELECT roll_entry.id, roll_entry.organisation_id,
        CASE WHEN attendance.id IS NULL THEN 0 ELSE 1 END FROM roll_entry
      LEFT JOIN attendance ON attendance.vote_id = roll_entry.vote_id
        AND attendance.organisation_id = roll_entry.organisation_id
      WHERE roll_entry.vote_id = \(vote.id) AND roll_entry.id > \(entry) ORDER BY roll_entry.id LIMIT \(Self.atOnce)
      """
    ) { row in
      (id: try row.next(Int64.self), organisation: try row.next(Int64.self), came: try row.next(Int64.self) == 1)
    }
    let silent = entries.filter { !$0.came }.map(\.organisation)
    for organisation in try Organisation.with(ids: silent, db) {
      try letters.write(to: organisation, of: self, at: now, db)
    }
    let isFinished = entries.count < Self.atOnce
    try note(through: entries.last?.id ?? entry, finished: isFinished ? now : nil, db)
  }

  private func note(through entry: Int64, finished: Instant?, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO vote_mailing (vote_id, step, entry, finished_at)
      VALUES (\(vote.id), \(step), \(entry), \(finished))
      ON CONFLICT (vote_id, step) DO UPDATE SET entry = excluded.entry, finished_at = excluded.finished_at
      """)
  }

  /// Notes that a vote of a demonstration writes to nobody.
  static func skip(_ vote: Int64, at now: Instant, _ db: Transaction) throws {
    for step in Step.allCases {
      try db.execute(
        """
        INSERT INTO vote_mailing (vote_id, step, entry, finished_at) VALUES (\(vote), \(step), 0, \(now))
        ON CONFLICT (vote_id, step) DO NOTHING
        """)
    }
  }
}
