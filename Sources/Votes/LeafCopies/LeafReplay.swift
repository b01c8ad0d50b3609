package import Consultations
import Directory
package import Localization
package import MerkleLog
import Platform
import Proof
package import Storage

/// Takes up again, in a database restored from a backup, what the second copy of a log holds beyond it: rights, ballots
/// and attendances, by the very rules of the log, in one transaction.
package struct LeafReplay {
  package enum Refusal: Error, Equatable {
    /// The backup is older than the opening, whose texts and roll the copy does not hold.
    case notOpened
    /// The file of the copy is not there, or cannot be read.
    case noCopy
    /// This line of the copy is not that of the log, does not follow it, or is none.
    case otherLog(Int64)
    /// A line of a kind that is taken up by nobody.
    case kind(Int64)
    /// What opens the commitment of this ballot is missing or wrong.
    case unopened(Int64)
    case otherCheckpoint
  }

  /// What the newest head that was published says of what is there now.
  package enum Comparison: Sendable, Equatable {
    case none
    /// All that it covers is there, line for line.
    case same(size: Int64)
    /// It covers so many lines that are lost; of these authorities, where the published lines were given.
    case missing(Int64, authorities: [String], evidence: [Evidence])
    /// It covers other lines.
    case differs
  }

  /// A ballot that is lost, and that a receipt proves to have been in the published log.
  package struct Evidence: Sendable, Equatable {
    package var authority: String
    /// Of its line, from 1.
    package var line: Int64
    package var castAt: Instant
    /// Titles of what it says was chosen.
    package var choices: [String]
  }

  package struct Outcome: Sendable, Equatable {
    package var replayed: Int64
    package var leaves: Int64
    package var comparison: Comparison
    /// Of the lines of the selection and of its minutes that were taken up, from 1: what else the committee wrote is in
    /// no copy.
    package var recorded: [Int64] = []
  }

  /// What somebody kept of what the server had published.
  package struct Published {
    package var head: SignedNote
    /// The lines that it covers, as `/vote/journal/lignes` gives them.
    package var lines: [[UInt8]]
    /// Receipts that authorities kept, as files: evidence of ballots that are lost.
    package var receipts: [[UInt8]]

    package init(head: SignedNote, lines: [[UInt8]] = [], receipts: [[UInt8]] = []) {
      self.head = head
      self.lines = lines
      self.receipts = receipts
    }
  }

  private let vote: Vote
  private let event: Int64
  private var log: WholeLog
  private var recorded: [Int64] = []

  /// - Throws: `Refusal`, or what the rules of the log refuse; nothing is changed then.
  package static func run(
    _ consultation: Consultation, from folder: String, published: Published?, at now: Instant, _ db: Transaction
  ) throws -> Outcome {
    guard let vote = try Vote.of(consultation.id, db), vote.openedAt != nil else { throw Refusal.notOpened }
    let event = try Event(
      "vote.replayed", on: .init("consultation", consultation.id), by: .command, at: now, consultation: consultation.id
    ).record(db)
    var replay = LeafReplay(
      vote: vote, event: event, log: try WholeLog(of: vote.id, size: vote.leaves, at: now, db))
    try replay.takeAll(LeafCopyFile(folder: folder, consultation: consultation.slug), db)
    try replay.log.write(db)
    let comparison = try published.map { try replay.compare($0, db) } ?? .none
    if try replay.mustWait(after: comparison, db) { try vote.suspend(by: event, after: comparison, db) }
    return Outcome(
      replayed: replay.log.size - vote.leaves, leaves: replay.log.size, comparison: comparison,
      recorded: replay.recorded)
  }

  /// Whether the vote waits for an incident: unless all that was published is there, as long as it decides something.
  private func mustWait(after comparison: Comparison, _ db: Snapshot) throws -> Bool {
    guard let vote = try Vote.with(id: vote.id, db) else { return false }
    return switch comparison {
    case .same: false
    case .missing: vote.countedAt == nil
    case .none, .differs: vote.closedAt == nil
    }
  }

  private mutating func takeAll(_ file: LeafCopyFile, _ db: Transaction) throws {
    var known: [[UInt8]] = []
    try VoteLog.forEachLeaf(of: vote.id, below: vote.leaves, db) { known.append($0) }
    var number: Int64 = 0
    do {
      try file.forEachLine { line in
        guard let copied = try? CopiedLeaf(bytes: line), copied.number == number else { throw Refusal.otherLog(number) }
        if number < Int64(known.count) {
          guard known[Int(number)].elementsEqual(copied.line.utf8) else { throw Refusal.otherLog(number) }
        } else {
          try take(copied, db)
        }
        number += 1
      }
    } catch is LeafCopyFile.Refusal { throw Refusal.noCopy }
    guard number >= vote.leaves else { throw Refusal.otherLog(number) }
  }

  private mutating func take(_ copied: CopiedLeaf, _ db: Transaction) throws {
    guard let leaf = Leaf(bytes: Array(copied.line.utf8)) else { throw Refusal.otherLog(copied.number) }
    do { try log.append(leaf) } catch is LedgerRefusal { throw Refusal.otherLog(copied.number) }
    switch leaf {
    case .attendance(let came): try take(came, at: copied.number, db)
    case .ballot(let ballot): try take(ballot, copied, db)
    case .grant(let grant): try take(grant, copied, db)
    case .end(let end):
      try db.execute(
        "UPDATE casting_right SET ended_event_id = \(event) WHERE vote_id = \(vote.id) AND leaf = \(end.right)")
    case .closing(let closing):
      try db.execute(
        """
        UPDATE vote SET closed_event_id = \(event), closed_at = \(Instant(milliseconds: closing.at))
        WHERE id = \(vote.id)
        """)
    case .disclosure: break
    case .tally(let tally):
      try db.execute(
        """
        UPDATE vote SET counted_event_id = \(event), counted_at = \(Instant(milliseconds: tally.at))
        WHERE id = \(vote.id)
        """)
    case .contest(let contest): try take(contest, copied, db)
    case .outcome(let outcome):
      try db.execute(
        """
        UPDATE contest SET outcome = \(outcome.outcome.rawValue), settled_at = \(Instant(milliseconds: outcome.at)),
          settled_event_id = \(event) WHERE vote_id = \(vote.id) AND leaf = \(outcome.contest)
        """)
    case .incident(let incident): try take(incident, copied, db)
    case .draw(let draw): try take(draw, copied, db)
    case .redaction(let redaction): try take(redaction, at: copied.number, db)
    case .selection(let selection):
      try take(selection, copied, db)
      recorded.append(copied.number + 1)
    case .minutes: recorded.append(copied.number + 1)
    case .succession: break
    default: throw Refusal.kind(copied.number)
    }
  }

  /// Its line and its reason: the decision stands in a room that the copy does not hold.
  private func take(_ selection: SelectionLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    guard let committed = selection.reason else { return }
    guard let told = copied.reason,
      told.nonce.isEmpty || Octets(told.nonce).map({ Octets(of: PublicText(text: told.text), under: $0) }) == committed
    else { throw Refusal.unopened(copied.number) }
    try db.execute(
      """
      INSERT INTO vote_text (vote_id, leaf, nonce, title, text)
      VALUES (\(vote.id), \(copied.number), \(told.nonce), '', \(told.text))
      """)
  }

  /// The copy does not tell which words went: all of the text goes.
  private func take(_ redaction: RedactionLeaf, at number: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      UPDATE vote_text SET title = \(VotedProposition.withdrawnText), text = \(VotedProposition.withdrawnText),
        nonce = \([UInt8]()), withdrawn_leaf = \(number) WHERE vote_id = \(vote.id) AND leaf = \(redaction.leaf)
      """)
    try db.execute(
      """
      UPDATE incident SET title = \(VotedProposition.withdrawnText), text = \(VotedProposition.withdrawnText)
      WHERE vote_id = \(vote.id) AND leaf = \(redaction.leaf)
      """)
  }

  private func take(_ contest: ContestLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    let number = copied.number
    let method = copied.contest.flatMap { ProofMethod(rawValue: $0) } ?? .officialMailbox
    var generator = SystemRandomNumberGenerator()
    let ballot = try db.value(
      "SELECT id FROM ballot WHERE vote_id = \(vote.id) AND leaf = \(contest.ballot)", as: Int64.self)
    guard let ballot else { throw Refusal.otherLog(number) }
    try db.execute(
      """
      INSERT INTO contest (token, vote_id, organisation_id, ballot_id, method, leaf, made_at, event_id)
      VALUES (\(Token(using: &generator).text), \(vote.id), \(try organisation(contest.organisation, number, db)),
        \(ballot), \(method.rawValue), \(number), \(Instant(milliseconds: contest.at)), \(event))
      """)
  }

  private func take(_ incident: IncidentLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    // One that was withdrawn before it was copied has nothing that opens it: the line that withdrew it follows.
    guard let told = copied.incident,
      told.nonce.isEmpty
        || Octets(told.nonce).map({
          Octets(of: PublicText(title: told.title, text: told.text), under: $0) == incident.text
        }) == true
    else { throw Refusal.unopened(copied.number) }
    let at = Instant(milliseconds: incident.at)
    func person(_ token: String) throws -> Int64 {
      guard let to = copied.persons?.first(where: { $0.token == token }) else {
        throw Refusal.unopened(copied.number)
      }
      return try signer(to, at: at, copied.number, db)
    }
    let closes = incident.closes.map { Instant(milliseconds: $0) }
    try db.execute("DELETE FROM incident WHERE token = \(told.token)")
    try db.execute(
      """
      INSERT INTO incident (token, vote_id, title, text, closes_at, author_id, written_event_id, written_at,
        signer_id, leaf, published_at, published_event_id)
      VALUES (\(told.token), \(vote.id), \(told.title), \(told.text), \(closes), \(try person(told.author)),
        \(event), \(at), \(try person(told.signer)), \(copied.number), \(at), \(event))
      """)
    try db.execute(
      """
      INSERT INTO vote_text (vote_id, leaf, nonce, title, text)
      VALUES (\(vote.id), \(copied.number), \(told.nonce), \(told.title), \(told.text))
      """)
    if let closes { try Incident.moveClosing(of: vote, to: closes, by: .command, at: log.now, db) }
  }

  private func take(_ draw: DrawLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    let persons = copied.persons ?? []
    guard persons.count == 2 else { throw Refusal.unopened(copied.number) }
    let (at, held) = (Instant(milliseconds: draw.at), Instant(milliseconds: draw.held))
    var generator = SystemRandomNumberGenerator()
    // What was typed and not confirmed when the backup was made is this one, or was taken back since.
    try db.execute("DELETE FROM vote_draw WHERE vote_id = \(vote.id) AND leaf IS NULL")
    try db.execute(
      """
      INSERT INTO vote_draw (token, vote_id, held_at, numbers, source, author_id, written_event_id, written_at,
        signer_id, leaf, published_at, published_event_id)
      VALUES (\(Token(using: &generator).text), \(vote.id), \(held), \(draw.text), \(draw.source),
        \(try signer(persons[0], at: at, copied.number, db)), \(event), \(at),
        \(try signer(persons[1], at: at, copied.number, db)), \(copied.number), \(at), \(event))
      """)
  }

  /// One of the two who signed a line, with what opens the commitment to her.
  private func signer(_ to: CopiedLeaf.Person, at: Instant, _ number: Int64, _ db: Transaction) throws -> Int64 {
    let id = try person(to, at: at, number, db)
    try db.execute(
      """
      INSERT INTO person_salt (vote_id, leaf, person_id, nonce) VALUES (\(vote.id), \(number), \(id), \(to.nonce))
      """)
    return id
  }

  private func take(_ came: AttendanceLeaf, at number: Int64, _ db: Transaction) throws {
    try db.execute(
      """
      INSERT INTO attendance (vote_id, organisation_id, method, from_preparer, leaf, came_at, event_id)
      VALUES (\(vote.id), \(try organisation(came.organisation, number, db)), \(came.method.rawValue),
        \(came.fromPreparer), \(number), \(Instant(milliseconds: came.at)), \(event))
      """)
  }

  private func take(_ ballot: BallotLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    guard let opened = copied.ballot, let nonce = Octets(opened.nonce),
      Octets(of: Choices(organisation: ballot.organisation, propositions: opened.choices), under: nonce)
        == ballot.choices
    else { throw Refusal.unopened(copied.number) }
    let organisation = try organisation(ballot.organisation, copied.number, db)
    try db.execute(
      """
      UPDATE ballot SET replaced_event_id = \(event)
      WHERE vote_id = \(vote.id) AND organisation_id = \(organisation) AND replaced_event_id IS NULL
      """)
    try db.execute(
      """
      INSERT INTO ballot (vote_id, organisation_id, number, right_id, choices, nonce, leaf, cast_at, event_id)
      VALUES (\(vote.id), \(organisation), \(ballot.number), \(try right(ballot.right, copied.number, db)),
        \(opened.choices.joined(separator: " ")), \(opened.nonce), \(copied.number),
        \(Instant(milliseconds: ballot.at)), \(event))
      """)
  }

  private func take(_ grant: GrantLeaf, _ copied: CopiedLeaf, _ db: Transaction) throws {
    guard let to = copied.persons?.first, let nonce = Octets(to.nonce) else { throw Refusal.unopened(copied.number) }
    let at = Instant(milliseconds: grant.at)
    let person = try person(to, at: at, copied.number, db)
    let head = try grant.by.map { try right($0, copied.number, db) }
    let id = try db.insert(
      """
      INSERT INTO casting_right (vote_id, organisation_id, person_id, function, method, head_right_id, until_at,
        leaf, granted_event_id, granted_at)
      VALUES (\(vote.id), \(try organisation(grant.organisation, copied.number, db)), \(person),
        \(grant.function.rawValue), \(grant.method.rawValue), \(head),
        \(grant.until.map { Instant(milliseconds: $0) }), \(copied.number), \(event), \(at)) RETURNING id
      """)
    let granted: CastingRight? = try db.first("SELECT \(CastingRight.columns) FROM casting_right WHERE id = \(id)")
    try granted?.place(at: copied.number, under: nonce, db)
  }

  /// Whoever came after the backup is made anew; what she acted for is asked for again.
  private func person(_ to: CopiedLeaf.Person, at: Instant, _ number: Int64, _ db: Transaction) throws -> Int64 {
    if let known = try db.value("SELECT id FROM person WHERE token = \(to.token)", as: Int64.self) { return known }
    if let same = try Person.all(with: to.mail, db).first(where: { $0.name == to.name }) { return same.id }
    guard let token = Token(prefixOf: to.token), !to.mail.isEmpty else { throw Refusal.otherLog(number) }
    return try Person.create(name: to.name, mail: to.mail, token: token, through: .command, at: at, db)
  }

  private func organisation(_ identifier: String, _ number: Int64, _ db: Snapshot) throws -> Int64 {
    let found = try db.value(
      "SELECT organisation_id FROM roll_entry WHERE vote_id = \(vote.id) AND identifier = \(identifier)",
      as: Int64.self)
    guard let found else { throw Refusal.otherLog(number) }
    return found
  }

  private func right(_ leaf: Int64, _ number: Int64, _ db: Snapshot) throws -> Int64 {
    let found = try db.value(
      "SELECT id FROM casting_right WHERE vote_id = \(vote.id) AND leaf = \(leaf)", as: Int64.self)
    guard let found else { throw Refusal.otherLog(number) }
    return found
  }

  // MARK: What was published

  private func compare(_ published: Published, _ db: Snapshot) throws -> Comparison {
    guard let keys = log.ledger.keys, let head = try? keys.checkpoint(published.head) else {
      throw Refusal.otherCheckpoint
    }
    let size = Int64(clamping: head.size)
    guard size <= log.size else {
      return .missing(
        size - log.size, authorities: try authorities(published.lines.dropFirst(Int(log.size)), db),
        evidence: try evidence(published.receipts, keys, db))
    }
    var tree = GrowingTree()
    try VoteLog.forEachLeaf(of: vote.id, below: size, db) { _ = tree.append(leaf: $0) }
    return tree.root == head.root ? .same(size: size) : .differs
  }

  /// What receipts prove of lines that are lost; one that proves nothing is left out.
  private func evidence(_ receipts: [[UInt8]], _ keys: KeyHistory, _ db: Snapshot) throws -> [Evidence] {
    let titles = Dictionary(
      try VotedProposition.all(of: vote.id, db).map { ($0.name, $0.title) }, uniquingKeysWith: { $1 })
    return try receipts.compactMap { bytes in
      guard let receipt = Receipt(bytes: bytes), (try? receipt.verify(keys)) != nil,
        Int64(clamping: receipt.proof.index) >= log.size
      else { return nil }
      let entry: RollEntry? = try db.first(
        """
        SELECT \(RollEntry.columns) FROM \(RollEntry.source) WHERE roll_entry.vote_id = \(vote.id)
          AND roll_entry.identifier = \(receipt.leaf.organisation)
        """)
      return entry.map { entry in
        Evidence(
          authority: entry.name, line: Int64(clamping: receipt.proof.index) + 1,
          castAt: Instant(milliseconds: receipt.leaf.at), choices: receipt.choices.map { titles[$0] ?? $0 })
      }
    }
  }

  /// Those whose lines are lost, by name, each once.
  private func authorities(_ lines: ArraySlice<[UInt8]>, _ db: Snapshot) throws -> [String] {
    let identifiers = lines.compactMap { line -> String? in
      switch Leaf(bytes: line) {
      case .attendance(let came): came.organisation
      case .ballot(let ballot): ballot.organisation
      case .grant(let grant): grant.organisation
      case .contest(let contest): contest.organisation
      default: nil
      }
    }
    guard !identifiers.isEmpty else { return [] }
    return try db.values(
      """
      SELECT organisation.name FROM \(RollEntry.source)
      WHERE roll_entry.vote_id = \(vote.id) AND roll_entry.identifier IN (\(SQL.list(Set(identifiers).sorted())))
      ORDER BY organisation.name, roll_entry.id
      """)
  }
}
