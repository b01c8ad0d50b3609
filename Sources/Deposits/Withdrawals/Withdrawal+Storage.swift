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
    try uncount(db)
  }

  /// A correction that nobody has begun to write goes; what somebody has written stays hers to read.
  private func dropEmptyCorrections(_ db: Transaction) throws {
    guard let draft = try Draft.correcting(id, db) else { return }
    let hasFiles = try !DraftAttachments(of: draft, db).own.isEmpty
    if !hasFiles, DraftBase(draft.text, rubric) == DraftBase(text, rubric) { try draft.delete(db) }
  }

  private func uncount(_ db: Transaction) throws {
    try db.execute(
      """
      UPDATE deposit_figures SET contributions = contributions - 1,
        authority_supports = authority_supports - \(authoritySupports),
        other_supports = other_supports - \(otherSupports)
      WHERE consultation_id = \(consultation) AND rubric = \(rubric)
      """)
    let others =
      try db.value(
        """
        SELECT count(*) FROM contribution
        WHERE organisation_id = \(organisation) AND consultation_id = \(consultation) AND \(Withdrawal.stands)
        """, as: Int.self) ?? 0
    // An organisation was counted where its first contribution is.
    let place: SQL = """
      coalesce((SELECT department FROM contribution WHERE id = \(id)), '')
      """
    try db.execute(
      """
      UPDATE deposit_department SET contributions = contributions - 1,
        organisations = organisations - \(others == 0 ? 1 : 0)
      WHERE consultation_id = \(consultation) AND department = \(place)
      """)
  }
}
