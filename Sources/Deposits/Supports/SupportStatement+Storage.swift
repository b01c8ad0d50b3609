package import Localization
package import Platform
package import Storage

extension SupportStatement: RowDecodable {
  static let columns: SQL = """
    support_statement.purpose, support_statement.language, support_statement.experiments, support_statement.co_carries
    """

  package init(from row: inout Row) throws {
    purpose = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    experiments = try row.next(Int.self) == 1
    coCarries = try row.next(Int.self) == 1
  }

  /// What one organisation says with its live support.
  package static func of(_ organisation: Int64, on contribution: Int64, _ db: Snapshot) throws -> SupportStatement? {
    try db.first(
      """
      SELECT \(columns) FROM support_statement
      JOIN support ON support.id = support_statement.support_id AND support.ended_event_id IS NULL
      WHERE support.contribution_id = \(contribution) AND support.organisation_id = \(organisation)
        AND support_statement.ended_event_id IS NULL
      """)
  }

  /// Whether what an organisation says was written here by somebody, and not brought by a file.
  static func isMadeHere(by organisation: Int64, on contribution: Int64, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT support_statement.support_id FROM support_statement
      JOIN support ON support.id = support_statement.support_id AND support.ended_event_id IS NULL
      JOIN journal ON journal.id = support_statement.made_event_id
      WHERE support.contribution_id = \(contribution) AND support.organisation_id = \(organisation)
        AND support_statement.ended_event_id IS NULL AND journal.through <> \(Event.Through.command)
      """, as: Int64.self) != nil
  }

  /// The organisations that support a contribution and are ready to co-carry it, the first first.
  static func readyToCoCarry(_ contribution: Int64, limit: Int, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT support.organisation_id FROM support_statement
      JOIN support ON support.id = support_statement.support_id AND support.ended_event_id IS NULL
      WHERE support.contribution_id = \(contribution) AND support_statement.ended_event_id IS NULL
        AND support_statement.co_carries = 1 ORDER BY support.id LIMIT \(limit)
      """)
  }

  /// Says it for an organisation, in place of what it said before; false when there is nothing to change.
  /// - Throws: `DepositRefusal.notSupporting` where the organisation does not support.
  @discardableResult
  package func make(
    on contribution: Contribution, for organisation: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    if let refusal { throw refusal }
    let support = try db.value(
      """
      SELECT id FROM support WHERE contribution_id = \(contribution.id) AND organisation_id = \(organisation)
        AND ended_event_id IS NULL
      """, as: Int64.self)
    guard let support else { throw DepositRefusal.notSupporting }
    let earlier = try Self.of(organisation, on: contribution.id, db)
    guard earlier != self, earlier != nil || !isEmpty else { return false }
    let event = try Event(
      "support.stated", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: contribution.consultation, details: [("organisation", .number(organisation))]
    ).record(db)
    try db.execute(
      """
      UPDATE support_statement SET ended_event_id = \(event)
      WHERE support_id = \(support) AND ended_event_id IS NULL
      """)
    guard !isEmpty else { return true }
    try db.execute(
      """
      INSERT INTO support_statement (support_id, purpose, language, experiments, co_carries, made_event_id)
      VALUES (\(support), \(purpose), \(language.rawValue), \(experiments ? 1 : 0), \(coCarries ? 1 : 0), \(event))
      """)
    return true
  }
}
