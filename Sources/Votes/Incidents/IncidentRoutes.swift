import Consultations
import Localization
import Platform
import Storage

struct IncidentsAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/incidents"
  var consultation: String
}

struct IncidentSignatureAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/incidents/signature"
  var consultation: String
}

/// An incident as it was typed.
struct IncidentTyped: Input {
  static let fields: Set<String> = ["titre", "texte", "cloture"]
  var title = ""
  var text = ""
  var closes = ""

  init(title: String = "", text: String = "") {
    self.title = title
    self.text = text
  }
  init(_ visit: Visit) {
    title = String((visit.form["titre"] ?? "").prefix(1_000)).trimmed
    text = (visit.form["texte"] ?? "").trimmed
    closes = String((visit.form["cloture"] ?? "").prefix(40)).trimmed
  }

  /// The instant typed; what is none is refused as one that is not later.
  func moment() throws(Incident.Refusal) -> Instant? {
    guard !closes.isEmpty else { return nil }
    guard let moment = ParisTime.instant(closes) else { throw .notLater }
    // « Until 23:59 » includes that minute.
    return moment.adding(seconds: 60)
  }
}

struct IncidentDecisionTyped: Input {
  static let fields: Set<String> = ["incident", "decision"]
  var token: String
  var isYes: Bool?
  init(_ visit: Visit) {
    token = String((visit.form["incident"] ?? "").prefix(Token.length))
    isYes = ["oui": true, "non": false][visit.form["decision"] ?? ""]
  }
}

extension VotesModule {
  func registerIncidents(in registry: inout Registry) {
    registry.get(IncidentsAddress.self, permission: .settleVotes) { address, visit in
      try await incidentsPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(IncidentsAddress.self, permission: .settleVotes, input: IncidentTyped.self) {
      address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      return try await actOnIncident(address.consultation, visit, typed) { vote, db in
        try Incident.write(
          typed.title, typed.text, closes: try typed.moment(), in: vote, token: token, author: visit.person.id,
          by: visit.actor, at: try visit.visit.clock.now(in: db), db)
        return "ecrit"
      }
    }
    registry.post(IncidentSignatureAddress.self, permission: .settleVotes, input: IncidentDecisionTyped.self) {
      address, visit, typed in
      guard let isYes = typed.isYes else { throw RequestRefusal.nothingChosen }
      return try await actOnIncident(address.consultation, visit, IncidentTyped()) { vote, db in
        guard let incident = try Incident.with(token: typed.token, db), incident.vote == vote.id else {
          throw NotFound()
        }
        let now = try visit.visit.clock.now(in: db)
        guard isYes else {
          try incident.end(in: vote, by: visit.actor, at: now, db)
          return "retire"
        }
        let endsOrder = try incident.sign(by: visit.person.id, in: vote, actor: visit.actor, at: now, db)
        return endsOrder ? "publie-sans-heure" : "publie"
      }
    }
  }

  private func actOnIncident(
    _ slug: String, _ visit: PersonVisit, _ typed: IncidentTyped,
    _ body: @escaping @Sendable (Vote, Transaction) throws -> String
  ) async throws -> Answer {
    do {
      let word = try await write { db in try body(try found(slug, db).1, db) }
      return .redirect(to: IncidentsAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as Incident.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await incidentsPage(slug, visit, typed: typed, refusal: refusal)
      }
    }
  }

  private func incidentsPage(
    _ slug: String, _ visit: PersonVisit, typed: IncidentTyped?, refusal: Incident.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(slug, db)
      let entries = try Incident.all(of: vote.id, db).map { incident in
        IncidentsPage.Entry(
          incident: incident, author: try RightRequest.name(of: incident.author, db),
          isMine: incident.author == visit.person.id)
      }
      let prepared = try Incident.prepared(for: vote, at: visit.now, db)
      return IncidentsPage(
        consultation: consultation, vote: vote, entries: entries, typed: typed ?? prepared ?? IncidentTyped(),
        refusal: refusal, done: visit.visit.query["fait"], now: visit.now)
    }
    return .page(Page(t("Incidents du vote"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
