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

  /// To whom a right was given: the person as she is written to, whose row an older database may not have.
  struct Grant: Codable, Sendable, Equatable {
    var name: String
    var mail: String
    var token: String
    var nonce: [UInt8]
  }

  var number: Int64
  var line: String
  var ballot: Ballot?
  var grant: Grant?

  /// One line of JSON, its end included.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [0x0A]
  }

  init(number: Int64, line: String, ballot: Ballot? = nil, grant: Grant? = nil) {
    self.number = number
    self.line = line
    self.ballot = ballot
    self.grant = grant
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
    try db.forEach(
      "SELECT leaf, choices, nonce FROM ballot WHERE vote_id = \(vote) AND leaf >= \(first) AND leaf < \(below)"
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let choices = (try row.next() as String).split(separator: " ").map(String.init)
      let nonce: [UInt8] = try row.next()
      if copied.indices.contains(place) { copied[place].ballot = Ballot(choices: choices, nonce: nonce) }
    }
    try db.forEach(
      """
      SELECT casting_right.leaf, person.name, person.token, person_salt.nonce,
        (SELECT mail FROM person_address WHERE person_id = person.id ORDER BY id LIMIT 1)
      FROM casting_right JOIN person ON person.id = casting_right.person_id
      JOIN person_salt ON person_salt.vote_id = casting_right.vote_id AND person_salt.leaf = casting_right.leaf
        AND person_salt.person_id = person.id
      WHERE casting_right.vote_id = \(vote) AND casting_right.leaf >= \(first) AND casting_right.leaf < \(below)
      """
    ) { row in
      let place = Int(try row.next(Int64.self) - first)
      let (name, token, nonce): (String, String, [UInt8]) = (try row.next(), try row.next(), try row.next())
      let mail = try row.next() as String? ?? ""
      guard copied.indices.contains(place) else { return }
      copied[place].grant = Grant(name: name, mail: mail, token: token, nonce: nonce)
    }
    return copied
  }
}
