import Consultations
import Directory
import Localization
import Platform
import Storage

/// `/consultations/services-2021/vote/preparation`: preparing for one's own organisation, or for one's members.
struct BallotPreparationAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/vote/preparation"
  var consultation: String
}

/// Which of those that one may prepare for: members of an operator, in a department where it chooses one, or its own
/// organisation.
struct PreparedBallotFilter: Sendable, Equatable {
  var isOwn = false
  /// Its code; empty for all.
  var department = ""

  init(_ fields: FormFields) {
    isOwn = fields["pour"] == "soi"
    department = String((fields["departement"] ?? "").prefix(3))
  }

  var query: String {
    isOwn ? "pour=soi" : department.isEmpty ? "" : "departement=" + percentEncoded(department)
  }
}

/// What is prepared, and for whom.
struct PreparedBallotTyped: Input {
  static let fields: Set<String> = ["organisme", "choix", "tous", "pour", "departement"]
  var filter: PreparedBallotFilter
  /// For all that the filter lets through and whose ballot is not open: more than a form has fields for.
  var isForAll: Bool
  var organisations: Set<String>
  var choices: [String]
  init(_ visit: Visit) {
    filter = PreparedBallotFilter(visit.form)
    isForAll = visit.form["tous"] != nil
    organisations = Set(visit.form.all("organisme").compactMap { Token(prefixOf: $0)?.text })
    choices = visit.form.all("choix").map { String($0.prefix(Token.length)) }
  }
}

extension VotesModule {
  func registerPreparedBallots(in registry: inout Registry) {
    registry.get(BallotPreparationAddress.self, for: ActingVisit.self) { address, visit in
      try await preparedPage(
        address, visit, PreparedBallotFilter(visit.visit.query), typed: nil, refusal: nil)
    }
    registry.post(BallotPreparationAddress.self, for: ActingVisit.self, input: PreparedBallotTyped.self) {
      address, visit, typed in
      do {
        let count = try await database.write { db in
          let (_, vote) = try found(address.consultation, db)
          let (asking, subjects) = try subjects(of: visit, vote, typed.filter, db)
          let some = try typed.chosen(among: subjects, in: vote, db)
          try PreparedBallot.prepare(
            typed.choices, for: some.map(\.id), of: asking?.id, in: vote, by: visit.actor,
            at: try visit.visit.clock.now(in: db), db)
          return some.count
        }
        let filter = typed.filter.query
        let page = visit.language.address(address.path) + "?fait=prepare&nombre=\(count)"
        return .redirect(to: filter.isEmpty ? page : page + "&" + filter)
      } catch let refusal as PreparedBallot.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await preparedPage(address, visit, typed.filter, typed: typed, refusal: refusal)
        }
      } catch let refusal as Ballot.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await preparedPage(address, visit, typed.filter, typed: typed, refusal: refusal)
        }
      }
    }
  }

  /// For whom somebody prepares: the members that let her operator do so, or her own organisation.
  private func subjects(
    of visit: ActingVisit, _ vote: Vote, _ filter: PreparedBallotFilter, _ db: Snapshot
  ) throws -> (asking: Organisation?, subjects: [Organisation]) {
    let acting = visit.mandate.organisation
    let members = filter.isOwn ? [] : try Preparation.ballotMembers(of: acting, at: visit.now, db)
    guard let own = try Organisation.with(ids: [acting], db).first else { throw NotFound() }
    guard !members.isEmpty else {
      guard try vote.calls(acting, db) else { throw NotFound() }
      return (nil, [own])
    }
    let all = try Organisation.with(ids: members, db).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    return (own, all.filter { filter.department.isEmpty || $0.department == filter.department })
  }

  private func preparedPage(
    _ address: BallotPreparationAddress, _ visit: ActingVisit, _ filter: PreparedBallotFilter,
    typed: PreparedBallotTyped?, refusal: (any Platform.Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(address.consultation, db)
      let (asking, subjects) = try subjects(of: visit, vote, filter, db)
      let members =
        asking == nil ? [] : try Preparation.ballotMembers(of: visit.mandate.organisation, at: visit.now, db)
      let ids = subjects.map(\.id)
      let prepared = try PreparedBallot.standing(among: ids, in: vote.id, db)
      let opened = try PreparedBallot.opened(among: ids, in: vote.id, db)
      let lines = subjects.prefix(PreparedBallotsPage.shown).map {
        PreparedBallotsPage.Line(organisation: $0, prepared: prepared[$0.id], isOpened: opened.contains($0.id))
      }
      let before = asking == nil ? prepared.values.first?.choices ?? [] : []
      return PreparedBallotsPage(
        consultation: consultation, vote: vote, lines: lines, total: subjects.count,
        waiting: subjects.count - opened.count, operator: asking, filter: filter,
        departments: Set(try Organisation.with(ids: members, db).compactMap(\.department)),
        isOperatorCalled: try asking.map { try vote.calls($0.id, db) } ?? false,
        propositions: try VotedProposition.all(of: vote.id, db), chosen: Set(typed?.choices ?? before),
        ticked: typed?.organisations ?? [], isForAll: typed?.isForAll ?? false, refusal: refusal as? any FieldRefusal,
        sentence: refusal?.sentence, done: visit.visit.query["fait"],
        count: visit.visit.query["nombre"].flatMap { Int($0) } ?? 0, now: visit.now,
        places: register.places, language: visit.language)
    }
    return .page(Page(t("Préparer un bulletin"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}

extension PreparedBallotTyped {
  /// Those that were ticked, or all whose ballot is not open.
  /// - Throws: `PreparedBallot.Refusal.notAllowed` for one that is not among `subjects`.
  func chosen(among subjects: [Organisation], in vote: Vote, _ db: Snapshot) throws -> [Organisation] {
    if isForAll {
      let opened = try PreparedBallot.opened(among: subjects.map(\.id), in: vote.id, db)
      return subjects.filter { !opened.contains($0.id) }
    }
    let some = subjects.filter { organisations.contains($0.token) }
    guard some.count == organisations.count else { throw PreparedBallot.Refusal.notAllowed }
    return some
  }
}
