package import Consultations
package import Deposits
package import Localization
package import Platform
package import Storage

/// What an instructor has before her when she decides.
package struct ReadContribution: Sendable {
  package var contribution: Contribution
  package var consultation: Consultation
  /// The version that was on her screen.
  package var version: Int
  /// The part, where it is divided.
  package var part: Part?

  package init(_ contribution: Contribution, in consultation: Consultation, version: Int, part: Part? = nil) {
    self.contribution = contribution
    self.consultation = consultation
    self.version = version
    self.part = part
  }
}

extension Decision {
  /// Decides. What is made with it (a proposition) is undone with it.
  /// - Parameter tokens: for the decision, and for the proposition that it may make.
  /// - Returns: its row.
  /// - Throws: `DecisionRefusal`, `PropositionRefusal`.
  @discardableResult
  package static func make(
    _ choice: Choice, because reason: String, of read: ReadContribution, tokens: (Token, Token), by actor: Actor,
    at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    let consultation = read.consultation.id
    let contribution = read.contribution
    try requireDecidable(read, by: actor, at: now, db)
    guard !reason.isEmpty else { throw DecisionRefusal.noReason }
    let event = try Event(
      "contribution.decided", on: .init("contribution", contribution.id), by: actor, at: now,
      consultation: consultation, details: [("kind", choice.kind.word)]
    ).record(db)
    let target = try target(of: choice, read, token: tokens.1, event: event, at: now, db)
    return try write(
      choice.kind, target, because: reason, of: read, token: tokens.0, event: event, by: actor, at: now, db)
  }

  /// Writes one, within an act that has found what it names.
  @discardableResult
  static func write(
    _ kind: Kind, _ target: Target, because reason: String, of read: ReadContribution, token: Token, event: Int64,
    by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Int64 {
    let contribution = read.contribution
    let told = try UsualReason.filled(reason, for: contribution, naming: target.name, db)
    guard told.unicodeScalars.count <= longestReason else { throw DecisionRefusal.longReason }
    let id = try db.insert(
      """
      INSERT INTO decision (token, consultation_id, contribution_id, part_id, version, kind, reason, person_id,
        event_id, decided_at)
      VALUES (\(token.text), \(contribution.consultation), \(contribution.id), \(read.part?.id), \(read.version),
        \(kind), \(told), \(actor.person), \(event), \(now)) RETURNING id
      """)
    switch target {
    case .propositions(let propositions):
      for proposition in propositions {
        try db.execute(
          "INSERT INTO grouping (decision_id, proposition_id) VALUES (\(id), \(proposition.id))")
      }
    case .addressee(let addressee):
      try db.execute("INSERT INTO redirection (decision_id, addressee_id) VALUES (\(id), \(addressee.id))")
    case .article(let article, let version):
      try db.execute(
        """
        INSERT INTO rejection (decision_id, rules_version, article_key) VALUES (\(id), \(version), \(article.key))
        """)
    case .nothing: break
    }
    return id
  }

  /// - Throws: `DecisionRefusal` where nothing can be decided of it now, or by this person.
  static func requireDecidable(
    _ read: ReadContribution, by actor: Actor, at now: Instant, _ db: Snapshot
  ) throws {
    let contribution = read.contribution
    try requireBeforeVote(read.consultation.id, at: now, db)
    try Recusal.require(actor, of: contribution, at: now, db)
    guard try Withdrawal.of(contribution.id, db) == nil else { throw DecisionRefusal.withdrawn }
    guard contribution.version == read.version else { throw DecisionRefusal.changedSinceRead }
    let live = try live(of: [contribution.id], db)
    if let part = read.part {
      guard try Part.all(of: contribution.id, db).contains(where: { $0.id == part.id }) else {
        throw DecisionRefusal.partGone
      }
      guard !live.contains(where: { $0.part == part.id }) else { throw DecisionRefusal.decided }
    } else {
      guard live.isEmpty else { throw DecisionRefusal.decided }
      guard try Part.all(of: contribution.id, db).isEmpty else { throw DecisionRefusal.divided }
    }
  }

  /// Nothing of the instruction changes once the hour of the vote has come. It has not for what a re-examination holds
  /// up: as long as one waits, or what it changed is not decided and published anew, the vote does not open.
  static func requireBeforeVote(_ consultation: Int64, at now: Instant, _ db: Snapshot) throws {
    let vote = try Phase.all(of: consultation, db).first { $0.kind == .vote }
    guard let vote, vote.state(at: now) != .ahead else { return }
    guard try vote.state(at: now) == .open && VoteObstacle.isHeld(in: consultation, db) else {
      throw DecisionRefusal.voteOpen
    }
  }

  static func target(
    of choice: Choice, _ read: ReadContribution, token: Token, event: Int64, at now: Instant, _ db: Transaction
  ) throws -> Target {
    let consultation = read.consultation.id
    switch choice {
    case .grouped(let tokens):
      guard !tokens.isEmpty else { throw DecisionRefusal.noProposition }
      return .propositions(try propositions(tokens, in: consultation, db))
    case .groupedAnew(let title, let others):
      guard !title.isEmpty else { throw DecisionRefusal.noProposition }
      let existing = try propositions(others, in: consultation, db)
      let wording = Proposition.Wording(
        title: title, text: "", themes: read.contribution.text.themes,
        kind: read.contribution.rubric == .need ? .develop : .scaleUp,
        // A title that was left as the form offered it is the contribution's own.
        language: title == read.contribution.text.title ? read.contribution.text.language : .french)
      return .propositions([try made(wording, read, token, event, now, db)] + existing)
    case .kept:
      let wording = try keptAlone(read, db)
      return .propositions([try made(wording, read, token, event, now, db)])
    case .redirected(let token): return .addressee(try addressee(token, in: consultation, db))
    case .rejected(let key): return try article(key, in: consultation, db)
    }
  }

  /// The reason as its author will read it, with the places filled, changing nothing.
  /// - Throws: `DecisionRefusal`, as deciding so would for what is chosen and for the reason.
  static func preview(_ choice: Choice, because reason: String, of read: ReadContribution, _ db: Snapshot) throws
    -> String
  {
    let consultation = read.consultation.id
    let name: String
    switch choice {
    case .grouped(let tokens):
      guard !tokens.isEmpty else { throw DecisionRefusal.noProposition }
      name = Target.propositions(try propositions(tokens, in: consultation, db)).name
    case .groupedAnew(let title, let others):
      guard !title.isEmpty else { throw DecisionRefusal.noProposition }
      let titles = [title] + (try propositions(others, in: consultation, db)).map(\.wording.title)
      name = Target.name(ofPropositions: titles)
    case .kept: name = Target.name(ofPropositions: [try keptAlone(read, db).title])
    case .redirected(let token): name = try addressee(token, in: consultation, db).name
    case .rejected(let key): name = try article(key, in: consultation, db).name
    }
    guard !reason.isEmpty else { throw DecisionRefusal.noReason }
    let told = try UsualReason.filled(reason, for: read.contribution, naming: name, db)
    guard told.unicodeScalars.count <= longestReason else { throw DecisionRefusal.longReason }
    return told
  }

  /// How the proposition that is made of one alone is told first.
  /// - Throws: `DecisionRefusal.longKept`: nothing of what its author wrote is cut.
  private static func keptAlone(_ read: ReadContribution, _ db: Snapshot) throws -> Proposition.Wording {
    let part = try read.part.flatMap { try PartWords.of([$0.id], db)[$0.id] }
    let wording = Proposition.Wording(read.contribution.text, read.contribution.rubric, part)
    guard wording.text.unicodeScalars.count <= Proposition.Wording.longestText else { throw DecisionRefusal.longKept }
    return wording
  }

  private static func addressee(_ token: String, in consultation: Int64, _ db: Snapshot) throws -> Addressee {
    guard let found = try Addressee.with(token: token, in: consultation, db) else { throw DecisionRefusal.noAddressee }
    return found
  }

  private static func article(_ key: String, in consultation: Int64, _ db: Snapshot) throws -> Target {
    let rules = try Rules.current(of: consultation, db)
    guard let rules, let article = rules.articles.first(where: { $0.key == key }) else {
      throw DecisionRefusal.noArticle
    }
    return .article(article, version: rules.version)
  }

  private static func propositions(
    _ tokens: [String], in consultation: Int64, _ db: Snapshot
  ) throws -> [Proposition] {
    try Set(tokens).sorted().map { token in
      guard let found = try Proposition.with(token: token, in: consultation, db) else {
        throw DecisionRefusal.propositionGone
      }
      return found
    }
  }

  private static func made(
    _ wording: Proposition.Wording, _ read: ReadContribution, _ token: Token, _ event: Int64, _ now: Instant,
    _ db: Transaction
  ) throws -> Proposition {
    let id = try Proposition.make(
      wording, token: token, in: read.consultation.id, event: event, at: now, db)
    return Proposition(
      id: id, token: token.text, consultation: read.consultation.id, event: event, wording: wording)
  }
}

extension Decision {
  /// The reason that the desk offers of itself, with its places.
  package static func suppliedReason(_ kind: Kind) -> String { UsualReason.supplied(kind) }

  /// A second instructor agrees with a decision, by its row.
  /// - Throws: `SecondReadingRefusal`.
  package static func readAgain(_ id: Int64, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let decision: Decision? = try db.first("SELECT \(columns) FROM \(source) WHERE decision.id = \(id)")
    let consultation = try db.value("SELECT consultation_id FROM decision WHERE id = \(id)", as: Int64.self)
    guard let decision, let consultation else { return }
    try SecondReading.make(of: decision, in: consultation, by: actor, at: now, db)
  }
}

extension Proposition.Wording {
  /// What a contribution that is kept alone says, or one of its parts, as a proposition.
  fileprivate init(_ text: ContributionText, _ rubric: Rubric, _ part: PartWords?) {
    let whole = part?.passages ?? [text.today, text.forWhom, text.existing, text.expected].filter { !$0.isEmpty }
    // Two parts of one contribution are two propositions, each with its title.
    let suffix = part.map { text.language == .french ? " (partie \($0.number))" : " (part \($0.number))" } ?? ""
    let kept = text.title.unicodeScalars.prefix(Self.longestTitle - suffix.unicodeScalars.count)
    self.init(
      title: String(kept) + suffix, text: whole.joined(separator: "\n\n"), themes: text.themes,
      kind: rubric == .need ? .develop : .scaleUp,
      language: text.language)
  }
}

extension Decision.Kind {
  var word: Event.Detail {
    switch self {
    case .grouped: .word("grouped")
    case .kept: .word("kept")
    case .redirected: .word("redirected")
    case .rejected: .word("rejected")
    }
  }
}
