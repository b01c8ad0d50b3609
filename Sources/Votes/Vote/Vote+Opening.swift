package import Consultations
import Directory
import Instruction
package import Localization
package import MerkleLog
package import Platform
import Proof
package import Storage

/// Opening freezes all: the Rules, the form, the texts and their costs, the roll and the rights known so far.
extension Vote {
  /// What stands in the way of the opening; nil where nothing does.
  static func obstacle(in consultation: Int64, at now: Instant, _ db: Snapshot) throws -> VoteRefusal? {
    guard let vote = try of(consultation, db) else { return .notPrepared }
    guard vote.openedAt == nil else { return .opened }
    guard let phase = try Phase.all(of: consultation, db).first(where: { $0.kind == .vote }) else { return .noPhase }
    guard let closes = phase.closesAt else { return .noClosing }
    guard now < closes else { return .over }
    guard try Rules.current(of: consultation, db) != nil else { return .noRules }
    let propositions = try Proposition.published(in: consultation, db)
    guard !propositions.isEmpty else { return .noProposition }
    if let textless = propositions.first(where: \.wording.text.isEmpty) { return .noText(textless.wording.title) }
    if let costless = propositions.first(where: { $0.wording.retainedCost ?? 0 < 1 }) {
      return .noCost(costless.wording.title)
    }
    guard try !RollEntry.called(in: consultation, within: vote.form, db).isEmpty else { return .noRoll }
    if let obstacle = try VoteObstacle.all(in: consultation, at: now, db).first { return .reexamination(obstacle) }
    // The last: what is missing is told while there is time to mend it.
    return now < phase.opensAt ? .early(phase.opensAt) : nil
  }

  /// When the calendar opens it; nil once it does, and without a phase of vote.
  func opening(after now: Instant, _ db: Snapshot) throws -> Instant? {
    guard openedAt == nil else { return nil }
    return try Phase.all(of: consultation, db).first { $0.kind == .vote && now < $0.opensAt }?.opensAt
  }

  /// - Parameter key: signs the log from now on.
  /// - Throws: `VoteRefusal`.
  package static func open(
    in consultation: Consultation, with key: SigningKey, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    if let obstacle = try obstacle(in: consultation.id, at: now, db) { throw obstacle }
    guard let vote = try of(consultation.id, db), let rules = try Rules.current(of: consultation.id, db),
      let phase = try Phase.all(of: consultation.id, db).first(where: { $0.kind == .vote }),
      let closes = phase.closesAt
    else { throw VoteRefusal.notPrepared }
    let event = try Event(
      "vote.opened", on: .init("consultation", consultation.id), by: actor, at: now, consultation: consultation.id
    ).record(db)
    let origin = "\(key.verifier.name)/\(consultation.slug)"
    var log = try WholeLog(of: vote.id, size: 0, at: now, db)
    try log.append(
      .log(LogLeaf(at: log.at, format: Ledger.format, origin: origin, key: key.verifier.text)))
    try log.append(vote.rulesLeaf(rules, at: log.at))
    try log.append(vote.formLeaf(opens: phase.opensAt, closes: closes, at: log.at))
    try vote.freezePropositions(in: consultation.id, &log, db)
    try vote.freezeRoll(in: consultation.id, &log, db)
    try vote.freezeRights(&log, db)
    try log.append(.opening(OpeningLeaf(at: log.at, frozen: Octets(log.tree.root))))
    try log.sign(key)
    try db.execute(
      """
      UPDATE vote SET opened_event_id = \(event), opened_at = \(now), closes_at = \(closes), origin = \(origin)
      WHERE id = \(vote.id)
      """)
    try log.write(db)
  }

  private func rulesLeaf(_ rules: Rules, at: Int64) throws -> Leaf {
    guard let document = Octets(rules.documentHash) else { throw VoteRefusal.noRules }
    let draw = form.ties == .lots ? form.draw : ""
    return .rules(
      RulesLeaf(
        at: at, version: Int64(rules.version), document: document, draw: draw,
        numbers: draw.isEmpty ? 0 : form.numbers))
  }

  private func formLeaf(opens: Instant, closes: Instant, at: Int64) -> Leaf {
    .form(
      FormLeaf(
        at: at, ballot: form.ballot, most: form.most, budget: form.budget, rule: form.rule, utility: form.utility,
        ties: form.ties, minimum: form.minimum, opens: opens.milliseconds, closes: closes.milliseconds))
  }

  private func freezePropositions(in consultation: Int64, _ log: inout WholeLog, _ db: Transaction) throws {
    var (propositions, texts): ([SQL], [SQL]) = ([], [])
    let published = try Proposition.published(in: consultation, db).sorted { $0.token < $1.token }
    for proposition in published {
      let (nonce, cost) = (Octets.random(), Int64(proposition.wording.retainedCost ?? 0))
      let text = PublicText(title: proposition.wording.title, text: proposition.wording.text)
      let leaf = try log.append(
        .proposition(
          PropositionLeaf(
            at: log.at, proposition: proposition.token, cost: cost, text: Octets(of: text, under: nonce))))
      propositions.append(
        "\(id), \(proposition.id), \(proposition.token), \(proposition.wording.kind), \(cost), \(leaf)")
      texts.append("\(id), \(leaf), \(nonce.bytes), \(text.title), \(text.text)")
    }
    try VoteLog.insert(propositions, into: "vote_proposition (vote_id, proposition_id, name, kind, cost, leaf)", db)
    try VoteLog.insert(texts, into: "vote_text (vote_id, leaf, nonce, title, text)", db)
  }

  private func freezeRoll(in consultation: Int64, _ log: inout WholeLog, _ db: Transaction) throws {
    var rows: [SQL] = []
    for entry in try RollEntry.called(in: consultation, within: form, db) {
      try log.append(.roll(entry.leaf(at: log.at)))
      rows.append(
        """
        \(id), \(entry.organisation), \(entry.identifier), \(entry.kind.rawValue), \(entry.region),
        \(entry.department), \(entry.stratum.rawValue)
        """)
    }
    try VoteLog.insert(
      rows, into: "roll_entry (vote_id, organisation_id, identifier, kind, region, department, stratum)", db)
  }

  /// The rights granted before: those of heads first, since they name the others.
  private func freezeRights(_ log: inout WholeLog, _ db: Transaction) throws {
    var leaves: [Int64: Int64] = [:]
    for right in try CastingRight.all(of: id, at: now(of: log), db) {
      guard let entry = try RollEntry.of(right.organisation, in: id, db) else { continue }
      let by = right.head.flatMap { leaves[$0] }
      guard right.function == .head || by != nil else { continue }
      let nonce = Octets.random()
      let place = try log.append(.grant(right.leaf(at: log.at, of: entry, by: by, under: nonce)))
      leaves[right.id] = place
      try right.place(at: place, under: nonce, db)
    }
  }

  private func now(of log: WholeLog) -> Instant { log.now }
}
