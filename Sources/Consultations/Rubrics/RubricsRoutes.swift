import Localization
import Platform
import Storage

/// `/administration/consultations/services-2021/rubriques`
struct RubricsAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/rubriques"
  let consultation: String
}

extension PreparationDesk {
  func registerRubrics(in registry: inout Registry) {
    registry.get(RubricsAddress.self, permission: .prepare) { address, visit in
      let (consultation, invitations) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try RubricInvitations.of(consultation.id, db))
      }
      return self.rubrics(consultation, RubricsTyped(invitations), visit)
    }
    registry.post(RubricsAddress.self, permission: .prepare, input: RubricsTyped.self) { address, visit, typed in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      do {
        let invitations = try typed.invitations()
        let isChanged = try await database.write { db in
          try typed.check(against: RubricsTyped(try RubricInvitations.of(consultation.id, db)))
          return try invitations.establish(in: consultation.id, by: visit.actor, at: visit.now, db)
        }
        return done(address, isChanged ? "rubriques" : "inchange", visit)
      } catch let refusal as RubricsRefusal {
        return try await visit.visit.refuse(refusal) { self.rubrics(consultation, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { self.rubrics(consultation, typed, visit, conflict: conflict) }
      }
    }
  }

  private func rubrics(
    _ consultation: Consultation, _ typed: RubricsTyped, _ visit: PersonVisit, refusal: RubricsRefusal? = nil,
    conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = RubricsPage(
      consultation: consultation, typed: typed, refusal: refusal, conflict: conflict, language: visit.language)
    return .page(Page(t("Rubriques"), status: refusal?.status ?? conflict?.status ?? 200, isNarrow: true, page))
  }
}
