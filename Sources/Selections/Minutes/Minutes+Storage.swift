import Crypto
package import Localization
package import Platform
package import Storage
import Votes

extension Minutes: RowDecodable {
  static let columns: SQL = """
    minutes.id, minutes.committee_id, minutes.opening, minutes.closing, minutes.signed_at, minutes.document,
    minutes.pdf_size, minutes.publishes_at, minutes.published_at, minutes.told_through, minutes.is_told,
    minutes.document_hash
    """

  package init(from row: inout Row) throws {
    id = try row.next()
    committee = try row.next()
    opening = try row.next()
    closing = try row.next()
    signedAt = try row.next()
    document = try row.next()
    pdfSize = try row.next()
    publishesAt = try row.next()
    publishedAt = try row.next()
    toldThrough = try row.next()
    isTold = try row.next()
    hash = try row.next()
  }

  package static func of(_ committee: Int64, _ db: Snapshot) throws -> Minutes? {
    try db.first("SELECT \(columns) FROM minutes WHERE committee_id = \(committee)")
  }

  /// Of the words before and after, none while nobody has written.
  static func version(of minutes: Minutes?) -> String {
    WordsVersion.of([minutes?.opening ?? "", minutes?.closing ?? ""])
  }

  /// Writes the words before and after.
  /// - Parameter seen: the version on which they were written; nil for whoever writes without a form.
  /// - Throws: `Minutes.Refusal`.
  @discardableResult
  package static func edit(
    opening: String, closing: String, seen: String? = nil, of committee: Committee, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Minutes? {
    guard opening.unicodeScalars.count <= longestWords else { throw Refusal.longOpening }
    guard closing.unicodeScalars.count <= longestWords else { throw Refusal.longClosing }
    let earlier = try of(committee.id, db)
    guard earlier?.signedAt == nil else { throw Refusal.signed }
    if let earlier, earlier.opening == opening, earlier.closing == closing { return earlier }
    guard seen.map({ $0 == version(of: earlier) }) ?? true else { throw Refusal.changed }
    let event = try committee.event("minutes.edited", by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO minutes (committee_id, opening, closing, edited_event_id, told_through, is_told)
      VALUES (\(committee.id), \(opening), \(closing), \(event), 0, \(false))
      ON CONFLICT (committee_id) DO UPDATE SET opening = excluded.opening, closing = excluded.closing,
        edited_event_id = excluded.edited_event_id
      """)
    return try of(committee.id, db)
  }

  /// The titles of the propositions that the vote took and nobody has decided.
  static func undecided(in committee: Committee, _ db: Snapshot) throws -> [String] {
    guard let vote = try Vote.with(id: committee.vote, db), let counted = try CountedVote(of: vote, db) else {
      return []
    }
    let decided = Set(try Ruling.all(in: committee.id, db).map(\.proposition))
    return counted.lines.filter { $0.place != nil && !decided.contains($0.proposition.proposition) }
      .map(\.proposition.title)
  }

  /// The chair signs: the document is frozen, with the signed paper where there is one.
  /// - Parameter pdf: whole; empty for none.
  /// - Throws: `Minutes.Refusal`.
  package static func sign(
    _ committee: Committee, by seat: Seat?, pdf: [UInt8], title: String, actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws {
    guard seat?.isChair == true else { throw Refusal.notChair }
    guard try !Sitting.all(of: committee.id, db).isEmpty else { throw Refusal.noSitting }
    guard try Sitting.open(of: committee.id, db) == nil else { throw Refusal.sittingOpen }
    let undecided = try undecided(in: committee, db)
    guard undecided.isEmpty else { throw Refusal.undecided(undecided) }
    if !pdf.isEmpty {
      guard pdf.starts(with: Array("%PDF-".utf8)) else { throw Refusal.notPDF }
      guard pdf.count <= largestPDF else { throw Refusal.largePDF }
    }
    var found = try of(committee.id, db)
    if found == nil { found = try edit(opening: "", closing: "", of: committee, by: actor, at: now, db) }
    guard let minutes = found, minutes.signedAt == nil else { throw Refusal.signed }
    let document = try MinutesDocument(minutes, of: committee, title: title, at: now, db)
      .text(signedAt: now, pdf: pdf.isEmpty ? nil : hexadecimal(SHA256.hash(data: pdf)))
    let event = try committee.event("minutes.signed", by: actor, at: now).record(db)
    try db.execute(
      """
      UPDATE minutes SET signed_event_id = \(event), signed_at = \(now), document = \(document),
        document_hash = \(Self.hash(of: document)), pdf_size = \(pdf.isEmpty ? nil : pdf.count) WHERE id = \(minutes.id)
      """)
    for (number, start) in stride(from: 0, to: pdf.count, by: IncomingFile.pieceBytes).enumerated() {
      let piece = Array(pdf[start..<min(start + IncomingFile.pieceBytes, pdf.count)])
      try db.execute(
        "INSERT INTO minutes_piece (minutes_id, number, bytes) VALUES (\(minutes.id), \(number), \(piece))")
    }
  }

  /// One piece of the signed paper; nil after the last.
  func piece(_ number: Int, _ db: Snapshot) throws -> [UInt8]? {
    try db.value("SELECT bytes FROM minutes_piece WHERE minutes_id = \(id) AND number = \(number)", as: [UInt8].self)
  }

  private static func hash(of document: String) -> [UInt8] { Array(SHA256.hash(data: Array(document.utf8))) }

  /// Whether a passage was blotted out of what was signed.
  var isBlotted: Bool { document.map(Self.hash) != hash }
}
