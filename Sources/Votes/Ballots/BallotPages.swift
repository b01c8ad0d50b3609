import Consultations
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof

/// The ballot of an organisation: first the one button that opens it, then the choices, each of which counts as soon as
/// it is saved.
struct BallotPage: Component {
  var consultation: Consultation
  var vote: Vote
  var organisation: Organisation
  /// In the order drawn for this organisation.
  var propositions: [BallotProposition]
  var filter: BallotFilter
  var themes: [Theme]
  /// Nil where whoever looks has no right to cast.
  var right: CastingRight?
  var standing: Ballot?
  /// Whether whoever looks has no right any more and cast a ballot while she had one.
  var hasOwn: Bool
  var history: [BallotStep]
  /// Told to those who cast.
  var decision: BallotDecision?
  var isCalled: Bool
  var isContested: Bool
  /// What was prepared, before the ballot is open.
  var offer: PreparedOffer?
  /// What was sent and refused.
  var typed: [String]?
  var refusal: Ballot.Refusal?
  var done: String?
  /// By the calendar, while that is to come.
  var opens: Instant?
  var now: Instant
  var language: Language

  private var state: Vote.State { vote.state(at: now) }
  private var back: String { language.address(VoteAddress(consultation).path) }
  private var rights: String { language.address(RightAddress(consultation).path) }
  private var preparation: String { language.address(BallotPreparationAddress(consultation).path) }
  private var paper: String { language.address(PaperBallotAddress(consultation).path) }
  private var receipt: String { language.address(PrintedReceiptAddress(consultation, organisation).path) }
  private var title: Phrase { Ballot.title(of: organisation, in: language) }
  private var closes: Phrase? {
    vote.closesAt.map { t("Le vote est ouvert jusqu’au \($0.adding(seconds: -60), .full) (heure de Paris).") }
  }
  /// Until the closing, in seconds.
  private var left: Int64? {
    guard state == .open, !vote.isSuspended, let closes = vote.closesAt else { return nil }
    return Int64(closes.seconds(since: now))
  }
  private var confirmation: Phrase? {
    switch done {
    case "ouvert": t("Le bulletin est ouvert : il est blanc, et il compte. Choisissez maintenant.")
    case "repris": t("Le bulletin est ouvert tel que préparé : ces choix comptent dès maintenant.")
    case "enregistre": t("Vos choix sont enregistrés, et comptent dès maintenant.")
    case "decision": t("Ce qui est dit de la décision est enregistré. Le bulletin compte pareil.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: "choix", sentence: refusal.sentence) }
    h1 { title }
    if let left { LastMinutes(left: left) }
    if !isCalled {
      div(.class("notice")) { p { t("Cet organisme n’est pas appelé à voter.") } }
    } else if right == nil {
      NoRight(
        rights: rights, preparation: preparation, paper: vote.openedAt == nil ? nil : paper,
        hasBallot: standing != nil, isOpen: state == .open,
        receipt: hasOwn ? receipt : nil)
    } else if isContested {
      div(.class("notice notice-wait")) { p { Ballot.Refusal.contested.sentence } }
      if let standing { Chosen(standing: standing, propositions: propositions.map(\.proposition)) }
    } else if vote.isSuspended {
      div(.class("notice notice-wait")) { p { Ballot.Refusal.suspended.sentence } }
      if let standing { Chosen(standing: standing, propositions: propositions.map(\.proposition)) }
    } else if state != .open {
      div(.class("notice")) { p { closedSentence } }
      if let standing { Chosen(standing: standing, propositions: propositions.map(\.proposition)) }
    } else if let standing {
      if let closes { p(.class("help")) { closes } }
      BallotWays(consultation: consultation, language: language)
      BallotFilterForm(consultation: consultation, filter: filter, themes: themes, language: language)
      ChoosingForm(
        consultation: consultation, vote: vote, propositions: propositions, filter: filter,
        chosen: Set(typed ?? standing.choices), standing: standing, language: language)
    } else {
      if let offer { offer }
      OpeningForm(consultation: consultation, vote: vote, organisation: organisation, language: language)
    }
    if let standing, right != nil {
      BallotDecisionCard(
        consultation: consultation, decision: decision, isOpen: state == .open && !isContested, language: language)
      ReceiptCard(
        consultation: consultation, vote: vote, standing: standing, printed: receipt, language: language)
      BallotHistory(history: history, propositions: propositions.map(\.proposition))
    }
  }

  private var closedSentence: Phrase {
    if state == .prepared { return VotePage.toCome(opens) }
    if standing == nil { return t("Le vote est clos, et cet organisme n’avait pas ouvert de bulletin.") }
    return t("Le vote est clos. Voici ce qui est compté.")
  }
}

extension Ballot {
  /// « Bulletin de Dax »
  static func title(of organisation: Organisation, in language: Language) -> Phrase {
    language == .french ? t("Bulletin \(organisation.genitive)") : t("Bulletin de \(organisation.name)")
  }

  /// Where the public log holds it, and since when.
  var line: Phrase { t("Ligne \(Int(leaf) + 1) du journal public, le \(castAt, .dateAndTime).") }
  /// Of its receipt, until a head covers its line.
  static var toComplete: Phrase { t("Il sera complet dans quelques secondes : rechargez cette page.") }
}

/// The warning before the closing: at once, or when it comes near while the page stays open.
private struct LastMinutes: Component {
  /// Until the closing, in seconds.
  var left: Int64

  private static let warned: Int64 = 600
  private var isNear: Bool { left < Self.warned }
  private var sentence: Phrase {
    t("Le vote se clôt dans moins de dix minutes : ce qui est enregistré avant compte, rien après.")
  }

  var body: some Markup {
    div(
      .class(isNear ? "notice notice-wait" : ""), .role("status"), .named("data-warn-in", String(left - Self.warned)),
      .named("data-sentence", phrase: sentence)
    ) { if isNear { p { sentence } } }
  }
}

private struct NoRight: Component {
  var rights: String
  var preparation: String
  /// Nil before the opening.
  var paper: String?
  var hasBallot: Bool
  /// Whether the vote is open.
  var isOpen: Bool
  /// Of what she cast while she might.
  var receipt: String?

  var body: some Markup {
    div(.class("notice")) {
      p { t("Seuls votent le maire ou le président, et les personnes qu’il nomme : vous n’en faites pas partie.") }
      if hasBallot { p { t("Le bulletin de cette collectivité est ouvert.") } }
      p { a(.href(rights)) { t("Qui vote pour cette collectivité, et comment le prouver") } }
      if isOpen, !hasBallot { p { a(.href(preparation)) { t("Préparer le bulletin pour eux") } } }
      if let paper { p { a(.href(paper)) { t("Imprimer pour le conseil") } } }
      if let receipt { p { a(.href(receipt)) { t("Le récépissé de ce que vous avez voté") } } }
    }
  }
}

private struct OpeningForm: Component {
  var consultation: Consultation
  var vote: Vote
  var organisation: Organisation
  var language: Language

  private var action: String { language.address(BallotOpeningAddress(consultation).path) }
  private var button: Phrase {
    language == .french
      ? t("Ouvrir le bulletin \(organisation.genitive) : dès maintenant, chaque choix compte et peut être changé")
      : t("Ouvrir le bulletin de \(organisation.name) : dès maintenant, chaque choix compte et peut être changé")
  }

  var body: some Markup {
    postForm(.class("section"), .action(action)) {
      HTML.button(.class("button button-primary"), .type("submit")) { button }
    }
    p { vote.form.sentence }
    p {
      t("Un bulletin ouvert et sans choix est blanc : il compte comme tel. Vos choix seront publics à la clôture.")
    }
  }
}

private struct Chosen: Component {
  var standing: Ballot
  var propositions: [VotedProposition]

  private var chosen: [VotedProposition] { propositions.filter { standing.choices.contains($0.name) } }

  var body: some Markup {
    if chosen.isEmpty {
      p { t("Ce bulletin est blanc.") }
    } else {
      ul { for proposition in chosen { li(.lang("fr")) { proposition.title } } }
    }
  }
}

private struct ReceiptCard: Component {
  var consultation: Consultation
  var vote: Vote
  var standing: Ballot
  /// The page to print.
  var printed: String
  var language: Language

  private var file: String { language.address(ReceiptAddress(consultation).path) }
  private var check: String { language.address(ReceiptCheckAddress().path) }
  private var isComplete: Bool { standing.leaf < vote.sealed }

  var body: some Markup {
    HTML.section(.class("section"), .id("recepisse")) {
      h2 { t("Récépissé de vote") }
      p(.flag("data-ballot-line")) { standing.line }
      p {
        t("Il prouve que ce bulletin est dans le journal public, que personne ne peut récrire sans que cela se voie.")
      }
      if isComplete {
        div(.class("actions"), .flag("data-ballot-receipt")) {
          a(.class("button button-secondary"), .href(file)) { t("Prendre le récépissé") }
        }
        p(.flag("data-ballot-receipt")) { a(.href(check)) { t("Le vérifier, et lire ce qu’il prouve") } }
      } else {
        p(.class("help"), .flag("data-ballot-receipt")) { Ballot.toComplete }
      }
      p { a(.href(printed)) { t("Le récépissé à imprimer, avec ce qu’il porte") } }
    }
  }
}
