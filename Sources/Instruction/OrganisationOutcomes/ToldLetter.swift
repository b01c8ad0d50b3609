import Localization
import Platform
import Storage

/// A letter that went out about a contribution, to those who deposit it or to the addressee that it is redirected to:
/// of what, when, to how many addresses, and how many refused it. What waits to leave is not told yet.
struct ToldLetter: Sendable, Equatable {
  var kind: Kind
  /// When the first left, or was refused where none has.
  var at: Instant
  var addresses: Int
  var refused: Int

  enum Kind: Sendable, Equatable {
    case decision, corrected, undone, asked, reminded, addressee, upheld, waitingAgain, draft, replied, replyUndone
    case reworded

    var title: Phrase {
      switch self {
      case .decision: t("La décision et sa raison")
      case .corrected: t("La décision corrigée, et sa raison")
      case .undone: t("L’annulation de la décision")
      case .asked: t("La demande au guichet")
      case .reminded: t("Le rappel au guichet")
      case .addressee: t("La réponse du guichet")
      case .upheld: t("La réponse à la demande de réexamen")
      case .waitingAgain: t("L’annulation de cette réponse")
      case .draft: t("Un projet de proposition à relire")
      case .replied: t("Réponse à votre remarque sur un projet de proposition")
      case .replyUndone: t("La réponse à votre remarque est annulée")
      case .reworded: t("La correction d’une proposition qu’elle alimente")
      }
    }
  }

  /// What letters tell, by the fact of each, with the contributions that it is about.
  private typealias Facts = [String: [(contribution: Int64, kind: Kind)]]

  /// Those about some contributions of an organisation, the oldest first.
  /// - Parameter isMine: with those about drafts, which are its own, and with what was refused.
  static func all(
    of contributions: [Int64], to organisation: Int64, isMine: Bool, _ db: Snapshot
  ) throws -> [Int64: [ToldLetter]] {
    guard !contributions.isEmpty else { return [:] }
    let decisions = try aboutDecisions(of: contributions, db)
    // One about a proposition leaves for several organisations at once: what this one was sent is told.
    let received = received(by: organisation)
    let drafts = isMine ? try aboutDrafts(of: contributions, to: organisation, db) : [:]
    let corrections = try aboutCorrections(of: contributions, received, db)
    var found: [Int64: [ToldLetter]] = [:]
    for (facts, condition) in [(decisions, nil), (drafts, received), (corrections, received)] {
      for told in try told(Array(facts.keys), condition, db) where isMine || told.addresses > 0 {
        for about in facts[told.fact] ?? [] {
          found[about.contribution, default: []].append(
            ToldLetter(
              kind: about.kind, at: told.at, addresses: told.addresses, refused: isMine ? told.refused : 0))
        }
      }
    }
    return found.mapValues { $0.sorted { $0.at < $1.at } }
  }

  /// When each of some facts was told, to how many addresses, and how many refused it.
  private static func told(
    _ facts: [String], _ condition: SQL?, _ db: Snapshot
  ) throws -> [(fact: String, at: Instant, addresses: Int, refused: Int)] {
    guard !facts.isEmpty else { return [] }
    let those: SQL = condition.map { "AND \($0)" } ?? ""
    return try db.rows(
      """
      SELECT outgoing_mail.fact,
        coalesce(min(CASE WHEN outgoing_mail.state = 'sent' THEN outgoing_mail.settled_at END),
          min(outgoing_mail.settled_at)),
        sum(CASE WHEN outgoing_mail.state = 'sent' THEN 1 ELSE 0 END),
        sum(CASE WHEN outgoing_mail.state = 'refused' THEN 1 ELSE 0 END)
      FROM outgoing_mail
      WHERE outgoing_mail.fact IN (\(SQL.list(facts))) AND outgoing_mail.state <> 'waiting'
        AND outgoing_mail.settled_at IS NOT NULL \(those)
      GROUP BY outgoing_mail.fact ORDER BY min(outgoing_mail.created_at), outgoing_mail.fact
      """
    ) { row in (fact: try row.next(), at: try row.next(), addresses: try row.next(), refused: try row.next()) }
  }

  /// Lets through the letters to those who act for an organisation, or did, and to its official mailboxes.
  private static func received(by organisation: Int64) -> SQL {
    """
    (outgoing_mail.person_id IN (SELECT mandate.person_id FROM mandate WHERE mandate.organisation_id = \(organisation))
      OR outgoing_mail.person_id IS NULL AND outgoing_mail.recipient IN (SELECT organisation_mailbox.mail
        FROM organisation_mailbox WHERE organisation_mailbox.organisation_id = \(organisation)))
    """
  }

  private static func aboutDecisions(of contributions: [Int64], _ db: Snapshot) throws -> Facts {
    var facts: Facts = [:]
    try db.forEach(
      """
      SELECT decision.contribution_id, decision.token, addressee_answer.id, reexamination_answer.id FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      LEFT JOIN addressee_answer ON addressee_answer.decision_id = decision.id
      LEFT JOIN reexamination ON reexamination.decision_id = decision.id
      LEFT JOIN reexamination_answer ON reexamination_answer.reexamination_id = reexamination.id
      WHERE decision.contribution_id IN (\(SQL.list(contributions)))
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let token: String = try row.next()
      facts["decision/\(token)"] = [(contribution, .decision)]
      facts["decision/\(token)/undone"] = [(contribution, .undone)]
      facts["redirection/\(token)/asked"] = [(contribution, .asked)]
      for days in AddresseeAnswer.reminders {
        facts["redirection/\(token)/reminder/\(days)"] = [(contribution, .reminded)]
      }
      if let answer: Int64 = try row.next() {
        facts["redirection/\(token)/answer/\(answer)"] = [(contribution, .addressee)]
      }
      if let answer: Int64 = try row.next() {
        facts["reexamination/\(token)/answer/\(answer)"] = [(contribution, .upheld)]
        facts["reexamination/\(token)/answer/\(answer)/undone"] = [(contribution, .waitingAgain)]
      }
    }
    // A regrouping writes anew, and so does its undoing: each by the line of the journal of what it made.
    try db.forEach(
      """
      SELECT DISTINCT decision.contribution_id, decision.token, other.event_id FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN decision AS other ON other.contribution_id = decision.contribution_id
      WHERE decision.contribution_id IN (\(SQL.list(contributions)))
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let token: String = try row.next()
      facts["decision/\(token)/instead/\(try row.next(Int64.self))"] = [(contribution, .corrected)]
    }
    return facts
  }

  /// Of the drafts that contributions fed when they were sent, and of the replies to what this organisation found
  /// missing there; decisions need not be published.
  private static func aboutDrafts(
    of contributions: [Int64], to organisation: Int64, _ db: Snapshot
  ) throws -> Facts {
    var facts: Facts = [:]
    let sent = try db.rows(
      """
      SELECT DISTINCT decision.contribution_id, author_reading.id, remark_reply.event_id FROM author_reading
      JOIN grouping ON grouping.proposition_id = author_reading.proposition_id
      JOIN decision ON decision.id = grouping.decision_id AND decision.event_id < author_reading.event_id
        AND (decision.ended_event_id IS NULL OR decision.ended_event_id > author_reading.event_id)
      LEFT JOIN author_remark ON author_remark.author_reading_id = author_reading.id
        AND author_remark.organisation_id = \(organisation)
      LEFT JOIN remark_reply ON remark_reply.author_remark_id = author_remark.id
      WHERE decision.contribution_id IN (\(SQL.list(contributions)))
      """
    ) { row in
      (contribution: try row.next(Int64.self), reading: try row.next(Int64.self), reply: try row.next(Int64?.self))
    }
    for (reading, about) in Dictionary(grouping: sent, by: \.reading) {
      facts["draft/\(reading)"] = Set(about.map(\.contribution)).map { ($0, .draft) }
      for one in about {
        guard let reply = one.reply else { continue }
        let fact = "draft/\(reading)/reply/\(reply)"
        facts[fact, default: []].append((one.contribution, .replied))
        facts[fact + "/undone", default: []].append((one.contribution, .replyUndone))
      }
    }
    return facts
  }

  /// Of what replaced the public wording of a proposition: the letter is queued with the line of the journal. Its facts
  /// are those between `correction/token/` and the sign after `/`, which an index finds.
  private static func aboutCorrections(
    of contributions: [Int64], _ received: SQL, _ db: Snapshot
  ) throws -> Facts {
    let sent = try db.rows(
      """
      SELECT DISTINCT journal.subject_id, outgoing_mail.fact FROM journal
      JOIN proposition ON proposition.consultation_id = journal.consultation_id
        AND journal.details = '{"proposition":' || CAST(proposition.id AS TEXT) || '}'
      JOIN outgoing_mail ON outgoing_mail.created_at = journal.at
        AND outgoing_mail.fact > 'correction/' || proposition.token || '/'
        AND outgoing_mail.fact < 'correction/' || proposition.token || '0'
      WHERE journal.subject_type = 'contribution' AND journal.subject_id IN (\(SQL.list(contributions)))
        AND journal.kind = 'proposition.corrected' AND \(received)
      """
    ) { row in (contribution: try row.next(Int64.self), fact: try row.next(String.self)) }
    return Dictionary(grouping: sent, by: \.fact).mapValues { $0.map { ($0.contribution, .reworded) } }
  }
}
