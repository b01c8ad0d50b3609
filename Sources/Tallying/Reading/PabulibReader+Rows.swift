extension PabulibReader {
  mutating func readDescription(_ row: Row, at line: Int) {
    let key = String(decoding: row.raw(0), as: UTF8.self)
    guard !row[1].isEmpty else { return }
    description[key] = row.text(1)
    descriptionLines[key] = line
  }

  mutating func readVoteType() throws(PabulibRefusal) {
    guard let text = description["vote_type"] else { throw PabulibRefusal(line: 1, .missingKey("vote_type")) }
    guard let type = Election.VoteType(rawValue: text.lowercased()) else {
      throw PabulibRefusal(line: descriptionLines["vote_type"] ?? 1, .unknownVoteType(text))
    }
    voteType = type
  }

  mutating func readProject(_ row: Row, at line: Int) throws(PabulibRefusal) {
    let id = row.raw(0)
    guard !id.isEmpty else { throw PabulibRefusal(line: line, .emptyProject) }
    let text = String(decoding: id, as: UTF8.self)
    guard projectIDs.insert(id).isNew else { throw PabulibRefusal(line: line, .repeatedProject(text)) }
    let cell = row[columns.cost]
    guard !cell.isEmpty else { throw PabulibRefusal(line: line, .missingCost(project: text)) }
    let cost = try amount(cell, column: "cost", line: line)
    projects.append((text, columns.name < 0 ? "" : row.text(columns.name), cost))
  }

  private func amount(
    _ bytes: UnsafeBufferPointer<UInt8>, column: String, line: Int
  ) throws(PabulibRefusal) -> ExactDecimal {
    guard let number = ExactDecimal(bytes) else {
      throw PabulibRefusal(line: line, .notANumber(column: column, text: String(decoding: bytes, as: UTF8.self)))
    }
    guard number.mantissa >= 0 else {
      throw PabulibRefusal(line: line, .negative(column: column, text: String(decoding: bytes, as: UTF8.self)))
    }
    return number
  }

  mutating func readVote(_ row: Row, at line: Int) throws(PabulibRefusal) {
    let voter = row.raw(0)
    if !voter.isEmpty, !voterIDs.insert(voter).isNew {
      try warn(.repeatedVoter(String(decoding: voter, as: UTF8.self)), at: line)
    }
    ballot.clear()
    try readProjects(row[columns.vote], at: line)
    if hasPoints { try readPoints(row[columns.points], at: line) }
    if columns.stratum >= 0 {
      stratumOfVoter.append(Int32(truncatingIfNeeded: strata.insert(row[columns.stratum]).number))
    }
    switch voteType {
    case .approval, .chooseOne: ballot.makeSet()
    case .ordinal: ballot.keepFirstPlaces()
    case .cumulative, .scoring: ballot.keepLastPoints()
    }
    ballots.add(ballot.projects, points: ballot.points)
  }

  private mutating func readProjects(_ cell: UnsafeBufferPointer<UInt8>, at line: Int) throws(PabulibRefusal) {
    var start = 0
    while start < cell.count {
      var end = start
      while end < cell.count, cell[end] != 0x2C { end += 1 }
      let id = Row.trimmed(cell, from: start, to: end)
      start = end + 1
      guard !id.isEmpty else {
        if hasPoints { ballot.projects.append(-1) }
        continue
      }
      guard let project = projectIDs.find(id) else {
        throw PabulibRefusal(line: line, .unknownProject(String(decoding: id, as: UTF8.self)))
      }
      ballot.projects.append(Int32(truncatingIfNeeded: project))
    }
  }

  /// The k-th point belongs to the k-th project.
  private mutating func readPoints(_ cell: UnsafeBufferPointer<UInt8>, at line: Int) throws(PabulibRefusal) {
    var start = 0
    while start < cell.count {
      var end = start
      while end < cell.count, cell[end] != 0x2C { end += 1 }
      let text = Row.trimmed(cell, from: start, to: end)
      start = end + 1
      guard let number = ExactDecimal(text) else {
        throw PabulibRefusal(line: line, .notANumber(column: "points", text: String(decoding: text, as: UTF8.self)))
      }
      let finer = number.decimals - ballots.pointDecimals
      guard ballots.refinePoints(by: finer), number.mantissa.magnitude < UInt128(Self.mostPoints) else {
        throw PabulibRefusal(line: line, .pointsTooLarge(String(decoding: text, as: UTF8.self)))
      }
      if finer > 0 {
        let factor = Int64(truncatingIfNeeded: ExactDecimal.power(finer))
        for index in ballot.points.indices { ballot.points[index] = ballot.points[index] &* factor }
      }
      let (points, overflows) = number.mantissa.multipliedReportingOverflow(
        by: ExactDecimal.power(ballots.pointDecimals - number.decimals))
      guard !overflows, points.magnitude < UInt128(Self.mostPoints) else {
        throw PabulibRefusal(line: line, .pointsTooLarge(String(decoding: text, as: UTF8.self)))
      }
      ballot.points.append(Int64(truncatingIfNeeded: points))
    }
    let (found, needed) = (ballot.points.count, ballot.projects.count)
    guard found >= needed else {
      throw PabulibRefusal(line: line, .fewerPoints(projects: needed, points: found))
    }
    if found > needed {
      try warn(.morePoints(projects: needed, points: found), at: line)
      ballot.points.removeLast(found - needed)
    }
  }

  mutating func election(lastLine: Int) throws(PabulibRefusal) -> Election {
    for name in ["META", "PROJECTS", "VOTES"] where !seen.contains(name) {
      throw PabulibRefusal(line: lastLine, .missingSection(name))
    }
    guard let text = description["budget"] else { throw PabulibRefusal(line: lastLine, .missingKey("budget")) }
    guard !projects.isEmpty else { throw PabulibRefusal(line: lastLine, .noProject) }
    let line = descriptionLines["budget"] ?? 1
    let bytes = Array(text.utf8)
    let budget = try bytes.withUnsafeBufferPointer { bytes throws(PabulibRefusal) in
      try amount(bytes, column: "budget", line: line)
    }
    try checkCounts()
    let decimals = projects.reduce(budget.decimals) { max($0, $1.cost.decimals) }
    func scaled(_ number: ExactDecimal, _ column: String, _ text: String) throws(PabulibRefusal) -> Int128 {
      guard let result = number.scaled(to: decimals) else {
        throw PabulibRefusal(line: line, .notANumber(column: column, text: text))
      }
      return result
    }
    var scaledProjects: [Election.Project] = []
    for project in projects {
      let cost = try scaled(project.cost, "cost", project.id)
      scaledProjects.append(Election.Project(id: project.id, name: project.name, cost: cost))
    }
    return Election(
      voteType: voteType, projects: scaledProjects, budget: try scaled(budget, "budget", text), decimals: decimals,
      ballots: ballots, description: description, stratumOfVoter: stratumOfVoter,
      strata: (0..<strata.count).map { strata.string($0) }, warnings: warnings,
      unkeptWarnings: unkeptWarnings)
  }

  private mutating func checkCounts() throws(PabulibRefusal) {
    if let announced = description["num_votes"], Int(announced) != ballots.voters {
      try warn(.votes(announced: announced, found: ballots.voters), at: descriptionLines["num_votes"] ?? 1)
    }
    if let announced = description["num_projects"], Int(announced) != projects.count {
      try warn(.projects(announced: announced, found: projects.count), at: descriptionLines["num_projects"] ?? 1)
    }
  }
}

/// The ballot that is being read, in arrays that are kept from one to the next.
struct BallotBuffer {
  var projects: [Int32] = []
  var points: [Int64] = []

  mutating func clear() {
    projects.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
  }

  /// A repeated project counts once; the order tells nothing.
  mutating func makeSet() {
    projects.sort()
    var kept = 0
    for index in projects.indices where kept == 0 || projects[index] != projects[kept - 1] {
      projects[kept] = projects[index]
      kept += 1
    }
    projects.removeLast(projects.count - kept)
  }

  /// A repeated project keeps its first place.
  mutating func keepFirstPlaces() {
    var kept = 0
    for index in projects.indices where !projects[..<kept].contains(projects[index]) {
      projects[kept] = projects[index]
      kept += 1
    }
    projects.removeLast(projects.count - kept)
  }

  /// A repeated project keeps its last points; the order tells nothing.
  mutating func keepLastPoints() {
    var pairs: [(project: Int32, points: Int64)] = []
    for (project, points) in zip(projects, points) where project >= 0 {
      if let place = pairs.firstIndex(where: { $0.project == project }) {
        pairs[place].points = points
      } else {
        pairs.append((project, points))
      }
    }
    pairs.sort { $0.project < $1.project }
    projects = pairs.map(\.project)
    points = pairs.map(\.points)
  }
}
