import Directory
import Localization
import Platform
import PublicCode
import Storage

extension CatalogueModule {
  func registerSheets(in registry: inout Registry) {
    registry.navigate(NavigationEntry(t("Services"), path: SheetsAddress().path))
    registry.get(SheetsAddress.self, access: .anyone) { _, visit in try await list(visit) }
    registry.get(SheetAddress.self, access: .anyone) { address, visit in try await show(address, visit) }
    registry.get(SheetFileAddress.self, access: .anyone) { address, visit in
      let file = try await database.read { db in try Sheet.with(token: address.sheet.token, db)?.file(db) }
      return try Self.yaml(file, visit)
    }
    registry.get(SheetVersionAddress.self, access: .anyone) { address, visit in
      let file = try await database.read { db in
        try Sheet.with(token: address.sheet.token, db)?.file(version: address.number, db)
      }
      return try Self.yaml(file, visit)
    }
  }

  private static func yaml(_ file: String?, _ visit: Visit) throws -> Answer {
    guard let file else { throw NotFound() }
    // A comment: the standard has no key for it.
    let band = visit.site.band.map { "# \($0)\n" } ?? ""
    return .file(
      FileAnswer(
        type: "application/yaml; charset=utf-8", bytes: Array((band + file).utf8), downloadName: "publiccode.yml"))
  }

  /// A page of what a filter asks for, how many there are in all, and how the words were read where any were given.
  func sheets(_ filter: SheetFilter, _ db: Snapshot) throws -> (
    shown: [Sheet], page: ListPage, total: Int, found: SheetSearch.Found?
  ) {
    guard !filter.query.isEmpty else {
      let total = try filter.count(db)
      let page = ListPage(asked: filter.page, of: total, size: SheetFilter.pageSize)
      return (try filter.sheets(page, db), page, total, nil)
    }
    let found = try search.find(
      filter.query, limit: filter.page * SheetFilter.pageSize, among: try filter.allowed(db), db)
    let page = ListPage(asked: filter.page, of: found.total, size: SheetFilter.pageSize)
    let ids = Array(found.ids.dropFirst(page.offset).prefix(page.size))
    return (try Sheet.with(ids: ids, db), page, found.total, found)
  }

  private func list(_ visit: Visit) async throws -> Answer {
    let filter = SheetFilter(visit.query)
    let page = try await database.read { db in
      let (shown, page, total, found) = try sheets(filter, db)
      return SheetListPage(
        filter: filter, sheets: shown, total: total, page: page, found: found, licences: try Sheet.licences(db),
        categories: try Sheet.categories(db), language: visit.language)
    }
    let feed = SheetDataFileAddress(name: SheetFeed.fileName).path
    return .page(
      Page(
        t("Services"), section: SheetsAddress().path,
        feed: visit.language.address(feed) + filter.selection.queryString, page))
  }

  /// How many organisations a page of a sheet shows; all of them on demand, up to a thousand.
  private static let shownUsers = 20
  private static let mostUsers = 1_000

  private func show(_ address: SheetAddress, _ visit: Visit) async throws -> Answer {
    let isWhole = visit.query["tous"] == "oui"
    let (page, removed) = try await database.read { db -> (SheetPage?, RemovedSheetPage?) in
      guard let sheet = try Sheet.with(token: address.token, evenRemoved: true, db), let file = try sheet.file(db)
      else { return (nil, nil) }
      if let removed = try self.removed(sheet, visit, db) { return (nil, removed) }
      let reading = PublicSoftware.read(file)
      let software =
        reading.software
        ?? PublicSoftware(
          name: sheet.name, address: "", licence: sheet.licence, owner: "", usedBy: [],
          language: sheet.summary.language, short: sheet.summary.text, long: "", documentation: "")
      let acting = try visit.person?.standing.flatMap { try Organisation.with(ids: [$0.organisation], db).first }
      let declarations = try Declaration.all(
        of: sheet.id, resembling: acting, limit: isWhole ? Self.mostUsers : Self.shownUsers, db)
      let maintainers = try sheet.maintainers(db)
      let organisations = try Organisation.with(ids: declarations.map(\.organisation) + maintainers, db)
      let byRow = Dictionary(organisations.map { ($0.id, $0) }) { first, _ in first }
      let page = SheetPage(
        sheet: sheet, software: software, absences: reading.problems.filter(\.isAbsence).map(\.path),
        maintainers: maintainers.compactMap { byRow[$0] },
        declarations: declarations.compactMap { one in byRow[one.organisation].map { (one, $0) } },
        declared: try Declaration.count(of: sheet.id, db), versions: try sheet.versions(db), acting: acting,
        mayCurate: visit.person?.holds(.curate) ?? false,
        panels: try panels.compactMap { make in try make(sheet, visit, db) }, done: visit.query["fait"],
        places: register.places, language: visit.language)
      return (page, nil)
    }
    if let removed {
      return .page(
        Page(t("Une fiche retirée du catalogue"), section: SheetsAddress().path, isNarrow: true, removed))
    }
    guard let page else { throw NotFound() }
    let right = SheetAddress(page.sheet)
    if right.slug != address.slug { return .redirect(to: visit.language.address(right.path)) }
    return .page(Page(.verbatim(page.sheet.name), section: SheetsAddress().path, page))
  }
}
