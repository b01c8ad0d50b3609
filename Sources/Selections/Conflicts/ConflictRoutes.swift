import Consultations
import Localization
import Platform
import Storage
import Votes

struct RecusalTyped: Input {
  static let fields: Set<String> = ["deport"]
  var stands: Bool
  init(_ visit: Visit) { stands = visit.form["deport"] != "non" }
}

extension SelectionsModule {
  func registerConflicts(in registry: inout Registry) {
    registry.post(RecusalAddress.self, for: PersonVisit.self, input: RecusalTyped.self) { address, visit, typed in
      let page = GradeSheetAddress(consultation: address.consultation, token: address.token)
      do {
        try await database.write { db in
          let attendant = try Attendant(address.consultation, visit, db)
          guard let seat = attendant.seat else { throw NotFound() }
          let proposition = try attendant.proposition(address.token, db)
          try CommitteeRecusal.change(
            typed.stands, of: seat, on: proposition.proposition, in: attendant.committee, by: visit.actor,
            at: visit.now, db)
        }
        return .redirect(to: page.path + (typed.stands ? "?fait=deport" : "?fait=retour"))
      } catch let refusal as GradeRefusal {
        return try await visit.visit.refuse(refusal) { try await sheetPage(page, visit, typed: nil, refusal: refusal) }
      }
    }
  }
}
