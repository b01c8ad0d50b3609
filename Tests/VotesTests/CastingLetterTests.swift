import Testing

@testable import Votes

@Suite("Letters with a code")
struct CastingLetterRuleTests {
  @Test("A code is read as it is printed, and as people type it")
  func reading() throws {
    var generator = SystemRandomNumberGenerator()
    let code = CastingLetter.Code(using: &generator)
    #expect(code.printed.wholeMatch(of: /[0-9A-Z]{4}( [0-9A-Z]{4}){3}/) != nil)
    for typed in [code.text, code.printed, code.printed.lowercased(), "  " + code.printed.replacing(" ", with: "-")] {
      #expect(CastingLetter.Code(typed: typed) == code)
    }
    #expect(CastingLetter.Code(typed: "OIL0 OIL0 OIL0 OIL0")?.text == "0110011001100110")
    for wrong in ["", "1234", code.text + "0", "éééé éééé éééé éééé"] {
      #expect(CastingLetter.Code(typed: wrong) == nil)
    }
    #expect(CastingLetter.Code(using: &generator).hash != code.hash && code.hash.count == 32)
  }

  @Test(
    "Why no mail brings a head to the vote",
    arguments: [
      (false, false, 0, 0, .noAddress), (false, false, 2, 2, .refusing), (false, false, 2, 1, .silent),
      (false, true, 0, 0, .silent), (false, true, 1, 1, .silent), (true, false, 0, 0, .printed),
      (true, true, 1, 0, .printed),
    ] as [(Bool, Bool, Int, Int, CastingLetter.Reach)])
  func reach(printed: Bool, actedFor: Bool, mailboxes: Int, refusing: Int, reach: CastingLetter.Reach) {
    let found = CastingLetter.Reach.of(
      hasPrinted: printed, isActedFor: actedFor, mailboxes: mailboxes, refusing: refusing)
    #expect(found == reach)
  }
}
