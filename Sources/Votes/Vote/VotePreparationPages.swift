import Consultations
import Directory
import HTML
import Localization
import Platform
import Proof

/// `/administration/votes`: the consultations whose vote can be prepared.
struct VotesAdministrationPage: Component {
  var consultations: [Consultation]

  var body: some Markup {
    a(.class("back"), .href(AdministrationAddress().path)) { t("← Administration") }
    h1 { t("Votes") }
    if consultations.isEmpty {
      div(.class("empty")) { p { t("Aucune consultation n’est annoncée.") } }
    } else {
      ul(.class("list plain")) { for consultation in consultations { VoteLink(consultation: consultation) } }
    }
  }
}

private struct VoteLink: Component {
  var consultation: Consultation
  private var address: String { VotePreparationAddress(consultation).path }
  var body: some Markup { li(.class("entry")) { h2(.class("h3")) { a(.href(address)) { consultation.title } } } }
}

/// The form of a vote while it is prepared, then its steps.
struct VotePreparationPage: Component {
  var consultation: Consultation
  var vote: Vote?
  var typed: VoteFormTyped
  var obstacle: VoteRefusal?
  var called: Int
  var propositions: Int
  var attended: Int
  var places: Places
  var order: CountOrder?
  /// Ballots contested of which nothing is decided.
  var contested: Int
  /// What is not in order before the opening; what would lose ballots or mails once the vote is open.
  var lights: [OpeningLight]
  var refusal: VoteRefusal?
  var done: String?
  var now: Instant

  private var state: Vote.State { vote?.state(at: now) ?? .prepared }
  private var action: String { VotePreparationAddress(consultation).path }
  private var list: String { VotesAdministrationAddress().path }
  private var vot: String { VoteAddress(consultation).path }
  private var letters: String { CastingLettersAddress(consultation).path }
  private var roll: String { RollAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "enregistre": t("La forme du vote est enregistrée.")
    case "ouvert":
      t(
        "Le vote est ouvert. Tout ce qu’il fige est dans le journal public. Faites maintenant une sauvegarde (coporter backup) : celles d’avant l’ouverture ne rendent aucun bulletin."
      )
    case "programme": t("L’heure du dépouillement est fixée.")
    case "deprogramme": t("L’heure du dépouillement est retirée.")
    case "depouille": t("Le vote est dépouillé ; le résultat est public.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(list)) { t("← Votes") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Vote des collectivités") }
    p(.class("lead")) { consultation.title }
    p { a(.href(vot)) { t("La page publique du vote") } }
    VoteSteps(
      consultation: consultation, vote: vote, state: state, obstacle: obstacle, called: called,
      propositions: propositions, attended: attended, lights: lights, contested: contested)
    if vote != nil { p { a(.href(roll)) { t("Liste des collectivités appelées à voter") } } }
    if vote != nil, [.prepared, .open].contains(state) {
      p { a(.href(letters)) { t("Lettres à code, par la poste") } }
    }
    if [.open, .closing, .closed].contains(state) {
      DuringVote(consultation: consultation, vote: vote, contested: state == .closed ? 0 : contested)
      CountOrderForm(consultation: consultation, order: order, refusal: refusal)
    }
    if state == .prepared {
      HTML.section(.class("section"), .id("qui-vote")) {
        h2 { t("Qui vote") }
        p { t("Un bulletin par collectivité, déposé par le maire ou le président, ou par ceux qu’il nomme.") }
        p {
          t(
            "Le maire ou le président prouve qui il est par la boîte officielle, par deux instructeurs ou par une lettre à code. Ceux qu’il nomme, agents compris, votent jusqu’à la date qu’il donne. Cette règle est la même pour tous les votes : elle ne se modifie pas."
          )
        }
      }
      HTML.section(.class("section"), .id("vote")) {
        h2 { t("Forme du vote") }
        postForm(.action(action), .named("novalidate", "")) {
          VoteFormFields(typed: typed, places: places, refusal: refusal)
          div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
        }
      }
    }
  }
}

private struct VoteSteps: Component {
  var consultation: Consultation
  var vote: Vote?
  var state: Vote.State
  var obstacle: VoteRefusal?
  var called: Int
  var propositions: Int
  var attended: Int
  var lights: [OpeningLight]
  var contested: Int

  private var lightsPage: String { OpeningLightsAddress(consultation).path }
  private var results: String { ResultsAddress(consultation).path }
  private var verifications: String { ThirdPartyVerificationAddress(consultation).path }
  private var decisions: String { BallotDecisionWithdrawalAddress(consultation).path }
  private var calledSentence: Phrase {
    t(
      called, one: "\(called) collectivité est appelée à voter.",
      other: "\(called) collectivités sont appelées à voter.")
  }
  private var propositionsSentence: Phrase {
    t(propositions, one: "\(propositions) proposition.", other: "\(propositions) propositions.")
  }
  private var attendedSentence: Phrase {
    t(attended, one: "\(attended) collectivité a voté.", other: "\(attended) collectivités ont voté.")
  }
  private var closing: Phrase? {
    vote?.closesAt.map { t("Clôture : \($0.adding(seconds: -60), .full) (heure de Paris).") }
  }

  var body: some Markup {
    div(.class("card")) {
      p { calledSentence }
      p { propositionsSentence }
      if state != .prepared { p { attendedSentence } }
      if let closing { p { closing } }
      switch state {
      case .prepared:
        p { a(.href(lightsPage)) { t("Ce qui doit être en ordre avant l’ouverture") } }
        if let obstacle {
          div(.class("notice notice-wait")) { p { obstacle.sentence } }
        } else {
          OpeningButton(consultation: consultation, lights: lights)
        }
      case .open:
        p { t("Le vote est ouvert.") }
        LightsNotice(lights: lights)
        p { a(.href(lightsPage)) { t("Ce qui doit être en ordre pendant le vote") } }
      case .closing: p { t("Le vote se clôt : les bulletins sont ouverts dans quelques secondes.") }
      case .closed: CountButton(consultation: consultation, contested: contested)
      case .counted:
        p { a(.href(results)) { t("Voir les résultats") } }
        p { a(.href(decisions)) { t("Décisions derrière les bulletins") } }
        p { a(.href(verifications)) { t("Vérifications par des tiers") } }
      }
    }
  }
}

/// Beside what opens for good, what is not in order.
private struct OpeningButton: Component {
  var consultation: Consultation
  var lights: [OpeningLight]
  private var opening: String { VoteOpeningAddress(consultation).path }

  var body: some Markup {
    p {
      t(
        "L’ouverture fige la liste, le règlement, les propositions, leurs coûts et la forme du vote : elle est définitive."
      )
    }
    LightsNotice(lights: lights)
    postForm(.action(opening)) {
      button(.class("button button-primary"), .type("submit")) { t("Ouvrir le vote") }
    }
  }
}

private struct LightsNotice: Component {
  var lights: [OpeningLight]

  var body: some Markup {
    if !lights.isEmpty {
      div(.class("notice notice-wait")) {
        p { t("Tout n’est pas en ordre :") }
        ul { for light in lights { LightLine(light: light) } }
      }
    }
  }
}

private struct LightLine: Component {
  var light: OpeningLight
  var body: some Markup {
    li {
      span(.class(light.colour.tag)) { light.colour.word }
      " "
      strong { light.subject }
      " "
      light.sentence
    }
  }
}

/// Beside what counts for good, the contested ballots that it would leave out.
private struct CountButton: Component {
  var consultation: Consultation
  var contested: Int
  private var count: String { VoteCountAddress(consultation).path }
  private var contests: String { ContestsAddress(consultation).path }

  var body: some Markup {
    p { t("Le dépouillement publie le résultat, et il est définitif.") }
    if contested > 0 {
      div(.class("notice notice-bad")) {
        p { DuringVote.waiting(contested) }
        p { t("Un bulletin contesté n’est pas compté tant que deux personnes n’en ont pas décidé.") }
        p { a(.href(contests)) { t("Bulletins contestés") } }
      }
    }
    postForm(.action(count)) { button(.class("button button-primary"), .type("submit")) { t("Dépouiller") } }
  }
}

private struct VoteFormFields: Component {
  var typed: VoteFormTyped
  var places: Places
  var refusal: VoteRefusal?

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private static let rules = CountingRule.allCases.map { Choices.Option($0.rawValue, $0.title) }

  var body: some Markup {
    fieldset(.class("field")) {
      legend { t("Bulletin") }
      Choice(
        .radio, "forme", BallotForm.approval.rawValue, t("Un nombre de choix au plus"),
        isChosen: typed.form == BallotForm.approval.rawValue)
      Choice(
        .radio, "forme", BallotForm.budget.rawValue, t("Tant que la somme des coûts tient dans l’enveloppe"),
        isChosen: typed.form == BallotForm.budget.rawValue)
    }
    TextField(
      "plafond", t("Nombre de choix au plus"), kind: .digits, value: typed.most, longest: 4,
      refusal: sentence("plafond"))
    TextField(
      "enveloppe", t("Enveloppe, en euros"), kind: .digits, value: typed.budget, longest: 15,
      refusal: sentence("enveloppe"))
    Choices("regle", t("Règle du dépouillement"), Self.rules, chosen: typed.rule)
    fieldset(.class("field")) {
      legend { t("Ce que vaut une proposition retenue, pour qui l’a choisie") }
      Choice(
        .radio, "utilite", CountingUtility.cost.rawValue, CountingUtility.cost.title,
        isChosen: typed.utility == CountingUtility.cost.rawValue)
      Choice(
        .radio, "utilite", CountingUtility.cardinality.rawValue, CountingUtility.cardinality.title,
        isChosen: typed.utility == CountingUtility.cardinality.rawValue)
    }
    TextField(
      "minimum", t("Choix qu’il faut à une proposition pour entrer dans le dépouillement"), kind: .digits,
      value: typed.minimum,
      longest: 6, refusal: sentence("minimum"))
    fieldset(.class("field")) {
      legend { t("En cas d’égalité") }
      Choice(
        .radio, "departage", TieRule.identifier.rawValue, t("L’ordre des identifiants"),
        isChosen: typed.ties == TieRule.identifier.rawValue)
      Choice(
        .radio, "departage", TieRule.lots.rawValue, t("Un tirage public, tenu après la clôture"),
        isChosen: typed.ties == TieRule.lots.rawValue)
    }
    TextField(
      "tirage", t("Ce tirage : organisé par qui, quel jour, publié où, quels numéros"), value: typed.draw,
      longest: VoteForm.longestDraw, refusal: sentence("tirage"), isOptional: true)
    TextField(
      "numeros", t("Combien de numéros il donne"), kind: .digits, value: typed.numbers, longest: 2,
      refusal: sentence("numeros"), isOptional: true)
    VoteTerritoryFields(typed: typed, places: places, refusal: refusal)
  }
}

/// To which territory the roll is limited, beside the kinds that the table of the consultation calls.
private struct VoteTerritoryFields: Component {
  var typed: VoteFormTyped
  var places: Places
  var refusal: VoteRefusal?

  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    TextField(
      "departements", t("Limiter la liste à ces départements"), value: typed.departments, longest: 500,
      help: t("Leurs numéros, séparés par des virgules ; rien pour tous."), refusal: sentence("departements"),
      isOptional: true)
    fieldset(.class("field"), .id("regions")) {
      legend { t("Limiter la liste à ces régions") }
      if let refused = sentence("regions") { p(.class("error")) { refused } }
      for region in places.allRegions {
        Choice(
          .checkbox, "regions", region.code, .verbatim(region.name), isChosen: typed.regions.contains(region.code))
      }
    }
  }
}

extension VoteForm {
  /// The territory to which the roll is limited; nil where it is not.
  func territory(_ places: Places) -> Phrase? {
    guard isLimited else { return nil }
    let names = departments.map(places.departmentName) + regions.map(places.regionName)
    return t("Sont appelées les seules collectivités de ces territoires : \(names.joined(separator: ", ")).")
  }
}
