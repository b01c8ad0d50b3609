import Consultations
import HTML
import Localization
import Platform

/// What happened to a vote, as everyone reads it on its page.
struct PublishedIncidents: Component {
  var incidents: [Incident]

  var body: some Markup {
    if !incidents.isEmpty {
      HTML.section(.class("section"), .id("incidents")) {
        h2 { t("Incidents") }
        p(.class("help")) { t("Signés par deux personnes, et écrits dans le journal public.") }
        ul(.class("list plain")) { for incident in incidents { IncidentItem(incident: incident) } }
      }
    }
  }
}

private struct IncidentItem: Component {
  var incident: Incident
  private var moved: Phrase? {
    incident.closes.map { t("La clôture est repoussée au \($0.adding(seconds: -60), .full) (heure de Paris).") }
  }
  private var at: Phrase? { incident.publishedAt.map { t("Publié le \($0, .full) (heure de Paris)") } }

  var body: some Markup {
    li(.class("entry")) {
      h3(.lang("fr")) { incident.title }
      p(.lang("fr"), .class("difference")) { incident.text }
      if let moved { p { strong { moved } } }
      if let at { p(.class("meta")) { at } }
    }
  }
}

/// The incidents of a vote for those who write and sign them; in French as all of administration.
struct IncidentsPage: Component {
  struct Entry: Sendable {
    var incident: Incident
    var author: String
    var isMine: Bool
  }

  var consultation: Consultation
  var vote: Vote
  var entries: [Entry]
  var typed: IncidentTyped
  var refusal: Incident.Refusal?
  var done: String?
  var now: Instant

  private var back: String { VoteAddress(consultation).path }
  private var action: String { IncidentsAddress(consultation).path }
  private var isOpen: Bool { vote.openedAt != nil && vote.countedAt == nil }
  private var isClosingPast: Bool { vote.state(at: now) == .closing }
  private var confirmation: Phrase? {
    switch done {
    case "ecrit": t("C’est enregistré ; une seconde personne doit signer pour que cela soit publié.")
    case "publie": t("C’est publié, et écrit dans le journal public.")
    case "publie-sans-heure":
      t(
        "C’est publié, et écrit dans le journal public. L’heure du dépouillement venait avant la nouvelle clôture : elle est retirée, fixez-en une autre."
      )
    case "retire": t("C’est retiré.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1(.id("incidents")) { t("Incidents du vote") }
    p(.class("lead")) {
      t(
        "Depuis l’ouverture rien ne change, sauf par un incident : écrit par une personne, signé par une autre, publié."
      )
    }
    if vote.isSuspended {
      div(.class("notice notice-wait")) {
        p {
          t("Le vote est suspendu : il ne prend plus de bulletin et ne se clôt pas avant qu’un incident soit publié.")
        }
        if isClosingPast {
          p {
            t(
              "L’heure de la clôture est passée : si l’incident ne la repousse pas, le vote se clôt dès la seconde signature."
            )
          }
        }
      }
    }
    if !entries.isEmpty { h2 { t("Publiés, ou à signer") } }
    for entry in entries { IncidentEntry(consultation: consultation, entry: entry) }
    if isOpen { IncidentForm(action: action, typed: typed, refusal: refusal) }
  }
}

private struct IncidentEntry: Component {
  var consultation: Consultation
  var entry: IncidentsPage.Entry

  private var action: String { IncidentSignatureAddress(consultation).path }
  private var written: Phrase { t("Écrit par \(entry.author) le \(entry.incident.writtenAt, .dateAndTime)") }
  private var isPublished: Bool { entry.incident.publishedAt != nil }

  var body: some Markup {
    ul(.class("list plain")) { IncidentItem(incident: entry.incident) }
    p(.class("meta")) { written }
    if !isPublished {
      postForm(.action(action)) {
        input(.type("hidden"), .name("incident"), .value(entry.incident.token))
        div(.class("actions")) {
          if !entry.isMine {
            button(.class("button button-primary"), .type("submit"), .name("decision"), .value("oui")) {
              t("Signer et publier")
            }
          }
          button(.class("button button-secondary"), .type("submit"), .name("decision"), .value("non")) { t("Retirer") }
        }
      }
    }
  }
}

private struct IncidentForm: Component {
  var action: String
  var typed: IncidentTyped
  var refusal: Incident.Refusal?

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Écrire un incident") }
      postForm(.action(action), .named("novalidate", "")) {
        TextField(
          "titre", t("Titre"), value: typed.title, longest: Incident.longestTitle, refusal: sentence("titre"))
        TextArea(
          "texte", t("Ce qui s’est passé"), value: typed.text, longest: Incident.longestText,
          refusal: sentence("texte"))
        TextField(
          "cloture", t("Nouvelle clôture, si elle est repoussée (heure de Paris)"), kind: .moment, value: typed.closes,
          longest: 20, refusal: sentence("cloture"), isOptional: true)
        div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
      }
    }
  }
}
