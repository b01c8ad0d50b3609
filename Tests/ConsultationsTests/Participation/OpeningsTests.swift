import Localization
import Testing

@testable import Consultations
@testable import Directory
@testable import Platform

@Suite("Who may do what, and when")
struct OpeningsTests {
  private static func instant(_ day: String) -> Instant {
    ParisTime.instant("2021-\(day)T12:00") ?? Instant(milliseconds: 0)
  }
  private static func phase(_ kind: PhaseKind, _ opens: String, _ closes: String?) -> Phase {
    Phase(kind: kind, opensAt: instant(opens), closesAt: closes.map(instant))
  }
  private static let calendar = [
    phase(.deposit, "02-01", "03-15"), phase(.instruction, "02-01", "04-10"), phase(.vote, "04-15", "04-30"),
    phase(.selection, "05-01", "06-01"), phase(.experimentation, "07-01", "12-01"),
  ]

  /// For each act, who may, and on which of the days below: written by hand from what was done in 2021.
  private static let days = ["01-31", "02-01", "03-14", "03-15", "04-09", "04-10", "04-15", "04-30", "07-01", "12-01"]
  private static let done: [(act: ConsultationAct, authoritiesOnly: Bool, days: String)] = [
    (.need, false, ".XX......."), (.service, false, ".XX......."), (.support, false, ".XXXXX...."),
    (.comment, false, ".XXXXX...."), (.correction, false, ".XXXX....."), (.withdrawal, false, ".XXXX....."),
    (.vote, true, "......X..."), (.experimentation, true, "........X."),
  ]

  @Test("The usual table allows what was allowed in 2021, act by act, kind by kind, day by day", arguments: done)
  func usual(act: ConsultationAct, authoritiesOnly: Bool, days: String) {
    for (day, mark) in zip(Self.days, days) {
      let openings = Openings(Participation(), Self.calendar, at: Self.instant(day))
      for kind in OrganisationKind.allCases {
        let expected = mark == "X" && (kind.isAuthority || !authoritiesOnly)
        #expect((openings.refusal(of: act, by: kind) == nil) == expected, "\(act), \(kind), \(day)")
      }
    }
  }

  @Test("A refusal says what keeps one: the kind, a day to come, a day gone, a calendar without it")
  func refusals() {
    let openings = Openings(Participation(), Self.calendar, at: Self.instant("03-15"))
    #expect(openings.refusal(of: .need, by: .commune) == .late(.need, Self.instant("03-15")))
    #expect(openings.refusal(of: .vote, by: .commune) == .early(.vote, Self.instant("04-15")))
    #expect(openings.refusal(of: .vote, by: .association) == .kind(.vote, .association))
    let short = Openings(Participation(), [Self.calendar[0]], at: Self.instant("03-14"))
    #expect(short.refusal(of: .vote, by: .commune) == .never(.vote))
    #expect(short.refusal(of: .support, by: .commune) == nil)
    #expect(short.span(of: .support)?.ends == nil)
  }

  @Test("An end that the calendar lacks is the opening of the phase that follows; no text changes once the vote opens")
  func ends() {
    let noInstruction = Self.calendar.filter { $0.kind != .instruction }
    let openings = Openings(Participation(), noInstruction, at: Self.instant("03-15"))
    #expect(openings.span(of: .withdrawal)?.ends == Self.instant("04-15"))
    var late = Participation()
    late[.correction].ends = .closing(.selection)
    late[.comment].ends = .closing(.selection)
    let table = Openings(late, Self.calendar, at: Self.instant("04-15"))
    #expect(table.refusal(of: .correction, by: .commune) == .late(.correction, Self.instant("04-15")))
    #expect(table.refusal(of: .comment, by: .commune) == nil)
    let noVote = Openings(late, Self.calendar.filter { $0.kind != .vote }, at: Self.instant("04-15"))
    #expect(noVote.span(of: .correction)?.ends == Self.instant("05-01"))
  }

  @Test("Several organisations may as soon as one of them may")
  func several() {
    var table = Participation()
    table[.support].kinds = [.commune]
    let kinds: [Int64: OrganisationKind] = [1: .commune, 2: .association]
    let openings = Openings(table, Self.calendar, kinds: kinds, at: Self.instant("02-02"))
    func standing(_ id: Int64) -> Standing {
      Standing(mandate: id, organisation: id, name: "", place: nil, function: .verbatim(""))
    }
    #expect(openings.refusal(of: .support, forAnyOf: [standing(1), standing(2)]) == nil)
    #expect(openings.refusal(of: .support, forAnyOf: [standing(2)]) == .kind(.support, .association))
    #expect(openings.refusal(of: .support, forAnyOf: []) == nil)
  }

  @Test("A moment is written and read by its word", arguments: CalendarMoment.all)
  func moments(moment: CalendarMoment) {
    #expect(CalendarMoment(rawValue: moment.rawValue) == moment)
    #expect(CalendarMoment(slug: moment.slug) == moment)
  }
}
