import Consultations
import Localization
import Platform
import Storage
import Votes

/// What whoever leads the committee says of a group; propositions by their names.
struct WorkingGroupTyped: Input {
  static let fields: Set<String> = ["titre", "proposition", "reunions", "synthese", "version"]
  var title: String
  var names: Set<String>
  var meetings: String
  var summary: String
  /// Of the words that the form showed; of a group that there is already.
  var seen: String

  init(_ visit: Visit) {
    title = (visit.form["titre"] ?? "").trimmed
    names = Set(visit.form.all("proposition"))
    meetings = (visit.form["reunions"] ?? "").trimmed
    summary = (visit.form["synthese"] ?? "").trimmed
    seen = visit.form["version"] ?? ""
  }

  /// Names that are of no proposition are left aside.
  func words(_ propositions: [VotedProposition]) -> WorkingGroup.Words {
    .init(
      title: title, propositions: propositions.filter { names.contains($0.name) }.map(\.proposition),
      meetings: meetings, summary: summary)
  }
}

extension SelectionsModule {
  func registerWorkingGroups(in registry: inout Registry) {
    registry.get(WorkingGroupsAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db -> WorkingGroupsPage in
        guard let consultation = try Consultation.with(slug: address.consultation, db),
          let committee = try Committee.of(consultation.id, db)
        else { throw NotFound() }
        let groups = try WorkingGroup.all(in: committee.id, db)
        guard !groups.isEmpty else { throw NotFound() }
        let propositions = try VotedProposition.all(of: committee.vote, db)
        return WorkingGroupsPage(
          consultation: consultation, groups: groups,
          propositions: Dictionary(uniqueKeysWithValues: propositions.map { ($0.proposition, $0) }),
          phase: try Phase.workingGroups(of: consultation.id, db), language: visit.language)
      }
      return .page(Page(t("Groupes de travail"), section: HomeAddress().path, isNarrow: true, page))
    }
    registry.get(WorkingGroupsDeskAddress.self, for: PersonVisit.self) { address, visit in
      try await groupsDesk(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(WorkingGroupsDeskAddress.self, for: PersonVisit.self, input: WorkingGroupTyped.self) {
      address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          let words = typed.words(try VotedProposition.all(of: attendant.vote.id, db))
          try WorkingGroup.make(words, token: token, in: attendant.committee, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=fait")
      } catch let refusal as WorkingGroup.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await groupsDesk(address.consultation, visit, typed: typed, refusal: refusal)
        }
      }
    }
    registerWorkingGroup(in: &registry)
  }

  private func registerWorkingGroup(in registry: inout Registry) {
    registry.get(WorkingGroupAddress.self, for: PersonVisit.self) { address, visit in
      try await groupPage(address, visit, typed: nil, refusal: nil)
    }
    registry.post(WorkingGroupAddress.self, for: PersonVisit.self, input: WorkingGroupTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          let words = typed.words(try VotedProposition.all(of: attendant.vote.id, db))
          try attendant.group(address.token, db)
            .edit(words, seen: typed.seen, in: attendant.committee, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: WorkingGroupsDeskAddress(consultation: address.consultation).path + "?fait=enregistre")
      } catch let refusal as WorkingGroup.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await groupPage(address, visit, typed: typed, refusal: refusal)
        }
      }
    }
    registry.post(WorkingGroupEndAddress.self, for: PersonVisit.self) { address, visit in
      try await database.write { db in
        let attendant = try Attendant.leading(address.consultation, visit, db)
        try attendant.group(address.token, db).end(in: attendant.committee, by: visit.actor, at: visit.now, db)
      }
      return .redirect(to: WorkingGroupsDeskAddress(consultation: address.consultation).path + "?fait=fin")
    }
  }

  private func groupsDesk(
    _ slug: String, _ visit: PersonVisit, typed: WorkingGroupTyped?, refusal: WorkingGroup.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let attendant = try Attendant.leading(slug, visit, db)
      let propositions = try VotedProposition.all(of: attendant.vote.id, db)
      return WorkingGroupsDeskPage(
        attendant: attendant, groups: try WorkingGroup.all(in: attendant.committee.id, db), propositions: propositions,
        typed: typed?.words(propositions) ?? .init(title: "", propositions: []), refusal: refusal,
        done: visit.visit.query["fait"])
    }
    return .page(Page(t("Tenir les groupes de travail"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func groupPage(
    _ address: WorkingGroupAddress, _ visit: PersonVisit, typed: WorkingGroupTyped?, refusal: WorkingGroup.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let attendant = try Attendant.leading(address.consultation, visit, db)
      let group = try attendant.group(address.token, db)
      let propositions = try VotedProposition.all(of: attendant.vote.id, db)
      return WorkingGroupPage(
        consultation: attendant.consultation, group: group, propositions: propositions,
        typed: typed?.words(propositions) ?? group.words, refusal: refusal)
    }
    return .page(Page(.verbatim(page.group.words.title), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}

extension Attendant {
  fileprivate func group(_ token: String, _ db: Snapshot) throws -> WorkingGroup {
    guard let found = try WorkingGroup.all(in: committee.id, db).first(where: { $0.token == token }) else {
      throw NotFound()
    }
    return found
  }
}

extension Phase {
  /// When the calendar of a consultation has its working groups work.
  static func workingGroups(of consultation: Int64, _ db: Snapshot) throws -> Phase? {
    try all(of: consultation, db).first { $0.kind == .workingGroups }
  }
}
