import Consultations
import Directory
import Forms
import HTML
import Localization
import Platform

/// Who deposits a text together: those who are invited, and the way to invite others.
struct CodepositorsPage: Component {
  var together: DepositsModule.Together
  var codeposits: [Codeposit]
  /// Who invited, where the visitor acts for the lead.
  var inviters: [Int64: CodepositInviter]
  /// The lead first, then those of the invitations.
  var organisations: [Organisation]
  /// Chosen already, then offered: those that were searched, and supporters that are ready to co-carry.
  var picked: [Organisation]
  var offered: [Organisation]
  var ready: Set<Int64>
  var query: String
  var refusal: CodepositRefusal?
  var done: String?
  var places: Places
  var language: Language

  private var back: String { language.address(together.back) }
  private var action: String { language.address(together.path) }
  private var isOpen: Bool { together.deposited.isOpen(together.openings) }
  private var title: Phrase { together.deposited.title }
  private var shown: [Codeposit] { codeposits.filter { $0.outcome == nil || $0.outcome == .declined } }
  private func organisation(_ id: Int64) -> Organisation? { organisations.first { $0.id == id } }
  private var lead: Organisation? { together.deposited.lead.flatMap(organisation) }
  private var told: Phrase? {
    switch done {
    case "invite": t("L’invitation est partie. Vous serez prévenu de la réponse.")
    case "repris": t("L’invitation est reprise.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Retour au texte") }
    h1 { t("Déposer à plusieurs") }
    p(.class("lead")) { title }
    if let told { div(.class("notice notice-ok"), .role("status")) { p { told } } }
    p {
      t(
        "Les co-déposants signent à égalité : leurs membres habilités écrivent le texte et le corrigent ; tous reçoivent les mêmes réponses. L’organisme qui porte le dépôt publie et, s’il le faut, retire."
      )
    }
    ul(.class("list plain")) {
      if let lead { CodepositorLine(name: places.fullName(of: lead), state: t("porte le dépôt")) }
      for codeposit in shown {
        if let organisation = organisation(codeposit.organisation) {
          CodepositEntry(
            codeposit: codeposit, name: places.fullName(of: organisation),
            inviter: inviters[codeposit.id], isLead: together.isLead,
            isOwn: together.standing?.organisation == organisation.id, isOpen: isOpen, language: language)
        }
      }
    }
    if !isOpen {
      div(.class("notice notice-wait")) { p { CodepositRefusal.closed.sentence } }
    } else if together.isLead {
      InvitingSection(
        action: action, picked: picked, offered: offered, ready: ready, query: query, refusal: refusal,
        places: places, language: language)
    } else if together.standing == nil {
      NoLeadYet(language: language)
    }
  }
}

private struct NoLeadYet: Component {
  var language: Language
  private var gettingIn: String { language.address(GettingInAddress().path) }

  var body: some Markup {
    div(.class("notice")) {
      p { CodepositRefusal.noOrganisation.sentence }
      p { a(.href(gettingIn)) { t("Trouver mon organisme") } }
    }
  }
}

private struct CodepositorLine: Component {
  var name: String
  var state: Phrase

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { name }
      div(.class("meta")) { span { state } }
    }
  }
}

private struct CodepositEntry: Component {
  var codeposit: Codeposit
  var name: String
  var inviter: CodepositInviter?
  var isLead: Bool
  var isOwn: Bool
  var isOpen: Bool
  var language: Language

  private var recall: String { language.address(CodepositRecallAddress(token: codeposit.token).path) }
  private var page: String { language.address(CodepositAddress(token: codeposit.token).path) }
  private var recallLabel: Phrase { t("Reprendre l’invitation de \(name)") }
  private var state: Phrase {
    if let accepted = codeposit.acceptedAt { return t("co-déposant depuis le \(accepted, .date)") }
    if codeposit.outcome == .declined { return t("a décliné") }
    return t("invité le \(codeposit.invitedAt, .date), pas encore de réponse")
  }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { name }
      div(.class("meta")) {
        span { state }
        if let note = inviter?.note { span { note } }
      }
      if isLead, codeposit.isWaiting {
        postForm(.action(recall)) {
          button(.class("button button-quiet"), .type("submit"), .ariaLabel(recallLabel)) {
            t("Reprendre l’invitation")
          }
        }
      }
      if isOwn, isOpen, codeposit.isStanding { p { a(.href(page)) { t("Ne plus co-déposer") } } }
    }
  }
}

/// Searching as one types, ticking, inviting all in one act.
private struct InvitingSection: Component {
  var action: String
  var picked: [Organisation]
  var offered: [Organisation]
  var ready: Set<Int64>
  var query: String
  var refusal: CodepositRefusal?
  var places: Places
  var language: Language

  private var suggestions: String { language.address(OrganisationSuggestionsAddress().path) }
  private var isNothing: Bool { !query.isEmpty && offered.isEmpty && picked.isEmpty }
  private var nothing: Phrase { t("Aucun organisme à inviter ne répond à « \(query) ».") }
  private func help(_ organisation: Organisation) -> Phrase? {
    ready.contains(organisation.id) ? t("Soutient, et se dit prêt à co-porter.") : .none
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Inviter des organismes") }
      form(.method("get"), .action(action), .role("search")) {
        for organisation in picked { input(.type("hidden"), .name("choisi"), .value(organisation.token)) }
        label(.for("q")) { t("Nom, code INSEE ou SIREN") }
        div(.class("search-form")) {
          div(.class("field")) {
            input(
              .type("search"), .id("q"), .name("q"), .value(query), .maxlength(200), .autocomplete("off"),
              .named("data-suggest", suggestions), .named("data-suggest-adds", "choisi"),
              .named("data-count-one", phrase: t("Un organisme")),
              .named("data-count-many", phrase: t("\("{count}") organismes")),
              .named("data-count-none", phrase: t("Aucun organisme de ce nom")))
          }
          button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
        }
      }
      if isNothing { p(.class("help")) { nothing } }
      if !picked.isEmpty || !offered.isEmpty {
        postForm(.action(action)) {
          if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
          fieldset(.class("field"), .id("organisme")) {
            legend { t("Qui invitez-vous ?") }
            if let refusal { p(.class("error"), .id("organisme-erreur")) { refusal.sentence } }
            for organisation in picked {
              Choice(
                .checkbox, "organisme", organisation.token, .verbatim(places.fullName(of: organisation)),
                help: help(organisation), isChosen: true)
            }
            for organisation in offered {
              Choice(
                .checkbox, "organisme", organisation.token, .verbatim(places.fullName(of: organisation)),
                help: help(organisation), isChosen: false)
            }
          }
          p(.class("help")) {
            t("Les personnes habilitées de chaque organisme reçoivent un courriel, ou sa boîte officielle.")
          }
          div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Inviter") } }
        }
      }
    }
  }
}

/// In the form of a draft: the way to those who deposit it together.
struct DraftCodepositorsLine: Component {
  /// The names: the lead first.
  var depositors: [String]
  private var told: Phrase {
    let names = depositors.joined(separator: ", ")
    return t("Déposé ensemble par \(names).")
  }

  var body: some Markup {
    div(.class("field"), .role("group"), .labelledBy("co-deposants")) {
      h2(.class("h3"), .id("co-deposants")) { t("Déposer à plusieurs (facultatif)") }
      if depositors.count > 1 { p { told } }
      button(.class("button button-secondary"), .type("submit"), .name("action"), .value("co-deposants")) {
        depositors.count > 1 ? t("Voir et inviter des co-déposants") : t("Inviter des co-déposants")
      }
    }
  }
}

/// Beside a contribution, for those who deposit it.
struct CodepositorsCard: Component {
  var address: ContributionAddress
  var others: [Organisation]
  var isLead: Bool
  var language: Language
  private var page: String { language.address(CodepositorsAddress(address).path) }
  private var count: Phrase {
    t(others.count, one: "\(others.count) co-déposant.", other: "\(others.count) co-déposants.")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Déposer à plusieurs") }
      if !others.isEmpty { p { count } }
      p { a(.href(page)) { isLead ? t("Inviter des co-déposants") : t("Voir les co-déposants") } }
    }
  }
}
