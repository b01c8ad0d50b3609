import Localization
import Storage

/// `/compte/donnees`: all that concerns the person who asks, as a file.
struct PersonalExportAddress: FixedAddress {
  static let pattern: StaticString = "/compte/donnees"
}

struct ErasureAddress: FixedAddress {
  static let pattern: StaticString = "/compte/effacement"
}

/// Where one is led once erased.
struct ErasedAddress: FixedAddress {
  static let pattern: StaticString = "/compte-efface"
}

private struct ErasureInput: Input {
  static let fields: Set<String> = ["confirmation"]
  var isConfirmed: Bool
  init(_ visit: Visit) { isConfirmed = visit.form["confirmation"] == "oui" }
}

/// Where a person takes her data away, and asks for their end.
struct ErasureDesk: Sendable {
  let database: Database
  let declarations: [PersonalDeclaration]

  func register(in registry: inout Registry) {
    let erasure = Erasure(declarations: declarations)
    registry.get(PersonalExportAddress.self, for: PersonVisit.self) { _, visit in
      let export = PersonalExport(
        person: visit.person.id, declarations: declarations, catalogue: visit.site.catalogue,
        language: visit.language, band: visit.site.band)
      let bytes = try await database.read { db in try export.json(at: visit.now, db) }
      return .file(
        FileAnswer(
          type: "application/json", bytes: bytes, downloadName: "mes-donnees.json", isPrivate: true))
    }
    registry.get(ErasureAddress.self, for: PersonVisit.self) { _, visit in
      try await page(erasure, visit, refusal: nil)
    }
    registry.post(ErasureAddress.self, for: PersonVisit.self, input: ErasureInput.self) { _, visit, input in
      do {
        guard input.isConfirmed else { throw Erasure.Refusal.unconfirmed }
        try await database.write { db in
          try erasure.erase(visit.person.id, by: visit.actor, at: visit.now, db)
        }
      } catch let refusal as Erasure.Refusal {
        return try await visit.visit.refuse(refusal) { try await page(erasure, visit, refusal: refusal) }
      }
      let erased = Answer.redirect(to: visit.language.address(ErasedAddress().path))
      return .setting([SetCookie(name: .session, secret: nil, maximumAgeSeconds: 0)], erased)
    }
    registry.get(ErasedAddress.self, access: .anyone) { _, visit in
      .page(Page(t("Votre compte est effacé"), isNarrow: true, ErasedPage(language: visit.language)))
    }
    Dormancy.register(erasure, in: &registry)
    Destruction.register(in: &registry)
  }

  private func page(_ erasure: Erasure, _ visit: PersonVisit, refusal: Erasure.Refusal?) async throws -> Answer {
    let told = try await database.read { db in try erasure.told(visit.person.id, db) }
    let page = ErasurePage(
      going: told.going, staying: told.staying, refusal: refusal, language: visit.language)
    return .page(Page(t("Effacer mon compte"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
