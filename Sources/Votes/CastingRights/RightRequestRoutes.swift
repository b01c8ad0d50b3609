import Consultations
import Directory
import Localization
import Platform
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

extension VotesModule {
  func registerRightRequests(in registry: inout Registry) {
    registry.get(RightRequestsAddress.self, permission: .confirmHeads) { address, visit in
      let page = try await database.read { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        let vote = try Vote.of(consultation.id, db)
        let requests = try vote.map { try RightRequest.waiting(in: $0.id, db) } ?? []
        return RightRequestsPage(
          consultation: consultation,
          entries: try RightRequestsPage.entries(
            requests, for: visit.person.id, register.places, db), done: visit.visit.query["fait"])
      }
      return .page(Page(t("Demandes de droit de voter"), isNarrow: true, page))
    }
    registry.post(RightRequestsAddress.self, permission: .confirmHeads, input: RightDecisionTyped.self) {
      address, visit, typed in
      guard let isYes = typed.isYes else { throw RequestRefusal.nothingChosen }
      let word = try await write { db in
        let (_, vote) = try found(address.consultation, db)
        guard let request = try RightRequest.with(token: typed.token, db), request.vote == vote.id,
          request.sentTo == nil
        else { throw NotFound() }
        guard isYes else {
          try request.refuse(in: vote, by: visit.actor, at: visit.now, db)
          return "refusee"
        }
        let isGiven = try request.confirm(
          by: visit.person.id, in: vote, actor: visit.actor, at: visit.now, db)
        return isGiven ? "donnee" : "confirmee"
      }
      return .redirect(to: RightRequestsAddress(consultation: address.consultation).path + "?fait=" + word)
    }
  }
}

extension RightRequestsPage {
  fileprivate static func entries(
    _ requests: [RightRequest], for instructor: Int64, _ places: Places, _ db: Snapshot
  ) throws -> [Entry] {
    let organisations = try Organisation.with(ids: requests.map(\.organisation), db)
    let heads = try RegisteredHead.of(requests.map(\.organisation), db)
    return try requests.map { request in
      let confirmers = try request.confirmers(db)
      return Entry(
        request: request,
        organisation: organisations.first { $0.id == request.organisation }.map(places.fullName) ?? "",
        name: try RightRequest.name(of: request.person, db),
        registered: heads[request.organisation],
        confirmers: try confirmers.map { try RightRequest.name(of: $0, db) },
        mayConfirm: !confirmers.contains(instructor) && request.person != instructor)
    }
  }
}
