import HTML
import Localization
import Platform
import Storage

/// A wording that everyone reads and that is about to be replaced, with those who will be written what changed: told
/// before it is done.
struct ForeseenCorrection: Sendable {
  /// With the wording that will be read.
  var proposition: Proposition
  var recipients: [Recipient]

  var letters: Int { recipients.reduce(0) { $0 + $1.letters } }

  /// Those that showing the wordings in force of some propositions makes.
  static func of(
    showing propositions: [Proposition], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [ForeseenCorrection] {
    guard !propositions.isEmpty else { return [] }
    return try PublicWordings(in: consultation, db).replaced(by: propositions).compactMap { one in
      let recipients = try Recipient.depositors(of: one.contributions, at: now, db)
      return recipients.isEmpty ? nil : ForeseenCorrection(proposition: one.proposition, recipients: recipients)
    }
  }

  /// Those that publishing some decisions makes.
  static func of(
    publishing decisions: [Decision], in consultation: Int64, at now: Instant, _ db: Snapshot
  ) throws -> [ForeseenCorrection] {
    let fed = try Proposition.of(decisions: decisions.map(\.id), db)
    var known: Set<Int64> = []
    let propositions = decisions.flatMap { fed[$0.id] ?? [] }.filter { known.insert($0.id).inserted }
    return try of(showing: propositions, in: consultation, at: now, db)
  }
}

/// Who will be written that a wording is replaced.
struct ForeseenCorrectionLines: Component {
  var correction: ForeseenCorrection

  private var title: Phrase { t("Correction de « \(correction.proposition.wording.title) », déjà publique :") }

  var body: some Markup {
    p { title }
    ul(.class("plain help")) { for one in correction.recipients { li { one.sentence } } }
  }
}
