import Localization
import Platform
import Storage

/// `/habilitation/7k3m9p2q4r-dax/titulaires`: who acts for an organisation.
struct MandateHoldersAddress: AddressOfOrganisation {
  static let pattern: StaticString = "/habilitation/{organisation}/titulaires"
  var organisation: OrganisationAddress
}

struct MandateHolderEndAddress: AddressOfOrganisation {
  static let pattern: StaticString = "/habilitation/{organisation}/titulaires/fin"
  var organisation: OrganisationAddress
}

/// Those who act for an organisation, seen by its own people and by instructors, who can end what should not be:
/// somebody has left, or was confirmed by mistake.
struct MandateHolderDesk: Sendable {
  let register: Register
  private var database: Database { register.database }

  func register(in registry: inout Registry) {
    registry.get(MandateHoldersAddress.self, for: PersonVisit.self) { address, visit in
      try await page(address.organisation, visit)
    }
    registry.post(MandateHolderEndAddress.self, for: PersonVisit.self, input: MandateEnd.self) {
      address, visit, typed in
      try await end(typed, in: address.organisation, visit)
    }
  }

  private func page(_ address: OrganisationAddress, _ visit: PersonVisit) async throws -> Answer {
    let page = try await database.read { db -> MandateHoldersPage in
      let organisation = try seen(address, visit, db)
      return MandateHoldersPage(
        organisation: organisation, holders: try Mandate.holders(of: organisation.id, at: visit.now, db),
        reader: visit.person.id, isInstructor: visit.person.holds(.decideMandates), done: visit.visit.query["fait"],
        places: register.places, language: visit.language)
    }
    return .page(Page(t("Qui agit pour \(page.organisation.name)"), page))
  }

  /// What one does not act for is as if it were not there.
  private func seen(_ address: OrganisationAddress, _ visit: PersonVisit, _ db: Snapshot) throws -> Organisation {
    guard let organisation = try Organisation.with(token: address.token, db) else { throw NotFound() }
    let isColleague = try Mandate.live(of: visit.person.id, for: organisation.id, at: visit.now, db) != nil
    guard isColleague || visit.person.holds(.decideMandates) else { throw NotFound() }
    return organisation
  }

  private func end(_ typed: MandateEnd, in address: OrganisationAddress, _ visit: PersonVisit) async throws -> Answer {
    guard let id = typed.mandate else { throw RequestRefusal.nothingChosen }
    let organisation = try await database.write { db -> Organisation in
      let organisation = try seen(address, visit, db)
      let holders = try Mandate.holders(of: organisation.id, at: visit.now, db)
      guard let holder = holders.first(where: { $0.mandate.id == id }), holder.mandate.person != visit.person.id else {
        throw NotFound()
      }
      let isColleague = holders.contains { $0.mandate.person == visit.person.id }
      try holder.mandate.end(
        by: visit.person.actor(for: isColleague ? organisation.id : nil), at: visit.now, db)
      if let mail = try Person.mail(of: holder.mandate.person, db) {
        try MandateLetters(organisation: organisation, places: register.places, site: visit.site)
          .ended(holder.mandate, by: isColleague ? .colleague : .instructor, to: mail).queue(db, at: visit.now)
      }
      return organisation
    }
    return .redirect(to: visit.language.address(MandateHoldersAddress(organisation).path) + "?fait=fin")
  }
}
