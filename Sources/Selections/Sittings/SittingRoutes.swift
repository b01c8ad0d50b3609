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

/// Who is there, by the token of the seat, with what is typed meanwhile of the decision.
struct PresencesTyped: Input {
  static let fields = RulingTyped.fields
  static let prefixes: Set<String> = RulingTyped.prefixes.union(["presence-"])
  var presences: [String: Presence] = [:]
  var ruling: RulingTyped
  init(_ visit: Visit) {
    ruling = RulingTyped(visit)
    for (name, value) in visit.form.pairs.prefix(200) where name.hasPrefix("presence-") {
      presences[String(name.dropFirst(9))] = Presence(rawValue: value)
    }
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
    registry.post(PresenceAddress.self, for: PersonVisit.self, input: PresencesTyped.self) { address, visit, typed in
      let answer = try await act(address.consultation, visit, "presences") { attendant, sitting, db in
        let seats = try Seat.accepted(in: attendant.committee.id, db)
        var said: [Int64: Presence] = [:]
        for seat in seats { said[seat.id] = typed.presences[seat.token] }
        try sitting.note(said, in: attendant.committee, by: visit.actor, at: visit.now, db)
      }
      guard case .redirect = answer, try await isUndecided(typed.ruling, address.consultation, visit) else {
        return answer
      }
      return try await sittingPage(
        address.consultation, visit, typed: typed.ruling, refusal: nil, done: "presences")
    }
    registry.post(ItemAddress.self, for: PersonVisit.self, input: ItemTyped.self) { address, visit, typed in
      if try await isUndecided(typed.ruling, address.consultation, visit) {
        let refusal = Sitting.Refusal.undecided
        return try await visit.visit.refuse(refusal) {
          try await sittingPage(
            address.consultation, visit, typed: typed.ruling, refusal: refusal, leaving: typed.token)
        }
      }
      return try await act(address.consultation, visit, nil) { attendant, sitting, db in
        try sitting.go(to: try attendant.proposition(typed.token, db).proposition, db)
      }
    }
    registry.post(SittingEndAddress.self, for: PersonVisit.self) { address, visit in
      let answer = try await act(address.consultation, visit, "clos") { attendant, sitting, db in
        try sitting.close(in: attendant.committee, by: visit.actor, at: visit.now, db)
      }
      guard case .redirect = answer else { return answer }
      return .redirect(to: CommitteeAddress(consultation: address.consultation).path + "?fait=clos")
    }
  }

  /// Acts in the sitting that is open, for whoever leads, and comes back to its screen.
  private func act(
    _ slug: String, _ visit: PersonVisit, _ word: String?,
    _ body: @escaping @Sendable (Attendant, Sitting, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        let attendant = try Attendant.leading(slug, visit, db)
        guard let sitting = try Sitting.open(of: attendant.committee.id, db) else { throw Sitting.Refusal.noSitting }
        try body(attendant, sitting, db)
      }
      let page = SittingAddress(consultation: slug).path
      return .redirect(to: word.map { page + "?fait=" + $0 } ?? page)
    } catch let refusal as Sitting.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await sittingPage(slug, visit, typed: nil, refusal: refusal)
      }
    }
  }

  /// Whether what was typed of an item would be lost: the committee has not decided so.
  private func isUndecided(_ typed: RulingTyped, _ slug: String, _ visit: PersonVisit) async throws -> Bool {
    guard !typed.token.isEmpty else { return false }
    return try await database.read { db in
      let view = try SittingView(try Attendant.leading(slug, visit, db), item: typed.token, at: visit.now, db)
      return view.map { typed.adds(to: $0) } ?? false
    }
  }

  private func openingPage(
    _ slug: String, _ visit: PersonVisit, place: String, refusal: (any FieldRefusal)?
  ) async throws -> Answer {
    let (attendant, unsent) = try await database.read { db in
      let attendant = try Attendant.leading(slug, visit, db)
      return (attendant, try GradeSheet.unsent(in: attendant.committee.id, db))
    }
    return .page(
      Page(
        t("Ouvrir une séance"), status: refusal?.status ?? 200, isNarrow: true,
        SittingOpeningPage(consultation: attendant.consultation, unsent: unsent, place: place, refusal: refusal)))
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
      return try await openingPage(slug, visit, place: "", refusal: refusal)
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
