import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/double-lecture`
struct BlindReadingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/double-lecture"
  var consultation: String
}

struct BlindReadingTyped: Input {
  static let fields: Set<String> = ["contribution", "decision"]
  var token: String
  var kind: Decision.Kind?

  init(_ visit: Visit) {
    token = visit.form["contribution"].flatMap { Token(prefixOf: $0) }?.text ?? ""
    kind = visit.form["decision"].flatMap(Decision.Kind.init(slug:))
  }
}

extension InstructionModule {
  func registerBlindReadings(in registry: inout Registry) {
    registry.get(BlindReadingAddress.self, permission: .instruct) { address, visit in
      try await blindReadingPage(address, visit, refusal: nil)
    }
    registry.post(BlindReadingAddress.self, permission: .instruct, input: BlindReadingTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in
          guard let (_, contribution) = try Self.contribution(typed.token, in: address.consultation, db) else {
            throw BlindReadingRefusal.gone
          }
          guard let kind = typed.kind else { throw BlindReadingRefusal.noKind }
          try BlindReading.make(kind, of: contribution, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=relue")
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) { try await blindReadingPage(address, visit, refusal: refusal) }
      }
    }
  }

  private func blindReadingPage(
    _ address: BlindReadingAddress, _ visit: PersonVisit, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> BlindReadingPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      let next = try BlindReading.next(for: visit.actor, in: consultation.id, at: visit.now, db)
      return BlindReadingPage(
        consultation: consultation,
        text: try next.map { try deposits.reading($0.contribution, in: consultation, db) },
        left: try BlindReading.waiting(for: visit.person.id, in: consultation.id, db).count, refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Double lecture à l’aveugle"), status: refusal?.status ?? 200, page))
  }
}
