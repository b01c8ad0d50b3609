import Consultations
import Directory
import Forms
package import Platform
package import Retrieval
import Storage
import Synchronization

/// The texts of the contributions, in memory, to be found by their words. Filled behind the start, then brought up to
/// date from the journal at each search.
package final class ContributionSearch: Sendable {
  private let database: Database
  private let state = Mutex(State())
  package let filling = Filling()

  fileprivate struct State {
    var index = TextIndex()
    var likeness = LikenessIndex()
    /// What is told to resemble the contributions that were asked about since a text last changed.
    var alike: [Int64: [Alike]] = [:]
    /// How often a text changed.
    var changes = 0
    var consultations: [Int64: Int64] = [:]
    /// The last line of the journal that was read.
    var watermark: Int64 = 0
    var isFilled = false
  }

  /// What is told to resemble a contribution: another, and the words that both have.
  package struct Alike: Sendable, Equatable {
    package var contribution: Int64
    package var shared: [String]
  }

  package struct Found: Sendable, Equatable {
    /// The best first.
    package var ids: [Int64]
    package var total: Int
    /// Not every text was read yet, or the question had more words than are looked at.
    package var isPartial: Bool
    package var corrections: [TextIndex.Correction]
    /// What to mark in their texts.
    package var sought: TextIndex.Sought
  }

  init(database: Database) { self.database = database }

  /// Whether every text was read; until then a search may miss some.
  var isFilled: Bool { state.withLock { $0.isFilled } }

  /// How many texts are read at a time, so that searches go on meanwhile.
  private static let batch = 500

  /// Begins to read every text, behind the start; called once.
  func begin() { filling.begin { await self.fill() } }

  /// Reads every text, before any search follows the journal.
  func fill() async {
    let last = try? await database.read { db in
      try db.value("SELECT max(id) FROM journal", as: Int64?.self) ?? nil
    }
    guard await readAll({ text in state.withLock { state in state.add(text) } }) else { return }
    state.withLock { state in state.end(at: (last ?? nil) ?? 0) }
  }

  /// Reads every text anew beside what serves, then puts it in its place: a word that was blotted out is not in it, nor
  /// among the words that a mistyped one may have meant.
  private func refill() async {
    let last = try? await database.read { db in
      try db.value("SELECT max(id) FROM journal", as: Int64?.self) ?? nil
    }
    let fresh = Mutex(State())
    guard await readAll({ text in fresh.withLock { state in state.add(text) } }) else { return }
    fresh.withLock { state in state.end(at: (last ?? nil) ?? 0) }
    let filled = fresh.withLock { $0 }
    state.withLock { state in
      let changes = state.changes
      state = filled
      state.changes = changes + 1
    }
  }

  /// Shows every text, some at a time; false when the server stops.
  private func readAll(_ add: (Text) -> Void) async -> Bool {
    var after: Int64 = 0
    while true {
      let start = after
      let texts = try? await database.read { db in try Text.after(start, limit: Self.batch, db) }
      guard let texts else {
        // A database that does not answer now is asked again; until then results are said to be partial.
        do { try await Task.sleep(for: .seconds(1)) } catch { return false }
        continue
      }
      guard let end = texts.last?.id else { return true }
      for text in texts { add(text) }
      after = end
      await Task.yield()
    }
  }

  /// Finds `limit` contributions of a consultation; `among` restricts them.
  func find(
    _ query: String, in consultation: Int64, limit: Int, among: Set<Int64>?, _ db: Snapshot
  ) throws -> Found {
    try followJournal(db)
    return state.withLock { state in
      let consultations = state.consultations
      let results = state.index.search(query, limit: limit) { id in
        consultations[id] == consultation && (among?.contains(id) ?? true)
      }
      return Found(
        ids: results.hits.map(\.id), total: results.total, isPartial: results.isPartial || !state.isFilled,
        corrections: results.corrections, sought: results.sought)
    }
  }

  /// Marks what was sought in the texts that `body` shows; the index is held meanwhile.
  func reading<Result: Sendable>(
    _ sought: TextIndex.Sought, _ body: (_ marked: (String) -> MarkedText) -> Result
  ) -> Result {
    state.withLock { state in body { text in MarkedText(text, state.index.marks(sought, in: text)) } }
  }

  /// What resembles a text among the contributions of a consultation, the nearest first. While the texts are still
  /// being read, among those that were.
  func near(
    _ text: LikenessIndex.Text, in consultation: Int64, limit: Int, _ db: Snapshot
  ) throws -> [LikenessIndex.Near] {
    try followJournal(db)
    return state.withLock { $0.near(text, in: consultation, except: nil, limit: limit) }
  }

  /// How rare words are among the texts: 1 for what none has, 0 for what all have.
  func rarities(of words: Set<String>) -> [String: Double] {
    state.withLock { state in
      Dictionary(uniqueKeysWithValues: words.map { ($0, state.index.rarity(of: $0)) })
    }
  }

  /// How many answers are kept for the pages of contributions.
  private static let kept = 10_000

  /// What is told to resemble a contribution; kept until a text changes, since its page is asked for often, and a page
  /// of the desk has twenty of them.
  /// - Parameter reckon: what is told of the nearest ones.
  func alike(
    _ contribution: Int64, _ text: LikenessIndex.Text, in consultation: Int64, limit: Int, _ db: Snapshot,
    _ reckon: ([LikenessIndex.Near]) throws -> [Alike]
  ) throws -> [Alike] {
    let isCurrent = try followJournal(db)
    let (known, changes) = state.withLock { ($0.alike[contribution], $0.changes) }
    if let known { return known }
    let near = state.withLock { $0.near(text, in: consultation, except: contribution, limit: limit) }
    let alike = try reckon(near)
    guard isCurrent else { return alike }
    state.withLock { state in
      // A text has changed meanwhile: what was read of it is told once, and kept nowhere.
      guard state.changes == changes else { return }
      if state.alike.count >= Self.kept { state.alike = [:] }
      state.alike[contribution] = alike
    }
    return alike
  }

  /// Reads again what was published, corrected, taken back or put back since the last search.
  /// - Returns: whether the snapshot sees all that was read, and every text was.
  @discardableResult
  private func followJournal(_ db: Snapshot) throws -> Bool {
    let (watermark, isFilled) = state.withLock { ($0.watermark, $0.isFilled) }
    guard isFilled else { return false }
    let last = try db.value("SELECT max(id) FROM journal", as: Int64?.self) ?? nil
    guard let last, last > watermark else { return last == watermark }
    let changed: [Int64] = try db.values(
      """
      SELECT contribution_id FROM contribution_version WHERE event_id > \(watermark) AND event_id <= \(last)
      UNION
      SELECT attachment.contribution_id FROM attachment_text
      JOIN attachment ON attachment.id = attachment_text.attachment_id
      WHERE attachment_text.event_id > \(watermark) AND attachment_text.event_id <= \(last)
        AND attachment.contribution_id IS NOT NULL
      UNION
      SELECT subject_id FROM journal
      WHERE id > \(watermark) AND id <= \(last) AND kind = 'contribution.files-changed'
      UNION
      SELECT contribution_id FROM codeposit WHERE contribution_id IS NOT NULL
        AND (accepted_event_id > \(watermark) AND accepted_event_id <= \(last)
          OR ended_event_id > \(watermark) AND ended_event_id <= \(last))
      UNION
      SELECT contribution_id FROM withdrawal WHERE ended_event_id > \(watermark) AND ended_event_id <= \(last)
      UNION
      SELECT contribution_id FROM redaction
      WHERE settled_event_id > \(watermark) AND settled_event_id <= \(last) AND outcome = 'done'
      ORDER BY 1
      """)
    let redactions = try db.value(
      """
      SELECT count(*) FROM redaction
      WHERE settled_event_id > \(watermark) AND settled_event_id <= \(last) AND outcome = 'done'
      """, as: Int.self)
    let texts = try Text.with(ids: changed, db)
    let withdrawn: [Int64] = try db.values(
      """
      SELECT contribution_id FROM withdrawal WHERE withdrawn_event_id > \(watermark) AND withdrawn_event_id <= \(last)
      ORDER BY contribution_id
      """)
    let isApplied = state.withLock { state in
      // Another search has read on meanwhile, maybe further than this snapshot sees.
      guard state.watermark == watermark else { return false }
      for id in withdrawn { state.remove(id) }
      for text in texts { state.add(text) }
      state.watermark = last
      return true
    }
    guard isApplied else { return try followJournal(db) }
    if redactions ?? 0 > 0 { Task { await refill() } }
    return true
  }

  /// What is read of a contribution: title, text, all else; the names of those who deposit are found too.
  fileprivate struct Text: RowDecodable {
    var id: Int64
    var consultation: Int64
    var title: String
    var today: String
    var rest: String
    var organisation: String
    /// The descriptions and the texts of its public files.
    var attachments: [String] = []
    /// Answers of one word that may point at a body of the directory.
    var pointers: [String]

    private static let columns: SQL = """
      contribution.id, contribution.consultation_id, contribution_version.title, contribution_version.today,
      contribution_version.for_whom, contribution_version.existing, contribution_version.expected,
      contribution_version.maintainer, contribution_version.users, contribution_version.licence,
      contribution_version.answers, organisation.name
      """
    private static let source: SQL = """
      contribution JOIN contribution_version ON contribution_version.contribution_id = contribution.id
      AND contribution_version.number = contribution.version
      JOIN organisation ON organisation.id = contribution.organisation_id
      """

    init(from row: inout Row) throws {
      id = try row.next()
      consultation = try row.next()
      title = try row.next()
      today = try row.next()
      let forWhom: String = try row.next()
      let existing: String = try row.next()
      let expected: String = try row.next()
      let maintainer: String = try row.next()
      let users: String = try row.next()
      let licence: String = try row.next()
      let typed = Answers(json: try row.next())
      let answers = typed.typed.values.joined()
      // What was written; an option that was chosen is one word of the questionnaire.
      let written = answers.filter { $0.contains(" ") }.sorted()
      pointers = typed.pointers
      rest = ([forWhom, existing, expected, maintainer, users, licence] + written).joined(separator: "\n")
      organisation = try row.next()
    }

    static func after(_ id: Int64, limit: Int, _ db: Snapshot) throws -> [Text] {
      try completed(
        try db.rows(
          """
          SELECT \(columns) FROM \(source) WHERE contribution.id > \(id) AND \(Withdrawal.stands)
          ORDER BY contribution.id LIMIT \(limit)
          """), db)
    }

    static func with(ids: [Int64], _ db: Snapshot) throws -> [Text] {
      guard !ids.isEmpty else { return [] }
      return try completed(
        try db.rows(
          "SELECT \(columns) FROM \(source) WHERE contribution.id IN (\(SQL.list(ids))) AND \(Withdrawal.stands)"), db)
    }

    /// With the words that stand elsewhere: of files, of all who deposit, of the bodies that answers name.
    private static func completed(_ texts: [Text], _ db: Snapshot) throws -> [Text] {
      let bodies = try Organisation.with(tokens: Set(texts.flatMap(\.pointers)).sorted(), db)
      let named = Dictionary(uniqueKeysWithValues: bodies.map { ($0.token, $0.name) })
      let attachments = try Attachment.searched(of: texts.map(\.id), db)
      let others = try Codeposit.names(of: texts.map(\.id), db)
      return texts.map { text in
        var text = text
        text.attachments = attachments[text.id] ?? []
        text.rest = ([text.rest] + text.pointers.compactMap { named[$0] }).joined(separator: "\n")
        text.organisation = ([text.organisation] + (others[text.id] ?? [])).joined(separator: "\n")
        return text
      }
    }

    var document: TextIndex.Document {
      TextIndex.Document(
        id: id,
        fields: [(title, 3), (today, 1), (rest, 1), (organisation, 2), (attachments.joined(separator: "\n"), 1)])
    }
  }
}

extension ContributionSearch.State {
  /// How much of the public files beside a contribution is compared, in characters: a report of two hundred pages
  /// resembles everything.
  private static let comparedOfFiles = 10_000

  /// Every text was read; what came meanwhile is after this line of the journal.
  fileprivate mutating func end(at last: Int64) {
    watermark = max(watermark, last)
    likeness.settle()
    isFilled = true
  }

  fileprivate mutating func remove(_ id: Int64) {
    index.remove(id: id)
    likeness.remove(id: id)
    alike = [:]
    changes += 1
    consultations[id] = nil
  }

  fileprivate mutating func add(_ text: ContributionSearch.Text) {
    index.remove(id: text.id)
    index.insert(text.document)
    let attached = String(text.attachments.joined(separator: "\n").prefix(Self.comparedOfFiles))
    let body = [text.today, text.rest, attached].joined(separator: "\n")
    likeness.insert(LikenessIndex.Text(title: text.title, body: body), id: text.id)
    alike = [:]
    changes += 1
    consultations[text.id] = text.consultation
  }

  fileprivate func near(
    _ text: LikenessIndex.Text, in consultation: Int64, except contribution: Int64?, limit: Int
  ) -> [LikenessIndex.Near] {
    likeness.nearest(to: text, limit: limit) { [consultations] id in
      consultations[id] == consultation && id != contribution
    }
  }
}
