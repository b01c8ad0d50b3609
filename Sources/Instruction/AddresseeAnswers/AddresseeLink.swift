import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/guichet/…`: what a letter to an addressee carries; it opens the page on which one answers.
struct AddresseeLinkAddress: SecretAddress {
  static let pattern: StaticString = "/guichet/{secret}"
  var secret: Secret
}

/// The link of a letter to an addressee, of which the database keeps the hash alone. It serves as often as one likes,
/// as long as the decision lasts.
enum AddresseeLink {
  private static func hash(_ link: Secret) -> [UInt8] { link.hash(for: "addressee") }

  static func keep(_ link: Secret, to decision: Int64, days: Int, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO addressee_link (decision_id, days, link_hash, sent_at)
      VALUES (\(decision), \(days), \(hash(link)), \(now))
      """)
  }

  /// When the addressees of some decisions were first written to.
  static func asked(_ decisions: [Int64], _ db: Snapshot) throws -> [Int64: Instant] {
    guard !decisions.isEmpty else { return [:] }
    let found = try db.rows(
      "SELECT decision_id, sent_at FROM addressee_link WHERE days = 0 AND decision_id IN (\(SQL.list(decisions)))"
    ) { row in (decision: try row.next(Int64.self), at: try row.next(Instant.self)) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.decision, $0.at) })
  }

  /// The decision to which a link leads; nil for one that was never sent.
  /// - Throws: `AddresseeAnswerRefusal` where its decision holds no more.
  static func decision(of link: Secret, _ db: Snapshot) throws -> Decision? {
    let found = try db.first(
      """
      SELECT \(Decision.columns), decision.ended_event_id FROM \(Decision.source)
      JOIN addressee_link ON addressee_link.decision_id = decision.id
      WHERE addressee_link.link_hash = \(hash(link))
      """
    ) { row in (decision: try Decision(from: &row), ended: try row.next(Int64?.self)) }
    guard let found else { return nil }
    guard found.ended == nil else { throw AddresseeAnswerRefusal.undone }
    return found.decision
  }

  /// One that has not answered, and to which another letter is due.
  struct Silent: Sendable {
    var decision: Int64
    var askedAt: Instant

    /// The reminder that is due; of two that are, only the later is written.
    func days(at now: Instant) -> Int {
      AddresseeAnswer.reminders.last { askedAt <= now.adding(seconds: -Int64($0) * AddresseeAnswer.daySeconds) } ?? 0
    }
  }

  static func silent(at now: Instant, limit: Int, _ db: Snapshot) throws -> [Silent] {
    let due: [SQL] = AddresseeAnswer.reminders.map { days in
      """
      (asked.sent_at <= \(now.adding(seconds: -Int64(days) * AddresseeAnswer.daySeconds)) AND NOT EXISTS (
        SELECT 1 FROM addressee_link AS later WHERE later.decision_id = asked.decision_id AND later.days >= \(days)))
      """
    }
    return try db.rows(
      """
      SELECT asked.decision_id, asked.sent_at FROM addressee_link AS asked
      JOIN decision ON decision.id = asked.decision_id
      WHERE asked.days = 0 AND decision.ended_event_id IS NULL AND (\(due.joined(separator: " OR ")))
        AND NOT EXISTS (SELECT 1 FROM addressee_answer WHERE addressee_answer.decision_id = asked.decision_id)
        AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.contribution_id = decision.contribution_id
          AND withdrawal.ended_event_id IS NULL)
      ORDER BY asked.sent_at, asked.id LIMIT \(limit)
      """
    ) { row in Silent(decision: try row.next(), askedAt: try row.next()) }
  }
}

/// What an addressee has before it: a published redirection that holds.
struct AskedAddressee: Sendable {
  var decision: Decision
  var contribution: Contribution
  var consultation: Consultation
  var addressee: Addressee
}

extension AskedAddressee {
  /// - Throws: `AddresseeAnswerRefusal` where there is nothing left to answer.
  init(_ decision: Decision, _ db: Snapshot) throws {
    guard let contribution = try Contribution.with(ids: [decision.contribution], db).first,
      let consultation = try Consultation.with(id: contribution.consultation, db),
      let addressee = try Addressee.of(decisions: [decision.id], db)[decision.id]
    else { throw AddresseeAnswerRefusal.unknown }
    guard try Withdrawal.of(contribution.id, db) == nil else { throw AddresseeAnswerRefusal.withdrawn }
    self.init(decision: decision, contribution: contribution, consultation: consultation, addressee: addressee)
  }

  /// Those of some decisions, by decision; where there is nothing left to answer, none.
  static func still(_ decisions: [Decision], _ db: Snapshot) throws -> [Int64: AskedAddressee] {
    guard !decisions.isEmpty else { return [:] }
    let ids = Array(Set(decisions.map(\.contribution)))
    let standing = Set(
      try db.values(
        "SELECT contribution.id FROM contribution WHERE contribution.id IN (\(SQL.list(ids))) AND \(Withdrawal.stands)",
        as: Int64.self))
    let read = try Contribution.with(ids: ids.filter(standing.contains), db)
    let contributions = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
    var consultations: [Int64: Consultation] = [:]
    for id in Set(read.map(\.consultation)) { consultations[id] = try Consultation.with(id: id, db) }
    let addressees = try Addressee.of(decisions: decisions.map(\.id), db)
    var found: [Int64: AskedAddressee] = [:]
    for decision in decisions {
      guard let contribution = contributions[decision.contribution],
        let consultation = consultations[contribution.consultation], let addressee = addressees[decision.id]
      else { continue }
      found[decision.id] = AskedAddressee(
        decision: decision, contribution: contribution, consultation: consultation, addressee: addressee)
    }
    return found
  }

  /// What a link leads to; nil for one that was never sent.
  /// - Throws: `AddresseeAnswerRefusal`.
  static func with(_ link: Secret, _ db: Snapshot) throws -> AskedAddressee? {
    try AddresseeLink.decision(of: link, db).map { try AskedAddressee($0, db) }
  }
}
