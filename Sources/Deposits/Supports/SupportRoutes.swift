import Consultations
import Directory
import Localization
import Platform
import Storage

struct SupportAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutien"
  var contribution: ContributionAddress
  init(_ contribution: ContributionAddress) { self.contribution = contribution }
}

struct SupportEndAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutien/retrait"
  var contribution: ContributionAddress
  init(_ contribution: ContributionAddress) { self.contribution = contribution }
}

extension DepositsModule {
  func registerSupports(in registry: inout Registry) {
    registry.get(SupportAddress.self, for: ActingVisit.self) { address, visit in
      try await supportPage(address, visit, refusal: nil)
    }
    registry.post(SupportAddress.self, for: ActingVisit.self, input: OrganisationsTicked.self) {
      address, visit, ticked in
      try await act(address.contribution, ticked, visit) { contribution, standing, isAuthority, db in
        try Support.give(
          to: contribution, for: standing.organisation, isAuthority: isAuthority,
          by: visit.person.actor(for: standing.organisation), at: visit.now, db)
      }
    }
    registry.post(SupportEndAddress.self, for: ActingVisit.self, input: OrganisationsTicked.self) {
      address, visit, ticked in
      try await act(address.contribution, ticked, visit, ends: true) { contribution, standing, isAuthority, db in
        try Support.end(
          to: contribution, for: standing.organisation, isAuthority: isAuthority,
          by: visit.person.actor(for: standing.organisation), at: visit.now, db)
      }
    }
  }

  /// The same act for each of one's organisations that is ticked, in one transaction.
  private func act(
    _ address: ContributionAddress, _ typed: OrganisationsTicked, _ visit: ActingVisit, ends: Bool = false,
    _ body: @escaping @Sendable (Contribution, Standing, Bool, Transaction) throws -> Bool
  ) async throws -> Answer {
    let ticked = typed.organisations
    let standings = visit.person.standings.filter { ticked.contains(String($0.organisation)) }
    guard standings.count == ticked.count else { throw NotFound() }
    do {
      guard !standings.isEmpty else { throw DepositRefusal.nobodyChosen }
      let path = try await database.write { db -> String? in
        guard let (consultation, contribution) = try Self.contribution(at: address, db) else { return nil }
        guard Openings(try Phase.all(of: consultation.id, db), at: visit.now).support else {
          throw DepositRefusal.supportClosed
        }
        let organisations = try Organisation.with(ids: standings.map(\.organisation), db)
        for standing in standings {
          let organisation = organisations.first { $0.id == standing.organisation }
          _ = try body(contribution, standing, organisation?.kind.isAuthority ?? false, db)
        }
        return ContributionAddress(contribution, in: consultation).path
      }
      guard let path else { throw NotFound() }
      return .redirect(to: visit.language.address(path) + (ends ? "?fait=retrait" : "?fait=soutien"))
    } catch let refusal as DepositRefusal {
      return try await visit.visit.refuse(refusal) {
        try await supportPage(SupportAddress(address), visit, refusal: refusal)
      }
    }
  }

  private func supportPage(_ address: SupportAddress, _ visit: ActingVisit, refusal: DepositRefusal?) async throws
    -> Answer
  {
    let page = try await database.read { db -> SupportPage? in
      guard let (consultation, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
      let standings = visit.person.standings
      let given =
        try Support.given(
          to: [contribution.id], by: standings.map(\.organisation), db)[contribution.id] ?? []
      return SupportPage(
        consultation: consultation, contribution: contribution, standings: standings, given: given,
        openings: Openings(try Phase.all(of: consultation.id, db), at: visit.now), refusal: refusal,
        language: visit.language)
    }
    guard let page else { throw NotFound() }
    return .page(
      Page(
        t("Soutenir"), status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }
}

/// For which of one's organisations.
struct OrganisationsTicked: Input {
  static let fields: Set<String> = ["organisme"]
  var organisations: Set<String>
  init(_ visit: Visit) { organisations = Set(visit.form.all("organisme")) }
}
