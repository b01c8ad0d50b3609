import Deposits
import Testing

@testable import Instruction

@Suite("Dividing a text")
struct DivisionUnitsTests {
  private let text = ContributionText(
    title: "Trois choses", today: "On paie. On réserve.", expected: "Payer en ligne. Réserver en ligne. Prévenir.")

  @Test("Each sentence of each long answer is one, by its place in it")
  func units() {
    let units = Division.units(of: text)
    #expect(units.map(\.field) == ["today", "today", "expected", "expected", "expected"])
    #expect(units.map(\.characters) == [0..<9, 9..<20, 0..<16, 16..<35, 35..<44])
    #expect(units.filter { $0.field == "expected" }.map(\.text).joined() == text.expected)
  }

  @Test("A part takes ranges, neighbours joined; what is in none stays out")
  func parts() throws {
    let parts = try Division.parts([0, 2, 1, 1, 2], of: Division.units(of: text))
    #expect(parts.map(\.written) == ["expected:0-35", "today:9-20 expected:35-44"])
    #expect(parts[1].passages(in: text.longAnswers) == ["On réserve.", "Prévenir."])
    #expect(Part.Ranges(written: parts[1].written) == parts[1])
    #expect(Part.Ranges(parts.flatMap(\.all)).rest(in: text.longAnswers) == ["On paie."])
    #expect(parts[0].rest(in: text.longAnswers) == ["On paie. On réserve.", "Prévenir."])
  }

  @Test(
    "One part alone, an empty one or a choice for other sentences is no division",
    arguments: [
      ([0, 0, 0, 0, 0], DivisionRefusal.onePart), ([1, 1, 1, 0, 1], .onePart), ([2, 2, 2, 2, 2], .onePart),
      ([1, 3, 3, 0, 0], .emptyPart), ([2, 3, 0, 0, 0], .emptyPart), ([1, 2], .badChoice), ([], .badChoice),
      ([1, 2, 10, 0, 0], .badChoice), ([1, 2, -1, 0, 0], .badChoice),
    ])
  func refused(_ choice: [Int], _ refusal: DivisionRefusal) {
    #expect(throws: refusal) { try Division.parts(choice, of: Division.units(of: text)) }
  }

  @Test("A text of many sentences is given by a few of them together: a form and a row hold it, however it is divided")
  func long() throws {
    let lines = String(repeating: "Oui.\n", count: 4_000)
    let text = ContributionText(title: "Long", today: lines, forWhom: lines, existing: lines, expected: lines)
    let units = Division.units(of: text)
    #expect(units.count <= Division.mostUnits)
    #expect(units.filter { $0.field == "existing" }.map(\.text).joined() == lines)
    let parts = try Division.parts(units.indices.map { $0 % 2 + 1 }, of: units)
    #expect(parts.allSatisfy { $0.written.unicodeScalars.count <= 4_000 })
  }

  @Test("Ranges follow what is written over; what spans an edge keeps the whole mark, and no part loses its words")
  func moved() {
    var moves = TextMoves()
    moves.prepend(10..<20, written: 4)
    moves.prepend(2..<4, written: 6)
    let ranges = Part.Ranges(written: "today:0-3 today:3-10 today:4-15 today:15-30 today:20-30 expected:2-9")
    let expected = "today:0-8 today:2-14 today:8-18 today:14-28 today:18-28 expected:2-9"
    #expect(ranges.moved(by: ["today": moves]).written == expected)
    var whole = TextMoves()
    whole.prepend(0..<30, written: 3)
    #expect(ranges.moved(by: ["today": whole]).all.dropLast().allSatisfy { $0.characters == 0..<3 })
  }
}
