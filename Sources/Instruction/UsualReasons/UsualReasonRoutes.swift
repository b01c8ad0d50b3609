import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/raisons`
struct UsualReasonsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/raisons"
  var consultation: String
}

struct UsualReasonTyped: Input {
  static let fields: Set<String> = ["decision", "titre", "texte"]
  var kind = Decision.Kind.grouped
  var title = ""
  var text = ""

  init() {}
  init(_ visit: Visit) {
    kind = visit.form["decision"].flatMap(Decision.Kind.init(slug:)) ?? .grouped
    title = ContributionText.line(visit.form["titre"])
    text = ContributionText.text(visit.form["texte"])
  }
}

extension InstructionModule {
  func registerUsualReasons(in registry: inout Registry) {
    registry.get(UsualReasonsAddress.self, permission: .instruct) { address, visit in
      try await usualReasonsPage(address, visit, UsualReasonTyped(), refusal: nil)
    }
    registry.post(UsualReasonsAddress.self, permission: .instruct, input: UsualReasonTyped.self) {
      address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          try UsualReason.make(
            typed.kind, title: typed.title, text: typed.text, token: token, in: consultation.id, by: visit.actor,
            at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=ajoutee")
      } catch let refusal as UsualReasonRefusal {
        return try await visit.visit.refuse(refusal) {
          try await usualReasonsPage(address, visit, typed, refusal: refusal)
        }
      }
    }
  }

  private func usualReasonsPage(
    _ address: UsualReasonsAddress, _ visit: PersonVisit, _ typed: UsualReasonTyped, refusal: UsualReasonRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> UsualReasonsPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      return UsualReasonsPage(
        consultation: consultation, reasons: try UsualReason.all(of: consultation.id, db), typed: typed,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Raisons types"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
