import Consultations
import Localization
import Platform
import Storage
import Votes

struct MinutesTyped: Input {
  static let fields: Set<String> = ["ouverture", "fin", "version"]
  var opening: String
  var closing: String
  /// Of the words that the form showed.
  var seen: String
  init(_ visit: Visit) {
    opening = (visit.form["ouverture"] ?? "").trimmed
    closing = (visit.form["fin"] ?? "").trimmed
    seen = visit.form["version"] ?? Minutes.version(of: nil)
  }
}

extension SelectionsModule {
  func registerMinutes(in registry: inout Registry) {
    registry.get(MinutesAddress.self, for: PersonVisit.self) { address, visit in
      try await minutesPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(MinutesAddress.self, for: PersonVisit.self, input: MinutesTyped.self) { address, visit, typed in
      do {
        try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          try Minutes.edit(
            opening: typed.opening, closing: typed.closing, seen: typed.seen, of: attendant.committee, by: visit.actor,
            at: visit.now, db)
        }
        return .redirect(to: address.path + "?fait=enregistre")
      } catch let refusal as Minutes.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await minutesPage(address.consultation, visit, typed: typed, refusal: refusal)
        }
      }
    }
    registry.post(
      MinutesSigningAddress.self, for: PersonVisit.self, input: NoInput.self,
      sending: .file(longest: Minutes.largestPDF)
    ) { address, visit, _ in
      do {
        // Whoever may not is told nothing of the file.
        _ = try await database.read { db in try Attendant(address.consultation, visit, db) }
        let pdf = try await signedPaper(visit)
        try await database.write { db in
          let attendant = try Attendant(address.consultation, visit, db)
          try Minutes.sign(
            attendant.committee, by: attendant.seat, pdf: pdf, title: attendant.consultation.title,
            actor: visit.actor, at: visit.now, db)
        }
        return .redirect(to: MinutesAddress(consultation: address.consultation).path + "?fait=signe")
      } catch let refusal as Minutes.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await minutesPage(address.consultation, visit, typed: nil, refusal: refusal)
        }
      }
    }
  }

  /// The paper that was sent, whole; empty where none was.
  private func signedPaper(_ visit: PersonVisit) async throws -> [UInt8] {
    guard let file = visit.visit.file else { return [] }
    var bytes: [UInt8] = []
    do {
      while let piece = try await file.next() { bytes += piece }
    } catch RequestRefusal.bodyTooLarge {
      throw Minutes.Refusal.largePDF
    }
    return bytes
  }

  func minutesPage(
    _ slug: String, _ visit: PersonVisit, typed: MinutesTyped?, refusal: (any FieldRefusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> MinutesPage in
      let attendant = try Attendant(slug, visit, db)
      let committee = attendant.committee
      let minutes = try Minutes.of(committee.id, db)
      let title = attendant.consultation.title
      let document =
        try minutes?.document
        ?? MinutesDocument(minutes ?? Minutes(of: committee.id), of: committee, title: title, at: visit.now, db).text()
      let titles = Dictionary(
        try attendant.lines(db).map { ($0.proposition.proposition, $0.proposition.title) }, uniquingKeysWith: { $1 })
      return MinutesPage(
        attendant: attendant, minutes: minutes, document: document,
        undecided: try Minutes.undecided(in: committee, db),
        sittings: try CorrectableSitting.all(of: committee.id, titles, db),
        seats: try Seat.accepted(in: committee.id, db), opening: typed?.opening ?? minutes?.opening ?? "",
        closing: typed?.closing ?? minutes?.closing ?? "", refusal: refusal, done: visit.visit.query["fait"])
    }
    return .page(Page(t("Relevé de décisions"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}

extension Minutes {
  /// Before anybody has written a word.
  init(of committee: Int64) {
    self.init(
      id: 0, committee: committee, opening: "", closing: "", signedAt: nil, document: nil, pdfSize: nil,
      publishesAt: nil, publishedAt: nil, toldThrough: 0, isTold: false, hash: nil)
  }
}
