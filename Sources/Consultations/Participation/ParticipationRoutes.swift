import Localization
package import Platform
import Storage

/// `/administration/consultations/services-2021/participation`
struct ParticipationEditingAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/participation"
  let consultation: String
}

/// `/consultations/services-2021/participation`: who may do what, and when.
package struct ParticipationAddress: Address {
  package static let pattern: StaticString = "/consultations/{consultation}/participation"
  package var slug: String

  package init(_ consultation: Consultation) { slug = consultation.slug }
  package init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    self.slug = slug
  }
  package var segments: [String] { [slug] }
}

extension ConsultationsModule {
  func registerParticipation(in registry: inout Registry) {
    registry.get(ParticipationAddress.self, access: .anyone) { address, visit in
      // Those who prepare it read it before the announcement.
      let isPrepared = visit.person?.holds(.prepare) ?? false
      let page = try await database.read { db -> ParticipationPage? in
        let found =
          isPrepared
          ? try Consultation.prepared(slug: address.slug, db) : try Consultation.with(slug: address.slug, db)
        guard let consultation = found else { return nil }
        return ParticipationPage(
          consultation: consultation, table: try Participation.of(consultation.id, db),
          openings: try Openings.of(consultation.id, at: visit.now, db),
          hasRules: try Rules.versions(of: consultation.id, db).first != nil, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Qui peut faire quoi, et quand"), section: HomeAddress().path, isNarrow: true, page))
    }
  }
}

extension PreparationDesk {
  func registerParticipation(in registry: inout Registry) {
    registry.get(ParticipationEditingAddress.self, permission: .prepare) { address, visit in
      let (consultation, table) = try await database.read { db in
        let consultation = try self.consultation(address, db)
        return (consultation, try Participation.of(consultation.id, db))
      }
      return participation(consultation, ParticipationTyped(table), visit)
    }
    registry.post(ParticipationEditingAddress.self, permission: .prepare, input: ParticipationTyped.self) {
      address, visit, typed in
      let consultation = try await database.read { db in try self.consultation(address, db) }
      do {
        if let refusal = typed.refusal { throw refusal }
        let isChanged = try await database.write { db in
          try typed.check(against: ParticipationTyped(try Participation.of(consultation.id, db)))
          return try typed.table.establish(in: consultation.id, by: visit.actor, at: visit.now, db)
        }
        return done(address, isChanged ? "participation" : "inchange", visit)
      } catch let refusal as ParticipationTableRefusal {
        return try await visit.visit.refuse(refusal) { participation(consultation, typed, visit, refusal: refusal) }
      } catch let conflict as PreparationConflict {
        return try await visit.visit.refuse(conflict) { participation(consultation, typed, visit, conflict: conflict) }
      }
    }
  }

  private func participation(
    _ consultation: Consultation, _ typed: ParticipationTyped, _ visit: PersonVisit,
    refusal: ParticipationTableRefusal? = nil, conflict: PreparationConflict? = nil
  ) -> Answer {
    let page = ParticipationEditingPage(
      consultation: consultation, typed: typed, refusal: refusal, conflict: conflict, language: visit.language)
    let status = refusal?.status ?? conflict?.status ?? 200
    return .page(Page(t("Qui peut faire quoi, et quand"), status: status, page))
  }
}
