import Localization
import MerkleLog
import Platform
import Storage

/// Somebody else than whoever holds the vote has run a verifier on its log, and published what was found: who, when,
/// which head, and where the report is. Recorded by an administrator, and taken away by one; the results name those
/// that stand.
struct ThirdPartyVerification: Sendable, Equatable {
  var token: String
  var name: String
  var runAt: Instant
  /// Where its report is.
  var report: String
  /// How many lines the head covers.
  var size: Int64
  /// The beginning of its root, as pages show it.
  var root: String

  static let longestName = 150
  static let longestReport = 500

  /// As it is typed.
  struct Typed: Sendable, Equatable {
    var name = ""
    /// As browsers send it, `2021-04-12`.
    var date = ""
    var report = ""
    var size = ""

    var runAt: Instant? { ParisTime.instant(date + "T12:00") }

    func refusal(at now: Instant) -> Refusal? {
      if name.isEmpty { return .noName }
      if name.unicodeScalars.count > longestName { return .longName }
      guard let runAt else { return .badDate }
      let (day, today) = (ParisTime(runAt), ParisTime(now))
      guard (day.year, day.month, day.day) <= (today.year, today.month, today.day) else { return .badDate }
      let isPlain = report.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      let host = report.dropFirst("https://".count).prefix { $0 != "/" }
      guard report.hasPrefix("https://"), isPlain, host.contains("."), report.utf8.count <= longestReport else {
        return .badReport
      }
      return nil
    }
  }

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notPublic, noName, longName, badDate, badReport, unknownHead, gone

    var status: Int { self == .gone || self == .notPublic ? 409 : 422 }

    var field: String {
      switch self {
      case .noName, .longName: "nom"
      case .badDate: "date"
      case .badReport: "rapport"
      case .unknownHead: "lignes"
      case .notPublic, .gone: "verifications"
      }
    }

    var sentence: Phrase {
      switch self {
      case .notPublic: t("Le résultat n’est pas encore public : revenez ensuite.")
      case .noName: t("Dites qui a vérifié.")
      case .longName: t("Ce nom est trop long : 150 caractères au plus.")
      case .badDate: t("Choisissez un jour qui n’est pas à venir.")
      case .badReport: t("Donnez l’adresse du rapport, qui commence par https://.")
      case .unknownHead: t("Le journal n’a pas de tête signée de cette taille : lisez-la dans le rapport.")
      case .gone: t("Cette vérification est déjà retirée.")
      }
    }
  }
}

extension ThirdPartyVerification {
  /// Those that stand, the oldest first.
  static func all(of vote: Int64, _ db: Snapshot) throws -> [ThirdPartyVerification] {
    try db.rows(
      """
      SELECT third_party_verification.token, third_party_verification.name, third_party_verification.run_at,
        third_party_verification.report, third_party_verification.size, vote_head.note
      FROM third_party_verification JOIN vote_head ON vote_head.vote_id = third_party_verification.vote_id
        AND vote_head.size = third_party_verification.size
      WHERE third_party_verification.vote_id = \(vote) AND ended_event_id IS NULL
      ORDER BY third_party_verification.run_at, third_party_verification.id LIMIT 100
      """
    ) { row in
      let (token, name, runAt): (String, String, Instant) = (try row.next(), try row.next(), try row.next())
      let (report, size, note): (String, Int64, String) = (try row.next(), try row.next(), try row.next())
      let head = try Checkpoint(text: SignedNote(bytes: Array(note.utf8)).text)
      return ThirdPartyVerification(
        token: token, name: name, runAt: runAt, report: report, size: size, root: String(head.root.base64.prefix(12)))
    }
  }

  static func record(
    _ typed: Typed, of vote: Vote, token: Token, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    if let refusal = typed.refusal(at: now) { throw refusal }
    guard let size = Int64(typed.size), try VoteLog.head(of: vote.id, size: size, db) != nil else {
      throw Refusal.unknownHead
    }
    let event = try event("verification.recorded", vote, by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO third_party_verification (token, vote_id, name, run_at, report, size, recorded_event_id)
      VALUES (\(token.text), \(vote.id), \(typed.name), \(typed.runAt), \(typed.report), \(size), \(event))
      """)
  }

  static func end(_ token: String, of vote: Vote, by actor: Actor, at now: Instant, _ db: Transaction) throws {
    let stands: SQL = "token = \(token) AND vote_id = \(vote.id) AND ended_event_id IS NULL"
    let recorded = try db.value(
      "SELECT recorded_event_id FROM third_party_verification WHERE \(stands)", as: Int64.self)
    guard let recorded else { throw Refusal.gone }
    let event = try event("verification.removed", vote, by: actor, at: now, undoes: recorded).record(db)
    try db.execute("UPDATE third_party_verification SET ended_event_id = \(event) WHERE \(stands)")
  }

  private static func event(
    _ kind: StaticString, _ vote: Vote, by actor: Actor, at now: Instant, undoes: Int64? = nil
  ) -> Event {
    Event(
      kind, on: .init("consultation", vote.consultation), by: actor, at: now, consultation: vote.consultation,
      undoes: undoes)
  }
}
