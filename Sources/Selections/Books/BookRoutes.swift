import Consultations
import Localization
import Platform
import Storage
import Votes

extension SelectionsModule {
  func registerBooks(in registry: inout Registry) {
    registry.get(BookAddress.self, for: PersonVisit.self) { address, visit in
      let page = try await database.read { db -> BookPage in
        let attendant = try Attendant(address.consultation, visit, db)
        let committee = attendant.committee
        let grades = try attendant.seesGrades(db) ? SentGrades(of: committee, at: visit.now, db) : nil
        let rulings = try Ruling.all(in: committee.id, db)
        let feeding = try BookPage.feeding(committee.vote, db)
        return BookPage(
          consultation: attendant.consultation, criteria: try committee.criteria(db),
          entries: try attendant.lines(db).map { line in
            let id = line.proposition.proposition
            return BookPage.Entry(
              line: line, others: grades?.told(of: id) ?? [], summary: grades?.summary(id),
              ruling: rulings.first { $0.proposition == id }, contributions: feeding[id] ?? [])
          })
      }
      return .page(Page(t("Livret du comité de sélection"), isNarrow: true, page))
    }
  }
}
