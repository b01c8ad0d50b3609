import HTML
import Localization

extension OutgoingMail.State {
  var title: Phrase {
    switch self {
    case .waiting: t("en attente")
    case .sent: t("parti")
    case .refused: t("refusé")
    }
  }

  fileprivate var style: String {
    switch self {
    case .waiting: "tag tag-wait"
    case .sent: "tag tag-ok"
    case .refused: "tag tag-bad"
    }
  }
}

/// The mails to send and sent, the newest first; in French, as all of administration.
struct OutboxPage: Component {
  var mails: [OutgoingMail.Record]
  var filter: OutboxFilter
  /// Below which identifier the next page begins.
  var older: Int64?
  var isShut: Bool
  var isDone: Bool
  var language: Language

  private var list: String { language.address(OutboxAddress().path) }
  private var refusing: String { language.address(RefusingAddressesAddress().path) }
  private var next: String { list + filter.before(older).queryString }
  private var first: String { list + filter.before(nil).queryString }

  private var home: String { language.address(AdministrationAddress().path) }
  private var none: Phrase {
    filter == OutboxFilter() ? t("Aucun courriel pour l’instant.") : t("Aucun courriel ne répond à cette demande.")
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Courriels") }
    p(.class("lead")) { t("Ce que le service envoie, et ce que les serveurs de courriel ont répondu.") }
    OutboxNotices(isShut: isShut, isDone: isDone, language: language)
    p { a(.href(refusing)) { t("Adresses qui refusent : la liste à appeler") } }
    OutboxFilterForm(filter: filter, action: list)
    if mails.isEmpty {
      div(.class("empty")) { p { none } }
    } else {
      ul(.class("list plain")) { for mail in mails { MailEntry(mail: mail, language: language) } }
    }
    nav(.class("pagination"), .ariaLabel(t("Pages"))) {
      ul {
        if filter.before != nil { li { a(.href(first)) { t("Les plus récents") } } }
        if older != nil { li { a(.href(next), .named("rel", "next")) { t("Plus anciens →") } } }
      }
    }
  }
}

private struct OutboxNotices: Component {
  var isShut: Bool
  var isDone: Bool
  var language: Language
  private var jobs: String { language.address(JobsAddress().path) }

  var body: some Markup {
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("Le courriel repart, dès que la voie est libre.") } }
    }
    if isShut {
      div(.class("notice notice-bad")) {
        p { t("Aucun courriel ne part en ce moment : le serveur d’envoi ne répond pas, ou nous refuse.") }
        p { a(.href(jobs)) { t("Voir ce qu’il répond") } }
      }
    }
  }
}

private struct OutboxFilterForm: Component {
  var filter: OutboxFilter
  var action: String
  private var states: [Choices.Option] {
    [.init("", t("Tous les états"))] + OutgoingMail.State.allCases.map { .init($0.rawValue, $0.title) }
  }

  var body: some Markup {
    form(.method("get"), .action(action), .role("search"), .class("filters")) {
      Choices("etat", t("État"), states, chosen: filter.state?.rawValue ?? "")
      TextField(
        "adresse", t("Adresse, ou une partie"), value: filter.address, longest: MailAddress.longest)
      button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
    }
  }
}

private struct MailEntry: Component {
  var mail: OutgoingMail.Record
  var language: Language

  private var action: String { language.address(ResendingAddress(mail: mail.id).path) }
  private var written: Phrase { t("écrit le \(mail.createdAt, .dateAndTime)") }
  private var settled: Phrase? { mail.settledAt.map { t("réglé le \($0, .dateAndTime)") } }
  private var next: Phrase { t("prochain essai le \(mail.nextTryAt, .dateAndTime)") }
  private var tries: Phrase { t(mail.tries, one: "\(mail.tries) essai", other: "\(mail.tries) essais") }
  private var label: Phrase { mail.state == .waiting ? t("Essayer maintenant") : t("Renvoyer") }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { mail.recipient }
      p { mail.shownSubject }
      div(.class("meta")) {
        span(.class(mail.state.style)) { mail.state.title }
        span { written }
        if let settled { span { settled } }
        span { tries }
        if mail.state == .waiting { span { next } }
      }
      if let answer = mail.answer, !answer.isEmpty { p(.class("help")) { answer } }
      if mail.hasText {
        postForm(.class("actions"), .action(action)) {
          button(.class("button button-quiet"), .type("submit")) {
            label
            span(.class("visually-hidden")) { " : " + mail.recipient }
          }
        }
      }
    }
  }
}
