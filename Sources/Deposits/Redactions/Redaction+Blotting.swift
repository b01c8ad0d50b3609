import Forms
import Foundation
package import Localization
import Platform
package import Storage

/// What a later room keeps of the words of a contribution: a column in which they may stand, with its rows for a
/// contribution, or places in its versions, which follow what is written over.
package struct LaterText: Sendable {
  /// How a passage comes to be written over.
  package struct Occasion: Sendable {
    /// The organisation whose words they are asked for it; else an instructor proposed it.
    package var isAskedByAuthor: Bool
    package var at: Instant
  }

  /// Moves what the room keeps of one version, by the columns of its texts.
  package typealias Following =
    @Sendable (
      _ contribution: Int64, _ version: Int, _ moves: [String: TextMoves], _ occasion: Occasion, _ db: Transaction
    ) throws -> Void
  /// What follows once words of a row were written over.
  package typealias Blotted = @Sendable (_ row: Int64, _ occasion: Occasion, _ db: Transaction) throws -> Void

  /// Words, in a column of a table.
  struct Column: Sendable {
    let table: StaticString
    let name: StaticString
    /// How many characters it holds.
    let longest: Int
    /// The column of the language in which it is written; French for a table without one.
    let language: SQL
    let rows: @Sendable (_ contribution: Int64) -> SQL
    let whenBlotted: Blotted?

    /// How a redaction names it: `decision.reason`.
    var field: String { "\(table).\(name)" }
  }

  enum Holding: Sendable {
    case column(Column)
    case places(Following)
  }

  let holding: Holding

  var column: Column? { if case .column(let column) = holding { column } else { nil } }

  /// - Parameters:
  ///   - longest: how many characters the column holds.
  ///   - language: the column of its language.
  package init(
    _ table: StaticString, _ column: StaticString, longest: Int, language: SQL = "'fr'", whenBlotted: Blotted? = nil,
    rows: @escaping @Sendable (Int64) -> SQL
  ) {
    holding = .column(
      Column(table: table, name: column, longest: longest, language: language, rows: rows, whenBlotted: whenBlotted))
  }

  package init(places: @escaping Following) { holding = .places(places) }
}

/// The writing over of a passage, wherever a contribution holds it: in its versions and the drafts that carry its text,
/// in what was kept apart of them, in comments, statements, reasons and reports, in the descriptions of its files, in
/// letters that wait or whose text is kept, in forms that wait for a sign-in.
struct Blotting {
  var passage: Passage
  var contribution: Int64
  /// What later rooms wrote of it.
  var later: [LaterText] = []
  var occasion: LaterText.Occasion

  func run(_ db: Transaction) throws {
    for text in later {
      switch text.holding {
      case .column(let held):
        try column(
          held.name, of: held.table, in: held.language, where: held.rows(contribution), longest: held.longest,
          whenBlotted: held.whenBlotted, db)
      case .places(let follow): try move(follow, db)
      }
    }
    try texts(in: "contribution_version", "contribution_id = \(contribution)", db)
    let drafts: SQL = "SELECT id FROM draft WHERE contribution_id = \(contribution)"
    try texts(in: "draft_conflict", "token IN (\(tokens))", db)
    try texts(in: "draft", "contribution_id = \(contribution)", db)
    try forgetMarks(db)
    let comments: SQL = "comment_id IN (SELECT id FROM comment WHERE contribution_id = \(contribution))"
    try column("text", of: "comment_version", where: comments, longest: CommentText.longest, db)
    try column("reason", of: "comment_hiding", where: comments, longest: CommentHiding.longestReason, db)
    try column("message", of: "comment_report", where: comments, longest: CommentReport.longestMessage, db)
    let supports: SQL = "support_id IN (SELECT id FROM support WHERE contribution_id = \(contribution))"
    try column("purpose", of: "support_statement", where: supports, longest: SupportStatement.longestPurpose, db)
    try column(
      "reason", of: "withdrawal", where: "contribution_id = \(contribution)", longest: Withdrawal.longestReason, db)
    let files: SQL = "contribution_id = \(contribution) OR draft_id IN (\(drafts))"
    try column("description", of: "attachment", where: files, longest: Attachment.longestDescription, db)
    try column(
      "text", of: "attachment_text", where: "attachment_id IN (SELECT id FROM attachment WHERE \(files))",
      longest: AttachmentText.longest, db)
    try letters(db)
    try keptForms(db)
  }

  /// Of the drafts upon which its words may have been typed: the first, and all corrections, also ended ones.
  private var tokens: SQL {
    """
    SELECT token FROM contribution WHERE id = \(contribution)
    UNION SELECT token FROM draft WHERE contribution_id = \(contribution)
    UNION SELECT token FROM ended_correction WHERE contribution_id = \(contribution)
    """
  }

  /// The columns of a text of contribution.
  private func texts(in table: StaticString, _ rows: SQL, _ db: Transaction) throws {
    let name = SQL(stringLiteral: table)
    let found = try db.rows("SELECT id, \(ContributionText.columns) FROM \(name) WHERE \(rows)") { row in
      (id: try row.next(Int64.self), text: try ContributionText(from: &row))
    }
    for row in found {
      let blotted = blotted(row.text)
      guard blotted != row.text else { continue }
      try db.execute(
        "UPDATE \(name) SET (\(ContributionText.columns)) = (\(blotted.values)) WHERE id = \(row.id)")
    }
  }

  /// Tells where the long answers of each version will stand, before they are written over.
  private func move(_ follow: LaterText.Following, _ db: Transaction) throws {
    let versions = try db.rows(
      """
      SELECT number, \(ContributionText.columns) FROM contribution_version WHERE contribution_id = \(contribution)
      """
    ) { row in (number: try row.next(Int.self), text: try ContributionText(from: &row)) }
    for version in versions {
      let mark = Redaction.mark(in: version.text.language)
      let moves = version.text.longAnswers.compactMapValues { text in
        passage.blotting(of: text, mark: mark, longest: ContributionText.longestText)?.moves
      }
      if !moves.isEmpty { try follow(contribution, version.number, moves, occasion, db) }
    }
  }

  /// The marks of what forms held are short hashes of whole answers: they could be tried for what is missing.
  private func forgetMarks(_ db: Transaction) throws {
    try db.execute("UPDATE draft_conflict SET base = NULL WHERE token IN (\(tokens))")
    try db.execute("UPDATE draft SET saved_base = '', saved_from = '' WHERE contribution_id = \(contribution)")
  }

  private func blotted(_ text: ContributionText) -> ContributionText {
    var text = text
    let mark = Redaction.mark(in: text.language)
    func blot(_ place: WritableKeyPath<ContributionText, String>, _ longest: Int) {
      if let blotted = passage.blotted(from: text[keyPath: place], mark: mark, longest: longest) {
        text[keyPath: place] = blotted
      }
    }
    blot(\.title, ContributionText.longestTitle)
    for place in [\ContributionText.today, \.forWhom, \.existing, \.expected] {
      blot(place, ContributionText.longestText)
    }
    for place in [
      \ContributionText.service.codeAddress, \.service.licence, \.service.maintainer, \.service.users,
      \.service.documentation, \.service.cost,
    ] { blot(place, ServiceSheet.longest) }
    let answers = text.answers.typed.mapValues { values in
      values.map { passage.blotted(from: $0, mark: mark, longest: ContributionText.longestText) ?? $0 }
    }
    text.answers = Answers(answers)
    return text
  }

  private func column(
    _ column: StaticString, of table: StaticString, in language: SQL = "'fr'", where rows: SQL, longest: Int,
    whenBlotted: LaterText.Blotted? = nil, _ db: Transaction
  ) throws {
    let (name, set) = (SQL(stringLiteral: table), SQL(stringLiteral: column))
    let found = try db.rows(
      "SELECT id, \(set), \(language) FROM \(name) WHERE (\(rows)) AND \(set) IS NOT NULL"
    ) { row in
      (id: try row.next(Int64.self), text: try row.next(String.self), language: try row.next(String.self))
    }
    for row in found {
      let mark = Redaction.mark(in: Language(rawValue: row.language) ?? .french)
      guard let blotted = passage.blotted(from: row.text, mark: mark, longest: longest) else { continue }
      try db.execute("UPDATE \(name) SET \(set) = \(blotted) WHERE id = \(row.id)")
      try whenBlotted?(row.id, occasion, db)
    }
  }

  /// A letter that has left and leads to this contribution loses its whole text, since an extract may be cut anywhere;
  /// one that waits loses the passage, and the words of the title in the address.
  private func letters(_ db: Transaction) throws {
    let token = try db.value("SELECT token FROM contribution WHERE id = \(contribution)", as: String.self) ?? ""
    try db.execute(
      """
      UPDATE outgoing_mail SET subject = '', body = ''
      WHERE state <> 'waiting' AND body LIKE \(SQL.containing(token)) ESCAPE '!'
      """)
    var found: [(id: Int64, subject: String, body: String)] = []
    try db.forEach("SELECT id, subject, body FROM outgoing_mail WHERE body <> ''") { row in
      let letter = (id: try row.next(Int64.self), subject: try row.next(String.self), body: try row.next(String.self))
      let isTold =
        !passage.ranges(in: letter.subject).isEmpty || !passage.ranges(in: letter.body).isEmpty
        || letter.body.contains(token)
      if isTold { found.append(letter) }
    }
    let mark = Redaction.mark(in: .french)
    for letter in found {
      let subject = passage.blotted(from: letter.subject, mark: mark, longest: .max) ?? letter.subject
      let bare = Self.bare(letter.body, token)
      let body = passage.blotted(from: bare, mark: mark, longest: .max) ?? bare
      try db.execute("UPDATE outgoing_mail SET subject = \(subject), body = \(body) WHERE id = \(letter.id)")
    }
  }

  /// Addresses of the contribution without the words that follow its token.
  private static func bare(_ body: String, _ token: String) -> String {
    var bare = ""
    var rest = Substring(body)
    while !token.isEmpty, let found = rest.firstRange(of: token + "-") {
      bare += rest[..<found.lowerBound] + token
      rest = rest[found.upperBound...].drop { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    return bare + rest
  }

  private func keptForms(_ db: Transaction) throws {
    var found: [Int64] = []
    try db.forEach("SELECT id, fields FROM kept_form") { row in
      let id: Int64 = try row.next()
      let pairs = try? JSONDecoder().decode([[String]].self, from: Data(try row.next(String.self).utf8))
      if (pairs ?? []).joined().contains(where: { !passage.ranges(in: $0).isEmpty }) { found.append(id) }
    }
    try db.execute("DELETE FROM kept_form WHERE id IN (\(SQL.list(found)))")
  }
}

extension Attachment {
  /// A file goes whole: its bytes, its text, its description.
  static func blot(_ id: Int64, event: Int64, _ db: Transaction) throws {
    try db.execute("DELETE FROM attachment_piece WHERE attachment_id = \(id)")
    try db.execute("DELETE FROM attachment_text WHERE attachment_id = \(id)")
    try db.execute(
      """
      UPDATE attachment SET description = \(Redaction.fileMark), mark = '',
        ended_event_id = coalesce(ended_event_id, \(event)) WHERE id = \(id)
      """)
  }
}
