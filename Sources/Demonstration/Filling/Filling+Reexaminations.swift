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
    _ plan: DecisionPlan, by decider: Decider, isAllAnswered: Bool, into database: Database
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
      guard isAllAnswered else { return }
      let waiting = [rejected.dropFirst().first, redirected.dropFirst(2).first].compactMap(\.self)
      for (turn, place) in waiting.enumerated() {
        try decider.uphold(upheld[2 + turn], place, minutes: 3_000 + 45 * Int64(turn), db)
      }
    }
    guard redirected.first != nil else { return }
    // What was changed is published anew, in the afternoon.
    try await Publication.publishAll(
      in: decider.consultation, by: decider.actor(0), at: Decider.published.adding(seconds: 400 * 60), into: database)
  }

  private static let asked = [
    "L’article cité ne nous paraît pas s’appliquer : nous ne demandons pas d’argent, mais un outil. C’est écrit dans la deuxième partie de notre texte.",
    "Cette difficulté n’est pas celle d’une seule commune : nos voisines la rencontrent aussi, et beaucoup soutiennent notre texte.",
    "Le guichet indiqué nous a déjà répondu, l’an dernier, qu’il ne pouvait rien pour nous.",
    "Ce guichet propose une formation, et nous l’avons suivie. Ce qui nous manque est le logiciel lui-même.",
    "Deux besoins étaient dans notre texte. Le premier est bien du ressort de ce guichet ; le second, le suivi des demandes, ne l’est pas.",
  ]
  private static let upheld = [
    "Relue par une autre personne, votre contribution décrit un outil propre à vos services, qui ne serait pas partagé avec d’autres collectivités : c’est ce que l’article cité écarte. Plusieurs propositions sont proches de votre besoin : vous pouvez les soutenir.",
    "Le guichet a confirmé qu’il fournit aussi ce logiciel, depuis cette année. Il vous écrira sous quinze jours ; s’il refuse, dites-le sur la page de la contribution.",
    "Les soutiens reçus montrent que la difficulté est partagée, mais le texte demande un matériel pour une seule commune : c’est ce que l’article cité écarte. La proposition qui réunit les besoins voisins reste ouverte à votre vote.",
    "Le guichet indiqué prend aussi en charge le suivi des demandes : il vous a écrit depuis, et reprendra les deux besoins de votre texte.",
  ]
}
