import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/instruction/reglages`: those of the one consultation, or the choice of one.
struct DeskSettingsAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/reglages"
}

/// `/consultations/services-2021/instruction/reglages`
struct SingleReadingAddress: AddressAtDesk {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/reglages"
  var consultation: String
}

struct SingleReadingTyped: Input {
  static let fields: Set<String> = ["lecture"]
  var suffices: Bool
  init(_ visit: Visit) { suffices = visit.form["lecture"] == "une" }
}

extension InstructionModule {
  func registerSingleReadings(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Réglages de l’instruction"), path: DeskSettingsAddress().path), for: .prepare)
    registry.get(DeskSettingsAddress.self, permission: .prepare) { _, _ in
      try await deposits.choose(t("Réglages de l’instruction"), .french) { SingleReadingAddress($0).path }
    }
    registry.get(SingleReadingAddress.self, permission: .prepare) { address, visit in
      let page = try await database.read { db -> SingleReadingPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        return SingleReadingPage(
          consultation: consultation, suffices: try SingleReading.suffices(in: consultation.id, db),
          done: visit.visit.query["fait"])
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Réglages de l’instruction"), isNarrow: true, page))
    }
    registry.post(SingleReadingAddress.self, permission: .prepare, input: SingleReadingTyped.self) {
      address, visit, typed in
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        try SingleReading.set(typed.suffices, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: address.path + "?fait=regle")
    }
  }
}
