import Localization

/// The invented part of the demonstration: bodies, contributions, supports and comments, all from one seed.
///
/// Made once by the command `demo`; never changed. Texts are told while they are read, one at a time, so that a hundred
/// thousand contributions need not stand in memory together.
package struct Corpus: Sendable {
  /// Bodies that take part: the agency, the operator and the association first, then authorities.
  package let organisations: [InventedBody]
  /// Contributions in the order of their publication; `size` less the eight publicly known ones.
  package let contributions: ContributionSequence
  /// Supports by invented bodies: first to contributions, then to the publicly known deposits.
  package let supports: SupportSequence
  /// Told under each contribution.
  package let comments: CommentTeller

  /// The number of publicly known deposits, which `size` counts and which `Data/2021.json` holds.
  package static let knownDeposits = 8

  /// - Parameters:
  ///   - size: contributions in all, the eight publicly known ones included (476 in 2021).
  ///   - departments: codes of the real departments, over which bodies are spread; not empty.
  ///   - avoiding: real names, folded by `FoldedName.of`, which no invented body may bear.
  ///   - knownSupports: how many supports each publicly known deposit receives, nil where it is not known.
  package init(
    seed: UInt64, size: Int, departments: [String], avoiding: Set<String> = [],
    knownSupports: [Int?] = [nil, nil, nil, nil, nil, nil, nil, 97]
  ) {
    let count = max(0, size - Self.knownDeposits)
    let bodies = max(16, min(30_000, size * 1300 / 476))
    let organisations = Self.bodies(bodies, seed: seed, departments: departments, avoiding: avoiding)
    let plans = Self.plans(count, seed: seed, organisations: organisations)
    self.organisations = organisations
    contributions = ContributionSequence(seed: seed, plans: plans, organisations: organisations)
    comments = CommentTeller(seed: seed, plans: plans, organisations: organisations)
    supports = SupportSequence(
      seed: seed, plans: plans, organisations: organisations.count, knownSupports: knownSupports, size: size)
  }

  private static func bodies(
    _ count: Int, seed: UInt64, departments: [String], avoiding: Set<String>
  ) -> [InventedBody] {
    var names = PlaceNames(seed: seed, avoiding: avoiding)
    var generator = SeededGenerator(seed: seed, stream: 2, index: 0)
    var spread = departments.isEmpty ? ["75"] : departments
    spread.shuffle(using: &generator)
    var bodies = InventedBody.nationwide(operatorDepartment: spread[0])
    var intercommunalities = 0
    for index in bodies.count..<count {
      let department = spread[index % spread.count]
      if index % 16 == 5, intercommunalities < 500 {
        intercommunalities += 1
        bodies.append(
          .intercommunality(of: names.country(), department: department, population: generator.within(4_200...68_000)))
      } else {
        bodies.append(
          .commune(named: names.commune(), department: department, population: population(&generator)))
      }
    }
    return bodies
  }

  /// Inhabitants of a commune that takes part: more often a large one than chance would have it.
  private static func population(_ generator: inout SeededGenerator) -> Int {
    switch generator.below(100) {
    case 0..<30: generator.within(64...499)
    case 30..<72: generator.within(500...3_499)
    case 72..<94: generator.within(3_500...19_999)
    default: generator.within(20_000...88_000)
    }
  }

  private static func plans(_ count: Int, seed: UInt64, organisations: [InventedBody]) -> [ContributionPlan] {
    var generator = SeededGenerator(seed: seed, stream: 3, index: 0)
    var moments = (0..<count).map { _ in DepositTimes.moment(&generator) }
    moments.sort()
    return moments.enumerated().map { index, moment in
      ContributionPlan(
        publishedAt: moment, organisation: depositor(&generator, among: organisations.count),
        shape: ContributionPlan.Shape(index: index, generator: &generator))
    }
  }

  /// The three bodies of the whole country deposit a little more than others.
  private static func depositor(_ generator: inout SeededGenerator, among count: Int) -> Int {
    generator.chance(4) ? generator.below(3) : 3 + generator.below(count - 3)
  }
}

/// What is known of a contribution before its text is told.
struct ContributionPlan: Sendable {
  enum Shape: Sendable {
    case plain, long, mixed

    /// One in twenty is long, one in twenty mixes several needs, spread so that any slice has both.
    init(index: Int, generator: inout SeededGenerator) {
      switch index % 20 {
      case 7: self = .long
      case 13: self = .mixed
      default: self = .plain
      }
    }
  }

  var publishedAt: Instant
  var organisation: Int
  var shape: Shape
}

extension InventedBody {
  /// The agency, the operator and the association of the demonstration, in this order.
  static func nationwide(operatorDepartment: String) -> [InventedBody] {
    [
      InventedBody(
        name: "Agence nationale (démonstration)", genitive: "de l’Agence nationale (démonstration)",
        locative: "dans les collectivités que nous aidons", kind: .state, department: nil, population: nil,
        mailbox: "contact@agence-nationale-demonstration.example", slug: "agence-nationale-demonstration"),
      InventedBody(
        name: "Syndicat numérique des Trois Vallons (démonstration)",
        genitive: "du Syndicat numérique des Trois Vallons (démonstration)", locative: "chez nos adhérents",
        kind: .operator, department: operatorDepartment, population: nil,
        mailbox: "contact@syndicat-trois-vallons.example", slug: "syndicat-trois-vallons"),
      InventedBody(
        name: "Association des mairies en réseau (démonstration)",
        genitive: "de l’Association des mairies en réseau (démonstration)", locative: "dans les mairies du réseau",
        kind: .association, department: nil, population: nil,
        mailbox: "contact@mairies-en-reseau.example", slug: "mairies-en-reseau"),
    ]
  }

  static func commune(named name: String, department: String, population: Int) -> InventedBody {
    let slug = slug(name)
    return InventedBody(
      name: name, genitive: PlaceNames.genitive(name), locative: PlaceNames.locative(name), kind: .commune,
      department: department, population: population, mailbox: "mairie@\(slug).example", slug: slug)
  }

  /// - Parameter country: a name with its article, « du Val de Lunaye ».
  static func intercommunality(of country: String, department: String, population: Int) -> InventedBody {
    let slug = "cc-" + slug(country)
    return InventedBody(
      name: "Communauté de communes \(country)", genitive: "de la communauté de communes \(country)",
      locative: "dans nos communes", kind: .intercommunality, department: department, population: population,
      mailbox: "contact@\(slug).example", slug: slug)
  }

  private static func slug(_ name: String) -> String {
    String(decoding: FoldedName.of(name).utf8.map { $0 == 0x20 ? 0x2D : $0 }, as: UTF8.self)
  }
}
