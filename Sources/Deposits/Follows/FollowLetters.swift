import Localization
import Platform
import Storage

/// Tells followers by mail what is new: reads the journal from its own watermark, finds whom it concerns, and writes to
/// each at her rhythm one mail that groups all of it: at once, or in the morning (`DigestMorning`).
struct FollowLetters: Sendable {
  let database: Database
  let clock: Clock
  let site: Site
  /// What later rooms tell.
  let later: [LaterNews]

  private static let linesAtOnce = 1000
  private static let followersAtOnce = 100

  static func isDue(_ now: Instant, _ later: [LaterNews], _ db: Snapshot) throws -> Bool {
    let due = try db.value(
      "SELECT id FROM follower WHERE due_at IS NOT NULL AND due_at <= \(now) LIMIT 1", as: Int64.self)
    if due != nil { return true }
    let newest = try db.value("SELECT max(id) FROM journal", as: Int64?.self) ?? nil
    let read = try watermark(db)
    // Lines that concern nobody are passed over now and then, so that this look stays short.
    if let newest, newest - read > Int64(linesAtOnce) { return true }
    return try db.value(
      """
      SELECT id FROM journal WHERE id > \(read) AND kind IN (
        'contribution.published', 'codeposit.accepted', \(later.kinds))
      LIMIT 1
      """, as: Int64.self) != nil
  }

  func tell() async throws {
    while try await readJournal() { try Task.checkCancellation() }
    while true {
      let now = clock.now()
      let due: [Follower] = try await database.read { db in
        try db.rows(
          """
          SELECT \(Follower.columns) FROM follower WHERE due_at IS NOT NULL AND due_at <= \(now)
          ORDER BY due_at, id LIMIT \(Self.followersAtOnce)
          """)
      }
      guard !due.isEmpty else { return }
      for follower in due {
        try Task.checkCancellation()
        try await database.write { [site, later] db in try Self.write(to: follower, site, later, at: now, db) }
      }
    }
  }

  /// Marks those whom the next lines concern; whether there may be more.
  private func readJournal() async throws -> Bool {
    // Whom they concern is found beside the writer: it may take a while where much is written.
    guard let unread = try await database.read({ [later] db in try Unread(later, db) }) else { return false }
    return try await database.write { [now = clock.now()] db in
      guard try Self.watermark(db) == unread.from else { return false }
      for start in stride(from: 0, to: unread.followers.count, by: Self.followersAtOnce) {
        try Self.mark(unread.followers[start...].prefix(Self.followersAtOnce), at: now, db)
      }
      try db.execute("DELETE FROM follow_watermark")
      try db.execute("INSERT INTO follow_watermark (event_id) VALUES (\(unread.last))")
      return unread.isFull
    }
  }

  /// How far the journal has been read for followers.
  private static func watermark(_ db: Snapshot) throws -> Int64 {
    try db.value("SELECT max(event_id) FROM follow_watermark", as: Int64.self) ?? 0
  }

  /// The next lines of the journal, and whom they concern that waits for no letter yet.
  private struct Unread {
    var from: Int64
    var last: Int64
    /// There may be more lines.
    var isFull = false
    var followers: [Int64] = []
    private var kinds: SQL

    init?(_ later: [LaterNews], _ db: Snapshot) throws {
      kinds = later.kinds
      from = try FollowLetters.watermark(db)
      let lines: [Int64] = try db.values(
        "SELECT id FROM journal WHERE id > \(from) ORDER BY id LIMIT \(FollowLetters.linesAtOnce)")
      guard let last = lines.last else { return nil }
      self.last = last
      if try db.value("SELECT id FROM follow WHERE ended_event_id IS NULL LIMIT 1", as: Int64.self) == nil {
        self.last = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? last
        return
      }
      isFull = lines.count == FollowLetters.linesAtOnce
      followers = try db.values(
        """
        SELECT id FROM follower WHERE due_at IS NULL AND rhythm <> 'never' AND id IN (\(concerned))
        """)
    }

    /// Those who follow the contribution of a line, the organisation that acted, or one that co-deposits.
    private var concerned: SQL {
      """
      SELECT follow.follower_id FROM journal JOIN follow
        ON follow.contribution_id = journal.subject_id AND follow.ended_event_id IS NULL
      WHERE journal.id > \(from) AND journal.id <= \(last) AND journal.subject_type = 'contribution'
        AND journal.kind IN (\(kinds))
      UNION SELECT follow.follower_id FROM journal JOIN follow
        ON follow.organisation_id = journal.organisation_id AND follow.ended_event_id IS NULL
      WHERE journal.id > \(from) AND journal.id <= \(last)
        AND (journal.kind IN ('contribution.published', 'support.given')
          OR journal.kind = 'codeposit.accepted' AND journal.subject_type = 'contribution')
      UNION SELECT follow.follower_id FROM contribution
      JOIN codeposit ON codeposit.contribution_id = contribution.id AND \(Codeposit.stands)
      JOIN follow ON follow.organisation_id = codeposit.organisation_id AND follow.ended_event_id IS NULL
      WHERE contribution.published_event_id > \(from) AND contribution.published_event_id <= \(last)
      """
    }
  }

  private static func mark(_ followers: ArraySlice<Int64>, at now: Instant, _ db: Transaction) throws {
    for rhythm in Follower.Rhythm.allCases {
      guard let due = rhythm.due(at: now) else { continue }
      try db.execute(
        """
        UPDATE follower SET due_at = \(due)
        WHERE due_at IS NULL AND rhythm = \(rhythm) AND id IN (\(SQL.list(Array(followers))))
        """)
    }
  }

  /// One mail with all that is new; none where it has been undone meanwhile.
  private static func write(
    to follower: Follower, _ site: Site, _ later: [LaterNews], at now: Instant, _ db: Transaction
  ) throws {
    let last = try db.value("SELECT max(id) FROM journal", as: Int64.self) ?? follower.told
    let news = try FollowNews(of: follower, since: follower.told, later: later, db)
    let mail = try follower.mail ?? follower.person.flatMap { try Person.mail(of: $0, db) }
    if !news.entries.isEmpty, let mail = mail.flatMap({ MailAddress($0) }) {
      try letter(news, to: mail, follower, last, site).queue(db, at: now)
    }
    let toldAt = news.entries.isEmpty ? follower.toldAt : now
    try db.execute(
      """
      UPDATE follower SET told_event_id = \(last), told_at = \(toldAt), due_at = NULL WHERE id = \(follower.id)
      """)
  }

  private static func letter(
    _ news: FollowNews, to mail: MailAddress, _ follower: Follower, _ last: Int64, _ site: Site
  ) -> OutgoingMail {
    let language = follower.language
    let base = site.settings.baseAddress
    let entries = news.entries.map { entry -> Phrase in
      var lines: [String] = [entry.contribution.title.text(in: language, site.catalogue)]
      lines += entry.facts.map { $0.text(in: language, site.catalogue) }
      lines.append(base + entry.path(in: language))
      return .verbatim(lines.joined(separator: "\n"))
    }
    let count = news.entries.count
    let subject: Phrase = t(
      count, one: "Du nouveau sur ce que vous suivez", other: "\(count) nouveautés sur ce que vous suivez")
    var paragraphs: [Phrase] = [t("Bonjour,"), t("Voici ce qui est nouveau :")]
    paragraphs += entries
    if news.isCut {
      paragraphs.append(
        t("Et d’autres encore : seules les \(FollowNews.most) premières sont ici. Tout est sur \(base)"))
    }
    if follower.person != nil {
      let mine = base + language.address(MyFollowsAddress().path)
      paragraphs.append(t("Choisir ce que vous suivez, et quand : \(mine)"))
    } else if let token = site.seal.token(.citizen, for: mail) {
      let kept = base + language.address(CitizenAddress(token: token).path)
      paragraphs.append(t("Ce que nous gardons de vous, à prendre ou à effacer : \(kept)"))
    }
    return OutgoingMail(
      notification: "follow/\(follower.id)/\(last)", to: mail, person: follower.person, in: language, of: site,
      subject: subject, paragraphs)
  }
}
