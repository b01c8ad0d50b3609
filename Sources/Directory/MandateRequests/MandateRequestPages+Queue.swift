import HTML
import Localization
import Platform

/// Requests that somebody may decide, each with its age and two buttons.
struct RequestList: Component {
  var requests: [MandateRequest]
  var organisations: [Organisation]
  var places: Places
  var now: Instant
  var returnTo: String
  var language: Language

  /// Above the list, where it is the whole of a page.
  var waiting: Phrase {
    t(requests.count, one: "\(requests.count) demande attend", other: "\(requests.count) demandes attendent")
  }

  var body: some Markup {
    ul(.class("list plain")) {
      for request in requests {
        if let organisation = organisations.first(where: { $0.id == request.organisation }) {
          RequestEntry(
            request: request, organisationName: places.fullName(of: organisation), now: now, returnTo: returnTo,
            language: language)
        }
      }
    }
  }
}

private struct RequestEntry: Component {
  var request: MandateRequest
  /// With its department.
  var organisationName: String
  var now: Instant
  var returnTo: String
  var language: Language

  private var action: String { language.address(MandateDecisionAddress(token: request.token).path) }
  private var title: Phrase {
    t("\(request.personName) pour \(organisationName)")
  }
  private var age: Phrase {
    let hours = Int(now.seconds(since: request.askedAt) / 3600)
    if hours < 1 { return t("depuis moins d’une heure") }
    return hours < 48
      ? t(hours, one: "depuis \(hours) heure", other: "depuis \(hours) heures")
      : t(hours / 24, one: "depuis \(hours / 24) jour", other: "depuis \(hours / 24) jours")
  }

  var body: some Markup {
    li(.class("entry")) {
      h3 { title }
      div(.class("meta")) {
        span { request.mail }
        span { request.kind.title }
        span { age }
      }
      if !request.message.isEmpty { p(.lang(request.language.rawValue)) { request.message } }
      postForm(.class("actions"), .action(action)) {
        input(.type("hidden"), .name("retour"), .value(returnTo))
        button(.class("button button-secondary"), .type("submit"), .name("decision"), .value("oui")) { t("Accepter") }
        button(.class("button button-quiet"), .type("submit"), .name("decision"), .value("non")) { t("Refuser") }
      }
    }
  }
}

/// The requests that instructors decide; in French alone, as all of administration.
struct MandateQueuePage: Component {
  var requests: RequestList
  /// Finding an organisation, to see who acts for it.
  var hunt: OrganisationHunt
  /// What was just decided.
  var done: String?

  static func confirmation(of done: String?) -> Phrase? {
    switch done {
    case "accord": t("C’est fait : cette personne peut agir. Un courriel le lui annonce.")
    case "refus": t("C’est fait : la demande est refusée. Un courriel l’annonce à qui l’a faite.")
    default: nil
    }
  }

  private var confirmation: Phrase? { Self.confirmation(of: done) }

  var body: some Markup {
    h1 { t("Demandes d’habilitation") }
    p(.class("lead")) {
      t("Les plus anciennes d’abord. Vérifiez par le standard de la mairie, non par l’adresse donnée.")
    }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if requests.requests.isEmpty {
      div(.class("empty")) { p { t("Aucune demande n’attend.") } }
    } else {
      h2 { requests.waiting }
      requests
    }
    hunt
  }
}
