import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/guichets`
struct AddresseesAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/guichets"
  var consultation: String
}

struct AddresseeTyped: Input {
  static let fields: Set<String> = ["nom", "courriel", "page"]
  var name = ""
  var mail = ""
  var page = ""

  init() {}
  init(_ visit: Visit) {
    name = ContributionText.line(visit.form["nom"])
    mail = ContributionText.line(visit.form["courriel"])
    page = ContributionText.line(visit.form["page"])
  }
}

extension InstructionModule {
  func registerAddressees(in registry: inout Registry) {
    registry.get(AddresseesAddress.self, permission: .instruct) { address, visit in
      try await addresseesPage(address, visit, AddresseeTyped(), refusal: nil)
    }
    registry.post(AddresseesAddress.self, permission: .instruct, input: AddresseeTyped.self) { address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          try Addressee.make(
            name: typed.name, mail: typed.mail, page: typed.page, token: token, in: consultation.id, by: visit.actor,
            at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=ajoute")
      } catch let refusal as AddresseeRefusal {
        return try await visit.visit.refuse(refusal) {
          try await addresseesPage(address, visit, typed, refusal: refusal)
        }
      }
    }
  }

  private func addresseesPage(
    _ address: AddresseesAddress, _ visit: PersonVisit, _ typed: AddresseeTyped, refusal: AddresseeRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> AddresseesPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      return AddresseesPage(
        consultation: consultation, addressees: try Addressee.all(of: consultation.id, db), typed: typed,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Guichets destinataires"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
