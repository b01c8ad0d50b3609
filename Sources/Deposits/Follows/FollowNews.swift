import Consultations
import Localization
import Platform
import Storage

/// What is new for one follower since a line of the journal: grouped by contribution, in its newest state alone.
struct FollowNews: Sendable {
  struct Entry: Sendable {
    var contribution: ContributionMention
    var facts: [Phrase]

    func path(in language: Language) -> String { language.address(contribution.address.path) }
  }

  static let most = 50
  /// What this room does to a contribution, in the journal, that those who follow it are told.
  static let ownKinds: SQL = """
    'contribution.corrected', 'contribution.files-changed', 'contribution.withdrawn', 'contribution.put-back',
    'comment.posted', 'support.given'
    """
  /// Numbers of supports that are told when they are passed.
  static let milestones = [10, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]

  var entries: [Entry] = []
  /// Whether there is more than `most`: the rest is on the site, each at its own page.
  var isCut = false

  init(of follower: Follower, since: Int64, later: [LaterNews], _ db: Snapshot) throws {
    var facts: [Int64: [Phrase]] = [:]
    var order: [Int64] = []
    func add(_ found: [Phrase], to contribution: Int64) {
      guard !found.isEmpty else { return }
      if facts[contribution] == nil { order.append(contribution) }
      facts[contribution, default: []] += found
    }
    for (contribution, since) in try Self.touched(follower, since, later.kinds, db) {
      add(try Self.facts(of: contribution, since: since, besides: follower.person ?? 0, db), to: contribution)
      for news in later { add(try news.facts(contribution, since, follower.person, db), to: contribution) }
    }
    for act in try Self.acts(follower, since, db) { add([act.fact], to: act.contribution) }
    isCut = order.count > Self.most
    let contributions = try Contribution.with(ids: Array(order.prefix(Self.most)), db)
    var consultations: [Int64: Consultation] = [:]
    for contribution in contributions {
      let known = try consultations[contribution.consultation] ?? Consultation.with(id: contribution.consultation, db)
      guard let known else { continue }
      consultations[contribution.consultation] = known
      let mention = try ContributionMention(contribution, in: known, db)
      entries.append(
        Entry(
          contribution: mention,
          facts: mention.isWithdrawn ? [t("La contribution est retirée.")] : facts[contribution.id] ?? []))
    }
  }

  /// Followed contributions to which somebody else did something, each with the line from which it counts.
  private static func touched(
    _ follower: Follower, _ since: Int64, _ kinds: SQL, _ db: Snapshot
  ) throws -> [(Int64, Int64)] {
    try db.rows(
      """
      SELECT follow.contribution_id, follow.started_event_id FROM follow
      WHERE follow.follower_id = \(follower.id) AND follow.ended_event_id IS NULL AND follow.contribution_id IS NOT NULL
        AND EXISTS (
          SELECT 1 FROM journal WHERE journal.subject_type = 'contribution'
            AND journal.subject_id = follow.contribution_id AND journal.id > \(since)
            AND journal.id > follow.started_event_id
            AND journal.kind IN (\(kinds))
            AND (journal.person_id IS NULL OR journal.person_id <> \(follower.person ?? 0)))
      ORDER BY follow.contribution_id LIMIT \(most + 1)
      """
    ) { row in
      let contribution: Int64 = try row.next()
      return (contribution, max(since, try row.next(Int64.self)))
    }
  }

  private static func facts(of contribution: Int64, since: Int64, besides person: Int64, _ db: Snapshot) throws
    -> [Phrase]
  {
    var facts: [Phrase] = []
    let withdrawal = try db.value(
      """
      SELECT kind FROM journal WHERE subject_type = 'contribution' AND subject_id = \(contribution) AND id > \(since)
        AND kind IN ('contribution.withdrawn', 'contribution.put-back') ORDER BY id DESC LIMIT 1
      """, as: String.self)
    if let withdrawal {
      let isPutBack = withdrawal == "contribution.put-back"
      facts.append(isPutBack ? t("La contribution est remise en ligne.") : t("La contribution est retirée."))
    }
    let version = try db.value(
      """
      SELECT max(contribution_version.number) FROM contribution_version
      JOIN journal ON journal.id = contribution_version.event_id
      WHERE contribution_version.contribution_id = \(contribution) AND contribution_version.event_id > \(since)
        AND contribution_version.number > 1 AND (journal.person_id IS NULL OR journal.person_id <> \(person))
      """, as: Int?.self)
    if let version = version ?? nil { facts.append(t("Le texte a changé : version \(version).")) }
    let files = try db.value(
      """
      SELECT id FROM journal WHERE subject_type = 'contribution' AND subject_id = \(contribution) AND id > \(since)
        AND kind = 'contribution.files-changed' AND (person_id IS NULL OR person_id <> \(person)) LIMIT 1
      """, as: Int64.self)
    if files != nil { facts.append(t("Ses pièces jointes ont changé.")) }
    let comments = try db.value(
      """
      SELECT count(*) FROM comment WHERE contribution_id = \(contribution) AND posted_event_id > \(since)
        AND withdrawn_event_id IS NULL AND (person_id IS NULL OR person_id <> \(person))
        AND NOT EXISTS (
          SELECT 1 FROM comment_hiding WHERE comment_hiding.comment_id = comment.id AND ended_event_id IS NULL)
      """, as: Int.self)
    if let comments, comments > 0 {
      facts.append(t(comments, one: "\(comments) nouveau commentaire.", other: "\(comments) nouveaux commentaires."))
    }
    let supports = try db.value("SELECT supports FROM contribution WHERE id = \(contribution)", as: Int.self) ?? 0
    let added =
      try db.value(
        """
        SELECT count(*) FROM support WHERE contribution_id = \(contribution) AND ended_event_id IS NULL
          AND given_event_id > \(since)
        """, as: Int.self) ?? 0
    if let passed = milestones.last(where: { supports - added < $0 && $0 <= supports }) {
      facts.append(t("\(passed) soutiens sont atteints."))
    }
    return facts
  }

  /// What the followed organisations have deposited and supported.
  private static func acts(_ follower: Follower, _ since: Int64, _ db: Snapshot) throws -> [(
    contribution: Int64, fact: Phrase
  )] {
    let followed: SQL = """
      SELECT organisation_id FROM follow WHERE follower_id = \(follower.id) AND ended_event_id IS NULL
        AND organisation_id IS NOT NULL
      """
    let deposited = try db.rows(
      """
      SELECT contribution.id, organisation.name FROM contribution
      JOIN organisation ON organisation.id = contribution.organisation_id
      WHERE contribution.organisation_id IN (\(followed)) AND contribution.published_event_id > \(since)
      ORDER BY contribution.id LIMIT \(most + 1)
      """
    ) { row in (try row.next(Int64.self), try row.next(String.self)) }
    let together = try db.rows(
      """
      SELECT contribution.id, organisation.name FROM codeposit
      JOIN contribution ON contribution.id = codeposit.contribution_id
      JOIN organisation ON organisation.id = codeposit.organisation_id
      WHERE codeposit.organisation_id IN (\(followed)) AND \(Codeposit.stands)
        AND (codeposit.accepted_event_id > \(since) OR contribution.published_event_id > \(since))
      ORDER BY codeposit.id LIMIT \(most + 1)
      """
    ) { row in (try row.next(Int64.self), try row.next(String.self)) }
    let supported = try db.rows(
      """
      SELECT support.contribution_id, organisation.name FROM support
      JOIN organisation ON organisation.id = support.organisation_id
      WHERE support.organisation_id IN (\(followed)) AND support.given_event_id > \(since)
        AND support.ended_event_id IS NULL
      ORDER BY support.id LIMIT \(most + 1)
      """
    ) { row in (try row.next(Int64.self), try row.next(String.self)) }
    return (deposited + together).map { ($0.0, t("\($0.1) l’a déposée.")) }
      + supported.map { ($0.0, t("\($0.1) la soutient.")) }
  }
}
