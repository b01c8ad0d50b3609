import Directory
import HTML
import Instruction
import Localization
import MerkleLog
package import Platform
package import Storage
package import Consultations

extension VotesModule {
  func registerVotes(in registry: inout Registry) {
    registry.get(VoteAddress.self, access: .anyone) { address, visit in
      let page = try await database.read { db in
        let (consultation, vote) = try found(address.consultation, db)
        let isOpened = vote.openedAt != nil
        return VotePage(
          consultation: consultation, vote: vote, propositions: try VotedProposition.all(of: vote.id, db),
          called: isOpened ? try RollEntry.count(in: vote.id, db) : 0, came: try Attendance.count(in: vote.id, db),
          head: try VoteLog.shortHead(of: vote.id, db), incidents: try Incident.published(of: vote.id, db),
          draw: try publishedDraw(of: vote, db), acting: try acting(visit, on: vote, db),
          opens: try vote.opening(after: visit.now, db), now: visit.now, language: visit.language)
      }
      return .page(Page(t("Vote des collectivités"), page))
    }
    registry.get(LogFileAddress.self, access: .anyone) { address, _ in
      let (vote, head) = try await database.read { db in
        let (_, vote) = try found(address.consultation, db)
        guard vote.openedAt != nil else { throw NotFound() }
        return (vote, try VoteLog.head(of: vote.id, db)?.bytes ?? [])
      }
      let bytes = address.file == .leaves ? try await lines(vote) : head
      return .file(FileAnswer(type: address.file.type, bytes: bytes, downloadName: address.file.name))
    }
  }

  /// Once it is open, the vote has the hours that it froze: an incident alone moves its closing.
  package static let calendarVeto: CalendarVeto.Maker = { consultation, db in
    guard try Vote.of(consultation.id, db)?.openedAt != nil else { return nil }
    return CalendarVeto(
      .vote,
      t("Le vote est ouvert : ses dates ne bougent plus. Un incident, signé par deux personnes, repousse sa clôture."))
  }

  /// What the organisation that one acts for does at a vote.
  private func acting(_ visit: Visit, on vote: Vote, _ db: Snapshot) throws -> ActingAtVote? {
    guard let organisation = visit.person?.standing?.organisation, vote.openedAt != nil else { return nil }
    let isCalled = try vote.calls(organisation, db)
    let preparesForMembers = try !Preparation.ballotMembers(of: organisation, at: visit.now, db).isEmpty
    return ActingAtVote(isCalled: isCalled, preparesForMembers: preparesForMembers)
  }

  /// What the newest head covers.
  private func lines(_ vote: Vote) async throws -> [UInt8] {
    let database = database
    return try await logLines.value("\(vote.id)", at: [vote.sealed]) { [id = vote.id, sealed = vote.sealed] before in
      guard (before?.size ?? 0) < sealed else { return before ?? LogLines() }
      return try await database.read { db in
        var lines = before ?? LogLines()
        try lines.grow(to: sealed, of: id, db)
        return lines
      }
    }.bytes
  }

  /// On the home page of a consultation, once its vote is prepared.
  package func homePanel(_ consultation: Consultation, _ visit: Visit, _ db: Snapshot) throws -> ConsultationPanel {
    guard let vote = try Vote.of(consultation.id, db) else {
      return ConsultationPanel(main: AnyMarkup(Nothing()), aside: AnyMarkup(Nothing()))
    }
    guard vote.openedAt != nil else {
      let opens = try vote.opening(after: visit.now, db)
      return ConsultationPanel(
        main: AnyMarkup(Nothing()),
        aside: AnyMarkup(VoteToCome(consultation: consultation, opens: opens, language: visit.language)))
    }
    return ConsultationPanel(
      main: AnyMarkup(
        HomeVote(
          consultation: consultation, state: vote.state(at: visit.now), came: try Attendance.count(in: vote.id, db),
          called: try RollEntry.count(in: vote.id, db), language: visit.language)),
      aside: AnyMarkup(Nothing()))
  }
}

/// `/consultations/services-2021/vote/journal/lignes`: the public log, up to its newest signed head.
struct LogFileAddress: Address {
  static let pattern: StaticString = "/consultations/{consultation}/vote/journal/{fichier}"
  enum File: String, Sendable, CaseIterable {
    case checkpoint = "tete"
    case leaves = "lignes"

    var name: String {
      switch self {
      case .checkpoint: "checkpoint"
      case .leaves: "leaves.jsonl"
      }
    }
    var type: String { self == .leaves ? "application/jsonl" : "text/plain; charset=utf-8" }
  }
  var consultation: String
  var file: File

  init(_ consultation: Consultation, file: File) {
    self.consultation = consultation.slug
    self.file = file
  }
  init(segments: [String]) throws(NotFound) {
    guard segments.count == 2, let file = File(rawValue: segments[1]) else { throw NotFound() }
    consultation = segments[0]
    self.file = file
  }
  var segments: [String] { [consultation, file.rawValue] }
}

/// On the home page of a consultation while its vote is prepared: heads may prove who they are meanwhile.
private struct VoteToCome: Component {
  var consultation: Consultation
  var opens: Instant?
  var language: Language

  private var page: String { language.address(VoteAddress(consultation).path) }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Vote des collectivités") }
      p { VotePage.toCome(opens) }
      p { t("Le maire ou le président peut dès maintenant prouver qui il est, et nommer ceux qui votent aussi.") }
      p { a(.href(page)) { t("La page du vote") } }
    }
  }
}

struct HomeVote: Component {
  var consultation: Consultation
  var state: Vote.State
  var came: Int
  var called: Int
  var language: Language

  private var page: String { language.address(VoteAddress(consultation).path) }
  private var turnout: Phrase {
    t(
      came, one: "\(came) collectivité a voté, sur \(called) appelées.",
      other: "\(came) collectivités ont voté, sur \(called) appelées.")
  }
  private var link: Phrase {
    switch state {
    case .open: t("Voter")
    case .counted: t("Voir les résultats")
    default: t("La page du vote")
    }
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vote des collectivités") }
      p { turnout }
      div(.class("actions")) { a(.class("button button-primary"), .href(page)) { link } }
    }
  }
}
