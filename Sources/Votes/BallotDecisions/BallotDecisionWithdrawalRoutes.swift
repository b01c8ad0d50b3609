import Consultations
import Localization
import Platform
import Storage

/// `/administration/consultations/services-2021/vote/decisions`
struct BallotDecisionWithdrawalAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/decisions"
  var consultation: String
}

/// Which decision is withdrawn, and why.
struct BallotDecisionWithdrawalTyped: Input {
  static let fields: Set<String> = ["organisme", "motif"]
  var identifier = ""
  var reason = ""
  init() {}
  init(_ visit: Visit) {
    identifier = visit.form["organisme"] ?? ""
    reason = (visit.form["motif"] ?? "").trimmed
  }
}

extension VotesModule {
  func registerBallotDecisionWithdrawals(in registry: inout Registry) {
    registry.get(BallotDecisionWithdrawalAddress.self, permission: .settleVotes) { address, visit in
      var typed = BallotDecisionWithdrawalTyped()
      typed.identifier = visit.visit.query["organisme"] ?? ""
      return try await decisionsPage(address, visit, typed: typed, refusal: nil)
    }
    registry.post(
      BallotDecisionWithdrawalAddress.self, permission: .settleVotes, input: BallotDecisionWithdrawalTyped.self
    ) { address, visit, typed in
      do {
        try await write { db in
          let (_, vote) = try found(address.consultation, db)
          try BallotDecisionWithdrawal.make(
            of: typed.identifier, because: typed.reason, in: vote, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=retire")
      } catch let refusal as BallotDecisionWithdrawal.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await decisionsPage(address, visit, typed: typed, refusal: refusal)
        }
      }
    }
  }

  /// Before the result is public, those who cast alone read what is told.
  private func decisionsPage(
    _ address: BallotDecisionWithdrawalAddress, _ visit: PersonVisit, typed: BallotDecisionWithdrawalTyped,
    refusal: BallotDecisionWithdrawal.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(address.consultation, db)
      let isPublic = vote.countedAt != nil
      let count = isPublic ? try BallotDecisionWithdrawal.count(in: vote.id, db) : 0
      let page = ListPage(asked: visit.visit.query["page"], of: count, size: BallotDecisionWithdrawal.pageSize)
      return BallotDecisionWithdrawalPage(
        consultation: consultation, isPublic: isPublic,
        entries: isPublic ? try BallotDecisionWithdrawal.page(page, of: vote.id, db) : [], page: page, typed: typed,
        refusal: refusal,
        isDone: visit.visit.query["fait"] == "retire")
    }
    return .page(
      Page(t("Décisions derrière les bulletins"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
