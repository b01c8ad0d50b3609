package import Localization
import Storage

/// Any body that takes part. Created by the import of the official geography or asked for in one page;
/// changed by a newer edition of the register alone.
package struct Organisation: Sendable, Equatable {
  package var id: Int64
  package var token: String
  package var kind: OrganisationKind
  package var name: String
  /// Its name after « de »: « de Dax », « du Havre », « des Abymes ».
  package var genitive: String
  package var siren: String?
  package var inseeCode: String?
  /// Municipal population.
  package var population: Int?
  package var department: String?
  package var region: String?
  package var intercommunalitySiren: String?
  package var longitude: Double?
  package var latitude: Double?
  package var website: String?
}

package enum OrganisationKind: String, Sendable, CaseIterable, ColumnDecodable {
  case commune, intercommunality, department, region, syndicate, `operator`, state, association

  /// Authorities vote; other bodies deposit, support and comment in a count of their own.
  package var isAuthority: Bool {
    switch self {
    case .commune, .intercommunality, .department, .region: true
    case .syndicate, .operator, .state, .association: false
    }
  }

  /// Its word in addresses.
  package var slug: String {
    switch self {
    case .commune: "commune"
    case .intercommunality: "intercommunalite"
    case .department: "departement"
    case .region: "region"
    case .syndicate: "syndicat"
    case .operator: "operateur"
    case .state: "etat"
    case .association: "association"
    }
  }

  package init?(slug: String) {
    guard let found = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
    self = found
  }

  package var title: Phrase {
    switch self {
    case .commune: t("Commune")
    case .intercommunality: t("Intercommunalité")
    case .department: t("Département")
    case .region: t("Région")
    case .syndicate: t("Syndicat")
    case .operator: t("Opérateur public de services numériques")
    case .state: t("Service de l’État")
    case .association: t("Association")
    }
  }
}

/// Where an organisation comes from, when no edition of the register names it: an import leaves these alone.
package enum OrganisationSource {
  package static let demonstration = "demonstration"
  package static let request = "request"
}
