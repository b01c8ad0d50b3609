import Directory
import Localization

/// What the deposits of a consultation come to: day by day, by territory, by kind and size of organisation, against
/// what the directory knows. Contributions that were taken back are not in it.
struct Figures: Sendable {
  /// What comes from some of those who deposit.
  struct Count: Sendable, Equatable {
    var needs = 0
    var services = 0
    /// Those that have deposited at least once.
    var organisations = 0
    /// Of these, the authorities.
    var authorities = 0
    /// How many there are in the directory.
    var registered = 0
    /// How many authorities there are in the directory.
    var registeredAuthorities = 0

    var contributions: Int { needs + services }

    mutating func add(_ other: Count) {
      needs += other.needs
      services += other.services
      organisations += other.organisations
      authorities += other.authorities
      registered += other.registered
      registeredAuthorities += other.registeredAuthorities
    }
  }

  struct Day: Sendable, Equatable {
    /// Noon in Paris.
    var noon: Instant
    var needs: Int
    var services: Int

    var contributions: Int { needs + services }
    /// `2021-03-15`
    var date: String { String(ParisTime(noon).typed.prefix(10)) }
  }

  /// When they were read.
  var at: Instant
  /// Every day from the first deposit to the last.
  var days: [Day]
  /// By the code of the department and that of its region; empty for those that are nowhere.
  var departments: [Place: Count]
  var kinds: [OrganisationKind: Count]
  var strata: [SizeStratum: Count]

  struct Place: Sendable, Hashable {
    var region: String
    var department: String
  }

  var total: Count { kinds.values.reduce(into: Count()) { $0.add($1) } }

  /// By the code of the region.
  var regions: [String: Count] {
    departments.reduce(into: [:]) { $0[$1.key.region, default: Count()].add($1.value) }
  }

  /// The departments of the directory where no organisation has deposited, alone or with others.
  var silent: [String] {
    var byCode: [String: Int] = [:]
    for (place, count) in departments where !place.department.isEmpty {
      byCode[place.department, default: 0] += count.organisations
    }
    return byCode.filter { $0.value == 0 }.keys.sorted()
  }

  /// - Parameters:
  ///   - hours: what was deposited in each hour since 1970, in order.
  ///   - groups: what comes from each kind of depositor.
  init(
    hours: [(hour: Int64, needs: Int, services: Int)], groups: [Census.Group: Count], _ census: Census, at now: Instant
  ) {
    at = now
    days = Self.days(hours)
    (departments, kinds, strata) = ([:], [:], [:])
    func add(_ count: Count, _ group: Census.Group) {
      let place = Place(region: group.region, department: group.department)
      departments[place, default: Count()].add(count)
      kinds[group.kind, default: Count()].add(count)
      strata[group.stratum, default: Count()].add(count)
    }
    for (group, registered) in census.groups {
      let authorities = group.kind.isAuthority ? registered : 0
      add(Count(registered: registered, registeredAuthorities: authorities), group)
    }
    for (group, count) in groups { add(count, group) }
  }

  private static func days(_ hours: [(hour: Int64, needs: Int, services: Int)]) -> [Day] {
    var days: [Day] = []
    for (hour, needs, services) in hours {
      let noon = noon(of: Instant(milliseconds: hour * 3_600_000))
      // Days on which nothing came are days all the same.
      while let last = days.last, last.noon < noon {
        let next = Self.noon(of: last.noon.adding(seconds: 86_400))
        days.append(Day(noon: next, needs: 0, services: 0))
      }
      if days.isEmpty { days.append(Day(noon: noon, needs: 0, services: 0)) }
      days[days.count - 1].needs += needs
      days[days.count - 1].services += services
    }
    return days
  }

  private static func noon(of instant: Instant) -> Instant {
    let day = ParisTime(instant)
    return ParisTime.instant(year: day.year, month: day.month, day: day.day, hour: 12)
  }
}
