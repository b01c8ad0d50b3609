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

/// What is prepared, and for whom.
struct PreparedBallotTyped: Input {
  static let fields: Set<String> = ["organisme", "choix"]
  var organisations: Set<String>
  var choices: [String]
  init(_ visit: Visit) {
    organisations = Set(visit.form.all("organisme").compactMap { Token(prefixOf: $0)?.text })
    choices = visit.form.all("choix").map { String($0.prefix(Token.length)) }
  }
}

extension VotesModule {
  func registerPreparedBallots(in registry: inout Registry) {
    registry.get(BallotPreparationAddress.self, for: ActingVisit.self) { address, visit in
      try await preparedPage(address, visit, typed: nil, refusal: nil)
    }
    registry.post(BallotPreparationAddress.self, for: ActingVisit.self, input: PreparedBallotTyped.self) {
      address, visit, typed in
      do {
        let count = try await database.write { db in
          let (_, vote) = try found(address.consultation, db)
          let (asking, subjects) = try subjects(of: visit, vote, db)
          let some = subjects.filter { typed.organisations.contains($0.token) }
          guard some.count == typed.organisations.count else { throw PreparedBallot.Refusal.notAllowed }
          try PreparedBallot.prepare(
            typed.choices, for: some.map(\.id), of: asking?.id, in: vote, by: visit.actor,
            at: try visit.visit.clock.now(in: db), db)
          return some.count
        }
        let page = visit.language.address(address.path)
        return .redirect(to: page + "?fait=prepare&nombre=\(count)")
      } catch let refusal as PreparedBallot.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await preparedPage(address, visit, typed: typed, refusal: refusal)
        }
      } catch let refusal as Ballot.Refusal {
        return try await visit.visit.refuse(refusal) {
          try await preparedPage(address, visit, typed: typed, refusal: refusal)
        }
      }
    }
  }

  /// For whom somebody prepares: the members that let her operator do so, or her own organisation.
  private func subjects(
    of visit: ActingVisit, _ vote: Vote, _ db: Snapshot
  ) throws -> (asking: Organisation?, subjects: [Organisation]) {
    let acting = visit.mandate.organisation
    let members = try Preparation.ballotMembers(of: acting, at: visit.now, db)
    guard let own = try Organisation.with(ids: [acting], db).first else { throw NotFound() }
    guard !members.isEmpty else {
      guard try vote.calls(acting, db) else { throw NotFound() }
      return (nil, [own])
    }
    return (own, try Organisation.with(ids: members, db))
  }

  private func preparedPage(
    _ address: BallotPreparationAddress, _ visit: ActingVisit, typed: PreparedBallotTyped?,
    refusal: (any Platform.Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(address.consultation, db)
      let (asking, subjects) = try subjects(of: visit, vote, db)
      let ids = subjects.map(\.id)
      let prepared = try PreparedBallot.standing(among: ids, in: vote.id, db)
      let opened = try PreparedBallot.opened(among: ids, in: vote.id, db)
      let lines = subjects.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.prefix(PreparedBallotsPage.shown).map {
        PreparedBallotsPage.Line(organisation: $0, prepared: prepared[$0.id], isOpened: opened.contains($0.id))
      }
      let before = asking == nil ? prepared.values.first?.choices ?? [] : []
      return PreparedBallotsPage(
        consultation: consultation, vote: vote, lines: lines, operator: asking,
        propositions: try VotedProposition.all(of: vote.id, db), chosen: Set(typed?.choices ?? before),
        ticked: typed?.organisations ?? [], refusal: refusal as? any FieldRefusal, sentence: refusal?.sentence,
        done: visit.visit.query["fait"], count: visit.visit.query["nombre"].flatMap { Int($0) } ?? 0, now: visit.now,
        places: register.places, language: visit.language)
    }
    return .page(Page(t("Préparer un bulletin"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
