package import Localization
package import Platform
package import Storage

extension Withdrawal: RowDecodable {
  package init(from row: inout Row) throws {
    reason = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    at = try row.next()
  }

  /// Lets through the contributions that are still there.
  package static let stands: SQL = """
    NOT EXISTS (SELECT 1 FROM withdrawal
    WHERE withdrawal.contribution_id = contribution.id AND withdrawal.ended_event_id IS NULL)
    """

  package static func of(_ contribution: Int64, _ db: Snapshot) throws -> Withdrawal? {
    try db.first(
      """
      SELECT reason, reason_language, withdrawn_at FROM withdrawal
      WHERE contribution_id = \(contribution) AND ended_event_id IS NULL
      """)
  }
}

extension Contribution {
  /// Those that an organisation, or one that deposits with it, has taken back: the newest first.
  static func withdrawn(by organisation: Int64, in consultation: Int64, limit: Int, _ db: Snapshot) throws
    -> [Contribution]
  {
    try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE (contribution.organisation_id = \(organisation) OR contribution.id IN (
          SELECT contribution_id FROM codeposit WHERE codeposit.organisation_id = \(organisation)
            AND codeposit.contribution_id IS NOT NULL AND \(Codeposit.stands)))
        AND contribution.consultation_id = \(consultation) AND NOT (\(Withdrawal.stands))
      ORDER BY contribution.id DESC LIMIT \(limit)
      """)
  }

  /// Takes it back: its figures and those of its supports leave the counts.
  /// - Parameter journaledAt: when that is written down, for one that was taken back elsewhere.
  /// - Throws: `WithdrawalRefusal`.
  package func withdraw(
    because reason: String, in language: Language, by actor: Actor, at now: Instant, journaledAt: Instant? = nil,
    _ db: Transaction
  ) throws {
    if let refusal = Withdrawal.refusal(reason) { throw refusal }
    guard try Withdrawal.of(id, db) == nil else { throw WithdrawalRefusal.done }
    let event = try Event(
      "contribution.withdrawn", on: .init("contribution", id), by: actor, at: journaledAt ?? now,
      consultation: consultation
    ).record(db)
    try db.execute(
      """
      INSERT INTO withdrawal (contribution_id, reason, reason_language, withdrawn_event_id, withdrawn_at)
      VALUES (\(id), \(reason), \(language.rawValue), \(event), \(now))
      """)
    try Codeposit.lapse(with: self, by: actor, at: now, db)
    try dropEmptyCorrections(db)
    try count(-1, db)
  }

  /// Puts it back on line, with the text, the supports and the comments that it had. Invitations to deposit with it
  /// that nobody had answered are not made again.
  /// - Throws: `WithdrawalRefusal`.
  package func putBack(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let began = try db.value(
      "SELECT withdrawn_event_id FROM withdrawal WHERE contribution_id = \(id) AND ended_event_id IS NULL",
      as: Int64.self)
    guard let began else { throw WithdrawalRefusal.undone }
    let event = try Event(
      "contribution.put-back", on: .init("contribution", id), by: actor, at: now, consultation: consultation,
      undoes: began
    ).record(db)
    try db.execute(
      "UPDATE withdrawal SET ended_event_id = \(event) WHERE contribution_id = \(id) AND ended_event_id IS NULL")
    try count(1, db)
  }

  /// A correction that nobody has begun to write goes; what somebody has written stays hers to read.
  private func dropEmptyCorrections(_ db: Transaction) throws {
    guard let draft = try Draft.correcting(id, db) else { return }
    let hasFiles = try !DraftAttachments(of: draft, db).own.isEmpty
    if !hasFiles, DraftBase(draft.text, rubric) == DraftBase(text, rubric) { try draft.delete(db) }
  }

  /// Counts it once more, or once less, with its supports.
  private func count(_ step: Int, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE deposit_figures SET contributions = contributions + \(step),
        authority_supports = authority_supports + \(step * authoritySupports),
        other_supports = other_supports + \(step * otherSupports)
      WHERE consultation_id = \(consultation) AND rubric = \(rubric)
      """)
    let others =
      try db.value(
        """
        SELECT count(*) FROM contribution
        WHERE organisation_id = \(organisation) AND consultation_id = \(consultation) AND id <> \(id)
          AND \(Withdrawal.stands)
        """, as: Int.self) ?? 0
    // An organisation was counted where its first contribution is.
    let place: SQL = """
      coalesce((SELECT department FROM contribution WHERE id = \(id)), '')
      """
    try db.execute(
      """
      UPDATE deposit_department SET contributions = contributions + \(step),
        organisations = organisations + \(others == 0 ? step : 0)
      WHERE consultation_id = \(consultation) AND department = \(place)
      """)
  }
}
