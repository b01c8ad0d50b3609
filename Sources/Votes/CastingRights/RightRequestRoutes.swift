import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

struct RightDecisionTyped: Input {
  static let fields: Set<String> = ["demande", "decision"]
  var token: String
  /// Nil for what is neither.
  var isYes: Bool?
  init(_ visit: Visit) {
    token = String((visit.form["demande"] ?? "").prefix(Token.length))
    isYes = ["oui": true, "non": false][visit.form["decision"] ?? ""]
  }
}

/// Whose right ends, and why.
struct RightEndSigned: Input {
  static let fields: Set<String> = ["droit", "motif"]
  var right: Int64?
  var reason: EndReason?
  init(_ visit: Visit) {
    right = visit.form["droit"].flatMap { Int64($0) }
    reason = CastingRight.reasonsOfInstructors.first { $0.rawValue == visit.form["motif"] }
  }
}

extension VotesModule {
  func registerRightRequests(in registry: inout Registry) {
    registry.get(RightRequestsAddress.self, permission: .confirmHeads) { address, visit in
      try await requestsPage(address.consultation, visit, refusal: nil)
    }
    registry.post(RightRequestsAddress.self, permission: .confirmHeads, input: RightDecisionTyped.self) {
      address, visit, typed in
      guard let isYes = typed.isYes else { throw RequestRefusal.nothingChosen }
      return try await decide(address.consultation, visit) { vote, now, db in
        guard let request = try RightRequest.with(token: typed.token, db), request.vote == vote.id,
          request.sentTo == nil
        else { throw NotFound() }
        guard isYes else {
          try request.refuse(in: vote, by: visit.actor, at: now, db)
          return "refusee"
        }
        let isGiven = try request.confirm(by: visit.person.id, in: vote, actor: visit.actor, at: now, db)
        return isGiven ? "donnee" : "confirmee"
      }
    }
    registry.post(RightEndAddress.self, permission: .confirmHeads, input: RightEndSigned.self) {
      address, visit, typed in
      guard let id = typed.right else { throw RequestRefusal.nothingChosen }
      return try await decide(address.consultation, visit) { vote, now, db in
        guard let right = try CastingRight.live(id, in: vote.id, at: now, db),
          right.function == .head
        else { throw NotFound() }
        guard let reason = typed.reason else { throw CastingRight.Refusal.noReason }
        let hasEnded = try right.signEnd(
          reason, by: visit.person.id, in: vote, actor: visit.actor, at: now, db)
        return hasEnded ? "fin" : "fin-signee"
      }
    }
  }

  private func decide(
    _ slug: String, _ visit: PersonVisit,
    _ body: @escaping @Sendable (Vote, _ now: Instant, Transaction) throws -> String
  ) async throws -> Answer {
    do {
      let word = try await write { db in try body(try found(slug, db).1, visit.visit.clock.now(in: db), db) }
      return .redirect(to: RightRequestsAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as CastingRight.Refusal {
      return try await visit.visit.refuse(refusal) { try await requestsPage(slug, visit, refusal: refusal) }
    }
  }

  private func requestsPage(
    _ slug: String, _ visit: PersonVisit, refusal: CastingRight.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      guard let consultation = try Consultation.with(slug: slug, db) else { throw NotFound() }
      let vote = try Vote.of(consultation.id, db)
      let requests = try vote.map { try RightRequest.waiting(in: $0.id, db) } ?? []
      return RightRequestsPage(
        consultation: consultation,
        entries: try RightRequestsPage.entries(requests, for: visit, register.places, db),
        heads: try heads(consultation, vote, visit, refusal, db), done: visit.visit.query["fait"])
    }
    return .page(
      Page(t("Demandes de droit de voter"), status: refusal?.status ?? 200, isNarrow: true, page))
  }

  private func heads(
    _ consultation: Consultation, _ vote: Vote?, _ visit: PersonVisit, _ refusal: CastingRight.Refusal?,
    _ db: Snapshot
  ) throws -> CastingHeads {
    let all = try vote.map { try CastingHead.all(in: $0.id, at: visit.now, db) } ?? []
    let ending = try vote.map { try CastingRight.ending(in: $0.id, db) } ?? []
    let differing = all.filter(\.differs)
    let query = String((visit.visit.query["q"] ?? "").prefix(Limits.searchCharacters))
    func lines(_ heads: [CastingHead]) throws -> [CastingHeadLine] {
      try heads.prefix(CastingHeads.shown).map { head in
        let signatures = try head.right.endSignatures(db)
        let isParty = try CastingRight.isParty(
          visit.person.id, to: head.organisation.id, in: head.right.vote, at: visit.now, db)
        return CastingHeadLine(
          head: head, organisation: register.places.fullName(of: head.organisation),
          signatures: try signatures.map { (try RightRequest.name(of: $0.person, db), $0.reason) },
          mayEnd: !isParty && vote?.countedAt == nil)
      }
    }
    return CastingHeads(
      consultation: consultation, query: query, found: try lines(all.about(query)),
      ending: try lines(all.filter { ending.contains($0.right.id) }), differing: try lines(differing),
      differingCount: differing.count, refusal: refusal)
  }
}

extension RightRequestsPage {
  fileprivate static func entries(
    _ requests: [RightRequest], for visit: PersonVisit, _ places: Places, _ db: Snapshot
  ) throws -> [Entry] {
    let organisations = try Organisation.with(ids: requests.map(\.organisation), db)
    let heads = try RegisteredHead.of(requests.map(\.organisation), db)
    return try requests.map { request in
      let confirmers = try request.confirmers(db)
      let head = try CastingRight.all(of: request.organisation, in: request.vote, at: visit.now, db)
        .first { $0.function == .head }
      let isParty = try CastingRight.isParty(
        visit.person.id, to: request.organisation, in: request.vote, at: visit.now, db)
      return Entry(
        request: request,
        organisation: organisations.first { $0.id == request.organisation }.map(places.fullName) ?? "",
        name: try RightRequest.name(of: request.person, db),
        registered: heads[request.organisation],
        head: try head.map { try RightRequest.name(of: $0.person, db) },
        confirmers: try confirmers.map { try RightRequest.name(of: $0, db) },
        mayConfirm: !confirmers.contains(visit.person.id) && request.person != visit.person.id && !isParty)
    }
  }
}
