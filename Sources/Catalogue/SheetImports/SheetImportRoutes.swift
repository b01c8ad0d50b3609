import Localization
import Platform
import PublicCode
import Storage

/// A file, sent or pasted.
struct SheetTyped: Input {
  static let fields: Set<String> = ["publiccode"]
  var text: String
  init(_ visit: Visit) { text = visit.form["publiccode"] ?? "" }
}

extension CatalogueModule {
  func registerSheetImports(in registry: inout Registry) {
    registry.get(SheetImportAddress.self, for: ActingVisit.self) { _, visit in importing("", nil, visit) }
    registry.post(
      SheetImportAddress.self, for: ActingVisit.self, input: SheetTyped.self,
      sending: .file(longest: 2 * PublicSoftware.longestFile)
    ) { _, visit, typed in
      try await bring(try await Self.text(typed, visit.visit), visit)
    }
    registry.get(SheetEditionAddress.self, for: ActingVisit.self) { address, visit in
      let (sheet, file) = try await database.read { db in try Self.maintained(address, visit, db) }
      return editing(sheet, file, nil, visit)
    }
    registry.post(
      SheetEditionAddress.self, for: ActingVisit.self, input: SheetTyped.self,
      sending: .file(longest: 2 * PublicSoftware.longestFile)
    ) { address, visit, typed in
      try await change(address, try await Self.text(typed, visit.visit), visit)
    }
  }

  /// Of the file that was chosen, else what was pasted.
  private static func text(_ typed: SheetTyped, _ visit: Visit) async throws -> String {
    guard let file = visit.file else { return typed.text }
    var bytes: [UInt8] = []
    while let piece = try await file.next() { bytes += piece }
    return bytes.isEmpty ? typed.text : String(decoding: bytes, as: UTF8.self)
  }

  private func bring(_ text: String, _ visit: ActingVisit) async throws -> Answer {
    do {
      let read = try SheetText(reading: text)
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      let outcome = try await database.write { db in
        try read.bring(for: visit.mandate.organisation, token: token, by: visit.actor, at: visit.now, db)
      }
      return done(outcome, isLess: read.isChanged, visit)
    } catch let refusal as SheetRefusal {
      return try await visit.visit.refuse(refusal) { importing(text, refusal, visit) }
    }
  }

  private func change(_ address: SheetEditionAddress, _ text: String, _ visit: ActingVisit) async throws -> Answer {
    let (sheet, _) = try await database.read { db in try Self.maintained(address, visit, db) }
    do {
      let read = try SheetText(reading: text)
      let outcome = try await database.write { db in
        let (sheet, _) = try Self.maintained(address, visit, db)
        return try read.write(to: sheet, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
      }
      return done(outcome, isLess: read.isChanged, visit)
    } catch let refusal as SheetRefusal {
      return try await visit.visit.refuse(refusal) { editing(sheet, text, refusal, visit) }
    }
  }

  /// The sheet of an address, for whoever acts for one that maintains it, with its file; for others it is not there.
  static func maintained(_ address: some AddressOfSheet, _ visit: ActingVisit, _ db: Snapshot) throws
    -> (Sheet, String)
  {
    guard let sheet = try Sheet.with(token: address.sheet.token, db), let file = try sheet.file(db),
      try sheet.maintainers(db).contains(visit.mandate.organisation)
    else { throw NotFound() }
    return (sheet, file)
  }

  func done(_ outcome: Sheet.Outcome, isLess: Bool, _ visit: ActingVisit) -> Answer {
    let word =
      switch outcome {
      case .made: isLess ? "creee-sans-personne" : "creee"
      case .changed: isLess ? "modifiee-sans-personne" : "modifiee"
      case .same: "inchangee"
      }
    return .redirect(to: visit.language.address(SheetAddress(outcome.sheet).path) + "?fait=" + word)
  }

  private func importing(_ text: String, _ refusal: SheetRefusal?, _ visit: ActingVisit) -> Answer {
    let page = SheetImportPage(
      sheet: nil, organisation: visit.mandate.fullName, text: text, refusal: refusal, language: visit.language)
    return .page(
      Page(
        t("Ajouter un service"), status: refusal?.status ?? 200, section: SheetsAddress().path, isNarrow: true, page))
  }

  private func editing(_ sheet: Sheet, _ text: String, _ refusal: SheetRefusal?, _ visit: ActingVisit) -> Answer {
    let page = SheetImportPage(
      sheet: sheet, organisation: visit.mandate.fullName, text: text, refusal: refusal, language: visit.language)
    return .page(
      Page(
        t("Modifier la fiche"), status: refusal?.status ?? 200, section: SheetsAddress().path, isNarrow: true, page))
  }
}
