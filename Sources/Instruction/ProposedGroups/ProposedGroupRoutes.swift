import Consultations
import Deposits
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

/// What is done of a group: the contributions that are ticked, and how the groups were read.
struct ProposedGroupTyped: Input {
  static let fields: Set<String> = ["membre", "geste", "titre", "finesse", "page", "groupe", "vu"]
  enum Gesture: String { case take = "prendre", whole = "tout", refuse = "refuser" }
  var members: [String]
  var gesture: Gesture
  /// Of a group that is taken whole: its central text, and which of it were to be taken.
  var central: String
  var seen: SeenRows
  /// Of the central text, offered as that of a new proposition.
  var title: String
  var fineness: Fineness
  var page: Int

  init(_ visit: Visit) {
    members = visit.form.all("membre").compactMap { Token(prefixOf: $0)?.text }
    gesture = visit.form["geste"].flatMap(Gesture.init(rawValue:)) ?? .take
    central = visit.form["groupe"].flatMap { Token(prefixOf: $0)?.text } ?? ""
    seen = SeenRows(typed: visit.form["vu"])
    title = ContributionText.line(visit.form["titre"])
    fineness = Fineness(typed: visit.form["finesse"])
    page = max(1, visit.form["page"].flatMap { Int($0) } ?? 1)
  }
}

extension InstructionModule {
  func registerProposedGroups(in registry: inout Registry) {
    registry.get(ProposedGroupsAddress.self, permission: .instruct) { address, visit in
      let query = visit.visit.query
      return try await groupsPage(
        address, visit, Fineness(typed: query["finesse"]), page: query["page"].flatMap { Int($0) } ?? 1, refusal: nil)
    }
    registry.post(ProposedGroupsAddress.self, permission: .instruct, input: ProposedGroupTyped.self) {
      address, visit, typed in
      do {
        let group = typed.gesture == .whole ? try await members(of: typed, address) : []
        let before = try await database.write { db -> Int in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          let ids: [Int64]
          if typed.gesture == .whole {
            let treated = try ProposedGroup.treated(in: consultation.id, db)
            ids = group.filter { !treated.contains($0) }
            guard !ids.isEmpty, SeenRows(ids) == typed.seen else { throw SelectionRefusal.changed }
          } else {
            ids = Array(try Contribution.ids(of: typed.members, in: consultation.id, db).values)
            guard ids.count > 1 else { throw SeparationRefusal.few }
          }
          if typed.gesture == .refuse {
            try Separation.refuse(ids, in: consultation, by: visit.actor, at: visit.now, db)
            return 0
          }
          let before = try Selection.all(of: visit.person.id, in: consultation.id, db)
          try Selection.tick(ids, by: visit.person.id, in: consultation.id, at: visit.now, db)
          return Set(before).subtracting(ids).count
        }
        return .redirect(
          to: typed.gesture == .refuse ? Self.place(address, typed) : Self.taking(address, typed, before: before))
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) {
          try await groupsPage(address, visit, typed.fineness, page: typed.page, refusal: refusal)
        }
      }
    }
  }

  /// All of the group whose central text was sent; none where it is no longer that of a group.
  private func members(of typed: ProposedGroupTyped, _ address: ProposedGroupsAddress) async throws -> [Int64] {
    let found = try await database.read { db -> (consultation: Int64, central: Int64?)? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      let ids = try Contribution.ids(of: [typed.central], in: consultation.id, db)
      return (consultation.id, ids[typed.central])
    }
    guard let found else { throw NotFound() }
    let groups = try await proposals.all(of: found.consultation).groups.groups(fineness: typed.fineness.value)
    return groups.first { $0.central == found.central }?.members.map(\.id) ?? []
  }

  private static func place(_ address: ProposedGroupsAddress, _ typed: ProposedGroupTyped) -> String {
    "\(address.path)?finesse=\(typed.fineness.hundredths)&page=\(typed.page)&fait=refuse"
  }

  /// Where all that is ticked is decided at once, with what was ticked before.
  private static func taking(_ address: ProposedGroupsAddress, _ typed: ProposedGroupTyped, before: Int) -> String {
    let selection = SelectionAddress(consultation: address.consultation).path
    let offered = "decision=\(Decision.Kind.grouped.slug)&nouvelle=\(percentEncoded(typed.title))"
    return "\(selection)?fait=groupe&avant=\(before)&\(offered)"
  }

  private func groupsPage(
    _ address: ProposedGroupsAddress, _ visit: PersonVisit, _ fineness: Fineness, page asked: Int,
    refusal: (any Refusal)?
  ) async throws -> Answer {
    let found = try await database.read { db in try Consultation.with(slug: address.consultation, db) }
    guard let consultation = found else { throw NotFound() }
    let compared = try await proposals.all(of: consultation.id)
    let treated = try await database.read { db in try ProposedGroup.treated(in: consultation.id, db) }
    let all = ProposedGroup.ordered(compared.groups.groups(fineness: fineness.value), treated: treated)
    let page = ListPage(asked: asked, of: all.count, size: ProposedGroup.pageSize)
    let shown = Array(all.dropFirst(page.offset).prefix(page.size))
    let groups = try await database.read { db in
      try shown.enumerated().map { place, group in
        try ProposedGroup(group, number: page.offset + place + 1, treated: treated, db)
      }
    }
    return .page(
      Page(
        t("Groupes proposés"), status: refusal?.status ?? 200,
        ProposedGroupsPage(
          consultation: consultation, fineness: fineness, groups: groups, total: all.count,
          grouped: all.reduce(0) { $0 + $1.members.count }, compared: compared.count, page: page, refusal: refusal,
          done: visit.visit.query["fait"])))
  }
}
