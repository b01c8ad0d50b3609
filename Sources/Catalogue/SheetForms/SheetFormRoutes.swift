import Localization
import Platform
import PublicCode
import Storage

/// `/services/nouveau`: a service described in a form.
struct SheetFormAddress: FixedAddress {
  static let pattern: StaticString = "/services/nouveau"
}

/// `/services/8f3k29qrst-guichet/description`: a sheet changed in the same form.
struct SheetChangeAddress: AddressOfSheet {
  static let pattern: StaticString = "/services/{service}/description"
  var sheet: SheetAddress
}

struct SheetFormTyped: Input {
  static let fields: Set<String> = ["nom", "resume", "texte", "code", "licence", "editeur", "documentation"]
  var form = SheetForm()

  init(_ visit: Visit) {
    form.name = Self.line(visit.form["nom"])
    form.short = Self.line(visit.form["resume"])
    form.long = (visit.form["texte"] ?? "").filter { $0 != "\0" }.trimmed
    form.address = Self.line(visit.form["code"])
    form.licence = Self.line(visit.form["licence"])
    form.owner = Self.line(visit.form["editeur"])
    form.documentation = Self.line(visit.form["documentation"])
  }

  private static func line(_ text: String?) -> String {
    (text ?? "").filter { $0 != "\0" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension CatalogueModule {
  func registerSheetForms(in registry: inout Registry) {
    registry.get(SheetFormAddress.self, for: ActingVisit.self) { _, visit in page(nil, SheetForm(), nil, visit) }
    registry.post(SheetFormAddress.self, for: ActingVisit.self, input: SheetFormTyped.self) { _, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      return try await answer(typed.form, nil, visit) { text, db in
        try text.bring(for: visit.mandate.organisation, token: token, by: visit.actor, at: visit.now, db)
      }
    }
    registry.get(SheetChangeAddress.self, for: ActingVisit.self) { address, visit in
      let (sheet, file) = try await database.read { db in try Self.maintained(address, visit, db) }
      guard let software = PublicSoftware.read(file).software else { throw NotFound() }
      return page(sheet, SheetForm(software, in: visit.language), nil, visit)
    }
    registry.post(SheetChangeAddress.self, for: ActingVisit.self, input: SheetFormTyped.self) { address, visit, typed in
      let (sheet, file) = try await database.read { db in try Self.maintained(address, visit, db) }
      guard let before = PublicSoftware.read(file).software else { throw NotFound() }
      return try await answer(typed.form, (sheet, before), visit) { text, db in
        let (sheet, _) = try Self.maintained(address, visit, db)
        return try text.write(to: sheet, for: visit.mandate.organisation, by: visit.actor, at: visit.now, db)
      }
    }
  }

  /// - Parameter before: the sheet that changes, with what it says.
  private func answer(
    _ form: SheetForm, _ before: (sheet: Sheet, software: PublicSoftware)?, _ visit: ActingVisit,
    _ keep: @escaping @Sendable (SheetText, Transaction) throws -> Sheet.Outcome
  ) async throws -> Answer {
    do {
      if let refusal = form.refusal { throw refusal }
      // A sheet is changed in the language in which it was read.
      let spoken = before?.software.description(in: [visit.language.rawValue, "fr", "en"])?.language
      let typed = form.software(in: spoken ?? visit.language.rawValue)
      let text = try SheetText(before.map { $0.software.taking(typed) } ?? typed)
      let outcome = try await database.write { db in try keep(text, db) }
      return done(outcome, isLess: false, visit)
    } catch let refusal as any FieldRefusal {
      return try await visit.visit.refuse(refusal) { page(before?.sheet, form, refusal, visit) }
    }
  }

  private func page(
    _ sheet: Sheet?, _ form: SheetForm, _ refusal: (any FieldRefusal)?, _ visit: ActingVisit
  ) -> Answer {
    let page = SheetFormPage(
      sheet: sheet, organisation: visit.mandate.fullName, typed: form, refusal: refusal, language: visit.language)
    return .page(
      Page(
        sheet == nil ? t("Décrire un service") : t("Modifier la fiche"), status: refusal?.status ?? 200,
        section: SheetsAddress().path, isNarrow: true, page))
  }
}
