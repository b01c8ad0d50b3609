import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/vote/liste`: who is called to vote.
struct RollAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/liste"
  var consultation: String
}

/// `/consultations/services-2021/vote/liste/differences.csv`
struct RollFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/liste/{fichier}"
  enum File: String, Sendable { case comparison = "differences.csv" }
  var consultation: String
  var file: File

  init(_ consultation: Consultation, _ file: File) {
    self.consultation = consultation.slug
    self.file = file
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let file = File(rawValue: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.file = file
  }
  var segments: [String] { [consultation, file.rawValue] }
}

extension VotesModule {
  func registerRoll(in registry: inout Registry) {
    registry.get(RollAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db in
        let (consultation, vote) = try opened(address.consultation, db)
        return RollPage(
          consultation: consultation, vote: vote, comparison: try RollComparison(of: vote, db),
          places: register.places, language: visit.language)
      }
      return .page(Page(t("Liste des collectivités appelées à voter"), page))
    }
    registry.get(RollFileAddress.self, access: .anyone) { address, visit in
      let vote = try await database.read { db in try opened(address.consultation, db).1 }
      let (file, band, database) = (address.file, visit.site.band, database)
      let mark = [visit.now.milliseconds / Self.rollFilePeriod]
      let bytes = try await rollFiles.value("\(vote.id) \(file.rawValue)", at: mark) { _ in
        try await database.read { db in try RollComparison(of: vote, db) }.csv(band: band)
      }
      let name = "\(address.consultation)-\(address.file.rawValue)"
      return .file(FileAnswer(type: "text/csv; charset=utf-8", bytes: bytes, downloadName: name))
    }
  }

  private func opened(_ slug: String, _ db: Snapshot) throws -> (Consultation, Vote) {
    let (consultation, vote) = try found(slug, db)
    guard vote.openedAt != nil else { throw NotFound() }
    return (consultation, vote)
  }
}
