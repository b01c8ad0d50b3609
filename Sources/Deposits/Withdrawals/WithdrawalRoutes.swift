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

/// `…/contributions/8f3k29qrst/retrait/fin`: puts it back on line.
struct WithdrawalEndAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/retrait/fin"
  var contribution: ContributionAddress
}

/// `…/contributions/8f3k29qrst/retrait/texte`: its text for those who deposited it, taken back or not.
struct KeptTextAddress: AddressOfContribution {
  static let pattern: StaticString = "/consultations/{consultation}/contributions/{contribution}/retrait/texte"
  var contribution: ContributionAddress
}

struct WithdrawalTyped: Input {
  static let fields: Set<String> = ["raison"]
  var reason: String
  init(_ visit: Visit) { reason = ContributionText.text(visit.form["raison"]) }
}

extension DepositsModule {
  func registerWithdrawals(in registry: inout Registry) {
    registerWithdrawalEnds(in: &registry)
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

  func registerWithdrawalEnds(in registry: inout Registry) {
    registry.post(WithdrawalEndAddress.self, for: PersonVisit.self) { address, visit in
      let path = try await database.write { db -> String? in
        guard let (consultation, contribution) = try Self.everContribution(at: address.contribution, db),
          let standing = visit.person.standings.first(where: { $0.organisation == contribution.organisation })
        else { return nil }
        try Openings.of(consultation.id, at: visit.now, db).require(.correction, for: contribution.organisation, db)
        try contribution.putBack(by: visit.person.actor(for: standing.organisation), at: visit.now, db)
        try CodepositLetters(
          deposited: .contribution(contribution), consultation: consultation, leadName: standing.fullName,
          site: visit.site
        ).tellPutBack(at: visit.now, db)
        return ContributionAddress(contribution, in: consultation).path
      }
      guard let path else { throw NotFound() }
      return .redirect(to: visit.language.address(path) + "?fait=remise")
    }
    registry.get(KeptTextAddress.self, for: PersonVisit.self) { address, visit in
      let file = try await database.read { db -> DraftDownload? in
        guard let (consultation, contribution) = try Self.everContribution(at: address.contribution, db),
          try contribution.standing(of: visit.person, db) != nil
        else { return nil }
        return try download(
          contribution.rubric, contribution.text, files: try Attachment.of(contribution: contribution.id, db),
          try Theme.all(of: consultation.id, db), db)
      }
      guard let file else { throw NotFound() }
      return .file(file.answer(in: visit.language, visit.site.catalogue))
    }
  }

  /// What somebody has typed under a contribution that was taken back meanwhile: shown to her again.
  func lateText(
    _ text: String, _ title: Phrase, _ refusal: any Refusal, _ address: ContributionAddress, _ language: Language
  ) async throws -> Answer {
    let found = try await database.read { db in try Self.everContribution(at: address, db) }
    guard let (consultation, contribution) = found else { throw NotFound() }
    let page = LateTextPage(
      title: title, sentence: refusal.sentence, text: text,
      back: language.address(ContributionAddress(bare: contribution, in: consultation).path))
    return .page(
      Page(title, status: refusal.status, section: AllContributionsAddress().path, isNarrow: true, page))
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
