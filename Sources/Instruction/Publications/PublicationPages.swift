import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What is ready to be published, whom it will be told, and what is not ready yet.
struct PublicationPage: Component {
  struct Line: Sendable {
    var decision: Decision
    var contribution: ContributionSummary
    var target: Decision.Target
    /// To whom it sends a letter.
    var recipients: [Recipient]
    /// The version to which its author has corrected the text since it was read; nil where she has not.
    var newer: Int?
    /// Its reason quotes a title that holds no more.
    var renamed: RenamedReason?

    var letters: Int { recipients.reduce(0) { $0 + $1.letters } }
  }

  /// How many are shown of what is ready; all of them are published.
  static let shown = 500

  var consultation: Consultation
  var ready: [Line]
  /// Propositions of which the text would show what comes from contributions that are not told with it.
  var sources: [UnpublishedSource]
  /// Of what is public already, and which the publication replaces.
  var corrections: [ForeseenCorrection]
  /// Those from which the reader stands aside: a colleague publishes them.
  var leftOut: [Line]
  /// Those that feed a proposition of which nobody has written the text.
  var withoutText: [Line]
  var waiting: [Line]
  /// Those whose authors still re-read the draft.
  var withAuthors: [Line]
  var order: PublicationOrder?
  /// The hour that was set and at which nothing could be published.
  var fruitless: Instant?
  var obstacle: PublicationRefusal?
  var vote: VoteProspect
  var typedHour: String
  var refusal: PublicationRefusal?
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var letters: Int {
    ready.reduce(0) { $0 + $1.letters } + corrections.reduce(0) { $0 + $1.letters }
  }
  private var title: Phrase {
    t(ready.count, one: "\(ready.count) décision prête", other: "\(ready.count) décisions prêtes")
  }
  private var outdated: Int { ready.count { $0.newer != nil } }
  private var warning: Phrase {
    t(
      outdated, one: "Une décision porte sur un texte que son auteur a corrigé depuis.",
      other: "\(outdated) décisions portent sur un texte que son auteur a corrigé depuis.")
  }
  private var quoting: Int { ready.count { $0.renamed != nil && $0.renamed?.retold == nil } }
  private var quotes: Phrase {
    t(
      quoting,
      one:
        "Une raison cite l’ancien titre d’une proposition : pour la corriger, annulez la décision et prenez-la de nouveau.",
      other:
        "\(quoting) raisons citent l’ancien titre d’une proposition : pour les corriger, annulez ces décisions et prenez-les de nouveau."
    )
  }
  private var told: Phrase {
    t(letters, one: "\(letters) courriel partira.", other: "\(letters) courriels partiront.")
  }
  private var leftOutTitle: Phrase {
    t(
      leftOut.count, one: "\(leftOut.count) décision dont vous êtes en déport",
      other: "\(leftOut.count) décisions dont vous êtes en déport")
  }
  private var textTitle: Phrase {
    t(
      withoutText.count, one: "\(withoutText.count) décision attend le texte de sa proposition",
      other: "\(withoutText.count) décisions attendent le texte de leur proposition")
  }
  private var propositions: String { EditedPropositionsAddress(consultation).path }
  private var waitingTitle: Phrase {
    t(
      waiting.count, one: "\(waiting.count) décision attend une seconde lecture",
      other: "\(waiting.count) décisions attendent une seconde lecture")
  }
  private var authorsTitle: Phrase {
    t(
      withAuthors.count, one: "\(withAuthors.count) décision attend ses auteurs",
      other: "\(withAuthors.count) décisions attendent leurs auteurs")
  }
  private var found: Phrase? {
    fruitless.map {
      t(
        "La publication programmée pour le \($0, .full) (heure de Paris) n’a rien publié : rien n’était prêt, ou la phase d’instruction n’était pas ouverte."
      )
    }
  }
  private var drafts: String { AuthorReadingsAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "publiees": t("Les décisions sont publiées ; les auteurs sont prévenus.")
    case "programmee": t("La publication est programmée.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { DeskRefusal(refusal: refusal) }
    h1 { t("Publier les décisions") }
    p(.class("lead")) { t("Rien n’est encore public. Voici ce qui sera publié, et qui sera prévenu.") }
    if let obstacle { div(.class("notice notice-wait")) { p { obstacle.sentence } } }
    VoteProspectNotice(prospect: vote)
    if obstacle == nil { LatePublicationNotice(prospect: vote) }
    if let found { div(.class("notice notice-wait")) { p { found } } }
    if let order {
      OrderNotice(order: order, consultation: consultation)
      LatePublicationNotice(prospect: vote, hour: order.due)
    }
    PublishForms(
      consultation: consultation, ready: ready.map(\.decision.id), hasOrder: order != nil,
      canPublish: obstacle == nil, hour: typedHour, refusal: refusal)
    HTML.section(.class("section")) {
      h2 { title }
      p { told }
      for correction in corrections { ForeseenCorrectionLines(correction: correction) }
      if outdated > 0 { div(.class("notice notice-wait")) { p { warning } } }
      if quoting > 0 { div(.class("notice notice-wait")) { p { quotes } } }
      for source in sources { UnpublishedSourceNotice(source: source, consultation: consultation) }
      DecisionLines(title: title, lines: Array(ready.prefix(Self.shown)), consultation: consultation)
    }
    NotReadySection(page: self, title: leftOutTitle, lines: leftOut, help: t("Un autre instructeur les publiera."))
    NotReadySection(page: self, title: textTitle, lines: withoutText, link: (t("Propositions"), propositions))
    NotReadySection(page: self, title: authorsTitle, lines: withAuthors, link: (t("Relecture par les auteurs"), drafts))
    NotReadySection(page: self, title: waitingTitle, lines: waiting)
  }
}

/// Publishing shows the whole text of a proposition, with what it takes of a contribution that is not told yet.
private struct UnpublishedSourceNotice: Component {
  var source: UnpublishedSource
  var consultation: Consultation

  private var sentence: Phrase {
    let (title, list) = (source.proposition.wording.title, source.numbers.map { String($0) }.joined(separator: ", "))
    return t(
      source.numbers.count,
      one:
        "Le texte de « \(title) » deviendra public avec des phrases de la contribution n° \(list), dont la décision n’est pas publiée en même temps.",
      other:
        "Le texte de « \(title) » deviendra public avec des phrases des contributions n° \(list), dont les décisions ne sont pas publiées en même temps."
    )
  }
  private var composing: String { CompositionAddress(consultation, token: source.proposition.token).path }

  var body: some Markup {
    div(.class("notice notice-wait")) {
      p { sentence }
      p { a(.href(composing)) { t("Composer côte à côte…") } }
    }
  }
}

/// What is not published now, and where it is made ready.
private struct NotReadySection: Component {
  var page: PublicationPage
  var title: Phrase
  var lines: [PublicationPage.Line]
  var link: (title: Phrase, path: String)?
  var help: Phrase?

  private var shown: [PublicationPage.Line] { Array(lines.prefix(PublicationPage.shown)) }

  var body: some Markup {
    if !lines.isEmpty {
      HTML.section(.class("section")) {
        h2 { title }
        if let help { p { help } }
        if let link { p { a(.href(link.path)) { link.title } } }
        DecisionLines(title: title, lines: shown, consultation: page.consultation)
      }
    }
  }
}

private struct OrderNotice: Component {
  var order: PublicationOrder
  var consultation: Consultation
  private var when: Phrase {
    t("Tout ce qui sera prêt sera publié le \(order.due, .full) (heure de Paris).")
  }
  private var undo: String { ActAddress(consultation, event: order.event).path }

  var body: some Markup {
    div(.class("notice")) {
      p { when }
      p { a(.href(undo)) { t("Annuler cette programmation…") } }
    }
  }
}

private struct PublishForms: Component {
  var consultation: Consultation
  var ready: [Int64]
  var hasOrder: Bool
  var canPublish: Bool
  var hour: String
  var refusal: PublicationRefusal?

  private var action: String { PublicationAddress(consultation).path }
  private var order: String { PublicationOrderAddress(consultation).path }
  private var count: Int { ready.count }
  private var seen: String { SeenRows(ready).text }
  private var newest: String { String(ready.max() ?? 0) }
  private var button: Phrase {
    t(count, one: "Publier cette décision maintenant", other: "Publier ces \(count) décisions maintenant")
  }
  private var refused: Phrase? { refusal == .badHour ? refusal?.sentence : nil }

  var body: some Markup {
    if canPublish, count > 0 {
      postForm(.action(action)) {
        input(.type("hidden"), .name("vu"), .value(seen))
        input(.type("hidden"), .name("derniere"), .value(newest))
        HTML.button(.class("button button-primary"), .type("submit")) { button }
      }
    }
    if !hasOrder {
      details(.flag("open", refused != nil)) {
        summary { t("Programmer la publication") }
        postForm(.action(order), .named("novalidate", "")) {
          TextField(
            "quand", t("Date et heure, à Paris"), kind: .moment, value: hour, longest: 20, refusal: refused)
          div(.class("actions")) {
            HTML.button(.class("button button-secondary"), .type("submit")) { t("Programmer") }
          }
        }
      }
    }
  }
}

private struct DecisionLines: Component {
  var title: Phrase
  var lines: [PublicationPage.Line]
  var consultation: Consultation

  var body: some Markup {
    if !lines.isEmpty {
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { t("Contribution") }
              th(.named("scope", "col")) { t("Décision") }
              th(.named("scope", "col")) { t("Courriels") }
            }
          }
          tbody { for line in lines { DecisionRow(line: line, consultation: consultation) } }
        }
      }
    }
  }
}

private struct DecisionRow: Component {
  var line: PublicationPage.Line
  var consultation: Consultation

  private var address: String { DecidingAddress(consultation, token: line.contribution.token).path }
  private var changes: String? {
    let page = ContributionAddress(line.contribution, in: consultation).path
    return line.newer.map { "\(page)/versions/\($0)?depuis=\(line.decision.version)" }
  }
  private var name: String { "\(line.contribution.number). \(line.contribution.title)" }
  private var letters: String { String(line.letters) }
  private var what: String { line.target.name }
  /// As it will be published.
  private var reason: String { line.renamed?.retold ?? line.decision.reason }
  private var renamed: Phrase? {
    line.renamed.flatMap { $0.retold == nil ? t("sa raison cite l’ancien titre « \($0.title) »") : .none }
  }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        a(.href(address)) { name }
        p(.class("help")) { line.contribution.organisationName }
      }
      td {
        strong { line.decision.kind.title }
        " "
        what
        if let changes {
          " "
          a(.class("tag tag-wait"), .href(changes)) { t("texte corrigé depuis") }
        }
        if let renamed {
          " "
          a(.class("tag tag-wait"), .href(address)) { renamed }
        }
        details {
          summary { t("La raison") }
          p(.class("prose")) { reason }
        }
      }
      td {
        letters
        ul(.class("plain help")) { for one in line.recipients { li { one.sentence } } }
      }
    }
  }
}
