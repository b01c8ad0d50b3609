import Consultations
import Directory
import Localization
import Platform
import Storage

extension VotesModule {
  func registerAttendances(in registry: inout Registry) {
    registry.get(AttendanceAddress.self, access: .anyone) { [register] address, visit in
      let search = await RollSearch(visit, in: register)
      let page = try await database.read { db -> AttendancePage? in
        let (consultation, vote) = try found(address.consultation, db)
        guard vote.openedAt != nil else { return nil }
        let turnout = try Turnout(of: vote.id, db)
        let count = search.query.isEmpty ? turnout.came : try Attendance.count(in: vote.id, search, db)
        let page = ListPage(asked: visit.query["page"], of: count, size: Attendance.pageSize)
        return AttendancePage(
          consultation: consultation, vote: vote, turnout: turnout,
          attendances: try Attendance.page(page, of: vote.id, search, db), page: page, search: search,
          places: register.places, map: map, language: visit.language)
      }
      guard let page else { throw NotFound() }
      return .page(Page(t("Liste d’émargement"), page))
    }
    registry.get(AttendanceFileAddress.self, access: .anyone) { address, visit in
      let vote = try await database.read { db in try found(address.consultation, db).1 }
      guard vote.openedAt != nil else { throw NotFound() }
      let (file, band, database) = (address.file, visit.site.band, database)
      let mark = [vote.leaves, visit.now.milliseconds / Self.rollFilePeriod]
      let bytes = try await rollFiles.value("\(vote.id) \(file.rawValue)", at: mark) { _ in
        try await database.read { db in try file.bytes(of: vote, band: band, db) }
      }
      let name = "\(address.consultation)-\(address.file.rawValue)"
      return .file(FileAnswer(type: "text/csv; charset=utf-8", bytes: bytes, downloadName: name))
    }
  }
}
