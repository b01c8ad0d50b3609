import Consultations
import Localization
import Platform
import Proof
import Storage

struct DrawAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/tirage"
  var consultation: String
}

struct DrawConfirmationAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/tirage/confirmation"
  var consultation: String
}

struct DrawEndAddress: AddressInConsultation {
  static let pattern: StaticString = "/administration/consultations/{consultation}/vote/tirage/retrait"
  var consultation: String
}

/// A draw as it was typed, the first time or the second.
struct DrawTyped: Input {
  static let fields: Set<String> = ["quand", "numeros", "source", "saisie"]
  var held = ""
  var numbers = ""
  var source = ""
  /// Which one is confirmed or taken back.
  var token = ""

  init() {}
  init(_ visit: Visit) {
    held = String((visit.form["quand"] ?? "").prefix(40)).trimmed
    numbers = String((visit.form["numeros"] ?? "").prefix(1_000)).trimmed
    source = String((visit.form["source"] ?? "").prefix(1_000)).trimmed
    token = String((visit.form["saisie"] ?? "").prefix(Token.length))
  }
}

extension VotesModule {
  func registerDraws(in registry: inout Registry) {
    registry.get(DrawAddress.self, permission: .settleVotes) { address, visit in
      try await drawPage(address.consultation, visit, typed: DrawTyped(), refusal: nil)
    }
    registry.post(DrawAddress.self, permission: .settleVotes, input: DrawTyped.self) { address, visit, typed in
      var generator = SystemRandomNumberGenerator()
      let token = Token(using: &generator)
      return try await actOnDraw(address.consultation, visit, typed, "saisi") { vote, db in
        try Draw.write(
          typed, in: vote, token: token, author: visit.person.id, by: visit.actor,
          at: try visit.visit.clock.now(in: db), db)
      }
    }
    registry.post(DrawConfirmationAddress.self, permission: .settleVotes, input: DrawTyped.self) {
      address, visit, typed in
      try await actOnDraw(address.consultation, visit, typed, "confirme") { vote, db in
        try waiting(typed, in: vote, db).confirm(
          typed.numbers, by: visit.person.id, in: vote, with: try visit.site.settings.signingKey(),
          actor: visit.actor, at: try visit.visit.clock.now(in: db), db)
      }
    }
    registry.post(DrawEndAddress.self, permission: .settleVotes, input: DrawTyped.self) { address, visit, typed in
      try await actOnDraw(address.consultation, visit, typed, "retire") { vote, db in
        try waiting(typed, in: vote, db).end(
          in: vote, by: visit.actor, at: try visit.visit.clock.now(in: db), db)
      }
    }
  }

  /// What everyone reads of it, and whether the count needed it.
  func publishedDraw(of vote: Vote, _ db: Snapshot) throws -> PublishedDraw {
    guard let draw = try Draw.published(of: vote.id, db) else { return PublishedDraw() }
    return PublishedDraw(draw: draw, settled: try countedVotes.counted(vote, db).map { $0.results.tally.seed != nil })
  }

  /// The one that the form showed: another may have been typed in its place meanwhile.
  private func waiting(_ typed: DrawTyped, in vote: Vote, _ db: Snapshot) throws -> Draw {
    guard let draw = try Draw.of(vote.id, db), draw.token == typed.token else { throw Draw.Refusal.settled }
    return draw
  }

  private func actOnDraw(
    _ slug: String, _ visit: PersonVisit, _ typed: DrawTyped, _ word: String,
    _ body: @escaping @Sendable (Vote, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await write { db in try body(try found(slug, db).1, db) }
      return .redirect(to: DrawAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as Draw.Refusal {
      return try await visit.visit.refuse(refusal) { try await drawPage(slug, visit, typed: typed, refusal: refusal) }
    }
  }

  private func drawPage(
    _ slug: String, _ visit: PersonVisit, typed: DrawTyped, refusal: Draw.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let (consultation, vote) = try found(slug, db)
      let entry = try Draw.of(vote.id, db).map { draw in
        DrawPage.Entry(
          draw: draw, author: try RightRequest.name(of: draw.author, db), isMine: draw.author == visit.person.id)
      }
      return DrawPage(
        consultation: consultation, vote: vote, entry: entry, published: try publishedDraw(of: vote, db), typed: typed,
        refusal: refusal, done: visit.visit.query["fait"])
    }
    return .page(Page(t("Tirage qui tranche les égalités"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
