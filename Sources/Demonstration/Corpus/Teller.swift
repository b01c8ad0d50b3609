/// Tells templates for one body: fills its slots from a generator.
struct Teller: Sendable {
  var generator: SeededGenerator
  let body: InventedBody
  /// What `{outil}` says, set before the template is told.
  var tools: [Template] = []
  /// The sentence told last without what changes from one to the next: numbers, dates, names.
  private(set) var skeleton = SentenceHash()

  mutating func tell(_ template: Template) -> String {
    var text = ""
    skeleton = SentenceHash()
    append(template.pieces, to: &text)
    text = FrenchTypography.elided(text)
    guard let first = text.unicodeScalars.first, first.properties.isLowercase else { return text }
    return first.properties.uppercaseMapping + String(text.unicodeScalars.dropFirst())
  }

  private mutating func append(_ pieces: [Template.Piece], to text: inout String) {
    for piece in pieces {
      switch piece {
      case .text(let plain):
        text += plain
        skeleton.add(plain)
      case .choice(let options): append(generator.pick(options), to: &text)
      case .slot(.tool) where !tools.isEmpty: append(generator.pick(tools).pieces, to: &text)
      case .slot(let slot):
        let filled = fill(slot)
        text += filled
        if slot == .software || slot == .hamlet { skeleton.add(filled) }
      }
    }
  }

  private mutating func fill(_ slot: Slot) -> String {
    switch slot {
    // A year bears no space: « 2 018 » is a quantity.
    case .number(let range) where range.lowerBound >= 1900 && range.upperBound <= 2100:
      String(generator.within(range))
    case .number(let range): FrenchTypography.number(generator.within(range))
    case .few: generator.pick(Self.few)
    // Of ten: from two to nine.
    case .part: generator.pick(Array(Self.few.prefix(8)))
    case .closing: "\(generator.within(17...19))\u{A0}heures"
    case .agents: generator.pick(agents)
    case .dozens: generator.pick(Self.dozens)
    case .duration: generator.pick(Self.durations)
    case .weekday: generator.pick(Self.weekdays)
    case .month: generator.pick(Self.months)
    case .hour: "\(generator.within(8...18))\u{A0}heures"
    case .inhabitants: FrenchTypography.number(body.population ?? 2_400)
    case .name: body.spoken.name
    case .genitive: body.spoken.genitive
    case .at: body.spoken.locative
    case .ours: body.kind.ours
    case .hall: body.kind.hall
    case .hamlet: "\(generator.pick(Self.hamletHeads)) \(generator.pick(Self.hamletTails))"
    case .software: generator.pick(Self.software)
    case .tool: "un service partagé"
    case .unknown(let text): text
    }
  }

  /// How many people work there, as its size would have it.
  private var agents: [String] {
    switch body.population ?? 2_400 {
    case ..<700: ["deux agents", "trois agents", "quatre agents"]
    case ..<3_500: ["cinq agents", "sept agents", "neuf agents", "douze agents"]
    case ..<12_000:
      ["une trentaine d'agents", "une cinquantaine d'agents", "une soixantaine d'agents"].map(FrenchTypography.set)
    default: ["une centaine d'agents", "140 agents", "210 agents", "près de 300 agents"].map(FrenchTypography.set)
    }
  }

  private static let few = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze"]
  private static let dozens = [
    "une dizaine", "une quinzaine", "une vingtaine", "une trentaine", "une quarantaine", "une cinquantaine",
    "une soixantaine", "une centaine",
  ]
  private static let durations = [
    "une heure", "deux heures", "trois heures", "une matinée", "une demi-journée", "un après-midi", "une journée",
    "deux jours",
  ]
  private static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]
  private static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
  private static let hamletHeads = [
    "le hameau", "le quartier", "le secteur", "le lotissement", "le bourg", "la rue", "le chemin", "la place",
  ]
  private static let hamletTails = [
    "des Landes", "du Moulin", "de la Fontaine", "des Tilleuls", "du Vieux Pont", "des Écoles", "de la Gare",
    "du Calvaire", "des Acacias", "de la Mare", "du Lavoir", "des Peupliers", "de la Croix", "du Four", "des Prés",
    "de la Source", "du Château d’eau", "des Vergers", "de la Forge", "du Stade",
  ].map(FrenchTypography.set)
  private static let software = [
    "le logiciel d’état civil", "le logiciel de comptabilité", "la suite bureautique", "le logiciel de paie",
    "la messagerie", "le tableur partagé", "le logiciel de facturation", "la base des usagers", "le site de la commune",
    "le logiciel des élections", "l’agenda de la mairie", "le logiciel de gestion du courrier",
  ]
}
