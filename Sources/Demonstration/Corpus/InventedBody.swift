/// A body that exists in the demonstration only: no INSEE code, no SIREN, a mailbox under `.example`.
package struct InventedBody: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case commune, intercommunality, `operator`, association, state

    /// Whether it is counted among authorities.
    package var isAuthority: Bool { self == .commune || self == .intercommunality }

    var ours: String {
      switch self {
      case .commune: "notre commune"
      case .intercommunality: "notre communauté de communes"
      case .operator: "notre syndicat"
      case .association: "notre association"
      case .state: "notre agence"
      }
    }

    /// Always feminine, so that « de », « à » and « pour » stand before it unchanged.
    var hall: String {
      switch self {
      case .commune: "la mairie"
      case .intercommunality: "la communauté de communes"
      case .operator, .association: "la mairie adhérente"
      case .state: "la mairie"
      }
    }
  }

  /// How its texts name the place they tell of: bodies without inhabitants tell of one of those that they serve.
  var spoken: (name: String, genitive: String, locative: String) {
    switch kind {
    case .commune: (name, genitive, locative)
    case .intercommunality: ("la c" + name.dropFirst(), genitive, locative)
    case .operator: ("une commune adhérente", "d’une commune adhérente", "dans une commune adhérente")
    case .association: ("une mairie du réseau", "d’une mairie du réseau", "dans une mairie du réseau")
    case .state: ("une commune accompagnée", "d’une commune accompagnée", "dans une commune accompagnée")
    }
  }

  package var name: String
  /// Its name after « de »: « de Saint-Aubin-des-Saules », « du Mesnil-Fleuri ».
  package var genitive: String
  /// Its name after « à »: « à Saint-Aubin-des-Saules », « au Mesnil-Fleuri ».
  package var locative: String
  package var kind: Kind
  /// The code of a real department; nil for the national agency and the association.
  package var department: String?
  /// Inhabitants; nil where it means nothing.
  package var population: Int?
  package var mailbox: String
  /// The address of its site and of its mailbox, without `.example`.
  package var slug: String
}
