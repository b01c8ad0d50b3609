import Consultations
import Deposits
import Localization
import Platform
import Storage

extension Composition {
  /// Those of some wordings; each of them has one, which may be empty.
  /// - Parameter onlyPublished: of contributions of which everyone knows that they feed the proposition.
  static func of(wordings: [Int64], onlyPublished: Bool, _ db: Snapshot) throws -> [Int64: Composition] {
    guard !wordings.isEmpty else { return [:] }
    let sentences = try PickedSentence.of(wordings: wordings, onlyPublished: onlyPublished, db)
    var found: [Int64: Composition] = [:]
    for wording in wordings { found[wording] = Composition(sentences: sentences[wording] ?? []) }
    try db.forEach(
      """
      SELECT unkept_reason.wording_id, unkept_reason.contribution_id, unkept_reason.reason FROM unkept_reason
      JOIN contribution ON contribution.id = unkept_reason.contribution_id AND \(Withdrawal.stands)
      WHERE unkept_reason.wording_id IN (\(SQL.list(wordings))) ORDER BY unkept_reason.id
      """
    ) { row in
      let wording: Int64 = try row.next()
      let contribution: Int64 = try row.next()
      found[wording]?.reasons[contribution] = try row.next(String.self)
    }
    for (wording, unkept) in try UnkeptSentence.of(wordings: wordings, onlyPublished: onlyPublished, db) {
      found[wording]?.unkept = unkept
    }
    return found
  }

  static func of(wording: Int64, onlyPublished: Bool, _ db: Snapshot) throws -> Composition {
    try of(wordings: [wording], onlyPublished: onlyPublished, db)[wording] ?? Composition()
  }

  /// Writes it with its wording: the sentences that stand in its text, and the reasons.
  func write(with wording: Int64, in text: String, _ db: Transaction) throws {
    try PickedSentence.keep(sentences, in: text, wording: wording, db)
    for (contribution, reason) in reasons.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        """
        INSERT INTO unkept_reason (wording_id, contribution_id, reason)
        VALUES (\(wording), \(contribution), \(reason))
        """)
    }
    let left = unkept.filter { one in !sentences.contains { $0.isSame(as: one.sentence) } }
    try UnkeptSentence.keep(left, wording: wording, db)
  }
}

extension Proposition {
  /// The wording in force with what it takes.
  func composed(_ db: Snapshot) throws -> (wording: Int64, composition: Composition)? {
    guard let wording = try currentWording(db) else { return nil }
    return (wording, try Composition.of(wording: wording, onlyPublished: false, db))
  }

  /// What everyone reads of what it takes.
  func published(_ db: Snapshot) throws -> Composition {
    let known = try db.value(
      "SELECT wording.id FROM \(Self.publishedSource) WHERE proposition.id = \(id)", as: Int64.self)
    return try known.map { try Composition.of(wording: $0, onlyPublished: true, db) } ?? Composition()
  }

  /// Picks sentences into its text, takes others out of it, and says why the rest is not kept.
  /// - Parameters:
  ///   - compared: the contributions that were side by side: of these alone something changes.
  ///   - picked: the sentences of these that stand in the text from now on.
  ///   - reasons: for these, by contribution; an empty one says that there is none.
  ///   - unkept: for single sentences of these; one that is picked needs none.
  ///   - read: the wording that was on the screen.
  /// - Throws: `PropositionRefusal`, `CompositionRefusal`.
  func compose(
    _ compared: [ComparedContribution], picked: [PickedSentence], reasons: [Int64: String],
    unkept: [UnkeptSentence], read: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    guard let (current, before) = try composed(db), current == read else { throw PropositionRefusal.changedMeanwhile }
    let shown = compared.flatMap(\.sentences)
    guard (picked + unkept.map(\.sentence)).allSatisfy({ one in shown.contains { $0.isSame(as: one) } }) else {
      throw CompositionRefusal.gone
    }
    guard reasons.values.allSatisfy({ $0.unicodeScalars.count <= Composition.longestReason }) else {
      throw CompositionRefusal.longReason
    }
    let why = try UnkeptSentence.given(unkept, picked: picked, before: before.unkept)
    let removed = before.sentences.filter { old in
      shown.contains { $0.isSame(as: old) } && !picked.contains { $0.isSame(as: old) }
    }
    let added = picked.filter { one in !before.sentences.contains { $0.isSame(as: one) } }
    let kept = before.sentences.filter { old in !removed.contains { $0.isSame(as: old) } }
    // What another contribution says in the same words stays.
    let gone = removed.filter { old in !(kept + added).contains { $0.words == old.words } }
    let others = before.unkept.filter { old in !shown.contains { $0.isSame(as: old.sentence) } }
    var after = Composition(
      sentences: kept + added, reasons: before.reasons, unkept: UnkeptSentence.ordered(others + why))
    guard after.sentences.count <= PickedSentence.most else { throw CompositionRefusal.manySentences }
    for (contribution, reason) in reasons { after.reasons[contribution] = reason.isEmpty ? nil : reason }
    guard after != before else { return }
    var next = wording
    next.text = Composition.text(wording.text, without: gone, adding: added)
    try reword(next, taking: after, read: read, by: actor, at: now, db)
  }
}
