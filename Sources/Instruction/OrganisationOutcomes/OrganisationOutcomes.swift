import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// Where all that an organisation deposited went, alone or with others: each contribution with its decisions, their
/// reasons, what they feed, what was answered; and, for those who act for it, the letters that went out.
struct OrganisationOutcomes: Sendable {
  struct Entry: Sendable {
    var contribution: ContributionSummary
    var answers: [AnswerBanner.Answer]
    var changed: [Reexamination]
    var letters: [ToldLetter]
  }

  var entries: [Entry]
  var hasMore: Bool
  /// When decisions may be published; nil where the calendar does not say.
  var instruction: Phase?

  var decided: Int { entries.count { !$0.answers.isEmpty } }

  static let most = 500

  /// How many of its contributions have a published decision.
  static func decided(of organisation: Int64, in consultation: Int64, _ db: Snapshot) throws -> Int {
    let found = try ContributionSummary.all(of: organisation, in: consultation, limit: most, db)
    return Set(try Decision.published(of: found.map(\.id), db).map(\.contribution)).count
  }

  /// - Parameter isMine: for whoever acts for it.
  init(
    of organisation: Int64, in consultation: Consultation, isMine: Bool, at now: Instant, _ db: Snapshot
  ) throws {
    let found = try ContributionSummary.all(of: organisation, in: consultation.id, limit: Self.most + 1, db)
    hasMore = found.count > Self.most
    let shown = Array(found.prefix(Self.most))
    let ids = shown.map(\.id)
    let decisions = try Decision.published(of: ids, db)
    let answers = Dictionary(
      grouping: try AnswerBanner.Answer.of(decisions, in: consultation, at: now, db), by: \.decision.contribution)
    let changed = try Reexamination.changed(of: ids, db)
    let letters = isMine ? try ToldLetter.all(of: ids, db) : [:]
    entries = shown.map {
      Entry(
        contribution: $0, answers: answers[$0.id] ?? [], changed: changed[$0.id] ?? [], letters: letters[$0.id] ?? [])
    }
    instruction = try Phase.all(of: consultation.id, db).first { $0.kind == .instruction }
  }
}

/// A letter that went to those who deposit: of what, when, to how many addresses.
struct ToldLetter: Sendable, Equatable {
  var kind: Kind
  var at: Instant
  var addresses: Int

  enum Kind: Sendable, Equatable {
    case decision, corrected, undone, addressee, upheld, waitingAgain

    var title: Phrase {
      switch self {
      case .decision: t("La décision et sa raison")
      case .corrected: t("La décision corrigée, et sa raison")
      case .undone: t("L’annulation de la décision")
      case .addressee: t("La réponse du guichet")
      case .upheld: t("La réponse à la demande de réexamen")
      case .waitingAgain: t("L’annulation de cette réponse")
      }
    }
  }

  /// Those about some contributions, the oldest first.
  static func all(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [ToldLetter]] {
    guard !contributions.isEmpty else { return [:] }
    var facts: [String: (contribution: Int64, kind: Kind)] = [:]
    try db.forEach(
      """
      SELECT decision.contribution_id, decision.token, addressee_answer.id, reexamination_answer.id FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      LEFT JOIN addressee_answer ON addressee_answer.decision_id = decision.id
      LEFT JOIN reexamination ON reexamination.decision_id = decision.id
      LEFT JOIN reexamination_answer ON reexamination_answer.reexamination_id = reexamination.id
      WHERE decision.contribution_id IN (\(SQL.list(contributions)))
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let token: String = try row.next()
      facts["decision/\(token)"] = (contribution, .decision)
      facts["decision/\(token)/undone"] = (contribution, .undone)
      if let answer: Int64 = try row.next() {
        facts["redirection/\(token)/answer/\(answer)"] = (contribution, .addressee)
      }
      if let answer: Int64 = try row.next() {
        facts["reexamination/\(token)/answer/\(answer)"] = (contribution, .upheld)
        facts["reexamination/\(token)/answer/\(answer)/undone"] = (contribution, .waitingAgain)
      }
    }
    // A regrouping writes anew, and so does its undoing: each by the line of the journal of what it made.
    try db.forEach(
      """
      SELECT DISTINCT decision.contribution_id, decision.token, other.event_id FROM decision
      JOIN decision_publication ON decision_publication.decision_id = decision.id
      JOIN decision AS other ON other.contribution_id = decision.contribution_id
      WHERE decision.contribution_id IN (\(SQL.list(contributions)))
      """
    ) { row in
      let contribution: Int64 = try row.next()
      let token: String = try row.next()
      facts["decision/\(token)/instead/\(try row.next(Int64.self))"] = (contribution, .corrected)
    }
    var found: [Int64: [ToldLetter]] = [:]
    for told in try OutgoingMail.told(Array(facts.keys), db) {
      guard let about = facts[told.fact] else { continue }
      found[about.contribution, default: []].append(
        ToldLetter(kind: about.kind, at: told.at, addresses: told.addresses))
    }
    return found
  }
}
