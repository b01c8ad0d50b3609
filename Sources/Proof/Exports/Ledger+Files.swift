internal import MerkleLog

/// The files that are derived: each is made anew from the leaves, by who writes an export and by who checks it.
extension Ledger {
  /// Those that an export holds at this moment.
  var derivedFiles: [String] {
    let always = [ExportPath.roll, ExportPath.ballots]
    return tally == nil ? always : always + [ExportPath.tally, ExportPath.votes]
  }

  /// The sizes whose heads an export holds: at the opening, at the closing, and at each succession of keys.
  var checkpointSizes: [UInt64] {
    let moments = [openingLeaf, closingLeaf].compactMap { $0.map { UInt64($0 + 1) } }
    return Set(moments + successions.map(\.succession.head.size)).sorted()
  }

  /// Gives the lines of a derived file, without line feeds.
  func lines<Failure: Error>(
    of path: String, _ take: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch path {
    case ExportPath.roll: for number in sorted { try take(rollLine(organisations[number])) }
    case ExportPath.ballots:
      for number in sorted {
        if let line = ballotLine(organisations[number]) { try take(line) }
      }
    case ExportPath.tally: for line in tallyLines { try take(line) }
    case ExportPath.votes: for line in voteLines { try take(Array(line.utf8)) }
    default: return
    }
  }

  /// Numbers of organisations, in the order of the bytes of their identifiers.
  private var sorted: [Int] {
    organisations.indices.sorted {
      OrganisationOrder.precedes(organisations[$0].entry.organisation, organisations[$1].entry.organisation)
    }
  }

  private func rollLine(_ organisation: Organisation) -> [UInt8] {
    let entry = organisation.entry
    var line = FieldWriter()
    line.identifier("organisation", entry.organisation)
    line.text("name", entry.name)
    line.identifier("type", entry.type)
    line.text("region", entry.region)
    line.text("stratum", entry.stratum)
    line.text("added", entry.added)
    line.number("attended", organisation.attendance?.at)
    line.text("method", organisation.attendance?.method.rawValue)
    return line.finish()
  }

  private func ballotLine(_ organisation: Organisation) -> [UInt8]? {
    guard let ballot = organisation.ballot else { return nil }
    let state =
      switch organisation.contest {
      case .none, .restored: "counted"
      case .standing: "contested"
      case .setAside: "set-aside"
      }
    var line = FieldWriter()
    line.identifier("organisation", ballot.organisation)
    line.number("leaf", organisation.ballotPlace)
    line.number("number", ballot.number)
    line.number("cast", ballot.at)
    line.identifier("function", rights[ballot.right]?.function.rawValue ?? "")
    line.identifier("state", state)
    line.identifiers("choices", organisation.choices.map { $0.map { propositions[Int($0)].proposition } })
    return line.finish()
  }

  private var tallyLines: [[UInt8]] {
    guard let tally, let form else { return [] }
    var total = FieldWriter()
    total.identifier("rule", form.rule.rawValue)
    total.identifier("utility", form.utility.rawValue)
    total.number("budget", form.budget)
    total.number("voters", tally.voters)
    total.number("blank", tally.blank)
    total.number("contested", tally.contested)
    total.number("cost", tally.cost)
    total.text("seed", tally.seed)
    var lines = [total.finish()]
    for (proposition, supports) in zip(propositions, tally.supports) {
      let place = tally.selected.firstIndex(of: proposition.proposition)
      var line = FieldWriter()
      line.identifier("proposition", proposition.proposition)
      line.number("cost", proposition.cost)
      line.number("supports", supports)
      line.number("place", place.map { Int64($0 + 1) })
      lines.append(line.finish())
    }
    return lines
  }

  /// A file of Pabulib with the ballots that count, for whatever program counts such files.
  private var voteLines: [String] {
    guard let tally, let form else { return [] }
    let counted = sorted.filter { organisations[$0].counts }
    var lines = [
      "META", "key;value", "budget;\(form.budget)", "vote_type;approval", "num_projects;\(propositions.count)",
      "num_votes;\(counted.count)", "PROJECTS", "project_id;cost;votes;selected",
    ]
    for (proposition, supports) in zip(propositions, tally.supports) {
      let isSelected = tally.selected.contains(proposition.proposition)
      lines.append("\(proposition.proposition);\(proposition.cost);\(supports);\(isSelected ? 1 : 0)")
    }
    lines += ["VOTES", "voter_id;vote"]
    for number in counted {
      let organisation = organisations[number]
      let choices = (organisation.choices ?? []).map { propositions[Int($0)].proposition }
      lines.append("\(organisation.entry.organisation);\(choices.joined(separator: ","))")
    }
    return lines
  }
}

enum OrganisationOrder {
  /// By bytes, which is by code points.
  static func precedes(_ one: String, _ other: String) -> Bool { one.utf8.lexicographicallyPrecedes(other.utf8) }
}
