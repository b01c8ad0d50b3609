import Consultations
import Deposits
import HTML
import Localization
import Platform

/// Which sentence goes to which part; then what will be made; then done.
struct DivisionPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var units: [Division.Unit]
  /// The part of each unit; 0 for none.
  var choice: [Int]
  /// What will be made, once somebody has chosen.
  var parts: [PartWords]
  /// What would be in none of them.
  var left: PartWords?
  /// Why nothing can be divided now, whatever is chosen.
  var obstacle: (any Refusal)?
  /// The tab and the filters from which one came.
  var queue: String
  var refusal: (any Refusal)?

  private var back: String { DecidingAddress(consultation, token: contribution.token).path + queue }
  private var action: String { DivisionAddress(consultation, token: contribution.token).path }
  private var version: String { String(contribution.version) }
  private var about: Phrase { t("Contribution n° \(contribution.number), « \(contribution.text.title) »") }
  private var numbered: [DivisionSection.Line] {
    zip(units, choice).enumerated().map { place, pair in
      DivisionSection.Line(number: place + 1, unit: pair.0, part: pair.1)
    }
  }
  private var sections: [DivisionSection] {
    ContributionText.longFields.compactMap { field in
      let lines = numbered.filter { $0.unit.field == field }
      guard !lines.isEmpty else { return nil }
      return DivisionSection(
        question: ContributionText.question(field, contribution.rubric), lines: lines,
        language: contribution.text.language)
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Décision") }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Diviser une contribution") }
    p(.class("lead")) {
      t("Un texte qui demande plusieurs choses se divise en parties : chacune aura sa décision. Le texte reste entier.")
    }
    p(.class("help")) { about }
    if let obstacle {
      if refusal == nil { div(.class("notice notice-wait")) { p { obstacle.sentence } } }
    } else {
      if !parts.isEmpty { summary }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("version"), .value(version))
        QueueField(queue: queue)
        for section in sections { section }
        div(.class("actions")) {
          button(.class("button button-secondary"), .type("submit")) { t("Voir les parties") }
          a(.class("button button-quiet"), .href(back)) { t("Ne rien changer") }
        }
      }
    }
  }

  private var summary: some Markup {
    div(.class("notice")) {
      h2(.class("h3")) { t("Voici ce qui sera fait") }
      for part in parts { PartPassages(part: part) }
      if let left { PartPassages(part: left) }
      postForm(.action(action)) {
        input(.type("hidden"), .name("version"), .value(version))
        input(.type("hidden"), .name("vu"), .value("1"))
        QueueField(queue: queue)
        for part in choice { ChosenPart(part: part) }
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Diviser ainsi") }
        }
      }
    }
  }
}

private struct ChosenPart: Component {
  var part: Int
  private var value: String { String(part) }
  var body: some Markup { input(.type("hidden"), .name("partie"), .value(value)) }
}

/// The sentences of one answer.
struct DivisionSection: Component {
  struct Line: Sendable {
    /// Among all sentences, from 1.
    var number: Int
    var unit: Division.Unit
    var part: Int
  }

  var question: Phrase
  var lines: [Line]
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { question }
      ol(.class("list plain")) { for line in lines { DivisionLine(line: line, language: language) } }
    }
  }
}

private struct DivisionLine: Component {
  var line: DivisionSection.Line
  var language: Language

  private var id: String { "phrase-\(line.number)" }
  private var textID: String { "texte-\(line.number)" }
  private var text: String { line.unit.text.trimmed }
  private var parts: [Int] { Array(1...Part.most) }

  var body: some Markup {
    li(.class("entry sentence")) {
      p(.id(textID), .lang(language.rawValue)) { text }
      div(.class("field")) {
        label(.for(id)) { t("Phrase \(line.number)") }
        select(.id(id), .name("partie"), .describedBy(textID)) {
          option(.value("0"), .selected(line.part == 0)) { t("Aucune partie") }
          for part in parts { PartOption(number: part, words: nil, isChosen: part == line.part) }
        }
      }
    }
  }
}
