import Localization
import Storage

/// `/administration/lecture-seule`: what the site takes now, and what closes or opens it.
struct PauseAddress: FixedAddress {
  static let pattern: StaticString = "/administration/lecture-seule"
}

struct PauseEndAddress: FixedAddress {
  static let pattern: StaticString = "/administration/lecture-seule/fin"
}

/// How far it closes.
struct PauseTyped: Input {
  static let fields: Set<String> = ["etape"]
  var step: Pause.Step?
  init(_ visit: Visit) { step = visit.form["etape"].flatMap { Pause.Step(rawValue: $0) } }
}

/// Where administrators have the site only read, before an upgrade.
struct PauseDesk: Sendable {
  let database: Database

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Lecture seule"), path: PauseAddress().path,
        summary: t("Le temps d’une mise à jour, le site se lit et n’enregistre plus rien."), permission: .administer))
    // Whoever closed the site can open it.
    registry.keepOpen([PauseAddress.self, PauseEndAddress.self], during: .ballots)
    registry.get(PauseAddress.self, permission: .administer) { _, visit in page(visit) }
    registry.post(PauseAddress.self, permission: .administer, input: PauseTyped.self) { _, visit, typed in
      guard let step = typed.step else { throw RequestRefusal.nothingChosen }
      return try await act(visit, step.rawValue) { db in
        try Pause.begin(step, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(PauseEndAddress.self, permission: .administer) { _, visit in
      try await act(visit, "fin") { db in try Pause.end(by: visit.actor, at: visit.now, db) }
    }
  }

  private func act(
    _ visit: PersonVisit, _ word: String, _ body: @escaping @Sendable (Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write(body)
      return .redirect(to: visit.visit.language.address(PauseAddress().path) + "?fait=" + word)
    } catch let refusal as Pause.Refusal {
      return try await visit.visit.refuse(refusal) { page(visit, refusal) }
    }
  }

  private func page(_ visit: PersonVisit, _ refusal: Pause.Refusal? = nil) -> Answer {
    let page = PausePage(
      step: visit.visit.pause, refusal: refusal, done: visit.visit.query["fait"], language: visit.visit.language)
    return .page(Page(t("Lecture seule"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
