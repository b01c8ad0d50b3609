import Consultations
import Directory
package import Localization
package import Platform
package import Storage

/// Bringing a file of contributions, or of supports, into a consultation: all of it, or nothing. The same file brings
/// nothing twice.
package struct ContributionImport: Sendable {
  private var file: ImportFile
  private var slug: String
  /// The token or the SIREN of the organisation for which lines are brought that name none.
  private var organisation: String?

  package init(_ file: ImportFile, into consultation: String, for organisation: String? = nil) {
    self.file = file
    slug = consultation
    self.organisation = organisation
  }

  package struct Result: Sendable, Equatable {
    package var created = 0
    package var corrected = 0
    package var withdrawn = 0
    package var unchanged = 0
    /// What people have corrected or taken back here since it was brought: their word stands.
    package var keptHere = 0
    /// Amendments of proposals, by their line.
    package var leftOut: [Int] = []
    /// Contributions whose number was taken: that of the file, then the one given.
    package var renumbered: [Renumbering] = []
    package var refused: [Refused] = []

    package struct Renumbering: Sendable, Equatable {
      package var asked: Int
      package var given: Int
    }

    package struct Refused: Sendable, Equatable {
      /// The line of a table; the rank of an object in a list.
      package var place: Int
      var refusal: ImportRefusal
      package var sentence: Phrase { refusal.sentence }
    }
  }

  /// Why nothing can be brought at all.
  package enum Refusal: Error, Equatable, CaseIterable {
    case noConsultation, noOrganisation

    package var sentence: Phrase {
      switch self {
      case .noConsultation: t("Aucune consultation n’a cette adresse.")
      case .noOrganisation: t("Aucun organisme n’a cet identifiant ou ce SIREN.")
      }
    }
  }

  /// - Parameter isDry: tells what would change, and changes nothing.
  /// - Returns: what was changed; where a line is refused, nothing was.
  /// - Throws: `Refusal`.
  package func run(into database: Database, by actor: Actor, at now: Instant, isDry: Bool = false) async throws
    -> Result
  {
    do {
      return try await database.write { db in
        let result = try run(by: actor, at: now, db)
        if isDry || !result.refused.isEmpty { throw Undone(result: result) }
        return result
      }
    } catch let undone as Undone {
      return undone.result
    }
  }

  private struct Undone: Error { var result: Result }

  private func run(by actor: Actor, at now: Instant, _ db: Transaction) throws -> Result {
    guard let consultation = try Consultation.prepared(slug: slug, db) else { throw Refusal.noConsultation }
    var other: Organisation?
    if let organisation {
      other = try Organisation.with(token: organisation, db) ?? Organisation.withSiren(organisation, db)
      guard other != nil else { throw Refusal.noOrganisation }
    }
    var reading = try ImportReading(consultation.id, other: other, at: now, db)
    var result = Result()
    var sources: Set<String> = []
    for row in ordered {
      do {
        switch file.format {
        case .supports: try bring(support: row, in: consultation, &reading, by: actor, at: now, &result, db)
        case .decidim where ImportReading.isAmendment(row): result.leftOut.append(row.place)
        case .contributions, .decidim:
          let imported =
            file.format == .decidim ? try reading.proposal(row, db) : try reading.contribution(row, db)
          guard sources.insert(imported.source).inserted else { throw ImportRefusal.repeatedSource }
          try bring(imported, in: consultation, by: actor, at: now, &result, db)
        }
      } catch let refusal as ImportRefusal {
        result.refused.append(.init(place: row.place, refusal: refusal))
      }
    }
    result.refused.sort { $0.place < $1.place }
    return result
  }

  /// By their numbers, so that they are counted in the order in which they were published.
  private var ordered: [ImportFile.Row] {
    guard file.format == .contributions else { return file.rows }
    return file.rows.sorted { (Int($0["numero"]) ?? .max, $0.place) < (Int($1["numero"]) ?? .max, $1.place) }
  }

  // MARK: Contributions

  private func bring(
    _ imported: ImportedContribution, in consultation: Consultation, by actor: Actor, at now: Instant,
    _ result: inout Result, _ db: Transaction
  ) throws {
    if let known = try Contribution.imported(from: imported.source, in: consultation.id, db) {
      guard known.organisation == imported.organisation else { throw ImportRefusal.otherOrganisation }
      return try update(known, with: imported, by: actor, at: now, &result, db)
    }
    if let token = imported.token, let deposited = try Contribution.with(token: token, db) {
      guard deposited.consultation == consultation.id else { throw ImportRefusal.otherConsultation }
      let isWithdrawn = try Withdrawal.of(deposited.id, db) != nil
      guard isWithdrawn == (imported.withdrawal != nil), isWithdrawn || deposited.text.reads(like: imported.text)
      else { throw ImportRefusal.deposited }
      result.unchanged += 1
      return
    }
    // The same proposal, brought into another consultation too: its words would come back by that door.
    let others = try Contribution.imported(from: imported.source, db)
    guard try others.allSatisfy({ try Redaction.done(to: $0, db).isEmpty }) else { throw ImportRefusal.blotted }
    let given = try Contribution.bring(imported, in: consultation.id, by: actor, at: now, db)
    if let asked = imported.number, asked != given { result.renumbered.append(.init(asked: asked, given: given)) }
    result.created += 1
  }

  private func update(
    _ known: Contribution, with imported: ImportedContribution, by actor: Actor, at now: Instant,
    _ result: inout Result, _ db: Transaction
  ) throws {
    if try Withdrawal.of(known.id, db) != nil {
      result.unchanged += 1
    } else if let withdrawal = imported.withdrawal {
      try known.withdraw(
        because: withdrawal.reason, in: .french, by: actor, at: withdrawal.at, journaledAt: now, db)
      result.withdrawn += 1
    } else if try known.text.reads(like: imported.text) || isBlotted(known, db) {
      result.unchanged += 1
    } else if try isCorrectedHere(known, db) {
      result.keptHere += 1
    } else {
      try known.correct(with: imported.text, by: actor, at: now, db)
      result.corrected += 1
    }
  }

  /// Whether its newest version was written here by somebody, and not brought.
  private func isCorrectedHere(_ known: Contribution, _ db: Snapshot) throws -> Bool {
    try db.value(
      """
      SELECT journal.id FROM contribution_version JOIN journal ON journal.id = contribution_version.event_id
      WHERE contribution_version.contribution_id = \(known.id) AND contribution_version.number = \(known.version)
        AND journal.through <> \(Event.Through.command)
      """, as: Int64.self) != nil
  }

  /// Whether something of it was blotted out: a file made before would bring it back, so what is here stays.
  private func isBlotted(_ known: Contribution, _ db: Snapshot) throws -> Bool {
    try !Redaction.done(to: known.id, db).isEmpty
  }

  // MARK: Supports

  private func bring(
    support row: ImportFile.Row, in consultation: Consultation, _ reading: inout ImportReading, by actor: Actor,
    at now: Instant, _ result: inout Result, _ db: Transaction
  ) throws {
    let token = row["contribution_identifiant"]
    let found = try Contribution.with(token: token, db)
    guard let contribution = found, contribution.consultation == consultation.id else {
      throw ImportRefusal.unknownContribution
    }
    let organisation = try reading.depositor(row, db)
    let isTakenBack =
      try Withdrawal.of(contribution.id, db) != nil
      || Support.isTakenBack(from: contribution.id, by: organisation.id, db)
    guard !isTakenBack else {
      result.keptHere += 1
      return
    }
    let at = try reading.instant(row["soutenue_le"])
    let isNew: Bool
    do {
      isNew = try Support.give(
        to: contribution, for: organisation.id, isAuthority: organisation.kind.isAuthority, by: actor, at: at,
        journaledAt: now, db)
    } catch DepositRefusal.ownContribution {
      throw ImportRefusal.mayNotSupport
    }
    let statement = SupportStatement(
      purpose: CommentText.kept(row["usage"]), language: Language(rawValue: row["langue"]) ?? .french,
      experiments: row["pret_a_experimenter"] == "true", coCarries: row["pret_a_co_porter"] == "true")
    if let refusal = statement.refusal { throw ImportRefusal.statement(refusal) }
    let mayState =
      try isNew
      || !isBlotted(contribution, db)
        && !SupportStatement.isMadeHere(by: organisation.id, on: contribution.id, db)
    let isStated =
      try mayState && !statement.isEmpty
      && statement.make(on: contribution, for: organisation.id, by: actor, at: now, db)
    if isNew { result.created += 1 } else if isStated { result.corrected += 1 } else { result.unchanged += 1 }
  }
}
