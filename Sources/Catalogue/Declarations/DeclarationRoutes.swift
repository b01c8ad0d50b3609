import Directory
import Localization
import Platform
import Storage

extension CatalogueModule {
  func registerDeclarations(in registry: inout Registry) {
    registry.get(DeclarationAddress.self, for: ActingVisit.self) { address, visit in
      let asked = visit.visit.query["sorte"].flatMap { Declaration.Kind(slug: $0) }
      return try await declaring(address.sheet, nil, asked: asked, nil, visit)
    }
    registry.post(DeclarationAddress.self, for: ActingVisit.self, input: DeclarationTyped.self) {
      address, visit, typed in
      try await declare(typed, address.sheet, visit)
    }
    registry.post(DeclarationEndAddress.self, for: ActingVisit.self, input: DeclarationEnding.self) {
      address, visit, typed in
      guard let kind = typed.kind else { throw RequestRefusal.nothingChosen }
      let (sheet, isEnded) = try await database.write { db in
        guard let sheet = try Sheet.with(token: address.sheet.token, db) else { throw NotFound() }
        let isEnded = try sheet.endDeclaration(
          kind, of: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
        return (sheet, isEnded)
      }
      let word = isEnded ? "declaration-finie" : "rien-a-finir"
      return .redirect(to: visit.language.address(SheetAddress(sheet).path) + "?fait=" + word)
    }
  }

  private func declare(_ typed: DeclarationTyped, _ address: SheetAddress, _ visit: ActingVisit) async throws -> Answer
  {
    do {
      guard let saying = typed.saying else { throw DeclarationRefusal.noKind }
      let (sheet, isNew) = try await database.write { db in
        guard let sheet = try Sheet.with(token: address.token, db) else { throw NotFound() }
        let isNew = try sheet.declare(saying, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
        return (sheet, isNew)
      }
      let word = isNew ? "declaree" : "deja-declaree"
      return .redirect(to: visit.language.address(SheetAddress(sheet).path) + "?fait=" + word)
    } catch let refusal as DeclarationRefusal {
      return try await visit.visit.refuse(refusal) { try await declaring(address, typed, asked: nil, refusal, visit) }
    }
  }

  private func declaring(
    _ address: SheetAddress, _ typed: DeclarationTyped?, asked: Declaration.Kind?, _ refusal: DeclarationRefusal?,
    _ visit: ActingVisit
  ) async throws -> Answer {
    let found = try await database.read { db -> (Sheet, [Declaration])? in
      guard let sheet = try Sheet.with(token: address.token, db) else { return nil }
      return (sheet, try Declaration.live(of: sheet.id, by: visit.mandate.organisation, db))
    }
    guard let (sheet, said) = found else { throw NotFound() }
    let before = asked.map { kind in said.first { $0.saying.kind == kind } } ?? said.first
    let page = DeclarationPage(
      sheet: sheet, organisation: visit.mandate.fullName, said: said.map(\.saying),
      typed: typed ?? DeclarationTyped(before?.saying, kind: asked), refusal: refusal, language: visit.language)
    return .page(
      Page(
        t("Dire que vous l’utilisez"), status: refusal?.status ?? 200, section: SheetsAddress().path, isNarrow: true,
        page))
  }
}
