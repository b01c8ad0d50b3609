import Consultations
import Deposits
import Localization
import Platform
import Storage

/// One decision for many contributions: the same choice and the same reason, whose places fill for each, in one act
/// that is undone at once. What cannot take it is left as it is, and told before.
struct DecisionOfMany: Sendable {
  /// Those that it takes, in the order of their numbers.
  var taken: [ReadContribution]
  /// Those that it leaves, with why.
  var left: [(contribution: Contribution, why: Phrase)]

  /// What a decision would take of some contributions.
  init(
    _ contributions: [Int64], in consultation: Consultation, by actor: Actor, at now: Instant, _ db: Snapshot
  ) throws {
    (taken, left) = ([], [])
    for contribution in try Contribution.with(ids: contributions, db) {
      let read = ReadContribution(contribution, in: consultation, version: contribution.version)
      do {
        try Decision.requireDecidable(read, by: actor, at: now, db)
        taken.append(read)
      } catch let refusal as DecisionRefusal {
        left.append((contribution, Self.why(refusal)))
      }
    }
  }

  static func why(_ refusal: DecisionRefusal) -> Phrase {
    switch refusal {
    case .decided: t("déjà décidée")
    case .divided: t("divisée en parties")
    case .recused: t("vous vous en êtes déporté")
    case .party: t("votre organisme la dépose")
    case .withdrawn: t("retirée par son auteur")
    default: refusal.sentence
    }
  }

  /// Those that it takes, as they read.
  var seen: SeenRows { SeenRows(taken.map { (row: $0.contribution.id, with: Int64($0.version)) }) }

  /// The reason as the author of the first of them would read it; nil where it takes none.
  /// - Throws: `SelectionRefusal`, `DecisionRefusal`, as deciding so would.
  func example(_ choice: Decision.Choice?, because reason: String, _ db: Snapshot) throws -> String? {
    guard let first = taken.first else { return nil }
    guard let choice else { throw DecisionRefusal.noKind }
    guard choice.kind != .kept else { throw SelectionRefusal.keptAlone }
    return try Decision.preview(choice, because: reason, of: first, db)
  }

  /// Decides of those that it takes.
  /// - Returns: the line of the journal.
  /// - Throws: `SelectionRefusal`, `DecisionRefusal`, `PropositionRefusal`.
  func make(
    _ choice: Decision.Choice, because reason: String, in consultation: Consultation, by actor: Actor, at now: Instant,
    _ db: Transaction
  ) throws -> Int64 {
    guard choice.kind != .kept else { throw SelectionRefusal.keptAlone }
    guard let first = taken.first else { throw SelectionRefusal.nothing }
    guard !reason.isEmpty else { throw DecisionRefusal.noReason }
    var generator = SystemRandomNumberGenerator()
    let event = try Event(
      "contributions.decided", on: .init("consultation", consultation.id), by: actor, at: now,
      consultation: consultation.id,
      details: [("kind", choice.kind.word), ("count", .number(Int64(taken.count)))]
    ).record(db)
    let target = try Decision.target(of: choice, first, token: Token(using: &generator), event: event, at: now, db)
    for read in taken {
      try Decision.write(
        choice.kind, target, because: reason, of: read, token: Token(using: &generator), event: event, by: actor,
        at: now, db)
    }
    return event
  }
}
