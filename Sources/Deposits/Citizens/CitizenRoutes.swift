import Localization
import Platform
import Storage

/// `/suivis/…`: what each mail to a citizen carries; the sealed address is her proof.
struct CitizenAddress: Address {
  static let pattern: StaticString = "/suivis/{token}"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = try first(segments) }
  var segments: [String] { [token] }
}

struct CitizenExportAddress: Address {
  static let pattern: StaticString = "/suivis/{token}/donnees"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = try first(segments) }
  var segments: [String] { [token] }
}

struct CitizenErasureAddress: Address {
  static let pattern: StaticString = "/suivis/{token}/effacement"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = try first(segments) }
  var segments: [String] { [token] }
}

/// Leaving one of the things that she follows.
struct CitizenLeavingAddress: Address {
  static let pattern: StaticString = "/suivis/{token}/fin"
  var token: String
  init(token: String) { self.token = token }
  init(segments: [String]) throws(NotFound) { token = try first(segments) }
  var segments: [String] { [token] }
}

/// Which of them, by where it is.
private struct CitizenLeavingInput: Input {
  static let fields: Set<String> = ["suivi"]
  var path: String
  init(_ visit: Visit) { path = visit.form["suivi"] ?? "" }
}

enum CitizenRefusal: FieldRefusal, Equatable, CaseIterable {
  case unconfirmed

  var status: Int { 422 }
  var sentence: Phrase { t("Cochez la case pour confirmer : rien n’a été effacé.") }
  var field: String { "confirmation" }
}

private struct CitizenErasureInput: Input {
  static let fields: Set<String> = ["confirmation"]
  var isConfirmed: Bool
  init(_ visit: Visit) { isConfirmed = visit.form["confirmation"] == "oui" }
}

extension DepositsModule {
  func registerCitizens(in registry: inout Registry) {
    registerCitizenLeaving(in: &registry)
    registry.get(CitizenAddress.self, access: .anyone) { address, visit in
      try await citizenPage(address.token, visit, refusal: nil)
    }
    registry.get(CitizenExportAddress.self, access: .anyone) { address, visit in
      let citizen = try citizen(address.token, visit)
      let (kept, followed) = try await kept(of: citizen)
      let base = visit.site.settings.baseAddress
      let things = followed.map {
        (title: $0.title.text(in: visit.language, visit.site.catalogue), page: base + visit.language.address($0.path))
      }
      return .file(
        FileAnswer(
          type: "application/json",
          bytes: kept.json(citizen.mail, followed: things, band: visit.site.band, at: visit.now),
          downloadName: "mes-donnees.json", isPrivate: true))
    }
    registry.post(CitizenErasureAddress.self, access: .anyone, input: CitizenErasureInput.self) {
      address, visit, input in
      let citizen = try citizen(address.token, visit)
      guard input.isConfirmed else {
        let refusal = CitizenRefusal.unconfirmed
        return try await visit.refuse(refusal) { try await citizenPage(address.token, visit, refusal: refusal) }
      }
      _ = try await database.write { db in try citizen.erase(at: visit.now, db) }
      return .page(Page(t("C’est effacé"), isNarrow: true, CitizenErasedPage(language: visit.language)))
    }
  }

  func registerCitizenLeaving(in registry: inout Registry) {
    registry.post(CitizenLeavingAddress.self, access: .anyone, input: CitizenLeavingInput.self) {
      address, visit, typed in
      let citizen = try citizen(address.token, visit)
      try await database.write { db in
        guard let follower = try citizen.kept(db).follower else { throw NotFound() }
        let target = try follower.targets(db).first { try followed($0, db)?.path == typed.path }
        // A second click finds nothing left to leave.
        guard let target else { return }
        try Follow.end(
          target, follower: follower.id, by: Actor(person: nil, through: .link), at: visit.now, db)
      }
      let path = visit.language.address(CitizenAddress(token: address.token).path)
      return .redirect(to: path + "?fait=suivi-fini")
    }
  }

  private func citizen(_ token: String, _ visit: Visit) throws(NotFound) -> Citizen {
    guard let mail = visit.site.seal.address(.citizen, in: token) else { throw NotFound() }
    return Citizen(mail)
  }

  private func kept(of citizen: Citizen) async throws -> (Citizen.Kept, [Followed]) {
    try await database.read { db in
      let kept = try citizen.kept(db)
      return (kept, try kept.follower.map { try $0.targets(db).compactMap { try followed($0, db) } } ?? [])
    }
  }

  private func citizenPage(_ token: String, _ visit: Visit, refusal: CitizenRefusal?) async throws -> Answer {
    let citizen = try citizen(token, visit)
    let (kept, followed) = try await kept(of: citizen)
    let page = CitizenPage(
      mail: citizen.mail, token: token, followed: followed, isNothing: kept.isNothing, isRefused: refusal != nil,
      hasLeft: visit.query["fait"] == "suivi-fini", language: visit.language)
    return .page(
      Page(t("Ce que nous gardons de vous"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
