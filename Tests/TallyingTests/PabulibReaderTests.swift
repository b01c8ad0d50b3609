import Tallying
import Testing

@Suite("Reading Pabulib")
struct PabulibReaderTests {
  /// A change to the small file, and where and why it is refused.
  struct Malformed: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var line: Int
    var reason: PabulibRefusal.Reason
    var testDescription: String { "\(reason)" }

    init(_ from: String, _ to: String, _ line: Int, _ reason: PabulibRefusal.Reason) {
      (self.from, self.to, self.line, self.reason) = (from, to, line, reason)
    }
  }

  private static let malformed: [Malformed] = [
    Malformed("META\n", "", 1, .outsideSection),
    Malformed(
      "PROJECTS\nproject_id;cost;name\nA;4;Un\nB;4;Deux\nC;4;Trois\nD;11;Quatre\n", "", 7, .missingSection("PROJECTS")),
    Malformed("VOTES\nvoter_id;vote\n1;A,B\n2;A\n3;C\n", "", 13, .missingSection("VOTES")),
    Malformed("budget;10\n", "", 17, .missingKey("budget")),
    Malformed("budget;10", "budget;none", 18, .missingKey("budget")),
    Malformed("budget;10", "budget;ten", 3, .notANumber(column: "budget", text: "ten")),
    Malformed("budget;10", "budget;-1", 3, .negative(column: "budget", text: "-1")),
    Malformed("vote_type;approval\n", "", 1, .missingKey("vote_type")),
    Malformed("vote_type;approval", "vote_type;shouting", 4, .unknownVoteType("shouting")),
    Malformed("vote_type;approval", "vote_type;scoring", 14, .missingColumn("points")),
    Malformed("project_id;cost;name", "project_id;price;name", 8, .missingColumn("cost")),
    Malformed("voter_id;vote", "voter_id;choice", 14, .missingColumn("vote")),
    Malformed("B;4", "B;-4", 10, .negative(column: "cost", text: "-4")),
    Malformed("B;4", "B;none", 10, .missingCost(project: "B")),
    Malformed("B;4", "B;4.4.4", 10, .notANumber(column: "cost", text: "4.4.4")),
    Malformed("B;4", "B;1234567890123456789012345", 10, .notANumber(column: "cost", text: "1234567890123456789012345")),
    Malformed("B;4", "A;4", 10, .repeatedProject("A")),
    Malformed("B;4", ";4", 10, .emptyProject),
    Malformed("2;A", "2;E", 16, .unknownProject("E")),
    Malformed("2;A", "2;\"A", 16, .openQuote),
  ]

  @Test("A malformed file is refused with its line", arguments: malformed)
  func refuses(_ malformed: Malformed) {
    let text = small.replacing(malformed.from, with: malformed.to)
    #expect(text != small)
    #expect(throws: PabulibRefusal(line: malformed.line, malformed.reason)) { try read(text) }
  }

  @Test("A line that is not UTF-8 is refused where it stands")
  func refusesEncoding() {
    let bytes = Array(small.replacing("Deux", with: "D\u{E9}").unicodeScalars.map { UInt8($0.value) })
    #expect(throws: PabulibRefusal(line: 10, .notUTF8)) { try read(bytes: bytes) }
  }

  @Test("A file beyond the limit is refused, also when it is one endless line")
  func refusesLarge() {
    let long = Array(small.utf8) + [UInt8](repeating: 0x41, count: 1000)
    #expect(throws: PabulibRefusal(line: 18, .tooLarge(limit: 500))) { try read(bytes: long, limit: 500) }
    #expect(throws: PabulibRefusal(line: 18, .tooLarge(limit: 500))) { try read(bytes: long, pieces: 7, limit: 500) }
  }

  /// A way to write the same election.
  private static let variants: [(String, String)] = [
    ("\n", "\r\n"), ("\n", "\r"), ("META", "\u{FEFF}META"), ("VOTES", "votes"), ("PROJECTS", "\nProjects"),
    ("1;A,B", "1;\"A,B\""), ("1;A,B", "1; B , A ,A"), ("1;A,B", "1;B,A;38;M"), ("A;4;Un", " A ;4.0;\"U\"\"n;\""),
    ("budget;10", "budget;1e1"), ("budget;10", "budget;\"10,00\""), ("B;4", "B;\"4\""), ("B;4;Deux", "B;4"),
    ("3;C\n", "3;C"), ("key;value", "key;value;note"), ("Trois", "Tr\nois".replacing("\n", with: " ")),
    ("4;Trois", "4;\"Tr\nois\""),
  ]

  @Test("Line ends, marks, quotes, case, spaces and decimals change nothing", arguments: variants)
  func variant(from: String, to: String) throws {
    let plain = try read(small)
    let text = small.replacing(from, with: to)
    for pieces in [1, 2, 3, 1 << 18] {
      let election = try read(text, pieces: pieces)
      #expect(election.projects.map(\.id) == ["A", "B", "C", "D"])
      #expect(election.supporters == plain.supporters)
      #expect(election.budget * Int128(1) == plain.budget * ExactDecimalScale.of(election))
      #expect(election.voters == 3)
      #expect(election.warnings.isEmpty)
      #expect(try order(election, .mesGreedy, .cost) == order(plain, .mesGreedy, .cost))
    }
  }

  @Test("An empty ballot is a voter's; “none” is an empty ballot")
  func emptyBallots() throws {
    let text = small.replacing("3;C", with: "3;C\n4;\n5;none\n6").replacing("num_votes;3", with: "num_votes;6")
    let election = try read(text)
    #expect(election.voters == 6)
    #expect(election.warnings.isEmpty)
    #expect(election.supporters == [2, 1, 1, 0])
  }

  @Test("A repeated voter and a count that differs are told, and refused only where asked")
  func warns() throws {
    let text = small.replacing("3;C", with: "2;C\n9;C")
    let warnings = try read(text).warnings
    #expect(warnings.map(\.reason) == [.repeatedVoter("2"), .votes(announced: "3", found: 4)])
    #expect(warnings.map(\.line) == [17, 5])
    #expect(throws: PabulibRefusal(line: 17, .warned(.repeatedVoter("2")))) { try read(text, strict: true) }
    #expect(throws: PabulibRefusal(line: 6, .warned(.projects(announced: "5", found: 4)))) {
      try read(small.replacing("num_projects;4", with: "num_projects;5"), strict: true)
    }
  }

  private func scored(_ votes: String) throws -> Election {
    let head = small.prefix { $0 != "V" }.replacing("approval", with: "cumulative").replacing("num_votes;3\n", with: "")
    return try read(head + "VOTES\nvoter_id;vote;points\n" + votes)
  }

  @Test("Points belong to the project at their place; the last of a repeated project count; decimals are exact")
  func points() throws {
    let election = try scored("1;B,A,B;1,2,0.25\n2;A;0.125\n3;C;2,5\n4;;\n")
    #expect(election.ballots.pointDecimals == 3)
    #expect(Array(election.ballots.points(of: 0)) == [2000, 250])
    #expect(Array(election.ballots.points(of: 1)) == [125])
    #expect(election.warnings.map(\.reason) == [.morePoints(projects: 1, points: 2)])
    #expect(throws: PabulibRefusal(line: 14, .fewerPoints(projects: 2, points: 1))) { try scored("1;A,B;3\n") }
    #expect(throws: PabulibRefusal(line: 14, .pointsTooLarge("1e13"))) { try scored("1;A;1e13\n") }
  }

  @Test("No change of bytes ends the program: the file is refused, or counted", arguments: 0..<8 as Range<UInt64>)
  func mangled(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let pointed = small.replacing("approval", with: "cumulative").replacing(
      "voter_id;vote", with: "voter_id;vote;points")
    let bytes = Array(
      pointed.replacing("1;A,B", with: "1;A,B;1,2").replacing("2;A", with: "2;A;3").replacing("3;C", with: "3;C;1").utf8
    )
    var counted = 0
    let others = Array("\";,\n\r0123456789eE.-+AB\u{0}é".utf8)
    for _ in 0..<150 {
      var changed = seed.isMultiple(of: 2) ? Array(small.utf8) : bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<changed.count, using: &random)
        changed[place] = others.randomElement(using: &random) ?? 0
      }
      guard let election = try? read(bytes: changed, pieces: 11) else { continue }
      counted += 1
      for (rule, utility) in election.counts { _ = try? Tally(election, rule, utility).outcomeWithTies() }
    }
    #expect(counted > 10, "of 150, some can still be read")
  }

  @Test("A repeated project of a ranking keeps its first place, and counts once in its length")
  func rankings() throws {
    let election = try read(small.replacing("approval", with: "ordinal").replacing("1;A,B", with: "1;B,A,B,C"))
    #expect(Array(election.ballots.projects(of: 0)) == [1, 0, 2])
    #expect(election.ballots.length(of: 0) == 3)
  }
}

enum ExactDecimalScale {
  /// Units of the election in one of the currency.
  static func of(_ election: Election) -> Int128 {
    (0..<election.decimals).reduce(1) { product, _ in product * 10 }
  }
}
