import Consultations
import Directory
import HTML
import Localization
import Platform
import Proof

/// Somebody who votes for an organisation.
struct RightHolder: Sendable {
  var right: CastingRight
  var name: String
}

/// Who votes for the organisation that one acts for, and how one proves it.
struct RightPage: Component {
  struct Colleague: Sendable {
    var person: Int64
    var name: String
  }

  var consultation: Consultation
  var organisation: Organisation
  var holders: [RightHolder]
  var mine: CastingRight?
  var isElected: Bool
  var isCalled: Bool
  var mailboxes: [OrganisationMailbox]
  var request: RightRequest?
  /// Whether instructors refused her newest request.
  var isRefused: Bool
  /// Those who may be named.
  var colleagues: [Colleague]
  var refusal: CastingRight.Refusal?
  var done: String?
  var now: Instant
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var ballot: String { language.address(BallotAddress(consultation).path) }
  private var title: Phrase { t("Qui vote pour \(organisation.name) ?") }
  private var hasHead: Bool { holders.contains { $0.right.function == .head } }
  private var confirmation: Phrase? {
    switch done {
    case "droit": t("C’est prouvé : vous votez comme maire ou président.")
    case "code": t("Un code est parti vers la boîte officielle.")
    case "demande": t("Votre demande est transmise : deux instructeurs la vérifient.")
    case "nomme": t("Cette personne peut voter jusqu’au jour dit.")
    case "fin": t("Cette personne ne vote plus.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { title }
    p(.class("lead")) {
      t("Voter revient au maire ou au président, et à ceux qu’il nomme. Être agent ou élu ne suffit pas.")
    }
    if !isCalled {
      div(.class("notice")) { p { t("Cet organisme n’est pas appelé à voter.") } }
    } else {
      if isRefused, mine == nil {
        div(.class("notice notice-wait")) {
          p {
            t(
              "Votre demande de voter a été refusée. Si vous êtes le maire ou le président, faites une nouvelle demande."
            )
          }
        }
      }
      HolderList(consultation: consultation, holders: holders, mine: mine, language: language)
      if mine != nil {
        div(.class("actions")) { a(.class("button button-primary"), .href(ballot)) { t("Le bulletin") } }
      }
      if mine?.function == .head {
        NamingForm(consultation: consultation, colleagues: colleagues, refusal: refusal, language: language)
      } else if !hasHead {
        if let request, request.sentTo != nil, request.isCodeOpen(at: now) {
          RightCodeForm(consultation: consultation, request: request, refusal: refusal, language: language)
        } else if let request, request.sentTo == nil {
          div(.class("notice notice-wait")) { p { t("Votre demande attend la vérification de deux instructeurs.") } }
        }
        ProvingForm(
          consultation: consultation, organisation: organisation, mailboxes: mailboxes, isElected: isElected,
          refusal: refusal, language: language)
      } else if mine == nil, isElected {
        if request?.sentTo == nil, request != nil {
          div(.class("notice notice-wait")) { p { t("Votre demande attend la vérification de deux instructeurs.") } }
        } else {
          ContestingForm(consultation: consultation, refusal: refusal, language: language)
        }
      } else if mine == nil {
        ElectedWay(organisation: organisation, language: language)
      }
    }
  }
}

private struct HolderList: Component {
  var consultation: Consultation
  var holders: [RightHolder]
  var mine: CastingRight?
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Votent aujourd’hui") }
      if holders.isEmpty {
        div(.class("empty")) { p { t("Personne n’a encore prouvé qu’il est le maire ou le président.") } }
      } else {
        ul(.class("list plain")) {
          for holder in holders {
            HolderEntry(
              consultation: consultation, holder: holder,
              mayEnd: mine?.function == .head || mine?.id == holder.right.id, language: language)
          }
        }
      }
    }
  }
}

private struct HolderEntry: Component {
  var consultation: Consultation
  var holder: RightHolder
  var mayEnd: Bool
  var language: Language

  private var action: String { language.address(NamingEndAddress(consultation).path) }
  private var id: String { String(holder.right.id) }
  private var until: Phrase? { holder.right.until.map { t("jusqu’au \($0, .date)") } }
  private var label: Phrase { t("Mettre fin au droit de voter de \(holder.name)") }

  var body: some Markup {
    li(.class("entry brief")) {
      h3 { holder.name }
      div(.class("meta")) {
        span { holder.right.function.title }
        span { holder.right.method.title }
        if let until { span { until } }
      }
      if mayEnd {
        postForm(.action(action)) {
          input(.type("hidden"), .name("droit"), .value(id))
          button(.class("button button-quiet"), .type("submit"), .ariaLabel(label)) { t("Mettre fin") }
        }
      }
    }
  }
}

private struct ProvingForm: Component {
  var consultation: Consultation
  var organisation: Organisation
  var mailboxes: [OrganisationMailbox]
  var isElected: Bool
  var refusal: CastingRight.Refusal?
  var language: Language

  private var action: String { language.address(RightAddress(consultation).path) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vous êtes le maire ou le président ?") }
      if isElected {
        postForm(.action(action)) {
          fieldset(.class("field"), .id("preuve")) {
            legend { t("Comment le prouver") }
            if let refusal, refusal.field == "preuve" { p(.class("error")) { refusal.sentence } }
            for (place, box) in mailboxes.enumerated() {
              Choice(
                .radio, "preuve", String(box.id), t("Un code envoyé à la boîte officielle \(MaskedMail.of(box.mail))"),
                isChosen: place == 0)
            }
            Choice(
              .radio, "preuve", "instructeurs", t("La vérification de deux instructeurs, par téléphone"),
              isChosen: mailboxes.isEmpty)
          }
          div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Demander à voter") } }
        }
      } else {
        p {
          t("Votre habilitation est celle d’un agent : le maire ou le président s’inscrit lui-même, puis vous nomme.")
        }
        ElectedWay(organisation: organisation, language: language)
      }
    }
  }
}

/// For whoever is elected and acts as an agent so far.
struct ElectedWay: Component {
  var organisation: Organisation
  var language: Language
  private var asking: String { language.address(MandateAskingAddress(organisation).path) }
  var body: some Markup {
    p {
      t("C’est vous, le maire ou le président ?")
      " "
      a(.href(asking)) { t("Demandez d’abord à agir comme élu") }
    }
  }
}

/// Another votes as the head, who is not: two instructors hear whoever says so.
private struct ContestingForm: Component {
  var consultation: Consultation
  var refusal: CastingRight.Refusal?
  var language: Language

  private var action: String { language.address(RightAddress(consultation).path) }

  var body: some Markup {
    HTML.section(.class("section"), .id("preuve")) {
      h2 { t("C’est vous, le maire ou le président ?") }
      if let refusal, refusal.field == "preuve" { p(.class("error")) { refusal.sentence } }
      p { t("Quelqu’un d’autre vote à ce titre. Deux instructeurs vérifient par téléphone qui l’est aujourd’hui.") }
      postForm(.action(action)) {
        input(.type("hidden"), .name("preuve"), .value("instructeurs"))
        button(.class("button button-secondary"), .type("submit")) { t("Demander à voter à sa place") }
      }
    }
  }
}

/// An address that is told only to whoever knows it already.
enum MaskedMail {
  static func of(_ mail: String) -> String {
    guard let at = mail.lastIndex(of: "@"), let first = mail.first else { return "•••••" }
    return "\(first)•••••\(mail[at...])"
  }
}

private struct RightCodeForm: Component {
  var consultation: Consultation
  var request: RightRequest
  var refusal: CastingRight.Refusal?
  var language: Language

  private var action: String { language.address(RightCodeAddress(consultation).path) }
  private var sent: Phrase { t("Le code est parti vers \(MaskedMail.of(request.sentTo ?? "")).") }
  private var refused: Phrase? { refusal?.field == "code" ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Tapez le code de la boîte officielle") }
      p { sent }
      postForm(.action(action)) {
        TextField("code", t("Code à six chiffres"), kind: .code, value: "", longest: 10, refusal: refused)
        div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Valider le code") } }
      }
    }
  }
}

private struct NamingForm: Component {
  var consultation: Consultation
  var colleagues: [RightPage.Colleague]
  var refusal: CastingRight.Refusal?
  var language: Language

  private var action: String { language.address(NamingAddress(consultation).path) }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Nommer quelqu’un qui vote aussi") }
      if colleagues.isEmpty {
        p { t("Personne d’autre n’agit pour cet organisme : un agent ou un élu demande d’abord une habilitation.") }
      } else {
        postForm(.action(action), .named("novalidate", "")) {
          Choices(
            "personne", t("Qui"), colleagues.map { .init(String($0.person), .verbatim($0.name)) }, chosen: "",
            refusal: sentence("personne"))
          TextField("jusque", t("Jusqu’au"), kind: .date, value: "", longest: 10, refusal: sentence("jusque"))
          div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Nommer") } }
        }
      }
    }
  }
}
