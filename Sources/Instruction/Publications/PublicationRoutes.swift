import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/publication`
struct PublicationAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/publication"
  var consultation: String
}

/// `/consultations/services-2021/instruction/publication/programmation`
struct PublicationOrderAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/publication/programmation"
  var consultation: String
}

/// The decisions that whoever publishes has seen to be ready, and the newest of them.
struct PublicationTyped: Input {
  static let fields: Set<String> = ["vu", "derniere"]
  var seen: SeenRows
  var last: Int64
  init(_ visit: Visit) {
    seen = SeenRows(typed: visit.form["vu"])
    last = visit.form["derniere"].flatMap { Int64($0) } ?? 0
  }
}

struct PublicationOrderTyped: Input {
  static let fields: Set<String> = ["quand"]
  var hour: String
  init(_ visit: Visit) { hour = String((visit.form["quand"] ?? "").prefix(20)) }
}

extension InstructionModule {
  func registerPublications(in registry: inout Registry) {
    registry.get(PublicationAddress.self, permission: .instruct) { address, visit in
      try await publicationPage(address.consultation, visit, "", refusal: nil)
    }
    registry.post(PublicationAddress.self, permission: .instruct, input: PublicationTyped.self) {
      address, visit, typed in
      try await publish(address.consultation, visit, "publiees", hour: "") { consultation, db in
        // Those that were on the screen: what a colleague has decided since waits for the next time.
        let seen = try Decision.ready(in: consultation.id, for: visit.actor, at: visit.now, db).filter {
          $0.id <= typed.last
        }
        if let refusal = try Publication.refusal(in: consultation.id, at: visit.now, db) { throw refusal }
        guard seen.isEmpty || SeenRows(seen.map(\.id)) == typed.seen else { throw PublicationRefusal.changed }
        try Publication.publish(seen, in: consultation, by: visit.actor, site: visit.site, at: visit.now, db)
      }
    }
    registry.post(PublicationOrderAddress.self, permission: .instruct, input: PublicationOrderTyped.self) {
      address, visit, typed in
      try await publish(address.consultation, visit, "programmee", hour: typed.hour) { consultation, db in
        guard let due = ParisTime.instant(typed.hour) else { throw PublicationRefusal.badHour }
        try PublicationOrder.make(for: due, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
    }
    registry.run(
      WritingJob(
        "decisions.publication", title: t("Publier les décisions à l’heure programmée"),
        .when { now, db in try !PublicationOrder.due(at: now, db).isEmpty }
      ) { database, clock, site in
        try await database.write { db in try Publication.publishDue(site: site, at: clock.now(), db) }
      })
  }

  private func publish(
    _ slug: String, _ visit: PersonVisit, _ word: String, hour: String,
    _ body: @escaping @Sendable (Consultation, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: slug, db) else { throw NotFound() }
        try body(consultation, db)
      }
      return .redirect(to: PublicationAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as PublicationRefusal {
      return try await visit.visit.refuse(refusal) {
        try await publicationPage(slug, visit, hour, refusal: refusal)
      }
    }
  }

  private func publicationPage(
    _ slug: String, _ visit: PersonVisit, _ hour: String, refusal: PublicationRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> PublicationPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let pending = try Decision.pending(in: consultation.id, db)
      let targets = try Decision.targets(of: pending, in: consultation.id, db)
      let authors = try AuthorReading.obstacles(of: pending, in: consultation.id, at: visit.now, db)
      let textless = try Proposition.withoutText(pending.map(\.id), db)
      let aside = try Recusal.refusals(
        of: visit.person.id, among: pending.map(\.contribution), at: visit.now, db)
      let outdated = try Decision.outdated(in: consultation.id, db)
      let renamed = try RenamedReason.of(pending, in: consultation.id, db)
      let recipients = try Recipient.of(pending, at: visit.now, db)
      let found = try ContributionSummary.with(
        ids: Array(Set(pending.map(\.contribution))), evenWithdrawn: true, db)
      let known = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
      let lines = pending.compactMap { decision in
        known[decision.contribution].map {
          PublicationPage.Line(
            decision: decision, contribution: $0, target: targets[decision.id] ?? .nothing,
            recipients: recipients[decision.id] ?? [], newer: outdated[decision.id],
            renamed: renamed[decision.id])
        }
      }
      let free = lines.filter { $0.decision.isReady && authors[$0.decision.id] == nil }
      let ready = free.filter { !textless.contains($0.decision.id) }
      let hers = ready.filter { aside[$0.contribution.id] == nil }
      return PublicationPage(
        consultation: consultation, ready: hers,
        sources: try UnpublishedSource.of(publishing: hers.map(\.decision.id), in: consultation.id, db),
        corrections: try ForeseenCorrection.of(
          publishing: hers.map(\.decision), in: consultation.id, at: visit.now, db),
        leftOut: ready.filter { aside[$0.contribution.id] != nil },
        withoutText: free.filter { textless.contains($0.decision.id) },
        waiting: lines.filter { !$0.decision.isReady },
        withAuthors: lines.filter { authors[$0.decision.id] != nil },
        order: try PublicationOrder.waiting(in: consultation.id, db),
        fruitless: try PublicationOrder.fruitless(in: consultation.id, db),
        obstacle: try Publication.refusal(in: consultation.id, at: visit.now, db),
        vote: try VoteProspect(of: consultation.id, at: visit.now, db), typedHour: hour,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Publier les décisions"), status: refusal?.status ?? 200, page))
  }
}
