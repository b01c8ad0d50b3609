import Directory
import Storage

/// Who deposits, as far as a list of contributions tells them apart: where, what kind of body, how large.
struct ContributionDepositors: Sendable, Equatable {
  /// Where an organisation is.
  enum Territory: Sendable, Equatable {
    /// By its INSEE code.
    case region(String)
    case department(String)
    /// By its SIREN.
    case intercommunality(String)
  }

  var territory: Territory?
  var kind: OrganisationKind?
  /// Of a commune, by its population.
  var stratum: SizeStratum?

  var restricts: Bool { territory != nil || kind != nil || stratum != nil }

  /// What it says of `contribution` and of one of the organisations that deposit it, named `depositor`; nil when it
  /// says nothing.
  var condition: SQL? {
    guard let lead = conditionOnLead else { return nil }
    var about = aboutOrganisation
    if case .department(let code) = territory { about.append("depositor.department = \(code)") }
    let all = about.dropFirst().reduce(about[0]) { "\($0) AND \($1)" as SQL }
    return """
      (\(lead) OR contribution.id IN (
        SELECT codeposit.contribution_id FROM codeposit
        JOIN organisation AS depositor ON depositor.id = codeposit.organisation_id
        WHERE codeposit.contribution_id IS NOT NULL AND \(Codeposit.stands) AND \(all)))
      """
  }

  private var conditionOnLead: SQL? {
    // The department stands on the contribution itself, which spares a look at its organisation.
    var conditions: [SQL] = []
    if case .department(let code) = territory { conditions.append("contribution.department = \(code)") }
    let about = aboutOrganisation
    if !about.isEmpty {
      let all = about.dropFirst().reduce(about[0]) { "\($0) AND \($1)" as SQL }
      conditions.append(
        """
        EXISTS (SELECT 1 FROM organisation AS depositor
          WHERE depositor.id = contribution.organisation_id AND \(all))
        """)
    }
    guard let first = conditions.first else { return nil }
    return conditions.dropFirst().reduce(first) { "\($0) AND \($1)" as SQL }
  }

  private var aboutOrganisation: [SQL] {
    var about: [SQL] = []
    switch territory {
    case .region(let code): about.append("depositor.region = \(code)")
    case .intercommunality(let siren):
      about.append("(depositor.intercommunality_siren = \(siren) OR depositor.siren = \(siren))")
    case .department, nil: break
    }
    if let kind { about.append("depositor.kind = \(kind.rawValue)") }
    if let bounds = stratum?.population {
      about.append("depositor.kind = 'commune' AND depositor.population >= \(bounds.lowerBound)")
      about.append("depositor.population < \(bounds.upperBound)")
    }
    return about
  }
}

extension ContributionDepositors.Territory {
  /// From an address: `region-75`, `departement-40`, `intercommunalite-244000675`.
  init?(_ text: String) {
    let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, (1...9).contains(parts[1].utf8.count) else { return nil }
    switch parts[0] {
    case "region": self = .region(parts[1])
    case "departement": self = .department(parts[1])
    case "intercommunalite": self = .intercommunality(parts[1])
    default: return nil
    }
  }

  var text: String {
    switch self {
    case .region(let code): "region-" + code
    case .department(let code): "departement-" + code
    case .intercommunality(let siren): "intercommunalite-" + siren
    }
  }

  /// That of a body that gathers others; nil for one that gathers none.
  init?(of organisation: Organisation) {
    switch organisation.kind {
    case .region: self.init(organisation.inseeCode.map { "region-" + $0 } ?? "")
    case .department: self.init(organisation.inseeCode.map { "departement-" + $0 } ?? "")
    case .intercommunality: self.init(organisation.siren.map { "intercommunalite-" + $0 } ?? "")
    case .commune, .syndicate, .operator, .state, .association: return nil
    }
  }
}
