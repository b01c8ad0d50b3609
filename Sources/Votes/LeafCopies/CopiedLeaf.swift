import Foundation
import Proof
import Storage

/// A line of the second copy of a log: a leaf, and what is not public and is needed to take its act up again.
struct CopiedLeaf: Codable, Sendable, Equatable {
  /// What opens the commitment of a ballot.
  struct Ballot: Codable, Sendable, Equatable {
    var choices: [String]
    var nonce: [UInt8]
  }

  /// Somebody to whom the leaf commits: as she is written to, since an older database may not have her row.
  struct Person: Codable, Sendable, Equatable {
    var name: String
    var mail: String
    var token: String
    var nonce: [UInt8]
  }

  /// What opens the commitment of an incident; its author comes before who signed.
  struct Incident: Codable, Sendable, Equatable {
    var token: String
    var title: String
    var text: String
    var nonce: [UInt8]
    var author: String
    var signer: String
  }

  /// What opens the commitment of a reason that the committee gave.
  struct Reason: Codable, Sendable, Equatable {
    var text: String
    var nonce: [UInt8]
  }

  var number: Int64
  var line: String
  var ballot: Ballot?
  var persons: [Person]?
  var incident: Incident?
  /// How a ballot was contested, which no leaf tells.
  var contest: String?
  var reason: Reason?

  /// One line of JSON, its end included.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [0x0A]
  }

  init(number: Int64, line: String) {
    self.number = number
    self.line = line
  }

  /// - Throws: where the line is none of ours.
  init(bytes: some Collection<UInt8>) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }

  /// Some leaves of a log, in order, the first being `first`.
  static func from(_ first: Int64, of vote: Int64, limit: Int, _ db: Snapshot) throws -> [CopiedLeaf] {
    let below = first + Int64(limit)
    var copied: [CopiedLeaf] = []
    var number = first
    try VoteLog.forEachLeaf(of: vote, from: first, below: below, db) { line in
      copied.append(CopiedLeaf(number: number, line: String(decoding: line, as: UTF8.self)))
      number += 1
    }
    try readBallots(of: vote, from: first, below: below, into: &copied, db)
    try readPersons(of: vote, from: first, below: below, into: &copied, db)
    try readIncidents(of: vote, from: first, below: below, into: &copied, db)
    try readContests(of: vote, from: first, below: below, into: &copied, db)
    try readReasons(of: vote, from: first, below: below, into: &copied, db)
    return copied
  }

  private static func readBallots(
    of vote: Int64, from first: Int64, below: Int64, into copied: inout [CopiedLeaf], _ db: Snapshot
  ) throws {
    try db.forEach(
      "SELECT leaf, choices, nonce FROM ballot WHERE vote_id = \(vote) AND leaf >= \(first) AND leaf < \(below)"
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let choices = (try row.next() as String).split(separator: " ").map(String.init)
      let nonce: [UInt8] = try row.next()
      if copied.indices.contains(place) { copied[place].ballot = Ballot(choices: choices, nonce: nonce) }
    }
  }

  private static func readPersons(
    of vote: Int64, from first: Int64, below: Int64, into copied: inout [CopiedLeaf], _ db: Snapshot
  ) throws {
    try db.forEach(
      """
      SELECT person_salt.leaf, person.name, person.token, person_salt.nonce,
        (SELECT mail FROM person_address WHERE person_id = person.id ORDER BY id LIMIT 1)
      FROM person_salt JOIN person ON person.id = person_salt.person_id
      WHERE person_salt.vote_id = \(vote) AND person_salt.leaf >= \(first) AND person_salt.leaf < \(below)
      ORDER BY person_salt.leaf, person_salt.id
      """
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let (name, token, nonce): (String, String, [UInt8]) = (try row.next(), try row.next(), try row.next())
      let mail = try row.next() as String? ?? ""
      guard copied.indices.contains(place) else { return }
      copied[place].persons =
        (copied[place].persons ?? []) + [
          Person(name: name, mail: mail, token: token, nonce: nonce)
        ]
    }
  }

  private static func readIncidents(
    of vote: Int64, from first: Int64, below: Int64, into copied: inout [CopiedLeaf], _ db: Snapshot
  ) throws {
    try db.forEach(
      """
      SELECT incident.leaf, incident.token, incident.title, incident.text, vote_text.nonce, author.token, signer.token
      FROM incident JOIN vote_text ON vote_text.vote_id = incident.vote_id AND vote_text.leaf = incident.leaf
      JOIN person AS author ON author.id = incident.author_id
      JOIN person AS signer ON signer.id = incident.signer_id
      WHERE incident.vote_id = \(vote) AND incident.leaf >= \(first) AND incident.leaf < \(below)
      """
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let incident = Incident(
        token: try row.next(), title: try row.next(), text: try row.next(), nonce: try row.next(),
        author: try row.next(), signer: try row.next())
      if copied.indices.contains(place) { copied[place].incident = incident }
    }
  }

  private static func readContests(
    of vote: Int64, from first: Int64, below: Int64, into copied: inout [CopiedLeaf], _ db: Snapshot
  ) throws {
    try db.forEach(
      "SELECT leaf, method FROM contest WHERE vote_id = \(vote) AND leaf >= \(first) AND leaf < \(below)"
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let method: String = try row.next()
      if copied.indices.contains(place) { copied[place].contest = method }
    }
  }

  private static func readReasons(
    of vote: Int64, from first: Int64, below: Int64, into copied: inout [CopiedLeaf], _ db: Snapshot
  ) throws {
    try db.forEach(
      """
      SELECT vote_text.leaf, vote_text.text, vote_text.nonce FROM vote_text
      JOIN vote_leaf ON vote_leaf.vote_id = vote_text.vote_id AND vote_leaf.number = vote_text.leaf
      WHERE vote_text.vote_id = \(vote) AND vote_text.leaf >= \(first) AND vote_text.leaf < \(below)
        AND vote_leaf.line LIKE '{"kind":"selection",%'
      """
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let reason = Reason(text: try row.next(), nonce: try row.next())
      if copied.indices.contains(place) { copied[place].reason = reason }
    }
  }
}
