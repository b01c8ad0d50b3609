import HTML
import Localization
import Platform

/// One's organisations, what is asked, and the way to one more.
struct GettingInPage: Component {
  /// How many wait in the territory for which one's organisation confirms; nil where it confirms nowhere.
  var territoryRequests: Int?
  var preparations: PreparationLinks
  var mandates: [Mandate]
  var open: [MandateRequest]
  var organisations: [Organisation]
  var query: String
  var found: [Organisation]
  var asked: RequestList
  /// What was just done, by the address that one was sent to.
  var done: String?
  var places: Places
  var language: Language

  private var confirmation: Phrase? {
    switch done {
    case "agir": t("C’est fait : vous agissez au nom de cet organisme, dont le nom est en haut de la page.")
    case "demande": t("Votre demande est partie. La réponse viendra par courriel. En attendant, préparez vos textes.")
    case "fin": t("C’est fait : vous n’agissez plus pour cet organisme.")
    case "date": t("La date de fin est notée.")
    case "accord", "refus": MandateQueuePage.confirmation(of: done)
    case "attente": t("C’est noté : votre texte sera publié dès que vous agirez pour votre organisme.")
    default: nil
    }
  }
  private var action: String { language.address(GettingInAddress().path) }

  var body: some Markup {
    h1 { t("Agir pour un organisme") }
    p(.class("lead")) { t("On dépose et on soutient au nom d’un organisme. Il suffit de le prouver une fois.") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if !mandates.isEmpty {
      MandateList(mandates: mandates, organisations: organisations, places: places, language: language)
    }
    if !open.isEmpty { OpenRequests(requests: open, organisations: organisations, places: places, language: language) }
    if !asked.requests.isEmpty {
      HTML.section(.class("section")) {
        h2 { t("Vos collègues attendent votre réponse") }
        asked
      }
    }
    preparations
    if let territoryRequests { TerritoryLink(count: territoryRequests, language: language) }
    HTML.section(.class("section")) {
      h2 { mandates.isEmpty ? t("Trouvez votre organisme") : t("Un autre organisme") }
      OrganisationSearchForm(query: query, action: action, leadsToMandate: true, language: language)
      if !query.isEmpty { FoundToAct(query: query, found: found, places: places, language: language) }
    }
  }
}

private struct TerritoryLink: Component {
  var count: Int
  var language: Language
  private var address: String { language.address(TerritoryQueueAddress().path) }
  private var waiting: Phrase { t(count, one: "\(count) demande attend", other: "\(count) demandes attendent") }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Votre organisme confirme pour son territoire") }
      p { waiting }
      div(.class("actions")) { a(.class("button button-secondary"), .href(address)) { t("Voir les demandes") } }
    }
  }
}

private struct FoundToAct: Component {
  var query: String
  var found: [Organisation]
  var places: Places
  var language: Language
  private var asking: String { language.address(OrganisationAskingAddress().path) }
  private var nothing: Phrase { t("Aucun organisme ne répond à « \(query) ».") }

  var body: some Markup {
    if found.isEmpty {
      div(.class("empty")) {
        p { nothing }
        p { t("Essayez un nom plus court, ou le code INSEE de la commune.") }
        p { a(.href(asking)) { t("Ajouter un organisme qui manque") } }
      }
    } else {
      ul(.class("list plain")) {
        for organisation in found {
          OrganisationChoice(
            organisation: organisation, places: places,
            address: language.address(MandateAskingAddress(organisation).path))
        }
      }
    }
  }
}

/// An organisation in a list to choose from, told from its namesakes; it leads to the act.
struct OrganisationChoice: Component {
  var organisation: Organisation
  var places: Places
  /// Where its name leads.
  var address: String

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { organisation.name } }
      div(.class("meta")) {
        span { organisation.kind.title }
        if let department = places.departmentName(of: organisation) { span { department } }
      }
    }
  }
}

private struct MandateList: Component {
  var mandates: [Mandate]
  var organisations: [Organisation]
  var places: Places
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vos organismes") }
      ul(.class("list plain")) {
        for mandate in mandates {
          if let organisation = organisations.first(where: { $0.id == mandate.organisation }) {
            MandateEntry(mandate: mandate, organisation: organisation, places: places, language: language)
          }
        }
      }
    }
  }
}

private struct MandateEntry: Component {
  var mandate: Mandate
  var organisation: Organisation
  var places: Places
  var language: Language
  private var address: String { language.address(OrganisationAddress(organisation).path) }
  private var action: String { language.address(MandateEndAddress().path) }
  private var since: Phrase { t("depuis le \(mandate.givenAt, .date)") }
  private var field: String { "jusque-\(mandate.id)" }
  private var holders: String { language.address(MandateHoldersAddress(organisation).path) }

  var body: some Markup {
    li(.class("entry")) {
      h3 { a(.href(address)) { organisation.name } }
      div(.class("meta")) {
        if let department = places.departmentName(of: organisation) { span { department } }
        span { mandate.kind.title }
        span { since }
        span { mandate.method.title }
        if let last = mandate.endsAt { MandateEndNote(last: last) }
      }
      p { a(.href(holders)) { t("Qui d’autre agit pour cet organisme") } }
      details {
        summary { t("Mettre fin à cette habilitation") }
        postForm(.action(action)) {
          input(.type("hidden"), .name("mandat"), .value(String(mandate.id)))
          div(.class("field")) {
            label(.for(field)) { t("Dernier jour") }
            p(.class("help"), .id(field + "-aide")) { t("Laissez vide pour y mettre fin tout de suite.") }
            input(.type("date"), .id(field), .name("jusque"), .describedBy(field + "-aide"))
          }
          div(.class("actions")) {
            button(.class("button button-danger"), .type("submit")) { t("Ne plus agir pour cet organisme") }
          }
        }
      }
    }
  }
}

struct MandateEndNote: Component {
  var last: Instant
  private var sentence: Phrase { t("jusqu’au \(last, .date)") }
  var body: some Markup { span { sentence } }
}

private struct OpenRequests: Component {
  var requests: [MandateRequest]
  var organisations: [Organisation]
  var places: Places
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Vos demandes en cours") }
      ul(.class("list plain")) {
        for request in requests {
          if let organisation = organisations.first(where: { $0.id == request.organisation }) {
            OpenRequest(request: request, name: places.fullName(of: organisation), language: language)
          }
        }
      }
    }
  }
}

private struct OpenRequest: Component {
  var request: MandateRequest
  var name: String
  var language: Language
  private var address: String { language.address(MandateCodeAddress(token: request.token).path) }
  private var since: Phrase { t("demandée le \(request.askedAt, .dateAndTime)") }

  var body: some Markup {
    li(.class("entry")) {
      h3 { name }
      div(.class("meta")) {
        span { since }
        if request.sentTo == nil {
          span { t("un collègue ou un instructeur va répondre") }
        } else {
          a(.href(address)) { t("Taper le code") }
        }
      }
    }
  }
}

/// Proving that one may act for an organisation.
struct MandateAskingPage: Component {
  var organisation: Organisation
  var proofs: Proofs
  /// As what she acts for it already.
  var held: Mandate.Kind?
  /// The commune that took this one over.
  var successor: Organisation?
  var typed: MandateForm
  var refusal: MandateRequest.Refusal?
  var places: Places
  var language: Language

  private var back: String { language.address(GettingInAddress().path) }
  /// French sentences bend a name: « au nom du Havre ».
  private var title: Phrase {
    language == .french ? t("Agir au nom \(organisation.genitive)") : t("Agir pour \(organisation.name)")
  }
  private var place: String { places.departmentName(of: organisation) ?? "" }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Un autre organisme") }
    p(.class("overline")) { place }
    h1 { title }
    if held == .elected {
      div(.class("notice")) { p { t("Vous agissez déjà pour cet organisme.") } }
    } else if let successor {
      AskingSuccessor(successor: successor, language: language)
    } else {
      if held == .agent {
        div(.class("notice")) {
          p { t("Vous agissez déjà pour cet organisme comme agent. Si vous en êtes élu, demandez-le ici.") }
        }
      }
      MandateForms(
        organisation: organisation, proofs: proofs, typed: typed, refusal: refusal, language: language)
    }
  }
}

private struct AskingSuccessor: Component {
  var successor: Organisation
  var language: Language
  private var address: String { language.address(MandateAskingAddress(successor).path) }
  private var label: Phrase { t("Agir pour \(successor.name)") }

  var body: some Markup {
    div(.class("notice")) { p { t("Cette commune en a rejoint une autre : demandez à agir pour celle-ci.") } }
    div(.class("actions")) { a(.class("button button-primary"), .href(address)) { label } }
  }
}

private struct MandateForms: Component {
  var organisation: Organisation
  var proofs: Proofs
  var typed: MandateForm
  var refusal: MandateRequest.Refusal?
  var language: Language

  private var action: String { language.address(MandateAskingAddress(organisation).path) }
  private var first: MandateForm.Proof {
    typed.proof ?? (proofs.ownAddress != nil ? .address : proofs.mailboxes.first.map { .mailbox($0.id) } ?? .person)
  }
  private var messageRefusal: Phrase? { refusal == .longMessage ? refusal?.sentence : nil }
  private var firstProof: String {
    proofs.ownAddress != nil ? "preuve-adresse" : proofs.mailboxes.first.map { "preuve-\($0.id)" } ?? "preuve-personne"
  }
  /// Where the summary of the refusal leads: the first of a group, or the field itself.
  private var wrongField: String {
    switch refusal?.field {
    case "preuve": firstProof
    case "fonction": "fonction-agent"
    case let field: field ?? ""
    }
  }
  private func refused(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var byPerson: Phrase {
    proofs.hasColleague ? t("Demander à un collègue ou à un instructeur") : t("Demander à un instructeur")
  }

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: wrongField, sentence: refusal.sentence) }
      fieldset(.class("field")) {
        legend { t("Vous êtes") }
        if let sentence = refused("fonction") { p(.class("error")) { sentence } }
        for kind in Mandate.Kind.allCases {
          Choice(.radio, "fonction", kind.rawValue, kind.title, isChosen: typed.kind == kind)
        }
      }
      fieldset(.class("field")) {
        legend { t("Comment le prouver ?") }
        if let sentence = refused("preuve") { p(.class("error")) { sentence } }
        if proofs.ownAddress != nil {
          Choice(
            .radio, "preuve", "adresse", t("Mon adresse est celle de l’organisme"),
            help: t("C’est immédiat : vous venez de la prouver."), isChosen: first == .address)
        }
        for box in proofs.mailboxes { MailboxChoice(box: box, isChosen: first == .mailbox(box.id)) }
        Choice(
          .radio, "preuve", "personne", byPerson,
          help: t("Vous pouvez rédiger en attendant la réponse."), isChosen: first == .person)
      }
      TextArea(
        "message", t("Un mot pour la personne qui répondra"), value: typed.message,
        longest: MandateRequest.longestMessage, rows: 3,
        help: t("Par exemple le numéro du standard, où l’on peut vous joindre."), refusal: messageRefusal,
        isOptional: true)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Continuer") } }
    }
  }
}

private struct MailboxChoice: Component {
  var box: OrganisationMailbox
  var isChosen: Bool
  private var sentence: Phrase { t("Par un code envoyé à \(MailAddress(box.mail)?.masked ?? "")") }

  var body: some Markup {
    Choice(
      .radio, "preuve", String(box.id), sentence,
      help: t("La personne qui relève cette boîte officielle vous donnera le code."), isChosen: isChosen)
  }
}

/// Typing the code that the official mailbox received.
struct MandateCodePage: Component {
  var request: MandateRequest
  var organisation: Organisation
  var refusal: MandateRequest.Refusal?
  var settings: Settings
  var isLate: Bool
  var language: Language

  private var action: String { language.address(MandateCodeAddress(token: request.token).path) }
  private var again: String { language.address(MandateAskingAddress(organisation).path) }
  private var masked: String { request.sentTo.flatMap { MailAddress($0) }?.masked ?? "" }
  private var sentence: Phrase {
    t(
      "Un message part à l’instant vers \(masked). Demandez le code à la personne qui relève cette boîte : il est valable une heure."
    )
  }

  var body: some Markup {
    h1 { t("Tapez le code de la boîte officielle") }
    p(.class("lead")) { sentence }
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: "code", sentence: refusal.sentence) }
      TextField("code", t("Code de six chiffres"), kind: .code, value: "", longest: 20, refusal: refusal?.sentence)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Continuer") } }
    }
    details(.class("section"), .flag("open", isLate), .named("data-opens-after", "120")) {
      summary { t("Rien n’est arrivé ?") }
      ul {
        li { t("Regardez dans les courriers indésirables de cette boîte.") }
        li { t("Tapez le code dans ce navigateur : c’est là que vous l’avez demandé.") }
        li { a(.href(again)) { t("Choisissez une autre preuve") } }
        if settings.hasHelp { li { HelpContact(settings) } }
      }
    }
    p { t("Inutile d’attendre : vous pouvez rédiger dès maintenant.") }
  }
}
