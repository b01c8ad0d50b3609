import Consultations
import Localization
import Platform
import Storage

/// `/consultations/services-2021/donnees`
struct OpenDataAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/donnees"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) { consultation = try first(segments) }
  var segments: [String] { [consultation] }
}

/// `/donnees`: those of the newest consultation.
struct NewestOpenDataAddress: FixedAddress {
  static let pattern: StaticString = "/donnees"
}

/// `/consultations/services-2021/donnees/contributions.csv`, and what is told about a file.
struct OpenDataFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/donnees/{fichier}"
  var consultation: String
  var name: String
  init(_ consultation: Consultation, name: String) {
    self.consultation = consultation.slug
    self.name = name
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2 else { throw NotFound() }
    (consultation, name) = (segments[0], segments[1])
  }
  var segments: [String] { [consultation, name] }
}

extension DepositsModule {
  func registerOpenData(in registry: inout Registry) {
    registry.offer(
      NavigationEntry(t("Contributions et soutiens, en CSV, JSON et Atom"), path: NewestOpenDataAddress().path))
    registry.get(NewestOpenDataAddress.self, access: .anyone) { _, visit in
      try await choose(t("Données ouvertes"), visit.language) { OpenDataAddress($0).path }
    }
    registry.get(OpenDataAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> OpenDataPage? in
        guard let selection = try self.selection(of: address.consultation, visit, db) else { return nil }
        return OpenDataPage(
          consultation: selection.consultation, filter: selection.filter,
          contributions: try selection.count(.contributions, db), supports: try selection.count(.supports, db),
          dates: selection.found == nil ? try selection.dates(db) : nil,
          later: try laterTables.map { table in
            (table: OpenDataFile.Table.later(table), rows: try table.count(selection.consultation, db))
          }, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(
        Page(
          t("Données ouvertes"), section: AllContributionsAddress().path, isNarrow: true,
          feed: ContributionFeed.address(page.consultation, page.filter, visit.language), page))
    }
    registry.get(OpenDataFileAddress.self, access: .anyone) { address, visit in
      if let file = OpenDataFile(name: address.name, later: laterTables) {
        let (reader, selection) = try await self.reader(of: file, address, visit)
        return .stream(
          StreamAnswer(type: file.format.mediaType, downloadName: "\(selection.consultation.slug)-\(file.name)") {
            try await reader.next()
          })
      }
      if address.name == ContributionFeed.fileName { return try await feed(address, visit) }
      if let table = laterTables.first(where: { $0.feedName == address.name }) {
        return try await feed(of: table, address, visit)
      }
      guard address.name.hasSuffix(OpenDataFile.descriptorEnd),
        let file = OpenDataFile(
          name: String(address.name.dropLast(OpenDataFile.descriptorEnd.count)), later: laterTables)
      else { throw NotFound() }
      return try await descriptor(of: file, address, visit)
    }
  }

  private func feed(_ address: OpenDataFileAddress, _ visit: Visit) async throws -> Answer {
    let band: Phrase = visit.site.settings.isDemonstration ? Settings.demonstrationBand : nil
    let told = band.text(in: visit.language, visit.site.catalogue)
    let feed = try await database.read { db -> ContributionFeed? in
      guard let selection = try self.selection(of: address.consultation, visit, db) else { return nil }
      return try ContributionFeed(selection, visit, band: told, db)
    }
    guard let feed else { throw NotFound() }
    let bytes = Array(feed.xml(visit.site.catalogue).utf8)
    return .file(FileAnswer(type: Atom.mediaType + "; charset=utf-8", bytes: bytes))
  }

  /// What a later room has published last.
  private func feed(of table: LaterTable, _ address: OpenDataFileAddress, _ visit: Visit) async throws -> Answer {
    let xml = try await database.read { db -> String? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      return try LaterFeed(table, in: consultation, visit, db).xml(visit.site.catalogue)
    }
    guard let xml else { throw NotFound() }
    return .file(FileAnswer(type: Atom.mediaType + "; charset=utf-8", bytes: Array(xml.utf8)))
  }

  private func descriptor(
    of file: OpenDataFile, _ address: OpenDataFileAddress, _ visit: Visit
  ) async throws -> Answer {
    let (reader, selection) = try await self.reader(of: file, address, visit)
    let own = OpenDataFileAddress(selection.consultation, name: file.name).path + selection.filter.queryString
    let descriptor = OpenDataDescriptor(
      file: file, summary: try await reader.summary(), address: visit.site.settings.baseAddress + own,
      consultation: selection.consultation, band: band(visit), language: visit.language)
    return .json(Array(descriptor.json(visit.site.catalogue).utf8))
  }

  private func reader(
    of file: OpenDataFile, _ address: OpenDataFileAddress, _ visit: Visit
  ) async throws -> (OpenDataReader, OpenDataSelection) {
    let selection = try await database.read { db in try self.selection(of: address.consultation, visit, db) }
    guard let selection else { throw NotFound() }
    let list = visit.site.settings.baseAddress + ContributionsAddress(selection.consultation).path
    let wording = OpenDataWording(list: list, band: band(visit), base: visit.site.settings.baseAddress)
    return (OpenDataReader(file, selection, wording, database), selection)
  }

  /// In French, as the columns are: the same bytes for everybody.
  private func band(_ visit: Visit) -> String { visit.site.band ?? "" }

  /// What the filters and the words of the address select.
  private func selection(of consultation: String, _ visit: Visit, _ db: Snapshot) throws -> OpenDataSelection? {
    guard let consultation = try Consultation.with(slug: consultation, db) else { return nil }
    let filter = ContributionFilter(visit.query, at: visit.now).selection
    var selection = OpenDataSelection(consultation: consultation, filter: filter)
    guard !filter.query.isEmpty else { return selection }
    // A list may say that it is partial; a file could not.
    guard search.isFilled else { throw RequestRefusal.unavailable }
    let allowed = try filter.allowed(in: consultation.id, db)
    let found = try search.find(filter.query, in: consultation.id, limit: .max, among: allowed, db)
    selection.found = Set(found.ids)
    return selection
  }
}
