import Proof

extension Fault.Reason {
  /// In plain English.
  var inEnglish: String {
    switch self {
    case .unreadable: "cannot be read."
    case .missing: "this file is missing."
    case .unexpected: "nothing of the kind is part of an export."
    case .different: "this is not what the lines of the log give."
    case .extraLine: "this line is one too many."
    case .missingLine: "a line is missing here."
    case .unfinishedLine: "this line does not end in a line feed."
    case .tooLong: "this line is too long."
    case .notInTree: "this line is not the one that was entered in the log."
    case .malformedCheckpoint: "this is not the signed head of a log."
    case .wrongRoot: "this head is not the one of these lines."
    case .wrongOrigin: "this head is that of another log."
    case .wrongSignature: "the signature is not by the key of the log."
    case .malformedKey: "this is not a public key."
    case .foreignKey: "the key of the log is not the one that you gave."
    case .rewritten: "this head covers other lines: the log was rewritten."
    case .wrongText: "this text is not the one that the log commits to, or it was withdrawn."
    case .malformedReceipt: "this is not a receipt."
    case .ledger(let refusal): refusal.inEnglish
    case .receipt(let refusal): refusal.inEnglish
    }
  }
}

extension LedgerRefusal {
  fileprivate var inEnglish: String {
    switch self {
    case .malformed: "this line does not have the form of a line of the log."
    case .outOfPlace: "a line of this kind does not come at this moment of the vote."
    case .backInTime: "this line bears an earlier instant than the one before."
    case .unknownFormat: "this format of log is not known."
    case .wrongKey: "the key or the name of the log cannot be read."
    case .repeated: "this was already said above."
    case .unknownProposition: "there is no such proposition."
    case .unknownOrganisation: "this organisation is not on the roll."
    case .unknownRight: "this right to cast was never granted."
    case .unknownBallot: "this is not the standing ballot of an organisation."
    case .unknownContest: "no contest is open at that line."
    case .unknownText: "there is no text to withdraw at that line."
    case .impossible: "a number or an instant that cannot be."
    case .incomplete: "Rules, form, propositions or roll are missing at the opening."
    case .wrongFrozenRoot: "what stands before the opening is not what it froze."
    case .unprovedRight: "this right to cast is not proved as it must be."
    case .secondHead: "another head already holds this right."
    case .endedRight: "this right to cast had ended."
    case .foreignRight: "this right to cast is another organisation’s."
    case .outsideVote: "outside the period of the vote."
    case .secondAttendance: "this organisation had already come."
    case .attendanceWithoutBallot: "a ballot without attendance, or an attendance without ballot."
    case .wrongNumber: "the number of this ballot is not the next."
    case .contested: "the ballot of this organisation is contested."
    case .notTwoPersons: "two persons must sign it."
    case .wrongClosing: "the closing only moves later, and comes at its time."
    case .wrongCount: "the number of attendances is another."
    case .wrongCommitment: "these choices are not those of the sealed ballot."
    case .wrongChoices: "this ballot holds choices that its form does not allow."
    case .wrongDisclosure: "a ballot is still sealed, or they are opened out of order."
    case .malformedDraw: "the draw is not as many numbers as the Rules say, one space between."
    case .untimelyDraw: "the draw was not held between the closing and this line."
    case .missingDraw: "ties remain, and the draw is missing."
    case .wrongTally: "counting again gives something else."
    case .beyondBudget: "the amounts exceed the budget."
    case .wrongReason: "what goes against the count has its reason, and nothing else does."
    case .missingSelection: "a proposition selected by the count has no decision."
    case .wrongSuccession: "this is not a valid succession of keys."
    }
  }
}

extension Receipt.Refusal {
  fileprivate var inEnglish: String {
    switch self {
    case .wrongCheckpoint: "the receipt is not signed by the key of this log."
    case .wrongProof: "the proof of the receipt does not lead to the log."
    case .wrongChoices: "the choices of the receipt are not those of the sealed ballot."
    }
  }
}
