package import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform
import Storage

/// `/consultations/services-2021/decisions/8f3k29qrst/reexamen`: where a depositor asks.
struct ReexaminationAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/decisions/{decision}/reexamen"
  var consultation: String
  var token: String
}

/// `/consultations/services-2021/instruction/decisions/8f3k29qrst/reexamen`: where an instructor answers.
struct ReexaminationAnswerAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/decisions/{decision}/reexamen"
  var consultation: String
  var token: String
}

struct ReexaminationTyped: Input {
  static let fields: Set<String> = ["demande"]
  var text: String
  init(_ visit: Visit) { text = ContributionText.text(visit.form["demande"]) }
}

/// What an instructor answers.
struct ReexaminationAnswerTyped: Input {
  static let fields: Set<String> = ["reexamen", "reponse-reexamen", "vu", "suite"]
  var verdict: Reexamination.Verdict?
  var reason: String
  /// Of the decision of which it is refused.
  var token = ""
  /// Where one goes on from: the filters of the queue.
  var queue: String

  /// The field of its reason.
  var field: String { if case .changed = verdict { "changement-" + token } else { "reponse-" + token } }

  init(_ visit: Visit) {
    reason = ContributionText.text(visit.form["reponse-reexamen"])
    queue = DeskStep.queue(of: visit)
    switch visit.form["reexamen"] {
    case "maintenue": verdict = .upheld(reason: reason)
    case "changee": verdict = .changed(because: reason, seen: ActTyped(visit).seen)
    default: verdict = nil
    }
  }
}

extension InstructionModule {
  func registerReexaminations(in registry: inout Registry) {
    registry.get(ReexaminationAddress.self, for: PersonVisit.self) { address, visit in
      try await reexaminationPage(address, visit, "", refusal: nil)
    }
    registry.post(ReexaminationAddress.self, for: PersonVisit.self, input: ReexaminationTyped.self) {
      address, visit, typed in
      do {
        let path = try await database.write { db in
          let place = try DepositedDecision(address, visit, db)
          guard place.isLive else { throw ReexaminationRefusal.gone }
          try Reexamination.ask(
            typed.text, in: visit.language, of: place.decision, in: place.consultation.id,
            for: place.standing.organisation, by: visit.person.actor(for: place.standing.organisation), at: visit.now,
            db)
          return ContributionAddress(place.contribution, in: place.consultation).path
        }
        return .redirect(to: visit.language.address(path) + "?fait=reexamen-demande")
      } catch let refusal as ReexaminationRefusal {
        return try await visit.visit.refuse(refusal) {
          try await reexaminationPage(address, visit, typed.text, refusal: refusal)
        }
      }
    }
    registry.post(ReexaminationAnswerAddress.self, permission: .instruct, input: ReexaminationAnswerTyped.self) {
      address, visit, typed in try await answer(address, visit, typed)
    }
  }

  private func reexaminationPage(
    _ address: ReexaminationAddress, _ visit: PersonVisit, _ typed: String, refusal: ReexaminationRefusal?
  ) async throws -> Answer {
    let page = try await database.read { db in
      let place = try DepositedDecision(address, visit, db)
      let (decision, consultation) = (place.decision, place.consultation)
      let standings = try ReexaminationStanding.of([decision], in: consultation.id, at: visit.now, db)
      guard let standing = standings[decision.id] else { throw NotFound() }
      let answers = try AnswerBanner.Answer.of([decision], in: consultation, at: visit.now, db)
      guard let answer = answers.first else { throw NotFound() }
      return ReexaminationPage(
        consultation: consultation, contribution: place.contribution, answer: answer, standing: standing,
        organisation: place.standing.name,
        mention: try Remedies.history(of: consultation.id, db).current.mention(in: visit.language), typed: typed,
        refusal: place.isLive ? refusal : .gone, language: visit.language)
    }
    return .page(
      Page(
        t("Demander un réexamen"), status: refusal?.status ?? 200, section: AllContributionsAddress().path,
        isNarrow: true, page))
  }

  private func answer(
    _ address: ReexaminationAnswerAddress, _ visit: PersonVisit, _ typed: ReexaminationAnswerTyped
  ) async throws -> Answer {
    let found = try await database.read { db -> Contribution? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let decision = try Decision.published(address.token, in: consultation.id, db)?.decision
      else { return nil }
      return try Contribution.with(ids: [decision.contribution], db).first
    }
    guard let contribution = found else { throw NotFound() }
    do {
      try await database.write { db in
        guard let consultation = try Consultation.with(slug: address.consultation, db),
          let (decision, isLive) = try Decision.published(address.token, in: consultation.id, db)
        else { throw NotFound() }
        guard isLive else { throw ReexaminationRefusal.answered }
        guard let verdict = typed.verdict else { throw ReexaminationRefusal.noVerdict }
        let (fallen, answer) = try Reexamination.answer(
          verdict, of: decision, on: contribution, by: visit.actor, at: visit.now, db)
        let letters = ReexaminationLetters(consultation: consultation, site: visit.site)
        switch verdict {
        case .upheld(let reason):
          try letters.tell(upheld: reason, answer, of: decision, on: contribution, at: visit.now, db)
        case .changed(let reason, _):
          try letters.tell(changed: reason, answer, of: decision, on: contribution, at: visit.now, db)
        }
        try DecisionLetters(consultation: consultation, site: visit.site).tellUndone(
          fallen.filter { $0.id != decision.id }, at: visit.now, db)
        try AddresseeLetters(site: visit.site).tellUndone(fallen, at: visit.now, db)
      }
    } catch let refusal as any Refusal {
      return try await visit.visit.refuse(refusal) {
        var typed = typed
        typed.token = address.token
        return try await decidingPage(
          address.consultation, contribution.token, visit, DecisionTyped(queue: typed.queue), reexamination: typed,
          refusal: refusal)
      }
    }
    let path = DecidingAddress(consultation: address.consultation, token: contribution.token).path
    return .redirect(to: DeskStep.place(path, under: typed.queue, done: "reexaminee"))
  }
}

extension InstructionModule {
  /// To administrators, beside the calendar: what will hold up the vote.
  package static let calendarNotice: CalendarNotice = { consultation, now, db in
    AnyMarkup(VoteProspectNotice(prospect: try VoteProspect(of: consultation.id, at: now, db)))
  }
}

/// A published decision of which the visitor acts for one of the depositors.
private struct DepositedDecision: Sendable {
  var decision: Decision
  var isLive: Bool
  var contribution: Contribution
  var consultation: Consultation
  /// For whom the visitor speaks.
  var standing: Standing

  /// - Throws: `NotFound` for whoever acts for none of those who deposit.
  init(_ address: ReexaminationAddress, _ visit: PersonVisit, _ db: Snapshot) throws {
    guard let consultation = try Consultation.with(slug: address.consultation, db),
      let (decision, isLive) = try Decision.published(address.token, in: consultation.id, db),
      let contribution = try Contribution.with(ids: [decision.contribution], db).first,
      try Withdrawal.of(contribution.id, db) == nil,
      let standing = try contribution.standing(of: visit.person, db)
    else { throw NotFound() }
    self.decision = decision
    self.isLive = isLive
    self.contribution = contribution
    self.consultation = consultation
    self.standing = standing
  }
}
