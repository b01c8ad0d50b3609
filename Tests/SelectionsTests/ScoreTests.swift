import Localization
import Proof
import Testing

@testable import Consultations
@testable import Selections

@Suite("Grades and voices")
struct ScoreTests {
  private let criteria = [
    Criterion(number: 1, title: "l’utilité", weight: 60), Criterion(number: 2, title: "le délai", weight: 40),
  ]

  @Test(
    "A score is the weighted grades out of a hundred, rounded half up to a tenth",
    arguments: [(5, 5, "100"), (0, 0, "0"), (3, 2, "52"), (1, 0, "12"), (4, 3, "72")])
  func scores(first: Int, second: Int, told: String) throws {
    let points = try #require(GradeSheet(grades: [1: first, 2: second]).points(criteria))
    #expect(Score(points: points, criteria).text == told)
  }

  @Test("A sheet with a missing grade has no score, and counts in no mean")
  func incomplete() throws {
    #expect(GradeSheet(grades: [1: 5]).points(criteria) == nil)
    let (half, whole) = (GradeSheet(grades: [1: 5]), GradeSheet(grades: [1: 2, 2: 2]))
    let found = GradeSummary([(seat: Int64(1), sheet: half), (seat: Int64(2), sheet: whole)], criteria)
    let summary = try #require(found)
    #expect(summary.scores.map { $0.seat } == [2] && summary.mean.text == "40" && !summary.isDisputed)
    #expect(GradeSummary([(seat: Int64(1), sheet: half)], criteria) == nil)
  }

  @Test("The mean of thirds is rounded once, and thirty points apart are disputed")
  func means() throws {
    let sheets = [1, 2, 2].enumerated().map { (Int64($0.offset), GradeSheet(grades: [1: $0.element, 2: $0.element])) }
    let summary = try #require(GradeSummary(sheets, criteria))
    #expect(summary.mean.text == "33,3" && summary.spread.text == "20" && !summary.isDisputed)
    let (high, low) = (GradeSheet(grades: [1: 5, 2: 5]), GradeSheet(grades: [1: 1, 2: 5]))
    let found = GradeSummary([(seat: Int64(1), sheet: high), (seat: Int64(2), sheet: low)], criteria)
    let apart = try #require(found)
    #expect(apart.isDisputed && apart.lowest.text == "52" && apart.highest.text == "100")
  }

  private func voter(_ id: Int64, isChair: Bool = false) -> Electorate.Voter {
    Electorate.Voter(
      seat: Seat(
        id: id, token: "t\(id)", committee: 1, body: "Organisme \(id)", mail: "", rank: .titular, isChair: isChair,
        invitedEvent: 1, invitedAt: .init(milliseconds: 0), letters: 1, isAccepted: true), isRemote: false)
  }

  @Test("More for than against adopts; a tie does where the chair is for, and whoever says nothing abstains")
  func voices() throws {
    let electorate = Electorate(voters: [voter(1, isChair: true), voter(2), voter(3)], aside: [], quorum: 2)
    #expect(try !electorate.adopt([1: .against, 2: .for, 3: .for]))
    #expect(try electorate.adopt([1: .for, 2: .against]))
    #expect(throws: Ruling.Refusal.notAdopted(for: 1, against: 1)) { try electorate.adopt([1: .against, 2: .for]) }
    #expect(throws: Ruling.Refusal.notAdopted(for: 0, against: 0)) { try electorate.adopt([:]) }
    #expect(throws: Ruling.Refusal.notAdopted(for: 1, against: 2)) {
      try electorate.adopt([1: .for, 2: .against, 3: .against])
    }
  }

  @Test("What takes a proposition that the vote left, or leaves one that it took, goes against it")
  func against() {
    #expect(Ruling.goesAgainst(.develop, place: nil) && Ruling.goesAgainst(.none, place: 3))
    #expect(!Ruling.goesAgainst(.scaleUp, place: 1) && !Ruling.goesAgainst(.none, place: nil))
  }
}
