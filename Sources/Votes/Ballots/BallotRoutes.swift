import Consultations
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof
import Storage

/// What one chooses: all that counts from now on.
struct BallotTyped: Input {
  static let fields: Set<String> = ["choix", "vu"]
  var choices: [String]
  /// The number of the ballot that the page showed; nil where a page of ours was not what sent it.
  var seen: Int64?
  init(_ visit: Visit) {
    choices = visit.form.all("choix").map { String($0.prefix(Token.length)) }
    seen = visit.form["vu"].flatMap { Int64($0) }
  }
}

/// Opening from nothing, or as it was prepared.
struct BallotOpeningTyped: Input {
  static let fields: Set<String> = ["prepare"]
  var prepared: Int64?
  init(_ visit: Visit) { prepared = visit.form["prepare"].flatMap { Int64($0) } }
}

extension VotesModule {
  func registerBallots(in registry: inout Registry) {
    registry.get(BallotAddress.self, for: ActingVisit.self) { address, visit in
      try await ballotPage(address.consultation, visit, typed: nil, refusal: nil)
    }
    registry.post(BallotOpeningAddress.self, for: ActingVisit.self, input: BallotOpeningTyped.self) {
      address, visit, typed in
      try await act(address.consultation, visit, nil, typed.prepared == nil ? "ouvert" : "repris") { vote, db in
        try Ballot.open(
          in: vote, for: visit.mandate.organisation, taking: typed.prepared, by: visit.actor,
          on: visit.visit.clock, db)
      }
    }
    registry.post(BallotAddress.self, for: ActingVisit.self, input: BallotTyped.self) { address, visit, typed in
      try await act(address.consultation, visit, typed.choices, "enregistre") { vote, db in
        try Ballot.choose(
          typed.choices, seen: typed.seen, in: vote, for: visit.mandate.organisation, by: visit.actor,
          on: visit.visit.clock, db)
      }
    }
    registry.get(ReceiptAddress.self, for: ActingVisit.self) { address, visit in
      let bytes = try await database.read { db in
        let (_, vote) = try found(address.consultation, db)
        guard
          let ballot = try Ballot.readable(
            by: visit.person.id, for: visit.mandate.organisation, in: vote.id, at: visit.now, db)
        else { throw NotFound() }
        return try BallotReceipt.of(ballot, in: vote, db).bytes
      }
      return .file(
        FileAnswer(
          type: "application/json", bytes: bytes, downloadName: "recepisse-\(address.consultation).json",
          isPrivate: true))
    }
  }

  private func act(
    _ slug: String, _ visit: ActingVisit, _ typed: [String]?, _ word: String,
    _ body: @escaping @Sendable (Int64, Transaction) throws -> Void
  ) async throws -> Answer {
    do {
      let number = try await database.read { db in try Vote.number(at: slug, db) }
      guard let id = number else { throw NotFound() }
      try await write { db in try body(id, db) }
      if visit.visit.wantsJSON { return .json(try await told(slug, visit)) }
      let page = visit.visit.language.address(BallotAddress(consultation: slug).path)
      let filter = BallotFilter(visit.visit.query)
      return .redirect(to: page + "?fait=" + word + (filter.isEmpty ? "" : "&" + filter.queryString))
    } catch let refusal as Ballot.Refusal {
      return try await visit.visit.refuse(refusal) {
        try await ballotPage(slug, visit, typed: typed, refusal: refusal)
      }
    }
  }

  /// What counts now, for the script of the page.
  private func told(_ slug: String, _ visit: ActingVisit) async throws -> [UInt8] {
    let state = try await database.read { db in
      let (_, vote) = try found(slug, db)
      let standing = try Ballot.standing(of: visit.mandate.organisation, in: vote.id, db)
      return (
        standing,
        BallotState(
          vote: vote, choices: standing?.choices ?? [], propositions: try VotedProposition.all(of: vote.id, db))
      )
    }
    let (language, catalogue) = (visit.visit.language, visit.site.catalogue)
    let choices = state.0?.choices ?? []
    let left = [state.1.left, state.1.money].compactMap(\.self)
    let titles = state.1.propositions.filter { choices.contains($0.name) }.map(\.title)
    var json = JSONWriter()
    json.object([
      ("message", { $0.text(state.1.counted.text(in: language, catalogue)) }),
      ("reste", { $0.text(left.map { $0.text(in: language, catalogue) }.joined(separator: " ")) }),
      ("titres", { $0.list(titles) { title, json in json.text(title) } }),
      ("choix", { $0.list(choices) { choice, json in json.text(choice) } }),
      ("numero", { $0.integer(state.0?.number ?? 0) }),
      ("ligne", { $0.text(state.0?.line.text(in: language, catalogue) ?? "") }),
      ("recepisse", { $0.text(Ballot.toComplete.text(in: language, catalogue)) }),
      ("historique", { $0.text(BallotHistory.toReload.text(in: language, catalogue)) }),
    ])
    return json.bytes
  }

  /// What was prepared for an organisation whose ballot is not open yet.
  private func offer(
    _ consultation: Consultation, _ vote: Vote, _ organisation: Organisation, _ language: Language, _ db: Snapshot
  ) throws -> PreparedOffer? {
    guard let prepared = try PreparedBallot.standing(of: organisation.id, in: vote.id, db) else { return nil }
    let asking = try prepared.operator.flatMap { try Organisation.with(ids: [$0], db).first }
    return PreparedOffer(
      consultation: consultation, prepared: prepared,
      preparer: try asking.map(register.places.fullName) ?? RightRequest.name(of: prepared.person, db),
      own: try prepared.ownChoices(in: vote.id, db), propositions: try VotedProposition.all(of: vote.id, db),
      language: language)
  }

  /// What the organisation asked for and supported beside each, whose themes are those of today.
  private func ballotPropositions(
    _ propositions: [VotedProposition], _ vote: Vote, for organisation: Int64, _ db: Snapshot
  ) throws -> [BallotProposition] {
    let supported = try VotedProposition.supported(by: organisation, in: vote.id, db)
    let asked = try VotedProposition.asked(by: organisation, in: vote.id, db)
    let themes = Dictionary(
      try Proposition.published(in: vote.consultation, db).map { ($0.token, $0.wording.themes) },
      uniquingKeysWith: { $1 })
    return propositions.map { proposition in
      BallotProposition(
        proposition: proposition, themes: themes[proposition.name] ?? [],
        isSupported: supported.contains(proposition.name), isOwn: asked.contains(proposition.name))
    }
  }

  private func ballotPage(
    _ slug: String, _ visit: ActingVisit, typed: [String]?, refusal: Ballot.Refusal?
  ) async throws -> Answer {
    let page = try await database.read { db -> BallotPage? in
      let (consultation, vote) = try found(slug, db)
      let id = visit.mandate.organisation
      guard let organisation = try Organisation.with(ids: [id], db).first else { return nil }
      let entry = try RollEntry.of(id, in: vote.id, db)
      let propositions = try VotedProposition.all(of: vote.id, db)
      let standing = try Ballot.standing(of: id, in: vote.id, db)
      let right = try CastingRight.live(of: visit.person.id, for: id, in: vote.id, at: visit.now, db)
      return BallotPage(
        consultation: consultation, vote: vote, organisation: organisation,
        propositions: try ballotPropositions(
          entry.map { propositions.drawn(for: $0) } ?? propositions, vote, for: id, db),
        filter: BallotFilter(visit.visit.query), themes: try Theme.all(of: consultation.id, db), right: right,
        standing: standing,
        hasOwn: try right == nil
          && Ballot.readable(by: visit.person.id, for: id, in: vote.id, at: visit.now, db) != nil,
        history: right == nil ? [] : try BallotStep.all(of: id, in: vote.id, db),
        decision: right == nil ? nil : try BallotDecision.standing(of: [id], in: vote.id, db)[id],
        isCalled: try vote.calls(id, db), isContested: try Contest.live(of: id, in: vote.id, db) != nil,
        offer: standing == nil ? try offer(consultation, vote, organisation, visit.language, db) : nil, typed: typed,
        refusal: refusal, done: visit.visit.query["fait"], opens: try vote.opening(after: visit.now, db),
        now: visit.now, language: visit.visit.language)
    }
    guard let page else { throw NotFound() }
    let title = Ballot.title(of: page.organisation, in: visit.visit.language)
    return .page(Page(title, status: refusal?.status ?? 200, isNarrow: true, page))
  }
}
