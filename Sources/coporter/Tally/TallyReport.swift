import Foundation
import Tallying

/// What `coporter tally` answers, as JSON (docs/tallying.md names each field).
struct TallyReport: Encodable {
  var rule: String
  var utility: String
  var voters: Int
  /// Voters without any selected project on their ballot.
  var votersWithNothing: Int
  var budget: Amount
  /// Identifiers, sorted by code point.
  var selected: [String]
  var cost: Amount
  /// Identifiers, in the order in which the rule took them.
  var order: [String]
  var ties: [Tie]
  var setAside: [String]
  var shares: Shares?
  var explanation: [Line]
  var comparison: Comparison?
  var orders: Orders?
  var strata: [Stratum]?
  var rules: [RuleLine]?

  /// An exact amount: a whole number, or a fraction in lowest terms.
  enum Amount: Encodable, Equatable {
    case whole(Int128)
    case fraction(Int128, Int128)

    init(_ units: Int128, decimals: Int) {
      var (top, bottom): (Int128, Int128) = (units, 1)
      for _ in 0..<decimals { bottom *= 10 }
      for prime: Int128 in [2, 5] {
        while top % prime == 0, bottom % prime == 0 { (top, bottom) = (top / prime, bottom / prime) }
      }
      self = bottom == 1 ? .whole(top) : .fraction(top, bottom)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .whole(let number):
        // Numbers that a reader of JSON may round are written as text.
        if number.magnitude < 1 << 53 { try container.encode(Int64(number)) } else { try container.encode("\(number)") }
      case .fraction(let top, let bottom): try container.encode("\(top)/\(bottom)")
      }
    }
  }

  struct Tie: Encodable {
    var stage: String
    var round: Int
    var projects: [String]
    var taken: String
    var matters: Bool?
  }

  struct Shares: Encodable {
    var first: Double
    var last: Double
    var raisedSteps: Int
    var stopped: String
  }

  struct Line: Encodable {
    var project: String
    var name: String
    var cost: Amount
    var selected: Bool
    var supporters: Int
    var stage: String?
    var round: Int?
    var measure: Double?
    var payment: Payment?
    var obstacle: String?
    var effectiveSupport: Double?
    var missing: Double?
    var missingVotes: Int?
  }

  struct Payment: Encodable {
    var part: Double
    var inFull: Int
    var allTheyHad: Int
    var nothingLeft: Int
  }

  init(_ tally: Tally, _ outcome: Outcome, setAside: [Election.Project]) {
    let election = tally.election
    let names = election.projects.map(\.id)
    rule = tally.rule.rawValue
    utility = tally.utility.rawValue
    voters = election.voters
    votersWithNothing = tally.votersWithNothing(outcome)
    budget = Amount(election.budget, decimals: election.decimals)
    order = outcome.order.map { names[$0] }
    selected = order.sorted(by: OrderOfTies.precedes)
    cost = Amount(outcome.cost, decimals: election.decimals)
    ties = outcome.ties.map { tie in
      Tie(
        stage: tie.stage.rawValue, round: tie.round, projects: tie.projects.map { names[$0] },
        taken: names[tie.projects[0]], matters: tie.matters)
    }
    self.setAside = setAside.map(\.id).sorted(by: OrderOfTies.precedes)
    shares = outcome.shares.map { shares in
      Shares(
        first: shares.first.toMillionths, last: shares.last.toMillionths, raisedSteps: shares.raisedSteps,
        stopped: shares.stopped.rawValue)
    }
    explanation = Self.lines(election, outcome)
  }

  /// Those selected in the order they were, then the others by identifier.
  private static func lines(_ election: Election, _ outcome: Outcome) -> [Line] {
    let supporters = election.supporters
    let steps = Dictionary(outcome.steps.map { ($0.project, $0) }, uniquingKeysWith: { first, _ in first })
    let taken = Set(outcome.order)
    let others = election.projects.indices.filter { !taken.contains($0) }
      .sorted { OrderOfTies.precedes(election.projects[$0].id, election.projects[$1].id) }
    return (outcome.order + others).map { number in
      let project = election.projects[number]
      var line = Line(
        project: project.id, name: project.name, cost: Amount(project.cost, decimals: election.decimals),
        selected: taken.contains(number), supporters: supporters[number])
      if let step = steps[number] { line.add(step) }
      if let obstacle = outcome.obstacles[number] { line.add(obstacle) }
      return line
    }
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension TallyReport.Line {
  fileprivate mutating func add(_ step: Outcome.Step) {
    stage = step.stage.rawValue
    round = step.round
    measure = step.measure.toMillionths
    effectiveSupport = step.payment?.effectiveSupport.toMillionths
    payment = step.payment.map { payment in
      TallyReport.Payment(
        part: payment.part.toMillionths, inFull: payment.full, allTheyHad: payment.all, nothingLeft: payment.nothing)
    }
  }

  fileprivate mutating func add(_ obstacle: Outcome.Obstacle) {
    self.obstacle = obstacle.kind.rawValue
    round = obstacle.round
    effectiveSupport = obstacle.effectiveSupport?.toMillionths
    missing = obstacle.missing.toMillionths
    missingVotes = obstacle.missingVotes
  }
}

extension Double {
  /// What explains, and decides nothing, is told to a millionth.
  fileprivate var toMillionths: Double { (self * 1_000_000).rounded() / 1_000_000 }
}
