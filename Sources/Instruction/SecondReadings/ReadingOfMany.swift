import Consultations
import Deposits
import Localization
import Platform
import Storage

/// A second reading of what waits for one among many contributions, by somebody who may: an act for each decision, each
/// undone by itself. What does not wait for hers is left as it is, and told before.
struct ReadingOfMany: Sendable {
  struct Line: Sendable {
    var decision: Decision
    var contribution: ContributionSummary
  }

  /// Those that it reads, in the order of their numbers.
  var taken: [Line]
  /// Those that it leaves, with why.
  var left: [(number: Int, why: Phrase)]

  init(_ contributions: [Int64], by person: Int64, at now: Instant, _ db: Snapshot) throws {
    (taken, left) = ([], [])
    let decisions = Dictionary(grouping: try Decision.live(of: contributions, db), by: \.contribution)
    let aside = try Recusal.refusals(of: person, among: contributions, at: now, db)
    for contribution in try ContributionSummary.with(ids: contributions, evenWithdrawn: true, db) {
      let waiting = (decisions[contribution.id] ?? []).filter(\.waitsForReading)
      if let why = Self.why(contribution, aside[contribution.id], waits: !waiting.isEmpty) {
        left.append((contribution.number, why))
        continue
      }
      for decision in waiting {
        if decision.person == person {
          left.append((contribution.number, t("vous en avez décidé")))
        } else {
          taken.append(Line(decision: decision, contribution: contribution))
        }
      }
    }
  }

  /// Why nothing of one is read; nil where something is.
  private static func why(_ contribution: ContributionSummary, _ aside: DecisionRefusal?, waits: Bool) -> Phrase? {
    if contribution.isWithdrawn { return DecisionOfMany.why(.withdrawn) }
    if let aside { return DecisionOfMany.why(aside) }
    if waits { return nil }
    return t("aucune décision n’y attend de seconde lecture")
  }

  /// Those that it reads, as whoever asks has seen them.
  var seen: SeenRows { SeenRows(taken.map(\.decision.id)) }

  /// Notes the readings.
  /// - Throws: `SelectionRefusal.nothingToRead`.
  func make(by person: Int64, in consultation: Int64, actor: Actor, at now: Instant, _ db: Transaction) throws {
    guard !taken.isEmpty else { throw SelectionRefusal.nothingToRead }
    for line in taken {
      try SecondReading.write(of: line.decision, by: person, in: consultation, actor: actor, at: now, db)
    }
  }
}
