import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/vote/bulletins`: each ballot, once the vote is closed.
struct PublicBallotsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/bulletins"
  var consultation: String
}

extension VotesModule {
  func registerPublicBallots(in registry: inout Registry) {
    registry.get(PublicBallotsAddress.self, access: .anyone) { [register] address, visit in
      let search = await RollSearch(visit, in: register)
      let page = try await database.read { db -> PublicBallotsPage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard vote.closedAt != nil else { return nil }
        let propositions = try VotedProposition.all(of: vote.id, db)
        let count = try PublicBallot.count(in: vote.id, search, db)
        let page = ListPage(asked: visit.query["page"], of: count, size: PublicBallot.pageSize)
        return PublicBallotsPage(
          consultation: consultation, vote: vote, ballots: try PublicBallot.page(page, of: vote, search, db),
          count: count, page: page, search: search,
          titles: Dictionary(propositions.map { ($0.name, $0.title) }, uniquingKeysWith: { $1 }),
          places: register.places, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Les bulletins"), page))
    }
  }
}
