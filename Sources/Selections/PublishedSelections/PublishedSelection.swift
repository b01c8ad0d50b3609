import Consultations
import Localization
import Platform
import Proof
import Storage
import Votes

/// A selection as everyone reads it.
struct PublishedSelection: Sendable {
  struct Line: Sendable {
    var id: Int64
    var voted: CountedVote.Line
    /// Nil where the vote did not take it, and the committee neither.
    var ruling: Ruling?
    /// The mean of the grades.
    var mean: Score?

    var list: SelectionList { ruling?.list ?? SelectionList.none }
  }

  var consultation: Consultation
  var committee: Committee
  var minutes: Minutes
  var criteria: [Criterion]
  var bodies: [Seat]
  var lines: [Line]

  func lines(in list: SelectionList) -> [Line] { lines.filter { $0.list == list } }
  var selected: Int { lines.count { $0.list != .none } }

  /// - Returns: nil before its publication.
  init?(of consultation: Consultation, _ db: Snapshot) throws {
    guard let committee = try Committee.of(consultation.id, db),
      let minutes = try Minutes.of(committee.id, db), let publishedAt = minutes.publishedAt,
      let vote = try Vote.with(id: committee.vote, db), let counted = try CountedVote(of: vote, db)
    else { return nil }
    let rulings = Dictionary(uniqueKeysWithValues: try Ruling.all(in: committee.id, db).map { ($0.proposition, $0) })
    let grades = try SentGrades(of: committee, at: publishedAt, db)
    (self.consultation, self.committee, self.minutes) = (consultation, committee, minutes)
    criteria = grades.criteria
    bodies = try Seat.accepted(in: committee.id, db)
    lines = counted.lines.map { line in
      let id = line.proposition.proposition
      return Line(id: id, voted: line, ruling: rulings[id], mean: grades.summary(id)?.mean)
    }
  }

  /// What organisations obtained, for the page of one of them: what it deposited or supported.
  func ties(of organisation: Int64, _ db: Snapshot) throws -> [(line: Line, tie: SelectionLetters.Tie)] {
    let ties = try SelectionLetters.ties(of: [organisation], in: committee.vote, db)[organisation] ?? []
    return lines.compactMap { line in ties.first { $0.proposition == line.id }.map { (line, $0) } }
  }
}
