import Localization
package import Platform
import PublicCode
package import Retrieval
package import Storage
import Synchronization

/// The texts of the sheets, in memory, to be found by their words and by likeness. Filled behind the start, then
/// brought up to date at each search.
package final class SheetSearch: Sendable {
  private let database: Database
  private let state = Mutex(State())
  package let filling = Filling()

  fileprivate struct State {
    var index = TextIndex()
    var likeness = LikenessIndex()
    /// What resembles the needs that were asked about since a sheet last changed.
    var resembling: [Asked: [LikenessIndex.Near]] = [:]
    /// The last event of a sheet that was read.
    var watermark: Int64 = 0
    var isFilled = false
  }

  package struct Found: Sendable, Equatable {
    /// The best first.
    package var ids: [Int64]
    package var total: Int
    /// Not every text was read yet, or the question had more words than are looked at.
    package var isPartial: Bool
    package var corrections: [TextIndex.Correction]
  }

  package init(database: Database) { self.database = database }

  package var isFilled: Bool { state.withLock { $0.isFilled } }

  private static let batch = 200

  /// Begins to read every text, behind the start.
  package func begin() { filling.begin { await self.fill() } }

  /// Reads every text: when the server starts, and again beside what serves where words must be forgotten.
  package func fill() async {
    let fresh = Mutex(State())
    var after: Int64 = 0
    while true {
      let start = after
      guard let texts = try? await database.read({ db in try Text.after(event: start, limit: Self.batch, db) }) else {
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
        continue
      }
      guard let last = texts.last else { break }
      fresh.withLock { state in for text in texts { state.add(text) } }
      after = last.event
      await Task.yield()
    }
    let filled = fresh.withLock { state in
      state.likeness.settle()
      state.isFilled = true
      return state
    }
    state.withLock { $0 = filled }
  }

  /// Finds `limit` sheets; `among` restricts them.
  package func find(_ query: String, limit: Int, among: Set<Int64>?, _ db: Snapshot) throws -> Found {
    try follow(db)
    return state.withLock { state in
      let results = state.index.search(query, limit: limit) { id in among?.contains(id) ?? true }
      return Found(
        ids: results.hits.map(\.id), total: results.total, isPartial: results.isPartial || !state.isFilled,
        corrections: results.corrections)
    }
  }

  /// A version of a text that is asked about often.
  package struct Asked: Sendable, Hashable {
    var text: Int64
    var version: Int
    package init(of text: Int64, version: Int) {
      self.text = text
      self.version = version
    }
  }

  /// How many answers are kept.
  private static let kept = 10_000

  /// What resembles a version of a text, the nearest first; kept until a sheet changes, since its page is asked for
  /// often.
  package func near(
    _ asked: Asked, _ text: LikenessIndex.Text, limit: Int, _ db: Snapshot
  ) throws -> [LikenessIndex.Near] {
    try follow(db)
    return state.withLock { state in
      if let known = state.resembling[asked] { return Array(known.prefix(limit)) }
      let near = state.likeness.nearest(to: text, limit: max(limit, 20)) { _ in true }
      if state.resembling.count >= Self.kept { state.resembling = [:] }
      state.resembling[asked] = near
      return Array(near.prefix(limit))
    }
  }

  /// What resembles a text, the nearest first.
  package func near(_ text: LikenessIndex.Text, limit: Int, _ db: Snapshot) throws -> [LikenessIndex.Near] {
    try follow(db)
    return state.withLock { state in state.likeness.nearest(to: text, limit: limit) { _ in true } }
  }

  /// Reads again what was made or changed since.
  private func follow(_ db: Snapshot) throws {
    let (watermark, isFilled) = state.withLock { ($0.watermark, $0.isFilled) }
    guard isFilled else { return }
    let last = try db.value("SELECT max(event_id) FROM sheet", as: Int64?.self) ?? nil
    guard let last, last > watermark else { return }
    let texts = try Text.after(event: watermark, limit: .max, db)
    let blotted = try db.value(
      "SELECT count(*) FROM journal WHERE id > \(watermark) AND id <= \(last) AND kind = 'sheet.blotted'", as: Int.self)
    state.withLock { state in
      // Another search has read on meanwhile, maybe further than this snapshot sees.
      guard state.watermark == watermark else { return }
      for text in texts { state.add(text) }
    }
    // A word that was blotted out is no more among those that a mistyped one may have meant.
    if blotted ?? 0 > 0 { Task { await fill() } }
  }

  /// What is read of a sheet.
  fileprivate struct Text: RowDecodable {
    var id: Int64
    var event: Int64
    var name: String
    var summary: String
    var file: String
    /// It is out of the catalogue.
    var isRemoved: Bool

    init(from row: inout Row) throws {
      id = try row.next()
      event = try row.next()
      name = try row.next()
      summary = try row.next()
      file = try row.next()
      isRemoved = try row.next()
    }

    static func after(event: Int64, limit: Int, _ db: Snapshot) throws -> [Text] {
      try db.rows(
        """
        SELECT sheet.id, sheet.event_id, sheet.name, sheet.summary, sheet_version.file,
          CASE WHEN \(Sheet.stands) THEN 0 ELSE 1 END
        FROM sheet JOIN sheet_version ON sheet_version.sheet_id = sheet.id AND sheet_version.number = sheet.version
        WHERE sheet.event_id > \(event) ORDER BY sheet.event_id LIMIT \(limit)
        """)
    }
  }
}

extension SheetSearch.State {
  fileprivate mutating func add(_ text: SheetSearch.Text) {
    resembling = [:]
    watermark = max(watermark, text.event)
    index.remove(id: text.id)
    guard !text.isRemoved else { return likeness.remove(id: text.id) }
    let software = PublicSoftware.read(text.file).software
    let described = software?.description(in: ["fr", "en"])
    let long = ([described?.long ?? ""] + (described?.features ?? [])).joined(separator: "\n")
    let rest = ([software?.licence ?? "", software?.address ?? ""] + (software?.usedBy ?? [])).joined(separator: "\n")
    let kinds = (software?.categories ?? []).map { SheetCategory.title($0).text(in: .french, Localization.Catalogue()) }
    let fields = [
      (text.name, 3.0), (text.summary, 2.0), (long, 1.0), (kinds.joined(separator: "\n"), 1.0), (rest, 1.0),
    ]
    index.insert(TextIndex.Document(id: text.id, fields: fields.map { (text: $0.0, weight: $0.1) }))
    likeness.insert(
      LikenessIndex.Text(title: text.name + "\n" + text.summary, body: long), id: text.id)
  }
}
