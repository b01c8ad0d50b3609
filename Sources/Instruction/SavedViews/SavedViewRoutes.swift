import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/vues?onglet=a-faire`
struct SavedViewsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/vues"
  var consultation: String
}

/// `/consultations/services-2021/instruction/vues/8f3k29qrst/fin`
struct SavedViewEndAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/vues/{vue}/fin"
  var consultation: String
  var token: String
}

struct SavedViewTyped: Input {
  static let fields: Set<String> = ["nom", "suite"]
  var name: String
  var queue: String
  init(_ visit: Visit) {
    name = ContributionText.line(visit.form["nom"])
    queue = DeskStep.queue(of: visit)
  }
}

extension InstructionModule {
  func registerSavedViews(in registry: inout Registry) {
    registry.get(SavedViewsAddress.self, permission: .instruct) { address, visit in
      try await savedViewsPage(address, visit, visit.visit.query, "", refusal: nil)
    }
    registry.post(SavedViewsAddress.self, permission: .instruct, input: SavedViewTyped.self) { address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      let fields = FormFields(query: typed.queue)
      do {
        // What is kept is what the queue understands of it.
        let filters = Queue(fields, for: visit.person.id, at: visit.now).at(page: 1).queryString
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          try SavedView.keep(
            filters, named: typed.name, token: token, of: visit.person.id, in: consultation.id, by: visit.actor,
            at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=gardee")
      } catch let refusal as SavedViewRefusal {
        return try await visit.visit.refuse(refusal) {
          try await savedViewsPage(address, visit, fields, typed.name, refusal: refusal)
        }
      }
    }
    registry.post(SavedViewEndAddress.self, permission: .instruct) { address, visit in
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        try SavedView.end(
          address.token, of: visit.person.id, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: SavedViewsAddress(consultation: address.consultation).path + "?fait=retiree")
    }
  }

  private func savedViewsPage(
    _ address: SavedViewsAddress, _ visit: PersonVisit, _ fields: FormFields, _ name: String,
    refusal: SavedViewRefusal?
  ) async throws -> Answer {
    let filters = Queue(fields, for: visit.person.id, at: visit.now).at(page: 1).queryString
    let page = try await database.read { db -> SavedViewsPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      return SavedViewsPage(
        consultation: consultation, views: try SavedView.all(of: visit.person.id, in: consultation.id, db),
        filters: filters, name: name, refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Mes vues de la file"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
