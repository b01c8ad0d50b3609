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
  var pace: Pace
  var now: Instant
  var themes: [Theme]
  var territories: TerritoryChoices
  var entries: [QueueEntry]
  var places: Places
  /// Whose contributions can be listed: those who hold the role, and those who have lost it with some still theirs.
  var instructors: [Assignee]
  var left: [Assignee]
  var views: [SavedView]
  /// Which of the entries are ticked, and how many are in all.
  var ticked: Set<Int64>
  var selected: Int
  var total: Int
  var page: ListPage
  /// The search does not know every text yet.
  var isPartial: Bool
  var done: String?

  private var address: String { QueueAddress(consultation).path }
  private var assignment: String { AssignmentsAddress(consultation).path + queue.at(page: 1).queryString }
  private var selection: String { SelectionAddress(consultation).path }
  private var fiche: String { FicheAddress(consultation).path + queue.at(page: 1).queryString }
  private var selectionLabel: Phrase {
    t(selected, one: "Ma sélection : \(selected) contribution", other: "Ma sélection : \(selected) contributions")
  }
  private var filter: ContributionFilter { queue.filter }
  private var home: String { ConsultationAddress(slug: consultation.slug).path }
  private var result: Phrase { t(total, one: "\(total) contribution", other: "\(total) contributions") }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    DeskConfirmation(done: done)
    h1 { t("Instruction des contributions") }
    p(.class("lead")) { t("Ce qui est déposé se lit et se rapproche dès la première publication.") }
    DeskLinks(consultation: consultation)
    WayToPublication()
    DeskKeys()
    PaceLine(pace: pace, now: now)
    QueueTabs(queue: queue, counts: counts, address: address)
    AssigneeLinks(queue: queue, instructors: instructors, left: left, address: address)
    SavedViewLinks(consultation: consultation, views: views, filters: queue.at(page: 1).queryString)
    if selected > 0 { p { a(.class("button button-secondary"), .href(selection)) { selectionLabel } } }
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
        p {
          a(.href(assignment), .key(.assign)) { t("Confier celles de cette liste…") }
          " · "
          a(.href(fiche)) { t("Fiche à imprimer") }
        }
        QueueLines(page: self)
        Pagination(page, address: { address + queue.at(page: $0).queryString })
      }
    }
  }
}

/// What is given to each instructor, to be read or handed over at once.
private struct AssigneeLinks: Component {
  var queue: Queue
  var instructors: [Assignee]
  var left: [Assignee]
  var address: String

  private var others: [(name: Phrase, token: String)] {
    left.map { (t("\($0.name), qui n’instruit plus"), $0.token) } + [(t("À personne"), Queue.nobody)]
  }
  private var choices: [(name: Phrase, token: String)] {
    instructors.map { (.verbatim($0.name), $0.token) } + others
  }
  private func place(_ token: String) -> String {
    var queue = queue.at(page: 1)
    queue.assignee = token
    return address + queue.queryString
  }

  var body: some Markup {
    if instructors.count > 1 || !left.isEmpty || !queue.assignee.isEmpty {
      details(.flag("open", !queue.assignee.isEmpty)) {
        summary { t("Confiées à…") }
        ul(.class("chips")) {
          if !queue.assignee.isEmpty { li { a(.href(place(""))) { t("Tout le monde") } } }
          for one in choices {
            AssigneeLink(name: one.name, address: place(one.token), isCurrent: one.token == queue.assignee)
          }
        }
      }
    }
  }
}

private struct AssigneeLink: Component {
  var name: Phrase
  var address: String
  var isCurrent: Bool
  var body: some Markup {
    li { a(.href(address), .named("aria-current", isCurrent ? "true" : nil)) { name } }
  }
}

/// To the other pages of the desk.
private struct DeskLinks: Component {
  var consultation: Consultation

  private var links: [(Phrase, String)] {
    [
      (t("Groupes proposés"), ProposedGroupsAddress(consultation).path),
      (t("Propositions"), EditedPropositionsAddress(consultation).path),
      (t("Relecture par les auteurs"), AuthorReadingsAddress(consultation).path),
      (t("Guichets destinataires"), AddresseesAddress(consultation).path),
      (t("Raisons types"), UsualReasonsAddress(consultation).path),
      (t("Publier les décisions"), PublicationAddress(consultation).path),
      (t("Ce qui a été fait"), ActsAddress(consultation).path),
      (t("Pilotage"), PilotageAddress(consultation).path),
    ]
  }

  var body: some Markup {
    nav(.ariaLabel(t("Les pages de l’instruction"))) {
      ul(.class("chips")) { for link in links { li { a(.href(link.1)) { link.0 } } } }
    }
  }
}

/// Parts of the queue, each with how many it holds under the same filters.
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
    p(.class("help")) {
      t(
        "« Texte corrigé » : à revoir, car l’auteur a changé son texte depuis la décision ou la division. « Seconde lecture » : à relire par une autre personne que celle qui a décidé ; la relecture par les auteurs et la double lecture à l’aveugle ont leurs propres pages."
      )
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
