import Localization
import Proof

/// What counts now, and what is still allowed, in words.
struct BallotState {
  var vote: Vote
  var choices: [String]
  var propositions: [VotedProposition]

  private var count: Int { choices.count }
  private var most: Int { Int(vote.form.most) }
  private var cost: Int64 { propositions.filter { choices.contains($0.name) }.reduce(0) { $0 + $1.cost } }
  var counted: Phrase {
    guard count > 0 else { return t("Votre bulletin est blanc, et il compte ainsi.") }
    return t(count, one: "\(count) choix compte.", other: "\(count) choix comptent.")
  }
  var left: Phrase {
    count == most
      ? t("C’est le plus qu’un bulletin porte.") : t("\(most) choix au plus : il vous en reste \(most - count).")
  }
  var money: Phrase? {
    guard vote.form.ballot == .budget else { return nil }
    return t(
      "Ils coûtent ensemble \(Phrase.euros(cost)) ; il reste \(Phrase.euros(vote.form.budget - cost)) de l’enveloppe.")
  }
}
