import Foundation
import HTML
import Localization
package import Platform
import Storage

package struct OrganisationsAddress: FixedAddress {
  package static let pattern: StaticString = "/organismes"
  package init() {}
}

/// What the search field proposes while one types, as JSON.
package struct OrganisationSuggestionsAddress: FixedAddress {
  package static let pattern: StaticString = "/organismes/suggestions"
  package init() {}
}

/// `/organismes/7k3m9p2q4r-dax`: the token finds, the rest is decoration.
package struct OrganisationAddress: Address {
  package static let pattern: StaticString = "/organismes/{organisation}"
  package var token: String
  package var slug: String

  package init(_ organisation: Organisation) {
    token = organisation.token
    slug = Slug.make(organisation.name)
  }

  package init(segments: [String]) throws(NotFound) {
    guard let segment = segments.first, let token = Token(prefixOf: segment) else { throw NotFound() }
    self.token = token.text
    slug = String(segment.dropFirst(token.text.count + 1))
  }

  package var segments: [String] { ["\(token)-\(slug)"] }
}

/// The address of what concerns one organisation: `/organismes/7k3m9p2q4r-dax/suivi`.
package protocol AddressOfOrganisation: Address {
  var organisation: OrganisationAddress { get }
  init(organisation: OrganisationAddress)
}

extension AddressOfOrganisation {
  package init(_ organisation: OrganisationAddress) { self.init(organisation: organisation) }
  package init(_ organisation: Organisation) { self.init(organisation: OrganisationAddress(organisation)) }
  package init(segments: [String]) throws(NotFound) {
    self.init(organisation: try OrganisationAddress(segments: segments))
  }
  package var segments: [String] { organisation.segments }
}

extension DirectoryModule {
  /// How many bodies a search shows.
  private static let shown = 30
  private static let suggested = 8

  func registerOrganisations(in registry: inout Registry) {
    registry.navigate(NavigationEntry(t("Organismes"), path: OrganisationsAddress().path))
    registry.get(OrganisationsAddress.self, access: .anyone) { [register, foundNotes] _, visit in
      let query = String((visit.query["q"] ?? "").prefix(Limits.searchCharacters))
      let ids = await register.find(query, limit: Self.shown)
      let page = try await register.database.read { db in
        let found = try Organisation.with(ids: ids, db)
        return OrganisationSearchPage(
          query: query, found: found, codes: try FoundCode.all(query, found, db),
          notes: try foundNotes.map { make in try make(found, visit, db) }, total: try Organisation.count(db),
          places: register.places, language: visit.language)
      }
      return .page(Page(t("Trouver un organisme"), section: OrganisationsAddress().path, page))
    }
    registry.get(OrganisationSuggestionsAddress.self, access: .anyone) { [register] _, visit in
      let query = String((visit.query["q"] ?? "").prefix(Limits.searchCharacters))
      let ids = await register.find(query, limit: Self.suggested)
      let (found, codes) = try await register.database.read { db in
        let found = try Organisation.with(ids: ids, db)
        return (found, try FoundCode.all(query, found, db))
      }
      let leadsToMandate = visit.query["pour"] == "habilitation"
      let suggestions = found.map { organisation in
        let path =
          leadsToMandate ? MandateAskingAddress(organisation).path : OrganisationAddress(organisation).path
        let code = codes[organisation.id]?.told.text(in: visit.language, visit.site.catalogue)
        let department = register.places.departmentName(of: organisation)
        return Suggestion(
          label: organisation.name, whole: register.places.fullName(of: organisation),
          detail: [department, code].compactMap(\.self).joined(separator: ", "),
          value: organisation.token, href: visit.language.address(path))
      }
      return .json([UInt8](try JSONEncoder().encode(suggestions)))
    }
    registry.get(OrganisationAddress.self, access: .anyone) { [register, panels, map] address, visit in
      let shown = try await register.database.read { db -> OrganisationPage? in
        guard let organisation = try Organisation.with(token: address.token, db) else { return nil }
        return OrganisationPage(
          organisation: organisation, ties: try OrganisationTies.of(organisation, db),
          panels: try panels.map { make in try make(organisation, visit, db) }, map: map, places: register.places,
          language: visit.language)
      }
      guard let page = shown else { throw NotFound() }
      let right = OrganisationAddress(page.organisation)
      if right.slug != address.slug { return .redirect(to: visit.language.address(right.path)) }
      return .page(Page(.verbatim(page.organisation.name), section: OrganisationsAddress().path, page))
    }
  }

  private struct Suggestion: Encodable {
    /// `whole` is what is written in the field of a form: its name with its department.
    var label: String, whole: String, detail: String, value: String, href: String
  }
}
