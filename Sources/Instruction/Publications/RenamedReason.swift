import Consultations
import Deposits
import Directory
import Platform
import Storage

/// The reason of a decision that quotes a proposition by a title which it had when one decided, and has no more: it is
/// renamed while its text is written.
///
/// Where the whole reason is a usual one, it is published with the title of now; where somebody wrote it, it stays as
/// it is, and the list of what is ready says so.
struct RenamedReason: Sendable, Equatable {
  /// The title that it quotes.
  var title: String
  /// The reason with the titles of now; nil where somebody wrote it.
  var retold: String?

  private typealias Titles = (before: [String], now: [String])

  /// Those of some decisions that are not published, by decision.
  static func of(_ decisions: [Decision], in consultation: Int64, _ db: Snapshot) throws -> [Int64: RenamedReason] {
    let titles = try titles(of: decisions.map(\.id), db)
    var quoting: [(decision: Decision, title: String)] = []
    for decision in decisions where decision.publishedAt == nil {
      guard let (before, now) = titles[decision.id] else { continue }
      let gone = zip(before, now).first { old, new in
        old != new && decision.reason.contains(Decision.Target.name(ofPropositions: [old]))
      }
      if let gone { quoting.append((decision, gone.0)) }
    }
    guard !quoting.isEmpty else { return [:] }
    let usual = try UsualReason.all(of: consultation, db)
    let read = try Contribution.with(ids: Array(Set(quoting.map(\.decision.contribution))), db)
    let contributions = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
    let names = Dictionary(
      uniqueKeysWithValues: try Organisation.with(ids: Array(Set(read.map(\.organisation))), db).map {
        ($0.id, $0.name)
      })
    var found: [Int64: RenamedReason] = [:]
    for (decision, title) in quoting {
      guard let contribution = contributions[decision.contribution], let titles = titles[decision.id] else { continue }
      let reasons = usual.filter { $0.kind == decision.kind }.map(\.text) + [UsualReason.supplied(decision.kind)]
      let retold = try retold(
        decision.reason, titles, by: reasons, for: contribution, of: names[contribution.organisation] ?? "")
      // A usual one may quote the title of the contribution, which is the same.
      if retold != decision.reason { found[decision.id] = RenamedReason(title: title, retold: retold) }
    }
    return found
  }

  /// Writes anew the reasons that follow the titles.
  /// - Returns: the decisions, with the reasons that everyone will read.
  static func retell(_ decisions: [Decision], in consultation: Int64, _ db: Transaction) throws -> [Decision] {
    let renamed = try of(decisions, in: consultation, db)
    return try decisions.map { decision in
      guard let reason = renamed[decision.id]?.retold else { return decision }
      try db.execute("UPDATE decision SET reason = \(reason) WHERE id = \(decision.id)")
      var told = decision
      told.reason = reason
      return told
    }
  }

  private static func retold(
    _ reason: String, _ titles: Titles, by reasons: [String], for contribution: Contribution, of organisation: String
  ) throws -> String? {
    let (before, now) = (
      Decision.Target.name(ofPropositions: titles.before), Decision.Target.name(ofPropositions: titles.now)
    )
    for usual in reasons where reason.hasPrefix(usual.prefix { $0 != "{" }) {
      guard try UsualReason.filled(usual, for: contribution, of: organisation, naming: before) == reason else {
        continue
      }
      let told = try UsualReason.filled(usual, for: contribution, of: organisation, naming: now)
      if told.unicodeScalars.count <= Decision.longestReason { return told }
    }
    return nil
  }

  /// The titles of what each decision feeds, when it was made and now.
  private static func titles(of decisions: [Int64], _ db: Snapshot) throws -> [Int64: Titles] {
    guard !decisions.isEmpty else { return [:] }
    var found: [Int64: Titles] = [:]
    try db.forEach(
      """
      SELECT grouping.decision_id, known.title, wording.title
      FROM \(Proposition.source) JOIN grouping ON grouping.proposition_id = proposition.id
      JOIN decision ON decision.id = grouping.decision_id
      JOIN wording AS known ON known.id = (SELECT max(earlier.id) FROM wording AS earlier
        WHERE earlier.proposition_id = proposition.id AND earlier.event_id <= decision.event_id
          AND (earlier.ended_event_id IS NULL OR earlier.ended_event_id > decision.event_id))
      WHERE grouping.decision_id IN (\(SQL.list(decisions))) ORDER BY grouping.id
      """
    ) { row in
      let decision: Int64 = try row.next()
      found[decision, default: ([], [])].before.append(try row.next(String.self))
      found[decision, default: ([], [])].now.append(try row.next(String.self))
    }
    return found
  }
}
