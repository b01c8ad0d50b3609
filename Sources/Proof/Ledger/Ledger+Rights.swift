extension Ledger {
  mutating func take(_ grant: GrantLeaf) throws(LedgerRefusal) {
    try require(.preparation ... .open)
    let number = try number(of: grant.organisation)
    if let until = grant.until { guard until > grant.at else { throw .impossible } }
    if grant.function == .head {
      guard grant.method != .namedByHead, grant.by == nil else { throw .unprovedRight }
      if let head = organisations[number].head, isLive(head, at: grant.at) { throw .secondHead }
      organisations[number].head = Int64(size)
    } else {
      // Whoever is named is named until a date, by a head whose own right is live.
      guard grant.method == .namedByHead, grant.until != nil, let by = grant.by, let head = rights[by],
        head.function == .head, head.organisation == number, isLive(by, at: grant.at)
      else { throw .unprovedRight }
    }
    rights[Int64(size)] = Right(
      organisation: number, function: grant.function, method: grant.method, by: grant.by, until: grant.until)
  }

  mutating func take(_ end: EndLeaf) throws(LedgerRefusal) {
    try require(.preparation ... .closed)
    guard rights[end.right] != nil else { throw .unknownRight }
    guard isLive(end.right, at: end.at) else { throw .endedRight }
    rights[end.right]?.hasEnded = true
  }

  /// The organisation, if this right casts its ballot at this instant.
  func caster(_ right: Int64, for organisation: String, at instant: Int64) throws(LedgerRefusal) -> (Int, Right) {
    try require(.open ... .open)
    guard let form, instant >= form.opens, instant < closes else { throw .outsideVote }
    let number = try number(of: organisation)
    guard let held = rights[right] else { throw .unknownRight }
    guard held.organisation == number else { throw .foreignRight }
    guard isLive(right, at: instant) else { throw .endedRight }
    return (number, held)
  }
}
