import Localization
import Platform
import Storage

/// `/administration/consultations/services-2021/recours`
struct RemediesAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/recours"
  let consultation: String
}

extension PreparationDesk {
  func registerRemedies(in registry: inout Registry) {
    registry.get(RemediesAddress.self, permission: .prepare) { address, visit in
      let (consultation, remedies) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try Remedies.history(of: consultation.id, db).current)
      }
      return self.remedies(consultation, RemediesTyped(remedies), visit)
    }
    registry.post(RemediesAddress.self, permission: .prepare, input: RemediesTyped.self) { address, visit, typed in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      do {
        let remedies = try typed.remedies()
        let isChanged = try await database.write { db in
          try typed.check(against: RemediesTyped(try Remedies.history(of: consultation.id, db).current))
          return try remedies.establish(in: consultation.id, by: visit.actor, at: visit.now, db)
        }
        return done(address, isChanged ? "recours" : "inchange", visit)
      } catch let refusal as RemediesRefusal {
        return try await visit.visit.refuse(refusal) { self.remedies(consultation, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { self.remedies(consultation, typed, visit, conflict: conflict) }
      }
    }
  }

  private func remedies(
    _ consultation: Consultation, _ typed: RemediesTyped, _ visit: PersonVisit, refusal: RemediesRefusal? = nil,
    conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = RemediesPage(
      consultation: consultation, typed: typed, refusal: refusal, conflict: conflict, language: visit.language)
    return .page(
      Page(
        t("Réexamen et voies de recours"), status: refusal?.status ?? conflict?.status ?? 200, isNarrow: true, page))
  }
}
