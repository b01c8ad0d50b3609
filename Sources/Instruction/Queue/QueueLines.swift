import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// The lines of a page of the queue with their boxes: what is ticked follows one to other pages and filters.
struct QueueLines: Component {
  var page: QueuePage

  private var queue: String { page.queue.queryString }
  private var action: String { SelectionAddress(page.consultation).path }
  private var all: Phrase {
    let total = page.total
    return t(total, one: "Sélectionner celle de cette liste", other: "Sélectionner les \(total) de cette liste")
  }

  var body: some Markup {
    postForm(.action(action)) {
      QueueField(queue: queue)
      ul(.class("list")) {
        for entry in page.entries {
          QueueLine(
            consultation: page.consultation, entry: entry, themes: page.themes, places: page.places, queue: queue,
            isTicked: page.ticked.contains(entry.contribution.id))
        }
      }
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit"), .name("geste"), .value("page")) {
          t("Garder ces cases dans ma sélection")
        }
        button(.class("button button-quiet"), .type("submit"), .name("geste"), .value("toutes")) { all }
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
  var isTicked: Bool

  private var contribution: ContributionSummary { entry.contribution }
  private var tick: Phrase { t("Sélectionner la contribution n° \(contribution.number)") }
  private var box: String { "choisie-\(contribution.token)" }
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
      if !contribution.isWithdrawn {
        div(.class("choice")) {
          input(.type("hidden"), .name("ligne"), .value(contribution.token))
          input(.type("checkbox"), .id(box), .name("choisie"), .value(contribution.token), .checked(isTicked))
          label(.for(box)) { tick }
        }
      }
      if !entry.near.isEmpty { NearLine(near: entry.near, consultation: consultation, queue: queue) }
    }
  }
}

/// What was decided of it, and who is to treat it.
private struct QueueState: Component {
  var entry: QueueEntry

  private var assigned: Phrase? { entry.assignee.map { t("confiée à \($0)") } }
  private var aside: Phrase? {
    let names = entry.asides.map(\.name).joined(separator: ", ")
    return names.isEmpty ? .none : t("en déport : \(names)")
  }

  var body: some Markup {
    for decision in entry.decisions { DecisionTag(decision: decision) }
    if let assigned { span { assigned } }
    if let aside { span(.class("tag")) { aside } }
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
  var queue: String

  var body: some Markup {
    div(.class("why")) {
      p { t("Ce qui lui ressemble") }
      ul {
        for one in near { NearEntry(resemblance: one, consultation: consultation, queue: queue) }
      }
    }
  }
}

private struct NearEntry: Component {
  var resemblance: Resemblance
  var consultation: Consultation
  var queue: String

  private var contribution: ContributionSummary { resemblance.contribution }
  private var address: String { DecidingAddress(consultation, token: contribution.token).path + queue }
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
