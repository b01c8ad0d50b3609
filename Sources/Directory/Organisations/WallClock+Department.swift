package import Localization

extension WallClock {
  /// Departments and collectivities overseas, by INSEE's code: their names in the IANA database.
  private static let overseas = [
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion",
    "975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot",
    "986": "Pacific/Wallis", "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
  ]

  /// The clock of a department; nil where it is that of Paris.
  init?(department code: String) {
    guard let identifier = Self.overseas[code] else { return nil }
    self.init(identifier)
  }
}

extension Organisation {
  /// The clock on its wall; nil where it is that of Paris.
  package var clock: WallClock? { department.flatMap { WallClock(department: $0) } }
}
