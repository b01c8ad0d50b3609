import Directory
import HTML
import Localization
import Platform
import Storage

/// `/services/8f3k29qrst-guichet/retrait`: where an instructor takes it out of the catalogue.
struct SheetRemovalAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/retrait"
  var sheet: SheetAddress
}

/// `/services/8f3k29qrst-guichet/retrait/fin`
struct SheetRemovalEndAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/retrait/fin"
  var sheet: SheetAddress
}

struct SheetRemovalTyped: Input {
  static let fields: Set<String> = ["raison"]
  var reason: String
  init(_ visit: Visit) { reason = (visit.form["raison"] ?? "").filter { $0 != "\0" }.trimmed }
}

extension CatalogueModule {
  func registerSheetRemovals(in registry: inout Registry) {
    registry.get(SheetRemovalAddress.self, permission: .curate) { address, visit in
      try await removing(address.sheet, "", nil, visit)
    }
    registry.post(SheetRemovalAddress.self, permission: .curate, input: SheetRemovalTyped.self) {
      address, visit, typed in
      do {
        let path = try await change(address.sheet) { sheet, db in
          try sheet.remove(because: typed.reason, by: visit.actor, site: visit.site, at: visit.now, db)
        }
        return .redirect(to: visit.language.address(path) + "?fait=retiree")
      } catch let refusal as SheetRemovalRefusal {
        return try await visit.visit.refuse(refusal) {
          try await removing(address.sheet, typed.reason, refusal, visit)
        }
      }
    }
    registry.post(SheetRemovalEndAddress.self, permission: .curate) { address, visit in
      let path = try await change(address.sheet) { sheet, db in
        try sheet.putBack(by: visit.actor, site: visit.site, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(path) + "?fait=remise")
    }
  }

  private func change(
    _ address: SheetAddress, _ act: @escaping @Sendable (Sheet, Transaction) throws -> Void
  ) async throws -> String {
    try await database.write { db in
      guard let sheet = try Sheet.with(token: address.token, evenRemoved: true, db) else { throw NotFound() }
      try act(sheet, db)
      return SheetAddress(sheet).path
    }
  }

  private func removing(
    _ address: SheetAddress, _ reason: String, _ refusal: SheetRemovalRefusal?, _ visit: PersonVisit
  ) async throws -> Answer {
    let found = try await database.read { db in try Sheet.with(token: address.token, evenRemoved: true, db) }
    guard let sheet = found else { throw NotFound() }
    return .page(
      Page(
        t("Retirer une fiche du catalogue"), status: refusal?.status ?? 200, section: SheetsAddress().path,
        isNarrow: true, SheetRemovalPage(sheet: sheet, reason: reason, refusal: refusal, language: visit.language)))
  }

  /// What stays where a sheet was taken out.
  func removed(_ sheet: Sheet, _ visit: Visit, _ db: Snapshot) throws -> RemovedSheetPage? {
    guard let removal = try SheetRemoval.of(sheet.id, db) else { return nil }
    let acting = visit.person?.standing?.organisation
    return RemovedSheetPage(
      sheet: sheet, removal: removal, mayCurate: visit.person?.holds(.curate) ?? false,
      isTheirs: try acting.map { try sheet.maintainers(db).contains($0) } ?? false, done: visit.query["fait"],
      language: visit.language)
  }
}
