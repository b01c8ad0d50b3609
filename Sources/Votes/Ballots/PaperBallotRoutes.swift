import Consultations
import Directory
import Localization
import Platform
import Storage

extension VotesModule {
  func registerPaperBallots(in registry: inout Registry) {
    registry.get(PaperBallotAddress.self, for: ActingVisit.self) { address, visit in
      let page = try await database.read { db -> PaperBallotPage? in
        let (consultation, vote) = try found(address.consultation, db)
        let id = visit.mandate.organisation
        guard vote.openedAt != nil, let organisation = try Organisation.with(ids: [id], db).first else { return nil }
        let propositions = try VotedProposition.all(of: vote.id, db)
        return PaperBallotPage(
          consultation: consultation, vote: vote, organisation: organisation,
          propositions: try RollEntry.of(id, in: vote.id, db).map { propositions.drawn(for: $0) } ?? propositions,
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(Ballot.title(of: page.organisation, in: visit.language), isNarrow: true, page))
    }
  }
}
