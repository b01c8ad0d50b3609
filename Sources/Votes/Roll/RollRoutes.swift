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

/// `/consultations/services-2021/vote/liste/differences.csv`, or the whole roll in `liste.csv`.
struct RollFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/liste/{fichier}"
  enum File: String, Sendable {
    case comparison = "differences.csv"
    case roll = "liste.csv"
  }
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
        let (consultation, vote) = try readable(address.consultation, visit, db)
        return RollPage(
          consultation: consultation, vote: vote, comparison: try RollComparison(of: vote, db),
          places: register.places, language: visit.language)
      }
      return .page(Page(t("Liste des collectivités appelées à voter"), page))
    }
    registry.get(RollFileAddress.self, access: .anyone) { address, visit in
      let vote = try await database.read { db in try readable(address.consultation, visit, db).1 }
      let (file, band, database) = (address.file, visit.site.band, database)
      let read: @Sendable () async throws -> [UInt8] = {
        try await database.read { db in
          switch file {
          case .comparison: try RollComparison(of: vote, db).csv(band: band)
          case .roll: RollEntry.csv(try RollEntry.roll(of: vote, db), band: band)
          }
        }
      }
      let name = "\(address.consultation)-\(file.rawValue)"
      // Before it freezes it is read by those who prepare, and moves.
      guard vote.openedAt != nil else {
        return .file(
          FileAnswer(type: "text/csv; charset=utf-8", bytes: try await read(), downloadName: name, isPrivate: true))
      }
      let mark = [visit.now.milliseconds / Self.rollFilePeriod]
      let bytes = try await rollFiles.value("\(vote.id) \(file.rawValue)", at: mark) { _ in try await read() }
      return .file(FileAnswer(type: "text/csv; charset=utf-8", bytes: bytes, downloadName: name))
    }
  }

  /// Everyone reads what is frozen; before, those who prepare the vote read what would be.
  private func readable(_ slug: String, _ visit: Visit, _ db: Snapshot) throws -> (Consultation, Vote) {
    let (consultation, vote) = try found(slug, db)
    guard vote.openedAt != nil || visit.person?.holds(.prepare) ?? false else { throw NotFound() }
    return (consultation, vote)
  }
}
