/// How many bodies the directory knows, by what a consultation counts them: where, what kind, how large. Communes that
/// are no more are not in it.
package struct Census: Sendable {
  /// What is told apart.
  package struct Group: Sendable, Hashable {
    /// The code of the department; empty for a body that has none.
    package var department: String
    package var region: String
    package var kind: OrganisationKind
    package var stratum: SizeStratum

    package init(department: String?, region: String?, kind: OrganisationKind, population: Int?) {
      self.department = department ?? ""
      self.region = region ?? ""
      self.kind = kind
      stratum = SizeStratum(kind: RegisterEntry.Kind(rawValue: kind.rawValue) ?? .association, population: population)
    }
  }

  package private(set) var groups: [Group: Int] = [:]

  package init() {}

  package mutating func add(_ group: Group) { groups[group, default: 0] += 1 }

  package func count(_ isCounted: (Group) -> Bool) -> Int {
    groups.reduce(0) { isCounted($1.key) ? $0 + $1.value : $0 }
  }
}
