import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

extension InstructionModule {
  /// Where instructors send drafts, read what authors say of them, and reply.
  func registerDraftReadings(in registry: inout Registry) {
    registry.get(AuthorReadingsAddress.self, permission: .instruct) { address, visit in
      try await authorReadingsPage(address, visit, refusal: nil)
    }
    registry.post(AuthorReadingsAddress.self, permission: .instruct) { address, visit in
      do {
        try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          let drafts = try AuthorReading.unsent(in: consultation.id, for: visit.actor, at: visit.now, db)
          guard !drafts.isEmpty else { throw AuthorReadingRefusal.nobody }
          for draft in drafts {
            try AuthorReading.send(draft, in: consultation, by: visit.actor, site: visit.site, at: visit.now, db)
          }
        }
        return .redirect(to: address.path + "?fait=envoye")
      } catch let refusal as AuthorReadingRefusal {
        return try await visit.visit.refuse(refusal) { try await authorReadingsPage(address, visit, refusal: refusal) }
      }
    }
    registry.get(DraftReadingAddress.self, permission: .instruct) { address, visit in
      try await draftReadingPage(address, visit, nil, refusal: nil)
    }
    registry.post(DraftReadingAddress.self, permission: .instruct) { address, visit in
      try await change(address, visit, nil, "envoye") { proposition, consultation, db in
        try AuthorReading.send(proposition, in: consultation, by: visit.actor, site: visit.site, at: visit.now, db)
      }
    }
    registry.post(RemarkReplyAddress.self, permission: .instruct, input: RemarkReplyTyped.self) {
      address, visit, typed in
      let page = DraftReadingAddress(consultation: address.consultation, token: address.token)
      return try await change(page, visit, typed, "repondu") { proposition, consultation, db in
        let reading = try AuthorReading.of(propositions: [proposition.id], db)[proposition.id]
        let newest = try reading.map { try AuthorRemark.of(readings: [$0.id], db)[$0.id] ?? [] } ?? []
        let remarks = try AuthorRemark.waiting(on: [proposition.id], db)[proposition.id] ?? []
        guard let remark = (remarks + newest).first(where: { $0.id == typed.remark }) else {
          throw AuthorReadingRefusal.gone
        }
        try remark.reply(
          typed.isTaken ? nil : typed.text, in: proposition, of: consultation, by: visit.actor, site: visit.site,
          at: visit.now, db)
      }
    }
  }

  private func change(
    _ address: DraftReadingAddress, _ visit: PersonVisit, _ typed: RemarkReplyTyped?, _ done: String,
    _ body: @escaping @Sendable (Proposition, Consultation, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        let proposition = try Proposition.edited(token: address.token, in: consultation.id, db)
        try body(proposition, consultation, db)
      }
      return .redirect(to: address.path + "?fait=" + done)
    } catch PropositionRefusal.gone {
      return try await visit.visit.refuse(PropositionRefusal.gone) {
        try await gonePropositionPage(
          address.token, in: address.consultation, read: nil, typed: [typed?.text ?? ""])
      }
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        try await draftReadingPage(address, visit, typed, refusal: refusal)
      }
    }
  }

  private func authorReadingsPage(
    _ address: AuthorReadingsAddress, _ visit: PersonVisit, refusal: AuthorReadingRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> AuthorReadingsPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db) else { return nil }
      let all = try Proposition.all(of: consultation.id, db)
      let authors = try AuthorReading.authors(of: all.map(\.id), db)
      let sent = try AuthorReading.authors(of: all.map(\.id), onlySent: true, db)
      let readings = try AuthorReading.of(propositions: all.map(\.id), db)
      let remarks = try AuthorRemark.of(readings: readings.values.map(\.id), db)
      let pending = try Decision.pending(in: consultation.id, db)
      let waits = try AuthorReading.waits(of: pending, in: consultation.id, at: visit.now, db).values.joined()
      let lines = all.compactMap { one -> AuthorReadingsPage.Line? in
        guard let its = authors[one.id], !its.isEmpty else { return nil }
        let said = readings[one.id].flatMap { remarks[$0.id] } ?? []
        let silent = Set(sent[one.id, default: [:]].keys).subtracting(said.map(\.organisation))
        let obstacles = waits.filter { $0.proposition == one.id }.map(\.obstacle)
        return AuthorReadingsPage.Line(
          proposition: one, reading: readings[one.id], accepted: said.count { $0.kind == .accepted },
          remarks: said.count { $0.kind == .missing }, silent: silent.count,
          obstacle: obstacles.first(where: \.isToSend) ?? obstacles.first)
      }
      return AuthorReadingsPage(
        consultation: consultation, days: try AuthorReading.days(in: consultation.id, db), lines: lines,
        unsent: try AuthorReading.unsent(in: consultation.id, for: visit.actor, at: visit.now, db).count,
        refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Relecture par les auteurs"), status: refusal?.status ?? 200, page))
  }

  private func draftReadingPage(
    _ address: DraftReadingAddress, _ visit: PersonVisit, _ typed: RemarkReplyTyped?, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> DraftReadingPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let proposition = try Proposition.with(token: address.token, in: consultation.id, db)
      else { return nil }
      let united = try AuthorReading.authors(of: [proposition.id], db)[proposition.id] ?? [:]
      let asked = try AuthorReading.authors(of: [proposition.id], onlySent: true, db)[proposition.id] ?? [:]
      let reading = try AuthorReading.of(propositions: [proposition.id], db)[proposition.id]
      let remarks = try reading.map { try AuthorRemark.of(readings: [$0.id], db)[$0.id] ?? [] } ?? []
      let feeding = try Decision.feeding(proposition.id, db)
      let obstacles = try AuthorReading.waits(of: feeding, in: consultation.id, at: visit.now, db).values.joined()
        .filter { $0.proposition == proposition.id }.map(\.obstacle)
      // A reply to what was said of an earlier sending may have been undone.
      let earlier = try (AuthorRemark.waiting(on: [proposition.id], db)[proposition.id] ?? []).filter { one in
        !remarks.contains { $0.id == one.id }
      }
      let organisations = Set(united.keys).union((remarks + earlier).map(\.organisation))
      let found = try ContributionSummary.with(ids: Array(Set(united.values.joined())), db)
      let numbers = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.number) })
      let authors = try Organisation.with(ids: organisations.sorted(), db).flatMap { organisation in
        let its = (united[organisation.id] ?? []).compactMap { numbers[$0] }.sorted()
        let said = (earlier + remarks).filter { $0.organisation == organisation.id }.map(Optional.some)
        // Nothing more is waited for of one whose texts it unites no more.
        let isSilent = united[organisation.id] != nil && !remarks.contains { $0.organisation == organisation.id }
        let all: [AuthorRemark?] = isSilent ? said + [nil] : said
        return all.map { remark in
          DraftReadingPage.Author(
            organisation: organisation, numbers: its, wasAsked: asked[organisation.id] != nil, remark: remark)
        }
      }
      return DraftReadingPage(
        consultation: consultation, proposition: proposition, reading: reading, authors: authors,
        recipients: united.count,
        obstacle: obstacles.first(where: \.isToSend) ?? obstacles.first,
        isOver: reading.map { visit.now >= $0.due } ?? false,
        days: max(1, try AuthorReading.days(in: consultation.id, db)), typed: typed, refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Relecture par les auteurs"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
