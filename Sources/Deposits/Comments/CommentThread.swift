import Directory
import Platform
import Storage

/// A comment with the replies to it, oldest first.
struct CommentThread: Sendable {
  var comment: Comment
  var replies: [Comment]
}

/// Some of the threads of a contribution, oldest first, with whoever speaks in them.
struct CommentThreads: Sendable {
  static let pageSize = 20

  var threads: [CommentThread] = []
  var page: ListPage
  var organisations: [Int64: Organisation] = [:]

  /// - Parameter asked: Which page, as it came in the address.
  init(of contribution: Int64, page asked: String?, _ db: Snapshot) throws {
    let roots =
      try db.value(
        "SELECT count(*) FROM comment WHERE contribution_id = \(contribution) AND parent_id IS NULL", as: Int.self) ?? 0
    page = ListPage(asked: asked, of: roots, size: Self.pageSize)
    guard roots > 0 else { return }
    let comments: [Comment] = try db.rows(
      """
      SELECT \(Comment.columns) FROM \(Comment.source)
      WHERE comment.contribution_id = \(contribution) AND comment.parent_id IS NULL
      ORDER BY comment.id LIMIT \(page.size) OFFSET \(page.offset)
      """)
    guard !comments.isEmpty else { return }
    let replies: [Comment] = try db.rows(
      """
      SELECT \(Comment.columns) FROM \(Comment.source) WHERE comment.parent_id IN (\(SQL.list(comments.map(\.id))))
      ORDER BY comment.id
      """)
    threads = comments.map { comment in
      CommentThread(comment: comment, replies: replies.filter { $0.parent == comment.id })
    }
    let speakers = Set((comments + replies).map(\.organisation)).sorted()
    for organisation in try Organisation.with(ids: speakers, db) { organisations[organisation.id] = organisation }
  }

  /// The page on which a comment stands.
  static func page(of comment: Comment, _ db: Snapshot) throws -> Int {
    let before = try db.value(
      """
      SELECT count(*) FROM comment WHERE contribution_id = \(comment.contribution) AND parent_id IS NULL
        AND id < \(comment.parent ?? comment.id)
      """, as: Int.self)
    return (before ?? 0) / pageSize + 1
  }
}
