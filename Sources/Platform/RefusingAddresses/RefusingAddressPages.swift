import HTML
import Localization

/// An address that refuses, with the organisations that it is known for.
struct RefusingAddressEntry: Sendable {
  var address: RefusingAddress
  var organisations: [String]
}

/// The addresses that refuse, as a list to telephone; in French, as all of administration. It prints.
struct RefusingAddressesPage: Component {
  var entries: [RefusingAddressEntry]
  /// After which address the next page begins.
  var next: String?
  var language: Language

  private var back: String { language.address(OutboxAddress().path) }
  private var file: String { language.address(RefusingAddressesFileAddress().path) }
  private var following: String {
    language.address(RefusingAddressesAddress().path) + "?apres=" + percentEncoded(next ?? "")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Courriels") }
    h1 { t("Adresses qui refusent") }
    p(.class("lead")) { t("Nos courriels n’y arrivent plus. Appelez la personne ou sa mairie : elle ne le sait pas.") }
    if entries.isEmpty {
      div(.class("empty")) { p { t("Aucune adresse ne refuse nos courriels.") } }
    } else {
      div(.class("actions")) {
        a(.class("button button-secondary"), .href(file)) { t("Exporter pour un tableur (CSV)") }
      }
      div(.class("scroll"), .role("region"), .ariaLabel(t("Adresses qui refusent")), .named("tabindex", "0")) {
        table(.class("table")) {
          thead { RefusingAddressHeading() }
          tbody { for entry in entries { RefusingAddressRow(entry: entry) } }
        }
      }
      if next != nil {
        nav(.class("pagination"), .ariaLabel(t("Pages"))) {
          ul { li { a(.href(following), .named("rel", "next")) { t("Suivante →") } } }
        }
      }
    }
  }
}

private struct RefusingAddressHeading: Component {
  var body: some Markup {
    tr {
      th(.named("scope", "col")) { t("Adresse") }
      th(.named("scope", "col")) { t("Personne") }
      th(.named("scope", "col")) { t("Organisme") }
      th(.named("scope", "col")) { t("Depuis") }
      th(.named("scope", "col")) { t("Réponse du serveur") }
    }
  }
}

private struct RefusingAddressRow: Component {
  var entry: RefusingAddressEntry
  private var since: Phrase { t("\(entry.address.since, .date)") }
  private var persons: String { entry.address.persons.joined(separator: ", ") }
  private var organisations: String { entry.organisations.joined(separator: ", ") }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { entry.address.mail }
      td { persons }
      td { organisations }
      td { since }
      td { entry.address.answer }
    }
  }
}

/// To its owner, in her account: what is wrong, and what she can do.
struct RefusingAddressAdvice: Component {
  var refusing: RefusingAddress
  var settings: Settings

  private var title: Phrase { t("L’adresse \(refusing.mail) refuse nos courriels") }
  private var since: Phrase { t("Depuis le \(refusing.since, .date), son serveur répond :") }
  private var advice: Phrase {
    t("Votre boîte est peut-être pleine ou fermée : voyez avec qui la gère, puis entrez à nouveau avec un code.")
  }
  private var telephone: String { settings.helpTelephone }
  private var help: Phrase { t("Pour recevoir nos courriels à une autre adresse, appelez le \(telephone).") }

  var body: some Markup {
    div(.class("notice notice-bad")) {
      h2 { title }
      p { since }
      p(.class("help")) { refusing.answer }
      p { advice }
      if !telephone.isEmpty { p { help } }
    }
  }
}
