import Consultations
import Localization
import Platform
import Storage
import Votes

struct SittingTyped: Input {
  static let fields: Set<String> = ["lieu"]
  var place: String
  init(_ visit: Visit) { place = String((visit.form["lieu"] ?? "").prefix(1000)) }
}

/// To which item, by a button or from the list, with what is typed meanwhile of the decision.
struct ItemTyped: Input {
  static let fields: Set<String> = RulingTyped.fields.union(["vers", "autre"])
  static let prefixes = RulingTyped.prefixes
  var token: String
  var ruling: RulingTyped
  init(_ visit: Visit) {
    token = String((visit.form["vers"] ?? visit.form["autre"] ?? "").prefix(Token.length))
    ruling = RulingTyped(visit)
  }
}

extension SelectionsModule {
  func registerSittings(in registry: inout Registry) {
    registry.get(SittingAddress.self, for: PersonVisit.self) { address, visit in
      try await sittingPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(SittingOpeningAddress.self, for: PersonVisit.self, input: SittingTyped.self) {
      address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      do {
        try await database.write { db in
          let attendant = try Attendant.leading(address.consultation, visit, db)
          try Sitting.begin(
            at: typed.place, token: token, of: attendant.committee, by: visit.actor, at: visit.now, db)
        }
        return .redirect(to: SittingAddress(consultation: address.consultation).path + "?fait=ouverte")
      } catch let refusal as Sitting.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await openingPage(address.consultation, visit, place: typed.place, refusal: refusal)
        }
      }
    }
    registry.post(PresenceAddress.self, for: PersonVisit.self, input: RulingTyped.self) { address, visit, typed in
      let answer = try await act(address.consultation, visit, "presences", typed: typed) { _, _, _ in nil }
      let isUndecided = try await database.read { db in
        try Attendant.leading(address.consultation, visit, db).hasNotDecided(typed, at: visit.now, db)
      }
      guard case .redirect = answer, isUndecided else { return answer }
      return try await sittingPage(address.consultation, visit, typed: typed, refusal: nil, done: "presences")
    }
    registry.post(ItemAddress.self, for: PersonVisit.self, input: ItemTyped.self) { address, visit, typed in
      try await act(
        address.consultation, visit, nil, typed: typed.ruling, leaving: typed.token
      ) { attendant, sitting, db in
        if try attendant.hasNotDecided(typed.ruling, at: visit.now, db) { return .undecided }
        try sitting.go(to: try attendant.proposition(typed.token, db).proposition, db)
        return nil
      }
    }
    registry.post(SittingEndAddress.self, for: PersonVisit.self) { address, visit in
      let answer = try await act(address.consultation, visit, "clos") { attendant, sitting, db in
        try sitting.close(in: attendant.committee, by: visit.actor, at: visit.now, db)
        return nil
      }
      guard case .redirect = answer else { return answer }
      return .redirect(to: CommitteeAddress(consultation: address.consultation).path + "?fait=clos")
    }
  }

  /// Acts in the sitting that is open, for whoever leads, and comes back to its screen.
  /// - Parameters:
  ///   - typed: what the form of the decision bears; presences are noted, the rest comes back where it is refused.
  ///   - leaving: the name of the item to which the way would lose what is typed.
  ///   - body: gives the refusal that leaves presences noted: thrown there, it would undo that.
  private func act(
    _ slug: String, _ visit: PersonVisit, _ word: String?, typed: RulingTyped? = nil, leaving: String? = nil,
    _ body: @escaping @Sendable (Attendant, Sitting, Transaction) throws -> Sitting.Refusal?
  ) async throws -> Answer {
    do {
      let refusal = try await database.write { db in
        let attendant = try Attendant.leading(slug, visit, db)
        guard let sitting = try Sitting.open(of: attendant.committee.id, db) else { throw Sitting.Refusal.noSitting }
        if let typed { try attendant.note(typed.presences, in: sitting, by: visit.actor, at: visit.now, db) }
        return try body(attendant, sitting, db)
      }
      if let refusal { throw refusal }
      let page = SittingAddress(consultation: slug).path
      return .redirect(to: word.map { page + "?fait=" + $0 } ?? page)
    } catch let refusal as Sitting.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await sittingPage(slug, visit, typed: typed, refusal: refusal, leaving: leaving)
      }
    }
  }

  /// - Parameter reason: typed of a decision while the sitting was closed.
  private func openingPage(
    _ slug: String, _ visit: PersonVisit, place: String, reason: String = "", refusal: (any FieldRefusal)?
  ) async throws -> Answer {
    let (attendant, unsent) = try await database.read { db in
      let attendant = try Attendant.leading(slug, visit, db)
      return (attendant, try GradeSheet.unsent(in: attendant.committee.id, db))
    }
    return .page(
      Page(
        t("Ouvrir une séance"), status: refusal?.status ?? 200, isNarrow: true,
        SittingOpeningPage(
          consultation: attendant.consultation, unsent: unsent, place: place, reason: reason, refusal: refusal)))
  }

  /// The screen, at the item of which something was typed, else at that of the sitting.
  /// - Parameter leaving: the name of the item to which the way would lose what is typed.
  func sittingPage(
    _ slug: String, _ visit: PersonVisit, typed: RulingTyped?, refusal: (any FieldRefusal)?, leaving: String? = nil,
    done: String? = nil
  ) async throws -> Answer {
    let view = try await database.read { db in
      try SittingView(try Attendant(slug, visit, db), item: typed?.token, at: visit.now, db)
    }
    guard let view else {
      return try await openingPage(slug, visit, place: "", reason: typed?.reason ?? "", refusal: refusal)
    }
    return .page(
      Page(
        t("Séance du comité"), status: refusal?.status ?? 200,
        SittingPage(
          view: view, typed: typed, refusal: refusal,
          leaving: leaving.flatMap { name in view.lines.first { $0.proposition.name == name } },
          done: done ?? visit.visit.query["fait"])))
  }
}

extension Attendant {
  /// Notes who is there, by the token of the seat.
  func note(
    _ presences: [String: Presence], in sitting: Sitting, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    var said: [Int64: Presence] = [:]
    for seat in try Seat.accepted(in: committee.id, db) { said[seat.id] = presences[seat.token] }
    try sitting.note(said, in: committee, by: actor, at: now, db)
  }

  /// Whether what was typed of an item would be lost: the committee has not decided so.
  fileprivate func hasNotDecided(_ typed: RulingTyped, at now: Instant, _ db: Snapshot) throws -> Bool {
    guard !typed.token.isEmpty else { return false }
    return try SittingView(self, item: typed.token, at: now, db).map { typed.adds(to: $0) } ?? false
  }
}

extension SittingView {
  /// - Parameter item: the name of the one that is shown; nil for that at which the sitting is.
  /// - Returns: nil where no sitting is open.
  init?(_ attendant: Attendant, item: String?, at now: Instant, _ db: Snapshot) throws {
    guard let sitting = try Sitting.open(of: attendant.committee.id, db) else { return nil }
    let committee = attendant.committee
    let lines = try attendant.lines(db)
    let shown = lines.first { $0.proposition.name == item }
    let current = lines.first { $0.proposition.proposition == sitting.current }
    guard let line = shown ?? current ?? lines.first else { return nil }
    let proposition = line.proposition.proposition
    let ruling = try Ruling.live(on: proposition, in: committee.id, db)
    let seesGrades = try attendant.seesGrades(db)
    self.init(
      attendant: attendant, sitting: sitting, lines: lines, line: line,
      seats: try Seat.accepted(in: committee.id, db), presences: try Presence.current(in: sitting.id, db),
      electorate: try Electorate(of: sitting, on: proposition, in: committee, at: now, db), seesGrades: seesGrades,
      summary: seesGrades ? try SentGrades(of: committee, at: now, db).summary(proposition) : nil, ruling: ruling,
      voices: try ruling.flatMap { try Ruling.voices(in: committee.id, db)[$0.id] },
      rejected: try RejectedRuling.all(in: committee.id, db).filter { $0.proposition == proposition })
  }
}
