import HTML
import Localization
import Platform
import Proof
import Storage

/// One thing that was done to a ballot, and by whom: shown to those who vote for the organisation.
struct BallotStep: Sendable {
  enum Act: Sendable {
    /// How many choices it holds, and which propositions came and went.
    case cast(choices: Int, added: [String], removed: [String])
    /// What was told of the decision behind it.
    case told(BallotDecision)
  }

  var act: Act
  var at: Instant
  var name: String
  var function: HolderFunction
}

/// Who changed what.
struct BallotHistory: Component {
  /// In its place once the script of the page has saved a choice.
  static let toReload = t("Rechargez cette page pour lire qui a changé quoi.")

  var history: [BallotStep]
  var propositions: [VotedProposition]

  private var titles: [String: String] {
    Dictionary(propositions.map { ($0.name, $0.title) }, uniquingKeysWith: { $1 })
  }

  /// A blank one that nobody has touched since its opening tells nothing.
  private var isTelling: Bool {
    guard history.count == 1, case .cast(let choices, _, _) = history[0].act else { return history.count > 1 }
    return choices > 0
  }

  var body: some Markup {
    if isTelling {
      details(.flag("data-ballot-history")) {
        summary { t("Qui a changé quoi") }
        ol { for step in history { BallotStepLine(step: step, titles: titles) } }
      }
    }
  }
}

private struct BallotStepLine: Component {
  var step: BallotStep
  var titles: [String: String]

  private func list(_ names: [String]) -> String { names.map { titles[$0] ?? $0 }.joined(separator: " · ") }
  private var changes: [Phrase] {
    guard case .cast(_, let added, let removed) = step.act else { return [] }
    return (added.isEmpty ? [] : [t("Ajouté : \(list(added))")])
      + (removed.isEmpty ? [] : [t("Retiré : \(list(removed))")])
  }
  private var sentence: Phrase {
    switch step.act {
    case .cast(let choices, _, _): t("Le \(step.at, .dateAndTime), \(step.name) : \(choices) choix.")
    case .told(let decision) where decision.kind == .none:
      t("Le \(step.at, .dateAndTime), \(step.name) a retiré ce qui était dit de la décision.")
    case .told(let decision):
      t("Le \(step.at, .dateAndTime), \(step.name) a dit la décision : \(decision.sentence).")
    }
  }
  var body: some Markup {
    li {
      sentence
      for change in changes { p(.class("help")) { change } }
    }
  }
}
