import Consultations
import Localization
import Storage

/// What a vote that is not counted yet waits for from instructors and administrators.
struct VoteDesk: Sendable {
  var consultation: Consultation
  var vote: Vote
  /// Requests of heads that no mailbox proves.
  var requests: Int
  /// Rights of heads whose end one instructor has signed.
  var ends: Int
  /// Ballots contested of which nothing is decided.
  var contests: Int
  /// Incidents that one has written and nobody has signed.
  var incidents: Int
  /// Whether a draw was typed once.
  var hasDraw: Bool

  /// Those of all votes that are prepared or open, or closed and not counted; the newest first.
  static func all(_ db: Snapshot) throws -> [VoteDesk] {
    try Consultation.announced(db).compactMap { consultation in
      guard let vote = try Vote.of(consultation.id, db), vote.countedAt == nil else { return nil }
      let draw = try Draw.of(vote.id, db)
      return VoteDesk(
        consultation: consultation, vote: vote, requests: try RightRequest.waiting(in: vote.id, db).count,
        ends: try CastingRight.ending(in: vote.id, db).count,
        contests: try Contest.all(of: vote.id, db).count { $0.outcome == nil },
        incidents: try Incident.all(of: vote.id, db).count { $0.publishedAt == nil },
        hasDraw: draw.map { $0.publishedAt == nil } ?? false)
    }
  }
}
