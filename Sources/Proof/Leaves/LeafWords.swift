/// Lengths of texts in leaves, in bytes of UTF-8.
enum LeafLimits {
  static let name = 400
  static let text = 4000
  /// Of the identifier of a proposition: a tally of a thousand of them fits a leaf.
  static let proposition = 32
}

/// What a ballot may hold.
public enum BallotForm: String, Sendable, CaseIterable {
  /// So many choices at most.
  case approval
  /// Also, the sum of their costs stays within the budget.
  case budget
}

/// The rules that a vote may be counted by; few, so that whoever recounts has little to write.
public enum CountingRule: String, Sendable, CaseIterable {
  case approval, greedy
  case mesGreedy = "mes-greedy"
}

/// What a proposition that is selected is worth to those who chose it.
public enum CountingUtility: String, Sendable, CaseIterable {
  case cost, cardinality, none
}

/// What settles a tie.
public enum TieRule: String, Sendable, CaseIterable {
  /// The bytes of the identifiers.
  case identifier
  case lots
}

/// As what somebody holds a right to cast.
public enum HolderFunction: String, Sendable, CaseIterable {
  case head, elected, agent
}

/// How a right to cast was proved.
public enum ProofMethod: String, Sendable, CaseIterable {
  case officialMailbox = "official-mailbox"
  case twoInstructors = "two-instructors"
  /// The one-time code of a letter on paper.
  case letter
  case namedByHead = "named-by-head"
}

public enum EndReason: String, Sendable, CaseIterable {
  case withdrawn
  case officeEnded = "office-ended"
  case contested
}

public enum ContestOutcome: String, Sendable, CaseIterable {
  case restored
  case setAside = "set-aside"
}

public enum SelectionList: String, Sendable, CaseIterable {
  case develop
  case scaleUp = "scale-up"
  case none
}

public enum RedactionGround: String, Sendable, CaseIterable {
  /// At the request of whoever wrote it.
  case author
  case instructors
}
