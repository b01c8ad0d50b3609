package import Localization
package import Platform
package import Storage

/// An instructor puts a reason in the place of a comment's words, or gives the words back.
package enum CommentHiding {
  package static let longestReason = 500

  package static func hide(
    _ comment: Comment, because reason: String, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard !comment.isWithdrawn else { throw CommentRefusal.gone }
    guard !comment.isHidden else { throw CommentRefusal.alreadyHidden }
    guard !reason.isEmpty else { throw CommentRefusal.noReason }
    guard reason.unicodeScalars.count <= longestReason else { throw CommentRefusal.longReason }
    let event = try Event("comment.hidden", on: .init("comment", comment.id), by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO comment_hiding (comment_id, reason, hidden_event_id, hidden_at)
      VALUES (\(comment.id), \(reason), \(event), \(now))
      """)
    try CommentReport.settle(of: comment.id, event: event, db)
    try Comment.count(-1, on: comment.contribution, db)
  }

  /// Shows it again.
  package static func end(of comment: Comment, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let live = try db.first(
      "SELECT id, hidden_event_id FROM comment_hiding WHERE comment_id = \(comment.id) AND ended_event_id IS NULL"
    ) { row in (id: try row.next(Int64.self), event: try row.next(Int64.self)) }
    guard let live else { throw CommentRefusal.notHidden }
    let event = try Event(
      "comment.shown", on: .init("comment", comment.id), by: actor, at: now, undoes: live.event
    ).record(db)
    try db.execute("UPDATE comment_hiding SET ended_event_id = \(event) WHERE id = \(live.id)")
    if !comment.isWithdrawn { try Comment.count(1, on: comment.contribution, db) }
  }
}

/// A comment that instructors look at, with what they need to decide.
package struct ModeratedComment: Sendable {
  var comment: Comment
  /// Since when the oldest of its waiting reports waits; nil for one that is hidden.
  var since: Instant?
  var reports: Int

  /// Comments of contributions that were taken back are shown nowhere: nobody has to look at them.
  private static let stillShown: SQL = """
    SELECT comment.id FROM comment JOIN contribution ON contribution.id = comment.contribution_id
    WHERE \(Withdrawal.stands)
    """

  /// Those that somebody has reported, the oldest report first.
  static func reported(limit: Int, _ db: Snapshot) throws -> [ModeratedComment] {
    let found = try db.rows(
      """
      SELECT comment_id, min(reported_at), count(*) FROM comment_report
      WHERE settled_event_id IS NULL AND comment_id IN (\(stillShown))
      GROUP BY comment_id ORDER BY min(reported_at), comment_id LIMIT \(limit)
      """
    ) { row in (comment: try row.next(Int64.self), since: try row.next(Instant.self), count: try row.next(Int.self)) }
    return try found.compactMap { report in
      try Comment.with(id: report.comment, db).map {
        ModeratedComment(comment: $0, since: report.since, reports: report.count)
      }
    }
  }

  /// Those that are hidden, the newest first.
  static func hidden(limit: Int, _ db: Snapshot) throws -> [ModeratedComment] {
    let comments: [Comment] = try db.rows(
      """
      SELECT \(Comment.columns) FROM \(Comment.source)
      WHERE comment_hiding.id IS NOT NULL AND comment.withdrawn_event_id IS NULL AND comment.id IN (\(stillShown))
      ORDER BY comment_hiding.id DESC LIMIT \(limit)
      """)
    return comments.map { ModeratedComment(comment: $0, since: nil, reports: 0) }
  }
}
