import Consultations
import Directory
import Instruction
import Localization
import Platform
import Proof
import Storage

/// The form of a vote as it was typed.
struct VoteFormTyped: Input {
  static let fields: Set<String> = [
    "forme", "plafond", "enveloppe", "regle", "utilite", "minimum", "departage", "tirage", "numeros",
    "departements", "regions",
  ]
  var form: String
  var most: String
  var budget: String
  var rule: String
  var utility: String
  var minimum: String
  var ties: String
  var draw: String
  var numbers: String
  var departments: String
  var regions: [String]

  init(_ visit: Visit) {
    func line(_ name: String) -> String { String((visit.form[name] ?? "").prefix(500)).trimmed }
    form = line("forme")
    most = line("plafond")
    budget = line("enveloppe")
    rule = line("regle")
    utility = line("utilite")
    minimum = line("minimum")
    ties = line("departage")
    draw = line("tirage")
    numbers = line("numeros")
    departments = line("departements")
    regions = visit.form.all("regions").map { String($0.prefix(3)) }
  }

  init(_ form: VoteForm) {
    self.form = form.ballot.rawValue
    most = String(form.most)
    budget = String(form.budget)
    rule = form.rule.rawValue
    utility = form.utility.rawValue
    minimum = String(form.minimum)
    ties = form.ties.rawValue
    draw = form.draw
    numbers = form.numbers == 0 ? "" : String(form.numbers)
    departments = form.departments.joined(separator: ", ")
    regions = form.regions
  }

  private static func number(_ typed: String) -> Int64 {
    Int64(typed.filter { !$0.isWhitespace && $0 != "€" }) ?? -1
  }

  /// What is no number is refused as one that is out of bounds.
  var whole: VoteForm {
    var whole = VoteForm()
    whole.ballot = BallotForm(rawValue: form) ?? .approval
    whole.most = Self.number(most)
    whole.budget = Self.number(budget)
    whole.rule = CountingRule(rawValue: rule) ?? .mesGreedy
    whole.utility =
      whole.rule == .approval ? .none : utility == CountingUtility.cardinality.rawValue ? .cardinality : .cost
    whole.minimum = Self.number(minimum)
    let codes = departments.split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(3)).uppercased() }
    whole.departments = Set(codes).sorted()
    whole.regions = Set(regions).sorted()
    whole.ties = TieRule(rawValue: ties) ?? .identifier
    if whole.ties == .lots {
      whole.draw = draw
      whole.numbers = Self.number(numbers)
    }
    return whole
  }
}

/// When the vote will be counted.
struct CountOrderTyped: Input {
  static let fields: Set<String> = ["quand"]
  var due: Instant?
  init(_ visit: Visit) { due = visit.form["quand"].flatMap { ParisTime.instant($0) } }
}

extension VotesModule {
  /// The pages of administrators, in French as all of administration.
  func registerPreparation(in registry: inout Registry) {
    registry.addToAdministration(
      AdministrationEntry(
        t("Votes"), path: VotesAdministrationAddress().path,
        summary: t("La forme du vote de chaque consultation, son ouverture et son dépouillement."),
        permission: .prepare))
    registry.get(VotesAdministrationAddress.self, permission: .prepare) { _, _ in
      let all = try await database.read { db in try Consultation.announced(db) }
      return .page(Page(t("Votes"), VotesAdministrationPage(consultations: all)))
    }
    registry.get(VotePreparationAddress.self, permission: .prepare) { address, visit in
      try await preparationPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(VotePreparationAddress.self, permission: .prepare, input: VoteFormTyped.self) {
      address, visit, typed in
      try await act(address.consultation, visit, typed, "enregistre") { consultation, db in
        try Vote.prepare(typed.whole, in: consultation.id, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(VoteOpeningAddress.self, permission: .prepare) { address, visit in
      try await act(address.consultation, visit, nil, "ouvert") { consultation, db in
        let key = try visit.site.settings.signingKey()
        try Vote.open(
          in: consultation, with: key, by: visit.actor, at: try visit.visit.clock.now(in: db), db)
      }
    }
    registry.post(VoteCountAddress.self, permission: .prepare) { address, visit in
      try await act(address.consultation, visit, nil, "depouille") { consultation, db in
        guard let vote = try Vote.of(consultation.id, db) else { throw VoteRefusal.notPrepared }
        try vote.count(
          with: try visit.site.settings.signingKey(), by: visit.actor, at: try visit.visit.clock.now(in: db), db)
      }
    }
  }

  func registerCountOrders(in registry: inout Registry) {
    registry.post(CountOrderAddress.self, permission: .prepare, input: CountOrderTyped.self) {
      address, visit, typed in
      try await act(address.consultation, visit, nil, "programme") { consultation, db in
        guard let vote = try Vote.of(consultation.id, db) else { throw VoteRefusal.notPrepared }
        guard let due = typed.due else { throw VoteRefusal.badInstant }
        try CountOrder.give(due, for: vote, by: visit.actor, at: visit.now, db)
      }
    }
    registry.post(CountOrderEndAddress.self, permission: .prepare) { address, visit in
      try await act(address.consultation, visit, nil, "deprogramme") { consultation, db in
        guard let vote = try Vote.of(consultation.id, db), let order = try CountOrder.waiting(for: vote.id, db) else {
          throw VoteRefusal.noOrder
        }
        try order.end(of: vote, by: visit.actor, at: visit.now, db)
      }
    }
  }

  private func act(
    _ slug: String, _ visit: PersonVisit, _ typed: VoteFormTyped?, _ word: String,
    _ body: @escaping @Sendable (Consultation, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      try await write { db in
        guard let consultation = try Consultation.with(slug: slug, db) else { throw NotFound() }
        try body(consultation, db)
      }
      return .redirect(to: VotePreparationAddress(consultation: slug).path + "?fait=" + word)
    } catch let refusal as VoteRefusal {
      return try await visit.visit.refuse(refusal) {
        try await preparationPage(slug, visit, typed: typed, refusal: refusal)
      }
    }
  }

  private func preparationPage(
    _ slug: String, _ visit: PersonVisit, typed: VoteFormTyped?, refusal: VoteRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> VotePreparationPage? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let vote = try Vote.of(consultation.id, db)
      let isOpened = vote?.openedAt != nil
      return VotePreparationPage(
        consultation: consultation, vote: vote, typed: typed ?? VoteFormTyped(vote?.form ?? VoteForm()),
        obstacle: try Vote.obstacle(in: consultation.id, at: visit.now, db),
        called: isOpened
          ? try vote.map { try RollEntry.count(in: $0.id, db) } ?? 0
          : try RollEntry.called(in: consultation.id, within: vote?.form ?? VoteForm(), db).count,
        propositions: isOpened
          ? try vote.map { try VotedProposition.all(of: $0.id, db).count } ?? 0
          : try Proposition.published(in: consultation.id, db).count,
        attended: try vote.map { try Attendance.count(in: $0.id, db) } ?? 0,
        places: register.places, order: try vote.flatMap { try CountOrder.waiting(for: $0.id, db) },
        contested: try vote.map { try Contest.all(of: $0.id, db).count { $0.outcome == nil } } ?? 0,
        lights: try OpeningLights(of: consultation, visit.site.settings, at: visit.now, db).all
          .filter { isOpened ? $0.colour == .red : $0.colour != .green }, refusal: refusal,
        done: visit.visit.query["fait"], now: visit.now)
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Vote des collectivités"), status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
