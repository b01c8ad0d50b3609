import HTML
import Localization

/// Those who hold a role of the installation, and the invitation of one more; in French, as all of administration.
struct PersonsPage: Component {
  var holders: [Role.Holder]
  var typed: InvitationForm
  var refusal: Role.Refusal?
  /// Written once, for the administrator to hand over; nil when it left by mail.
  var link: String?
  var done: String?
  var language: Language

  private var home: String { language.address(AdministrationAddress().path) }
  private var confirmation: Phrase? {
    switch done {
    case "courriel": t("C’est fait. La personne est prévenue par courriel.")
    case "role": t("C’est fait.")
    case "fin": t("C’est fait : ce rôle est terminé.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Administration") }
    h1 { t("Personnes et rôles") }
    p(.class("lead")) {
      t("Un instructeur lit et répond. Un administrateur donne les rôles et tient l’annuaire. Tout est au journal.")
    }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let link { InvitationLink(link: link) }
    ul(.class("list plain")) { for holder in holders { HolderEntry(holder: holder, language: language) } }
    HTML.section(.class("section"), .id("inviter")) {
      h2 { t("Inviter quelqu’un") }
      InvitationFields(typed: typed, refusal: refusal, language: language)
    }
  }
}

private struct InvitationLink: Component {
  var link: String

  var body: some Markup {
    div(.class("notice notice-ok"), .role("status")) {
      p {
        t("Lien à lui transmettre, de la main à la main. Il vaut sept jours, sert une fois, et ne s’affiche qu’ici :")
      }
      p { code { link } }
    }
  }
}

private struct HolderEntry: Component {
  var holder: Role.Holder
  var language: Language
  private var missing: [RoleKind] { RoleKind.allCases.filter { kind in !holder.roles.contains { $0.kind == kind } } }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { holder.person.name }
      div(.class("meta")) {
        span { holder.mail }
        for role in holder.roles { RoleNote(kind: role.kind, since: role.since) }
      }
      div(.class("actions")) {
        for role in holder.roles { RoleButton(holder: holder, kind: role.kind, ends: true, language: language) }
        for kind in missing { RoleButton(holder: holder, kind: kind, ends: false, language: language) }
      }
    }
  }
}

private struct RoleNote: Component {
  var kind: RoleKind
  var since: Instant
  private var sentence: Phrase { t("\(kind.title) depuis le \(since, .date)") }
  var body: some Markup { span { sentence } }
}

private struct RoleButton: Component {
  var holder: Role.Holder
  var kind: RoleKind
  var ends: Bool
  var language: Language

  private var action: String {
    let token = holder.person.token
    return language.address(ends ? RoleEndAddress(token: token).path : RoleAddress(token: token).path)
  }
  private var style: String { ends ? "button button-quiet" : "button button-secondary" }
  private var label: Phrase {
    ends ? t("Retirer le rôle : \(kind.title)") : t("Donner le rôle : \(kind.title)")
  }
  private var spoken: Phrase { t("\(label) (\(holder.person.name))") }

  var body: some Markup {
    postForm(.action(action)) {
      button(.class(style), .type("submit"), .name("role"), .value(kind.rawValue), .ariaLabel(spoken)) { label }
    }
  }
}

private struct InvitationFields: Component {
  var typed: InvitationForm
  var refusal: Role.Refusal?
  var language: Language

  private var action: String { language.address(InvitationAddress().path) }
  private var roles: [Choices.Option] {
    [.init("", t("Choisissez"))] + RoleKind.allCases.map { .init($0.rawValue, $0.title) }
  }
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      TextField(
        "adresse", t("Adresse électronique"), kind: .email, value: typed.mail, longest: 254,
        refusal: refused("adresse"))
      TextField(
        "nom", t("Prénom et nom"), value: typed.name, longest: Person.longestName, refusal: refused("nom"),
        isOptional: true)
      Choices("role", t("Rôle"), roles, chosen: typed.role?.rawValue ?? "", refusal: refused("role"))
      Choice(
        .checkbox, "courriel", "oui", t("La prévenir par courriel"),
        help: t("Sinon, le lien s’affiche ici, à transmettre vous-même."), isChosen: typed.isMailed)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Inviter") } }
    }
  }
}
