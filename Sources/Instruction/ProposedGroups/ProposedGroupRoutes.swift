import Consultations
import Localization
import Platform
import Retrieval
import Storage

/// `/consultations/services-2021/instruction/groupes?finesse=34`
struct ProposedGroupsAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/groupes"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    consultation = slug
  }
  var segments: [String] { [consultation] }
}

extension InstructionModule {
  func registerProposedGroups(in registry: inout Registry) {
    registry.get(ProposedGroupsAddress.self, permission: .instruct) { address, visit in
      let found = try await database.read { db in try Consultation.with(slug: address.consultation, db) }
      guard let consultation = found else { throw NotFound() }
      let fineness = Fineness(typed: visit.visit.query["finesse"])
      let compared = try await proposals.all(of: consultation.id)
      let all = compared.groups.groups(fineness: fineness.value)
      let pages = max(1, (all.count + ProposedGroup.pageSize - 1) / ProposedGroup.pageSize)
      let page = min(max(visit.visit.query["page"].flatMap { Int($0) } ?? 1, 1), pages)
      let start = (page - 1) * ProposedGroup.pageSize
      let shown = Array(all.dropFirst(start).prefix(ProposedGroup.pageSize))
      let groups = try await database.read { db in
        try shown.enumerated().map { place, group in
          try ProposedGroup(group, number: start + place + 1, db)
        }
      }
      return .page(
        Page(
          t("Groupes proposés"),
          ProposedGroupsPage(
            consultation: consultation, fineness: fineness, groups: groups, total: all.count,
            grouped: all.reduce(0) { $0 + $1.members.count }, compared: compared.count, page: page,
            done: visit.visit.query["fait"])))
    }
  }
}
