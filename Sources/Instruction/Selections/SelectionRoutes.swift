import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/selection`: what one has ticked, and what is done of it at once.
struct SelectionAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/selection"
  var consultation: String
}

/// `/consultations/services-2021/instruction/selection/decision`
struct SelectionDecisionAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/selection/decision"
  var consultation: String
}

/// `/consultations/services-2021/instruction/selection/relecture`
struct SelectionReadingAddress: AddressInConsultation {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/selection/relecture"
  var consultation: String
}

/// The lines of a page of the queue, and which of them are ticked.
struct SelectionTyped: Input {
  static let fields: Set<String> = ["ligne", "choisie", "geste", "suite"]
  enum Gesture: String { case page, all = "toutes", empty = "vider" }
  var lines: [String]
  var ticked: [String]
  var gesture: Gesture
  var queue: String

  init(_ visit: Visit) {
    lines = visit.form.all("ligne")
    ticked = visit.form.all("choisie")
    gesture = visit.form["geste"].flatMap(Gesture.init(rawValue:)) ?? .page
    queue = DeskStep.queue(of: visit)
  }
}

/// One decision for all that is ticked.
struct SelectionDecisionTyped: Input {
  static let fields: Set<String> = ["decision", "proposition", "nouvelle", "guichet", "article", "raison", "vu"]
  var decision: DecisionTyped
  /// Nil before what will be done was shown.
  var seen: SeenRows?

  init(_ visit: Visit) {
    decision = DecisionTyped(visit)
    seen = visit.form["vu"].map { SeenRows(typed: $0) }
  }
}

/// A second reading of all that is ticked.
struct SelectionReadingTyped: Input {
  static let fields: Set<String> = ["vu"]
  /// Nil before what will be done was shown.
  var seen: SeenRows?

  init(_ visit: Visit) { seen = visit.form["vu"].map { SeenRows(typed: $0) } }
}

extension InstructionModule {
  func registerSelections(in registry: inout Registry) {
    registry.get(SelectionAddress.self, permission: .instruct) { address, visit in
      try await selectionPage(address.consultation, visit, nil, refusal: nil)
    }
    registry.post(SelectionAddress.self, permission: .instruct, input: SelectionTyped.self) { address, visit, typed in
      try await tick(address, visit, typed)
    }
    registry.post(SelectionReadingAddress.self, permission: .instruct, input: SelectionReadingTyped.self) {
      address, visit, typed in
      try await read(address, visit, typed)
    }
    registry.post(SelectionDecisionAddress.self, permission: .instruct, input: SelectionDecisionTyped.self) {
      address, visit, typed in
      guard let seen = typed.seen else {
        return try await selectionPage(address.consultation, visit, typed.decision, refusal: nil)
      }
      do {
        let event = try await database.write { db in
          guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
          guard let choice = typed.decision.choice else { throw DecisionRefusal.noKind }
          let ticked = try Selection.all(of: visit.person.id, in: consultation.id, db)
          guard !ticked.isEmpty else { throw SelectionRefusal.empty }
          let many = try DecisionOfMany(ticked, in: consultation, by: visit.actor, at: visit.now, db)
          guard many.seen == seen else { throw SelectionRefusal.changed }
          let event = try many.make(
            choice, because: typed.decision.reason, in: consultation, by: visit.actor, at: visit.now, db)
          try Selection.untick(many.taken.map(\.contribution.id), by: visit.person.id, db)
          return event
        }
        let path = SelectionAddress(consultation: address.consultation).path
        return .redirect(to: "\(path)?fait=decidees&acte=\(event)")
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) {
          try await selectionPage(address.consultation, visit, typed.decision, refusal: refusal)
        }
      }
    }
  }

  private func read(
    _ address: SelectionReadingAddress, _ visit: PersonVisit, _ typed: SelectionReadingTyped
  ) async throws -> Answer {
    guard let seen = typed.seen else {
      return try await selectionPage(address.consultation, visit, nil, isReading: true, refusal: nil)
    }
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        let person = visit.person.id
        let ticked = try Selection.all(of: person, in: consultation.id, db)
        guard !ticked.isEmpty else { throw SelectionRefusal.empty }
        let many = try ReadingOfMany(ticked, by: person, at: visit.now, db)
        guard many.seen == seen else { throw SelectionRefusal.changed }
        try many.make(by: person, in: consultation.id, actor: visit.actor, at: visit.now, db)
        try Selection.untick(many.taken.map(\.contribution.id), by: person, db)
      }
      return .redirect(to: SelectionAddress(consultation: address.consultation).path + "?fait=relues")
    } catch let refusal as SelectionRefusal {
      return try await visit.visit.refuse(refusal) {
        try await selectionPage(address.consultation, visit, nil, isReading: true, refusal: refusal)
      }
    }
  }

  private func tick(_ address: SelectionAddress, _ visit: PersonVisit, _ typed: SelectionTyped) async throws -> Answer {
    do {
      let list = try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
        let person = visit.person.id
        switch typed.gesture {
        case .empty:
          try Selection.untick(try Selection.all(of: person, in: consultation.id, db), by: person, db)
        case .all:
          let queue = Queue(FormFields(query: typed.queue), for: person, at: visit.now)
          let ids = try deposits.ids(queue.filter, in: consultation, limit: Selection.most + 1, db)
          try Selection.tick(ids, by: person, in: consultation.id, at: visit.now, db)
        case .page:
          let known = try Contribution.ids(of: typed.lines, in: consultation.id, db)
          let ticked = Set(typed.ticked)
          try Selection.untick(known.filter { !ticked.contains($0.key) }.map(\.value), by: person, db)
          try Selection.tick(
            known.filter { ticked.contains($0.key) }.map(\.value), by: person, in: consultation.id, at: visit.now, db)
        }
        return QueueAddress(consultation).path
      }
      let path = typed.gesture == .empty ? address.path : list
      return .redirect(to: DeskStep.place(path, under: typed.queue, done: "selection"))
    } catch let refusal as SelectionRefusal {
      return try await visit.visit.refuse(refusal) {
        try await selectionPage(address.consultation, visit, nil, refusal: refusal)
      }
    }
  }

  private func selectionPage(
    _ slug: String, _ visit: PersonVisit, _ typed: DecisionTyped?, isReading: Bool = false, refusal: (any Refusal)?
  ) async throws -> Answer {
    let found = try await database.read { db -> (SelectionPage, (any Refusal)?)? in
      guard let consultation = try Consultation.with(slug: slug, db) else { return nil }
      let ticked = try Selection.all(of: visit.person.id, in: consultation.id, db)
      let shown = try ContributionSummary.with(
        ids: Array(ticked.prefix(SelectionPage.shown)), evenWithdrawn: true, db)
      var (refused, example) = (refusal, nil as String?)
      let many = try typed.map { _ in
        try DecisionOfMany(ticked, in: consultation, by: visit.actor, at: visit.now, db)
      }
      if let typed, let many, refused == nil {
        do { example = try many.example(typed.choice, because: typed.reason, db) } catch let refusal as any Refusal {
          refused = refusal
        }
      }
      let read = isReading ? try ReadingOfMany(ticked, by: visit.person.id, at: visit.now, db) : nil
      let reading = try read.map { many in
        let shown = many.taken.prefix(SummaryOfReading.shown).map(\.decision)
        return (many: many, targets: try Decision.targets(of: shown, in: consultation.id, db))
      }
      let (query, reasons) = (visit.visit.query, try UsualReason.all(of: consultation.id, db))
      let act = try query["acte"].flatMap { Int64($0) }.flatMap { try Act.with(event: $0, in: consultation.id, db) }
      let page = SelectionPage(
        consultation: consultation, total: ticked.count, shown: shown,
        propositions: try PropositionTitle.all(of: consultation.id, db),
        addressees: try Addressee.all(of: consultation.id, db),
        articles: try Rules.current(of: consultation.id, db)?.articles ?? [],
        reasons: reasons, chosenReason: typed == nil ? reasons.first { $0.token == query["raison"] } : nil,
        typed: typed ?? DecisionTyped(offered: query), many: many, example: example, reading: reading,
        refusal: refused,
        done: query["fait"], act: act, before: query["avant"].flatMap { Int($0) } ?? 0)
      return (page, refused)
    }
    guard let (page, refused) = found else { throw NotFound() }
    if let refused, refusal == nil, visit.visit.wantsJSON { throw refused }
    return .page(Page(t("Ma sélection"), status: refused?.status ?? 200, isNarrow: true, page))
  }
}
