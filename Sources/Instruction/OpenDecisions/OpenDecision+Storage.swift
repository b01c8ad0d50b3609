import Consultations
import Deposits
import Localization
import Platform
import Storage

/// A decision that everyone knows, as files and programs are told it.
struct OpenDecision: Sendable {
  var decision: Decision
  var contribution: (number: Int, token: String)
  /// The number of its part, where the contribution is divided.
  var part: Int?
  var target: Decision.Target
  /// What the addressee of a redirection answered last.
  var answer: AddresseeAnswer?
  /// The re-examination that was asked of it.
  var asked: Reexamination?
  /// When a re-examination changed the decision that this one replaces.
  var changedAt: Instant?
  var page: String
  var band: String?

  private static let isPublic: SQL = """
    decision.ended_event_id IS NULL AND decision_publication.id IS NOT NULL AND \(Withdrawal.stands)
    """
  private static let source: SQL = "\(Decision.source) JOIN contribution ON contribution.id = decision.contribution_id"

  static func count(in consultation: Int64, _ db: Snapshot) throws -> Int {
    try db.value(
      "SELECT count(*) FROM \(source) WHERE decision.consultation_id = \(consultation) AND \(isPublic)", as: Int.self)
      ?? 0
  }

  /// Those that follow a row, in the order in which they were made; the newest first where `isNewest`.
  static func some(
    in consultation: Consultation, after row: Int64 = 0, limit: Int, isNewest: Bool = false, _ site: Site?,
    _ db: Snapshot
  ) throws -> [OpenDecision] {
    let order: SQL = isNewest ? "decision_publication.id DESC" : "decision.id"
    let decisions: [Decision] = try db.rows(
      """
      SELECT \(Decision.columns) FROM \(source) WHERE decision.consultation_id = \(consultation.id)
        AND decision.id > \(row) AND \(isPublic) ORDER BY \(order) LIMIT \(limit)
      """)
    let known = Dictionary(
      uniqueKeysWithValues: try Contribution.with(ids: Array(Set(decisions.map(\.contribution))), db).map {
        ($0.id, $0)
      })
    let targets = try Decision.targets(of: decisions, in: consultation.id, asPublished: true, db)
    let parts = try PartWords.of(decisions.compactMap(\.part), db)
    let asked = try Reexamination.of(decisions: decisions.map(\.id), db)
    let answers = try AddresseeAnswer.newest(of: decisions.filter { $0.kind == .redirected }.map(\.id), db)
    let changes = try Reexamination.changes(of: Array(known.keys), db)
    return decisions.compactMap { decision in
      known[decision.contribution].map { contribution in
        OpenDecision(
          decision: decision, contribution: (contribution.number, contribution.token),
          part: decision.part.flatMap { parts[$0]?.number }, target: targets[decision.id] ?? .nothing,
          answer: answers[decision.id], asked: asked[decision.id],
          changedAt: changes[contribution.id]?.last { $0.precedes(decision) }?.at,
          page: (site?.settings.baseAddress ?? "") + ContributionAddress(bare: contribution, in: consultation).path,
          band: site?.band)
      }
    }
  }

  var propositions: [Proposition] { if case .propositions(let all) = target { all } else { [] } }
  var addressee: Addressee? { if case .addressee(let addressee) = target { addressee } else { nil } }
  var article: (article: Rules.Article, version: Int)? {
    if case .article(let article, let version) = target { (article, version) } else { nil }
  }
  /// What came of the re-examination; nil where none was asked.
  var reexamination: String? { asked.map { $0.isPending ? Self.outcomes[0] : Self.outcomes[1] } }
  static let outcomes = ["en-cours", "maintenue"]
  var upheld: (reason: String, at: Instant)? {
    if case .upheld(let reason, let at) = asked?.outcome { (reason, at) } else { nil }
  }
}
