import Consultations
import Deposits
import HTML
import Localization
import Platform

/// « Où est passée ma contribution ? »: the whole as a picture with its table, each number leading to the list behind
/// it.
struct OutcomesPage: Component {
  struct Entry: Sendable {
    var contribution: ContributionSummary
    var answers: [AnswerBanner.Answer]
  }

  var consultation: Consultation
  var outcomes: Outcomes
  var filter: ContributionFilter
  var choice: OutcomeChoice?
  var entries: [Entry]
  var total: Int
  var isPartial: Bool
  var isAsked: Bool
  var language: Language

  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var address: String { language.address(OutcomesAddress(consultation).path) }
  private var propositions: String { language.address(PropositionsAddress(consultation).path) }
  private var kept: [(name: String, value: String)] { choice.map { [("decision", $0.slug)] } ?? [] }
  private var result: Phrase { t(total, one: "\(total) contribution", other: "\(total) contributions") }
  private var pages: Int { (total + ContributionFilter.pageSize - 1) / ContributionFilter.pageSize }
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
    OutcomesTable(consultation: consultation, outcomes: outcomes, choice: choice, address: address)
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
          Pagination(page: filter.page, pages: pages, address: { [self] page in place(page: page) })
        }
      }
    }
  }
}

/// The picture, line by line: each with its bar and its number, which leads to the list.
private struct OutcomesTable: Component {
  var consultation: Consultation
  var outcomes: Outcomes
  var choice: OutcomeChoice?
  var address: String

  private var deposited: String { String(outcomes.deposited) }
  private var propositions: Phrase {
    let count = outcomes.propositions
    let made = t(count, one: "\(count) proposition", other: "\(count) propositions")
    return t(
      outcomes.proposed, one: "\(outcomes.proposed) contribution forme \(made).",
      other: "\(outcomes.proposed) contributions forment \(made).")
  }

  var body: some Markup {
    if outcomes.decided > 0 { FlowDrawing(outcomes: outcomes) }
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(t("Suites données"))) {
      table(.class("table")) {
        caption { t("Suites données aux contributions") }
        thead {
          tr {
            th(.named("scope", "col")) { t("Suite") }
            th(.named("scope", "col")) { t("Contributions") }
          }
        }
        tbody {
          for one in OutcomeChoice.all {
            OutcomeRow(outcomes: outcomes, choice: one, address: address, isCurrent: one == choice)
          }
          tr {
            th(.named("scope", "row")) { t("Déposées") }
            td(.class("number")) { deposited }
          }
          if outcomes.divided > 0 {
            OutcomeRow(outcomes: outcomes, choice: .divided, address: address, isCurrent: choice == .divided)
          }
        }
      }
    }
    if outcomes.propositions > 0 { p { propositions } }
  }
}

private struct OutcomeRow: Component {
  var outcomes: Outcomes
  var choice: OutcomeChoice
  var address: String
  var isCurrent: Bool

  private var count: Int {
    switch choice {
    case .kind(let kind): outcomes.count(kind)
    case .undecided: outcomes.undecided
    case .divided: outcomes.divided
    }
  }
  private var link: String { "\(address)?decision=\(choice.slug)" }
  private var number: String { String(count) }
  private var label: Phrase { t("\(choice.title) : \(count), voir la liste") }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { choice.title }
      td(.class("number")) {
        a(.href(link), .ariaLabel(label), .named("aria-current", isCurrent ? "true" : nil)) { number }
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
      for answer in entry.answers {
        AnswerText(consultation: consultation, answer: answer, isMine: false, language: language)
      }
      if entry.answers.isEmpty { p { t("À l’étude") } }
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
