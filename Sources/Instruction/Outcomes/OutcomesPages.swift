import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// « Où est passée ma contribution ? »: the whole as a picture with its table, each number leading to the list behind
/// it.
struct OutcomesPage: Component {
  struct Entry: Sendable {
    var contribution: ContributionSummary
    var answers: [AnswerBanner.Answer]
    var others: OtherParts?
  }

  var consultation: Consultation
  var outcomes: Outcomes
  var flows: [PropositionFlow]
  var filter: ContributionFilter
  var choice: OutcomeChoice?
  var entries: [Entry]
  /// Depositors of that name.
  var organisations: [Organisation]
  var reexaminations: ReexaminationFigures
  var total: Int
  var page: ListPage
  var isPartial: Bool
  var isAsked: Bool
  var language: Language

  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var address: String { language.address(OutcomesAddress(consultation).path) }
  private var propositions: String { language.address(PropositionsAddress(consultation).path) }
  private var list: String { language.address(ContributionsAddress(consultation).path) }
  private var kept: [(name: String, value: String)] { choice.map { [("decision", $0.slug)] } ?? [] }
  private var result: Phrase { t(total, one: "\(total) contribution", other: "\(total) contributions") }
  private var divided: Phrase {
    let count = outcomes.divided
    return t(
      count, one: "Une contribution est divisée en parties ; elle compte une fois.",
      other: "\(count) contributions sont divisées en parties ; chacune compte une fois.")
  }
  private func place(page: Int) -> String {
    let query = filter.at(page: page).queryString
    guard let choice else { return address + query }
    return address + (query.isEmpty ? "?" : query + "&") + "decision=" + choice.slug
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("Où sont passées les contributions ?") }
    p(.class("lead")) {
      t("Chaque contribution reste à son adresse, avec ses soutiens et la suite qui lui est donnée.")
    }
    OutcomesTable(
      outcomes: outcomes, flows: flows, choice: choice, address: address, list: list, propositionsPage: propositions)
    if outcomes.divided > 0 { p(.class("help")) { divided } }
    p { a(.href(propositions)) { t("Voir les propositions") } }
    form(.method("get"), .action(address), .role("search")) {
      for field in kept { input(.type("hidden"), .name(field.name), .value(field.value)) }
      label(.for("q")) { t("Retrouver une contribution, ou celles d’un organisme") }
      div(.class("search-form")) {
        div(.class("field")) {
          input(.type("search"), .id("q"), .name("q"), .value(filter.query), .maxlength(Limits.searchCharacters))
        }
        button(.class("button button-primary"), .type("submit")) { t("Chercher") }
      }
    }
    if !organisations.isEmpty {
      NamedDepositors(consultation: consultation, organisations: organisations, language: language)
    }
    if isAsked {
      HTML.section(.class("section")) {
        h2 { result }
        if isPartial {
          p(.class("notice")) {
            t("La recherche vient de redémarrer : ces résultats sont partiels. Rechargez dans un instant.")
          }
        }
        if entries.isEmpty {
          div(.class("empty")) { p { t("Aucune contribution ne correspond.") } }
        } else {
          ul(.class("list")) {
            for entry in entries { OutcomeEntry(consultation: consultation, entry: entry, language: language) }
          }
          Pagination(page, address: { [self] page in place(page: page) })
        }
      }
    }
    if outcomes.decided > 0 || reexaminations.asked > 0 { ReexaminationSummary(figures: reexaminations) }
  }
}

/// To the page of each organisation that a search names.
private struct NamedDepositors: Component {
  var consultation: Consultation
  var organisations: [Organisation]
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Organismes de ce nom") }
      ul(.class("list plain")) {
        for one in organisations { NamedDepositor(consultation: consultation, organisation: one, language: language) }
      }
    }
  }
}

private struct NamedDepositor: Component {
  var consultation: Consultation
  var organisation: Organisation
  var language: Language
  private var address: String {
    language.address(OrganisationOutcomesAddress(consultation, organisation).path)
  }
  private var link: Phrase { t("\(organisation.name) : où sont passées ses contributions ?") }
  var body: some Markup { li { a(.href(address)) { link } } }
}

/// The picture in its table: each band leads to its number, then to the propositions that it makes, and each number to
/// the list behind it.
private struct OutcomesTable: Component {
  var outcomes: Outcomes
  var flows: [PropositionFlow]
  var choice: OutcomeChoice?
  var address: String
  /// The whole list of what was deposited.
  var list: String
  var propositionsPage: String

  private var ribbons: [FlowRibbon] { FlowRibbon.outcomes(outcomes) }
  private var making: [FlowRibbon] { FlowRibbon.propositions(flows, in: outcomes) }
  private var all: String { String(outcomes.deposited) }
  private var made: String { String(outcomes.propositions) }
  private var allLabel: Phrase { t("En tout : \(trunk), voir la liste") }
  private var madeLabel: Phrase {
    let count = outcomes.propositions
    return t(
      count, one: "En tout : \(count) proposition, voir la liste",
      other: "En tout : \(count) propositions, voir la liste")
  }
  private var trunk: Phrase {
    t(outcomes.deposited, one: "\(outcomes.deposited) déposée", other: "\(outcomes.deposited) déposées")
  }
  private var propositions: Phrase {
    let count = outcomes.propositions
    let made = t(count, one: "\(count) proposition", other: "\(count) propositions")
    return t(
      outcomes.proposed, one: "\(outcomes.proposed) contribution forme \(made).",
      other: "\(outcomes.proposed) contributions forment \(made).")
  }

  var body: some Markup {
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(t("Suites données"))) {
      table(.class("table flow")) {
        caption { t("Suites données aux contributions") }
        thead {
          tr {
            th(.named("scope", "col")) { trunk }
            th(.named("scope", "col")) { t("Suite") }
            th(.class("number"), .named("scope", "col")) { t("Contributions") }
            th(.class("number"), .named("scope", "col"), .named("colspan", "2")) { t("Propositions") }
          }
        }
        tbody {
          for (row, one) in OutcomeChoice.all.enumerated() {
            OutcomeRow(
              outcomes: outcomes, row: row, ribbons: ribbons, making: making, choice: one, address: address,
              propositionsPage: propositionsPage, isCurrent: one == choice)
          }
          tr {
            td {}
            th(.named("scope", "row")) { strong { t("En tout") } }
            td(.class("number")) { a(.href(list), .ariaLabel(allLabel)) { all } }
            td {}
            td(.class("number")) { a(.href(propositionsPage), .ariaLabel(madeLabel)) { made } }
          }
          if outcomes.divided > 0 {
            OutcomeRow(
              outcomes: outcomes, choice: .divided, address: address, propositionsPage: propositionsPage,
              isCurrent: choice == .divided)
          }
        }
      }
    }
    if outcomes.propositions > 0 { p { propositions } }
  }
}

private struct OutcomeRow: Component {
  var outcomes: Outcomes
  /// Its place among those that make the whole; none for one that is told beside.
  var row: Int?
  /// From the trunk to the outcomes, and from there to propositions.
  var ribbons: [FlowRibbon] = []
  var making: [FlowRibbon] = []
  var choice: OutcomeChoice
  var address: String
  var propositionsPage: String
  var isCurrent: Bool

  private var link: String { "\(address)?decision=\(choice.slug)" }
  private var count: Int { choice.count(in: outcomes) }
  private var number: String { String(count) }
  private var label: Phrase { t("\(choice.title) : \(count), voir la liste") }
  private var made: Int {
    if case .kind(let kind) = choice { outcomes.propositionsMade[kind] ?? 0 } else { 0 }
  }
  private var madeNumber: String { String(made) }
  private var madeList: String { "\(propositionsPage)?decision=\(choice.slug)" }
  private var madeLabel: Phrase {
    t(
      made, one: "\(choice.title) : \(made) proposition, voir la liste",
      other: "\(choice.title) : \(made) propositions, voir la liste")
  }

  var body: some Markup {
    tr {
      td { if let row { FlowSlice(ribbons: ribbons, row: row) } }
      th(.named("scope", "row")) { choice.title }
      td(.class("number")) {
        a(.href(link), .ariaLabel(label), .named("aria-current", isCurrent ? "true" : nil)) { number }
      }
      td(.class("drawn")) { if let row { FlowSlice(ribbons: making, row: row) } }
      td(.class("number")) {
        if made > 0 { a(.href(madeList), .ariaLabel(madeLabel)) { madeNumber } }
      }
    }
  }
}

private struct OutcomeEntry: Component {
  var consultation: Consultation
  var entry: OutcomesPage.Entry
  var language: Language

  private var contribution: ContributionSummary { entry.contribution }
  private var address: String { language.address(ContributionAddress(contribution, in: consultation).path) }
  private var number: Phrase { t("n° \(contribution.number)") }

  var body: some Markup {
    li(.class("entry")) {
      SupportCount(supports: contribution.supports, isMine: false)
      h3(.lang(contribution.language.rawValue)) { a(.href(address)) { contribution.title } }
      div(.class("meta")) {
        strong { contribution.organisationName }
        span { number }
      }
      div(.class("answers")) {
        for answer in entry.answers {
          AnswerText(consultation: consultation, answer: answer, isMine: false, language: language)
        }
        if entry.answers.isEmpty { p { t("À l’étude") } }
        if let others = entry.others { OtherPartsLines(others: others) }
      }
    }
  }
}

/// What the home page of a consultation says once decisions are published.
struct HomeOutcomes: Component {
  var consultation: Consultation
  var outcomes: Outcomes
  var language: Language

  private var address: String { language.address(OutcomesAddress(consultation).path) }
  private var propositions: String { language.address(PropositionsAddress(consultation).path) }
  private var button: Phrase {
    let count = outcomes.propositions
    return t(count, one: "Voir la proposition", other: "Voir les \(count) propositions")
  }
  private func number(_ kind: Decision.Kind) -> String { String(outcomes.count(kind)) }

  var body: some Markup {
    if outcomes.decided > 0 {
      HTML.section(.class("section")) {
        h2 { t("Ce que les contributions sont devenues") }
        dl(.class("figures wide")) {
          for kind in Decision.Kind.allCases { OutcomeFigure(kind: kind, count: number(kind)) }
        }
        div(.class("actions")) {
          if outcomes.propositions > 0 { a(.class("button button-primary"), .href(propositions)) { button } }
          a(.class("button button-secondary"), .href(address)) { t("Où est passée ma contribution ?") }
        }
      }
    }
  }
}

private struct OutcomeFigure: Component {
  var kind: Decision.Kind
  var count: String
  private var title: Phrase { OutcomeChoice.kind(kind).title }
  var body: some Markup {
    div {
      dt { title }
      dd { count }
    }
  }
}
