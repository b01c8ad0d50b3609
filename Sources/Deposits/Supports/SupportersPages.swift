import Consultations
import Directory
import HTML
import Localization
import Platform

/// Who supports a contribution: by kind, by size, on a map with its table, then one by one with what they say.
struct SupportersPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var supporters: Supporters
  var places: Places
  var map: TerritoryMap
  var language: Language

  private var address: ContributionAddress { ContributionAddress(contribution, in: consultation) }
  private var back: String { language.address(address.path) }
  private var here: String { language.address(SupportersAddress(address).path) }
  private var title: Phrase {
    t(contribution.supports, one: "\(contribution.supports) soutien", other: "\(contribution.supports) soutiens")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← La contribution") }
    h1 { title }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    if contribution.supports == 0 {
      div(.class("empty")) { p { t("Personne ne soutient encore cette contribution.") } }
    } else {
      div(.class("columns")) {
        HTML.section(.labelledBy("soutiens-liste")) {
          h2(.id("soutiens-liste")) { t("Les organismes") }
          ul(.class("list plain")) {
            for line in supporters.lines { SupporterEntry(line: line, places: places, language: language) }
          }
          Pagination(supporters.page, address: { here + "?page=\($0)" })
        }
        aside(.ariaLabel(t("En chiffres"))) {
          SupporterFigures(contribution: contribution, supporters: supporters)
          if !supporters.departments.isEmpty {
            SupporterMap(supporters: supporters, map: map)
          }
        }
      }
    }
  }
}

private struct SupporterEntry: Component {
  var line: Supporters.Line
  var places: Places
  var language: Language

  private var address: String { language.address(OrganisationAddress(line.organisation).path) }
  private var name: String { places.fullName(of: line.organisation) }
  private var statement: SupportStatement { line.statement ?? SupportStatement() }

  var body: some Markup {
    li(.class(statement.isEmpty ? "entry brief" : "entry")) {
      h3 { a(.href(address)) { name } }
      if !statement.purpose.isEmpty { p(.lang(statement.language.rawValue)) { statement.purpose } }
      div(.class("meta")) {
        span { line.organisation.kind.title }
        if statement.experiments { span(.class("tag tag-ok")) { t("prêt à expérimenter") } }
        if statement.coCarries { span(.class("tag tag-ok")) { t("prêt à co-porter") } }
      }
    }
  }
}

private struct SupporterFigures: Component {
  var contribution: Contribution
  var supporters: Supporters

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("En chiffres") }
      dl(.class("figures")) {
        Figure(label: t("Collectivités"), value: contribution.authoritySupports)
        Figure(label: t("Autres organismes"), value: contribution.otherSupports)
        Figure(label: t("Prêts à expérimenter"), value: supporters.experimenting)
        Figure(label: t("Prêts à co-porter"), value: supporters.coCarrying)
      }
      h3 { t("Par type") }
      dl(.class("figures")) { for line in supporters.kinds { Figure(label: line.kind.title, value: line.count) } }
      if !supporters.sizes.isEmpty {
        h3 { t("Communes, par taille") }
        dl(.class("figures")) { for line in supporters.sizes { Figure(label: line.size.title, value: line.count) } }
      }
    }
  }
}

private struct SupporterMap: Component {
  var supporters: Supporters
  var map: TerritoryMap

  private var nationwide: Phrase {
    t(
      supporters.nationwide, one: "Et \(supporters.nationwide) organisme sans département.",
      other: "Et \(supporters.nationwide) organismes sans département.")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Sur la carte") }
      DepartmentMap(map: map, counts: supporters.departments, counted: t("Soutiens"), list: nil)
      if supporters.nationwide > 0 { p(.class("help")) { nationwide } }
    }
  }
}
