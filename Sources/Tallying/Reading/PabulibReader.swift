/// Reads an election in the format of Pabulib (D. Stolicki, S. Szufa, N. Talmon, “Pabulib: A Participatory Budgeting
/// Library”, arXiv:2012.06539; https://pabulib.org/format), piece by piece, so that a file is never held whole.
///
/// `read` takes the bytes as they come, `finish` gives the election. The first thing that makes the file uncountable
/// ends the reading by a `PabulibRefusal` that tells its line; what is only odd becomes a warning of the election, or
/// a refusal where `isStrict`. Lengths, sums of points and thresholds that a file announces are not enforced.
public struct PabulibReader {
  /// Bytes of a file, uncompressed: 256 MB hold some ten million ballots.
  public static let largestFile = 256 << 20
  /// Bytes of a row, which is held whole.
  public static let longestRow = 4 << 20
  /// Points are counted exactly up to here, in the smallest unit that the file uses.
  static let mostPoints: UInt64 = 1_000_000_000_000

  let limit: Int
  let isStrict: Bool
  /// A column of VOTES to keep for each voter, by its name.
  let stratum: String?
  private var scanner = RowScanner()
  private var bytesRead = 0
  private var opening: [UInt8] = []
  private var section = Section.none
  private var expectsHeader = false
  var columns = Columns()
  var description: [String: String] = [:]
  var descriptionLines: [String: Int] = [:]
  var seen: Set<String> = []
  var projectIDs = ByteTable()
  var projects: [(id: String, name: String, cost: ExactDecimal)] = []
  var voteType = Election.VoteType.approval
  var ballots = BallotTable(hasPoints: false)
  var ballot = BallotBuffer()
  var voterIDs = ByteTable()
  var strata = ByteTable()
  var stratumOfVoter: [Int32] = []
  var warnings: [PabulibWarning] = []
  /// How many more there are than are kept.
  var unkeptWarnings = 0
  /// A file that is strange on each line is told by its first ones.
  static let keptWarnings = 20

  enum Section { case none, meta, projects, votes }

  /// Where the header of the current section has the columns that are read, -1 when it has not.
  struct Columns {
    var cost = -1
    var name = -1
    var vote = -1
    var points = -1
    var stratum = -1
  }

  public init(limit: Int = PabulibReader.largestFile, isStrict: Bool = false, stratum: String? = nil) {
    self.limit = limit
    self.isStrict = isStrict
    self.stratum = stratum
  }

  /// Reads the next bytes of the file.
  public mutating func read(_ chunk: UnsafeRawBufferPointer) throws(PabulibRefusal) {
    bytesRead += chunk.count
    var input = chunk.bindMemory(to: UInt8.self)
    // A mark at the beginning says UTF-8 and nothing else (Unicode 16, §23.8).
    if opening.count < 3 {
      let needed = min(3 - opening.count, input.count)
      opening.append(contentsOf: input[..<needed])
      guard opening.count == 3 else { return }
      input = UnsafeBufferPointer(rebasing: input[needed...])
      let start = opening == [0xEF, 0xBB, 0xBF] ? [] : opening
      try start.withUnsafeBufferPointer { bytes throws(PabulibRefusal) in try scan(bytes) }
    }
    try scan(input)
    guard scanner.bytes.count <= Self.longestRow else {
      throw PabulibRefusal(line: scanner.rowLine, .rowTooLong(limit: Self.longestRow))
    }
    guard bytesRead <= limit else { throw PabulibRefusal(line: scanner.line, .tooLarge(limit: limit)) }
  }

  private mutating func scan(_ input: UnsafeBufferPointer<UInt8>) throws(PabulibRefusal) {
    var position = 0
    while let end = scanner.scan(input, from: position) {
      try endRow()
      position = end
    }
  }

  /// Reads the last row, and checks the whole.
  public mutating func finish() throws(PabulibRefusal) -> Election {
    if opening.count < 3 {
      let start = opening
      try start.withUnsafeBufferPointer { bytes throws(PabulibRefusal) in try scan(bytes) }
    }
    guard !scanner.isInQuotes else { throw PabulibRefusal(line: scanner.rowLine, .openQuote) }
    if !scanner.isEmpty {
      scanner.endCell()
      try endRow()
    }
    return try election(lastLine: scanner.line)
  }

  private mutating func endRow() throws(PabulibRefusal) {
    let line = scanner.rowLine
    // The scanner's arrays are taken out while they are read, and given back: nothing is copied.
    var row = RowScanner()
    swap(&row, &scanner)
    defer {
      swap(&row, &scanner)
      scanner.startRow()
    }
    try row.bytes.withUnsafeBufferPointer { bytes throws(PabulibRefusal) in
      try row.ends.withUnsafeBufferPointer { ends throws(PabulibRefusal) in
        try take(Row(bytes: bytes, ends: ends), at: line)
      }
    }
  }

  private mutating func take(_ row: Row, at line: Int) throws(PabulibRefusal) {
    guard !row.isBlank else { return }
    guard row.isUTF8 else { throw PabulibRefusal(line: line, .notUTF8) }
    if expectsHeader {
      expectsHeader = false
      return try readHeader(row, at: line)
    }
    if row.says("meta", 0) { return try open(.meta, at: line) }
    if row.says("projects", 0) { return try open(.projects, at: line) }
    if row.says("votes", 0) { return try open(.votes, at: line) }
    switch section {
    case .none: throw PabulibRefusal(line: line, .outsideSection)
    case .meta: readDescription(row, at: line)
    case .projects: try readProject(row, at: line)
    case .votes: try readVote(row, at: line)
    }
  }

  private mutating func open(_ next: Section, at line: Int) throws(PabulibRefusal) {
    section = next
    expectsHeader = true
    switch next {
    case .none: return
    case .meta: seen.insert("META")
    case .projects: seen.insert("PROJECTS")
    case .votes:
      guard seen.contains("META") else { throw PabulibRefusal(line: line, .missingSection("META")) }
      guard seen.contains("PROJECTS") else { throw PabulibRefusal(line: line, .missingSection("PROJECTS")) }
      try readVoteType()
      if !seen.contains("VOTES") { ballots = BallotTable(hasPoints: hasPoints) }
      seen.insert("VOTES")
    }
  }

  var hasPoints: Bool { voteType == .cumulative || voteType == .scoring }

  private mutating func readHeader(_ row: Row, at line: Int) throws(PabulibRefusal) {
    columns = Columns()
    for column in (0..<row.count).reversed() {
      let name = row.text(column).lowercased()
      switch (section, name) {
      case (.projects, "cost"): columns.cost = column
      case (.projects, "name"): columns.name = column
      case (.votes, "vote"): columns.vote = column
      case (.votes, "points"): columns.points = column
      default: break
      }
      if section == .votes, let stratum, stratum.lowercased() == name { columns.stratum = column }
    }
    if section == .projects, columns.cost < 0 { throw PabulibRefusal(line: line, .missingColumn("cost")) }
    guard section == .votes else { return }
    if columns.vote < 0 { throw PabulibRefusal(line: line, .missingColumn("vote")) }
    if hasPoints, columns.points < 0 { throw PabulibRefusal(line: line, .missingColumn("points")) }
    if let stratum, columns.stratum < 0 { throw PabulibRefusal(line: line, .missingColumn(stratum)) }
  }

  mutating func warn(_ reason: PabulibWarning.Reason, at line: Int) throws(PabulibRefusal) {
    guard !isStrict else { throw PabulibRefusal(line: line, .warned(reason)) }
    guard warnings.count < Self.keptWarnings else {
      unkeptWarnings += 1
      return
    }
    warnings.append(PabulibWarning(line: line, reason: reason))
  }
}
