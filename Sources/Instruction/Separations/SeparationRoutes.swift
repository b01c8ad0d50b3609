import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/separations`
struct SeparationAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/separations"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    consultation = slug
  }
  var segments: [String] { [consultation] }
}

/// `/consultations/services-2021/instruction/separations/fin`
struct SeparationEndAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/separations/fin"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    consultation = slug
  }
  var segments: [String] { [consultation] }
}

/// Two contributions by their tokens, and the page of groups where they were seen.
struct SeparationTyped: Input {
  static let fields: Set<String> = ["contribution", "autre", "finesse", "page"]
  var tokens: (String, String)
  var fineness: Fineness
  var page: Int

  init(_ visit: Visit) {
    tokens = (Self.token(visit.form["contribution"]), Self.token(visit.form["autre"]))
    fineness = Fineness(typed: visit.form["finesse"])
    page = max(1, visit.form["page"].flatMap { Int($0) } ?? 1)
  }

  private static func token(_ typed: String?) -> String { typed.flatMap { Token(prefixOf: $0) }?.text ?? "" }
}

extension InstructionModule {
  func registerSeparations(in registry: inout Registry) {
    registry.get(SeparationAddress.self, permission: .instruct) { address, visit in
      try await separationsPage(address.consultation, visit, refusal: nil)
    }
    registry.post(SeparationAddress.self, permission: .instruct, input: SeparationTyped.self) { address, visit, typed in
      try await decide(address.consultation, visit) { consultation, db in
        try Separation.make(typed.tokens, in: consultation, by: visit.actor, at: visit.now, db)
        let path = ProposedGroupsAddress(consultation).path
        return "\(path)?finesse=\(typed.fineness.hundredths)&page=\(typed.page)&fait=separe"
      }
    }
    registry.post(SeparationEndAddress.self, permission: .instruct, input: SeparationTyped.self) {
      address, visit, typed in
      try await decide(address.consultation, visit) { consultation, db in
        try Separation.end(typed.tokens, in: consultation, by: visit.actor, at: visit.now, db)
        return SeparationAddress(consultation).path + "?fait=reprise"
      }
    }
  }

  private func decide(
    _ slug: String, _ visit: PersonVisit, _ act: @escaping @Sendable (Consultation, Transaction) throws -> String
  ) async throws -> Answer {
    do {
      let path = try await database.write { db -> String? in
        guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
        return try act(consultation, db)
      }
      guard let path else { throw NotFound() }
      return .redirect(to: path)
    } catch let refusal as SeparationRefusal {
      return try await visit.visit.refuse(refusal) { try await separationsPage(slug, visit, refusal: refusal) }
    }
  }

  private func separationsPage(
    _ slug: String, _ visit: PersonVisit, refusal: SeparationRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> SeparationsPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let all = try Separation.all(in: consultation.id, db)
      let ids = Array(Set(all.flatMap { [$0.first, $0.second] }))
      let found = try ContributionSummary.with(ids: ids, evenWithdrawn: true, db)
      let known = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
      let byEvent = Dictionary(grouping: all, by: \.event)
      let groups = byEvent.filter { $0.value.count > 1 }.sorted { $0.key > $1.key }.compactMap { event, pairs in
        pairs.first.map { first in
          SeparationsPage.RefusedGroup(
            event: event,
            contributions: Set(pairs.flatMap { [$0.first, $0.second] }).sorted().compactMap { known[$0] }, at: first.at)
        }
      }
      let pairs = all.filter { byEvent[$0.event]?.count == 1 }.compactMap { separation -> SeparationsPage.Pair? in
        guard let first = known[separation.first], let second = known[separation.second] else { return nil }
        return SeparationsPage.Pair(first: first, second: second, at: separation.at)
      }
      return SeparationsPage(
        consultation: consultation, pairs: pairs, groups: groups, refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Contributions séparées"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
