import HTML
import Localization
import Platform

/// The organisations that confirm for a territory, for administrators; in French, as all of administration.
struct ConfirmersPage: Component {
  var confirmers: [ConfirmerLine]
  var query: String
  var found: [Organisation]
  var places: Places
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var hunt: OrganisationHunt {
    OrganisationHunt(
      title: t("Désigner un organisme"), label: t("Nom ou SIREN"),
      nothing: t("Aucun organisme de ce nom ne peut confirmer pour d’autres."),
      action: language.address(ConfirmersAddress().path), query: query, found: found, places: places
    ) { [language] in language.address(ConfirmerNamingAddress($0).path) }
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Qui confirme les habilitations") }
    p(.class("lead")) {
      t("Les instructeurs répondent partout. Un opérateur ou une préfecture peut répondre aussi, sur son territoire.")
    }
    if confirmers.isEmpty {
      p(.class("help")) { t("Aucun organisme ne confirme pour l’instant.") }
    } else {
      ul(.class("list plain")) {
        for line in confirmers { ConfirmerEntry(line: line, places: places, language: language) }
      }
    }
    hunt
  }
}

/// A confirmer with its organisation, who named it and when.
struct ConfirmerLine: Sendable {
  var confirmer: Confirmer
  var organisation: Organisation
  var by: String?
  var at: Instant
}

private struct ConfirmerEntry: Component {
  var line: ConfirmerLine
  var places: Places
  var language: Language
  private var address: String { language.address(OrganisationAddress(line.organisation).path) }
  private var action: String { language.address(ConfirmerEndAddress(token: line.confirmer.token).path) }
  private var named: Phrase {
    line.by.map { t("désigné le \(line.at, .date) par \($0)") } ?? t("désigné le \(line.at, .date)")
  }
  private var end: Phrase { t("Mettre fin : \(line.organisation.name)") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { a(.href(address)) { line.organisation.name } }
      div(.class("meta")) {
        span { line.confirmer.territory.title(places) }
        span { named }
      }
      postForm(.class("actions"), .action(action)) {
        button(.class("button button-quiet"), .type("submit"), .ariaLabel(end)) { t("Mettre fin") }
      }
    }
  }
}

/// Choosing the territory of an organisation that will confirm.
struct ConfirmerNamingPage: Component {
  var organisation: Organisation
  var chosen: String
  var refusal: Confirmer.Refusal?
  var places: Places
  var language: Language

  private var back: String { language.address(ConfirmersAddress().path) }
  private var action: String { language.address(ConfirmerNamingAddress(organisation).path) }
  private var options: [Choices.Option] {
    let departments = places.allDepartments.map { department in
      Choices.Option("departement-\(department.code)", t("Département : \(department.name) (\(department.code))"))
    }
    let regions = places.allRegions.map { region in
      Choices.Option("region-\(region.code)", t("Région : \(region.name)"))
    }
    return [.init("", t("Choisissez")), .init("adherents", t("Ses adhérents"))] + departments + regions
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Qui confirme les habilitations") }
    p(.class("overline")) { organisation.kind.title }
    h1 { organisation.name }
    p(.class("lead")) {
      t(
        "Ceux qui agissent pour cet organisme verront les demandes de ce territoire, les accepteront ou les refuseront."
      )
    }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: "territoire", sentence: refusal.sentence) }
      Choices("territoire", t("Territoire"), options, chosen: chosen, refusal: refusal?.sentence)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Désigner") } }
    }
  }
}

/// The requests of a territory, for those who confirm them.
struct TerritoryQueuePage: Component {
  var territories: [Phrase]
  var requests: RequestList

  var body: some Markup {
    h1 { t("Demandes de votre territoire") }
    p(.class("lead")) {
      t("Les plus anciennes d’abord. Vérifiez par le standard de la mairie, non par l’adresse donnée.")
    }
    ul(.class("tags")) { for territory in territories { li(.class("tag")) { territory } } }
    if requests.requests.isEmpty {
      div(.class("empty")) { p { t("Aucune demande n’attend.") } }
    } else {
      h2 { requests.waiting }
      requests
    }
  }
}
