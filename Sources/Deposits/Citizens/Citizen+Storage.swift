import Localization
import Platform
import Storage

extension Citizen {
  private var letters: SQL {
    """
    outgoing_mail.recipient = \(mail.text) AND outgoing_mail.person_id IS NULL
      AND (outgoing_mail.fact LIKE 'follow/%' OR outgoing_mail.fact LIKE 'follow-request/%')
    """
  }

  func kept(_ db: Snapshot) throws -> Kept {
    Kept(
      follower: try Follower.of(mail: mail.text, db),
      requestedAt: try db.values("SELECT asked_at FROM follow_request WHERE mail = \(mail.text) ORDER BY id"),
      letters: try db.rows(
        """
        SELECT subject, CASE WHEN fact LIKE 'follow/%' THEN body ELSE NULL END, created_at FROM outgoing_mail
        WHERE \(letters) ORDER BY id
        """
      ) { row in Letter(subject: try row.next(), text: try row.next(), at: try row.next()) },
      refusesSince: try db.value(
        "SELECT made_at FROM unsubscription WHERE mail = \(mail.text) AND ended_event_id IS NULL", as: Instant.self))
  }

  /// Forgets her at once. Where an account has the same address, its choices are left alone.
  /// - Returns: whether there was anything to forget.
  func erase(at now: Instant, _ db: Transaction) throws -> Bool {
    let kept = try kept(db)
    guard !kept.isNothing else { return false }
    let event = try Event("follower.erased", on: .init("follower", kept.follower?.id ?? 0), by: .link, at: now)
      .record(db)
    if let follower = kept.follower {
      try db.execute("DELETE FROM follow WHERE follower_id = \(follower.id)")
      try db.execute("DELETE FROM follower WHERE id = \(follower.id)")
    }
    try db.execute("DELETE FROM follow_request WHERE mail = \(mail.text)")
    try db.execute("DELETE FROM outgoing_mail WHERE \(letters)")
    if try Person.all(with: mail.text, db).isEmpty {
      try db.execute("DELETE FROM unsubscription WHERE mail = \(mail.text)")
      try db.execute("DELETE FROM refusing_address WHERE mail = \(mail.text)")
    }
    try Destruction.note(event, at: now, db)
    return true
  }
}

extension Citizen.Kept {
  /// All of it, with what she follows, as a file that she takes away.
  /// - Parameter band: what the file of a demonstration warns of; nil where all is true.
  func json(
    _ mail: MailAddress, followed: [(title: String, page: String)], band: String?, at now: Instant
  ) -> [UInt8] {
    var writer = JSONWriter()
    var members: [(name: String, write: (inout JSONWriter) -> Void)] = [
      ("exported_at", { $0.text(now.universal) }), ("mail", { $0.text(mail.text) }),
      ("language", { $0.optional(follower?.language.rawValue) }),
      ("rhythm", { $0.optional(follower?.rhythm.rawValue) }),
      ("last_told_at", { $0.optional(follower?.toldAt?.universal) }),
      ("refuses_mails_since", { $0.optional(refusesSince?.universal) }),
      (
        "follows",
        { writer in
          writer.list(followed) { thing, writer in
            writer.object([("title", { $0.text(thing.title) }), ("page", { $0.text(thing.page) })])
          }
        }
      ),
      ("requested_at", { writer in writer.list(requestedAt) { $1.text($0.universal) } }),
      ("letters", { writer in writer.list(letters) { $0.write(to: &$1) } }),
    ]
    if let band { members.insert(("warning", { $0.text(band) }), at: 0) }
    writer.object(members)
    return writer.bytes
  }
}

extension Citizen.Letter {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object([
      ("at", { $0.text(at.universal) }), ("subject", { $0.text(subject) }), ("text", { $0.optional(text) }),
    ])
  }
}

extension JSONWriter {
  fileprivate mutating func optional(_ value: String?) {
    if let value { text(value) } else { null() }
  }
}
