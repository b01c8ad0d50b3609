import Localization
import Platform
import Storage

/// `/administration/confirmations`: who confirms for which territory.
struct ConfirmersAddress: FixedAddress {
  static let pattern: StaticString = "/administration/confirmations"
}

struct ConfirmerNamingAddress: AddressOfOrganisation {
  static let pattern: StaticString = "/administration/confirmations/{organisation}"
  var organisation: OrganisationAddress
}

struct ConfirmerEndAddress: TokenAddress {
  static let pattern: StaticString = "/administration/confirmations/{confirmer}/fin"
  var token: String
}

/// `/habilitation/territoire`: what waits in the territory for which one's organisation confirms.
struct TerritoryQueueAddress: FixedAddress {
  static let pattern: StaticString = "/habilitation/territoire"
}

extension Permission {
  static let nameConfirmers = Permission("confirmers.name", [.administrator])
}

/// Over which territory an organisation is named.
struct TerritoryInput: Input {
  static let fields: Set<String> = ["territoire"]
  var territory: String
  init(_ visit: Visit) { territory = visit.form["territoire"] ?? "" }
}

/// The pages about those who confirm for a territory.
struct ConfirmerDesk: Sendable {
  let register: Register
  private var database: Database { register.database }
  private static let shown = 20
  private static let queued = 100

  func register(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Qui confirme les habilitations"), path: ConfirmersAddress().path,
        summary: t("Opérateurs et préfectures qui répondent aux demandes de leur territoire."),
        permission: .nameConfirmers))
    registry.get(ConfirmersAddress.self, permission: .nameConfirmers) { _, visit in try await all(visit) }
    registry.get(ConfirmerNamingAddress.self, permission: .nameConfirmers) { address, visit in
      try await naming(address, visit)
    }
    registry.post(ConfirmerNamingAddress.self, permission: .nameConfirmers, input: TerritoryInput.self) {
      try await name($0, $2, $1)
    }
    registry.post(ConfirmerEndAddress.self, permission: .nameConfirmers) { address, visit in
      try await database.write { db in
        guard let confirmer = try Confirmer.with(token: address.token, db) else { throw NotFound() }
        try confirmer.end(by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(ConfirmersAddress().path))
    }
    registry.get(TerritoryQueueAddress.self, for: PersonVisit.self) { _, visit in try await queue(visit) }
  }

  private func all(_ visit: PersonVisit) async throws -> Answer {
    let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters))
    let ids = await register.find(query, limit: Self.shown)
    let page = try await database.read { db in
      let all = try Confirmer.all(db)
      let organisations = try Organisation.with(ids: Array(Set(all.map(\.confirmer.organisation))), db)
      let lines = all.compactMap { line in
        organisations.first { $0.id == line.confirmer.organisation }.map {
          ConfirmerLine(confirmer: line.confirmer, organisation: $0, by: line.by, at: line.at)
        }
      }
      return ConfirmersPage(
        confirmers: lines, query: query,
        found: try Organisation.with(ids: ids, db).filter { Confirmer.kinds.contains($0.kind) },
        places: register.places, language: visit.language)
    }
    return .page(Page(t("Qui confirme les habilitations"), page))
  }

  private func naming(
    _ address: ConfirmerNamingAddress, _ visit: PersonVisit, chosen: String = "", refusal: Confirmer.Refusal? = nil
  ) async throws -> Answer {
    let found = try await database.read { db in try Organisation.with(token: address.organisation.token, db) }
    guard let organisation = found, refusal != nil || Confirmer.kinds.contains(organisation.kind) else {
      throw NotFound()
    }
    let page = ConfirmerNamingPage(
      organisation: organisation, chosen: chosen, refusal: refusal, places: register.places,
      language: visit.language)
    return .page(Page(.verbatim(organisation.name), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func name(
    _ address: ConfirmerNamingAddress, _ input: TerritoryInput, _ visit: PersonVisit
  ) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let token = Token(using: &generator)
    do {
      guard let territory = Confirmer.Territory(input.territory, register.places) else {
        throw Confirmer.Refusal.noTerritory
      }
      try await database.write { db in
        guard let organisation = try Organisation.with(token: address.organisation.token, db) else { throw NotFound() }
        try Confirmer.name(organisation, for: territory, token: token, by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: visit.language.address(ConfirmersAddress().path))
    } catch let refusal as Confirmer.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await naming(address, visit, chosen: input.territory, refusal: refusal)
      }
    }
  }

  /// What does not exist for those whose organisation confirms nowhere.
  private func queue(_ visit: PersonVisit) async throws -> Answer {
    let page = try await database.read { db -> TerritoryQueuePage? in
      let confirmers = try Confirmer.all(of: visit.person.id, at: visit.now, db)
      guard !confirmers.isEmpty else { return nil }
      let requests = try MandateRequest.waiting(in: confirmers, besides: visit.person.id, limit: Self.queued, db)
      return TerritoryQueuePage(
        territories: confirmers.map { $0.territory.title(register.places) },
        requests: RequestList(
          requests: requests, organisations: try Organisation.with(ids: requests.map(\.organisation), db),
          places: register.places, now: visit.now, returnTo: TerritoryQueueAddress().path, language: visit.language))
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Demandes de votre territoire"), page))
  }
}
