import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/contributions/8f3k29qrst/retrait`
struct WithdrawalAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/retrait"
  var contribution: ContributionAddress
}

struct WithdrawalTyped: Input {
  static let fields: Set<String> = ["raison"]
  var reason: String
  init(_ visit: Visit) { reason = ContributionText.text(visit.form["raison"]) }
}

extension DepositsModule {
  func registerWithdrawals(in registry: inout Registry) {
    registry.get(WithdrawalAddress.self, for: PersonVisit.self) { address, visit in
      try await withdrawalPage(address, "", visit, refusal: nil)
    }
    registry.post(WithdrawalAddress.self, for: PersonVisit.self, input: WithdrawalTyped.self) { address, visit, typed in
      do {
        let path = try await database.write { db -> String? in
          guard let (consultation, contribution) = try Self.mine(address, visit, db) else { return nil }
          try Openings.of(consultation.id, at: visit.now, db)
            .require(.withdrawal, for: contribution.organisation, db)
          try requireNoVeto(on: contribution, db)
          try contribution.withdraw(
            because: typed.reason, in: visit.language, by: visit.person.actor(for: contribution.organisation),
            at: visit.now, db)
          let name = visit.person.standings.first { $0.organisation == contribution.organisation }?.fullName ?? ""
          try CodepositLetters(
            deposited: .contribution(contribution), consultation: consultation, leadName: name, site: visit.site
          ).tellWithdrawn(because: typed.reason, at: visit.now, db)
          return ContributionAddress(bare: contribution, in: consultation).path
        }
        guard let path else { throw NotFound() }
        return .redirect(to: visit.language.address(path) + "?fait=retiree")
      } catch let refusal as WithdrawalRefusal {
        return try await visit.visit.refuse(refusal) {
          try await withdrawalPage(address, typed.reason, visit, refusal: refusal)
        }
      } catch let refusal as ParticipationRefusal {
        return try await visit.visit.refuse(refusal) {
          try await withdrawalPage(address, typed.reason, visit, refusal: refusal)
        }
      } catch let veto as ContributionVeto {
        return try await visit.visit.refuse(veto) {
          try await withdrawalPage(address, typed.reason, visit, refusal: veto)
        }
      }
    }
  }

  /// The contribution of an address, where the visitor acts for who deposited it.
  private static func mine(_ address: WithdrawalAddress, _ visit: PersonVisit, _ db: Snapshot) throws
    -> (Consultation, Contribution)?
  {
    guard let found = try contribution(at: address.contribution, db),
      visit.person.standings.contains(where: { $0.organisation == found.1.organisation })
    else { return nil }
    return found
  }

  private func withdrawalPage(
    _ address: WithdrawalAddress, _ reason: String, _ visit: PersonVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> WithdrawalPage? in
      guard let (consultation, contribution) = try Self.mine(address, visit, db) else { return nil }
      return WithdrawalPage(
        consultation: consultation, contribution: contribution, reason: reason, refusal: refusal,
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Retirer cette contribution"), status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }
}
