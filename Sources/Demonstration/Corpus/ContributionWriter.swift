import Localization

/// Writes one contribution from its plan.
struct ContributionWriter {
  /// How many contributions of the whole corpus may share a sentence of `Frames` but for its numbers and names: two of
  /// 476, more where more is written than there are words for.
  var mostAlike = 2
  var teller: Teller
  var told: ToldSentences

  mutating func write(_ plan: ContributionPlan) -> InventedContribution {
    var contribution =
      switch plan.shape {
      case .plain where teller.generator.chance(18) && told.singles < SingleNeed.all.count: single()
      case .plain: member(of: family(), isLong: false)
      case .long: member(of: family(), isLong: true)
      case .mixed: mixed()
      }
    contribution.organisation = plan.organisation
    contribution.publishedAt = plan.publishedAt
    if teller.generator.chance(18) {
      contribution.today = TypingErrors.strew(contribution.today, generator: &teller.generator)
    }
    return contribution
  }

  /// Some families are said by many, others by a few.
  private mutating func family() -> Family {
    let fraction = teller.generator.fraction()
    let skewed = (fraction * 0.55 + fraction * fraction * 0.45) * Double(Family.all.count)
    return Family.all[min(Family.all.count - 1, Int(skewed))]
  }

  private mutating func member(of family: Family, isLong: Bool) -> InventedContribution {
    teller.tools = family.tools
    let isService = teller.generator.chance(34)
    var contribution = blank(isService ? .service : .need, themes: family.themes)
    contribution.family = family.key
    var paragraphs: [String] = []
    if isService {
      // One name for the service, from its title to the end of its text.
      teller.tools = [teller.generator.pick(family.tools)]
      contribution.title = title(Frames.serviceTitles)
      let reason = framed(Frames.serviceReasons, 1)
      paragraphs.append(framed(Frames.serviceOpenings, 1) + " " + reason + " " + sentences(family.facts, 1))
      paragraphs.append(framed(Frames.serviceUses, teller.generator.within(1...2)))
    } else {
      contribution.title = title(family.titles)
      let count = isLong ? family.facts.count : teller.generator.within(2...min(3, family.facts.count))
      let opening = teller.generator.chance(40) ? framed(Frames.contexts, 1) + " " : ""
      paragraphs.append(opening + sentences(family.facts, count))
      if teller.generator.chance(55) { paragraphs.append(framed(Frames.consequences, 1)) }
    }
    if isLong { paragraphs += development() }
    contribution.today = paragraphs.joined(separator: "\n\n")
    if teller.generator.chance(70) { contribution.forWhom = sentences(family.publics, 1) }
    if teller.generator.chance(60) {
      contribution.existing =
        teller.generator.chance(60) ? sentences(family.existing, 1) : framed(Frames.existing, 1)
    }
    if teller.generator.chance(80) || isLong {
      let wish = isService ? Frames.serviceWishes : Frames.wishes
      let more = teller.generator.chance(50) ? " " + framed(wish, 1) : ""
      contribution.expected = sentences(family.expected, teller.generator.within(1...2)) + more
    }
    return contribution
  }

  private mutating func single() -> InventedContribution {
    let need = SingleNeed.all[told.singles]
    told.singles += 1
    var contribution = blank(.need, themes: need.themes)
    contribution.title = title([need.title])
    contribution.today = sentences(need.facts, need.facts.count)
    if teller.generator.chance(50) { contribution.today += "\n\n" + framed(Frames.consequences, 1) }
    if teller.generator.chance(35) { contribution.existing = framed(Frames.existing, 1) }
    if teller.generator.chance(85) {
      contribution.expected = sentences([need.expected], 1)
      if teller.generator.chance(40) { contribution.expected? += " " + framed(Frames.wishes, 1) }
    }
    return contribution
  }

  /// Two or three families in one text, as a council that writes once for all.
  private mutating func mixed() -> InventedContribution {
    var families: [Family] = []
    let wanted = teller.generator.within(2...3)
    while families.count < wanted {
      let next = family()
      if !families.contains(where: { $0.key == next.key }) { families.append(next) }
    }
    var contribution = blank(.need, themes: [])
    contribution.mixes = families.map(\.key)
    contribution.title = title(Frames.mixedTitles)
    var paragraphs = [framed(Frames.mixedOpenings, 1)]
    var expected: [String] = []
    for (place, family) in families.enumerated() {
      teller.tools = family.tools
      paragraphs.append(framed(Frames.mixedParts[place], 1) + " " + sentences(family.facts, 2))
      expected.append(sentences(family.expected, 1))
      for theme in family.themes where !contribution.themes.contains(theme) && contribution.themes.count < 3 {
        contribution.themes.append(theme)
      }
    }
    contribution.today = paragraphs.joined(separator: "\n\n")
    contribution.expected = expected.joined(separator: " ")
    return contribution
  }

  /// The paragraphs that make a text of more than six hundred words.
  private mutating func development() -> [String] {
    [
      framed(Frames.contexts, 3), framed(Frames.history, 5), framed(Frames.attempts, 5),
      framed(Frames.figures, 5), framed(Frames.consequences, 4), framed(Frames.conditions, 6),
      framed(Frames.conclusions, 3),
    ]
  }

  private func blank(_ rubric: InventedContribution.Rubric, themes: [String]) -> InventedContribution {
    InventedContribution(
      organisation: 0, rubric: rubric, title: "", today: "", themes: themes, mixes: [],
      publishedAt: DepositTimes.opening)
  }

  // MARK: Sentences never told before

  /// `count` sentences from distinct templates, parted by spaces; all the templates when there are fewer.
  private mutating func sentences(_ templates: [Template], _ count: Int) -> String {
    var left = Array(templates.indices)
    var result = ""
    for _ in 0..<min(count, templates.count) {
      let place = teller.generator.below(left.count)
      if !result.isEmpty { result += " " }
      result += fresh(templates[left.remove(at: place)])
    }
    return result
  }

  /// `count` sentences that any subject can need, each with a skeleton that few others have.
  private mutating func framed(_ templates: [Template], _ count: Int) -> String {
    var left = Array(templates.indices)
    var result = ""
    for _ in 0..<min(count, templates.count) {
      if !result.isEmpty { result += " " }
      result += rare(templates, &left)
    }
    return result
  }

  /// A telling of one of the templates that are left, which is taken off; the last tried where all are worn.
  private mutating func rare(_ templates: [Template], _ left: inout [Int]) -> String {
    var untried = left
    var text = ""
    while !untried.isEmpty {
      let place = untried.remove(at: teller.generator.below(untried.count))
      for _ in 0..<8 {
        text = teller.tell(templates[place])
        guard told.alike(teller.skeleton) < mostAlike, told.insert(text) else { continue }
        left.removeAll { $0 == place }
        told.count(teller.skeleton)
        return text
      }
    }
    told.count(teller.skeleton)
    return text
  }

  /// A telling that was not told before; after twenty tries the last one is kept (only corpora far beyond 476).
  private mutating func fresh(_ template: Template) -> String {
    var text = teller.tell(template)
    var tries = 1
    while !told.insert(text), tries < 20 {
      text = teller.tell(template)
      tries += 1
    }
    return text
  }

  /// A title of 150 characters at most, which no other contribution bears as long as words are found.
  private mutating func title(_ templates: [Template]) -> String {
    var text = ""
    for attempt in 0..<20 {
      text = teller.tell(teller.generator.pick(templates))
      if attempt > 8, text.count + teller.body.name.count < 146 { text += " (\(teller.body.name))" }
      if text.count <= 150, told.insert(text) { return text }
    }
    return text.count <= 150 ? text : String(text.prefix(149)) + "…"
  }
}
