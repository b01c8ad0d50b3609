package import Consultations
import Forms
package import Localization
import Platform
package import Storage

/// A text that is being written. Saved by itself and by a button; seen by its author until it belongs to an
/// organisation, then by those who act for it. Ends by its publication, or deleted by one of them.
package struct Draft: Sendable, Equatable, RowDecodable {
  package var id: Int64
  package var token: String
  package var consultation: Int64
  package var organisation: Int64?
  package var person: Int64
  /// The operator that began it for a member.
  package var `operator`: Int64?
  package var rubric: Rubric
  /// The contribution that it corrects.
  package var contribution: Int64?
  /// Grows with each save.
  package var revision: Int
  package var savedBy: Int64
  package var savedAt: Instant
  package var text: ContributionText
  /// The window that saved it last, and the marks of what its form held then.
  var savedFrom: String
  var savedBase: String

  static let columns: SQL = """
    id, token, consultation_id, organisation_id, person_id, operator_id, rubric, contribution_id, revision, saved_by,
    saved_at,
    \(ContributionText.columns), saved_from, saved_base
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    consultation = try row.next()
    organisation = try row.next()
    person = try row.next()
    self.operator = try row.next()
    rubric = try row.next()
    contribution = try row.next()
    revision = try row.next()
    savedBy = try row.next()
    savedAt = try row.next()
    text = try ContributionText(from: &row)
    savedFrom = try row.next()
    savedBase = try row.next()
  }

  /// Its text as it is published: answers to what is asked now, and to nothing else.
  /// - Throws: `ContributionText.Refusal`, what is missing or cannot be used.
  func publishable(_ db: Snapshot) throws -> ContributionText {
    let asked = try RubricQuestionnaire.current(of: consultation, rubric, db)
    if let refusal = text.refusalToPublish(as: rubric, asking: asked?.questionnaire) { throw refusal }
    if let asked = asked?.questionnaire {
      let files = try asked.questions.contains { $0.type == .file } ? DraftAttachments(of: self, db).kept : []
      if let refusal = try text.refusalOfNames(asked: asked, files: files, db) { throw refusal }
    }
    var published = text
    published.answers = asked?.questionnaire.published(text.answers) ?? Answers()
    published.questionnaire = asked?.id
    return published
  }

  /// What is missing before it can be published.
  func refusalToPublish(_ db: Snapshot) throws -> ContributionText.Refusal? {
    do { _ = try publishable(db) } catch let refusal as ContributionText.Refusal { return refusal }
    return nil
  }

  package static func with(token: String, _ db: Snapshot) throws -> Draft? {
    try db.first("SELECT \(columns) FROM draft WHERE token = \(token)")
  }

  static func with(id: Int64, _ db: Snapshot) throws -> Draft? {
    try db.first("SELECT \(columns) FROM draft WHERE id = \(id)")
  }

  /// Those that a person may continue in a consultation, the last saved first.
  static func all(for person: SignedIn, in consultation: Int64, _ db: Snapshot) throws -> [Draft] {
    let organisations = person.standings.map(\.organisation)
    let shared: SQL = """
      SELECT draft.id FROM codeposit JOIN draft
      ON draft.id = codeposit.draft_id OR draft.contribution_id = codeposit.contribution_id
      WHERE codeposit.organisation_id IN (\(SQL.list(organisations))) AND \(Codeposit.stands)
      """
    let colleagues: SQL =
      organisations.isEmpty ? "" : "OR organisation_id IN (\(SQL.list(organisations))) OR id IN (\(shared))"
    return try db.rows(
      """
      SELECT \(columns) FROM draft
      WHERE consultation_id = \(consultation) AND (person_id = \(person.id) AND organisation_id IS NULL \(colleagues))
      ORDER BY saved_at DESC, id DESC LIMIT 500
      """)
  }

  /// The draft that corrects a contribution, if somebody has begun one.
  static func correcting(_ contribution: Int64, _ db: Snapshot) throws -> Draft? {
    try db.first("SELECT \(columns) FROM draft WHERE contribution_id = \(contribution) ORDER BY id LIMIT 1")
  }

  /// A first save.
  static func create(
    token: String, rubric: Rubric, text: ContributionText, in consultation: Int64, for organisation: Int64?,
    by person: Int64, of operator: Int64? = nil, correcting contribution: Int64? = nil, from window: String = "",
    at now: Instant, _ db: Transaction
  ) throws {
    let held = DraftBase(text, rubric).text
    try db.execute(
      """
      INSERT INTO draft (token, consultation_id, organisation_id, person_id, operator_id, rubric, contribution_id,
        publishes_when_confirmed, revision, saved_by, saved_at, begun_at, saved_from, saved_base,
        \(ContributionText.columns))
      VALUES (\(token), \(consultation), \(organisation), \(person), \(`operator`), \(rubric), \(contribution),
        \(false), 1,
        \(person), \(now), \(now), \(window), \(held), \(text.values))
      """)
  }

  /// What became of a save.
  enum Saving: Sendable, Equatable {
    case saved(revision: Int)
    /// With what others had changed elsewhere in it meanwhile.
    case merged(revision: Int)
    /// Both have changed the same answer: nothing is overwritten, what was typed is kept apart.
    case contested
  }

  /// One more save. What others have changed since `seen` stays; where it is the very answer that was typed, both are
  /// kept, and nobody's overwritten.
  func save(
    _ typed: ContributionText, upon seen: DraftSeen, by person: Int64, for organisation: Int64?, at now: Instant,
    _ db: Transaction
  ) throws -> Saving {
    // What her window saved last is hers, though its answer may have been lost on the way.
    let isHers = !seen.window.isEmpty && seen.window == savedFrom
    let merge = DraftMerge(
      typed, upon: text, rubric, base: isHers ? DraftBase(form: savedBase) : seen.base,
      isNewer: revision > seen.revision)
    guard merge.conflicts.isEmpty else {
      try DraftConflict.keep(typed, seen: seen, token, rubric, in: consultation, by: person, at: now, db)
      return .contested
    }
    // What is sent again says nothing new.
    if merge.text == text, revision > seen.revision, merge.text == typed { return .saved(revision: revision) }
    try write(
      merge.text, from: seen.window, holding: DraftBase(typed, rubric), by: person, for: organisation, at: now, db)
    return merge.text == typed ? .saved(revision: revision + 1) : .merged(revision: revision + 1)
  }

  /// Writes a text that was decided.
  func write(
    _ text: ContributionText, from window: String = "", holding held: DraftBase, by person: Int64,
    for organisation: Int64?,
    at now: Instant, _ db: Transaction
  ) throws {
    try db.execute(
      """
      UPDATE draft SET (\(ContributionText.columns)) = (\(text.values)), revision = revision + 1, saved_by = \(person),
        saved_at = \(now), organisation_id = \(self.organisation ?? organisation), saved_from = \(window),
        saved_base = \(held.text)
      WHERE id = \(id)
      """)
  }

  /// To be published as soon as its author may act for an organisation.
  func publishWhenConfirmed(_ db: Transaction) throws {
    try db.execute("UPDATE draft SET publishes_when_confirmed = \(true) WHERE id = \(id)")
  }

  /// Those of a consultation that are no correction, and whose last reminder is another.
  static func unpublished(
    in consultation: Int64, begunBefore instant: Instant, without reminder: String, _ db: Snapshot
  ) throws -> [Draft] {
    try db.rows(
      """
      SELECT \(columns) FROM draft
      WHERE consultation_id = \(consultation) AND contribution_id IS NULL AND reminded <> \(reminder)
        AND (begun_at IS NULL OR begun_at <= \(instant))
      ORDER BY id
      """)
  }

  /// Writes down the reminder that was written for it.
  func mark(_ reminder: String, _ db: Transaction) throws {
    try db.execute("UPDATE draft SET reminded = \(reminder) WHERE id = \(id)")
  }

  /// Those that wait for their author to act for an organisation; a correction belongs to another's contribution.
  static func waiting(of person: Int64, _ db: Snapshot) throws -> [Draft] {
    try db.rows(
      """
      SELECT \(columns) FROM draft
      WHERE person_id = \(person) AND operator_id IS NULL AND publishes_when_confirmed = \(true)
        AND contribution_id IS NULL ORDER BY id
      """)
  }

  /// With the files that are its own alone.
  func delete(_ db: Transaction) throws {
    try Codeposit.deleteAll(of: id, db)
    try Attachment.deleteAll(in: id, db)
    // What is typed too late for it holds words of the contribution: a redaction finds it by this.
    if let contribution {
      try db.execute("INSERT INTO ended_correction (token, contribution_id) VALUES (\(token), \(contribution))")
    }
    try db.execute("DELETE FROM draft WHERE id = \(id)")
  }
}
