/// An organisation says that its ballot is not its own: it does not count unless it is restored.
public struct ContestLeaf: LeafOfKind {
  static let kind: StaticString = "contest"

  public var at: Int64
  public var organisation: String
  /// The place of the ballot that is contested.
  public var ballot: Int64

  public init(at: Int64, organisation: String, ballot: Int64) {
    self.at = at
    self.organisation = organisation
    self.ballot = ballot
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    organisation = try fields.identifier("organisation")
    ballot = try fields.number("ballot")
  }

  func write(_ fields: inout FieldWriter) {
    fields.identifier("organisation", organisation)
    fields.number("ballot", ballot)
  }
}

/// What two persons decided of a contest.
public struct OutcomeLeaf: LeafOfKind {
  static let kind: StaticString = "outcome"

  public var at: Int64
  public var contest: Int64
  public var outcome: ContestOutcome
  /// Commitments to two persons.
  public var by: [Octets]

  public init(at: Int64, contest: Int64, outcome: ContestOutcome, by: [Octets]) {
    self.at = at
    self.contest = contest
    self.outcome = outcome
    self.by = by
  }

  init(at: Int64, _ fields: inout FieldReader) throws(Malformed) {
    self.at = at
    contest = try fields.number("contest")
    outcome = try fields.word("outcome")
    by = try fields.octetsList("by")
  }

  func write(_ fields: inout FieldWriter) {
    fields.number("contest", contest)
    fields.identifier("outcome", outcome.rawValue)
    fields.octets("by", by)
  }
}
