import Localization
import Testing

@testable import Consultations
@testable import Platform

@Suite("Calendars and Rules as they are typed")
struct PreparationTests {
  private func instant(_ text: String) -> Instant { ParisTime.instant(text) ?? Instant(milliseconds: 0) }

  @Test("Easter, its Monday, Ascension and Whit Monday are found for a century and more")
  func holidays() {
    // Dates of Easter Monday, of the Bureau des longitudes.
    for day in ["2021-04-05", "2022-04-18", "2023-04-10", "2024-04-01", "2025-04-21", "2026-04-06", "2038-04-26"] {
      #expect(WorkingHours.isHoliday(ParisTime(instant(day + "T12:00"))), "\(day)")
    }
    for day in ["2021-05-13", "2021-05-24", "2021-07-14", "2024-05-09", "2024-05-20", "2026-12-25"] {
      #expect(WorkingHours.isHoliday(ParisTime(instant(day + "T12:00"))), "\(day)")
    }
    for day in ["2021-04-04", "2021-04-06", "2021-05-12", "2021-05-25", "2024-04-02"] {
      #expect(!WorkingHours.isHoliday(ParisTime(instant(day + "T12:00"))), "\(day)")
    }
  }

  @Test(
    "A closing is warned of on weekends, public holidays and at night",
    arguments: [
      ("2021-03-15T17:00", nil), ("2021-03-15T18:00", nil), ("2021-03-15T18:01", WorkingHours.Fault.night),
      ("2021-03-15T08:59", .night), ("2021-03-15T23:59", .night), ("2021-03-14T12:00", .weekend),
      ("2021-04-05T12:00", .holiday), ("2021-03-12T17:59", nil),
    ])
  func closings(last: String, fault: WorkingHours.Fault?) {
    #expect(WorkingHours.fault(closingAt: instant(last).adding(seconds: 60)) == fault)
  }

  @Test(
    "A time that no clock shows is refused",
    arguments: [
      "2021-02-30T10:00", "2021-13-01T10:00", "2021-00-01T10:00", "2021-03-15T24:00", "2021-03-15T10:60",
      // The hour that the change of clocks leaves out.
      "2021-03-28T02:30", "1999-03-15T10:00", "demain", "", "2021-03-15", "2021-03-15T9:00",
    ])
  func instants(text: String) {
    #expect(ParisTime.instant(text) == nil)
  }

  @Test("What a form gives back is read again as it was", arguments: ["2021-03-15T23:59", "2021-10-31T02:30"])
  func typed(text: String) { #expect(ParisTime.instant(text).map { ParisTime($0).typed } == text) }

  private static let rules = """
    # Règlement

    ## Qui peut déposer {#qui-depose verifier}

    Les **communes**.

    - et les autres

    ## Motifs d’inéligibilité

    Aucun.
    """

  @Test("Articles are numbered by their place, keyed by braces or by their title, and written back the same")
  func articles() throws {
    let read = try RulesText(parsing: Self.rules)
    #expect(read.title == "Règlement")
    #expect(read.articles.map(\.key) == ["qui-depose", "motifs-d-ineligibilite"])
    #expect(read.articles.map(\.number) == [1, 2])
    #expect(read.articles.map(\.isSelfCheck) == [true, false])
    #expect(read.articles[0].text == "Les **communes**.\n\n- et les autres")
    #expect(try RulesText(parsing: read.markdown) == read)
    #expect(try RulesText(parsing: read.markdown.replacing("\n", with: "\r\n")).hash == read.hash)
    #expect(try RulesText(parsing: read.markdown.replacing("communes", with: "commune")).hash != read.hash)
  }

  @Test("A line of code that looks like a heading begins no article", arguments: ["```", "~~~~", "  ```"])
  func fences(mark: String) throws {
    let text = "# Règlement\n\n## Un\n\n\(mark)\n## Deux\n\(mark)\n\n## Trois\n\nFin.\n"
    #expect(try RulesText(parsing: text).articles.map(\.title) == ["Un", "Trois"])
  }

  @Test(
    "A text that cannot be the Rules is refused with its reason",
    arguments: [
      ("", RulesRefusal.noTitle), ("## A\n\nx", .noTitle), ("# T", .noArticle),
      ("# T\n\nbonjour\n\n## A\n\nx", .textBeforeArticles),
      ("# T\n## A {#é}\nx", .badKey(1)), ("# T\n## A {#a b}\nx", .badKey(1)),
      ("# T\n## A {#a}\nx\n## B {#a}\ny", .sameKey(2)),
      ("# T\n## A\n## B\ny", .emptyArticle(1)), ("# T\n## {#a}\nx", .noArticleTitle(1)),
      ("# T\n" + String(repeating: "## A\nx\n", count: 61), .tooManyArticles),
      ("# T\n## A\n" + String(repeating: "x", count: 100_000), .tooLong),
    ])
  func refusals(text: String, refusal: RulesRefusal) {
    #expect(throws: refusal) { try RulesText(parsing: text) }
  }
}
