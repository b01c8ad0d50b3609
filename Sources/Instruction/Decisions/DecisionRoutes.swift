import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

extension InstructionModule {
  func registerDecisions(in registry: inout Registry) {
    registry.get(DecidingAddress.self, permission: .instruct) { address, visit in
      try await decidingPage(address.consultation, address.token, visit, DecisionTyped(), refusal: nil)
    }
    registry.post(DecisionAddress.self, permission: .instruct, input: DecisionTyped.self) { address, visit, typed in
      try await decide(address, visit, typed)
    }
    registry.post(RecusalAddress.self, permission: .instruct, input: DeskStep.self) { address, visit, step in
      try await act(address, visit, "deport", under: step.queue) { contribution, _, db in
        try Recusal.declare(of: contribution, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(NoteAddress.self, permission: .instruct, input: NoteTyped.self) { address, visit, typed in
      try await act(address, visit, "note", under: typed.queue, note: typed.text) { contribution, consultation, db in
        try Note.write(typed.text, on: contribution.id, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(SecondReadingAddress.self, permission: .instruct, input: DeskStep.self) { address, visit, step in
      try await act(
        onDecision: address.token, in: address.consultation, visit, "relue", under: step.queue, goesOn: true
      ) {
        decision, consultation, db in
        try SecondReading.make(of: decision, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(DecisionPublicationAddress.self, permission: .instruct, input: DeskStep.self) {
      address, visit, step in
      try await act(onDecision: address.token, in: address.consultation, visit, "publiee", under: step.queue) {
        decision, consultation, db in
        guard try Withdrawal.of(decision.contribution, db) == nil else { throw DecisionRefusal.withdrawn }
        try Publication.publish(
          [decision], in: consultation, by: visit.actor, site: visit.site, at: visit.now, db)
      }
    }
  }

  /// The contribution of an address, where it belongs to the consultation that it names.
  static func contribution(
    _ token: String, in slug: String, _ db: Snapshot
  ) throws -> (Consultation, Contribution)? {
    guard let consultation = try Consultation.with(slug: slug, db),
      let contribution = try Contribution.with(token: token, db), contribution.consultation == consultation.id
    else { return nil }
    return (consultation, contribution)
  }

  private func decide(_ address: DecisionAddress, _ visit: PersonVisit, _ typed: DecisionTyped) async throws -> Answer {
    if typed.isPreview { return try await preview(address, visit, typed) }
    var generator = SystemRandomNumberGenerator()
    let tokens = (Token(using: &generator), Token(using: &generator))
    do {
      try await database.write { db in
        guard let (consultation, contribution) = try Self.contribution(address.token, in: address.consultation, db)
        else { throw NotFound() }
        guard let choice = typed.choice else { throw DecisionRefusal.noKind }
        let read = try typed.read(contribution, in: consultation, db)
        try Decision.make(choice, because: typed.reason, of: read, tokens: tokens, by: visit.actor, at: visit.now, db)
      }
      let next = try await next(after: address.token, in: address.consultation, under: typed.queue, visit)
      let path = DecidingAddress(consultation: address.consultation, token: next ?? address.token).path
      let place = DeskStep.place(path, under: typed.queue, done: "decidee")
      let isElsewhere = next.map { $0 != address.token } ?? false
      return .redirect(to: isElsewhere ? "\(place)&faite=\(tokens.0.text)" : place)
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        try await decidingPage(address.consultation, address.token, visit, typed, refusal: refusal)
      }
    }
  }

  /// What is typed, with the reason as the author would read it.
  private func preview(_ address: DecisionAddress, _ visit: PersonVisit, _ typed: DecisionTyped) async throws -> Answer
  {
    do {
      let told = try await database.read { db in
        guard let (consultation, contribution) = try Self.contribution(address.token, in: address.consultation, db)
        else { throw NotFound() }
        guard let choice = typed.choice else { throw DecisionRefusal.noKind }
        let read = try typed.read(contribution, in: consultation, db)
        return try Decision.preview(choice, because: typed.reason, of: read, db)
      }
      return try await decidingPage(
        address.consultation, address.token, visit, typed, preview: told, refusal: nil)
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        try await decidingPage(address.consultation, address.token, visit, typed, refusal: refusal)
      }
    }
  }

  /// Under a tab one goes on to what follows; without one, what was decided is shown. Found beside the writer.
  private func next(
    after token: String, in slug: String, under query: String, _ visit: PersonVisit
  ) async throws -> String? {
    let queue = Queue(FormFields(query: query), for: visit.person.id, at: visit.now)
    guard queue.tab != .all else { return nil }
    return try await database.read { db in
      guard let (consultation, contribution) = try Self.contribution(token, in: slug, db) else { return nil }
      return try deposits.neighbours(of: contribution, under: queue.filter, in: consultation, db).next
    }
  }

  /// Does something about a contribution, and shows it again.
  func act(
    _ address: some AddressOfThing, _ visit: PersonVisit, _ word: String, under queue: String, note: String = "",
    _ body: @escaping @Sendable (Contribution, Consultation, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await database.write { db in
        guard let (consultation, contribution) = try Self.contribution(address.token, in: address.consultation, db)
        else { throw NotFound() }
        try body(contribution, consultation, db)
      }
      let path = DecidingAddress(consultation: address.consultation, token: address.token).path
      return .redirect(to: DeskStep.place(path, under: queue, done: word))
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        try await decidingPage(
          address.consultation, address.token, visit, DecisionTyped(queue: queue), note: note, refusal: refusal)
      }
    }
  }

  /// Does something about a decision, and shows its contribution again.
  /// - Parameter goesOn: under a tab, shows what follows instead.
  private func act(
    onDecision token: String, in slug: String, _ visit: PersonVisit, _ word: String, under queue: String,
    goesOn: Bool = false, _ body: @escaping @Sendable (Decision, Consultation, Transaction) throws -> Void
  ) async throws -> Answer {
    let found = try await database.read { db -> String? in
      guard let consultation = try Consultation.with(slug: slug, db),
        let decision = try Decision.with(token: token, in: consultation.id, db)
      else { return nil }
      return try Contribution.with(ids: [decision.contribution], db).first?.token
    }
    guard let contribution = found else { throw NotFound() }
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: slug, db),
          let decision = try Decision.with(token: token, in: consultation.id, db)
        else { throw ActRefusal.gone }
        try body(decision, consultation, db)
      }
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        try await decidingPage(slug, contribution, visit, DecisionTyped(queue: queue), refusal: refusal)
      }
    }
    let next = goesOn ? try await next(after: contribution, in: slug, under: queue, visit) : nil
    let path = DecidingAddress(consultation: slug, token: next ?? contribution).path
    let place = DeskStep.place(path, under: queue, done: word)
    let isElsewhere = next.map { $0 != contribution } ?? false
    return .redirect(to: isElsewhere ? "\(place)&faite=\(token)" : place)
  }

  /// One contribution before an instructor.
  func decidingPage(
    _ slug: String, _ token: String, _ visit: PersonVisit, _ typed: DecisionTyped, note: String = "",
    reexamination: ReexaminationAnswerTyped? = nil, preview: String? = nil, refusal: (any Refusal)?
  ) async throws -> Answer {
    let asked = refusal == nil && preview == nil ? visit.visit.query : FormFields(query: typed.queue)
    let queue = Queue(asked, for: visit.person.id, at: visit.now)
    let page = try await database.read { db -> DecisionPage? in
      guard let (consultation, contribution) = try Self.contribution(token, in: slug, db) else { return nil }
      let reading = try DecisionReading(
        contribution, in: consultation, for: visit.person.id, queue: queue, deposits, at: visit.now, db)
      return DecisionPage(
        reading: reading,
        before: try asked["faite"].flatMap {
          try JustDecided($0, isReading: asked["fait"] == "relue", in: consultation, db)
        },
        typed: typed, typedAnswer: reexamination,
        chosenReason: reading.reasons.first { $0.token == asked["raison"] }, preview: preview, note: note,
        refusal: refusal, done: asked["fait"], queue: queue.queryString, places: register.places, now: visit.now)
    }
    guard let page else { throw NotFound() }
    if page.reading.isWithdrawn {
      let contribution = page.reading.contribution
      return .page(
        Page(
          t("Contribution n° \(contribution.number), retirée"), status: refusal?.status ?? 200, isNarrow: true,
          WithdrawnItemPage(
            consultation: page.reading.consultation, contribution: contribution,
            typed: TypedText([typed.newTitle, typed.reason, note, reexamination?.reason ?? ""]))))
    }
    return .page(Page(.verbatim(page.reading.contribution.text.title), status: refusal?.status ?? 200, page))
  }
}
