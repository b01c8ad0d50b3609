import Consultations
import Deposits
package import Directory
package import Foundation
package import Localization
package import MerkleLog
import Platform
package import Storage

/// The consultation of 2021 as it is publicly known, seen on the last evening of its deposit.
package enum Demonstration {
  /// Where in the consultation it begins.
  package enum Stage: String, Sendable, CaseIterable {
    /// The last evening of the deposit.
    case deposit
    /// The morning after: nothing is decided yet.
    case instruction
    /// The evening of the day on which the decisions were published.
    case regrouped
    /// The vote is open since four days: some have voted.
    case vote
    /// The vote is counted, and its result public; the committee has its sitting before it.
    case results
    /// The selection was published the day before.
    case selection

    /// What its clock shows when it starts.
    package var start: Instant {
      switch self {
      case .deposit: Demonstration.start
      case .instruction: ParisTime.instant(year: 2021, month: 3, day: 16, hour: 9)
      case .regrouped: ParisTime.instant(year: 2021, month: 3, day: 30, hour: 18)
      case .vote: ParisTime.instant(year: 2021, month: 4, day: 20, hour: 10)
      case .results: ParisTime.instant(year: 2021, month: 5, day: 3, hour: 10)
      case .selection: ParisTime.instant(year: 2021, month: 6, day: 16, hour: 9)
      }
    }

    fileprivate var word: Event.Detail {
      switch self {
      case .deposit: .word("deposit")
      case .instruction: .word("instruction")
      case .regrouped: .word("regrouped")
      case .vote: .word("vote")
      case .results: .word("results")
      case .selection: .word("selection")
      }
    }
  }

  /// What its clock shows when it starts: 15 March 2021, 18:00 in Paris.
  package static let start = ParisTime.instant(year: 2021, month: 3, day: 15, hour: 18)
  /// As many contributions as in 2021.
  package static let size = 476
  private static let seed: UInt64 = 2021

  /// Loads the register and opens the consultation in an empty database. One that it made earlier is left as it is.
  /// - Parameters:
  ///   - size: contributions in all, the publicly known ones included; 0 opens the consultation with nobody in it.
  ///   - stage: where it begins; after the deposit, invented bodies stand in the place of real ones.
  ///   - register: the folder of the edition of the official register that it loads.
  ///   - key: signs the log of its vote, in the stages that have one.
  ///   - progress: told what was done, now and then.
  package static func fill(
    _ database: Database, size: Int = size, stage: Stage = .deposit, register: URL = DirectoryModule.data,
    key: SigningKey? = nil, progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Outcome {
    try await refuse(database)
    if case .ours = try await database.read(State.of) { return .found(try await database.read(Self.stage)) }
    let result = try await RegisterImport.run(from: register, into: database, now: start)
    let known = try KnownConsultation(
      json: Data(contentsOf: (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Data/2021.json")))
    let consultation = try await database.write { db in try known.open(at: start, db) }
    progress(.register)
    if size > 0 { try await fill(database, size: size, stage, key, known, in: consultation, progress) }
    try await database.write { db in
      try Event(
        "demonstration.filled", on: .init("consultation", consultation), by: .command, at: start,
        details: [("stage", stage.word)]
      ).record(db)
    }
    return .filled(result)
  }

  /// Where a database that was filled began.
  private static func stage(_ db: Snapshot) throws -> Stage {
    let details =
      try db.value(
        "SELECT details FROM journal WHERE kind = 'demonstration.filled' ORDER BY id LIMIT 1", as: String.self) ?? ""
    return Stage.allCases.first { details.contains("\"\($0.rawValue)\"") } ?? .deposit
  }

  /// The instant of the newest line of the journal, at which the clock of a demonstration that is found goes on.
  package static func lastInstant(_ db: Snapshot) throws -> Instant {
    try db.value("SELECT max(at) FROM journal", as: Instant.self) ?? start
  }

  /// What the clock of a demonstration showed last; nil for the database of real people.
  package static func clock(_ db: Snapshot) throws -> Instant? {
    guard case .ours = try State.of(db) else { return nil }
    return try lastInstant(db)
  }

  private static func fill(
    _ database: Database, size: Int, _ stage: Stage, _ key: SigningKey?, _ known: KnownConsultation,
    in consultation: Int64, _ progress: @escaping @Sendable (Progress) -> Void
  ) async throws {
    let (departments, names) = try await database.read { db in
      let departments: [String] = try db.values(
        "SELECT insee_code FROM organisation WHERE kind = 'department' AND insee_code IS NOT NULL ORDER BY insee_code")
      let names: [String] = try db.values("SELECT name FROM organisation")
      return (departments, Set(names.map(FoldedName.of)))
    }
    let corpus = Corpus(
      seed: seed, size: size, departments: departments, avoiding: names,
      knownSupports: known.deposits.map(\.supports))
    let bodies = try await Filling.organisations(corpus, into: database)
    try await Filling.members(bodies, corpus, into: database)
    try await Filling.persons(bodies, corpus, into: database)
    try await Filling.preparations(corpus, in: consultation, of: bodies, into: database)
    let told = try await Filling.deposits(
      corpus, known, in: consultation, of: bodies, hasDoubles: stage != .deposit, into: database,
      progress: { progress(.contributions($0)) })
    try await Filling.catalogue(corpus, bodies, into: database)
    try await Filling.queues(corpus, bodies, into: database)
    try await Filling.mails(into: database)
    guard ![.deposit, .instruction].contains(stage) else { return }
    progress(.decisions)
    let isCounted = stage == .results || stage == .selection
    let isVoted = stage == .vote || isCounted
    try await Filling.decisions(told, known, in: consultation, isAllAnswered: isVoted, into: database)
    guard isVoted, let key else { return }
    progress(.votes)
    try await Filling.votes(
      corpus, bodies, in: consultation, with: key, isCounted: isCounted, into: database)
    guard isCounted else { return }
    progress(.selection)
    try await Filling.selection(
      corpus, bodies, in: consultation, with: key, isPublished: stage == .selection, into: database)
  }

  /// Refuses a database that others use before anything is changed in it, its tables included.
  package static func refuse(_ database: Database) async throws {
    // Without tables there is nothing to spare.
    guard let state = try? await database.read(State.of) else { return }
    switch state {
    case .empty, .ours: return
    case .others: throw DemonstrationRefusal.inUse
    case .halfFilled: throw DemonstrationRefusal.halfFilled
    }
  }

  /// What became of the database.
  package enum Outcome: Sendable, Equatable {
    case filled(RegisterImport)
    /// It was a demonstration already, which began there.
    case found(Stage)
  }

  /// Whose database this is, before anything is written to it.
  private enum State {
    case empty, halfFilled, ours, others

    static func of(_ db: Snapshot) throws -> State {
      let kinds: [String] = try db.values(
        """
        SELECT kind FROM journal
        WHERE subject_type = 'consultation' AND kind IN ('demonstration.opened', 'demonstration.filled')
        """)
      if !kinds.isEmpty { return kinds.contains("demonstration.filled") ? .ours : .halfFilled }
      let organisation = try db.value("SELECT id FROM organisation LIMIT 1", as: Int64.self)
      let event = try db.value("SELECT id FROM journal LIMIT 1", as: Int64.self)
      return organisation == nil && event == nil ? .empty : .others
    }
  }

  /// How far the filling is.
  package enum Progress: Sendable, Equatable {
    case register
    case contributions(Int)
    case decisions
    case votes
    case selection
  }
}

/// Why a database is not opened as a demonstration: one that real people use never is.
package enum DemonstrationRefusal: Error, CustomStringConvertible {
  case inUse, halfFilled, past

  package var description: String {
    switch self {
    case .inUse:
      "Cette base n’est pas une démonstration : « coporter demo » ne s’ouvre que sur une base vide, ou faite par lui."
    case .halfFilled:
      "Le remplissage de cette démonstration a été interrompu : supprimez ce fichier, puis recommencez."
    case .past:
      "L’horloge d’une démonstration ne recule pas : donnez à « --at » une heure plus tardive."
    }
  }
}

extension KnownConsultation {
  /// Writes the consultation, its calendar and its themes; its row.
  func open(at now: Instant, _ db: Transaction) throws -> Int64 {
    let phases = calendar.compactMap { step -> Consultations.Phase? in
      guard let kind = PhaseKind(rawValue: step.phase), let opensAt = ParisTime.instant(step.opens) else { return nil }
      // « Until 23:59 » includes that minute.
      let closesAt = step.closes.flatMap(ParisTime.instant)?.adding(seconds: 60)
      return Consultations.Phase(kind: kind, opensAt: opensAt, closesAt: closesAt)
    }
    let id = try Consultation.create(
      slug: slug,
      .init(
        title: title,
        lead: """
          Dites ce qui vous manque, ou partagez ce qui marche chez vous. Les propositions les plus utiles seront \
          financées et portées ensemble.
          """,
        organiser: "Agence nationale (démonstration)", presentation: presentation),
      english: .init(
        title: titleEnglish,
        lead: """
          Say what you need, or share what works for you. The most useful propositions will be funded and carried \
          together.
          """,
        organiser: "National agency (demonstration)", presentation: presentationEnglish),
      phases: phases, by: .command, at: now, db)
    for (position, theme) in themes.enumerated() {
      try Consultations.Theme.create(
        slug: theme.slug, title: theme.title, titleEnglish: theme.titleEnglish, position: position, in: id, db)
    }
    try Consultations.Rules.publish(
      version: rules.version, title: rules.title,
      articles: rules.articles.map {
        .init(number: $0.number, key: $0.key, title: $0.title, text: $0.text, isSelfCheck: $0.isSelfCheck ?? false)
      }, in: id, by: .command, at: phases.first?.opensAt ?? now, db)
    for (key, questionnaire) in questions.sorted(by: { $0.key < $1.key }) {
      guard let rubric = Consultations.Rubric(rawValue: key) else { continue }
      try RubricQuestionnaire.publish(
        questionnaire, of: rubric, in: id, by: .command, at: phases.first?.opensAt ?? now, db)
    }
    try Consultation.with(id: id, db)?.announce(by: .command, at: phases.first?.opensAt ?? now, db)
    try Event("demonstration.opened", on: .init("consultation", id), by: .command, at: now).record(db)
    return id
  }
}
