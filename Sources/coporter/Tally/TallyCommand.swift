import ArgumentParser
import Crypto
import Foundation
import Tallying

/// Counts the votes of a file, for anyone who wants to check a result: no database, no network.
struct TallyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally", abstract: "Dépouille un fichier de votes au format Pabulib, sans rien arrondir.",
    discussion: "Les règles, et ce que chaque champ de la réponse veut dire : docs/tallying.md.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case json, text }
  enum Order: String, ExpressibleByArgument, CaseIterable { case lexicographic, lots }

  @Argument(help: "Le fichier : .pb ou .pb.gz.")
  var file: String
  @Option(help: "La règle : \(Self.list(Rule.self)).", transform: { try Self.value($0) })
  var rule: Rule
  @Option(
    help: "Ce que vaut un projet retenu : \(Self.list(Utility.self)) (none pour approval et phragmen).",
    transform: { try Self.value($0) })
  var utility: Utility?
  @Option(help: "La forme de la réponse.")
  var format: Format = .json
  @Option(name: .customLong("minimum-votes"), help: "Écarte avant le compte les projets qui ont moins de soutiens.")
  var minimumVotes = 0
  @Option(help: "L’ordre qui départage les égaux : par identifiant, ou par tirage au sort.")
  var ties: Order = .lexicographic
  @Option(help: "Le texte public dont le tirage est fait, avec « --ties lots ».")
  var seed: String?
  @Flag(help: "Garde le résultat glouton si plus de votants le préfèrent à celui des parts égales (Wieliczka).")
  var comparison = false
  @Flag(help: "Recompte sous d’autres ordres des égaux.")
  var orders = false
  @Option(
    name: .customLong("without-each"), help: "Recompte sans chaque valeur d’une colonne des votes : neighborhood…")
  var column: String?
  @Flag(name: .customLong("side-by-side"), help: "Met les règles côte à côte, avec les votants qui n’ont rien.")
  var sideBySide = false
  @Flag(help: "Refuse aussi ce qui n’est qu’étrange : un votant répété, un nombre qui diffère de l’annonce.")
  var strict = false

  private static func list<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> String
  where Value.RawValue == String {
    Value.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func value<Value: CaseIterable & RawRepresentable>(_ text: String) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: text) else { throw ValidationError("« \(text) » : \(list(Value.self)).") }
    return value
  }

  func validate() throws {
    guard (ties == .lots) == (seed != nil) else {
      throw ValidationError("« --ties lots » et « --seed TEXTE » vont ensemble.")
    }
    let hasShares = [.mes, .mesGreedy, .mesAddOneGreedy, .mesOnePercentGreedy].contains(rule)
    guard !comparison || hasShares else {
      throw ValidationError("« --comparison » compare une règle à parts égales (mes…) au résultat glouton.")
    }
    guard minimumVotes >= 0 else { throw ValidationError("« --minimum-votes » est un nombre de voix.") }
  }

  func run() throws {
    do {
      let election = try ElectionFile(path: file, isStrict: strict, stratum: column).election()
      for warning in election.warnings { complain("\(file):\(warning.line): \(warning.reason.sentence)") }
      let more = election.unkeptWarnings
      if more > 0 { complain("\(file): et \(more.grouped) de plus, qui ne sont pas montrés.") }
      guard election.strata.count <= Self.mostStrata else {
        try stop("\(file): « \(column ?? "") » a \(election.strata.count) valeurs, \(Self.mostStrata) au plus.")
      }
      let (eligible, setAside) = election.eligible(minimum: minimumVotes)
      let tally = try Tally(eligible, rule, usedUtility, ties: order(eligible))
      try answer(try report(tally, setAside: setAside))
    } catch let refusal as PabulibRefusal {
      try stop("\(file):\(refusal.line): \(refusal.reason.sentence)")
    } catch let refusal as TallyRefusal {
      try stop("\(file): \(refusal.sentence)")
    } catch let refusal as ElectionFile.Refusal {
      // What is too large is so from its first line on.
      try stop("\(file):\(refusal == .tooLarge ? "1:" : "") \(refusal.sentence)")
    }
  }

  /// Each stratum is a count of its own.
  private static let mostStrata = 200

  func report(_ tally: Tally, setAside: [Election.Project]) throws -> TallyReport {
    var (tally, outcome) = (tally, tally.outcomeWithTies())
    var headToHead: HeadToHead?
    if comparison {
      let greedy = try Tally(tally.election, .greedy, tally.utility, ties: tally.ties)
      let other = greedy.outcomeWithTies()
      let result = HeadToHead(tally, outcome, other)
      headToHead = result
      if !result.firstStands { (tally, outcome) = (greedy, other) }
    }
    var report = TallyReport(tally, outcome, setAside: setAside)
    report.comparison = headToHead.map { TallyReport.Comparison($0) }
    if orders { report.orders = TallyReport.Orders(tally.orders(), tally.election) }
    if column != nil { report.strata = try tally.strata(outcome).map { TallyReport.Stratum($0, tally.election) } }
    if sideBySide { report.rules = try TallyReport.rules(tally) }
    return report
  }

  private var usedUtility: Utility { utility ?? (rule == .approval || rule == .phragmen ? .none : .cost) }

  /// The lot of a project is the SHA-256 of the seed, a line feed and its identifier.
  func order(_ election: Election) -> OrderOfTies {
    guard let seed else { return .lexicographic(election.projects) }
    return .lots(election.projects) { Array(SHA256.hash(data: Array("\(seed)\n\($0)".utf8))) }
  }

  private func answer(_ report: TallyReport) throws {
    switch format {
    case .json: print(try report.json)
    case .text: print(TallyTable(report).text)
    }
  }

  private func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  private func stop(_ line: String) throws -> Never {
    complain(line)
    throw ExitCode.failure
  }
}
