import Localization
import Platform
import Storage

/// `/administration/annuaire`: bringing files to the directory.
struct DirectoryImportAddress: FixedAddress {
  static let pattern: StaticString = "/administration/annuaire"
}

extension Permission {
  static let importDirectory = Permission("directory.import", [.administrator])
}

/// What the form of an import sent.
struct DirectoryImportForm: Input {
  static let fields: Set<String> = ["sorte", "texte", "faire"]

  enum Kind: String, CaseIterable, Sendable {
    case contacts, members = "adherents", postcodes = "codes-postaux", register = "registre"

    var title: Phrase {
      switch self {
      case .contacts: t("Boîtes officielles et domaines")
      case .members: t("Adhérents d’opérateurs")
      case .postcodes: t("Codes postaux")
      case .register: t("Le registre livré avec le programme")
      }
    }
  }

  var kind: Kind?
  var text = ""
  /// Tells what would change, and changes nothing.
  var isTrial = true

  init() {}

  init(_ visit: Visit) {
    let form = visit.form
    kind = form["sorte"].flatMap { Kind(rawValue: $0) }
    text = form["texte"] ?? ""
    isTrial = form["faire"] != "import"
  }

  var refusedField: String { kind == nil ? "sorte" : "texte" }

  /// - Throws: `RegisterError` for a text that is no table.
  func sources() throws -> DirectoryImport? {
    guard let kind else { return nil }
    if kind == .register { return DirectoryImport(entries: try RegisterFile.load(folder: DirectoryModule.data)) }
    let table = try CSV(bytes: Array(text.utf8), file: kind.rawValue + ".csv")
    var sources = DirectoryImport()
    switch kind {
    case .contacts: sources.contacts = table
    case .members: sources.members = table
    case .postcodes: sources.postcodes = table
    case .register: break
    }
    return sources
  }
}

/// Where administrators bring files to the directory while the server runs.
struct DirectoryImportDesk: Sendable {
  let register: Register

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Annuaire"), path: DirectoryImportAddress().path,
        summary: t("Boîtes officielles, adhérents, codes postaux, registre livré."), permission: .importDirectory))
    registry.get(DirectoryImportAddress.self, permission: .importDirectory) { _, visit in
      page(.init(), visit)
    }
    registry.post(DirectoryImportAddress.self, permission: .importDirectory, input: DirectoryImportForm.self) {
      try await bring($2, $1)
    }
  }

  private func page(
    _ typed: DirectoryImportForm, _ visit: PersonVisit, refusal: Phrase? = nil, summary: DirectoryImportSummary? = nil
  ) -> Answer {
    let page = DirectoryImportPage(typed: typed, refusal: refusal, summary: summary, language: visit.language)
    return .page(Page(t("Annuaire"), status: refusal == nil ? 200 : 422, isNarrow: true, page))
  }

  private func bring(_ typed: DirectoryImportForm, _ visit: PersonVisit) async throws -> Answer {
    do {
      guard let sources = try typed.sources() else {
        return page(typed, visit, refusal: t("Dites ce que vous apportez."))
      }
      let result = try await sources.run(
        into: register.database, by: visit.actor, at: visit.now, isDry: typed.isTrial)
      if !typed.isTrial { try await register.refresh() }
      return page(typed, visit, summary: DirectoryImportSummary(result))
    } catch let error as RegisterError {
      return page(typed, visit, refusal: .verbatim(error.description))
    }
  }
}
