import Localization
import Platform
import Storage

/// What goes with a passage that is blotted out: shown to whoever confirms, then told to those whose words held it.
struct RedactionReach: Sendable {
  /// How many times it stands in the words that were published, place by place.
  var counts: [Redaction.Place: Int] = [:]
  /// Whose words or files hold it.
  var organisations: Set<Int64> = []
  /// The published files whose text holds it: each goes whole.
  var files: [Attachment] = []
  /// Those of drafts that correct the contribution.
  var draftFiles: [Attachment] = []
  /// The published files in which nothing can be looked for: pictures, what is not text, what is too long.
  var unsearched: [Attachment] = []
  /// Whether a file is still to be read.
  var waits = false

  init(of passage: Passage, in contribution: Int64, later: [LaterText], _ db: Snapshot) throws {
    for text in try RedactedTexts(of: contribution, later: later, db) {
      let count = text.fields.reduce(0) { $0 + passage.ranges(in: $1.text).count }
      guard count > 0 else { continue }
      counts[text.place, default: 0] += count
      if let organisation = text.organisation { organisations.insert(organisation) }
    }
    for file in try ReadFile.beside(contribution, db) { add(file, passage) }
    try addDepositors(of: contribution, isFile: !files.isEmpty, db)
  }

  /// Of a whole file.
  init(ofFileIn contribution: Int64, _ db: Snapshot) throws {
    try addDepositors(of: contribution, isFile: true, db)
  }

  private mutating func add(_ file: ReadFile, _ passage: Passage) {
    let isDraft = file.attachment.draft != nil
    if file.attachment.reading == nil, let kind = file.attachment.kind, AttachmentKind.readable.contains(kind) {
      waits = true
    } else if !passage.ranges(in: file.text).isEmpty {
      if isDraft { draftFiles.append(file.attachment) } else { files.append(file.attachment) }
    } else if !isDraft, file.attachment.reading != .found || file.isCut {
      unsearched.append(file.attachment)
    }
  }

  /// What one of those who deposit it has written is all of theirs.
  private mutating func addDepositors(of contribution: Int64, isFile: Bool, _ db: Snapshot) throws {
    guard let deposited = try Contribution.with(ids: [contribution], db).first else { return }
    guard isFile || organisations.contains(deposited.organisation) else { return }
    organisations.insert(deposited.organisation)
    organisations.formUnion(try Codeposit.organisations(of: .contribution(deposited), db))
  }
}

/// A file that stands, with what was read in it.
private struct ReadFile {
  var attachment: Attachment
  var text: String
  var isCut: Bool

  /// Those of a contribution, and of the drafts that correct it.
  static func beside(_ contribution: Int64, _ db: Snapshot) throws -> [ReadFile] {
    let found = try db.rows(
      """
      SELECT attachment.id, coalesce(attachment_text.text, ''), coalesce(attachment_text.is_cut, 0) FROM attachment
      LEFT JOIN attachment_text ON attachment_text.attachment_id = attachment.id
      WHERE attachment.whole_at IS NOT NULL AND attachment.ended_event_id IS NULL
        AND (attachment.contribution_id = \(contribution)
          OR attachment.draft_id IN (SELECT id FROM draft WHERE contribution_id = \(contribution)))
      ORDER BY attachment.id
      """
    ) { row in (id: try row.next(Int64.self), text: try row.next(String.self), isCut: try row.next(Bool.self)) }
    return try found.compactMap { file in
      try Attachment.with(id: file.id, db).map { ReadFile(attachment: $0, text: file.text, isCut: file.isCut) }
    }
  }
}
