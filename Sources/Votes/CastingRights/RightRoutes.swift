import Consultations
import Directory
import Localization
import Platform
import Proof
import Storage

/// How one proves to be the head: a mailbox by its number, or two instructors.
struct RightTyped: Input {
  static let fields: Set<String> = ["preuve"]
  enum Proof: Sendable, Equatable {
    case mailbox(Int64)
    case instructors
  }
  var proof: Proof?
  init(_ visit: Visit) {
    let typed = visit.form["preuve"]
    proof = typed == "instructeurs" ? .instructors : typed.flatMap { Int64($0) }.map { .mailbox($0) }
  }
}

/// The code that the official mailbox received; its figures alone count.
struct RightCodeTyped: Input {
  static let fields: Set<String> = ["code"]
  var code: String
  init(_ visit: Visit) { code = (visit.form["code"] ?? "").filter { $0.isASCII && $0.isNumber } }
}

/// Whom a head names, until when.
struct NamingTyped: Input {
  static let fields: Set<String> = ["personne", "jusque"]
  var person: Int64?
  var until: Instant?
  init(_ visit: Visit) {
    person = visit.form["personne"].flatMap { Int64($0) }
    until = visit.form["jusque"].flatMap { ParisTime.endOfDay($0) }
  }
}

struct RightEndTyped: Input {
  static let fields: Set<String> = ["droit"]
  var right: Int64?
  init(_ visit: Visit) { right = visit.form["droit"].flatMap { Int64($0) } }
}

extension VotesModule {
  func registerRights(in registry: inout Registry) {
    registry.get(RightAddress.self, for: ActingVisit.self) { address, visit in
      try await rightPage(address.consultation, visit, refusal: nil)
    }
    registry.post(RightAddress.self, for: ActingVisit.self, input: RightTyped.self) { address, visit, typed in
      try await ask(address.consultation, visit, typed)
    }
    registry.post(RightCodeAddress.self, for: ActingVisit.self, input: RightCodeTyped.self) { address, visit, typed in
      try visit.visit.client.mayGuess()
      return try await act(address.consultation, visit, "droit") { vote, now, db in
        guard
          let request = try RightRequest.open(
            of: visit.person.id, for: visit.mandate.organisation, in: vote.id, db)
        else { return .codeExpired }
        return try request.prove(
          code: typed.code, browser: visit.visit.browser, in: vote, by: visit.actor, at: now, db)
      }
    }
    registry.post(NamingAddress.self, for: ActingVisit.self, input: NamingTyped.self) { address, visit, typed in
      try await act(address.consultation, visit, "nomme") { vote, now, db in
        let organisation = visit.mandate.organisation
        guard let head = try CastingRight.live(of: visit.person.id, for: organisation, in: vote.id, at: now, db)
        else { throw CastingRight.Refusal.notHead }
        guard let person = typed.person,
          let mandate = try Mandate.live(of: person, for: organisation, at: now, db)
        else { throw CastingRight.Refusal.noPerson }
        guard let until = typed.until else { throw CastingRight.Refusal.pastDate }
        try CastingRight.name(
          person, as: mandate.kind, until: until, by: head, in: vote, actor: visit.actor, at: now, db)
        return nil
      }
    }
    registry.post(NamingEndAddress.self, for: ActingVisit.self, input: RightEndTyped.self) { address, visit, typed in
      try await act(address.consultation, visit, "fin") { vote, now, db in
        let rights = try CastingRight.all(of: visit.mandate.organisation, in: vote.id, at: now, db)
        guard let mine = rights.first(where: { $0.person == visit.person.id }),
          let ended = rights.first(where: { $0.id == typed.right }), mine.function == .head || mine.id == ended.id
        else { throw CastingRight.Refusal.noRight }
        try ended.end(.withdrawn, in: vote, by: visit.actor, at: now, db)
        return nil
      }
    }
  }

  private func ask(_ slug: String, _ visit: ActingVisit, _ typed: RightTyped) async throws -> Answer {
    var generator = SystemRandomNumberGenerator()
    let (token, code) = (Token(using: &generator), sixFigures(using: &generator))
    let places = register.places
    let word = if case .mailbox = typed.proof { "code" } else { "demande" }
    return try await act(slug, visit, word) { vote, now, db in
      let (consultation, _) = try found(slug, db)
      guard let proof = typed.proof else { throw CastingRight.Refusal.noProof }
      let id = visit.mandate.organisation
      guard let organisation = try Organisation.with(ids: [id], db).first else { throw NotFound() }
      let letters = RightLetters(organisation: organisation, places: places, site: visit.site)
      let mailbox: Int64? = if case .mailbox(let box) = proof { box } else { nil }
      try RightRequest.ask(
        by: visit.person.id, for: id, in: vote, through: mailbox, code: code, token: token,
        browser: visit.visit.browser,
        letters: .init(
          code: { letters.code(code, for: visit.person, token: token, to: $0) },
          asked: { letters.asked(by: visit.person, token: token, in: consultation, to: $0) }),
        by: visit.actor, at: now, db)
      return nil
    }
  }

  /// Acts at the instant of the write, and comes back to the page; what is returned is refused without undoing what
  /// was written.
  private func act(
    _ slug: String, _ visit: ActingVisit, _ word: String,
    _ body: @escaping @Sendable (Vote, _ now: Instant, Transaction) throws -> CastingRight.Refusal?
  ) async throws -> Answer {
    var refused: CastingRight.Refusal?
    do {
      refused = try await write { db in try body(try found(slug, db).1, visit.visit.clock.now(in: db), db) }
    } catch let refusal as CastingRight.Refusal { refused = refusal }
    if let refusal = refused {
      if refusal == .wrongCode { visit.visit.client.hasFailed() }
      return try await visit.visit.refuse(refusal) { try await rightPage(slug, visit, refusal: refusal) }
    }
    return .redirect(to: visit.visit.language.address(RightAddress(consultation: slug).path) + "?fait=" + word)
  }

  private func rightPage(
    _ slug: String, _ visit: ActingVisit, refusal: CastingRight.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> RightPage? in
      let (consultation, vote) = try found(slug, db)
      let id = visit.mandate.organisation
      guard let organisation = try Organisation.with(ids: [id], db).first else { return nil }
      let rights = try CastingRight.all(of: id, in: vote.id, at: visit.now, db)
      let people = try RightHolder.names(of: id, at: visit.now, db)
      return RightPage(
        consultation: consultation, organisation: organisation,
        holders: rights.map { right in
          RightHolder(right: right, name: people.first { $0.person == right.person }?.name ?? "")
        },
        mine: rights.first { $0.person == visit.person.id },
        isElected: try Mandate.live(of: visit.person.id, for: id, at: visit.now, db)?.kind == .elected,
        isCalled: try vote.calls(id, db), mailboxes: try OrganisationMailbox.all(of: id, db),
        request: try RightRequest.open(of: visit.person.id, for: id, in: vote.id, db),
        isRefused: try RightRequest.isRefused(of: visit.person.id, for: id, in: vote.id, db),
        colleagues: people.filter { person in !rights.contains { $0.person == person.person } }, refusal: refusal,
        done: visit.visit.query["fait"], now: visit.now, language: visit.visit.language)
    }
    guard let page else { throw NotFound() }
    let title = t("Qui vote pour \(page.organisation.name) ?")
    return .page(Page(title, status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
