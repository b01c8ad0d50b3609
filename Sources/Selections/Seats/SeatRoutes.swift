import Consultations
import Localization
import Platform
import Storage

struct SeatAnswerTyped: Input {
  static let fields: Set<String> = ["reponse"]
  /// Nil for what is neither.
  var accepts: Bool?
  init(_ visit: Visit) { accepts = ["accepte": true, "decline": false][visit.form["reponse"] ?? ""] }
}

extension SelectionsModule {
  func registerSeats(in registry: inout Registry) {
    registry.get(SeatAddress.self, for: PersonVisit.self) { address, visit in
      try await seatPage(address, visit, refusal: nil)
    }
    registry.post(SeatAddress.self, for: PersonVisit.self, input: SeatAnswerTyped.self) { address, visit, typed in
      do {
        try await database.write { db in
          guard let seat = try Seat.with(token: address.token, db) else { throw NotFound() }
          guard let accepts = typed.accepts else { throw CommitteeRefusal.unanswered }
          if accepts { return try seat.accept(visit.person.id, by: visit.actor, at: visit.now, db) }
          try seat.decline(visit.person.id, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + (typed.accepts == true ? "?fait=accepte" : "?fait=decline"))
      } catch let refusal as CommitteeRefusal {
        return try await visit.visit.refuse(refusal) { try await seatPage(address, visit, refusal: refusal) }
      }
    }
  }

  private func seatPage(
    _ address: SeatAddress, _ visit: PersonVisit, refusal: CommitteeRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> SeatPage? in
      guard let seat = try Seat.with(token: address.token, db), let committee = try Committee.with(seat.committee, db),
        let consultation = try Consultation.with(id: committee.consultation, db)
      else { return nil }
      let isHers = try Person.all(with: seat.mail, db).contains { $0.id == visit.person.id }
      return SeatPage(
        consultation: consultation, seat: seat, criteria: try committee.criteria(db), isHers: isHers,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Comité de sélection"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
