import HTML
import Localization
import Platform

/// Asking for a body that is missing: its name, its kind, its number.
struct OrganisationAskingPage: Component {
  var asking: OrganisationRequest.Asking
  var refusal: OrganisationRequest.Refusal?
  var isDone: Bool
  var language: Language

  private var action: String { language.address(OrganisationAskingAddress().path) }
  private var back: String { language.address(OrganisationsAddress().path) }
  private var kinds: [Choices.Option] {
    [.init("", t("Choisissez"))] + OrganisationRequest.kinds.map { .init($0.rawValue, $0.title) }
  }
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Tous les organismes") }
    h1 { t("Ajouter un organisme") }
    p(.class("lead")) {
      t("Les communes, intercommunalités, départements et régions y sont déjà. Pour un autre, dites-nous lequel.")
    }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) {
        p { t("Votre demande est partie. La réponse viendra par courriel.") }
      }
    }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      TextField(
        "nom", t("Nom officiel"), value: asking.name, longest: OrganisationRequest.longestName,
        refusal: refused("nom"))
      Choices("sorte", t("Type d’organisme"), kinds, chosen: asking.kind?.rawValue ?? "", refusal: refused("sorte"))
      TextField(
        "siren", t("Numéro SIREN"), kind: .digits, value: asking.siren, longest: 20, help: t("Neuf chiffres."),
        refusal: refused("siren"))
      TextField(
        "site", t("Adresse de son site"), kind: .address, value: asking.website,
        longest: OrganisationRequest.longestWebsite, refusal: refused("site"), isOptional: true)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Demander") } }
    }
  }
}

/// The bodies that were asked for, the oldest first; in French, as all of administration.
struct OrganisationQueuePage: Component {
  var requests: [OrganisationRequest]
  /// What was just decided.
  var done: String?
  var language: Language

  private var confirmation: Phrase? {
    switch done {
    case "accord": t("C’est fait : l’organisme est dans l’annuaire. Un courriel l’annonce à qui l’a demandé.")
    case "refus": t("C’est fait : la demande est refusée. Un courriel l’annonce à qui l’a faite.")
    default: nil
    }
  }

  var body: some Markup {
    h1 { t("Organismes demandés") }
    p(.class("lead")) { t("Les plus anciens d’abord. Vérifiez le numéro SIREN avant d’accepter.") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if requests.isEmpty {
      div(.class("empty")) { p { t("Aucune demande n’attend.") } }
    } else {
      ul(.class("list plain")) {
        for request in requests { OrganisationRequestEntry(request: request, language: language) }
      }
    }
  }
}

private struct OrganisationRequestEntry: Component {
  var request: OrganisationRequest
  var language: Language
  private var action: String { language.address(OrganisationDecisionAddress(token: request.token).path) }
  private var asked: Phrase { t("demandé le \(request.askedAt, .dateAndTime)") }
  private var number: Phrase { t("SIREN \(request.siren)") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { request.name }
      div(.class("meta")) {
        span { request.kind.title }
        span { number }
        if !request.website.isEmpty { a(.href(request.website), .named("rel", "noreferrer")) { request.website } }
        span { request.mail }
        span { asked }
      }
      postForm(.class("actions"), .action(action)) {
        button(.class("button button-secondary"), .type("submit"), .name("decision"), .value("oui")) { t("Accepter") }
        button(.class("button button-quiet"), .type("submit"), .name("decision"), .value("non")) { t("Refuser") }
      }
    }
  }
}
