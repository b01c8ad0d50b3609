import Localization
import Platform
import Storage

extension VotesModule {
  func registerResults(in registry: inout Registry) {
    registry.get(ResultsAddress.self, access: .anyone) { address, visit in
      let asked = min(max(visit.query["page"].flatMap { Int($0) } ?? 1, 1), 10_000)
      let page = try await database.read { db -> ResultsPage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard let results = try Results(of: vote, db) else { return nil }
        return ResultsPage(
          consultation: consultation, vote: vote, results: results,
          ballots: try PublicBallot.page(asked, of: vote.id, db), page: asked,
          called: try RollEntry.count(in: vote.id, db), language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Résultats du vote"), page))
    }
  }
}
