import Consultations
import Deposits
import HTML
import Localization
import Platform

/// What instructors wrote to one another about it.
struct NotesCard: Component {
  var reading: DecisionReading
  /// One that was refused.
  var typed: String
  var refusal: NoteRefusal?
  var queue: String

  private var action: String { NoteAddress(reading.consultation, token: reading.contribution.token).path }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Notes des instructeurs") }
      for note in reading.notes { NoteEntry(note: note, consultation: reading.consultation, queue: queue) }
      details(.key(.note), .flag("open", refusal != nil)) {
        summary { t("Écrire une note") }
        postForm(.action(action), .named("novalidate", "")) {
          QueueField(queue: queue)
          TextArea(
            "note", t("Note"), value: typed, longest: Note.longest, rows: 3,
            help: t("Seuls les instructeurs la liront."), refusal: refusal?.sentence)
          div(.class("actions")) {
            button(.class("button button-secondary"), .type("submit")) { t("Enregistrer la note") }
          }
        }
      }
    }
  }
}

private struct NoteEntry: Component {
  var note: Note
  var consultation: Consultation
  var queue: String

  private var who: Phrase { t("\(note.person), le \(note.at, .dateAndTime)") }
  private var undo: String { ActAddress(consultation, event: note.event).path + queue }

  var body: some Markup {
    p { note.text }
    p(.class("help")) {
      who
      " "
      a(.href(undo)) { t("Retirer") }
    }
  }
}

/// Who treats it, and who does not.
struct WhoCard: Component {
  var reading: DecisionReading
  var queue: String

  private var recusal: String { RecusalAddress(reading.consultation, token: reading.contribution.token).path }
  private var give: String { AssignmentAddress(reading.consultation, token: reading.contribution.token).path }
  private var options: [Choices.Option] {
    [Choices.Option("", t("Choisir…"))] + reading.instructors.map { Choices.Option($0.token, .verbatim($0.name)) }
  }
  private var assigned: Phrase? { reading.assignee.map { t("Confiée à \($0.name)") } }
  private var aside: Phrase? {
    guard let first = reading.recused.first else { return nil }
    let all = reading.recused.dropFirst().reduce(first.sentence) { t("\($0), \($1.sentence)") }
    return t("Déports : \(all)")
  }
  private var back: String? { reading.recusal.map { ActAddress(reading.consultation, event: $0).path + queue } }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Qui la traite") }
      p { assigned ?? t("Personne en particulier.") }
      if let aside { p { aside } }
      details(.key(.assign)) {
        summary { t("Confier à quelqu’un") }
        postForm(.action(give)) {
          QueueField(queue: queue)
          Choices("instructeur", t("À qui ?"), options, chosen: reading.assignee?.token ?? "")
          div(.class("actions")) {
            button(.class("button button-secondary"), .type("submit")) { t("Confier") }
          }
        }
      }
      if reading.isParty {
        p { t("Vous agissez pour un organisme qui la dépose : vous ne la traitez pas.") }
      } else if let back {
        p { a(.href(back)) { t("Revenir sur mon déport") } }
      } else {
        postForm(.action(recusal)) {
          QueueField(queue: queue)
          button(.class("button button-secondary"), .type("submit")) { t("Me déporter") }
        }
      }
    }
  }
}

/// What was done of it, each of which can be undone.
struct ActsCard: Component {
  var acts: [Act]
  var consultation: Consultation
  var queue: String

  var body: some Markup {
    if !acts.isEmpty {
      div(.class("card")) {
        h2(.class("h3")) { t("Ce qui a été fait") }
        ul { for act in acts { ActLine(act: act, consultation: consultation, queue: queue) } }
      }
    }
  }
}

/// An act in a list, with the way to undo it.
struct ActLine: Component {
  var act: Act
  var consultation: Consultation
  var queue = ""

  private var address: String { ActAddress(consultation, event: act.event).path + queue }
  private var who: Phrase { act.who }

  var body: some Markup {
    li {
      p { act.sentence }
      p(.class("help")) {
        who
        " "
        a(.href(address)) { t("Annuler…") }
      }
    }
  }
}

/// What stays at the desk of a contribution that its author has taken back.
struct WithdrawnItemPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  /// What was being written of it.
  var typed: TypedText

  private var queue: String { QueueAddress(consultation).path }
  private var tombstone: String { ContributionAddress(bare: contribution, in: consultation).path }
  private var title: Phrase { t("Contribution n° \(contribution.number), retirée") }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    h1 { title }
    p(.class("lead")) { DecisionRefusal.withdrawn.sentence }
    p { a(.href(tombstone)) { t("Voir la page publique") } }
    typed
  }
}
