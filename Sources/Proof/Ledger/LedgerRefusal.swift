/// Why a leaf cannot stand where it stands, after those before it.
public enum LedgerRefusal: Error, Equatable, Sendable {
  /// Not a line of a kind that this format has, byte for byte.
  case malformed
  /// A kind that does not come at this moment: no ballot before the opening, no grant after the closing.
  case outOfPlace
  /// Earlier than the line before.
  case backInTime
  case unknownFormat
  case wrongKey
  /// The name of a roll or of a proposition is taken.
  case repeated
  /// A proposition, an organisation, a leaf that does not exist.
  case unknownProposition
  case unknownOrganisation
  case unknownRight
  case unknownBallot
  case unknownContest
  case unknownText
  /// A cost, a date or a number that no vote can have.
  case impossible
  /// The opening comes without Rules, form, propositions or roll.
  case incomplete
  /// The root of what was frozen is another.
  case wrongFrozenRoot
  /// The method is not one by which this function is proved, or whoever names has no right herself.
  case unprovedRight
  /// Another head holds the right.
  case secondHead
  case endedRight
  /// The right is another organisation's.
  case foreignRight
  /// Not between the opening and the closing.
  case outsideVote
  case secondAttendance
  /// A ballot of an organisation that has not come, or one that came without a ballot.
  case attendanceWithoutBallot
  /// The number of this ballot is not the next.
  case wrongNumber
  /// A contest stands, or set this ballot aside.
  case contested
  /// Two persons must have signed, and they are not two.
  case notTwoPersons
  /// A closing moves earlier, moves when it is past, or comes before its time.
  case wrongClosing
  case wrongCount
  /// The disclosure does not open the commitment.
  case wrongCommitment
  /// Choices that this form of ballot does not allow.
  case wrongChoices
  /// A ballot was left sealed, or the disclosures are out of order.
  case wrongDisclosure
  /// Not as many numbers as the Rules say, one space between.
  case malformedDraw
  /// A draw before the closing, or of tomorrow.
  case untimelyDraw
  /// Ties by lot need the draw that the Rules name.
  case missingDraw
  /// The recount gives something else.
  case wrongTally
  case beyondBudget
  /// What goes against the count needs its reason, and nothing else does.
  case wrongReason
  /// A proposition that the count selected is not decided on.
  case missingSelection
  case wrongSuccession
}
