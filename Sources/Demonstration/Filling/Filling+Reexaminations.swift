import Consultations
import Deposits
import Instruction
import Localization
import Platform
import Storage

extension Filling {
  /// What invented bodies ask to be looked at again on the day of the publication: two wait, two are upheld, and one
  /// is changed, by another instructor each time.
  static func reexaminations(
    _ plan: DecisionPlan, by decider: Decider, into database: Database
  ) async throws {
    // A small demonstration has fewer.
    let redirected = Array(plan.redirected.dropFirst(2).prefix(3))
    let rejected = Array(plan.rejected.prefix(2))
    try await database.write { db in
      for (turn, place) in (rejected + redirected).enumerated() {
        try decider.ask(asked[turn], place, minutes: 20 + 35 * Int64(turn), db)
      }
      for (turn, place) in [rejected.first, redirected.dropFirst().first].compactMap(\.self).enumerated() {
        try decider.uphold(upheld[turn], place, minutes: 240 + 45 * Int64(turn), db)
      }
      if let place = redirected.first { try decider.change(place, minutes: 330, db) }
    }
    guard redirected.first != nil else { return }
    // What was changed is published anew, in the afternoon.
    try await Publication.publishAll(
      in: decider.consultation, by: decider.actor(0), at: Decider.published.adding(seconds: 400 * 60), into: database)
  }

  private static let asked = [
    "L’article cité vise les travaux. Nous ne demandons pas de travaux, mais un outil pour les suivre : c’est écrit dans la deuxième partie de notre texte.",
    "Notre demande a été lue comme celle d’une seule commune. Elle concerne les onze communes que nous réunissons, qui n’ont pas d’autre lieu où la porter.",
    "Le guichet indiqué ne traite que les départements. Nous sommes une commune : il nous a déjà répondu qu’il ne pouvait rien pour nous.",
    "Ce guichet propose une formation, et nous l’avons suivie. Ce qui nous manque est le logiciel lui-même.",
    "Deux besoins étaient dans notre texte. Le premier est bien du ressort de ce guichet ; le second, le suivi des demandes, ne l’est pas.",
  ]
  private static let upheld = [
    "Relue par une autre personne, votre contribution demande bien le financement d’un équipement. L’article cité l’écarte, quelle que soit la façon dont il est suivi ensuite.",
    "Le guichet a confirmé qu’il fournit aussi ce logiciel aux communes, depuis cette année. Il vous écrira sous quinze jours ; s’il refuse, dites-le sur la page de la contribution.",
  ]
}
