import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/attribution?onglet=a-faire`: many at once.
struct AssignmentsAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/attribution"
  var consultation: String
}

/// `/consultations/services-2021/instruction/contributions/8f3k29qrst/instructeur`
struct AssignmentAddress: AddressOfThing {
  static let pattern: StaticString =
    "/consultations/{consultation}/instruction/contributions/{contribution}/instructeur"
  var consultation: String
  var token: String
}

/// To whom, and what was seen of it.
struct AssignmentTyped: Input {
  static let fields: Set<String> = ["instructeur", "suite", "vu"]
  var chosen: String
  var queue: String
  /// Nil before what will happen was shown.
  var seen: SeenRows?

  init(_ visit: Visit) {
    chosen = String((visit.form["instructeur"] ?? "").prefix(20))
    queue = DeskStep.queue(of: visit)
    seen = visit.form["vu"].map { SeenRows(typed: $0) }
  }
}

extension InstructionModule {
  func registerAssignments(in registry: inout Registry) {
    registry.get(AssignmentsAddress.self, permission: .instruct) { address, visit in
      let queue = Queue(visit.visit.query, for: visit.person.id, at: visit.now)
      return try await assignmentPage(address, visit, queue.queryString, "", refusal: nil)
    }
    registry.post(AssignmentsAddress.self, permission: .instruct, input: AssignmentTyped.self) {
      address, visit, typed in
      do {
        guard let seen = typed.seen else {
          return try await assignmentPage(address, visit, typed.queue, typed.chosen, refusal: nil)
        }
        let path = try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          let held = try held(by: typed.queue, in: consultation, visit, db)
          let shares = try Self.shares(of: held, to: typed.chosen, in: consultation, at: visit.now, db)
          guard Self.seen(shares) == seen else { throw AssignmentRefusal.changed }
          try Assignment.give(shares, in: consultation.id, by: visit.actor, at: visit.now, db)
          return QueueAddress(consultation).path
        }
        return .redirect(to: DeskStep.place(path, under: typed.queue, done: "confiee"))
      } catch let refusal as AssignmentRefusal {
        return try await visit.visit.refuse(refusal) {
          try await assignmentPage(address, visit, typed.queue, typed.chosen, refusal: refusal)
        }
      }
    }
    registry.post(AssignmentAddress.self, permission: .instruct, input: AssignmentTyped.self) { address, visit, typed in
      try await act(address, visit, "confiee", under: typed.queue) { contribution, consultation, db in
        let shares = try Self.shares(of: [contribution.id], to: typed.chosen, in: consultation, at: visit.now, db)
        try Assignment.give(shares, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
    }
  }

  /// What goes to whom.
  private static func seen(_ shares: [(contribution: Int64, person: Int64)]) -> SeenRows {
    SeenRows(shares.map { (row: $0.contribution, with: $0.person) })
  }

  /// All that the filters of a queue hold, in the order of their numbers.
  private func held(
    by query: String, in consultation: Consultation, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> [Int64] {
    let queue = Queue(FormFields(query: query), for: visit.person.id, at: visit.now)
    return try deposits.ids(queue.filter, in: consultation, limit: .max, db).sorted()
  }

  /// - Throws: `AssignmentRefusal`.
  private static func shares(
    of contributions: [Int64], to chosen: String, in consultation: Consultation, at now: Instant, _ db: Snapshot
  ) throws -> [(contribution: Int64, person: Int64)] {
    let instructors = try Assignee.instructors(db)
    let persons = chosen == AssignmentPage.everybody ? instructors : instructors.filter { $0.token == chosen }
    guard !persons.isEmpty else { throw AssignmentRefusal.nobody }
    let shares = try Assignment.even(
      contributions, among: persons.map(\.person), in: consultation.id, at: now, db)
    guard !shares.isEmpty || contributions.isEmpty else { throw AssignmentRefusal.aside }
    return shares
  }

  private func assignmentPage(
    _ address: AssignmentsAddress, _ visit: PersonVisit, _ query: String, _ chosen: String,
    refusal: AssignmentRefusal?
  ) async throws -> Answer {
    let (page, refused) = try await database.read { db -> (AssignmentPage, AssignmentRefusal?) in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
      let instructors = try Assignee.instructors(db)
      var refused = refusal
      var (held, given) = ([] as [Int64], [] as [(contribution: Int64, person: Int64)])
      do {
        held = try self.held(by: query, in: consultation, visit, db)
        if visit.visit.method == .post, refusal == nil || refusal == .changed {
          given = try Self.shares(of: held, to: chosen, in: consultation, at: visit.now, db)
        }
      } catch let refusal as AssignmentRefusal { refused = refused ?? refusal }
      let counts = Dictionary(grouping: given, by: \.person)
      let page = AssignmentPage(
        consultation: consultation, queue: query, total: held.count, instructors: instructors, chosen: chosen,
        shares: instructors.compactMap { one in
          counts[one.person].map { AssignmentPage.Share(name: one.name, count: $0.count) }
        }, left: held.count - given.count, seen: Self.seen(given), refusal: refused)
      return (page, refused)
    }
    return .page(Page(t("Confier des contributions"), status: refused?.status ?? 200, isNarrow: true, page))
  }
}
