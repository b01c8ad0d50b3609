import Consultations
import Directory
import HTML
import Localization
import Platform

/// `/administration/comites`: the consultations whose committee can be prepared.
struct CommitteesPage: Component {
  var consultations: [Consultation]

  var body: some Markup {
    a(.class("back"), .href(AdministrationAddress().path)) { t("← Administration") }
    h1 { t("Comités de sélection") }
    if consultations.isEmpty {
      div(.class("empty")) { p { t("Aucune consultation n’est annoncée.") } }
    } else {
      ul(.class("list plain")) { for consultation in consultations { CommitteeLink(consultation: consultation) } }
    }
  }
}

private struct CommitteeLink: Component {
  var consultation: Consultation
  private var address: String { CommitteeSetupAddress(consultation).path }
  var body: some Markup { li(.class("entry")) { h2(.class("h3")) { a(.href(address)) { consultation.title } } } }
}

/// The committee as an administrator prepares it: quorum, seats, publication.
struct CommitteeSetupPage: Component {
  var consultation: Consultation
  var committee: Committee?
  var criteria: [Criterion]
  var seats: [Seat]
  var names: [Int64: String]
  var quorum: String
  var query: String
  var found: [Organisation]
  var places: Places
  var publication: PublicationState?
  var refusal: (any FieldRefusal)?
  var done: String?

  private var action: String { CommitteeSetupAddress(consultation).path }
  private var list: String { CommitteesAddress().path }
  private var room: String { CommitteeAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "enregistre": t("Le quorum est enregistré.")
    case "invite": t("L’invitation est partie.")
    case "rappel": t("L’invitation est repartie.")
    case "fin": t("Ce siège a pris fin.")
    case "publie": t("La sélection est publiée : les lettres partent.")
    case "prevu": t("La date de publication est enregistrée.")
    default: nil
    }
  }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Comités de sélection") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Comité de sélection") }
    p(.class("lead")) { consultation.title }
    if committee != nil { p { a(.href(room)) { t("La page du comité, ses séances et son relevé") } } }
    HTML.section(.class("section")) {
      h2 { t("Comment il décide") }
      CriteriaList(criteria: criteria)
      postForm(.action(action), .named("novalidate", "")) {
        TextField(
          "quorum", t("Quorum : combien de membres doivent pouvoir décider d’un point"), kind: .digits, value: quorum,
          longest: 3,
          help: t("Qui se déporte ne compte pas. En cas d’égalité, la voix du président est prépondérante."),
          refusal: sentence("quorum"))
        div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Enregistrer") } }
      }
    }
    if committee != nil {
      SeatsSection(consultation: consultation, seats: seats, names: names)
      InvitingSection(consultation: consultation, query: query, found: found, places: places)
    }
    if let publication { PublicationSection(consultation: consultation, state: publication, refusal: refusal) }
  }
}

/// The criteria with their weights, as the Rules froze them.
struct CriteriaList: Component {
  var criteria: [Criterion]

  var body: some Markup {
    if criteria.isEmpty {
      p(.class("help")) { t("Les critères viennent du règlement que l’ouverture du vote fige.") }
    } else {
      p { t("Les critères et leurs poids, d’après le règlement figé par le vote :") }
      ol(.class("steps")) { for criterion in criteria { CriterionLine(criterion: criterion) } }
    }
  }
}

private struct CriterionLine: Component {
  var criterion: Criterion
  private var line: Phrase { t("\(criterion.title) : \(criterion.weight)") }
  var body: some Markup { li { line } }
}

private struct SeatsSection: Component {
  var consultation: Consultation
  var seats: [Seat]
  var names: [Int64: String]

  var body: some Markup {
    HTML.section(.class("section"), .id("membres")) {
      h2 { t("Membres") }
      if seats.isEmpty {
        div(.class("empty")) { p { t("Personne n’est encore invité.") } }
      } else {
        ul(.class("list plain")) {
          for seat in seats { SeatItem(consultation: consultation, seat: seat, name: names[seat.id]) }
        }
      }
    }
  }
}

private struct SeatItem: Component {
  var consultation: Consultation
  var seat: Seat
  var name: String?

  private var end: String { SeatEndAddress(consultation, token: seat.token).path }
  private var reminder: String { SeatReminderAddress(consultation, token: seat.token).path }
  private var state: Phrase {
    if seat.isAccepted { return name.map { t("a accepté : \($0)") } ?? t("a accepté") }
    return t("invité le \(seat.invitedAt, .date), sans réponse")
  }
  private var endLabel: Phrase { t("Mettre fin au siège : \(seat.title)") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { seat.body }
      div(.class("meta")) {
        span { seat.rank.title }
        if seat.isChair { span(.class("tag")) { t("préside") } }
        span { seat.mail }
        span { state }
      }
      div(.class("actions")) {
        if !seat.isAccepted {
          postForm(.action(reminder)) {
            button(.class("button button-quiet"), .type("submit")) { t("Renvoyer l’invitation") }
          }
        }
        postForm(.action(end)) {
          button(.class("button button-quiet"), .type("submit"), .ariaLabel(endLabel)) { t("Mettre fin") }
        }
      }
    }
  }
}

private struct InvitingSection: Component {
  var consultation: Consultation
  var query: String
  var found: [Organisation]
  var places: Places

  private var action: String { CommitteeSetupAddress(consultation).path + "#inviter" }
  private var other: String { SeatInvitationAddress(consultation, organisation: nil).path }
  private var isNothing: Bool { !query.isEmpty && found.isEmpty }
  private func address(_ organisation: Organisation) -> String {
    SeatInvitationAddress(consultation, organisation: organisation.token).path
  }

  var body: some Markup {
    HTML.section(.class("section"), .id("inviter")) {
      h2 { t("Inviter un membre") }
      p { t("Aucune habilitation n’est nécessaire. Choisissez l’organisme au nom de qui la personne siège :") }
      form(.method("get"), .action(action), .role("search")) {
        label(.for("q")) { t("Nom, code INSEE ou SIREN") }
        div(.class("search-form")) {
          div(.class("field")) {
            input(.type("search"), .id("q"), .name("q"), .value(query), .maxlength(200), .autocomplete("off"))
          }
          button(.class("button button-secondary"), .type("submit")) { t("Chercher") }
        }
      }
      if isNothing { p(.class("help")) { t("Aucun organisme de ce nom.") } }
      if !found.isEmpty {
        ul(.class("list plain")) {
          for organisation in found {
            InvitedBody(name: places.fullName(of: organisation), address: address(organisation))
          }
        }
      }
      p { a(.href(other)) { t("Inviter quelqu’un au nom d’un autre organisme, ou comme personne qualifiée") } }
    }
  }
}

private struct InvitedBody: Component {
  var name: String
  var address: String
  var body: some Markup { li(.class("entry brief")) { h3 { a(.href(address)) { name } } } }
}

/// The invitation of one person.
struct SeatInvitationPage: Component {
  var consultation: Consultation
  var organisation: Organisation?
  var titulars: [Seat]
  var hasChair: Bool
  var typed: SeatTyped
  var refusal: CommitteeRefusal?

  private var back: String { CommitteeSetupAddress(consultation).path }
  private var action: String { SeatInvitationAddress(consultation, organisation: organisation?.token).path }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var options: [Choices.Option] {
    [.init("", t("Personne : membre titulaire"))]
      + titulars.map { Choices.Option($0.token, t("Suppléant de : \($0.body)")) }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if let organisation { p(.class("overline")) { organisation.name } }
    h1 { t("Inviter un membre") }
    postForm(.action(action), .named("novalidate", "")) {
      TextField(
        "adresse", t("Son adresse électronique"), kind: .email, value: typed.mail, longest: MailAddress.longest,
        help: t("La lettre part à cette adresse, avec laquelle il faudra entrer pour accepter."),
        refusal: sentence("adresse"))
      TextField(
        "qualite", t("Au nom de qui, tel que le relevé le dira"), value: typed.body, longest: Seat.longestBody,
        refusal: sentence("qualite"))
      Choices("titulaire", t("Remplace quelqu’un"), options, chosen: typed.titular, refusal: sentence("titulaire"))
      if !hasChair {
        Choice(
          .checkbox, "preside", "oui", t("Préside le comité : mène les séances et signe le relevé"),
          isChosen: typed.isChair)
      }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Inviter") } }
    }
  }
}
