/// A body of the official register, as the files that ship with the product give it.
///
/// Made by `RegisterFile`, never changed; the import compares it with what the database holds.
package struct RegisterEntry: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case commune
    case intercommunality
    case department
    case region
    case `operator`
    case state
    case association
    case syndicate
  }

  package var kind: Kind
  /// The official name, with its article when it is part of it, apostrophe ’.
  package var name: String
  /// « de Dax », « du Havre », « d’Albi », « des Abymes », « de La Rochelle ».
  package var genitive: String
  /// « à Dax », « au Havre », « aux Abymes », « dans l’Ain », « en Bretagne ».
  package var locative: String
  /// Nine digits with a right key.
  package var siren: String?
  /// INSEE's code; its meaning depends on the kind: « 75 » is a department and a region.
  package var inseeCode: String?
  /// Inhabitants (municipal population); of departments and regions, the sum of their communes.
  package var population: Int?
  /// The code of its department; of an intercommunality, that of its seat; of a body, only when it has exactly one.
  package var department: String?
  /// The code of its region.
  package var region: String?
  /// Codes of the departments where a body works; empty when it works everywhere or nobody knows.
  package var departments: [String]
  /// The SIREN of a commune's intercommunality; four islands have none.
  package var intercommunalitySiren: String?
  /// Degrees, WGS 84; of groups of communes, the mean of their communes.
  package var longitude: Double?
  package var latitude: Double?
  package var website: String?
  /// Where the entry comes from.
  package var source: String

  package init(kind: Kind, name: FrenchName, source: String) {
    self.kind = kind
    self.name = name.name
    genitive = name.genitive
    locative = name.locative
    departments = []
    self.source = source
  }

  /// What stays the same from one edition to the next: `commune:40088`, `intercommunality:200000172`,
  /// `department:40`, `region:75`, else SIREN or name: `operator:384452611`, `association:Déclic`.
  package var key: String {
    switch kind {
    case .commune, .department, .region: "\(kind.rawValue):\(inseeCode ?? name)"
    case .intercommunality, .operator, .state, .association, .syndicate: "\(kind.rawValue):\(siren ?? name)"
    }
  }

  /// The stratum in which it is counted.
  package var stratum: SizeStratum { SizeStratum(kind: kind, population: population) }
}
