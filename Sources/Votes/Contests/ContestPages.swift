import Consultations
import Directory
import HTML
import Localization
import Platform
import Proof

/// What the link of a letter opens: the official mailbox of an organisation contests its ballot in one act.
struct ContestPage: Component {
  var consultation: Consultation
  var vote: Vote
  var organisation: Organisation
  var ballot: Ballot?
  /// The last, whatever became of it.
  var contest: Contest?
  var action: String
  var refusal: Contest.Refusal?
  var isDone: Bool
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var title: Phrase { Ballot.title(of: organisation, in: language) }
  /// One that was restored may be contested again.
  private var isContested: Bool { contest.map { $0.outcome != .restored } ?? false }
  private var cast: Phrase? {
    ballot.map { t("Ce bulletin a été enregistré le \($0.castAt, .full) (heure de Paris).") }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) { p { t("Ce bulletin est contesté : il n’est plus compté.") } }
    }
    if let refusal { ErrorSummary(field: "contester", sentence: refusal.sentence) }
    h1 { title }
    if let cast { p(.class("lead")) { cast } }
    if let contest { ContestState(contest: contest) }
    if isContested {
      Nothing()
    } else if vote.countedAt != nil {
      p { Contest.Refusal.counted.sentence }
    } else if ballot != nil {
      p {
        t("Si votre collectivité n’a pas voté, ou pas ainsi, contestez-le : il est aussitôt suspendu, et cela se voit.")
      }
      p {
        t("Il ne sera compté que si deux personnes le rétablissent avant le dépouillement, après vous avoir entendus.")
      }
      postForm(.action(action)) {
        button(.class("button button-danger"), .type("submit"), .id("contester")) { t("Contester ce bulletin") }
      }
    }
  }
}

private struct ContestState: Component {
  var contest: Contest
  private var made: Phrase {
    contest.method == .letter
      ? t("Contesté par lettre le \(contest.madeAt, .full) (heure de Paris).")
      : t("Contesté le \(contest.madeAt, .full) (heure de Paris).")
  }
  private var settled: Phrase? {
    guard let outcome = contest.outcome, let at = contest.settledAt else { return nil }
    return t("\(outcome.title), le \(at, .full) (heure de Paris), par deux personnes.")
  }

  var body: some Markup {
    p { made }
    if let settled { p { settled } } else { p { t("Deux personnes en décident avant le dépouillement.") } }
  }
}

/// The contests of a vote, for those who decide of them; in French as all of administration.
struct ContestsPage: Component {
  struct Entry: Sendable {
    var contest: Contest
    var organisation: String
    /// Who has signed so far, and what she wants.
    var signatures: [(name: String, outcome: ContestOutcome)]
  }

  var consultation: Consultation
  var vote: Vote
  var entries: [Entry]
  var refusal: Contest.Refusal?
  var done: String?

  private var back: String { VoteAddress(consultation).path }
  private var confirmation: Phrase? {
    switch done {
    case "signe": t("Votre décision est enregistrée ; une seconde personne doit signer la même.")
    case "decide": t("C’est décidé, et écrit dans le journal public.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: "contestations", sentence: refusal.sentence) }
    h1(.id("contestations")) { t("Bulletins contestés") }
    p(.class("lead")) {
      t("Un bulletin contesté n’est pas compté. Appelez la collectivité, puis signez à deux : rétabli, ou écarté.")
    }
    if entries.isEmpty {
      div(.class("empty")) { p { t("Aucun bulletin n’est contesté.") } }
    } else {
      ul(.class("list plain")) {
        for entry in entries { ContestEntry(consultation: consultation, entry: entry, isOpen: vote.countedAt == nil) }
      }
    }
  }
}

private struct ContestEntry: Component {
  var consultation: Consultation
  var entry: ContestsPage.Entry
  var isOpen: Bool

  private var action: String { ContestsAddress(consultation).path }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { entry.organisation }
      ContestState(contest: entry.contest)
      for signature in entry.signatures { SignatureLine(name: signature.name, outcome: signature.outcome) }
      if isOpen, entry.contest.outcome == nil {
        postForm(.action(action)) {
          input(.type("hidden"), .name("contestation"), .value(entry.contest.token))
          div(.class("actions")) {
            button(
              .class("button button-primary"), .type("submit"), .name("decision"),
              .value(ContestOutcome.restored.rawValue)
            ) { t("Rétablir") }
            button(
              .class("button button-secondary"), .type("submit"), .name("decision"),
              .value(ContestOutcome.setAside.rawValue)
            ) { t("Écarter") }
          }
        }
      }
    }
  }
}

private struct SignatureLine: Component {
  var name: String
  var outcome: ContestOutcome
  private var sentence: Phrase { t("Signé par \(name) : \(outcome.title)") }
  var body: some Markup { p(.class("meta")) { sentence } }
}
