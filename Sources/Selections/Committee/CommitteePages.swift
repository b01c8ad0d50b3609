import Consultations
import HTML
import Localization
import Platform
import Votes

/// The room of a committee: what each has to do, who sits, the propositions, the envelope.
struct CommitteePage: Component {
  struct Entry: Sendable {
    var line: CountedVote.Line
    /// What the seat of whoever reads has graded.
    var mine: Score?
    var isBegun: Bool
    var conflict: Conflict?
    var supports: Bool
    var summary: GradeSummary?
    var ruling: Ruling?
  }

  var attendant: Attendant
  var entries: [Entry]
  var seats: [Seat]
  var names: [Int64: String]
  var sent: Set<Int64>
  var sitting: Sitting?
  /// The phase of the working groups, where the calendar has one, and how many they are.
  var groups: (phase: Phase?, count: Int)
  var hasMinutes: Bool
  var publishedAt: Instant?
  var refusal: GradeRefusal?
  var done: String?

  private var consultation: Consultation { attendant.consultation }
  private var isCounted: Bool { attendant.vote.countedAt != nil }
  private var home: String { ConsultationAddress(slug: consultation.slug).path }
  private var title: Phrase {
    t(entries.count, one: "\(entries.count) proposition", other: "\(entries.count) propositions")
  }
  private var confirmation: Phrase? {
    switch done {
    case "envoye": t("Vos notes sont envoyées. Vous lisez maintenant celles des membres qui ont envoyé les leurs.")
    case "clos": t("La séance est close.")
    case "annulee": t("La décision est annulée.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(home)) { t("← Consultation") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Comité de sélection") }
    p(.class("lead")) { consultation.title }
    CommitteeTask(
      attendant: attendant, entries: entries, isSent: attendant.seat.map { sent.contains($0.id) } ?? false,
      isCounted: isCounted, sitting: sitting, publishedAt: publishedAt)
    div(.class("columns")) {
      div {
        HTML.section(.class("section")) {
          h2 { title }
          EntriesTable(consultation: consultation, entries: entries, hasSeat: attendant.seat != nil)
        }
      }
      aside(.ariaLabel(t("Repères"))) {
        EnvelopeCard(consultation: consultation, committee: attendant.committee, isCounted: isCounted)
        WorkingGroupsCard(attendant: attendant, phase: groups.phase, count: groups.count)
        CommitteePapers(attendant: attendant, hasMinutes: hasMinutes, isCounted: isCounted)
        MembersCard(seats: seats, names: names, sent: sent)
      }
    }
  }
}

/// What whoever reads has to do now.
private struct CommitteeTask: Component {
  var attendant: Attendant
  var entries: [CommitteePage.Entry]
  var isSent: Bool
  var isCounted: Bool
  var sitting: Sitting?
  var publishedAt: Instant?

  private var consultation: Consultation { attendant.consultation }
  private var open: [CommitteePage.Entry] { entries.filter { $0.conflict == nil } }
  private var graded: Int { open.count { $0.mine != nil } }
  private var progress: Phrase {
    t(
      open.count, one: "Vous avez noté \(graded) proposition sur \(open.count).",
      other: "Vous avez noté \(graded) propositions sur \(open.count).")
  }
  private var next: String? {
    open.first { $0.mine == nil && $0.ruling == nil }.map {
      GradeSheetAddress(consultation, token: $0.line.proposition.name).path
    }
  }
  private var maySend: Bool { open.contains { $0.mine != nil && $0.ruling == nil } }
  private var sending: String { GradeSendingAddress(consultation).path }
  private var room: String { SittingAddress(consultation).path }
  private var selection: String { SelectionAddress(consultation).path }

  var body: some Markup {
    div(.class("card strong"), .id("notes")) {
      if publishedAt != nil {
        p { t("La sélection est publiée.") }
        p { a(.href(selection)) { t("La page publique de la sélection") } }
      } else if !isCounted {
        p { t("Le vote n’est pas encore dépouillé : le comité note ensuite.") }
      } else {
        if attendant.seat != nil {
          p { progress }
          if isSent { p { t("Vos notes sont envoyées.") } }
        }
        div(.class("actions")) {
          if !isSent, attendant.seat != nil {
            if let next { a(.class("button button-primary"), .href(next)) { t("Noter la suivante") } }
            if maySend {
              postForm(.action(sending)) {
                button(.class("button button-secondary"), .type("submit")) { t("Envoyer mes notes, définitivement") }
              }
            }
          }
          if sitting?.isOpen == true {
            a(.class("button button-primary"), .href(room)) { t("La séance en cours") }
          } else if attendant.leads {
            a(.class("button button-secondary"), .href(room)) { t("Ouvrir une séance") }
          }
        }
      }
    }
  }
}

private struct EntriesTable: Component {
  var consultation: Consultation
  var entries: [CommitteePage.Entry]
  var hasSeat: Bool

  var body: some Markup {
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(t("Propositions et notes"))) {
      table(.class("table")) {
        thead {
          tr {
            th(.named("scope", "col")) { t("Proposition") }
            if hasSeat { th(.class("number"), .named("scope", "col")) { t("Ma note") } }
            th(.class("number"), .named("scope", "col")) { t("Moyenne") }
            th(.class("number"), .named("scope", "col")) { t("Écart") }
            th(.named("scope", "col")) { t("Décision") }
          }
        }
        tbody { for entry in entries { EntryRow(consultation: consultation, entry: entry, hasSeat: hasSeat) } }
      }
    }
  }
}

private struct EntryRow: Component {
  var consultation: Consultation
  var entry: CommitteePage.Entry
  var hasSeat: Bool

  private var line: CountedVote.Line { entry.line }
  private var sheet: String { GradeSheetAddress(consultation, token: line.proposition.name).path }
  private var place: Phrase? { line.place.map { t("place \($0) au vote") } }
  private var cost: Phrase { t("\(Int(line.proposition.cost)) euros") }
  private var mine: Phrase {
    if entry.conflict != nil { return t("déport") }
    if let score = entry.mine { return .verbatim(score.text) }
    return entry.isBegun ? t("à finir") : .verbatim("—")
  }
  private var mean: String { entry.summary?.mean.text ?? "—" }
  private var spread: String { entry.summary?.spread.text ?? "—" }
  private var isDisputed: Bool { entry.summary?.isDisputed ?? false }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        a(.href(sheet)) { line.proposition.title }
        div(.class("meta")) {
          if let place { span { place } }
          span { cost }
          if entry.supports { span { t("soutenue par votre organisme") } }
        }
      }
      if hasSeat { td(.class("number")) { mine } }
      td(.class("number")) { mean }
      td(.class("number")) {
        spread
        if isDisputed { p(.class("help")) { t("avis partagés") } }
      }
      td { if let ruling = entry.ruling { RulingLine(ruling: ruling) } else { "—" } }
    }
  }
}

/// What was decided, in a few words.
struct RulingLine: Component {
  var ruling: Ruling
  private var amount: Phrase { .euros(ruling.amount) }

  var body: some Markup {
    span { ruling.list.title }
    if ruling.amount > 0 {
      ", "
      span { amount }
    }
  }
}

/// What is left of the envelope.
struct EnvelopeCard: Component {
  var consultation: Consultation
  var committee: Committee
  var isCounted: Bool

  private var simulation: String { SimulationAddress(consultation).path }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Enveloppe") }
      dl(.class("figures")) {
        EnvelopeFigure(label: t("En tout (euros)"), value: Int(committee.envelope))
        EnvelopeFigure(label: t("Attribué"), value: Int(committee.spent))
        EnvelopeFigure(label: t("Reste"), value: Int(committee.remains))
      }
      if isCounted { p { a(.href(simulation)) { t("Simuler un choix") } } }
    }
  }
}

struct EnvelopeFigure: Component {
  var label: Phrase
  var value: Int

  var body: some Markup {
    div {
      dt { label }
      dd { value }
    }
  }
}

private struct CommitteePapers: Component {
  var attendant: Attendant
  var hasMinutes: Bool
  var isCounted: Bool

  private var book: String { BookAddress(attendant.consultation).path }
  private var minutes: String { MinutesAddress(attendant.consultation).path }

  var body: some Markup {
    if isCounted {
      div(.class("card")) {
        h2(.class("h3")) { t("Documents") }
        ul {
          li { a(.href(book)) { t("Toutes les fiches, en un livret à imprimer") } }
          if hasMinutes { li { a(.href(minutes)) { t("Le relevé de décisions") } } }
        }
      }
    }
  }
}

private struct MembersCard: Component {
  var seats: [Seat]
  var names: [Int64: String]
  var sent: Set<Int64>

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Membres") }
      ul { for seat in seats { MemberLine(seat: seat, name: names[seat.id], hasSent: sent.contains(seat.id)) } }
    }
  }
}

private struct MemberLine: Component {
  var seat: Seat
  var name: String?
  var hasSent: Bool

  private var state: Phrase {
    if !seat.isAccepted { return t("n’a pas encore répondu") }
    return hasSent ? t("notes envoyées") : t("notes pas encore envoyées")
  }

  var body: some Markup {
    li {
      strong { seat.title }
      if seat.isChair {
        ", "
        t("préside")
      }
      if let name { p { name } }
      p(.class("help")) { state }
    }
  }
}
