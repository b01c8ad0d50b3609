extension FrenchName {
  /// How the names of departments and regions stand in a sentence; proper to each, so a table.
  private enum Usage {
    /// « du Cher », « dans le Cher »
    case masculine
    /// « de la Drôme », « dans la Drôme »
    case feminine
    /// « de la Gironde », « en Gironde »
    case feminineIn
    /// « de l’Ain », « dans l’Ain »
    case elided
    /// « des Landes », « dans les Landes »
    case plural
    /// « de Lot-et-Garonne », « en Lot-et-Garonne », « d’Occitanie », « en Occitanie »
    case bareIn
    /// « de Paris », « à Paris »
    case bareAt
    /// « du Centre-Val de Loire », « en Centre-Val de Loire »
    case masculineIn
  }

  /// A department's forms from its code (« 01 », « 2A », « 974 ») and name.
  package init(department code: String, name: String) {
    self.init(territory: name, usage: FrenchName.departments[code] ?? .bareIn)
  }

  /// A region's forms from its code (« 53 ») and name.
  package init(region code: String, name: String) {
    self.init(territory: name, usage: FrenchName.regions[code] ?? .bareIn)
  }

  private init(territory name: String, usage: Usage) {
    let bare = FrenchName(body: name, article: name)
    switch usage {
    case .masculine: self.init(name: name, genitive: "du " + name, locative: "dans le " + name)
    case .feminine: self.init(name: name, genitive: "de la " + name, locative: "dans la " + name)
    case .feminineIn: self.init(name: name, genitive: "de la " + name, locative: "en " + name)
    case .elided: self.init(name: name, genitive: "de l’" + name, locative: "dans l’" + name)
    case .plural: self.init(name: name, genitive: "des " + name, locative: "dans les " + name)
    case .bareIn: self.init(name: name, genitive: bare.genitive, locative: "en " + name)
    case .bareAt: self = bare
    case .masculineIn: self.init(name: name, genitive: "du " + name, locative: "en " + name)
    }
  }

  private static let departments = table([
    (.masculine, "14 15 18 25 29 30 32 39 45 46 56 59 62 63 67 68 69 81 83 84 90 94 95"),
    (.feminine, "26 42 50 51 55 58 72 80 86"),
    (.feminineIn, "16 17 19 2A 2B 21 23 24 31 33 43 44 48 52 53 57 70 73 74 76 85 87 93 971 972 973"),
    (.elided, "01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91"),
    (.plural, "04 05 06 08 13 22 40 64 65 66 78 79 88 92"),
    (.bareIn, "28 35 37 41 47 49 54 71 77 82"),
    (.bareAt, "75 974 976"),
  ])

  private static let regions = table([
    (.masculine, "44"),
    (.feminineIn, "01 02 03"),
    (.bareAt, "04 06"),
    (.bareIn, "11 27 28 53 75 76 84 93 94"),
    (.masculineIn, "24"),
    (.plural, "32 52"),
  ])

  private static func table(_ groups: [(Usage, String)]) -> [String: Usage] {
    var table: [String: Usage] = [:]
    for (usage, codes) in groups {
      for code in codes.split(separator: " ") { table[String(code)] = usage }
    }
    return table
  }
}
