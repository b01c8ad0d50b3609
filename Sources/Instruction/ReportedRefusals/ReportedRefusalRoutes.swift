import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/decisions/8f3k29qrst/refus`
struct ReportedRefusalAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/decisions/{decision}/refus"
  var consultation: String
  var token: String
}

struct ReportedRefusalTyped: Input {
  static let fields: Set<String> = ["refus"]
  var text: String
  init(_ visit: Visit) { text = ContributionText.text(visit.form["refus"]) }
}

extension InstructionModule {
  func registerReportedRefusals(in registry: inout Registry) {
    registry.post(ReportedRefusalAddress.self, for: PersonVisit.self, input: ReportedRefusalTyped.self) {
      address, visit, typed in
      do {
        let path = try await database.write { db in
          let place = try Self.refused(address, visit, db)
          guard place.isLive else { throw ReportedRefusalRefusal.gone }
          try ReportedRefusal.say(
            typed.text, in: visit.language, of: place.decision, in: place.consultation.id,
            for: place.standing.organisation, by: visit.person.actor(for: place.standing.organisation), at: visit.now,
            db)
          return ContributionAddress(place.contribution, in: place.consultation).path
        }
        return .redirect(to: visit.language.address(path) + "?fait=refus-signale")
      } catch let refusal as ReportedRefusalRefusal {
        return try await visit.visit.refuse(refusal) {
          let place = try await database.read { db in try Self.refused(address, visit, db) }
          let page = ReportedRefusalPage(
            address: address, contribution: place.contribution, consultation: place.consultation, text: typed.text,
            refusal: refusal, language: visit.language)
          return .page(
            Page(
              t("Signaler un refus du guichet"), status: refusal.status, section: AllContributionsAddress().path,
              isNarrow: true, page))
        }
      }
    }
  }

  private struct Refused: Sendable {
    var decision: Decision
    var isLive: Bool
    var contribution: Contribution
    var consultation: Consultation
    /// For whom the visitor speaks.
    var standing: Standing
  }

  /// - Throws: `NotFound` for whoever acts for none of those who deposit.
  private static func refused(
    _ address: ReportedRefusalAddress, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> Refused {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let (decision, isLive) = try Decision.redirection(address.token, in: consultation.id, db),
      let contribution = try Contribution.with(ids: [decision.contribution], db).first,
      try Withdrawal.of(contribution.id, db) == nil,
      let standing = try contribution.standing(of: visit.person, db)
    else { throw NotFound() }
    return Refused(
      decision: decision, isLive: isLive, contribution: contribution, consultation: consultation, standing: standing)
  }
}
