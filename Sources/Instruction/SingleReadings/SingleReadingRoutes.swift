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
struct SingleReadingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/reglages"
  var consultation: String
}

struct SingleReadingTyped: Input {
  static let fields: Set<String> = ["lecture", "jours"]
  var suffices: Bool
  /// Nil where the form said nothing of it.
  var days: String?
  init(_ visit: Visit) {
    suffices = visit.form["lecture"] == "une"
    days = visit.form["jours"].map { ContributionText.line($0) }
  }
}

extension InstructionModule {
  func registerSingleReadings(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Réglages de l’instruction"), path: DeskSettingsAddress().path), for: .prepare)
    registry.get(DeskSettingsAddress.self, permission: .prepare) { _, _ in
      try await deposits.choose(t("Réglages de l’instruction"), .french) { SingleReadingAddress($0).path }
    }
    registry.get(SingleReadingAddress.self, permission: .prepare) { address, visit in
      try await settingsPage(address, visit, nil, refusal: nil)
    }
    registry.post(SingleReadingAddress.self, permission: .prepare, input: SingleReadingTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          if let days = typed.days {
            guard let days = Int(days) else { throw AuthorReadingRefusal.badDays }
            try AuthorReading.setDays(days, in: consultation.id, by: visit.actor, at: visit.now, db)
          }
          try SingleReading.set(typed.suffices, in: consultation.id, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=regle")
      } catch let refusal as AuthorReadingRefusal {
        return try await visit.visit.refuse(refusal) {
          try await settingsPage(address, visit, typed, refusal: refusal)
        }
      }
    }
  }

  private func settingsPage(
    _ address: SingleReadingAddress, _ visit: PersonVisit, _ typed: SingleReadingTyped?, refusal: AuthorReadingRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> SingleReadingPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      return SingleReadingPage(
        consultation: consultation,
        suffices: try typed?.suffices ?? SingleReading.suffices(in: consultation.id, db),
        days: try typed?.days ?? String(AuthorReading.days(in: consultation.id, db)), refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Réglages de l’instruction"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
