import Consultations
import Localization
import Platform
import Storage
import Votes

/// Grades by criterion, `note-1` to `note-20`.
struct GradesTyped: Input {
  static let fields: Set<String> = ["commentaire", "suite"]
  static let prefixes: Set<String> = ["note-"]
  var sheet: GradeSheet
  var goesOn: Bool
  init(_ visit: Visit) {
    sheet = GradeSheet(comment: (visit.form["commentaire"] ?? "").trimmed)
    goesOn = visit.form["suite"] == "suivante"
    for number in 1...20 {
      guard let typed = visit.form["note-\(number)"]?.trimmed, !typed.isEmpty else { continue }
      sheet.grades[number] = Int(typed.prefix(4)) ?? -1
    }
  }
}

extension SelectionsModule {
  func registerGrades(in registry: inout Registry) {
    registry.get(GradeSheetAddress.self, for: PersonVisit.self) { address, visit in
      try await sheetPage(address, visit, typed: nil, refusal: nil)
    }
    registry.post(GradeSheetAddress.self, for: PersonVisit.self, input: GradesTyped.self) { address, visit, typed in
      do {
        let next = try await database.write { db -> String? in
          let attendant = try Attendant(address.consultation, visit, db)
          guard let seat = attendant.seat else { throw NotFound() }
          let proposition = try attendant.proposition(address.token, db)
          try typed.sheet.save(for: seat, on: proposition, in: attendant.committee, at: visit.now, db)
          return typed.goesOn ? try attendant.neighbours(of: address.token, db).next : nil
        }
        let page = GradeSheetAddress(consultation: address.consultation, token: next ?? address.token)
        return .redirect(to: page.path + "?fait=note")
      } catch let refusal as GradeRefusal {
        return try await visit.visit.refuse(refusal) {
          try await sheetPage(address, visit, typed: typed.sheet, refusal: refusal)
        }
      }
    }
    registry.post(GradeSendingAddress.self, for: PersonVisit.self) { address, visit in
      do {
        try await database.write { db in
          let attendant = try Attendant(address.consultation, visit, db)
          guard let seat = attendant.seat else { throw NotFound() }
          try GradeSheet.send(by: seat, in: attendant.committee, actor: visit.actor, at: visit.now, db)
        }
        return .redirect(to: CommitteeAddress(consultation: address.consultation).path + "?fait=envoye")
      } catch let refusal as GradeRefusal {
        return try await visit.visit.refuse(refusal) {
          try await committeePage(address.consultation, visit, refusal: refusal)
        }
      }
    }
  }

  func sheetPage(
    _ address: GradeSheetAddress, _ visit: PersonVisit, typed: GradeSheet?, refusal: GradeRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> GradeSheetPage? in
      let attendant = try Attendant(address.consultation, visit, db)
      let proposition = try attendant.proposition(address.token, db)
      let lines = try attendant.lines(db)
      guard let line = lines.first(where: { $0.proposition.name == address.token }) else { return nil }
      let seats = [attendant.seat].compactMap(\.self)
      let conflicts = try Conflicts(of: seats, in: attendant.vote.id, at: visit.now, db)
      let sent = try GradeSheet.sendings(in: attendant.committee.id, db)
      let decided = try Ruling.live(on: proposition.proposition, in: attendant.committee.id, db)?.event
      let (others, summary) = try read(proposition.proposition, attendant, visit, db)
      let mine = try attendant.seat.flatMap { try GradeSheet.all(of: [$0.id], db)[$0.id]?[proposition.proposition] }
      let (previous, next) = try attendant.neighbours(of: address.token, db)
      return GradeSheetPage(
        attendant: attendant, line: line, criteria: try attendant.committee.criteria(db),
        sheet: mine ?? GradeSheet(), typed: typed,
        conflict: attendant.seat.flatMap { conflicts.of($0.id, on: proposition.proposition) },
        supports: attendant.seat.map { conflicts.supports($0.id, proposition.proposition) } ?? false,
        isSent: attendant.seat.flatMap { sent[$0.id] }.map { $0 < decided ?? .max } ?? false,
        isDecided: decided != nil,
        others: others, summary: summary, previous: previous, next: next, refusal: refusal,
        done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    let title = Phrase.verbatim(page.line.proposition.title)
    return .page(Page(title, status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func read(
    _ proposition: Int64, _ attendant: Attendant, _ visit: PersonVisit, _ db: Snapshot
  ) throws -> ([OtherSheet], GradeSummary?) {
    guard try attendant.seesGrades(db) else { return ([], nil) }
    let grades = try SentGrades(of: attendant.committee, at: visit.now, db)
    return (grades.told(of: proposition), grades.summary(proposition))
  }
}

extension Attendant {
  /// The propositions in the order of the count; of their names before it.
  func lines(_ db: Snapshot) throws -> [CountedVote.Line] {
    if let counted = try CountedVote(of: vote, db) { return counted.lines }
    return try VotedProposition.all(of: vote.id, db).map { CountedVote.Line(uncounted: $0) }
  }

  func neighbours(of token: String, _ db: Snapshot) throws -> (previous: String?, next: String?) {
    let names = try lines(db).map(\.proposition.name)
    guard let place = names.firstIndex(of: token) else { return (nil, nil) }
    return (place > 0 ? names[place - 1] : nil, place + 1 < names.count ? names[place + 1] : nil)
  }
}
