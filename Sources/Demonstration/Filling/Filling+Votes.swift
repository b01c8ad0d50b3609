import Consultations
import Directory
import Instruction
import Localization
import MerkleLog
import Platform
import Proof
import Storage
import Votes

extension Filling {
  /// The vote of the invented authorities: of the whole roll they alone cast, from the opening on 16 April; still open
  /// on the 20th, or counted on 3 May.
  static func votes(
    _ corpus: Corpus, _ rows: [Int64], in consultation: Int64, with key: SigningKey, isCounted: Bool,
    into database: Database
  ) async throws {
    let opening = ParisTime.instant(year: 2021, month: 4, day: 16, hour: 8)
    let before = opening.adding(seconds: -4 * 86_400)
    try await database.write { db in
      let propositions = try Proposition.published(in: consultation, db)
      try retainCosts(of: propositions, at: before, db)
      for proposition in propositions { try proposition.publish(by: .command, at: before, db) }
    }
    let (vote, names) = try await database.write { db -> (Vote?, [String]) in
      guard let shown = try Consultation.with(id: consultation, db) else { return (nil, []) }
      try Vote.prepare(VoteForm(), in: consultation, by: .command, at: opening, db)
      try Vote.open(in: shown, with: key, by: .command, at: opening, db)
      let vote = try Vote.of(consultation, db)
      return (vote, try vote?.names(db) ?? [])
    }
    guard let vote else { return }
    let played = Set(
      try await database.read { db in try db.values("SELECT organisation_id FROM mandate", as: Int64.self) })
    // Those who can be played have still to vote.
    let voters = corpus.organisations.indices.filter { place in
      corpus.organisations[place].kind.isAuthority && place < rows.count && !played.contains(rows[place])
    }
    try await prepared(vote, names, corpus, rows, at: opening, database)
    let plan = VotePlan(voters: voters.count, propositions: names.count, days: isCounted ? 14 : 4)
    for start in stride(from: 0, to: plan.ballots.count, by: 40) {
      let some = Array(plan.ballots[start..<min(start + 40, plan.ballots.count)])
      try await database.write { db in
        for ballot in some {
          let place = voters[ballot.voter]
          try cast(
            ballot, for: rows[place], named: corpus.organisations[place].genitive, in: vote, of: names, at: opening, db)
        }
      }
    }
    try await mayor(in: consultation, vote, at: opening, database)
    let told = try await neighbour(vote, names, at: opening, database)
    try await database.write { db in try vote.silence(but: told, at: opening, db) }
    guard isCounted else { return }
    let closed = ParisTime.instant(year: 2021, month: 5, day: 1)
    try await database.write { db in
      try Vote.closeDue(with: key, on: Clock { closed }, db)
      try Vote.of(consultation, db)?.count(with: key, by: .command, at: closed.adding(seconds: 33 * 3_600), db)
      try vote.silence(but: told, at: closed, db)
    }
  }

  private static func cast(
    _ ballot: VotePlan.Ballot, for organisation: Int64, named genitive: String, in vote: Vote, of names: [String],
    at opening: Instant, _ db: Transaction
  ) throws {
    var generator = SeededGenerator(seed: 28, stream: 2, index: ballot.voter)
    let person = try Person.create(
      name: "Maire \(genitive)", mail: "maire-\(ballot.voter + 1)@mairie.example", token: Token(using: &generator),
      through: .command, at: opening, db)
    let at = opening.adding(seconds: ballot.seconds)
    let clock = Clock { at }
    try vote.entitle(
      person, asHeadOf: organisation, by: ballot.isByInstructors ? .twoInstructors : .officialMailbox, on: clock, db)
    try vote.cast(ballot.choices.map { names[$0] }, for: organisation, by: person, on: clock, db)
    // One in nine says that its council deliberated, one in three of these with its document.
    if ballot.voter % 9 == 0 {
      let number = "2021-\(10 + ballot.voter % 40)"
      let document =
        ballot.voter % 27 == 0
        ? InventedPDF.page(
          "Délibération n° \(number)", ["Conseil \(genitive)", "", "Document inventé pour la démonstration."]) : []
      try vote.tellDeliberation(
        number, on: "2021-04-12", document: document, for: organisation, by: person, on: clock, db)
    }
    if ballot.isContested { try vote.contest(organisation, token: Token(using: &generator), at: at, db) }
  }

  /// The mayor who can be played has proved to be it, and has not voted yet.
  private static func mayor(
    in consultation: Int64, _ vote: Vote, at now: Instant, _ database: Database
  ) async throws {
    try await database.write { db in
      guard let character = Character.all.first(where: { $0.key == "maire" }),
        let person = try Person.all(with: character.mail, db).first,
        let mandate = try Mandate.all(of: person.id, at: now, db).first
      else { return }
      try vote.entitle(person.id, asHeadOf: mandate.organisation, by: .officialMailbox, on: Clock { now }, db)
    }
  }
}

extension Filling {
  /// The invented operator has prepared the same ballot for all of its members that let it.
  private static func prepared(
    _ vote: Vote, _ names: [String], _ corpus: Corpus, _ rows: [Int64], at opening: Instant, _ database: Database
  ) async throws {
    guard let pooling = corpus.organisations.firstIndex(where: { $0.kind == .operator }), pooling < rows.count,
      let character = Character.all.first(where: { $0.key == "operateur" })
    else { return }
    try await database.write { db in
      let members = try Preparation.ballotMembers(of: rows[pooling], at: opening, db)
      guard let person = try Person.all(with: character.mail, db).first, !members.isEmpty else { return }
      try vote.prepare(
        Array(names.dropFirst(5).prefix(4)), for: members, of: rows[pooling], by: person.id, at: opening, db)
    }
  }

  /// The mayor of the town whose agent can be played has voted: its official mailbox is told so.
  private static func neighbour(
    _ vote: Vote, _ names: [String], at opening: Instant, _ database: Database
  ) async throws -> [Int64] {
    try await database.write { db in
      guard let character = Character.all.first(where: { $0.key == "agent" }),
        let agent = try Person.all(with: character.mail, db).first,
        let town = try Mandate.all(of: agent.id, at: opening, db).first?.organisation
      else { return [] }
      var generator = SeededGenerator(seed: 28, stream: 5, index: 0)
      let person = try Person.create(
        name: "Alix Garnier", mail: "alix.garnier@mairie.example", token: Token(using: &generator), through: .command,
        at: opening, db)
      let clock = Clock { opening.adding(seconds: 15 * 86_400 / 4) }
      try vote.entitle(person, asHeadOf: town, by: .officialMailbox, on: clock, db)
      try vote.cast(Array(names.prefix(3)), for: town, by: person, on: clock, db)
      return [town]
    }
  }
}

/// Which invented authorities vote, when and for what: always the same.
struct VotePlan {
  struct Ballot: Sendable {
    var voter: Int
    /// After the opening.
    var seconds: Int64
    /// Places of propositions.
    var choices: [Int]
    var isByInstructors: Bool
    var isContested: Bool
  }

  private(set) var ballots: [Ballot] = []

  /// - Parameter days: over which they come; two in three of those who are invented do.
  init(voters: Int, propositions: Int, days: Int) {
    var order = SeededGenerator(seed: 28, stream: 3, index: 0)
    // Some propositions please more than others.
    let liked = (0..<propositions).shuffled(using: &order)
    for voter in 0..<voters {
      var generator = SeededGenerator(seed: 28, stream: 4, index: voter)
      let (isVoting, day) = (!generator.chance(34), generator.below(days))
      // In working hours, Paris time.
      let seconds = Int64(day) * 86_400 + Int64(generator.within(600...36_000))
      let count = generator.chance(5) ? 0 : generator.within(2...10)
      var choices: Set<Int> = []
      for _ in 0..<count where propositions > 0 {
        let drawn = generator.fraction()
        choices.insert(liked[min(propositions - 1, Int(drawn * drawn * Double(propositions)))])
      }
      guard isVoting else { continue }
      ballots.append(
        Ballot(
          voter: voter, seconds: seconds, choices: choices.sorted(), isByInstructors: generator.chance(9),
          isContested: voter % 97 == 41))
    }
    ballots.sort { ($0.seconds, $0.voter) < ($1.seconds, $1.voter) }
  }
}
