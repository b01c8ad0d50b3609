import Tallying

/// Reads an election from text, cut into pieces of `size` bytes.
func read(_ text: String, pieces size: Int = 1 << 18, strict: Bool = false, stratum: String? = nil) throws -> Election {
  try read(bytes: Array(text.utf8), pieces: size, strict: strict, stratum: stratum)
}

func read(
  bytes: [UInt8], pieces size: Int = 1 << 18, strict: Bool = false, stratum: String? = nil,
  limit: Int = PabulibReader.largestFile
) throws -> Election {
  var reader = PabulibReader(limit: limit, isStrict: strict, stratum: stratum)
  var start = 0
  while start < bytes.count {
    let end = min(bytes.count, start + size)
    try bytes[start..<end].withUnsafeBytes { try reader.read($0) }
    start = end
  }
  return try reader.finish()
}

/// The identifiers that a rule selects, in the order it takes them.
func order(
  _ election: Election, _ rule: Rule, _ utility: Utility, ties: OrderOfTies? = nil
) throws -> [String] {
  try Tally(election, rule, utility, ties: ties).outcome().order.map { election.projects[$0].id }
}

/// A small file: `A` to `D`, three voters.
let small = """
  META
  key;value
  budget;10
  vote_type;approval
  num_votes;3
  num_projects;4
  PROJECTS
  project_id;cost;name
  A;4;Un
  B;4;Deux
  C;4;Trois
  D;11;Quatre
  VOTES
  voter_id;vote
  1;A,B
  2;A
  3;C

  """
