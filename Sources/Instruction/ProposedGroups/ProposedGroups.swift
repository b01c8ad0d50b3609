import Deposits
import Platform
import Retrieval
import Storage

/// What is proposed to the instructors: which contributions seem to say the same. It is reckoned beside what serves, at
/// the first question after a text has changed, and kept until the next change; nothing of it is written.
actor ProposedGroups {
  private let database: Database
  /// By consultation.
  private var kept: [Int64: Kept] = [:]

  private struct Kept {
    var stamp: Stamp
    var task: Task<Compared, any Error>
  }

  /// What the groups follow from: the texts, and what was separated.
  private struct Stamp: Sendable, Equatable {
    var texts: ComparedTexts.Stamp
    var separations: [Int64]
  }

  struct Compared: Sendable {
    var groups: LikenessGroups
    /// How many texts were compared.
    var count: Int
  }

  /// How many texts are compared at most, the first ones: two of ten thousand take seconds, and a hundred MB.
  static let most = 10_000
  private static let consultations = 4

  init(database: Database) { self.database = database }

  func all(of consultation: Int64) async throws -> Compared {
    let stamp = try await database.read { db in
      Stamp(texts: try ComparedTexts.stamp(db), separations: try Separation.all(in: consultation, db).map(\.event))
    }
    if let known = kept[consultation], known.stamp == stamp { return try await known.task.value }
    let task = Task.detached { [database] in
      let (texts, separations) = try await database.read { db in
        (try ComparedTexts.of(consultation, limit: Self.most, db), try Separation.all(in: consultation, db))
      }
      let apart = separations.map { LikenessGroups.Refusal($0.first, $0.second) }
      return Compared(groups: LikenessGroups(texts, apart: apart), count: texts.count)
    }
    if kept.count >= Self.consultations { kept = [:] }
    kept[consultation] = Kept(stamp: stamp, task: task)
    do {
      return try await task.value
    } catch {
      if kept[consultation]?.stamp == stamp { kept[consultation] = nil }
      throw error
    }
  }
}

/// A group as its page shows it.
struct ProposedGroup: Sendable {
  /// Its place among all groups, from 1.
  var number: Int
  var terms: [String]
  var size: Int
  /// Its texts that are shown, the nearest to the whole first.
  var members: [Member]
  /// The distinct organisations that support one of its contributions.
  var supports: Int
  /// Those that one decision for all can take, shown or not.
  var left: [Int64]

  struct Member: Sendable {
    var contribution: ContributionSummary
    var isDoubtful: Bool
    /// Something is decided of it already, or it is divided: one decision for all leaves it.
    var isTreated: Bool

    /// Whether it is ticked before somebody has looked.
    var isOffered: Bool { !isDoubtful && !isTreated }
  }

  /// How many of its texts are shown.
  static let shown = 60
  /// How many groups stand on a page.
  static let pageSize = 20

  /// The contributions that one decision for all leaves: decided, or divided.
  static func treated(in consultation: Int64, _ db: Snapshot) throws -> Set<Int64> {
    Set(
      try db.values(
        """
        SELECT contribution_id FROM decision WHERE consultation_id = \(consultation) AND ended_event_id IS NULL
        UNION
        SELECT part.contribution_id FROM part JOIN contribution ON contribution.id = part.contribution_id
        WHERE contribution.consultation_id = \(consultation) AND part.ended_event_id IS NULL
        """, as: Int64.self))
  }

  /// Those of which something is left to take, then the others; each in their order.
  static func ordered(_ groups: [LikenessGroups.Group], treated: Set<Int64>) -> [LikenessGroups.Group] {
    func waits(_ group: LikenessGroups.Group) -> Bool { !group.members.allSatisfy { treated.contains($0.id) } }
    return groups.filter(waits) + groups.filter { !waits($0) }
  }

  init(_ group: LikenessGroups.Group, number: Int, treated: Set<Int64>, _ db: Snapshot) throws {
    self.number = number
    terms = group.terms
    size = group.members.count
    let ids = group.members.map(\.id)
    let doubtful = Set(group.members.filter(\.isDoubtful).map(\.id))
    let shown = Array(ids.prefix(Self.shown))
    left = ids.filter { !treated.contains($0) }
    members = try ContributionSummary.with(ids: shown, db).map {
      Member(contribution: $0, isDoubtful: doubtful.contains($0.id), isTreated: treated.contains($0.id))
    }
    supports =
      try db.value(
        """
        SELECT count(DISTINCT organisation_id) FROM support
        WHERE contribution_id IN (\(SQL.list(ids))) AND ended_event_id IS NULL
        """, as: Int.self) ?? 0
  }
}
