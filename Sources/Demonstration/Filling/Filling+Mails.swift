import Deposits
import Directory
import Localization
import Platform
import Storage

extension Filling {
  /// Mails of the last days, sent, waiting or refused, each to an address under `.example`; three addresses refuse.
  static func mails(into database: Database) async throws {
    try await database.write { db in
      let deposits = try newest(db)
      let letters = try InventedMail.all.compactMap { mail in try letter(mail, deposits, db) }
      for (letter, fate) in letters.sorted(by: { $0.0.at < $1.0.at }) { try write(letter, fate, db) }
    }
  }

  private struct Letter {
    var mail: OutgoingMail
    var at: Instant
  }

  private struct NewDeposit: RowDecodable {
    var token: String
    var number: Int
    var title: String
    var organisation: String
    var mailbox: String
    var at: Instant

    init(from row: inout Row) throws {
      token = try row.next()
      number = try row.next()
      title = try row.next()
      organisation = try row.next()
      mailbox = try row.next()
      at = try row.next()
    }
  }

  /// The newest invented contributions, each with the mailbox of its depositor.
  private static func newest(_ db: Snapshot) throws -> [NewDeposit] {
    try db.rows(
      """
      SELECT contribution.token, contribution.number, contribution_version.title, organisation.name,
        organisation_mailbox.mail, contribution.published_at
      FROM contribution
      JOIN contribution_version ON contribution_version.contribution_id = contribution.id
        AND contribution_version.number = contribution.version
      JOIN organisation ON organisation.id = contribution.organisation_id
      JOIN organisation_mailbox ON organisation_mailbox.organisation_id = organisation.id
      WHERE organisation.source = \(OrganisationSource.demonstration)
      ORDER BY contribution.id DESC LIMIT 30
      """)
  }

  private static func letter(
    _ mail: InventedMail, _ deposits: [NewDeposit], _ db: Snapshot
  ) throws -> (Letter, InventedMail.Fate)? {
    let at = Demonstration.start.adding(seconds: -60 * (mail.minutes ?? 0))
    let address: String
    switch mail.recipient {
    case .depositor(let place):
      guard place < deposits.count else { return nil }
      return (acknowledgement(of: deposits[place]), mail.fate)
    case .asker(let place): address = InventedAsker.all[place].mail
    case .character(let key):
      guard let character = Character.all.first(where: { $0.key == key }) else { return nil }
      address = character.mail
    }
    let person = try Person.all(with: address, db).first?.id
    let written = OutgoingMail(
      fact: "demonstration/\(address)/\(mail.minutes ?? 0)", to: address, person: person,
      subject: mail.subject ?? "", body: mail.body ?? "")
    return (Letter(mail: written, at: at), mail.fate)
  }

  private static func acknowledgement(of deposit: NewDeposit) -> Letter {
    let body = """
      Bonjour,

      Votre contribution « \(deposit.title) » est publiée sous le n° \(deposit.number) pour \(deposit.organisation).

      Chaque contribution est lue. Vous recevrez la réponse à cette adresse.

      """
    let mail = OutgoingMail(
      fact: "contribution/\(deposit.token)/published", to: deposit.mailbox, person: nil,
      subject: "Accusé de réception : contribution n° \(deposit.number)", body: body)
    return Letter(mail: mail, at: deposit.at)
  }

  /// Queues it as its fact did, then says what its server answered.
  private static func write(_ letter: Letter, _ fate: InventedMail.Fate, _ db: Transaction) throws {
    try letter.mail.queue(db, at: letter.at)
    let (fact, recipient) = (letter.mail.fact, letter.mail.recipient)
    guard
      let id = try db.value(
        "SELECT id FROM outgoing_mail WHERE fact = \(fact) AND recipient = \(recipient)", as: Int64.self)
    else { return }
    let answeredAt = letter.at.adding(seconds: 40)
    switch fate {
    case .waiting(let answer, let tries, let again):
      let next = Demonstration.start.adding(seconds: 60 * again)
      try db.execute(
        """
        UPDATE outgoing_mail SET answer = \(answer), tries = \(tries), next_try_at = \(next),
          tried_at = \(Demonstration.start.adding(seconds: -7_200)) WHERE id = \(id)
        """)
    case .sent(let answer): try settle(id, as: .sent, answer, at: answeredAt, db)
    case .refused(let answer, let byBounce):
      try settle(id, as: .refused, answer, at: answeredAt, db)
      try refuse(recipient, in: id, answer, byBounce: byBounce, at: answeredAt, db)
    }
  }

  private static func settle(
    _ id: Int64, as state: OutgoingMail.State, _ answer: String, at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      UPDATE outgoing_mail SET state = \(state), tries = 1, tried_at = \(now), settled_at = \(now),
        answer = \(answer) WHERE id = \(id)
      """)
  }

  private static func refuse(
    _ address: String, in mail: Int64, _ answer: String, byBounce: Bool, at now: Instant, _ db: Transaction
  ) throws {
    let event = try Event("address.refused", on: .init("mail", mail), by: .job, at: now).record(db)
    try db.execute(
      """
      INSERT INTO refusing_address (mail, since, source, answer, noted_event_id)
      VALUES (\(address), \(now), \(byBounce ? "bounce" : "dialogue"), \(answer), \(event))
      """)
  }
}
