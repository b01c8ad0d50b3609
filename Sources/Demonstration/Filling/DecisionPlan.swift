/// Who goes where in the invented instruction, from what each contribution was told from: of 476, 81 are redirected,
/// 4 are rejected, and 391 make 67 propositions, as in 2021; other sizes keep the proportions.
struct DecisionPlan: Sendable {
  /// Contributions that make one proposition; one that is alone is kept.
  struct Group: Sendable {
    /// Of the first of them, by which others are told to be of the same.
    var families: Set<String>
    var members: [Int]
  }

  /// Places in the list of contributions.
  var rejected: [Int] = []
  var redirected: [Int] = []
  var groups: [Group] = []
  /// A second group that a contribution feeds which mixes needs, by its place.
  var seconds: [Int: Int] = [:]

  static let redirectedOf476 = 81
  static let rejectedOf476 = 4
  static let propositionsOf476 = 67

  init(_ told: [Filling.Told], isService: [Bool]) {
    let share = { (count: Int) in told.count * count / 476 }
    let alone = told.indices.filter { told[$0].known == nil && told[$0].family == nil && told[$0].mixes.isEmpty }
    rejected = Array(alone.prefix(share(Self.rejectedOf476)))
    redirected = Array(alone.dropFirst(rejected.count).prefix(share(Self.redirectedOf476)))
    var byFamily: [String: [Int]] = [:]
    for place in told.indices where told[place].known == nil {
      if let family = told[place].family ?? told[place].mixes.first { byFamily[family, default: []].append(place) }
    }
    var families = byFamily.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    // Whole families are redirected, the smallest first; of the next one, what is still missing.
    while redirected.count < share(Self.redirectedOf476), let smallest = families.first {
      let missing = share(Self.redirectedOf476) - redirected.count
      redirected += smallest.value.prefix(missing)
      if smallest.value.count > missing {
        families[0].value.removeFirst(missing)
      } else {
        families.removeFirst()
      }
    }
    groups = families.map { Group(families: [$0.key], members: $0.value) }
    let taken = Set(rejected + redirected + groups.flatMap(\.members))
    // What is publicly known and told twice is one; the rest stays alone.
    let twice = told.indices.filter { told[$0].known == 0 || told[$0].known == 4 }
    if !twice.isEmpty { groups.append(Group(families: [], members: twice)) }
    for place in told.indices where !taken.contains(place) && !twice.contains(place) {
      groups.append(Group(families: [], members: [place]))
    }
    reach(max(1, share(Self.propositionsOf476)), isService)
    for place in told.indices {
      guard let second = told[place].mixes.dropFirst().first,
        let group = groups.firstIndex(where: { $0.families.contains(second) && !$0.members.contains(place) }),
        groups.contains(where: { $0.members.contains(place) })
      else { continue }
      seconds[place] = group
    }
  }

  /// Divides the largest groups, or joins the smallest, until there are as many as wanted.
  private mutating func reach(_ wanted: Int, _ isService: [Bool]) {
    while groups.count < wanted {
      let largest = groups.indices.max { (groups[$0].members.count, $1) < (groups[$1].members.count, $0) }
      guard let largest else { return }
      let members = groups[largest].members
      guard members.count > 1 else { return }
      var apart = members.filter { isService[$0] }
      if apart.isEmpty || apart.count == members.count { apart = Array(members.suffix(members.count / 2)) }
      groups[largest].members.removeAll(where: apart.contains)
      groups.append(Group(families: groups[largest].families, members: apart))
    }
    while groups.count > wanted {
      groups.sort { ($0.members.count, $0.members[0]) > ($1.members.count, $1.members[0]) }
      let last = groups.removeLast()
      guard let other = groups.indices.last else { return }
      groups[other].members += last.members
      groups[other].families.formUnion(last.families)
    }
  }
}
