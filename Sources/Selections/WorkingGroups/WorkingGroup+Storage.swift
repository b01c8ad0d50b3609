package import Localization
package import Platform
package import Storage

extension WorkingGroup: RowDecodable {
  static let columns: SQL = "id, token, title, meetings, summary, edited_at"

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    words = Words(title: try row.next(), propositions: [])
    words.meetings = try row.next()
    words.summary = try row.next()
    editedAt = try row.next()
  }

  /// Those of a committee, in the order in which they were made.
  static func all(in committee: Int64, _ db: Snapshot) throws -> [WorkingGroup] {
    var groups: [WorkingGroup] = try db.rows(
      "SELECT \(columns) FROM working_group WHERE committee_id = \(committee) AND ended_event_id IS NULL ORDER BY id")
    var propositions: [Int64: [Int64]] = [:]
    try db.forEach(
      """
      SELECT working_group_proposition.group_id, working_group_proposition.proposition_id
      FROM working_group_proposition JOIN working_group ON working_group.id = working_group_proposition.group_id
      WHERE working_group.committee_id = \(committee) ORDER BY working_group_proposition.id
      """
    ) { row in
      let group: Int64 = try row.next()
      propositions[group, default: []].append(try row.next())
    }
    for place in groups.indices { groups[place].words.propositions = propositions[groups[place].id] ?? [] }
    return groups
  }

  /// - Throws: `WorkingGroup.Refusal`.
  package static func make(
    _ words: Words, token: Token, in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    try words.check()
    guard try all(in: committee.id, db).count < most else { throw Refusal.tooMany }
    let event = try committee.event("working-group.made", by: actor, at: now).record(db)
    let id = try db.insert(
      """
      INSERT INTO working_group (token, committee_id, title, meetings, summary, made_event_id, edited_at)
      VALUES (\(token.text), \(committee.id), \(words.title), \(words.meetings), \(words.summary), \(event), \(now))
      RETURNING id
      """)
    try words.tie(to: id, db)
  }

  /// - Parameter seen: the version of the words that the form showed.
  /// - Throws: `WorkingGroup.Refusal`.
  package func edit(
    _ words: Words, seen: String, in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    try words.check()
    guard words != self.words else { return }
    guard seen == self.words.version else { throw Refusal.changed }
    try committee.event("working-group.edited", by: actor, at: now).record(db)
    try db.execute(
      """
      UPDATE working_group SET title = \(words.title), meetings = \(words.meetings), summary = \(words.summary),
        edited_at = \(now) WHERE id = \(id)
      """)
    try db.execute("DELETE FROM working_group_proposition WHERE group_id = \(id)")
    try words.tie(to: id, db)
  }

  func end(in committee: Committee, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let made = try db.value("SELECT made_event_id FROM working_group WHERE id = \(id)", as: Int64.self)
    let event = try committee.event("working-group.ended", by: actor, at: now, undoes: made).record(db)
    try db.execute("UPDATE working_group SET ended_event_id = \(event) WHERE id = \(id)")
  }
}

extension WorkingGroup.Words {
  fileprivate func tie(to group: Int64, _ db: Transaction) throws {
    for proposition in propositions {
      try db.execute(
        "INSERT INTO working_group_proposition (group_id, proposition_id) VALUES (\(group), \(proposition))")
    }
  }
}
