extension SyntheticCourse {
  mutating func prepare() throws {
    try append(.log(LogLeaf(at: now, format: Ledger.format, origin: vote.origin, key: firstKey)))
    let draw =
      "Le tirage de Vallorbe-la-Fausse du lendemain de la clôture, publié sur https://tirages.exemple.fr : ses six "
      + "numéros, dans l’ordre de sortie."
    try append(.rules(RulesLeaf(at: now, version: 1, document: random.octets(), draw: draw, numbers: 6)))
    try append(.form(form))
    for number in 0..<vote.propositions { try propose(number) }
    try enroll()
    for number in order.prefix(vote.ballots) where !random.isOneIn(8) { try grantHead(number) }
    let absent = AbsenceLeaf(
      at: now, organisation: "X999999", name: "Ancien syndicat de Vallorbe-la-Fausse", type: "intercommunality",
      reason: "dissoute le 31 décembre")
    try append(.absence(absent))
  }

  /// About a third of what all propositions cost.
  private var budget: Int64 { min(30_000_000, 500_000 * Int64(vote.propositions)) }

  private var form: FormLeaf {
    FormLeaf(
      at: now, ballot: vote.form, most: 10, budget: budget, rule: vote.rule, utility: vote.utility, ties: .lots,
      minimum: 1, opens: vote.opens, closes: vote.opens + 19 * Self.day)
  }

  private mutating func propose(_ number: Int) throws {
    let name = "P\(Self.padded(number + 1, to: 2))"
    let title = InventedNames.service(number)
    let cost = Int64(150_000 + 10_000 * random.below(285))
    let text = commit(PublicText(title: title, text: "\(title) : ce que plusieurs collectivités ont demandé."))
    try append(.proposition(PropositionLeaf(at: now, proposition: name, cost: cost, text: text)))
  }

  private mutating func enroll() throws {
    let size = vote.ballots + vote.ballots / 4 + 2
    for number in 0..<size {
      let type = Self.type(number)
      let region = InventedNames.regions[number % InventedNames.regions.count]
      let added = number == size - 1 ? "commune nouvelle du 1er janvier" : nil
      let strata = ["< 500", "500–3 499", "3 500–19 999", "≥ 20 000"]
      let stratum = type == "commune" ? strata[[0, 0, 0, 1, 1, 1, 2, 3][random.below(8)]] : "autres"
      try append(
        .roll(
          RollLeaf(
            at: now, organisation: Self.identifier(number), name: InventedNames.organisation(number, type), type: type,
            region: region, stratum: stratum, added: added)))
    }
    order = Array(0..<size)
    // Not the library's shuffle, which may be another one day.
    for place in order.indices.dropFirst().reversed() { order.swapAt(place, random.below(place + 1)) }
    voters = Array(repeating: Voter(), count: size)
  }

  private static func type(_ number: Int) -> String {
    if number % 300 == 299 { return "department" }
    if number % 3000 == 2998 { return "region" }
    return number % 29 == 28 ? "intercommunality" : "commune"
  }

  static func identifier(_ number: Int) -> String { "X\(padded(number, to: 6))" }

  private static func padded(_ number: Int, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  mutating func grantHead(_ number: Int) throws {
    wait(2000)
    let method: ProofMethod = [.officialMailbox, .officialMailbox, .officialMailbox, .letter, .twoInstructors][
      random.below(5)]
    let name = Self.identifier(number)
    voters[number].right = try append(
      .grant(
        GrantLeaf(
          at: now, organisation: name, person: commit(person: "maire", of: name), function: .head, method: method,
          by: nil, until: nil)))
  }

  /// The head names somebody, who then casts.
  mutating func grantOther(_ number: Int) throws {
    wait(2000)
    let name = Self.identifier(number)
    let function: HolderFunction = random.isOneIn(3) ? .elected : .agent
    voters[number].right = try append(
      .grant(
        GrantLeaf(
          at: now, organisation: name, person: commit(person: "secrétaire de mairie", of: name), function: function,
          method: .namedByHead, by: voters[number].right, until: vote.opens + 60 * Self.day)))
  }
}
