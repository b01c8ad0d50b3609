import Platform
import Storage

/// What an organisation found missing in a draft, with the reply that some acts made.
struct RepliedRemark: Sendable {
  var remark: AuthorRemark
  /// The token of the proposition, which may have ended.
  var proposition: String
  /// Of the draft that was sent.
  var title: String

  /// Those to which some acts replied.
  static func of(_ acts: [Act], _ db: Snapshot) throws -> [RepliedRemark] {
    let replied = try db.rows(
      """
      SELECT author_remark.author_reading_id, author_remark.id, proposition.token, wording.title
      FROM remark_reply
      JOIN author_remark ON author_remark.id = remark_reply.author_remark_id
      JOIN author_reading ON author_reading.id = author_remark.author_reading_id
      JOIN proposition ON proposition.id = author_reading.proposition_id
      JOIN wording ON wording.id = author_reading.wording_id
      WHERE remark_reply.event_id IN (\(SQL.list(acts.map(\.event)))) AND remark_reply.ended_event_id IS NULL
      ORDER BY remark_reply.id
      """
    ) { row in
      (
        reading: try row.next(Int64.self), id: try row.next(Int64.self), token: try row.next(String.self),
        title: try row.next(String.self)
      )
    }
    let remarks = try AuthorRemark.of(readings: Array(Set(replied.map(\.reading))), db)
    return replied.compactMap { one in
      guard let remark = remarks[one.reading]?.first(where: { $0.id == one.id }) else { return nil }
      return RepliedRemark(remark: remark, proposition: one.token, title: one.title)
    }
  }
}
