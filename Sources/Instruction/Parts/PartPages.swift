import Consultations
import Deposits
import HTML
import Localization
import Platform

extension PartWords {
  fileprivate var title: Phrase {
    number == 0 ? t("Phrases qui ne sont dans aucune partie") : t("Partie \(number)")
  }
}

/// A part as it reads, each of its passages by itself.
struct PartPassages: Component {
  var part: PartWords

  private var title: Phrase { part.title }

  var body: some Markup {
    h3 { title }
    for passage in part.passages { Passage(text: passage, language: part.language) }
  }

  struct Passage: Component {
    var text: String
    var language: Language
    var body: some Markup { p(.class("passage"), .lang(language.rawValue)) { text } }
  }
}

/// The parts of a contribution that is divided, which is decided and which is not.
struct PartsCard: Component {
  var reading: DecisionReading
  /// The tab and the filters under which one goes through the queue.
  var queue: String

  private var undo: String? {
    reading.parts.first.map { ActAddress(reading.consultation, event: $0.event).path + queue }
  }
  private var isOld: Bool { reading.parts.contains { $0.version < reading.contribution.version } }
  private var version: Int { reading.parts.first?.version ?? 1 }
  private var old: Phrase { t("Le texte a été corrigé depuis : la division porte sur la version \(version).") }
  private var changes: String {
    let page = ContributionAddress(reading.contribution, in: reading.consultation).path
    return "\(page)/versions/\(reading.contribution.version)?depuis=\(version)"
  }

  var body: some Markup {
    if !reading.parts.isEmpty {
      div(.class("card"), .id("parties")) {
        h2(.class("h3")) { t("Ses parties") }
        if isOld {
          div(.class("notice notice-wait")) {
            p { old }
            p { a(.href(changes)) { t("Voir ce qui a changé") } }
          }
        }
        for part in reading.parts { DecidedPart(part: part, reading: reading) }
        if let left = reading.left { PartPassages(part: left) }
        if let undo, !reading.isVoteOpen { p { a(.href(undo)) { t("Ne plus diviser…") } } }
      }
    }
  }
}

private struct DecidedPart: Component {
  var part: Part
  var reading: DecisionReading

  private var words: PartWords? { reading.words[part.id] }
  private var kind: Phrase? { reading.decisions.first { $0.decision.part == part.id }?.decision.kind.title }

  var body: some Markup {
    if let words { PartPassages(part: words) }
    p {
      if let kind { span(.class("tag tag-ok")) { kind } } else { span(.class("tag")) { t("à décider") } }
    }
  }
}

/// Of which part a decision is, for everyone: its number and its first words.
struct PartMention: Component {
  var part: PartWords

  private var title: Phrase { part.title }
  private var words: String { part.excerpt(300) }

  var body: some Markup {
    p { strong { title } }
    p(.class("passage"), .lang(part.language.rawValue)) { words }
  }
}

/// Under the decisions that are published: what else the contribution holds.
struct OtherPartsLines: Component {
  var others: OtherParts

  var body: some Markup {
    for number in others.waiting { WaitingPart(number: number) }
    if let left = others.left { PartMention(part: left) }
  }
}

private struct WaitingPart: Component {
  var number: Int
  private var sentence: Phrase { t("Partie \(number) : à l’étude") }
  var body: some Markup { p { sentence } }
}

/// A part in a list to choose from, with its first words where they are known.
struct PartOption: Component {
  var number: Int
  var words: PartWords?
  var isChosen: Bool

  private var value: String { String(number) }
  private var sentence: Phrase {
    words.map { t("Partie \(number) : \($0.excerpt(60))") } ?? t("Partie \(number)")
  }

  var body: some Markup { option(.value(value), .selected(isChosen)) { sentence } }
}
