import Localization
import Storage

/// What administrators see of the outbox, and what they do to it.
extension OutgoingMail {
  /// One line of the outbox.
  struct Record: Sendable, RowDecodable {
    var id: Int64
    var recipient: String
    var priority: Priority
    var subject: String
    var createdAt: Instant
    var state: State
    var tries: Int
    var nextTryAt: Instant
    var answer: String?
    var settledAt: Instant?
    /// Whether its words are still there to be sent again.
    var hasText: Bool

    init(from row: inout Row) throws {
      id = try row.next()
      recipient = try row.next()
      priority = try row.next()
      subject = try row.next()
      createdAt = try row.next()
      state = try row.next()
      tries = try row.next()
      nextTryAt = try row.next()
      answer = try row.next()
      settledAt = try row.next()
      hasText = try row.next()
    }

    /// A code is in the subject too: only its owner may read it.
    var shownSubject: Phrase { priority == .signIn ? t("Code personnel") : .verbatim(subject) }
  }

  private static let record: SQL = """
    id, recipient, priority, subject, created_at, state, tries, next_try_at, answer, settled_at,
    CASE WHEN body = '' THEN 0 ELSE 1 END
    """

  enum Refusal: Platform.Refusal, Equatable, CaseIterable {
    case erased, leaving

    var status: Int { 409 }
    var sentence: Phrase {
      switch self {
      case .erased: t("Le texte de ce courriel a été effacé : il ne peut pas être renvoyé. Demandez un nouveau code.")
      case .leaving: t("Ce courriel est en train de partir. Revenez dans quelques minutes.")
      }
    }
  }

  static func with(id: Int64, _ db: Snapshot) throws -> Record? {
    try db.first("SELECT \(record) FROM outgoing_mail WHERE id = \(id)")
  }

  /// Those that a filter lets through, the newest first.
  static func all(_ filter: OutboxFilter, limit: Int, _ db: Snapshot) throws -> [Record] {
    var conditions: [SQL] = ["1 = 1"]
    if let state = filter.state { conditions.append("state = \(state)") }
    if let before = filter.before { conditions.append("id < \(before)") }
    if !filter.address.isEmpty { conditions.append("recipient LIKE \(filter.pattern) ESCAPE '!'") }
    return try db.rows(
      """
      SELECT \(record) FROM outgoing_mail WHERE \(conditions.joined(separator: " AND "))
      ORDER BY id DESC LIMIT \(limit)
      """)
  }
}

extension OutgoingMail.Record {
  /// Sends it anew, as soon as the way is free: the same mail, with the same identifier.
  func resend(by actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard hasText else { throw OutgoingMail.Refusal.erased }
    // One that a node has taken is with the server: a second would be the same mail twice.
    let changed = try db.execute(
      """
      UPDATE outgoing_mail SET state = 'waiting', tries = 0, next_try_at = \(now), settled_at = NULL
      WHERE id = \(id) AND (state <> 'waiting' OR tried_at IS NULL
        OR next_try_at <> tried_at + \(OutgoingMail.takenSeconds * 1000))
      """)
    guard changed == 1 else { throw OutgoingMail.Refusal.leaving }
    try Event("mail.resent", on: .init("mail", id), by: actor, at: now).record(db)
  }
}

/// What the list of mails is asked for; it is whole in its address.
struct OutboxFilter: Sendable, Equatable {
  var state: OutgoingMail.State?
  /// A part of an address.
  var address = ""
  /// Below this identifier: the next page.
  var before: Int64?

  init() {}

  init(_ fields: FormFields) {
    state = fields["etat"].flatMap(OutgoingMail.State.init(rawValue:))
    address = String((fields["adresse"] ?? "").prefix(MailAddress.longest)).trimmed.lowercased()
    before = fields["avant"].flatMap { Int64($0) }
  }

  /// The part as `LIKE` takes it, its own signs escaped.
  fileprivate var pattern: String { SQL.containing(address) }

  /// `?etat=refused&adresse=dax`, or nothing.
  var queryString: String {
    let pairs = [
      ("etat", state?.rawValue ?? ""), ("adresse", address), ("avant", before.map { String($0) } ?? ""),
    ].filter { !$0.1.isEmpty }
    guard !pairs.isEmpty else { return "" }
    return "?" + pairs.map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }

  func before(_ mail: Int64?) -> OutboxFilter {
    var filter = self
    filter.before = mail
    return filter
  }
}
