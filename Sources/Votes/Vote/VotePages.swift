import Consultations
import Directory
import HTML
import Instruction
import Localization
import Platform

/// The public page of a vote: what is voted on and how, until when, who may, and how the result will be checked.
struct VotePage: Component {
  var consultation: Consultation
  var vote: Vote
  var propositions: [VotedProposition]
  var called: Int
  var came: Int
  /// The head of the log, short.
  var head: String?
  var incidents: [Incident]
  var draw: PublishedDraw
  /// Nil for whoever acts for no organisation, and before the opening.
  var acting: ActingAtVote?
  /// By the calendar, while that is to come.
  var opens: Instant?
  var now: Instant
  var language: Language

  /// Before the opening, with its day where the calendar tells it.
  static func toCome(_ opens: Instant?) -> Phrase {
    opens.map { t("Le vote ouvre le \($0, .full) (heure de Paris).") } ?? t("Le vote n’est pas encore ouvert.")
  }

  private var state: Vote.State { vote.state(at: now) }
  private var home: String { language.address(ConsultationAddress(slug: consultation.slug).path) }
  private var title: Phrase {
    t(propositions.count, one: "\(propositions.count) proposition", other: "\(propositions.count) propositions")
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    h1 { t("Vote des collectivités") }
    VoteState(
      consultation: consultation, vote: vote, state: state, opens: opens, called: called, came: came,
      language: language)
    div(.class("columns")) {
      div {
        PublishedIncidents(incidents: incidents)
        draw
        RuleExplained(consultation: consultation, vote: vote, language: language)
        if !propositions.isEmpty {
          HTML.section(.class("section")) {
            h2 { title }
            ul(.class("list plain")) {
              for proposition in propositions {
                VotedItem(consultation: consultation, proposition: proposition, language: language)
              }
            }
          }
        }
      }
      aside(.ariaLabel(t("Repères"))) {
        WhoCasts(consultation: consultation, acting: acting, isOpen: state == .open, language: language)
        if vote.openedAt != nil { LogCard(consultation: consultation, vote: vote, head: head, language: language) }
      }
    }
  }
}

private struct VoteState: Component {
  var consultation: Consultation
  var vote: Vote
  var state: Vote.State
  var opens: Instant?
  var called: Int
  var came: Int
  var language: Language

  private var ballot: String { language.address(BallotAddress(consultation).path) }
  private var attendance: String { language.address(AttendanceAddress(consultation).path) }
  private var results: String { language.address(ResultsAddress(consultation).path) }
  private var roll: String { language.address(RollAddress(consultation).path) }
  private var closes: Phrase? {
    vote.closesAt.map { t("Le vote est ouvert jusqu’au \($0.adding(seconds: -60), .full) (heure de Paris).") }
  }
  private var turnout: Phrase {
    t(
      came, one: "\(came) collectivité a voté, sur \(called) appelées.",
      other: "\(came) collectivités ont voté, sur \(called) appelées.")
  }

  var body: some Markup {
    if vote.isSuspended { div(.class("notice notice-wait")) { p { Ballot.Refusal.suspended.sentence } } }
    switch state {
    case .prepared: p(.class("lead")) { VotePage.toCome(opens) }
    case .open where vote.isSuspended, .closing where vote.isSuspended: Nothing()
    case .open:
      if let closes { p(.class("lead")) { closes } }
      div(.class("actions")) { a(.class("button button-primary"), .href(ballot)) { t("Voter") } }
    case .closing, .closed: p(.class("lead")) { t("Le vote est clos ; le dépouillement vient.") }
    case .counted:
      p(.class("lead")) { t("Le vote est dépouillé.") }
      div(.class("actions")) { a(.class("button button-primary"), .href(results)) { t("Voir les résultats") } }
    }
    if state != .prepared {
      p {
        turnout
        " "
        a(.href(attendance)) { t("Qui a voté") }
        " · "
        a(.href(roll)) { t("Qui est appelé à voter") }
      }
    }
    PublicBallotsLink(consultation: consultation, vote: vote, language: language)
  }
}

private struct RuleExplained: Component {
  var consultation: Consultation
  var vote: Vote
  var language: Language
  private var rule: String { language.address(VoteRuleAddress(consultation).path) }
  private var budget: Phrase { t("L’enveloppe est de \(Int(vote.form.budget)) euros.") }

  var body: some Markup {
    HTML.section(.class("section"), .id("regle")) {
      h2 { t("Comment on vote, et comment on compte") }
      p { vote.form.sentence }
      p { budget }
      p { vote.form.rule.title }
      p { a(.href(rule)) { t("Comment on compte, avec un exemple") } }
      p { t("Pendant le vote, personne ne connaît de résultat partiel. À la clôture, chaque bulletin devient public.") }
    }
  }
}

private struct VotedItem: Component {
  var consultation: Consultation
  var proposition: VotedProposition
  var language: Language

  private var page: String { language.address(Proposition.path(token: proposition.name, in: consultation)) }
  private var cost: Phrase { .euros(proposition.cost) }

  var body: some Markup {
    li(.class("entry brief")) {
      h3(.lang("fr")) { a(.href(page)) { proposition.title } }
      div(.class("meta")) {
        span { cost }
        span { proposition.kind.title }
      }
    }
  }
}

/// What the organisation that one acts for does at a vote that has opened.
struct ActingAtVote: Sendable {
  var isCalled: Bool
  /// Whether members let it prepare their ballots.
  var preparesForMembers: Bool
}

private struct WhoCasts: Component {
  var consultation: Consultation
  var acting: ActingAtVote?
  var isOpen: Bool
  var language: Language
  private var rights: String { language.address(RightAddress(consultation).path) }
  private var letter: String { language.address(LetterCodeAddress().path) }
  private var preparation: String { language.address(BallotPreparationAddress(consultation).path) }
  private var paper: String { language.address(PaperBallotAddress(consultation).path) }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Qui vote ?") }
      p { t("Un bulletin par collectivité, déposé par le maire ou le président, ou par ceux qu’il nomme.") }
      p { a(.href(rights)) { t("Voter pour ma collectivité") } }
      p { a(.href(letter)) { t("J’ai reçu une lettre avec un code") } }
      if let acting, acting.preparesForMembers, isOpen {
        p { a(.href(preparation)) { t("Préparer les bulletins de nos adhérents") } }
      } else if let acting, acting.isCalled, isOpen {
        p { a(.href(preparation)) { t("Préparer notre bulletin") } }
      }
      if let acting, acting.isCalled { p { a(.href(paper)) { t("Imprimer le bulletin pour le conseil") } } }
    }
  }
}

private struct LogCard: Component {
  var consultation: Consultation
  var vote: Vote
  var head: String?
  var language: Language

  private var file: String { LogFileAddress(consultation, file: .checkpoint).path }
  private var check: String { language.address(ReceiptCheckAddress().path) }
  private var lines: Phrase {
    t(Int(vote.sealed), one: "\(Int(vote.sealed)) ligne signée", other: "\(Int(vote.sealed)) lignes signées")
  }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Journal public") }
      p {
        t("Tout ce qui compte y est écrit, ligne après ligne, et signé chaque seconde : rien ne s’y récrit sans trace.")
      }
      p { lines }
      if let head { p { code { head } } }
      p { a(.href(file)) { t("La tête signée du journal") } }
      p { a(.href(check)) { t("Vérifier un récépissé de vote") } }
    }
  }
}
