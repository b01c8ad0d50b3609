import ArgumentParser
import Foundation
import Tallying
import Testing

@testable import coporter

@Suite("The command tally")
struct TallyCommandTests {
  /// Two districts; the north loses all by votes, and has its share by equal shares.
  private static let file = """
    META
    key;value
    budget;100
    vote_type;approval
    PROJECTS
    project_id;cost;name
    N;30;Bancs
    S1;40;Préau
    S2;40;Terrain
    S3;30;Arbres
    VOTES
    voter_id;vote;district
    1;N;nord
    2;N;nord
    3;N;nord
    4;S1,S2,S3;sud
    5;S1,S2,S3;sud
    6;S1,S2,S3;sud
    7;S1,S2,S3;sud
    8;S1,S2;sud
    9;S1,S3;sud

    """

  private func report(_ arguments: String...) throws -> TallyReport {
    let path = Scratch.place("election", ending: ".pb")
    try Data(Self.file.utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let command = try TallyCommand.parse(arguments + [path.path])
    let election = try ElectionFile(path: path.path, isStrict: true, stratum: command.column).election()
    let tally = try Tally(election, command.rule, command.utility ?? .cost)
    return try command.report(tally, setAside: [])
  }

  @Test("Greedy gives all to the south, equal shares leave the north its part")
  func selects() throws {
    let greedy = try report("--rule", "greedy")
    #expect(greedy.order == ["S1", "S2"])
    #expect(greedy.votersWithNothing == 3)
    let shares = try report("--rule", "mes-greedy")
    #expect(shares.selected == ["N", "S1", "S3"])
    #expect(shares.votersWithNothing == 0)
    #expect(shares.cost == .whole(100))
  }

  @Test("Two equal projects are named, with what their order changes")
  func ties() throws {
    let report = try report("--rule", "greedy", "--orders")
    #expect(report.ties.first?.projects == ["S2", "S3"])
    #expect(report.ties.first?.taken == "S2")
    #expect(report.ties.first?.matters == true)
    #expect(report.orders?.always == ["S1"])
    #expect(report.orders?.sometimes == ["N", "S2", "S3"])
    #expect(report.orders?.complete == true)
    #expect(TallyTable(report).text.contains("un autre ordre donnerait un autre résultat"))
  }

  @Test("Lots are the SHA-256 of the seed and the identifier, as any program computes it")
  func lots() throws {
    let command = try TallyCommand.parse([
      "--rule", "mes", "--ties", "lots", "--seed", "Loto du 24/11/2026", "votes.pb",
    ])
    var ballots = BallotTable(hasPoints: false)
    ballots.add([0])
    let projects = ["N", "S1", "S2", "é"].map { Election.Project(id: $0, cost: 1) }
    let election = Election(voteType: .approval, projects: projects, budget: 1, ballots: ballots)
    // By Python's hashlib.
    #expect(command.order(election).firstToLast.map { projects[$0].id } == ["S1", "é", "S2", "N"])
    #expect(throws: (any Error).self) { try TallyCommand.parse(["--rule", "mes", "--seed", "1", "votes.pb"]) }
  }

  @Test("Without the north, its project is lost")
  func strata() throws {
    let strata = try #require(try report("--rule", "mes", "--without-each", "district").strata)
    #expect(strata.map(\.value) == ["nord", "sud"])
    #expect(strata.map(\.voters) == [3, 6])
    #expect(strata[0].lost == ["N"])
    #expect(strata[1].lost == ["S1"])
  }

  @Test("Equal shares stand unless more voters prefer the greedy outcome")
  func comparison() throws {
    let report = try report("--rule", "mes-greedy", "--comparison")
    // Four of the south have S1 and S2 rather than S1 and S3; one would not; the north prefers shares.
    #expect(report.comparison?.preferShares == 4)
    #expect(report.comparison?.preferGreedy == 5)
    #expect(report.comparison?.kept == "greedy")
    #expect(report.selected == ["S1", "S2"])
  }

  @Test("Rules stand side by side with the voters who have nothing")
  func sideBySide() throws {
    let rules = try #require(try report("--rule", "mes", "--side-by-side").rules)
    #expect(rules.map(\.rule) == Rule.allCases.map(\.rawValue))
    #expect(rules.first { $0.rule == "greedy" }?.votersWithNothing == 3)
  }

  @Test("What is short is told in money and in votes")
  func missing() throws {
    let report = try report("--rule", "mes")
    let line = try #require(report.explanation.first { $0.project == "S2" })
    #expect(line.obstacle == "shares")
    #expect(line.missing ?? 0 > 0)
    #expect(line.missingVotes ?? 0 > 0)
    #expect(TallyTable(report).text.contains("voix de plus"))
  }

  @Test("Amounts are whole, or fractions in lowest terms")
  func amounts() {
    #expect(TallyReport.Amount(1200, decimals: 2) == .whole(12))
    #expect(TallyReport.Amount(1250, decimals: 2) == .fraction(25, 2))
    #expect(TallyReport.Amount(0, decimals: 3) == .whole(0))
    #expect(12.5.rounded(to: 2) == "12,50")
    #expect(1_234_567.0.rounded(to: 2) == "1\u{202F}234\u{202F}567")
    #expect(0.054.rounded(to: 2) == "0,05")
  }
}
