import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// `/instruction`: the desk of the one consultation, or the choice of one.
struct DeskAddress: FixedAddress {
  static let pattern: StaticString = "/instruction"
}

/// `/consultations/services-2021/instruction`: the queue.
struct QueueAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/instruction"
  var consultation: String
  init(_ consultation: Consultation) { self.consultation = consultation.slug }
  init(segments: [String]) throws(NotFound) {
    guard let slug = segments.first else { throw NotFound() }
    consultation = slug
  }
  var segments: [String] { [consultation] }
}

extension InstructionModule {
  func registerQueue(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Instruction des contributions"), path: DeskAddress().path), for: .instruct)
    registry.get(DeskAddress.self, permission: .instruct) { _, _ in
      try await deposits.choose(t("Instruction des contributions"), .french) { QueueAddress($0).path }
    }
    registry.get(QueueAddress.self, permission: .instruct) { address, visit in
      let queue = Queue(visit.visit.query, for: visit.person.id, at: visit.now)
      let page = try await database.read { db in try self.queue(address, queue, for: visit, db) }
      return .page(Page(t("Instruction des contributions"), page))
    }
  }

  private func queue(
    _ address: QueueAddress, _ queue: Queue, for visit: PersonVisit, _ db: Snapshot
  ) throws -> QueuePage {
    let filter = queue.filter
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
    let counts = try queue.counts(in: consultation, for: visit.person.id, at: visit.now, deposits, db)
    let known = filter.query.isEmpty ? counts[queue.tab] : nil
    let listed = try deposits.contributions(filter, in: consultation, known: known, db)
    return QueuePage(
      consultation: consultation, queue: queue,
      counts: counts,
      pace: try Pace(of: consultation.id, at: visit.now, db), now: visit.now,
      themes: try Theme.all(of: consultation.id, db),
      territories: try deposits.territories(filter, db),
      entries: try QueueEntry.of(listed.shown, in: consultation, at: visit.now, deposits.search, db),
      places: register.places,
      instructors: try Assignee.instructors(db), left: try Assignee.left(in: consultation.id, db),
      views: try SavedView.all(of: visit.person.id, in: consultation.id, db),
      ticked: try Selection.ticked(by: visit.person.id, among: listed.shown.map(\.id), db),
      selected: try Selection.all(of: visit.person.id, in: consultation.id, db).count,
      total: listed.total, page: listed.page, isPartial: listed.found?.isPartial ?? false,
      done: visit.visit.query["fait"])
  }
}
