import Localization
import Platform
import Storage

/// `/services/donnees`
struct SheetDataAddress: FixedAddress {
  static let pattern: StaticString = "/services/donnees"
}

/// `/services/donnees/services.csv`
struct SheetDataFileAddress: Address {
  static let pattern: StaticString = "/services/donnees/{fichier}"
  var name: String
  init(name: String) { self.name = name }
  init(segments: [String]) throws(NotFound) {
    guard let name = segments.first else { throw NotFound() }
    self.name = name
  }
  var segments: [String] { [name] }
}

extension CatalogueModule {
  func registerSheetData(in registry: inout Registry) {
    registry.offer(NavigationEntry(t("Services du catalogue, en CSV, JSON et Atom"), path: SheetDataAddress().path))
    registry.get(SheetDataAddress.self, access: .anyone) { _, visit in
      let filter = SheetFilter(visit.query).selection
      let page = SheetDataPage(filter: filter, language: visit.language)
      return .page(
        Page(
          t("Données ouvertes"), section: SheetsAddress().path, isNarrow: true,
          feed: visit.language.address(SheetDataFileAddress(name: SheetFeed.fileName).path) + filter.queryString, page))
    }
    registry.get(SheetDataFileAddress.self, access: .anyone) { address, visit in
      let filter = SheetFilter(visit.query).selection
      let found = try await found(filter)
      if address.name == SheetFeed.fileName { return try await feed(filter, found, visit) }
      guard let file = SheetDataFile(name: address.name) else { throw NotFound() }
      let reader = SheetDataReader(file, filter, found: found, visit.site, database)
      return .stream(StreamAnswer(type: file.mediaType, downloadName: file.name) { try await reader.next() })
    }
  }

  /// What the words of the address have found; nil where there are none.
  private func found(_ filter: SheetFilter) async throws -> Set<Int64>? {
    guard !filter.query.isEmpty else { return nil }
    // A list may say that it is partial; a file could not.
    guard search.isFilled else { throw RequestRefusal.unavailable }
    return try await database.read { db in
      Set(try search.find(filter.query, limit: .max, among: try filter.allowed(db), db).ids)
    }
  }

  private func feed(_ filter: SheetFilter, _ found: Set<Int64>?, _ visit: Visit) async throws -> Answer {
    let sheets = try await database.read { db in try filter.newest(SheetFeed.length, among: found, db) }
    let band: Phrase = visit.site.settings.isDemonstration ? Settings.demonstrationBand : nil
    let feed = SheetFeed(
      sheets: sheets, query: filter.queryString, band: band.text(in: visit.language, visit.site.catalogue),
      site: visit.site, now: visit.now, language: visit.language)
    return .file(
      FileAnswer(type: Atom.mediaType + "; charset=utf-8", bytes: Array(feed.xml(visit.site.catalogue).utf8)))
  }
}
