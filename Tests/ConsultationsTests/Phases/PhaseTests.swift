import Localization
import Storage
import Testing

@testable import Consultations

@Suite("Phases")
struct PhaseTests {
  private let opening = ParisTime.instant(year: 2021, month: 1, day: 25)
  private let closing = ParisTime.instant(year: 2021, month: 3, day: 16)
  private var deposit: Phase { Phase(kind: .deposit, opensAt: opening, closesAt: closing) }

  @Test("A phase is open from its first millisecond to the last before its closing")
  func bounds() {
    #expect(deposit.state(at: Instant(milliseconds: opening.milliseconds - 1)) == .ahead)
    #expect(deposit.state(at: opening) == .open)
    #expect(deposit.state(at: Instant(milliseconds: closing.milliseconds - 1)) == .open)
    #expect(deposit.state(at: closing) == .over)
  }

  @Test("A phase without an end stays open")
  func endless() {
    let phase = Phase(kind: .experimentation, opensAt: opening, closesAt: nil)
    #expect(phase.state(at: Instant(milliseconds: .max)) == .open)
  }

  @Test("How much of a phase has gone, from none to all")
  func gone() {
    #expect(deposit.percentGone(at: opening.adding(seconds: -1)) == 0)
    #expect(deposit.percentGone(at: opening) == 0)
    #expect(deposit.percentGone(at: opening.adding(seconds: 25 * 86_400)) == 50)
    #expect(deposit.percentGone(at: closing.adding(seconds: -1)) == 99)
    #expect(deposit.percentGone(at: closing) == 100)
    let endless = Phase(kind: .experimentation, opensAt: opening, closesAt: nil)
    #expect(endless.percentGone(at: Instant(milliseconds: .max)) == 100)
    #expect(endless.percentGone(at: opening.adding(seconds: -1)) == 0)
  }
}
