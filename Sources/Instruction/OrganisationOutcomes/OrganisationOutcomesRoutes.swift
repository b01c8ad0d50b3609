import Consultations
import Deposits
package import Directory
package import HTML
import Localization
package import Platform
package import Storage

/// `/consultations/services-2021/suites/7k3m9p2q4r-dax`: where all that an organisation deposited went.
struct OrganisationOutcomesAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/suites/{organisation}"
  var consultation: String
  var organisation: OrganisationAddress

  init(_ consultation: Consultation, _ organisation: Organisation) {
    self.consultation = consultation.slug
    self.organisation = OrganisationAddress(organisation)
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2 else { throw NotFound() }
    consultation = segments[0]
    organisation = try OrganisationAddress(segments: [segments[1]])
  }
  var segments: [String] { [consultation] + organisation.segments }
}

extension InstructionModule {
  private static let shownConsultations = 8

  func registerOrganisationOutcomes(in registry: inout Registry) {
    registry.get(OrganisationOutcomesAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> OrganisationOutcomesPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db),
          let organisation = try Organisation.with(token: address.organisation.token, db)
        else { return nil }
        let isMine = visit.person?.standings.contains { $0.organisation == organisation.id } ?? false
        return OrganisationOutcomesPage(
          consultation: consultation, organisation: organisation,
          outcomes: try OrganisationOutcomes(
            of: organisation.id, in: consultation, isMine: isMine, at: visit.now, db),
          panels: try outcomePanels.map { try $0(consultation, organisation, visit, db) }, isMine: isMine,
          language: visit.language)
      }
      guard let page else { throw NotFound() }
      let right = OrganisationOutcomesAddress(page.consultation, page.organisation)
      if right.organisation.slug != address.organisation.slug {
        return .redirect(to: visit.language.address(right.path))
      }
      return .page(
        Page(t("Où sont passées nos contributions ?"), section: AllContributionsAddress().path, page))
    }
  }

  /// On the page of an organisation, for each consultation where something of what it deposited is decided.
  package func organisationPanel(_ organisation: Organisation, _ visit: Visit, _ db: Snapshot) throws -> AnyMarkup {
    let lines = try Consultation.announced(limit: Self.shownConsultations, db).compactMap { consultation in
      let decided = try OrganisationOutcomes.decided(of: organisation.id, in: consultation.id, db)
      return decided == 0 ? nil : OrganisationOutcomesLinks.Line(consultation: consultation, decided: decided)
    }
    guard !lines.isEmpty else { return AnyMarkup(Nothing()) }
    return AnyMarkup(
      OrganisationOutcomesLinks(organisation: organisation, lines: lines, language: visit.language))
  }

  /// « Et ma commune ? »: under each organisation that was found and of which something is decided, in the newest
  /// consultation.
  package func foundOrganisations(
    _ organisations: [Organisation], _ visit: Visit, _ db: Snapshot
  ) throws -> [Int64: AnyMarkup] {
    guard let consultation = try Consultation.newest(db) else { return [:] }
    var found: [Int64: AnyMarkup] = [:]
    for organisation in organisations
    where try OrganisationOutcomes.decided(of: organisation.id, in: consultation.id, db) > 0 {
      let path = OrganisationOutcomesAddress(consultation, organisation).path
      found[organisation.id] = AnyMarkup(FoundOrganisationOutcomes(address: visit.language.address(path)))
    }
    return found
  }
}
