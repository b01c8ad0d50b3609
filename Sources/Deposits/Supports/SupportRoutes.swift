import Consultations
import Directory
import Localization
import Platform
import Storage

struct SupportAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutien"
  var contribution: ContributionAddress
}

struct SupportEndAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutien/retrait"
  var contribution: ContributionAddress
}

/// Saying what one would do with it, once one supports.
struct SupportStatementAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutien/precision"
  var contribution: ContributionAddress
}

/// Who supports.
struct SupportersAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/soutiens"
  var contribution: ContributionAddress
}

extension DepositsModule {
  func registerSupports(in registry: inout Registry) {
    registry.get(SupportAddress.self, for: ActingVisit.self) { address, visit in
      try await supportPage(address.contribution, .init(visit.visit), visit, refusal: nil)
    }
    registry.post(SupportAddress.self, for: ActingVisit.self, input: SupportTyped.self) { address, visit, typed in
      try await act(address.contribution, typed, visit, done: ("soutien", "deja-soutenu")) { act, db in
        try act.openings.require(.support, for: act.organisation, db)
        let isNew = try Support.giveAndFollow(
          act.contribution, for: act.organisation, isAuthority: act.isAuthority, in: visit.language, by: act.actor,
          at: visit.now, db)
        let isStated =
          try !typed.statement.isEmpty
          && typed.statement.make(on: act.contribution, for: act.organisation, by: act.actor, at: visit.now, db)
        return isNew || isStated
      }
    }
    registry.post(SupportEndAddress.self, for: ActingVisit.self, input: OrganisationsTicked.self) {
      address, visit, ticked in
      let typed = SupportTyped(ticked.organisations)
      return try await act(address.contribution, typed, visit, done: ("retrait", "rien-a-retirer")) { act, db in
        try Support.end(
          to: act.contribution, for: act.organisation, isAuthority: act.isAuthority, by: act.actor, at: visit.now, db)
      }
    }
    registry.post(SupportStatementAddress.self, for: ActingVisit.self, input: SupportTyped.self) {
      address, visit, typed in
      try await act(address.contribution, typed, visit, done: ("precision", "rien-a-preciser")) { act, db in
        try typed.statement.make(on: act.contribution, for: act.organisation, by: act.actor, at: visit.now, db)
      }
    }
    registry.get(SupportersAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> SupportersPage? in
        guard let (consultation, contribution) = try Self.contribution(at: address.contribution, db) else { return nil }
        let page = ListPage(asked: visit.query["page"], of: contribution.supports, size: Supporters.pageSize)
        return SupportersPage(
          consultation: consultation, contribution: contribution,
          supporters: try Supporters(of: contribution, page: page, db), places: register.places, map: map,
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Qui soutient"), section: AllContributionsAddress().path, page))
    }
  }

  /// One organisation's part in an act done for several.
  private struct Act: Sendable {
    var contribution: Contribution
    var organisation: Int64
    var isAuthority: Bool
    var actor: Actor
    var openings: Openings
  }

  /// The same act for each of one's organisations that is ticked, in one transaction.
  /// - Parameters:
  ///   - done: what is told where something has changed, and where nothing has.
  ///   - body: whether it changed something.
  private func act(
    _ address: ContributionAddress, _ typed: SupportTyped, _ visit: ActingVisit, done: (String, String),
    _ body: @escaping @Sendable (Act, Transaction) throws -> Bool
  ) async throws -> Answer {
    let standings = visit.person.standings.filter { typed.organisations.contains(String($0.organisation)) }
    guard standings.count == typed.organisations.count else { throw NotFound() }
    do {
      guard !standings.isEmpty else { throw DepositRefusal.nobodyChosen }
      let path = try await database.write { db -> String? in
        guard let (consultation, contribution) = try Self.contribution(at: address, db) else {
          let isKnown = try Self.everContribution(at: address, db) != nil
          if isKnown, !typed.statement.purpose.isEmpty { throw SupportStatement.Refusal.withdrawn }
          return nil
        }
        let openings = try Openings.of(consultation.id, for: standings, at: visit.now, db)
        // What one has given is taken back by any kind, as long as supports are counted.
        try openings.requireTime(of: .support)
        var hasChanged = false
        for standing in standings {
          let act = Act(
            contribution: contribution, organisation: standing.organisation,
            isAuthority: openings.isAuthority(standing.organisation),
            actor: visit.person.actor(for: standing.organisation), openings: openings)
          if try body(act, db) { hasChanged = true }
        }
        let told = hasChanged ? done.0 : done.1
        return ContributionAddress(contribution, in: consultation).path + "?fait=" + told
      }
      guard let path else { throw NotFound() }
      return .redirect(to: visit.language.address(path))
    } catch let refusal as DepositRefusal {
      return try await visit.visit.refuse(refusal) {
        try await supportPage(address, typed, visit, refusal: .deposit(refusal))
      }
    } catch let refusal as ParticipationRefusal {
      return try await visit.visit.refuse(refusal) {
        try await supportPage(address, typed, visit, refusal: .deposit(refusal))
      }
    } catch let refusal as SupportStatement.Refusal {
      return try await visit.visit.refuse(refusal) {
        guard refusal != .withdrawn else {
          return try await lateText(typed.statement.purpose, t("Soutenir"), refusal, address, visit.language)
        }
        return try await supportPage(address, typed, visit, refusal: .statement(refusal))
      }
    }
  }

  private func supportPage(
    _ address: ContributionAddress, _ typed: SupportTyped, _ visit: ActingVisit, refusal: SupportPage.Refused?
  ) async throws -> Answer {
    let page = try await database.read { db -> SupportPage? in
      guard let (consultation, contribution) = try Self.contribution(at: address, db) else { return nil }
      let standings = visit.person.standings
      let given =
        try Support.given(
          to: [contribution.id], by: standings.map(\.organisation), db)[contribution.id] ?? []
      var statements: [Int64: SupportStatement] = [:]
      for organisation in given {
        statements[organisation] = try SupportStatement.of(organisation, on: contribution.id, db)
      }
      return SupportPage(
        consultation: consultation, contribution: contribution, standings: standings,
        depositors: Set(
          [contribution.organisation] + (try Codeposit.organisations(of: .contribution(contribution), db))),
        given: given,
        statements: statements, typed: typed,
        openings: try Openings.of(consultation.id, for: standings, at: visit.now, db), refusal: refusal,
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

/// For which of one's organisations, and what they say with their support.
struct SupportTyped: Input {
  static let fields = SupportStatement.fields.union(OrganisationsTicked.fields)
  var organisations: Set<String>
  var statement: SupportStatement

  init(_ visit: Visit) {
    organisations = Set(visit.form.all("organisme"))
    statement = SupportStatement(visit.form, pageLanguage: visit.language)
  }

  init(_ organisations: Set<String>) {
    self.organisations = organisations
    statement = SupportStatement()
  }
}
