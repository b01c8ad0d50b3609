import Forms
import Localization
import Platform
import Storage

/// The texts of a contribution in which a passage is looked for, in the order in which it is: the newest version first,
/// then the words of comments and of supports, descriptions of files and reasons, and what later rooms wrote of it.
struct RedactedTexts: Sequence {
  struct Text: Sendable {
    var place: Redaction.Place
    var row: Int64
    /// Whose it is; nil for what an instructor wrote.
    var organisation: Int64?
    var fields: [(name: String, text: String)]
  }

  private var texts: [Text] = []

  init(of contribution: Int64, later: [LaterText], _ db: Snapshot) throws {
    texts = try db.rows(
      """
      SELECT contribution_version.id, contribution.organisation_id, \(ContributionText.columns)
      FROM contribution_version JOIN contribution ON contribution.id = contribution_version.contribution_id
      WHERE contribution_id = \(contribution) ORDER BY contribution_version.number DESC
      """
    ) { row in
      Text(
        place: .version, row: try row.next(), organisation: try row.next(),
        fields: try ContributionText(from: &row).redactable)
    }
    try add(
      .comment, "text",
      """
      SELECT comment_version.id, comment.organisation_id, comment_version.text FROM comment_version
      JOIN comment ON comment.id = comment_version.comment_id
      WHERE comment.contribution_id = \(contribution) ORDER BY comment_version.id DESC
      """, db)
    try add(
      .statement, "purpose",
      """
      SELECT support_statement.id, support.organisation_id, support_statement.purpose FROM support_statement
      JOIN support ON support.id = support_statement.support_id
      WHERE support.contribution_id = \(contribution) ORDER BY support_statement.id DESC
      """, db)
    try add(
      .description, "description",
      """
      SELECT attachment.id, contribution.organisation_id, attachment.description FROM attachment
      JOIN contribution ON contribution.id = attachment.contribution_id
      WHERE attachment.contribution_id = \(contribution) ORDER BY attachment.id DESC
      """, db)
    try add(
      .withdrawal, "reason",
      """
      SELECT withdrawal.id, contribution.organisation_id, withdrawal.reason FROM withdrawal
      JOIN contribution ON contribution.id = withdrawal.contribution_id
      WHERE withdrawal.contribution_id = \(contribution) ORDER BY withdrawal.id DESC
      """, db)
    try add(
      .hiding, "reason",
      """
      SELECT comment_hiding.id, CAST(NULL AS BIGINT), comment_hiding.reason FROM comment_hiding
      JOIN comment ON comment.id = comment_hiding.comment_id
      WHERE comment.contribution_id = \(contribution) ORDER BY comment_hiding.id DESC
      """, db)
    for text in later.compactMap(\.column) {
      let (table, column) = (SQL(stringLiteral: text.table), SQL(stringLiteral: text.name))
      try add(
        .later, text.field,
        """
        SELECT id, CAST(NULL AS BIGINT), \(column) FROM \(table)
        WHERE (\(text.rows(contribution))) AND \(column) IS NOT NULL ORDER BY id DESC
        """, db)
    }
  }

  private mutating func add(_ place: Redaction.Place, _ field: String, _ rows: SQL, _ db: Snapshot) throws {
    texts += try db.rows(rows) { row in
      Text(place: place, row: try row.next(), organisation: try row.next(), fields: [(field, try row.next())])
    }
  }

  func makeIterator() -> IndexingIterator<[Text]> { texts.makeIterator() }

  /// Where a passage first stands, among the texts of `organisations`, or of all; with its words as they are there.
  func spot(of passage: Passage, among organisations: Set<Int64>?) -> (spot: Redaction.Spot, words: String)? {
    for text in texts {
      if let organisations {
        guard let organisation = text.organisation, organisations.contains(organisation) else { continue }
      }
      for field in text.fields {
        guard let range = passage.ranges(in: field.text).first else { continue }
        let words = String(field.text.dropFirst(range.lowerBound).prefix(range.count))
        return (
          Redaction.Spot(
            place: text.place, row: text.row, field: field.name, first: range.lowerBound, count: range.count), words
        )
      }
    }
    return nil
  }
}

extension ContributionText {
  /// Its texts by the names of their columns; extra answers one below the other.
  fileprivate var redactable: [(name: String, text: String)] {
    let sheet = service
    return [
      ("title", title), ("today", today), ("for_whom", forWhom), ("existing", existing), ("expected", expected),
      ("code_address", sheet.codeAddress), ("licence", sheet.licence), ("maintainer", sheet.maintainer),
      ("users", sheet.users), ("documentation", sheet.documentation), ("cost", sheet.cost),
      ("answers", answers.typed.sorted { $0.key < $1.key }.flatMap(\.value).joined(separator: "\n")),
    ]
  }
}
