/// What a count gives: the projects selected, in the order that the rule took them, and how it came to that.
public struct Outcome: Sendable {
  /// Numbers of projects, in the order taken.
  public var order: [Int] = []
  /// In units of 10^−`Election.decimals`.
  public var cost: Int128 = 0
  /// Rounds in which equal projects were set in order.
  public var ties: [Tie] = []
  /// Steps of the rule, one for each project taken.
  public var steps: [Step] = []
  /// Why a project is not among them; nil for those that are.
  public var obstacles: [Obstacle?] = []
  /// What equal shares gave each voter and how far shares were raised, where the rule has shares.
  public var shares: Shares?

  public func contains(_ project: Int) -> Bool { order.contains(project) }

  /// Equal projects, of which one had to be taken first.
  public struct Tie: Sendable, Equatable {
    public var stage: Stage
    /// The round of its stage, from 1.
    public var round: Int
    /// In the order of ties: the first was taken.
    public var projects: [Int]
    /// Whether another order among these gives another selection.
    public var matters: Bool?
  }

  public enum Stage: String, Sendable, Equatable {
    case approval, greedy, shares, completion, phragmen
  }

  /// A project taken.
  public struct Step: Sendable, Equatable {
    public var stage: Stage
    public var round: Int
    public var project: Int
    /// Who paid, where the rule has shares.
    public var payment: Payment?
    /// The total utility of a voter, as number or per unit of cost, that put it there: what the rule compares.
    public var measure: Double
  }

  /// How a project was paid in equal shares.
  public struct Payment: Sendable, Equatable {
    /// Supporters who paid the full part, and those who gave all they had left (none when they had nothing).
    public var full: Int
    public var all: Int
    public var nothing: Int
    /// The full part of one voter, for one unit of utility, in currency.
    public var part: Double
    /// How many voters' full parts pay the cost.
    public var effectiveSupport: Double
  }

  /// Why a project was not taken.
  public struct Obstacle: Sendable, Equatable {
    public var kind: Kind
    public var supporters: Int
    /// The best effective support it reached, where the rule has shares.
    public var effectiveSupport: Double?
    /// The round in which its supporters no longer had its cost.
    public var round: Int?
    /// Money that was missing: of its supporters (`shares`) or of the budget (`budget`), in currency.
    public var missing: Double
    /// Supporters with a full share who would have made up for it.
    public var missingVotes: Int?
  }

  public enum ObstacleKind: String, Sendable, Equatable {
    /// Nobody gives it a positive utility.
    case unsupported
    /// Its supporters did not have its cost.
    case shares
    /// It did not fit into the money left when its turn came.
    case budget
    /// The rule had stopped before its turn.
    case stopped
  }
  public typealias Kind = ObstacleKind

  public struct Shares: Sendable, Equatable {
    /// Steps by which shares were raised, and the share of each voter at first and at last, in currency.
    public var raisedSteps: Int = 0
    public var first: Double = 0
    public var last: Double = 0
    public var stopped: Stop = .notRaised
  }

  /// Why shares were raised no further.
  public enum Stop: String, Sendable, Equatable {
    case notRaised
    /// One step more costs more than the budget.
    case budget
    /// Nothing that is left fits into the money left.
    case exhausted
  }
}
