import Consultations
package import Deposits
package import Localization
package import Platform
package import Storage

extension Proposition: RowDecodable {
  static let columns: SQL = """
    proposition.id, proposition.token, proposition.consultation_id, proposition.event_id, wording.title, wording.text,
    wording.kind, wording.themes, wording.lowest_cost, wording.highest_cost, wording.cost_source,
    wording.retained_cost, wording.language
    """
  /// With its newest wording that lasts.
  static let source: SQL = """
    proposition JOIN wording ON wording.proposition_id = proposition.id AND wording.ended_event_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM wording AS newer
        WHERE newer.previous_id = wording.id AND newer.ended_event_id IS NULL)
    """
  /// With its newest wording that lasts and is published.
  static let publishedSource: SQL = """
    proposition JOIN wording ON wording.id = (SELECT max(known.id) FROM wording AS known
      JOIN wording_publication ON wording_publication.wording_id = known.id
      WHERE known.proposition_id = proposition.id AND known.ended_event_id IS NULL)
    """
  /// Those that a contribution feeds or fed, and those to which their words went on: one that is merged adds its text
  /// to another, one that is divided gives its own.
  package static func holding(wordsOf contribution: Int64) -> SQL {
    """
    WITH RECURSIVE fed (id) AS (
      SELECT grouping.proposition_id FROM grouping JOIN decision ON decision.id = grouping.decision_id
        WHERE decision.contribution_id = \(contribution)
      UNION SELECT regrouping.to_proposition_id FROM fed
        JOIN regrouping ON regrouping.from_proposition_id = fed.id AND regrouping.kind <> 'moved')
    SELECT id FROM fed
    """
  }
  /// Lets through those that a published decision on a contribution that stands feeds.
  static let isPublic: SQL = """
    EXISTS (SELECT 1 FROM grouping JOIN decision ON decision.id = grouping.decision_id
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN contribution ON contribution.id = decision.contribution_id
      WHERE grouping.proposition_id = proposition.id AND decision.ended_event_id IS NULL AND \(Withdrawal.stands))
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    consultation = try row.next()
    event = try row.next()
    wording = Wording()
    wording.title = try row.next()
    wording.text = try row.next()
    wording.kind = try row.next()
    wording.themes = (try row.next() as String).split(separator: " ").map(String.init)
    let lowest: Int? = try row.next()
    let highest: Int? = try row.next()
    if let lowest, let highest, lowest <= highest { wording.cost = lowest...highest }
    wording.costSource = try row.next()
    wording.retainedCost = try row.next()
    wording.language = Language(rawValue: try row.next()) ?? .french
  }

  /// Those that last, by their titles.
  package static func all(of consultation: Int64, _ db: Snapshot) throws -> [Proposition] {
    try db.rows(
      """
      SELECT \(columns) FROM \(source)
      WHERE proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL
      ORDER BY wording.title, proposition.id
      """)
  }

  /// Those that everyone may read.
  package static func published(in consultation: Int64, _ db: Snapshot) throws -> [Proposition] {
    try db.rows(
      """
      SELECT \(columns) FROM \(publishedSource)
      WHERE proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL AND \(isPublic)
      ORDER BY wording.title, proposition.id
      """)
  }

  static func with(token: String, in consultation: Int64, _ db: Snapshot) throws -> Proposition? {
    try db.first(
      """
      SELECT \(columns) FROM \(source) WHERE proposition.token = \(token)
        AND proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL
      """)
  }

  /// One that lasts, for whoever has it before her.
  /// - Throws: `PropositionRefusal.gone` for one that has ended since, `NotFound` for one that never was.
  static func edited(token: String, in consultation: Int64, _ db: Snapshot) throws -> Proposition {
    if let found = try with(token: token, in: consultation, db) { return found }
    let ended = try db.value(
      "SELECT id FROM proposition WHERE token = \(token) AND consultation_id = \(consultation)", as: Int64.self)
    throw ended == nil ? NotFound() : PropositionRefusal.gone
  }

  /// One that everyone may read, as everyone reads it.
  static func published(token: String, in consultation: Int64, _ db: Snapshot) throws -> Proposition? {
    try db.first(
      """
      SELECT \(columns) FROM \(publishedSource) WHERE proposition.token = \(token)
        AND proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL AND \(isPublic)
      """)
  }

  /// Those of some decisions that feed a proposition of which nobody has written the text.
  static func withoutText(_ decisions: [Int64], _ db: Snapshot) throws -> Set<Int64> {
    guard !decisions.isEmpty else { return [] }
    return Set(
      try db.values(
        """
        SELECT grouping.decision_id FROM \(source) JOIN grouping ON grouping.proposition_id = proposition.id
        WHERE wording.text = '' AND grouping.decision_id IN (\(SQL.list(decisions)))
        """, as: Int64.self))
  }

  /// Shows all its wording in force, as an act of its own; nothing happens where it is shown already.
  /// - Throws: `PropositionRefusal.noText`.
  package func publish(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard try hasUnpublishedWording(db) else { return }
    guard !wording.text.isEmpty else { throw PropositionRefusal.noText }
    let event = try Event(
      "proposition.published", on: .init("proposition", id), by: actor, at: now, consultation: consultation
    ).record(db)
    try publishWording(event: event, at: now, db)
  }

  /// Publishes the wording in force; nothing happens where it is already.
  func publishWording(event: Int64, at now: Instant, _ db: Transaction) throws {
    guard let current = try currentWording(db) else { return }
    try Self.publish(wording: current, event: event, at: now, db)
  }

  /// Nothing happens where it is published already.
  static func publish(wording: Int64, event: Int64, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO wording_publication (wording_id, event_id, published_at) VALUES (\(wording), \(event), \(now))
      ON CONFLICT DO NOTHING
      """)
  }

  /// The wordings in force of what some decisions feed, of those that are not published, by decision.
  static func unpublishedWordings(of decisions: [Int64], _ db: Snapshot) throws -> [Int64: [Int64]] {
    let found = try db.rows(
      """
      SELECT grouping.decision_id, wording.id FROM \(source) JOIN grouping ON grouping.proposition_id = proposition.id
      LEFT JOIN wording_publication ON wording_publication.wording_id = wording.id
      WHERE grouping.decision_id IN (\(SQL.list(decisions))) AND wording_publication.id IS NULL ORDER BY grouping.id
      """
    ) { row in (decision: try row.next(Int64.self), wording: try row.next(Int64.self)) }
    return Dictionary(grouping: found, by: \.decision).mapValues { $0.map(\.wording) }
  }

  /// Where the wording that everyone read holds no more and none before it was published, the one in force is: what a
  /// published decision feeds has a text.
  static func publishWhatIsLeft(in consultation: Int64, event: Int64, at now: Instant, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO wording_publication (wording_id, event_id, published_at)
      SELECT wording.id, \(event), \(now) FROM \(source)
      WHERE proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL AND \(isPublic)
        AND NOT EXISTS (SELECT 1 FROM wording AS known
          JOIN wording_publication ON wording_publication.wording_id = known.id
          WHERE known.proposition_id = proposition.id AND known.ended_event_id IS NULL)
      """)
  }

  /// Whether everyone reads an older wording than the one in force.
  func hasUnpublishedWording(_ db: Snapshot) throws -> Bool {
    guard try isPublished(db), let current = try currentWording(db) else { return false }
    let known = try db.value("SELECT id FROM wording_publication WHERE wording_id = \(current)", as: Int64.self)
    return known == nil
  }

  func isPublished(_ db: Snapshot) throws -> Bool {
    try db.value("SELECT proposition.id FROM proposition WHERE id = \(id) AND \(Self.isPublic)", as: Int64.self) != nil
  }

  /// Those that decisions feed, by decision.
  /// - Parameter asPublished: as everyone reads them.
  static func of(decisions: [Int64], asPublished: Bool = false, _ db: Snapshot) throws -> [Int64: [Proposition]] {
    guard !decisions.isEmpty else { return [:] }
    let source = asPublished ? publishedSource : Self.source
    var found: [Int64: [Proposition]] = [:]
    try db.forEach(
      """
      SELECT grouping.decision_id, \(columns) FROM \(source) JOIN grouping ON grouping.proposition_id = proposition.id
      WHERE grouping.decision_id IN (\(SQL.list(decisions))) ORDER BY grouping.id
      """
    ) { row in
      let decision: Int64 = try row.next()
      found[decision, default: []].append(try Proposition(from: &row))
    }
    return found
  }

  /// How many contributions feed each; a divided one counts once.
  static func contributions(of propositions: [Int64], onlyPublished: Bool, _ db: Snapshot) throws -> [Int64: Int] {
    guard !propositions.isEmpty else { return [:] }
    let known: SQL =
      onlyPublished ? "JOIN decision_publication ON decision_publication.decision_id = decision.id" : ""
    let found = try db.rows(
      """
      SELECT grouping.proposition_id, count(DISTINCT decision.contribution_id) FROM grouping
      JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL \(known)
      JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
      WHERE grouping.proposition_id IN (\(SQL.list(propositions))) GROUP BY grouping.proposition_id
      """
    ) { row in (proposition: try row.next(Int64.self), count: try row.next(Int.self)) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.proposition, $0.count) })
  }

  /// How many distinct organisations support one of the contributions that feed each proposition, authorities and other
  /// bodies apart: never a sum of what the contributions have.
  /// - Parameter onlyPublished: counts the decisions that everyone knows alone.
  static func supports(of propositions: [Int64], onlyPublished: Bool, _ db: Snapshot) throws
    -> [Int64: (authorities: Int, others: Int)]
  {
    guard !propositions.isEmpty else { return [:] }
    let known: SQL =
      onlyPublished ? "JOIN decision_publication ON decision_publication.decision_id = decision.id" : ""
    var found: [Int64: (authorities: Int, others: Int)] = [:]
    try db.forEach(
      """
      SELECT supporter.proposition_id,
        sum(CASE WHEN organisation.kind IN ('commune', 'intercommunality', 'department', 'region') THEN 1 ELSE 0 END),
        count(*)
      FROM (SELECT DISTINCT grouping.proposition_id, support.organisation_id FROM grouping
        JOIN decision ON decision.id = grouping.decision_id AND decision.ended_event_id IS NULL \(known)
        JOIN contribution ON contribution.id = decision.contribution_id AND \(Withdrawal.stands)
        JOIN support ON support.contribution_id = decision.contribution_id AND support.ended_event_id IS NULL
        WHERE grouping.proposition_id IN (\(SQL.list(propositions)))) AS supporter
      JOIN organisation ON organisation.id = supporter.organisation_id
      GROUP BY supporter.proposition_id
      """
    ) { row in
      let proposition: Int64 = try row.next()
      let authorities: Int = try row.next()
      found[proposition] = (authorities, try row.next(Int.self) - authorities)
    }
    return found
  }

  /// Makes one with its first wording, within an act.
  /// - Throws: `PropositionRefusal`.
  static func make(
    _ wording: Wording, taking composition: Composition? = nil, token: Token, in consultation: Int64, event: Int64,
    at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    if let refusal = wording.refusal(among: try Theme.all(of: consultation, db).map(\.slug)) { throw refusal }
    let id = try db.insert(
      """
      INSERT INTO proposition (token, consultation_id, event_id, made_at)
      VALUES (\(token.text), \(consultation), \(event), \(now)) RETURNING id
      """)
    try write(wording, taking: composition, after: nil, of: id, event: event, at: now, db)
    return id
  }

  /// Replaces the wording that was read.
  /// - Parameters:
  ///   - composition: what it takes of the contributions; that of the one before where nothing is said.
  ///   - read: the number of that wording.
  /// - Throws: `PropositionRefusal`.
  func reword(
    _ wording: Wording, taking composition: Composition? = nil, read: Int64, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    if let refusal = wording.refusal(among: try Theme.all(of: consultation, db).map(\.slug)) { throw refusal }
    guard try currentWording(db) == read else { throw PropositionRefusal.changedMeanwhile }
    let event = try Event(
      "proposition.reworded", on: .init("proposition", id), by: actor, at: now, consultation: consultation
    ).record(db)
    try Self.write(wording, taking: composition, after: read, of: id, event: event, at: now, db)
  }

  /// Replaces the wording in force, whatever it is.
  /// - Parameter contributions: those of which every sentence that stands in the text is picked; nil where it takes
  ///   what the one before did.
  package static func reword(
    _ token: String, to wording: Wording, taking contributions: [Contribution]? = nil, in consultation: Int64,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let proposition = try with(token: token, in: consultation, db), let read = try proposition.currentWording(db)
    else { throw PropositionRefusal.gone }
    let sentences = contributions?.flatMap { contribution in
      contribution.text.longAnswers.sorted { $0.key < $1.key }.flatMap { field, text in
        PickedSentence.all(of: contribution.id, version: contribution.version, field: field, text)
      }
    }
    try proposition.reword(
      wording, taking: sentences.map { Composition(sentences: $0) }, read: read, by: actor, at: now, db)
  }

  /// - Throws: `PropositionRefusal`: `.blotted` where the words that were read are no longer those of their row.
  func requireUnblotted(_ read: ReadWording, _ db: Snapshot) throws {
    guard let isBlotted = try Self.isBlotted(read, of: token, db) else { throw PropositionRefusal.changedMeanwhile }
    if isBlotted { throw PropositionRefusal.blotted }
  }

  /// Whether the words that were read are no longer those of their row; nil where the proposition has no such row.
  static func isBlotted(_ read: ReadWording, of token: String, _ db: Snapshot) throws -> Bool? {
    let words = try db.first(
      """
      SELECT wording.title, wording.text, wording.cost_source FROM wording
      JOIN proposition ON proposition.id = wording.proposition_id
      WHERE wording.id = \(read.id) AND proposition.token = \(token)
      """
    ) { row in
      var words = Wording(title: try row.next(), text: try row.next())
      words.costSource = try row.next()
      return words
    }
    return words.map { ReadWording(id: read.id, $0) != read }
  }

  /// The number of its wording in force.
  func currentWording(_ db: Snapshot) throws -> Int64? {
    try db.value("SELECT wording.id FROM \(Self.source) WHERE proposition.id = \(id)", as: Int64.self)
  }

  static func write(
    _ wording: Wording, taking composition: Composition? = nil, after previous: Int64?, of proposition: Int64,
    event: Int64, at now: Instant, _ db: Transaction
  ) throws {
    let id = try db.insert(
      """
      INSERT INTO wording (proposition_id, previous_id, title, text, kind, themes, lowest_cost, highest_cost,
        cost_source, retained_cost, language, event_id, written_at)
      VALUES (\(proposition), \(previous), \(wording.title), \(wording.text), \(wording.kind),
        \(wording.themes.joined(separator: " ")), \(wording.cost?.lowerBound), \(wording.cost?.upperBound),
        \(wording.costSource), \(wording.retainedCost), \(wording.language.rawValue), \(event), \(now)) RETURNING id
      """)
    let before = try previous.map { try Composition.of(wording: $0, onlyPublished: false, db) }
    try (composition ?? before ?? Composition()).write(with: id, in: wording.text, db)
  }
}
