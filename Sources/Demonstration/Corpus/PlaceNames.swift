/// Names of places that could exist in France and do not.
struct PlaceNames: Sendable {
  private var generator: SeededGenerator
  /// Folded names that may not be given: the real ones, then those already given.
  private var taken: Set<String>

  init(seed: UInt64, avoiding real: Set<String>) {
    generator = SeededGenerator(seed: seed, stream: 1, index: 0)
    taken = real
  }

  /// A new name of commune, never a real one, never twice.
  mutating func commune() -> String {
    unused { generator in
      switch generator.below(10) {
      case 0...4: "Saint\(generator.pick(Self.saints))-\(generator.pick(Self.tails))"
      case 5, 6: "\(generator.pick(Self.roots))-\(generator.pick(Self.tails))"
      case 7: "Le \(generator.pick(Self.masculine))-\(generator.pick(Self.masculineTails))"
      case 8: "La \(generator.pick(Self.feminine))-\(generator.pick(Self.tails))"
      default: "Les \(generator.pick(Self.plural))-\(generator.pick(Self.tails))"
      }
    }
  }

  /// A new name of valley or country, with its article: « du Val de Lunaye », « des Trois Combes de Lunaye ».
  mutating func country() -> String {
    unused { generator in "\(generator.pick(Self.countries)) \(generator.pick(Self.rivers))" }
  }

  /// Tried again while it is taken; a name is made longer, as merged communes do, when short ones run out.
  private mutating func unused(_ make: (inout SeededGenerator) -> String) -> String {
    var name = make(&generator)
    var attempt = 0
    while !taken.insert(FoldedName.of(name)).inserted {
      attempt += 1
      name = make(&generator)
      if attempt > 3 { name += "-et-\(generator.pick(Self.roots))" }
    }
    return name
  }

  /// « de », « d’ », « du », « des » before a name of commune.
  static func genitive(_ name: String) -> String { joined(name, plain: "de ", le: "du ", les: "des ", elided: "d’") }

  /// « à », « au », « aux » before a name of commune.
  static func locative(_ name: String) -> String { joined(name, plain: "à ", le: "au ", les: "aux ", elided: "à ") }

  private static func joined(_ name: String, plain: String, le: String, les: String, elided: String) -> String {
    if name.hasPrefix("Le ") { return le + name.dropFirst(3) }
    if name.hasPrefix("Les ") { return les + name.dropFirst(4) }
    if name.hasPrefix("La ") { return plain + "La " + name.dropFirst(3) }
    let initial = FoldedName.of(String(name.prefix(1)))
    return (["a", "e", "i", "o", "u", "y"].contains(initial) ? elided : plain) + name
  }

  private static let saints = [
    "-Aubin", "-Brice", "-Clair", "-Denis", "-Éloi", "-Fiacre", "-Germain", "-Hilaire", "-Jouin", "-Léger", "-Marcel",
    "-Nazaire", "-Ouen", "-Pierre", "-Quentin", "-Rémy", "-Sylvain", "-Thibault", "-Usage", "-Vaast", "-Yrieix",
    "-Aignan", "-Benoît", "-Cyr", "-Didier", "-Étienne", "-Firmin", "-Gilles", "-Honoré", "-Jacques", "-Lambert",
    "-Maurice", "-Médard", "-Paterne", "-Romain", "-Sulpice", "-Vigor", "-Privat", "-Loup", "-Amand", "e-Agathe",
    "e-Colombe", "e-Foy", "e-Geneviève", "e-Hélène", "e-Marthe", "e-Opportune", "e-Radegonde", "e-Sabine", "e-Ursule",
    "e-Valérie", "e-Cécile", "e-Eulalie", "e-Blandine",
  ]
  private static let roots = [
    "Aubreval", "Bellançay", "Chanteloy", "Courvigny", "Doncelles", "Épineville", "Fontbrune", "Garençay",
    "Hautecombre",
    "Issancourt", "Jonvigny", "Lancheroy", "Marcellange", "Noirvault", "Orvilliers", "Pontbrune", "Quincelles",
    "Rochevaire", "Sauvelade", "Tourneboeuf", "Urvillois", "Valbrune", "Verrançon", "Villebrune", "Ambrecourt",
    "Brancelle", "Corbevaux", "Domvigny", "Escaumont", "Fleurançon", "Grandvauche", "Lormecourt", "Mirevaux",
    "Neuvillard", "Ombreval", "Prévellac", "Rimbeval", "Sérignolles", "Tréforgan", "Vauxclair", "Kerambrun",
    "Lesgouarn",
    "Castelbrun", "Montarel", "Puyferrand", "Salvezac", "Bourdignac", "Escabrolles", "Arrambide", "Hohenbrunn",
  ]
  private static let masculine = [
    "Mesnil", "Plessis", "Breuil", "Fresne", "Bosc", "Clos", "Moustier", "Puy", "Mas", "Quesnoy", "Theil", "Vernet",
    "Coudray", "Tilleul", "Genest", "Poët", "Bourg", "Champ", "Chastel", "Gué",
  ]
  private static let feminine = [
    "Chapelle", "Roche", "Ferté", "Motte", "Haye", "Neuville", "Bastide", "Combe", "Garde", "Lande", "Croix",
    "Bussière",
    "Celle", "Villette", "Fontaine", "Grange", "Vallée", "Chaux", "Salle", "Tour",
  ]
  private static let plural = [
    "Essarts", "Ormes", "Granges", "Moulins", "Églises", "Vallons", "Roches", "Fougères", "Aulnes", "Chaumes", "Landes",
    "Forges", "Salles", "Mazures", "Avenières", "Bordes", "Combes", "Échelles", "Touches", "Aigues",
  ]
  private static let tails = [
    "des-Saules", "sous-Brume", "sur-Lunaye", "les-Trois-Ponts", "en-Vauclair", "aux-Alouettes", "du-Colombier",
    "des-Genêts", "sur-Brenelle", "lès-Fougerolles", "de-l’Étang-Bleu", "sur-Arvelle", "des-Hautes-Haies", "en-Ormois",
    "du-Vieux-Puits", "sur-Oselle", "les-Noisetiers", "des-Quatre-Vents", "sous-les-Hêtres", "en-Brumois", "du-Lavoir",
    "sur-Mirelle", "aux-Merles", "des-Prés-Longs", "en-Lunois", "sur-Vernelle", "le-Chêne-Creux", "des-Tourelles",
    "du-Pré-Fleuri", "sur-Solane", "les-Cerisaies", "en-Garançais", "des-Rainettes", "sur-Ombrette", "du-Pas-Perdu",
    "aux-Deux-Fours", "des-Grands-Joncs", "sur-Tavelle", "les-Genévriers", "en-Séronnais", "du-Bout-du-Pont",
    "sur-Cressonne", "des-Écluses", "sous-Roche-Noire", "en-Valombre", "sur-Fauvette", "les-Charmilles", "du-Gué-Rond",
    "des-Marnières", "sur-Aubette-Claire", "en-Chantereine", "aux-Pervenches", "des-Sept-Chemins", "sur-Lirelle",
    "du-Haut-Verger", "les-Passerelles", "en-Mornais", "des-Vanneaux", "sur-Jonquière", "sous-l’Épine",
  ]
  private static let masculineTails = [
    "Fleuri", "aux-Alouettes", "sous-Brume", "sur-Lunaye", "des-Genêts", "en-Ormois", "sur-Oselle", "des-Quatre-Vents",
    "sur-Mirelle", "en-Lunois", "du-Vieux-Puits", "sur-Solane", "des-Rainettes", "aux-Deux-Fours", "sur-Tavelle",
    "en-Séronnais", "des-Écluses", "en-Valombre", "sur-Fauvette", "des-Sept-Chemins", "aux-Pervenches", "sur-Lirelle",
    "en-Mornais", "des-Vanneaux", "sous-l’Épine", "sur-Cressonne", "du-Haut-Verger", "en-Brumois", "sur-Vernelle",
  ]
  private static let countries = [
    "du Val de", "du Pays de", "des Trois Combes de", "du Plateau de", "des Coteaux de", "des Portes de",
    "de la Plaine de",
    "des Sources de", "du Bocage de", "des Rives de", "du Haut Pays de", "des Quatre Cantons de", "du Cœur de",
    "des Collines de", "de la Haute Vallée de", "des Monts de",
  ]
  private static let rivers = [
    "Lunaye", "Brenelle", "Mirelle", "Solane", "Vernelle", "Tavelle", "Cressonne", "Fauvette", "Lirelle", "Jonquière",
    "Brumois", "Garançais", "Séronnais", "Mornais", "Valombre", "Chantereine", "Lormecourt", "Fontbrune", "Corbevaux",
    "Rimbeval", "Vauxclair", "Sauvelade", "Montarel", "Puyferrand", "Bellançay", "Courvigny", "Doncelles", "Noirvault",
    "Prévellac", "Mirevaux", "Grandvauche", "Salvezac", "Bourdignac", "Quincelles", "Domvigny", "Marcellange",
    "Sérignolles", "Tréforgan", "Chanteloy", "Rochevaire",
  ]
}

/// How two names are compared: without accents, case, hyphens or apostrophes.
package enum FoldedName {
  /// `name` in lower case ASCII letters, other marks as single spaces: « Saint-Éloi d’Ys » is `saint eloi d ys`.
  package static func of(_ name: String) -> String {
    var result: [UInt8] = []
    var pendingSpace = false
    for scalar in name.unicodeScalars {
      guard let letters = letters[scalar.value] else {
        pendingSpace = !result.isEmpty
        continue
      }
      if pendingSpace { result.append(UInt8(ascii: " ")) }
      pendingSpace = false
      result += letters
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let letters: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    func add(_ marks: String, _ letters: String) {
      for scalar in marks.unicodeScalars { table[scalar.value] = Array(letters.utf8) }
    }
    for scalar in "abcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars {
      add(String(scalar), String(scalar))
      add(String(scalar).uppercased(), String(scalar))
    }
    add("àâäáãÀÂÄÁ", "a")
    add("éèêëÉÈÊË", "e")
    add("îïíÎÏ", "i")
    add("ôöóõÔÖ", "o")
    add("ùûüúÙÛÜ", "u")
    add("ÿŸ", "y")
    add("çÇ", "c")
    add("ñÑ", "n")
    add("œŒ", "oe")
    add("æÆ", "ae")
    return table
  }()
}
