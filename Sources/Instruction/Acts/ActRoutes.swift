import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/actes`
struct ActsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/actes"
  var consultation: String
}

/// `/consultations/services-2021/instruction/actes/1204`: one act, by its line of the journal; posted to, it is undone.
struct ActAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/actes/{act}"
  var consultation: String
  var event: Int64
  init(_ consultation: Consultation, event: Int64) { (self.consultation, self.event) = (consultation.slug, event) }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let event = Int64(segments[1]), event > 0 else { throw NotFound() }
    (consultation, self.event) = (segments[0], event)
  }
  var segments: [String] { [consultation, String(event)] }
}

/// The acts that whoever undoes one has seen to stand on it.
struct ActTyped: Input {
  static let fields: Set<String> = ["vu", "suite"]
  /// Nil where the form said nothing of it.
  var seen: SeenRows?
  var queue: String

  init(_ visit: Visit) {
    seen = visit.form["vu"].map { SeenRows(typed: $0) }
    queue = DeskStep.queue(of: visit)
  }
}

extension InstructionModule {
  private static let shownActs = 50

  func registerActs(in registry: inout Registry) {
    registry.get(ActsAddress.self, permission: .instruct) { address, visit in
      let query = visit.visit.query
      let isMine = query["qui"] == "moi"
      let page = try await database.read { db -> ActsPage? in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
        let acts = try Act.all(
          in: consultation.id, by: isMine ? visit.person.id : nil, before: query["avant"].flatMap { Int64($0) },
          limit: Self.shownActs + 1, db)
        let shown = Array(acts.prefix(Self.shownActs))
        return ActsPage(
          consultation: consultation, acts: shown, older: acts.count > shown.count ? shown.last?.event : nil,
          isMine: isMine, done: query["fait"])
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Ce qui a été fait"), isNarrow: true, page))
    }
    registry.get(ActAddress.self, permission: .instruct) { address, visit in
      try await actPage(address, visit, nil, refusal: nil)
    }
    registry.post(ActAddress.self, permission: .instruct, input: ActTyped.self) { address, visit, typed in
      try await undo(address, visit, typed)
    }
  }

  private func undo(_ address: ActAddress, _ visit: PersonVisit, _ typed: ActTyped) async throws -> Answer {
    do {
      let path = try await database.write { db -> String in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        guard let act = try Act.with(event: address.event, in: consultation.id, db) else { throw ActRefusal.gone }
        let acts = try [act] + act.dependents(db)
        let upheld = try Reexamination.upheld(by: acts, db)
        let resting = try Regrouping.published(endedBy: acts, db)
        let replies = try RepliedRemark.of(acts, db)
        let before = try PublicWordings(in: consultation.id, db)
        let undone = try act.undo(seen: typed.seen, in: consultation.id, by: visit.actor, at: visit.now, db)
        // Where the decision of before is in force again, its authors are told that one.
        let restored = try Decision.with(ids: resting.flatMap(\.decisions), db)
        let fallen = undone.filter { one in
          !restored.contains { $0.contribution == one.contribution && $0.part == one.part }
        }
        let letters = DecisionLetters(consultation: consultation, site: visit.site)
        for (event, ended) in resting {
          try letters.tell(restored.filter { ended.contains($0.id) }, insteadBy: event, at: visit.now, db)
        }
        try letters.tellUndone(fallen, at: visit.now, db)
        try AddresseeLetters(site: visit.site).tellUndone(fallen, at: visit.now, db)
        // Whose decision falls too is told that alone.
        try ReexaminationLetters(consultation: consultation, site: visit.site).tellUndone(
          upheld.filter { one in !fallen.contains { $0.id == one.decision.id } }, at: visit.now, db)
        try AuthorReadingLetters(consultation: consultation, site: visit.site).tellUndone(replies, at: visit.now, db)
        try before.tellChanges(in: consultation, site: visit.site, by: visit.actor, at: visit.now, db)
        guard let contribution = try act.contribution.flatMap({ try Contribution.with(ids: [$0], db).first }) else {
          return ActsAddress(consultation).path
        }
        return DecidingAddress(consultation, token: contribution.token).path
      }
      return .redirect(to: DeskStep.place(path, under: typed.queue, done: "annule"))
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) { try await actPage(address, visit, typed.queue, refusal: refusal) }
    }
  }

  private func actPage(
    _ address: ActAddress, _ visit: PersonVisit, _ queue: String?, refusal: (any Refusal)?
  ) async throws -> Answer {
    let fields = queue.map { FormFields(query: $0) } ?? visit.visit.query
    let queue = Queue(fields, for: visit.person.id, at: visit.now).queryString
    let page = try await database.read { db -> ActPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let act = try Act.with(event: address.event, in: consultation.id, db)
      else { return nil }
      let dependents = try act.dependents(db)
      let contribution = try act.contribution.flatMap { try Contribution.with(ids: [$0], db).first }
      return ActPage(
        consultation: consultation, act: act, dependents: dependents,
        contribution: contribution.map { ($0.token, $0.number, $0.text.title) },
        published: try Act.published(among: [act] + dependents, db),
        replies: try RepliedRemark.of([act] + dependents, db).count,
        decisions: try act.decisions(db), queue: queue, refusal: refusal)
    }
    guard let page else {
      guard let refusal else { throw NotFound() }
      return .page(
        Page(t("Annuler"), status: refusal.status, isNarrow: true, DeskRefusal(refusal: refusal)))
    }
    return .page(Page(t("Annuler"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
