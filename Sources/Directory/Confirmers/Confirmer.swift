import Localization
import Platform
import Storage

/// An organisation that may confirm, in the place of instructors, those who ask to act within a territory: an operator
/// for its members, a prefecture for its department.
///
/// Named by an administrator for one territory at a time; ended by hand. While it lasts, those who act for it see the
/// requests of that territory, and no other (SECURITY 7, 8).
struct Confirmer: Sendable, Equatable {
  var id: Int64
  var token: String
  var organisation: Int64
  var territory: Territory

  enum Territory: Sendable, Equatable {
    case department(String)
    case region(String)
    /// The members of the organisation itself.
    case members
  }

  /// Those that pool, or that the State has in a territory; a commune vouches for itself alone.
  static let kinds: [OrganisationKind] = [.operator, .syndicate, .state, .department, .region, .association]

  enum Refusal: Platform.Refusal, Equatable, CaseIterable {
    case noTerritory, wrongKind, alreadyNamed

    var status: Int { self == .alreadyNamed ? 409 : 422 }

    var sentence: Phrase {
      switch self {
      case .noTerritory: t("Choisissez le territoire.")
      case .wrongKind: t("Cet organisme ne peut pas confirmer pour d’autres.")
      case .alreadyNamed: t("Cet organisme confirme déjà pour ce territoire.")
      }
    }
  }
}

extension Confirmer.Territory {
  /// From the value of a form: `departement-40`, `region-75`, `adherents`.
  init?(_ text: String, _ places: Places) {
    let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("adherents", nil): self = .members
    case ("departement", let code?) where places.hasDepartment(code): self = .department(code)
    case ("region", let code?) where places.hasRegion(code): self = .region(code)
    default: return nil
    }
  }

  var word: StaticString {
    switch self {
    case .department: "department"
    case .region: "region"
    case .members: "members"
    }
  }

  var code: String {
    switch self {
    case .department(let code), .region(let code): code
    case .members: ""
    }
  }

  func title(_ places: Places) -> Phrase {
    switch self {
    case .department(let code): t("département \(places.departmentName(code))")
    case .region(let code): t("région \(places.regionName(code))")
    case .members: t("ses adhérents")
    }
  }
}
