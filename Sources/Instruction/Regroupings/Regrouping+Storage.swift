package import Consultations
import Deposits
package import Localization
package import Platform
package import Storage

extension Regrouping {
  /// What was done: the proposition that the contributions feed now, and the decisions that are published.
  package struct Done: Sendable {
    package var event: Int64
    package var proposition: String
    var told: [Decision]
  }

  /// What would be done, read and checked, changing nothing.
  struct Plan: Sendable {
    var decisions: [Decision]
    /// Nil where it is made.
    var target: Proposition?
  }

  /// - Parameter seen: the decisions that fed the proposition when it was read; nil where nobody has looked.
  /// - Throws: `RegroupingRefusal`, `DecisionRefusal`, `PropositionRefusal`, `PublicationRefusal`.
  static func plan(
    _ choice: Choice, of proposition: Proposition, seen: SeenRows? = nil, in consultation: Consultation,
    by actor: Actor,
    at now: Instant, _ db: Snapshot
  ) throws -> Plan {
    try Decision.requireBeforeVote(consultation.id, at: now, db)
    let all = try Decision.feeding(proposition.id, db)
    if let seen, seen != SeenRows(all.map(\.id)) { throw RegroupingRefusal.changed }
    let plan = try plan(choice, of: proposition, among: all, in: consultation, db)
    let contributions = Dictionary(
      uniqueKeysWithValues: try Contribution.with(ids: Array(Set(all.map(\.contribution))), db).map { ($0.id, $0) })
    for decision in plan.decisions {
      if let contribution = contributions[decision.contribution] {
        try Recusal.require(actor, of: contribution, at: now, db)
      }
    }
    // The text of one that is merged goes on at the end of the other's.
    if case .merge = choice, let target = plan.target {
      try Recusal.require(actor, ofWhatFeeds: target, at: now, db)
    }
    try Reexamination.requireNone(waitingAmong: "decision.id IN (\(SQL.list(plan.decisions.map(\.id))))", db)
    // What is published stays so, and is written to its authors: as any decision, in the phase alone.
    if plan.decisions.contains(where: { $0.publishedAt != nil }) {
      if let refusal = try Publication.refusal(in: consultation.id, at: now, db) { throw refusal }
      if let target = plan.target, target.wording.text.isEmpty { throw RegroupingRefusal.noText }
    }
    return plan
  }

  private static func plan(
    _ choice: Choice, of proposition: Proposition, among all: [Decision], in consultation: Consultation, _ db: Snapshot
  ) throws -> Plan {
    switch choice {
    case .merge(let token):
      let target = try target(token, of: proposition, in: consultation, db)
      guard joined(proposition, target).unicodeScalars.count <= Proposition.Wording.longestText else {
        throw RegroupingRefusal.longText
      }
      guard try AuthorRemark.waiting(on: [proposition.id], db).isEmpty else { throw RegroupingRefusal.unanswered }
      return Plan(decisions: all, target: target)
    case .move(let tokens, let token):
      let chosen = try chosen(tokens, among: all)
      let target = try target(token, of: proposition, in: consultation, db)
      let fed = try Proposition.of(decisions: chosen.map(\.id), db)
      guard !chosen.contains(where: { fed[$0.id, default: []].contains { $0.id == target.id } }) else {
        throw RegroupingRefusal.already
      }
      try requireRest(of: all, without: chosen, db)
      return Plan(decisions: chosen, target: target)
    case .split(let tokens, let title):
      let chosen = try chosen(tokens, among: all)
      guard !title.isEmpty else { throw RegroupingRefusal.noTitle }
      try requireRest(of: all, without: chosen, db)
      return Plan(decisions: chosen, target: nil)
    }
  }

  private static func chosen(_ tokens: [String], among all: [Decision]) throws -> [Decision] {
    guard !tokens.isEmpty else { throw RegroupingRefusal.nothingChosen }
    let chosen = all.filter { tokens.contains($0.token) }
    guard chosen.count == Set(tokens).count else { throw RegroupingRefusal.changed }
    return chosen
  }

  private static func target(
    _ token: String, of proposition: Proposition, in consultation: Consultation, _ db: Snapshot
  ) throws -> Proposition {
    guard !token.isEmpty else { throw RegroupingRefusal.noProposition }
    guard token != proposition.token else { throw RegroupingRefusal.itself }
    guard let target = try Proposition.with(token: token, in: consultation.id, db) else {
      throw DecisionRefusal.propositionGone
    }
    return target
  }

  /// A contribution that stands goes on feeding it.
  private static func requireRest(of all: [Decision], without chosen: [Decision], _ db: Snapshot) throws {
    let rest = all.filter { decision in !chosen.contains { $0.id == decision.id } }
    for contribution in Set(rest.map(\.contribution)) where try Withdrawal.of(contribution, db) == nil { return }
    throw RegroupingRefusal.emptied
  }

  /// Does it.
  /// - Throws: as `plan`, and `DecisionRefusal` for the reason.
  @discardableResult
  package static func make(
    _ choice: Choice, of proposition: Proposition, because reason: String, seen: SeenRows? = nil,
    in consultation: Consultation, using generator: inout some RandomNumberGenerator, by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws -> Done {
    let plan = try plan(choice, of: proposition, seen: seen, in: consultation, by: actor, at: now, db)
    guard !reason.isEmpty else { throw DecisionRefusal.noReason }
    let kind = choice.kind
    let event = try Event(
      kind == .moved ? "contributions.moved" : kind == .split ? "proposition.split" : "propositions.merged",
      on: .init("proposition", proposition.id), by: actor, at: now, consultation: consultation.id,
      details: [("decisions", .number(Int64(plan.decisions.count)))]
    ).record(db)
    var target = plan.target
    if target == nil, case .split(_, let title) = choice {
      let token = Token(using: &generator)
      var wording = Proposition.Wording(
        title: title, text: "", themes: proposition.wording.themes, kind: proposition.wording.kind)
      var composition: Composition?
      // What is public already goes on being told, in the same words until somebody writes others.
      if plan.decisions.contains(where: { $0.publishedAt != nil }),
        let known = try Proposition.published(token: proposition.token, in: consultation.id, db)
      {
        wording.text = known.wording.text
        wording.language = known.wording.language
        composition = try known.published(db)
      }
      _ = try Proposition.make(
        wording, taking: composition, token: token, in: consultation.id, event: event, at: now, db)
      target = try Proposition.with(token: token.text, in: consultation.id, db)
    }
    guard let target else { throw DecisionRefusal.propositionGone }
    try db.execute(
      """
      INSERT INTO regrouping (consultation_id, kind, from_proposition_id, to_proposition_id, event_id, made_at)
      VALUES (\(consultation.id), \(choice.kind), \(proposition.id), \(target.id), \(event), \(now))
      """)
    var told: [Decision] = []
    let again = Remaking(from: proposition, to: target, reason: reason, actor: actor, event: event, now: now)
    for decision in plan.decisions {
      told += try again.remake(decision, token: Token(using: &generator), in: consultation.id, db)
    }
    if choice.kind == .merged {
      try join(proposition, to: target, event: event, at: now, db)
      for table in ["proposition", "wording"] as [SQL] {
        let its: SQL = table == "proposition" ? "id" : "proposition_id"
        try db.execute(
          "UPDATE \(table) SET ended_event_id = \(event) WHERE \(its) = \(proposition.id) AND ended_event_id IS NULL")
      }
    }
    return Done(event: event, proposition: target.token, told: told)
  }

  private static func joined(_ proposition: Proposition, _ target: Proposition) -> String {
    [target.wording.text, proposition.wording.text].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The text of one that is merged goes on at the end of the other's, with its sources.
  private static func join(
    _ proposition: Proposition, to target: Proposition, event: Int64, at now: Instant, _ db: Transaction
  ) throws {
    guard !proposition.wording.text.isEmpty, let own = try proposition.composed(db), let its = try target.composed(db)
    else { return }
    var wording = target.wording
    wording.text = joined(proposition, target)
    let composition = Composition(
      sentences: Array((its.composition.sentences + own.composition.sentences).prefix(PickedSentence.most)),
      reasons: own.composition.reasons.merging(its.composition.reasons) { $1 },
      unkept: UnkeptSentence.ordered(its.composition.unkept + own.composition.unkept))
    try Proposition.write(
      wording, taking: composition, after: its.wording, of: target.id, event: event, at: now, db)
  }

  /// The proposition into which one was merged, or that one again.
  static func successor(of token: String, in consultation: Int64, _ db: Snapshot) throws -> String? {
    var next = token
    for _ in 0..<20 {
      let found = try db.value(
        """
        SELECT heir.token FROM regrouping JOIN proposition ON proposition.id = regrouping.from_proposition_id
        JOIN proposition AS heir ON heir.id = regrouping.to_proposition_id
        WHERE proposition.token = \(next) AND regrouping.consultation_id = \(consultation)
          AND regrouping.kind = 'merged' AND regrouping.ended_event_id IS NULL
        """, as: String.self)
      guard let found else { break }
      next = found
    }
    return next == token ? nil : next
  }
}

/// A decision made again for another proposition.
private struct Remaking {
  var from: Proposition
  var to: Proposition
  var reason: String
  var actor: Actor
  var event: Int64
  var now: Instant

  /// - Returns: the new decision, where the one before was published and its contribution stands.
  func remake(_ old: Decision, token: Token, in consultation: Int64, _ db: Transaction) throws -> [Decision] {
    var fed = try Proposition.of(decisions: [old.id], db)[old.id, default: []].filter { $0.id != from.id }
    if !fed.contains(where: { $0.id == to.id }) { fed.append(to) }
    guard let contribution = try Contribution.with(ids: [old.contribution], db).first else { return [] }
    let told = try UsualReason.filled(reason, for: contribution, naming: Decision.Target.propositions(fed).name, db)
    guard told.unicodeScalars.count <= Decision.longestReason else { throw DecisionRefusal.longReason }
    try db.execute("UPDATE decision SET ended_event_id = \(event) WHERE id = \(old.id) AND ended_event_id IS NULL")
    let id = try db.insert(
      """
      INSERT INTO decision (token, consultation_id, contribution_id, part_id, version, kind, reason, person_id,
        event_id, decided_at)
      VALUES (\(token.text), \(consultation), \(old.contribution), \(old.part), \(old.version), 'grouped', \(told),
        \(actor.person), \(event), \(now)) RETURNING id
      """)
    for proposition in fed {
      try db.execute("INSERT INTO grouping (decision_id, proposition_id) VALUES (\(id), \(proposition.id))")
    }
    guard old.publishedAt != nil else { return [] }
    // What is prepared of a proposition that is public already stays at the desk.
    if try !to.isPublished(db) { try to.publishWording(event: event, at: now, db) }
    try db.execute(
      "INSERT INTO decision_publication (decision_id, event_id, published_at) VALUES (\(id), \(event), \(now))")
    guard try Withdrawal.of(old.contribution, db) == nil else { return [] }
    return try Decision.with(ids: [id], db)
  }
}
