import Consultations
import Localization
import Platform
import Storage
import Votes

extension SelectionsModule {
  func registerCommittee(in registry: inout Registry) {
    registry.get(CommitteeAddress.self, for: PersonVisit.self) { address, visit in
      try await committeePage(address.consultation, visit, refusal: nil)
    }
  }

  func committeePage(_ slug: String, _ visit: PersonVisit, refusal: GradeRefusal?) async throws -> Answer {
    let page = try await database.read { db in
      let attendant = try Attendant(slug, visit, db)
      let committee = attendant.committee
      let minutes = try Minutes.of(committee.id, db)
      return CommitteePage(
        attendant: attendant, entries: try CommitteePage.Entry.all(for: attendant, at: visit.now, db),
        seats: try Seat.all(in: committee.id, db), names: try Seat.names(in: committee.id, db),
        sent: Set(try GradeSheet.sendings(in: committee.id, db).keys), sitting: try Sitting.last(of: committee.id, db),
        groups: (
          try Phase.workingGroups(of: attendant.consultation.id, db), try WorkingGroup.all(in: committee.id, db).count
        ),
        hasMinutes: try Sitting.last(of: committee.id, db) != nil, publishedAt: minutes?.publishedAt,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    return .page(Page(t("Comité de sélection"), status: refusal?.status ?? 200, page))
  }
}

extension CommitteePage.Entry {
  /// In the order of the count.
  static func all(for attendant: Attendant, at now: Instant, _ db: Snapshot) throws -> [CommitteePage.Entry] {
    let committee = attendant.committee
    let criteria = try committee.criteria(db)
    let seats = [attendant.seat].compactMap(\.self)
    let conflicts = try Conflicts(of: seats, in: committee.vote, at: now, db)
    let mine = try GradeSheet.all(of: seats.map(\.id), db).values.first ?? [:]
    let grades = try attendant.seesGrades(db) ? SentGrades(of: committee, at: now, db) : nil
    let rulings = try Ruling.all(in: committee.id, db)
    return try attendant.lines(db).map { line in
      let id = line.proposition.proposition
      return CommitteePage.Entry(
        line: line, mine: mine[id]?.points(criteria).map { Score(points: $0, criteria) },
        isBegun: mine[id].map { !$0.grades.isEmpty } ?? false,
        conflict: seats.first.flatMap { conflicts.of($0.id, on: id) },
        supports: seats.first.map { conflicts.supports($0.id, id) } ?? false,
        summary: grades?.summary(id), ruling: rulings.first { $0.proposition == id })
    }
  }
}
