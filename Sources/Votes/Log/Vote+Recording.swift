package import Localization
package import MerkleLog
import Platform
package import Proof
package import Storage

/// What the committee decided of a proposition, as the log takes it.
package struct RecordedSelection: Sendable {
  var proposition: String
  var list: SelectionList
  /// In euros.
  var amount: Int64
  /// Where it goes against the count, and there alone.
  var reason: String?

  package init(proposition: String, list: SelectionList, amount: Int64, reason: String?) {
    self.proposition = proposition
    self.list = list
    self.amount = amount
    self.reason = reason
  }
}

/// What the count gives, for the rooms that stand on it.
package struct CountedVote: Sendable {
  package struct Line: Sendable {
    package var proposition: VotedProposition
    package var supports: Int
    /// In the order in which the rule took it, from 1; nil where it did not.
    package var place: Int?

    init(proposition: VotedProposition, supports: Int, place: Int?) {
      self.proposition = proposition
      self.supports = supports
      self.place = place
    }

    /// Before the count.
    package init(uncounted proposition: VotedProposition) {
      self.init(proposition: proposition, supports: 0, place: nil)
    }
  }
  /// Those that the rule took, in its order, then the others by their supports.
  package var lines: [Line]

  /// - Returns: nil before the count.
  package init?(of vote: Vote, _ db: Snapshot) throws {
    guard let results = try Results(of: vote, db) else { return nil }
    lines = results.lines.map { Line(proposition: $0.proposition, supports: $0.supports, place: $0.place) }
  }
}

extension Vote {
  /// The version of the Rules that the opening froze; nil before it.
  package func rulesVersion(_ db: Snapshot) throws -> Int? {
    let line = try db.value(
      """
      SELECT line FROM vote_leaf WHERE vote_id = \(id) AND line LIKE '{"kind":"rules",%' ORDER BY number DESC LIMIT 1
      """, as: String.self)
    guard let line, case .rules(let rules)? = Leaf(bytes: Array(line.utf8)) else { return nil }
    return Int(rules.version)
  }

  /// Ends the log: the decisions of the committee, then the hash of its minutes. One that a second copy brought back
  /// with these minutes stays as it is.
  /// - Parameters:
  ///   - selections: in their order, one for each proposition that the count took at least.
  ///   - document: SHA-256 of the minutes.
  /// - Throws: `VoteRefusal.otherMinutes` where it ends with others.
  package func record(
    _ selections: [RecordedSelection], minutes document: Octets, with key: SigningKey, at now: Instant,
    _ db: Transaction
  ) throws {
    if let recorded = try recordedMinutes(db) {
      guard recorded == document else { throw VoteRefusal.otherMinutes }
      return
    }
    var log = try WholeLog(of: id, size: leaves, at: now, db)
    var texts: [SQL] = []
    for one in selections {
      let text = PublicText(text: one.reason ?? "")
      let nonce = Octets.random()
      let reason = one.reason.map { _ in Octets(of: text, under: nonce) }
      let leaf = try log.append(
        .selection(
          SelectionLeaf(at: log.at, proposition: one.proposition, list: one.list, amount: one.amount, reason: reason)))
      if reason != nil { texts.append("\(id), \(leaf), \(nonce.bytes), \(text.title), \(text.text)") }
    }
    try log.append(.minutes(MinutesLeaf(at: log.at, document: document)))
    try log.sign(key)
    try log.write(db)
    try VoteLog.insert(texts, into: "vote_text (vote_id, leaf, nonce, title, text)", db)
  }

  /// The hash of the minutes with which the log ends; nil before them.
  private func recordedMinutes(_ db: Snapshot) throws -> Octets? {
    let line = try db.value(
      "SELECT line FROM vote_leaf WHERE vote_id = \(id) AND line LIKE '{\"kind\":\"minutes\",%'", as: String.self)
    guard let line, case .minutes(let minutes)? = Leaf(bytes: Array(line.utf8)) else { return nil }
    return minutes.document
  }
}
