import Consultations
package import Directory
package import Foundation
import HTML
import Localization
package import Platform
package import Storage

/// The vote of the authorities: one ballot each, cast by somebody entitled, and a result that anyone counts again.
package struct VotesModule: Module {
  let database: Database
  let register: Register
  let map: TerritoryMap
  /// Nil where the server keeps no second copy of the log.
  let copying: LeafCopying?
  /// In which a person reads letters.
  let language: ReaderLanguage
  /// What other rooms do when somebody comes to act for an organisation.
  let whenGiven: [MandateGiven.Follower]
  let countedVotes = CountedVotes()
  /// Of each log; files of the roll, by vote and name; those for who writes a verifier, which change with the program.
  let logLines = MadeOnce<LogLines>()
  let rollFiles = MadeOnce<[UInt8]>()
  let verifierFiles = MadeOnce<[UInt8]>()

  /// - Throws: `RegisterError` when the map supplied with the product cannot be read.
  package init(
    database: Database, register: Register, language: @escaping ReaderLanguage,
    whenGiven: [MandateGiven.Follower] = [], settings: Settings = Settings()
  ) throws {
    self.database = database
    self.register = register
    self.language = language
    self.whenGiven = whenGiven
    map = try TerritoryMap.load(folder: DirectoryModule.data)
    copying =
      settings.copyLeaves.isEmpty
      ? nil : LeafCopying(database: database, folder: settings.copyLeaves, waits: settings.copyWaits)
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  /// While a vote is open, what its ballots stand on stays as it is.
  package func upgradeObstacle(_ missing: Set<String>, _ db: Snapshot) throws -> String? {
    guard !missing.contains("202611291100-votes"), try Vote.isAnyOpen(db) else { return nil }
    return "Un vote est ouvert."
  }

  package func register(in registry: inout Registry) {
    registry.declare(VotesColumns.declarations)
    registry.tell(VotesEvents.sentences)
    registerPreparation(in: &registry)
    registerOpeningLights(in: &registry)
    registerCountOrders(in: &registry)
    registerVotes(in: &registry)
    registerRights(in: &registry)
    registerRightRequests(in: &registry)
    registerVoteDesk(in: &registry)
    registerCastingLetters(in: &registry)
    registerRule(in: &registry)
    registerBallots(in: &registry)
    registerPaperBallots(in: &registry)
    registerBallotDecisions(in: &registry)
    registerBallotDecisionWithdrawals(in: &registry)
    registerPreparedBallots(in: &registry)
    registerRoll(in: &registry)
    registerAttendances(in: &registry)
    registerReceiptChecks(in: &registry)
    registerPrintedReceipts(in: &registry)
    registerVerifierFiles(in: &registry)
    registerContests(in: &registry)
    registerContestCodes(in: &registry)
    registerIncidents(in: &registry)
    registerDraws(in: &registry)
    registerPublicBallots(in: &registry)
    registerResults(in: &registry)
    registerVoteAPI(in: &registry)
    registerThirdPartyVerifications(in: &registry)
    keepOpen(in: &registry)
    registerWork(in: &registry)
    registerLetters(in: &registry)
  }

  /// While the rest of the site only reads, a vote goes on: who may cast, ballots and what is said or prepared of them,
  /// what is contested, what goes wrong.
  private func keepOpen(in registry: inout Registry) {
    registry.keepOpen(
      [
        RightAddress.self, RightCodeAddress.self, RightRequestsAddress.self, RightEndAddress.self, NamingAddress.self,
        NamingEndAddress.self, LetterCodeAddress.self, BallotPreparationAddress.self, BallotOpeningAddress.self,
        BallotAddress.self, BallotDecisionAddress.self, ContestAddress.self, ContestCodeAddress.self,
        ContestsAddress.self, IncidentsAddress.self, IncidentSignatureAddress.self, DrawAddress.self,
        DrawConfirmationAddress.self,
        DrawEndAddress.self,
      ], during: .acts)
    // It is looked at, and nothing is kept of it.
    registry.keepOpen([ReceiptCheckAddress.self], during: .ballots)
  }

  /// What the house does by itself: it seals the log each second, and closes by the calendar.
  private func registerWork(in registry: inout Registry) {
    registry.run(
      WritingJob("votes.closing", title: t("Clore les votes"), .when { now, db in try Vote.isAnyToClose(at: now, db) })
      {
        database, clock, site in
        let key = try site.settings.signingKey()
        try await database.write { db in try Vote.closeDue(with: key, on: clock, db) }
      })
    // Whoever acts for an organisation no longer casts no more at once; the log says so within a minute.
    registry.run(
      Job("votes.rights", title: t("Mettre fin au droit de voter de ceux qui n’agissent plus"), .every(seconds: 60)) {
        database, clock in
        while try await database.write({ db in try CastingRight.endLapsed(at: clock.now(in: db), db) }) {
          try Task.checkCancellation()
        }
      })
    if let copying {
      registry.run(
        Job("votes.copy", title: t("Copier le journal des votes sur un autre disque"), .every(seconds: 1)) { _, _ in
          try await copying.catchUp()
        })
      registry.measure("leafCopyLag") { try await copying.lag() }
    }
    registry.run(
      WritingJob(
        "votes.counting", title: t("Dépouiller les votes à l’heure dite"),
        .when { now, db in try CountOrder.isAnyDue(at: now, db) }
      ) { database, clock, site in
        let key = try site.settings.signingKey()
        try await database.write { db in try CountOrder.run(with: key, at: try clock.now(in: db), db) }
      })
    registry.run(
      WritingJob(
        "votes.sealing", title: t("Signer le journal public des votes"), .when { _, db in try Sealing.isDue(db) }
      ) { database, clock, site in
        let key = try site.settings.signingKey()
        try await database.write { db in try Sealing.sealAll(with: key, at: clock.now(), db) }
      })
  }

  /// Writes to a vote; what is acknowledged stands in the second copy of its log too, where it must.
  func write<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result) async throws -> Result {
    let result = try await database.write(body)
    guard let copying, copying.waits else { return result }
    do { try await copying.catchUp() } catch { throw LeafCopying.Refusal() }
    return result
  }

  /// The letters that the house writes by itself.
  private func registerLetters(in registry: inout Registry) {
    registry.run(
      WritingJob(
        "votes.right-letters", title: t("Écrire qui vote, qui ne vote plus et qui est refusé"),
        .when { _, db in try RightNotices.isDue(db) }
      ) { [language, register] database, clock, site in
        let notices = RightNotices(language: language, places: register.places, site: site)
        while try await database.write({ db in try notices.tell(at: clock.now(), db) }) {
          try Task.checkCancellation()
        }
      })
    registry.run(
      WritingJob(
        "votes.letters", title: t("Écrire aux collectivités ce que dit leur bulletin"),
        .when { now, db in try BallotLetters.isDue(at: now, db) }
      ) { [language] database, clock, site in
        let letters = BallotLetters(language: language, site: site)
        while try await database.write({ db in try letters.tell(at: clock.now(), db) }) {
          try Task.checkCancellation()
        }
      })
    registry.run(
      WritingJob(
        "votes.mailings", title: t("Écrire aux collectivités que le vote est ouvert"),
        .when { now, db in try !Mailing.waiting(at: now, db).isEmpty }
      ) { [language] database, clock, site in
        while try await database.write({ db in try Mailing.advance(language, site, at: clock.now(), db) }) {
          try Task.checkCancellation()
        }
      })
  }

  /// How long a file of the roll serves all who ask, in milliseconds: the register and the names in it may change
  /// without a line of the log.
  static let rollFilePeriod: Int64 = 60_000

  /// A consultation with its vote; what is not there is a 404.
  func found(_ slug: String, _ db: Snapshot) throws -> (Consultation, Vote) {
    guard let consultation = try Consultation.with(slug: slug, db), let vote = try Vote.of(consultation.id, db) else {
      throw NotFound()
    }
    return (consultation, vote)
  }
}
