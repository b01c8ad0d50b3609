import HTML
import Localization
import Platform
import Proof
import Storage

/// One thing that was done to a ballot, and by whom: shown to those who vote for the organisation.
struct BallotStep: Sendable {
  enum Act: Sendable {
    case cast(choices: Int)
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
  var history: [BallotStep]

  var body: some Markup {
    if history.count > 1 {
      details {
        summary { t("Qui a changé quoi") }
        ol { for step in history { BallotStepLine(step: step) } }
      }
    }
  }
}

private struct BallotStepLine: Component {
  var step: BallotStep
  private var sentence: Phrase {
    switch step.act {
    case .cast(let choices): t("Le \(step.at, .dateAndTime), \(step.name) : \(choices) choix.")
    case .told(let decision) where decision.kind == .none:
      t("Le \(step.at, .dateAndTime), \(step.name) a retiré ce qui était dit de la décision.")
    case .told(let decision):
      t("Le \(step.at, .dateAndTime), \(step.name) a dit la décision : \(decision.sentence).")
    }
  }
  var body: some Markup { li { sentence } }
}
