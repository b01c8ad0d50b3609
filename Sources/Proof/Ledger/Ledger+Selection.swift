internal import MerkleLog

extension Ledger {
  mutating func take(_ selection: SelectionLeaf) throws(LedgerRefusal) {
    try require(.counted ... .counted)
    guard let form, let tally else { throw .outOfPlace }
    guard propositionNumbers[selection.proposition] != nil else { throw .unknownProposition }
    guard selections[selection.proposition] == nil else { throw .repeated }
    guard selection.amount <= Self.greatestAmount, selection.list != .none || selection.amount == 0 else {
      throw .impossible
    }
    selectedAmount += selection.amount
    guard selectedAmount <= form.budget else { throw .beyondBudget }
    let goesAgainst = tally.selected.contains(selection.proposition) == (selection.list == .none)
    guard goesAgainst == (selection.reason != nil) else { throw .wrongReason }
    if let reason = selection.reason { commit(reason) }
    selections[selection.proposition] = selection
  }

  mutating func takeMinutes() throws(LedgerRefusal) {
    try require(.counted ... .counted)
    guard let tally, tally.selected.allSatisfy({ selections[$0] != nil }) else { throw .missingSelection }
    moment = .recorded
  }

  mutating func take(_ redaction: RedactionLeaf) throws(LedgerRefusal) {
    try require(.preparation ... .recorded)
    guard let number = textNumbers[redaction.leaf], !texts[number].isWithdrawn else { throw .unknownText }
    texts[number].isWithdrawn = true
  }

  mutating func take(_ leaf: SuccessionLeaf) throws(LedgerRefusal) {
    try require(.preparation ... .recorded)
    guard let note = try? SignedNote(bytes: Array(leaf.note.utf8)), let succession = try? Succession(note),
      succession.head.size <= UInt64(size), (try? keys?.add(note)) != nil
    else { throw .wrongSuccession }
    successions.append((size, succession))
  }
}
