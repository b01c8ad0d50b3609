import Consultations
import Deposits
import Directory
import Localization
import Platform
import Storage

/// All that stands before an instructor when she decides of a contribution.
struct DecisionReading: Sendable {
  var text: ContributionReading
  var near: [Resemblance]
  /// Those in force, with what they name and who made them.
  var decisions: [Made]
  var parts: [Part]
  /// How each of them reads.
  var words: [Int64: PartWords]
  /// What is in none of them.
  var left: PartWords?
  /// By their titles alone: they are all in a list to choose from.
  var propositions: [PropositionTitle]
  /// Those of the nearest contributions, the nearest first.
  var likely: [PropositionTitle]
  var addressees: [Addressee]
  var articles: [Rules.Article]
  var reasons: [UsualReason]
  var notes: [Note]
  var assignee: Assignee?
  /// To whom it may be given.
  var instructors: [Assignee]
  var acts: [Act]
  var isParty: Bool
  /// Her own declaration, to be undone.
  var recusal: Int64?
  /// Who stands aside from it.
  var recused: [Recusal.Aside]
  var previous: String?
  var next: String?
  var publication: PublicationRefusal?
  var isVoteOpen: Bool
  /// Of the whole instruction.
  var pace: Pace
  /// Its author has taken it back: nothing of it is shown any more.
  var isWithdrawn: Bool

  struct Made: Sendable {
    var decision: Decision
    var target: Decision.Target
    var person: String?
    var secondReader: String?
    /// What its addressee and those who deposit say of it, once it is published.
    var exchange: Exchange?
    /// Of one that is published.
    var standing: ReexaminationStanding?
    /// The re-examination that waits.
    var waiting: WaitingReexamination?
    /// Why it waits for its authors.
    var authors: AuthorReading.Obstacle?
  }

  var contribution: Contribution { text.contribution }
  var consultation: Consultation { text.consultation }
  /// Nothing is left to decide.
  var isDecided: Bool {
    parts.isEmpty ? !decisions.isEmpty : parts.allSatisfy { part in decisions.contains { $0.decision.part == part.id } }
  }
  var isMine: Bool { !isParty && recusal == nil }

  /// Those whose contributions the nearest ones feed.
  /// - Parameter separated: contributions that are not the same: what they feed is not offered.
  private static func likely(
    _ near: [Resemblance], but separated: Set<Int64>, among propositions: [PropositionTitle], _ db: Snapshot
  ) throws -> [PropositionTitle] {
    let decided = try Decision.live(of: near.map(\.contribution.id) + separated, db)
    let fed = try Proposition.of(decisions: decided.map(\.id), db)
    var found: [PropositionTitle] = []
    for resemblance in near {
      for decision in decided where decision.contribution == resemblance.contribution.id {
        for proposition in fed[decision.id] ?? [] where !found.contains(where: { $0.id == proposition.id }) {
          found.append(PropositionTitle(proposition))
        }
      }
    }
    let apart = decided.filter { separated.contains($0.contribution) }.flatMap { fed[$0.id] ?? [] }.map(\.id)
    return found.filter { one in !apart.contains(one.id) && propositions.contains { $0.id == one.id } }
  }

  init(
    _ contribution: Contribution, in consultation: Consultation, for person: Int64, queue: Queue,
    _ deposits: DepositsModule, at now: Instant, _ db: Snapshot
  ) throws {
    text = try deposits.reading(contribution, in: consultation, db)
    let separated = try Separation.others(of: [contribution.id], db)[contribution.id] ?? []
    let alike = try Resemblance.of([contribution], in: consultation, limit: .max, deposits.search, db)
    near = Array(
      (alike[contribution.id] ?? []).filter { !separated.contains($0.contribution.id) }.prefix(Resemblance.shown))
    let live = try Decision.live(of: [contribution.id], db)
    let targets = try Decision.targets(of: live, in: consultation.id, db)
    let names = try Self.names(live.flatMap { [$0.person, $0.secondReader].compactMap(\.self) }, db)
    let exchanges = try Exchange.of(live, at: now, db)
    let obstacles = try AuthorReading.obstacles(of: live, in: consultation.id, at: now, db)
    let standings = try ReexaminationStanding.of(live, in: consultation.id, at: now, db)
    decisions = try live.map { decision in
      let standing = standings[decision.id]
      return Made(
        decision: decision, target: targets[decision.id] ?? .nothing, person: decision.person.flatMap { names[$0] },
        secondReader: decision.secondReader.flatMap { names[$0] }, exchange: exchanges[decision.id], standing: standing,
        waiting: try standing?.asked.flatMap {
          try WaitingReexamination($0, of: decision, in: consultation.id, for: person, db)
        }, authors: obstacles[decision.id])
    }
    parts = try Part.all(of: contribution.id, db)
    words = try PartWords.of(parts.map(\.id), db)
    left = try PartWords.left(of: [contribution.id], db)[contribution.id]
    propositions = try PropositionTitle.all(of: consultation.id, db)
    likely = try Self.likely(near, but: separated, among: propositions, db)
    addressees = try Addressee.all(of: consultation.id, db)
    articles = try Rules.current(of: consultation.id, db)?.articles ?? []
    reasons = try UsualReason.all(of: consultation.id, db)
    notes = try Note.all(of: contribution.id, db)
    assignee = try Assignment.of([contribution.id], db)[contribution.id]
    instructors = try Assignee.instructors(db)
    acts = try Act.all(in: consultation.id, on: contribution.id, limit: 20, db)
    isParty = try Recusal.isParty(person, to: contribution, at: now, db)
    recusal = try Recusal.declared(by: person, of: contribution.id, db)
    recused = try Recusal.all(of: [contribution.id], at: now, db)[contribution.id] ?? []
    (previous, next) = try deposits.neighbours(of: contribution, under: queue.filter, in: consultation, db)
    publication = try Publication.refusal(in: consultation.id, at: now, db)
    isWithdrawn = try Withdrawal.of(contribution.id, db) != nil
    pace = try Pace(of: consultation.id, at: now, db)
    isVoteOpen = (try? Decision.requireBeforeVote(consultation.id, at: now, db)) == nil
  }

  private static func names(_ persons: [Int64], _ db: Snapshot) throws -> [Int64: String] {
    guard !persons.isEmpty else { return [:] }
    let found = try db.rows("SELECT id, name FROM person WHERE id IN (\(SQL.list(Set(persons))))") { row in
      (id: try row.next(Int64.self), name: try row.next(String.self))
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.name) })
  }
}
