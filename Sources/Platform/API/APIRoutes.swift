import Localization

/// `/api/v1/openapi.json`
struct OpenAPIAddress: FixedAddress {
  static let pattern: StaticString = "/api/v1/openapi.json"
}

/// `/api`: what people read about what can be taken.
package struct OpenDataHomeAddress: FixedAddress {
  package static let pattern: StaticString = "/api"
  package init() {}
}

/// The page and the document of the API, made once every room has told what it answers.
struct APIDesk: Sendable {
  func register(in registry: inout Registry) {
    let (operations, downloads) = (registry.operations, registry.downloads)
    registry.get(OpenAPIAddress.self, access: .anyone) { _, visit in
      _ = try AskedParameters(visit.query, declared: [])
      return .data(OpenAPIDocument(operations: operations, site: visit.site, language: visit.language).bytes)
    }
    registry.get(OpenDataHomeAddress.self, access: .anyone) { _, visit in
      .page(
        Page(
          t("Données ouvertes et API"), isNarrow: true,
          APIPage(
            operations: operations, downloads: downloads, base: visit.site.settings.baseAddress,
            language: visit.language)))
    }
  }
}
