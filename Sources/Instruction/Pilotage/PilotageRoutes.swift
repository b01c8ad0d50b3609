import Consultations
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/pilotage`
struct PilotageAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/pilotage"
  var consultation: String
}

extension InstructionModule {
  func registerPilotage(in registry: inout Registry) {
    registry.get(PilotageAddress.self, permission: .instruct) { address, visit in
      let page = try await database.read { db -> PilotagePage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        return PilotagePage(
          consultation: consultation, pilotage: try Pilotage(of: consultation.id, at: visit.now, db),
          agreement: try BlindReading.agreement(in: consultation.id, db),
          unread: try BlindReading.left(in: consultation.id, db), now: visit.now)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Pilotage de l’instruction"), page))
    }
  }
}
