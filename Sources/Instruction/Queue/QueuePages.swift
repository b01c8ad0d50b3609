import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// All contributions of a consultation before the instructors. In French alone, as all of instruction.
struct QueuePage: Component {
  var consultation: Consultation
  var queue: Queue
  var counts: [Queue.Tab: Int]
  var themes: [Theme]
  var territories: TerritoryChoices
  var entries: [QueueEntry]
  var places: Places
  var total: Int
  /// The search does not know every text yet.
  var isPartial: Bool
  var done: String?

  private var address: String { QueueAddress(consultation).path }
  private var assignment: String { AssignmentsAddress(consultation).path + queue.at(page: 1).queryString }
  private var filter: ContributionFilter { queue.filter }
  private var home: String { ConsultationAddress(slug: consultation.slug).path }
  private var result: Phrase { t(total, one: "\(total) contribution", other: "\(total) contributions") }
  private var pages: Int { (total + ContributionFilter.pageSize - 1) / ContributionFilter.pageSize }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    DeskConfirmation(done: done)
    h1 { t("Instruction des contributions") }
    p(.class("lead")) { t("Ce qui est déposé se lit et se rapproche dès la première publication.") }
    DeskLinks(consultation: consultation)
    DeskKeys()
    QueueProgress(counts: counts)
    QueueTabs(queue: queue, counts: counts, address: address)
    ContributionFilterForm(
      action: address, filter: filter, themes: themes, territories: territories, language: .french,
      kept: queue.kept)
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
        p { a(.href(assignment), .key(.assign)) { t("Confier celles de cette liste…") } }
        ul(.class("list")) {
          for entry in entries {
            QueueLine(
              consultation: consultation, entry: entry, themes: themes, places: places, queue: queue.queryString)
          }
        }
        Pagination(page: filter.page, pages: pages, address: { address + queue.at(page: $0).queryString })
      }
    }
  }
}

private struct QueueLine: Component {
  var consultation: Consultation
  var entry: QueueEntry
  var themes: [Theme]
  var places: Places
  var queue: String

  private var contribution: ContributionSummary { entry.contribution }
  private var address: String {
    contribution.isWithdrawn
      ? ContributionAddress(contribution, in: consultation).path
      : DecidingAddress(consultation, token: contribution.token).path + queue
  }
  private var withdrawn: Phrase { t("Contribution n° \(contribution.number), retirée") }
  private var published: Phrase { t("n° \(contribution.number), publiée le \(entry.facts.publishedAt, .date)") }
  private var place: String? { contribution.department.map(places.departmentName) }
  private var its: [Theme] { Theme.named(in: contribution.themes, among: themes) }

  var body: some Markup {
    li(.class("entry")) {
      if contribution.isWithdrawn {
        h3 { a(.href(address), .flag("data-line-of-queue")) { withdrawn } }
      } else {
        SupportCount(supports: contribution.supports, isMine: false)
        ContributionTags(rubric: contribution.rubric, themes: its, language: .french)
        h3(.lang(contribution.language.rawValue)) {
          a(.href(address), .flag("data-line-of-queue")) { contribution.title }
        }
        p(.lang(contribution.language.rawValue)) { contribution.excerpt }
      }
      div(.class("meta")) {
        strong { contribution.organisationName }
        if let place { span { place } }
        span { published }
        QueueFacts(facts: entry.facts, isWithdrawn: contribution.isWithdrawn)
        QueueState(entry: entry)
      }
      if !entry.near.isEmpty { NearLine(near: entry.near, consultation: consultation) }
    }
  }
}

/// To the other pages of the desk.
private struct DeskLinks: Component {
  var consultation: Consultation

  private var links: [(Phrase, String)] {
    [
      (t("Groupes proposés"), ProposedGroupsAddress(consultation).path),
      (t("Propositions"), EditedPropositionsAddress(consultation).path),
      (t("Guichets destinataires"), AddresseesAddress(consultation).path),
      (t("Raisons types"), UsualReasonsAddress(consultation).path),
      (t("Publier les décisions"), PublicationAddress(consultation).path),
      (t("Ce qui a été fait"), ActsAddress(consultation).path),
    ]
  }

  var body: some Markup {
    nav(.ariaLabel(t("Les pages de l’instruction"))) {
      ul(.class("chips")) { for link in links { li { a(.href(link.1)) { link.0 } } } }
    }
  }
}

/// How far the instruction is.
private struct QueueProgress: Component {
  var counts: [Queue.Tab: Int]

  private var all: Int { counts[.all] ?? 0 }
  private var done: Int { counts[.done] ?? 0 }
  private var sentence: Phrase {
    t(done, one: "\(done) contribution décidée sur \(all)", other: "\(done) contributions décidées sur \(all)")
  }
  private var most: String { String(max(all, 1)) }
  private var value: String { String(done) }

  var body: some Markup {
    div(.class("advance")) {
      p { sentence }
      progress(.class("progress"), .named("max", most), .value(value), .ariaLabel(t("Avancement de l’instruction"))) {}
    }
  }
}

/// Parts of the queue, with true counts.
private struct QueueTabs: Component {
  var queue: Queue
  var counts: [Queue.Tab: Int]
  var address: String

  var body: some Markup {
    nav(.ariaLabel(t("Parties de la file"))) {
      ul(.class("chips")) {
        for tab in Queue.Tab.allCases {
          QueueTab(
            title: tab.title, count: counts[tab] ?? 0, address: address + queue.at(tab: tab).queryString,
            isCurrent: tab == queue.tab)
        }
      }
    }
  }
}

private struct QueueTab: Component {
  var title: Phrase
  var count: Int
  var address: String
  var isCurrent: Bool
  private var label: Phrase { t("\(title) (\(count))") }
  var body: some Markup {
    li { a(.href(address), .named("aria-current", isCurrent ? "true" : nil)) { label } }
  }
}

/// What was decided of it, and who is to treat it.
private struct QueueState: Component {
  var entry: QueueEntry

  private var assigned: Phrase? { entry.assignee.map { t("confiée à \($0)") } }

  var body: some Markup {
    for decision in entry.decisions { DecisionTag(decision: decision) }
    if let assigned { span { assigned } }
  }
}

private struct DecisionTag: Component {
  var decision: Decision

  private var title: Phrase {
    decision.publishedAt == nil ? t("\(decision.kind.title), pas encore publiée") : decision.kind.title
  }

  var body: some Markup { span(.class(decision.publishedAt == nil ? "tag" : "tag tag-ok")) { title } }
}

/// Whose support it has, and whether it was corrected.
private struct QueueFacts: Component {
  var facts: QueueEntry.Facts
  var isWithdrawn: Bool

  private var authorities: Phrase {
    let count = facts.authoritySupports
    return t(count, one: "\(count) collectivité la soutient", other: "\(count) collectivités la soutiennent")
  }
  private var others: Phrase {
    let count = facts.otherSupports
    return t(count, one: "\(count) autre organisme", other: "\(count) autres organismes")
  }
  private var corrected: Phrase { t("corrigée le \(facts.correctedAt, .date) (version \(facts.version))") }

  var body: some Markup {
    if !isWithdrawn {
      if facts.authoritySupports > 0 { span { authorities } }
      if facts.otherSupports > 0 { span { others } }
      if facts.version > 1 { span(.class("tag")) { corrected } }
    }
  }
}

private struct NearLine: Component {
  var near: [Resemblance]
  var consultation: Consultation

  var body: some Markup {
    div(.class("why")) {
      p { t("Ce qui lui ressemble") }
      ul {
        for one in near { NearEntry(resemblance: one, consultation: consultation) }
      }
    }
  }
}

private struct NearEntry: Component {
  var resemblance: Resemblance
  var consultation: Consultation

  private var contribution: ContributionSummary { resemblance.contribution }
  private var address: String { ContributionAddress(contribution, in: consultation).path }
  private var words: String { resemblance.shared.joined(separator: ", ") }
  private var common: Phrase { t("en commun : \(words)") }

  var body: some Markup {
    li {
      a(.lang(contribution.language.rawValue), .href(address)) { contribution.title }
      " "
      span { contribution.organisationName }
      if !resemblance.shared.isEmpty {
        " "
        span { common }
      }
    }
  }
}
