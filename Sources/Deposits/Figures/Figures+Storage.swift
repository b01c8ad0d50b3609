import Consultations
import Directory
import Localization
import Storage

extension Figures {
  /// Reads them in three grouped queries, whatever the number of contributions.
  init(of consultation: Int64, _ census: Census, at now: Instant, _ db: Snapshot) throws {
    let hours = try db.rows(
      """
      SELECT published_at / 3600000, \(Self.count(.need)), \(Self.count(.service)) FROM contribution
      WHERE consultation_id = \(consultation) AND \(Withdrawal.stands)
      GROUP BY published_at / 3600000 ORDER BY 1
      """
    ) { row in
      (hour: try row.next(Int64.self), needs: try row.next(Int.self), services: try row.next(Int.self))
    }
    self.init(hours: hours, groups: try Self.groups(of: consultation, db), census, at: now)
  }

  private static func count(_ rubric: Rubric) -> SQL {
    "sum(CASE WHEN rubric = \(rubric) THEN 1 ELSE 0 END)"
  }

  private static func groups(of consultation: Int64, _ db: Snapshot) throws -> [Census.Group: Count] {
    var groups: [Census.Group: Count] = [:]
    try db.forEach(
      """
      SELECT contribution.department, organisation.region, organisation.kind,
        \(stratum),
        \(count(.need)), \(count(.service)), count(DISTINCT organisation.id)
      FROM contribution JOIN organisation ON organisation.id = contribution.organisation_id
      WHERE contribution.consultation_id = \(consultation) AND \(Withdrawal.stands)
      GROUP BY 1, 2, 3, 4
      """
    ) { row in
      let department: String? = try row.next()
      let region: String? = try row.next()
      let kind: OrganisationKind = try row.next()
      let group = Census.Group(department: department, region: region, kind: kind, population: try row.next())
      var count = Count(needs: try row.next(), services: try row.next(), organisations: try row.next())
      if kind.isAuthority { count.authorities = count.organisations }
      groups[group, default: Count()].add(count)
    }
    try addOthers(of: consultation, to: &groups, db)
    return groups
  }

  /// Those that deposit with others alone: counted among organisations, the contribution being counted where its lead
  /// is.
  private static func addOthers(
    of consultation: Int64, to groups: inout [Census.Group: Count], _ db: Snapshot
  ) throws {
    try db.forEach(
      """
      SELECT organisation.department, organisation.region, organisation.kind, \(stratum),
        count(DISTINCT organisation.id)
      FROM codeposit JOIN contribution ON contribution.id = codeposit.contribution_id
      JOIN organisation ON organisation.id = codeposit.organisation_id
      WHERE \(Codeposit.leadsNothing(in: consultation))
      GROUP BY 1, 2, 3, 4
      """
    ) { row in
      let department: String? = try row.next()
      let region: String? = try row.next()
      let kind: OrganisationKind = try row.next()
      let group = Census.Group(department: department, region: region, kind: kind, population: try row.next())
      let organisations: Int = try row.next()
      groups[group, default: Count()]
        .add(Count(organisations: organisations, authorities: kind.isAuthority ? organisations : 0))
    }
  }

  /// The least population of the stratum.
  private static let stratum: SQL = """
    CASE WHEN organisation.population >= 20000 THEN 20000 WHEN organisation.population >= 3500 THEN 3500
      WHEN organisation.population >= 500 THEN 500 WHEN organisation.population >= 0 THEN 0 END
    """
}
