import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/vote/recepisses/8f3k2…`: the receipt of the ballot of an organisation, to print.
struct PrintedReceiptAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/recepisses/{organisation}"
  var consultation: String
  var organisation: String

  init(_ consultation: Consultation, _ organisation: Organisation) {
    self.consultation = consultation.slug
    self.organisation = organisation.token
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let token = Token(prefixOf: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    organisation = token.text
  }
  var segments: [String] { [consultation, organisation] }
}

extension VotesModule {
  /// For whoever casts, and for whoever did and whose right is over: she keeps what she cast last.
  func registerPrintedReceipts(in registry: inout Registry) {
    registry.get(PrintedReceiptAddress.self, for: PersonVisit.self) { address, visit in
      let page = try await database.read { db -> PrintedReceiptPage in
        let (consultation, vote) = try found(address.consultation, db)
        guard let organisation = try Organisation.with(token: address.organisation, db),
          let ballot = try Ballot.readable(
            by: visit.person.id, for: organisation.id, in: vote.id, at: visit.now, db)
        else { throw NotFound() }
        let standing = try Ballot.standing(of: organisation.id, in: vote.id, db)
        return PrintedReceiptPage(
          consultation: consultation, organisation: organisation, ballot: ballot,
          receipt: try? BallotReceipt.of(ballot, in: vote, db),
          titles: try VotedProposition.all(of: vote.id, db).filter { ballot.choices.contains($0.name) }.map(\.title),
          isReplaced: standing?.id != ballot.id, language: visit.language)
      }
      return .page(Page(t("Récépissé de vote"), isNarrow: true, page))
    }
  }
}
