import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst/recomposition`
struct RegroupingAddress: AddressOfThing {
  static let pattern: StaticString =
    "/consultations/{consultation}/instruction/propositions/{proposition}/recomposition"
  var consultation: String
  var token: String
}

/// What is to be done of a proposition, of which decisions, and why.
struct RegroupingTyped: Input {
  static let fields: Set<String> = ["geste", "decision", "proposition", "nouvelle", "raison", "lu", "vu"]
  var kind: Regrouping.Kind?
  var decisions: [String] = []
  var proposition = ""
  var title = ""
  var reason = ""
  /// The decisions that fed it when it was read.
  var read: SeenRows?
  /// What will be done was shown.
  var isSeen = false

  init() {}

  init(_ visit: Visit) {
    let form = visit.form
    kind = form["geste"].flatMap(Regrouping.Kind.init(slug:))
    decisions = form.all("decision").compactMap { Token(prefixOf: $0)?.text }
    proposition = form["proposition"].flatMap { Token(prefixOf: $0)?.text } ?? ""
    title = ContributionText.line(form["nouvelle"])
    reason = ContributionText.text(form["raison"])
    read = form["lu"].map { SeenRows(typed: $0) }
    isSeen = form["vu"] == "1"
  }

  var choice: Regrouping.Choice? {
    switch kind {
    case .moved: .move(decisions, to: proposition)
    case .merged: .merge(into: proposition)
    case .split: .split(decisions, title: title)
    case nil: nil
    }
  }
}

extension InstructionModule {
  func registerRegroupings(in registry: inout Registry) {
    registry.get(RegroupingAddress.self, permission: .instruct) { address, visit in
      do { return try await regroupingPage(address, visit, nil, refusal: nil) } catch PropositionRefusal.gone {
        throw NotFound()
      }
    }
    registry.post(RegroupingAddress.self, permission: .instruct, input: RegroupingTyped.self) { address, visit, typed in
      do {
        guard typed.isSeen else { return try await regroupingPage(address, visit, typed, refusal: nil) }
        let path = try await database.write { db -> String in
          var generator = SystemRandomNumberGenerator()
          let (consultation, proposition) = try Self.proposition(address, db)
          guard let choice = typed.choice else { throw RegroupingRefusal.noKind }
          let done = try Regrouping.make(
            choice, of: proposition, because: typed.reason, seen: typed.read, in: consultation, using: &generator,
            by: visit.actor, at: visit.now, db)
          try DecisionLetters(consultation: consultation, site: visit.site)
            .tell(done.told, insteadBy: done.event, at: visit.now, db)
          return EditedPropositionAddress(consultation, token: done.proposition).path
        }
        return .redirect(to: path + "?fait=recomposee")
      } catch PropositionRefusal.gone {
        return try await visit.visit.refuse(PropositionRefusal.gone) {
          try await gonePropositionPage(
            address.token, in: address.consultation, read: nil, typed: [typed.title, typed.reason])
        }
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) {
          try await regroupingPage(address, visit, typed, refusal: refusal)
        }
      }
    }
  }

  private static func proposition(
    _ address: some AddressOfThing, _ db: Snapshot
  ) throws -> (Consultation, Proposition) {
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
    return (consultation, try Proposition.edited(token: address.token, in: consultation.id, db))
  }

  /// What feeds it with what can be done of it; then what will be, once somebody has chosen.
  private func regroupingPage(
    _ address: RegroupingAddress, _ visit: PersonVisit, _ typed: RegroupingTyped?, refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> RegroupingPage in
      let (consultation, proposition) = try Self.proposition(address, db)
      let feeding = try Feeding.of(proposition, onlyPublished: false, db)
      var page = RegroupingPage(
        consultation: consultation, proposition: proposition, feeding: feeding,
        others: try Proposition.all(of: consultation.id, db).filter { $0.id != proposition.id },
        typed: typed ?? RegroupingTyped(), refusal: refusal)
      if typed == nil { page.typed.reason = UsualReason.supplied(.grouped) }
      do {
        guard let typed, refusal == nil else {
          try Decision.requireBeforeVote(consultation.id, at: visit.now, db)
          return page
        }
        guard let choice = typed.choice else { throw RegroupingRefusal.noKind }
        let plan = try Regrouping.plan(
          choice, of: proposition, seen: typed.read, in: consultation, by: visit.actor, at: visit.now, db)
        guard !typed.reason.isEmpty else { throw DecisionRefusal.noReason }
        page.summary = RegroupingSummary(
          kind: choice.kind, decisions: plan.decisions.count,
          published: plan.decisions.filter { $0.publishedAt != nil }.count,
          target: plan.target?.wording.title ?? typed.title)
      } catch let refusal as any Refusal {
        if page.refusal == nil { page.refusal = refusal }
      }
      return page
    }
    if let refused = page.refusal, typed != nil, visit.visit.wantsJSON { throw refused }
    let status = typed == nil ? 200 : page.refusal?.status ?? 200
    return .page(Page(t("Recomposer une proposition"), status: status, isNarrow: true, page))
  }
}
